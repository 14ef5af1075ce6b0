"""Changing what an action says, and who can make and change one."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from app.models import ActionPartner, AuditEntry, ImprovementAction, Trajectory
from app.web.clock import now, today
from tests.factories import make_agreed, make_assessment
from tests.integration.test_assessments_statements import statements
from tests.trajectories import make_action, make_choice, make_partner, make_report, make_trajectory

FORM = {"title": "Taalcafé bij de Voedselbank", "domain": "geld", "owner": "teamleider schuldhulp"}
WHOLE = {
    **FORM,
    "text": "Elke week een uur.\nMet koffie.",
    "starts_on": "1-2-2027",
    "ends_on": "2027-06-30",
    "done_when": "Er komen elke week 5 mensen.",
    "partners_text": "vrijwilligers",
    "effort": "medium",
    "hours": "40",
    "item": "geld/A.BE",
    "expected": "3",
}


@pytest.fixture
def trajectory(session, people):
    """The ten months of an agreed inventory."""
    made = make_assessment(session, people, state="agreed", agreed_at=now())
    make_agreed(session, made, people.adviser, {"geld/A.BE": 1, "inclusie/A.BE": 2})
    make_report(session, made, people.coordinator)
    make_choice(session, made, people.coordinator, ["geld"])
    return make_trajectory(session, made, people.coordinator)


@pytest.fixture
def new(trajectory):
    """Where an own action is made."""
    return f"/traject/{trajectory.id}/acties/nieuw"


@pytest.fixture
def action(session, people, trajectory):
    """An action about money matters."""
    return make_action(session, trajectory, people.coordinator)


@pytest.fixture
def edit(action):
    """Where it is changed."""
    return f"/traject/acties/{action.id}/wijzigen"


def stored(session):
    """The only action, as it stands in the database now, with its partners."""
    session.expire_all()
    made = session.scalars(select(ImprovementAction)).one()
    partners = session.scalars(select(ActionPartner.partner_id)).all()
    session.expunge(made)
    session.commit()
    return made, partners


def recorded(session, action):
    """The rows of the history of this kind: old and new."""
    found = [(row.old, row.new) for row in session.scalars(select(AuditEntry).where(AuditEntry.action == action))]
    session.commit()
    return found


def test_changing_tells_what_was_and_is(session, client_as, people, trajectory, action, edit):
    partner = make_partner(session, trajectory, people.coordinator)
    adviser = client_as(people.adviser)
    fields = adviser.get(edit).fields
    assert fields["title"] == "Vertel het bestuur waarom dit nodig is" and fields["seen"] == "1"
    changed = {"title": "Vertel het de raad", "ends_on": "1-6-2027", "expected": "4", "partners": [str(partner.id)]}
    answer = adviser.post(edit, {**fields, **changed})
    assert answer.headers["Location"] == f"/traject/acties/{action.id}"
    made, partners = stored(session)
    assert (made.title, made.ends_on, made.expected, made.version) == ("Vertel het de raad", date(2027, 6, 1), 4, 2)
    assert (made.bank_id, made.value, partners) == ("ACT01", 1, [partner.id])
    ((old, new),) = recorded(session, "change_action")
    was = "Vertel het bestuur waarom dit nodig is"
    assert old == {"title": was, "ends_on": None, "expected": 2, "partners": []}
    now_there = {"ends_on": "2027-06-01", "expected": 4, "partners": ["Bibliotheek Voorbeeldstad"]}
    assert new == {"title": "Vertel het de raad", **now_there}
    history = adviser.get(f"/inventarisaties/{trajectory.assessment_id}/geschiedenis").text
    assert "veranderde de actie ‘Vertel het de raad’" in history and "1 juni 2027" in history


def test_the_same_again_changes_nothing(session, client_as, people, action, edit):
    coordinator = client_as(people.coordinator)
    answer = coordinator.post(edit, {**coordinator.get(edit).fields, "seen": "0"})
    assert "Er is niets veranderd." in coordinator.follow(answer).text
    assert stored(session)[0].version == 1 and recorded(session, "change_action") == []


def test_another_question_has_its_own_value(session, client_as, people, action, edit):
    coordinator = client_as(people.coordinator)
    fields = coordinator.get(edit).fields
    coordinator.post(edit, {**fields, "domain": "inclusie", "item": "inclusie/A.BE", "expected": "none"})
    made, _ = stored(session)
    assert (made.domain, made.item, made.value, made.expected) == ("inclusie", "inclusie/A.BE", 2, None)
    coordinator.post(edit, {**coordinator.get(edit).fields, "item": ""})
    made, _ = stored(session)
    assert (made.item, made.value, made.expected) == (None, None, None)


def test_a_newer_change_is_shown_beside_what_was_typed(session, client_as, people, action, edit):
    coordinator, adviser = client_as(people.coordinator), client_as(people.adviser)
    fields = {name: value for name, value in coordinator.get(edit).fields.items() if name != "csrf_token"}
    adviser.post(edit, {**fields, "owner": "bestuurssecretaris", "hours": "12"})
    page = coordinator.post(edit, {**fields, "owner": "raadsgriffier", "text": "Mijn tekst."}, status=409)
    assert "Iemand anders veranderde deze actie intussen" in page.text
    for text in ("bestuurssecretaris", "raadsgriffier", "12", "Mijn tekst.", "niet ingevuld"):
        assert text in page.text
    assert (page.fields["owner"], page.fields["text"].strip()) == ("raadsgriffier", "Mijn tekst.")
    assert stored(session)[0].owner == "bestuurssecretaris"
    # Whoever saves again has seen what stands there.
    assert page.fields["seen"] == "2"
    coordinator.post(edit, page.fields)
    made, _ = stored(session)
    assert (made.owner, made.text, made.version) == ("raadsgriffier", "Mijn tekst.", 3)


def test_what_is_found_out_has_no_expected_answer(session, client_as, people, trajectory):
    made = make_action(
        session, trajectory, people.coordinator, kind="find_out", bank_id=None, value=None, expected=None
    )
    edit = f"/traject/acties/{made.id}/wijzigen"
    coordinator = client_as(people.coordinator)
    fields = coordinator.get(edit).fields
    assert "expected" not in fields
    coordinator.post(edit, {**fields, "owner": "adviseur", "expected": "4"})
    found, _ = stored(session)
    assert (found.owner, found.expected, found.kind) == ("adviseur", None, "find_out")


def test_a_planned_action_keeps_its_last_day(session, client_as, people, action, edit):
    session.execute(update(ImprovementAction).values(state="planned", ends_on=today() + timedelta(days=9)))
    session.commit()
    coordinator = client_as(people.coordinator)
    page = coordinator.post(edit, {**coordinator.get(edit).fields, "ends_on": ""}, status=422)
    assert "Deze actie is gepland. Vul in wanneer het klaar is." in page.text


def test_others_change_nothing(session, client_as, people, trajectory, action, new, edit):
    session.execute(update(ImprovementAction).values(owner_id=people.participant.id))
    session.commit()
    for person, there, about in ((people.reader, 403, 404), (people.participant, 404, 404), (people.other, 404, 404)):
        client_as(person).get(new, status=there)
        client_as(person).post(new, FORM, status=there)
        client_as(person).get(edit, status=about)
        client_as(person).post(edit, FORM, status=about)
    assert stored(session)[0].title == "Vertel het bestuur waarom dit nodig is"


def test_a_closed_trajectory_keeps_what_it_says(session, client_as, people, action, new, edit):
    session.execute(update(Trajectory).values(ended_at=now()))
    session.commit()
    coordinator = client_as(people.coordinator)
    for address in (new, edit):
        coordinator.get(address, status=409)
        page = coordinator.post(address, WHOLE, status=409)
        assert "Dit traject is afgesloten" in page.text
        for name in ("title", "owner", "done_when", "partners_text", "ends_on"):
            assert WHOLE[name] in page.text
    assert stored(session)[0].version == 1


def test_they_take_few_statements(session, client_as, people, trajectory, action, new, edit):
    for number in range(10):
        make_partner(session, trajectory, people.coordinator, organisation=f"Partner {number}")
    coordinator = client_as(people.coordinator)
    for address in (f"{new}?domein=geld&vraag=A.BE", edit):
        with statements() as sent:
            coordinator.get(address)
        assert len(sent) <= 9, sent
