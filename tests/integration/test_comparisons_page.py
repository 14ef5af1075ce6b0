"""Then and now as a page: for whom, in which state and of which version."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from app.models import AgreedScore, Assessment, Rendering, Report
from app.web.clock import now
from tests.comparing import agree_quickly, place_of, round_after
from tests.factories import make_agreed, make_answers, make_participation
from tests.rounds import close_round, joint_of, make_agreed_long_ago, make_evaluation
from tests.trajectories import make_action, make_trajectory

FROZEN = Path(__file__).parents[1] / "golden" / "iba-1.frozen-comparison.json"
FILES = ("pdf", "docx", "xlsx", "json")


@pytest.fixture
def first(session, people):
    """A first round on version 1, agreed."""
    made = make_agreed_long_ago(session, people)
    session.execute(update(Assessment).values(created_at=now() - timedelta(days=600)))
    session.commit()
    return made


@pytest.fixture
def second(session, people, first):
    """A second round in review."""
    return round_after(session, people, first)


def test_a_preview_for_who_leads_the_conversation(people, client_as, second):
    for who in (people.coordinator, people.adviser):
        page = client_as(who).get(place_of(second))
        assert "voorlopig" in page.text and "Voorlopig: een van de 2 rondes is nog niet vastgesteld" in page.text
        assert "Controleer dit evaluatierapport" not in page.text
        for form in FILES:
            response = client_as(who).ask(f"{place_of(second)}.{form}")
            assert response.status_code == 200 and response.data
            assert f"vervolgmeting-2027-voorlopig.{form}" in response.headers["Content-Disposition"]


def test_who_may_see_it(session, people, client_as, second):
    make_participation(session, second, people.participant)
    session.commit()
    pages = (place_of(second), f"{place_of(second)}/verantwoording", *(f"{place_of(second)}.{form}" for form in FILES))
    expected = {"participant": (403, 403), "reader": (404, 200), "administrator": (404, 404), "other": (404, 404)}
    expected |= {"coordinator": (200, 200), "adviser": (200, 200)}
    clients = {who: client_as(getattr(people, who)) for who in expected}

    def answers(n):
        for who, statuses in expected.items():
            assert {clients[who].ask(page).status_code for page in pages} == {statuses[n]}, who

    answers(0)
    close_round(session, people, second)
    session.commit()
    answers(1)


def test_nobody_looks_back_while_people_answer(session, people, client_as, first):
    opened = make_evaluation(session, people, first)
    make_answers(session, joint_of(session, opened), {"geld/A.BE": 4})
    for who in (people.coordinator, people.adviser):
        page = client_as(who).get(place_of(opened), status=409)
        assert "zonder naar de antwoorden van toen te kijken" in page.text
        for form in FILES:
            assert client_as(who).ask(f"{place_of(opened)}.{form}").status_code == 409
        assert client_as(who).ask(f"{place_of(opened)}/verantwoording").status_code == 409
    # The report of the round itself says nothing of then either, as long as it is open.
    assert (
        "Toen en nu" not in client_as(people.coordinator).get(place_of(opened).replace("vergelijking", "rapport")).text
    )


def test_a_first_round_says_what_can_be_done(session, people, client_as, first):
    start = f"/inventarisaties/nieuw?gemeente={first.municipality_id}&eerder={first.id}"
    page = client_as(people.coordinator).get(place_of(first), status=409)
    assert "Start een vervolgmeting" in page.text and start in page.links
    page = client_as(people.reader).get(place_of(first), status=409)
    assert "Is er een vervolgmeting vastgesteld?" in page.text and start not in page.links
    first.municipality.valid_until = date(2026, 1, 1)
    session.commit()
    assert start not in client_as(people.coordinator).get(place_of(first), status=409).links
    session.execute(update(Assessment).values(state="in_review"))
    session.commit()
    assert "Stel deze ronde eerst vast" in client_as(people.adviser).get(place_of(first), status=409).text
    assert client_as(people.coordinator).ask(f"{place_of(first)}.pdf").status_code == 409


def test_a_first_round_leads_to_what_came_after_it(people, client_as, first, second):
    page = client_as(people.coordinator).get(place_of(first), status=409)
    assert place_of(second) in page.links
    assert place_of(second) not in client_as(people.reader).get(place_of(first), status=409).links


def test_the_report_of_the_round_leads_to_it_and_tells_of_it(people, client_as, second):
    report = place_of(second).replace("vergelijking", "rapport")
    page = client_as(people.coordinator).get(report)
    assert place_of(second) in page.links and "Toen en nu" in page.text


def test_the_plan_and_the_desk_lead_to_it_when_it_is_agreed(session, people, client_as, first, second):
    trajectory = make_trajectory(session, first, people.coordinator)
    plan = f"/traject/{trajectory.id}"
    page = client_as(people.coordinator).get(plan)
    assert f"/inventarisaties/{second.id}" in page.links and place_of(second) not in page.links
    agree_quickly(session, people, second)
    assert place_of(second) in client_as(people.coordinator).get(plan).links
    assert place_of(second) in client_as(people.adviser).get(f"/adviseur/{people.municipality.id}").links


def test_the_start_page_leads_to_it_once_it_is_agreed(session, people, client_as, first, second):
    make_participation(session, second, people.participant)
    session.commit()
    starts = {who: client_as(getattr(people, who)) for who in ("coordinator", "reader", "participant")}
    assert [who for who, client in starts.items() if place_of(second) in client.get("/").links] == []
    agree_quickly(session, people, second)
    assert [who for who, client in starts.items() if place_of(second) in client.get("/").links] == [
        "coordinator",
        "reader",
    ]
    # Of a later round it stands among what can be looked at.
    round_after(session, people, second)
    session.commit()
    assert place_of(second) in starts["coordinator"].get("/").links


def test_what_was_frozen_by_earlier_rules_says_so_and_keeps_its_words(session, people, client_as, second):
    agree_quickly(session, people, second)
    client = client_as(people.reader)
    assert "van de rekenregels. Nu is er versie" not in client.get(place_of(second)).text
    report = session.scalars(select(Report).where(Report.assessment_id == second.id)).one()
    kept = {"kind": "comparison", "form": "document", "content": FROZEN.read_bytes(), "renderer": 1}
    session.add(Rendering(report_id=report.id, municipality_id=report.municipality_id, sha256="0" * 64, **kept))
    session.commit()
    page = client.get(place_of(second))
    assert "gemaakt met versie 1 van de rekenregels. Nu is er versie 2" in page.text
    assert "Bij ongeveer de helft daarvan leek toch ergens iets zichtbaar veranderd." in page.text
    assert "Taalcafé bij de Voedselbank (Geldzaken)" in page.text


def test_versions(session, people, client_as, second):
    close_round(session, people, second)
    place, reader, coordinator = place_of(second), client_as(people.reader), client_as(people.coordinator)
    first_bytes = reader.ask(f"{place}.pdf").data
    session.execute(update(Assessment).where(Assessment.id == second.id).values(state="in_review"))
    session.commit()
    # A reader keeps what was agreed; who leads the conversation sees the next version, and can read the old one.
    assert "versie 1" in reader.get(place).text
    assert "voorlopig" in coordinator.get(place).text
    assert reader.ask(f"{place}.pdf").data == coordinator.ask(f"{place}.pdf?versie=1").data == first_bytes
    values = {"geld/A.BE": 0}
    make_agreed(session, second, people.coordinator, values, seen=1)
    close_round(session, people, second)
    session.commit()
    assert reader.ask(f"{place}.pdf?versie=1").data == first_bytes
    second_bytes = reader.ask(f"{place}.pdf?versie=2").data
    assert second_bytes == reader.ask(f"{place}.pdf").data != first_bytes and second_bytes.startswith(b"%PDF")
    for version in ("0", "3", "x"):
        reader.get(f"{place}?versie={version}", status=404)


def test_a_round_from_before_there_were_comparisons(session, people, client_as, second):
    agree_quickly(session, people, second)
    assert not session.scalars(select(Rendering).where(Rendering.kind == "comparison")).all()
    session.commit()
    page = client_as(people.reader).get(place_of(second))
    assert "Wat er veranderde" in page.text and "Controleer dit evaluatierapport" not in page.text
    assert client_as(people.reader).ask(f"{place_of(second)}.xlsx").data.startswith(b"PK")


def test_a_round_on_the_same_version(session, people, client_as, first):
    made = round_after(session, people, first, version=1)
    page = client_as(people.coordinator).get(place_of(made))
    assert "Alle domeinen, dimensies en vragen over domeinen van deze 2 rondes zijn te vergelijken." in page.text
    accounts = client_as(people.coordinator).get(f"{place_of(made)}/verantwoording")
    for said in ("Er zijn geen nieuwe vragen.", "14 vragen zijn precies hetzelfde gebleven", "Aandacht – bestuur"):
        assert said in accounts.text
    assert "Hoeveel aandacht heeft de wethouder" not in accounts.text


def test_across_versions_every_old_question_is_accounted_for(people, client_as, second):
    text = client_as(people.coordinator).get(f"{place_of(second)}/verantwoording").text
    assert "Toen was er versie 1 van de vragenlijst, nu versie 2." in text
    assert "Samen40Alle vragen van toen met een antwoord of een afgesproken score." in text
    assert "De vraag zelf is hetzelfde. De uitleg of een antwoord is anders." in text
    assert "11 van de 14 vragen zijn precies hetzelfde gebleven." in text
    for word in ("Andere betekenis", "Anders verwoord", "Alleen de taal verbeterd", "Vervallen"):
        assert word in text
    assert "Nu: Kunnen schuldhulpverleners en inkomensconsulenten iemand om raad vragen" in text
    assert "aan de basisvaardigheden van hun medewerkers?Over de hele gemeente" in text


def test_a_round_in_which_nothing_was_answered_has_nothing_to_account_for(session, people, client_as):
    silent = make_agreed_long_ago(session, people, answered=False)
    session.execute(update(Assessment).values(created_at=now() - timedelta(days=600)))
    later = round_after(session, people, silent)
    session.commit()
    text = client_as(people.coordinator).get(f"{place_of(later)}/verantwoording").text
    assert "Toen had nog geen enkele vraag een antwoord." in text


def test_what_really_changed_and_what_was_done(session, people, client_as, first):
    trajectory = make_trajectory(session, first, people.coordinator)
    action = make_action(
        session, trajectory, people.coordinator, title="Taalmaatje", domain="geld", item="geld/A.BE", state="done"
    )
    made = round_after(session, people, first)
    own = make_trajectory(session, made, people.coordinator)
    make_action(session, own, people.coordinator, title="Pas na nu")
    said = {"changed": "yes", "changed_what": "Er is een plan.", "changed_action_id": action.id}
    session.execute(update(AgreedScore).where(AgreedScore.item == "geld/A.BE").values(said))
    session.commit()
    page = client_as(people.coordinator).get(place_of(made))
    assert "Er is een plan." in page.text and "Pas na nu" not in page.text
    assert "Taalmaatje (Geldzaken) Gedaan" in " ".join(page.text.split())


@pytest.mark.parametrize("people_answered", [1, 2])
def test_what_an_answer_says_stands_there_only_of_who_answered_alone(
    session, people, client_as, first, people_answered
):
    made = make_evaluation(session, people, first, "in_review")
    said = {"changed": "yes", "changed_what": "Alleen ik weet dit."}
    make_answers(session, joint_of(session, made), {"geld/A.BE": 3}, **said)
    if people_answered == 2:
        make_answers(session, make_participation(session, made, people.participant), {"geld/A.BL": 3})
    page = client_as(people.coordinator).get(place_of(made))
    assert ("Alleen ik weet dit." in page.text) == (people_answered == 1)
