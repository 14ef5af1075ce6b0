"""The page of the ten months: starting, what is next, the list, closing, and what others see of it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select, update

from app.models import Assessment, AuditEntry, Membership, Trajectory
from app.state.steps import months_later
from app.web.clock import now, today
from app.web.forms import typed_day
from tests.factories import make_assessment
from tests.integration.test_assessments_statements import statements
from tests.merging import merge
from tests.reported import make_report
from tests.trajectories import make_action, make_appointment, make_choice, make_hours, make_partner, make_trajectory

FIRST = today() - timedelta(days=40)


@pytest.fixture
def assessment(session, people):
    return make_assessment(session, people)


@pytest.fixture
def trajectory(session, people, assessment):
    return make_trajectory(session, assessment, people.coordinator, FIRST)


def actions_told(session):
    session.expire_all()
    return session.scalars(select(AuditEntry.action).order_by(AuditEntry.at, AuditEntry.id)).all()


@pytest.mark.parametrize("who", ["coordinator", "adviser"])
@pytest.mark.parametrize("state", ["open", "in_review", "agreed"])
def test_it_can_be_started_in_any_state(session, people, client_as, who, state):
    assessment = make_assessment(session, people, state=state)
    client = client_as(getattr(people, who))
    hub = f"/inventarisaties/{assessment.id}"
    assert f"{hub}/traject" in client.get(hub).links
    page = client.get(f"{hub}/traject")
    assert "tien maanden en kosten ze de gemeente ongeveer 70 uur" in page.text
    assert page.fields["started_on"] == typed_day(today())
    answer = client.post(f"{hub}/traject", {"started_on": "1-9-2026"})
    shown = client.follow(answer)
    assert "Het traject is begonnen" in shown.text
    assert "1 september 2026 tot en met 31 oktober 2026" in shown.text
    made = session.scalars(select(Trajectory)).one()
    assert answer.headers["Location"] == f"/traject/{made.id}"
    assert f"/traject/{made.id}" in client.get(hub).links
    assert client.ask(f"{hub}/traject").headers["Location"] == f"/traject/{made.id}"


def test_it_starts_once(session, people, client_as, assessment):
    client = client_as(people.coordinator)
    for day in ("1-9-2026", "onzin"):
        answer = client.post(f"/inventarisaties/{assessment.id}/traject", {"started_on": day})
    assert "was al begonnen" in client.follow(answer).text
    assert len(session.scalars(select(Trajectory)).all()) == 1
    assert actions_told(session) == ["start_trajectory"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Vul een dag in."),
        ("morgen", "zoals 4-12-2026"),
        ("31-2-2027", "zoals 4-12-2026"),
        ("1-1-1990", "vijf jaar"),
    ],
)
def test_a_day_that_is_none_starts_nothing(session, people, client_as, assessment, typed, said):
    page = client_as(people.adviser).post(
        f"/inventarisaties/{assessment.id}/traject", {"started_on": typed}, status=422
    )
    assert said in page.text and page.fields["started_on"] == typed
    assert session.scalars(select(Trajectory)).all() == []


def test_others_cannot_start_it(session, people, client_as, assessment):
    path = f"/inventarisaties/{assessment.id}/traject"
    for person, status in ((people.reader, 404), (people.participant, 404), (people.other, 404)):
        client_as(person).get(path, status=status)
        client_as(person).post(path, {"started_on": "1-9-2026"}, status=status)
    make_report(session, assessment)
    client_as(people.reader).post(path, {"started_on": "1-9-2026"}, status=403)
    assert session.scalars(select(Trajectory)).all() == []


def test_readers_and_others_see_no_ten_months(people, client_as, trajectory):
    for path in ("", "/stappen", "/afsluiten"):
        client_as(people.reader).get(f"/traject/{trajectory.id}{path}", status=403)
        client_as(people.other).get(f"/traject/{trajectory.id}{path}", status=404)
    assert client_as(people.reader).ask("/traject").headers["Location"].endswith("/overzicht")


def test_what_is_next_follows_from_what_was_done(session, people, client_as, assessment, trajectory):
    coordinator, adviser = client_as(people.coordinator), client_as(people.adviser)
    path = f"/traject/{trajectory.id}"

    def says(client, *texts):
        text = client.get(path).text
        assert all(one in text for one in texts), (texts, text)

    says(coordinator, "Beantwoord de vragen van de inventarisatie", "Jij bent aan zet.")
    says(adviser, "Beantwoord de vragen", "De coördinator is aan zet.")
    session.execute(update(Assessment).values(state="in_review"))
    session.commit()
    says(coordinator, "Bespreek de antwoorden", "De adviseur is aan zet.")
    says(adviser, "Bespreek de antwoorden", "Jij bent aan zet.")
    session.execute(update(Membership).where(Membership.role == "adviser").values(ended_at=now()))
    session.commit()
    says(coordinator, "Bespreek de antwoorden", "Jij bent aan zet.")
    make_report(session, assessment)
    says(coordinator, "Kies de domeinen waarmee je begint", "Jij bent aan zet.")
    make_choice(session, assessment, people.coordinator, ["geld"])
    says(coordinator, "Spreek de eerste acties af")
    action = make_action(session, trajectory, people.coordinator)
    says(coordinator, "Maak van de voorstellen afspraken")
    action.state = "running"
    session.commit()
    says(coordinator, "Zoek partners bij de acties")
    make_partner(session, trajectory, people.coordinator)
    says(coordinator, "Voer de acties uit", "De eigenaren van de acties zijn aan zet.")
    action.state = "done"
    session.commit()
    says(coordinator, "Start de vervolgmeting", "Jij bent aan zet.")
    start = f"/inventarisaties/nieuw?gemeente={people.municipality.id}&eerder={assessment.id}"
    assert start in coordinator.get(path).links
    again = make_assessment(session, people, round="evaluation", earlier_id=assessment.id, title="Vervolgmeting 2027")
    says(coordinator, "Ga verder met de vervolgmeting")
    assert f"/inventarisaties/{again.id}" in coordinator.get(path).links
    session.execute(update(Assessment).where(Assessment.id == again.id).values(state="agreed", agreed_at=now()))
    session.commit()
    says(coordinator, "Sluit het traject af")


def to_evaluate(session, people, assessment, trajectory):
    """Everything is done but the second round; where that is started."""
    make_report(session, assessment)
    make_choice(session, assessment, people.coordinator, ["geld"])
    make_action(session, trajectory, people.coordinator, state="done")
    make_partner(session, trajectory, people.coordinator)
    return f"/inventarisaties/nieuw?gemeente={people.municipality.id}&eerder={assessment.id}"


def test_no_second_round_is_offered_where_nothing_begins_any_more(session, people, client_as, assessment, trajectory):
    coordinator, path = client_as(people.coordinator), f"/traject/{trajectory.id}"
    start = to_evaluate(session, people, assessment, trajectory)
    assert start in coordinator.get(path).links and start in coordinator.get("/").links
    merge(session, people.municipality, people.elsewhere)
    for page in (coordinator.get(path), coordinator.get("/")):
        assert start not in page.links and f"{path}/afsluiten" in page.links
        assert "Daarom komt er geen vervolgmeting meer." in page.text
    assert "Daarom kan er geen vervolgmeting meer beginnen." in coordinator.get(path).text


def test_no_second_round_is_offered_while_the_first_is_open_again(session, people, client_as, assessment, trajectory):
    coordinator, path = client_as(people.coordinator), f"/traject/{trajectory.id}"
    start = to_evaluate(session, people, assessment, trajectory)
    session.execute(update(Assessment).values(state="in_review"))
    session.commit()
    page = coordinator.get(path)
    assert start not in page.links and f"/inventarisaties/{assessment.id}/bespreken" in page.links
    assert start not in coordinator.get("/").links


def test_actions_that_are_late_and_appointments_stand_there(session, people, client_as, trajectory):
    late = make_action(
        session, trajectory, people.coordinator, state="running", title="Te laat", ends_on=today() - timedelta(days=3)
    )
    make_action(session, trajectory, people.coordinator, title="Vandaag", ends_on=today(), position=2)
    make_action(session, trajectory, people.coordinator, title="Klaar", state="done", ends_on=FIRST, position=3)
    make_appointment(session, trajectory, people.coordinator, title="Komt")
    make_appointment(session, trajectory, people.coordinator, title="Was", day=today() - timedelta(days=1))
    page = client_as(people.adviser).get(f"/traject/{trajectory.id}")
    assert "Te laat is 3 dagen te laat. Aan zet: beleidsmedewerker schulden" in page.text
    assert f"/traject/acties/{late.id}" in page.links
    assert "3 acties waar ze klaar moeten zijn" in page.text and "(te laat)" in page.text and "1 te laat" in page.text
    assert "2 afspraken de volgende op" in page.text
    coming = page.text.partition("Wat komt")[2]
    assert "Vandaag" in coming and "Komt" in coming and "Was" not in coming and "Klaar" not in coming


def test_without_days_nothing_is_planned(client_as, people, trajectory):
    page = client_as(people.adviser).get(f"/traject/{trajectory.id}")
    assert "Er staat nog niets op de planning." in page.text


def test_only_the_first_that_are_late_are_named(session, people, client_as, trajectory):
    for number in range(4):
        late = {"ends_on": today() - timedelta(days=number + 1), "position": number}
        make_action(session, trajectory, people.coordinator, title=f"Actie {number}", **late)
    page = client_as(people.coordinator).get(f"/traject/{trajectory.id}")
    assert "Actie 3 is 4 dagen te laat." in page.text and "Actie 0" not in page.text
    assert "4 acties zijn te laat: bekijk alle acties" in page.text


def test_hours_are_added_from_the_line(session, people, client_as, trajectory):
    client = client_as(people.coordinator)
    page = client.get(f"/traject/{trajectory.id}")
    assert "0 van de 70 uur" in page.text
    typed = {**page.fields, "hours": "1,5", "who": "coördinator", "note": "Overleg", "step": "inventory"}
    client.post(f"/traject/{trajectory.id}/uren", typed)
    shown = client.get(f"/traject/{trajectory.id}").text
    assert "1,5 van de 70 uur" in shown and "1,5 van 20 uur" in shown and "1,5 uur Overleg" in shown


def test_a_reopened_inventory_is_said(session, people, client_as, assessment, trajectory):
    make_report(session, assessment)
    session.execute(update(Assessment).values(state="in_review"))
    session.commit()
    text = client_as(people.coordinator).get(f"/traject/{trajectory.id}").text
    assert "De inventarisatie is heropend" in text and "Kies de domeinen" in text


def test_a_step_is_late_the_day_after_its_last(session, people, client_as, trajectory):
    last = months_later(FIRST, 2) - timedelta(days=1)
    for day, said in ((last, "Bezig, sinds"), (last + timedelta(days=2), "2 dagen over de laatste dag")):
        with time_machine.travel(datetime(day.year, day.month, day.day, 11, tzinfo=UTC), tick=False):
            page = client_as(people.coordinator).get(f"/traject/{trajectory.id}")
            assert said in page.text
    assert f"/traject/{trajectory.id}/stappen#inventory" in page.links


def test_the_page_takes_as_many_statements_for_one_as_for_many(session, people, client_as, assessment, trajectory):
    client = client_as(people.coordinator)
    path = f"/traject/{trajectory.id}"
    with statements() as few:
        client.get(path)
    make_report(session, assessment)
    for number in range(12):
        late = {"ends_on": today() - timedelta(days=number + 1), "position": number}
        make_action(session, trajectory, people.coordinator, title=f"Actie {number}", **late)
        make_hours(session, trajectory, people.coordinator)
        make_appointment(session, trajectory, people.coordinator, title=f"Afspraak {number}")
    with statements() as many:
        client.get(path)
    assert len(few) == len(many) <= 9, many


def test_closing_asks_first_and_can_be_undone(session, people, client_as, trajectory):
    make_action(session, trajectory, people.coordinator)
    client, path = client_as(people.adviser), f"/traject/{trajectory.id}"
    page = client.get(f"{path}/afsluiten")
    assert "Er is 1 actie die nog niet klaar is." in page.text and "‘Prioriteren’ is nog niet klaar" in page.text
    for _ in range(2):
        answer = client.post(f"{path}/afsluiten")
    closed = client.follow(answer)
    assert "Dit traject is afgesloten" in closed.text and f"{path}/stappen" not in closed.links
    assert "al afgesloten" in client.get(f"{path}/afsluiten").text
    for part in ("/stappen", "/uren", "/uren/doel", "/afspraken", "/afspraken/nieuw"):
        assert "Dit traject is afgesloten" in client.get(path + part).text
    for _ in range(2):
        client.post(f"{path}/heropenen")
    assert "aan zet." in client.get(path).text
    assert actions_told(session) == ["start_trajectory", "close_trajectory", "reopen_trajectory"]
    history = client.get(f"/inventarisaties/{trajectory.assessment_id}/geschiedenis").text
    assert "sloot het traject af." in history and "opende het traject weer." in history


def test_readers_cannot_close(session, people, client_as, trajectory):
    for part in ("afsluiten", "heropenen"):
        client_as(people.reader).post(f"/traject/{trajectory.id}/{part}", status=403)
        client_as(people.other).post(f"/traject/{trajectory.id}/{part}", status=404)
    assert actions_told(session) == ["start_trajectory"]
