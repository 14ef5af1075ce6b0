"""Sharing an action with other municipalities: what others read, the name, changing and withdrawing."""

import pytest
from sqlalchemy import select, update

from app.models import ActionPartner, AuditEntry, ImprovementAction, SharedPractice, Trajectory
from app.web.clock import now
from tests.contract import WRONG_PRACTICE
from tests.factories import make_assessment
from tests.practice import EXPERIENCE, TOLD, make_practice
from tests.trajectories import make_action, make_partner, make_trajectory

SHARE = {**TOLD, "step": "share"}
PREVIEW = {**TOLD, "step": "preview"}


@pytest.fixture
def action(session, people):
    """An action about money matters of Voorbeeldstad."""
    made = make_assessment(session, people, ("geld", "eigen_1"), "agreed", {"eigen_1": "Havenwijk"}, agreed_at=now())
    trajectory = make_trajectory(session, made, people.coordinator)
    return make_action(session, trajectory, people.coordinator, state="running")


@pytest.fixture
def address(action):
    """Where it is shared."""
    return f"/traject/acties/{action.id}/delen"


def shared(session):
    """What is shared now."""
    session.expire_all()
    found = session.scalars(select(SharedPractice).order_by(SharedPractice.shared_at)).all()
    session.commit()
    return found


def seen(client, address):
    """The stamp on the form."""
    return {"seen": client.get(address).fields["seen"]}


def test_the_form_begins_with_the_action(session, people, client_as, action, address):
    page = client_as(people.coordinator).get(address)
    fields = page.fields
    assert fields["title"] == "Vertel het bestuur waarom dit nodig is"
    assert (fields["domain"], fields["question"], fields["effort"]) == ("geld", "A.BE", "small")
    assert fields["experience"].strip() == "" and "shows_name" not in fields
    assert "Niet gedeeld" in page.text and "Bezig" in page.text
    assert "namen van mensen" in page.text


def test_no_organisation_and_no_own_domain_is_proposed(session, people, client_as, action, address):
    partner = make_partner(session, session.scalars(select(Trajectory)).one(), people.coordinator)
    session.add(ActionPartner(action_id=action.id, partner_id=partner.id, municipality_id=action.municipality_id))
    session.execute(update(ImprovementAction).values(domain="eigen_1", item="eigen_1/A.BE"))
    session.commit()
    page = client_as(people.coordinator).get(address)
    assert page.fields["partners_text"] == "Bibliotheek, taalambassadeur"
    assert page.fields["domain"] == "" and page.fields["question"] == "A.BE"
    assert "Havenwijk" not in page.text and "Bibliotheek Voorbeeldstad" not in page.text


def test_what_is_shown_first_is_what_others_read(session, people, client_as, action, address):
    client, other = client_as(people.coordinator), client_as(people.other)
    page = client.post(address, PREVIEW, status=200)
    assert "Zo zien anderen het" in page.h1 and EXPERIENCE in page.text and "Een andere gemeente" in page.text
    assert not shared(session)
    # Everything goes along: to change it once more, or to share it.
    kept = {name: value for name, value in page.fields.items() if name != "csrf_token"}
    assert kept.items() >= TOLD.items()
    again = client.post(address, {**kept, "step": "edit"}, status=200)
    assert again.fields["experience"] == EXPERIENCE and again.fields["shows_name"] == "no"
    page = client.follow(client.post(address, {**kept, "step": "share"}))
    assert "De actie is gedeeld" in page.text and "Anderen zien ‘Een andere gemeente’" in page.text
    (practice,) = shared(session)
    assert (practice.state, practice.version, practice.shows_name) == ("running", 1, False)
    page = other.get(f"/netwerk/praktijk/{practice.id}")
    for text in (TOLD["title"], EXPERIENCE, TOLD["text"], TOLD["partners_text"], TOLD["done_when"], "Bezig"):
        assert text in page.text
    assert "Een andere gemeente" in page.text and "Voorbeeldstad" not in page.html


def test_the_name_is_shown_when_the_municipality_agrees(session, people, client_as, action, address):
    client_as(people.coordinator).post(address, {**SHARE, "shows_name": "yes"})
    (practice,) = shared(session)
    assert "Gemeente Voorbeeldstad" in client_as(people.other).get(f"/netwerk/praktijk/{practice.id}").text


def test_a_name_in_the_text_is_pointed_out(people, client_as, action, address):
    client = client_as(people.coordinator)
    told = {**PREVIEW, "text": "De bakker van voorbeeldstad deed mee."}
    assert "‘Voorbeeldstad’ staat nog bij" in client.post(address, told, status=200).text
    assert "staat nog bij" not in client.post(address, {**told, "shows_name": "yes"}, status=200).text
    assert "staat nog bij" not in client.post(address, PREVIEW, status=200).text


def test_what_is_wrong_is_said_before_it_is_shown(session, people, client_as, action, address):
    for wrong, sentence in WRONG_PRACTICE:
        page = client_as(people.coordinator).post(address, {**PREVIEW, **wrong}, status=422)
        assert sentence in page.text and page.fields["done_when"].strip() == TOLD["done_when"]
    assert not shared(session)


def test_a_general_question_and_an_own_domain(session, people, client_as, action, address):
    client = client_as(people.coordinator)
    client.post(address, {**SHARE, "domain": "algemeen", "question": "G02"})
    client.post(address, {**SHARE, **seen(client, address), "domain": "", "effort": "", "question": ""})
    (practice,) = shared(session)
    assert (practice.domain, practice.question, practice.effort) == ("", "", None)
    assert "Een eigen domein" in client_as(people.other).get(f"/netwerk/praktijk/{practice.id}").text


def test_changing_what_is_shared_keeps_the_old_text(session, people, client_as, action, address):
    client = client_as(people.coordinator)
    client.post(address, SHARE)
    session.execute(update(ImprovementAction).values(state="done", done_on=now().date()))
    session.commit()
    page = client.follow(client.post(address, {**SHARE, **seen(client, address), "experience": "Het werkte."}))
    assert "Het is veranderd" in page.text
    (practice,) = shared(session)
    assert (practice.version, practice.state, practice.experience) == (2, "done", "Het werkte.")
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "change_practice")).one()
    assert entry.old["experience"] == EXPERIENCE and entry.new["experience"] == "Het werkte."
    session.commit()
    # Twice the same click changes nothing.
    page = client.follow(client.post(address, {**SHARE, "experience": "Het werkte.", "seen": "oud"}))
    assert "Er is niets veranderd" in page.text
    inventory = session.scalars(select(Trajectory.assessment_id)).one()
    session.commit()
    history = client.get(f"/inventarisaties/{inventory}/geschiedenis?soort=traject").text
    assert "deelde de actie ‘Laat de wethouder een taalles bezoeken’ met andere gemeenten" in history
    assert "veranderde wat de gemeente deelt over" in history and "Het werkte." in history


def test_somebody_else_was_first(session, people, client_as, action, address):
    client = client_as(people.coordinator)
    client.post(address, SHARE)
    page = client.post(address, {**SHARE, "seen": "", "experience": "Mijn tekst."}, status=409)
    assert "deelde deze actie intussen" in page.text and "Jij typte" in page.text and EXPERIENCE in page.text
    assert page.fields["experience"] == "Mijn tekst." and page.title.startswith("Fout:")
    assert [one.experience for one in shared(session)] == [EXPERIENCE]
    stale = page.fields["seen"]
    client.post(address, {**SHARE, "seen": stale, "experience": "Mijn tekst.", "effort": "", "shows_name": "yes"})
    page = client.post(address, {**SHARE, "seen": stale, "domain": "", "question": ""}, status=409)
    for text in ("veranderde intussen wat jullie delen", "Mijn tekst.", "Zichtbaar", "Niet zichtbaar", "Een eigen"):
        assert text in page.text
    # Whoever shares again has seen it.
    client.post(address, {**SHARE, "seen": page.fields["seen"]})
    assert [one.experience for one in shared(session)] == [EXPERIENCE]


def test_withdrawing_is_at_once_and_sharing_again_is_possible(session, people, client_as, action, address):
    client, other = client_as(people.coordinator), client_as(people.other)
    client.post(address, SHARE)
    stale = seen(client, address)
    (practice,) = shared(session)
    page = client.follow(client.post(f"{address}/intrekken"))
    assert "Andere gemeenten vinden haar niet meer" in page.text and "Niet gedeeld" in page.text
    other.get(f"/netwerk/praktijk/{practice.id}", status=404)
    client.get(f"/netwerk/praktijk/{practice.id}", status=404)
    assert TOLD["title"] not in other.get("/netwerk/praktijk").text
    assert "al niet meer gedeeld" in client.follow(client.post(f"{address}/intrekken")).text
    page = client.post(address, {**SHARE, **stale}, status=409)
    assert "trok deze actie intussen terug" in page.text
    client.post(address, {**SHARE, "seen": page.fields["seen"]})
    assert [one.withdrawn_at is None for one in shared(session)] == [False, True]


def test_in_a_closed_trajectory_it_can_be_shared_and_withdrawn(session, people, client_as, action, address):
    session.execute(update(Trajectory).values(ended_at=now()))
    session.commit()
    client = client_as(people.coordinator)
    client.post(address, SHARE)
    client.post(f"{address}/intrekken")
    assert len(shared(session)) == 1


def test_only_a_coordinator_of_the_municipality_shares(session, people, client_as, action, address):
    session.execute(update(ImprovementAction).values(owner_id=people.participant.id))
    session.commit()
    make_practice(session, action, people.coordinator)
    refused = {"adviser": 403, "participant": 404, "reader": 404, "other": 404, "administrator": 404}
    for who, status in refused.items():
        client = client_as(getattr(people, who))
        client.get(address, status=status)
        client.post(address, SHARE, status=status)
        client.post(f"{address}/intrekken", {}, status=status)
    assert [one.version for one in shared(session)] == [1]
