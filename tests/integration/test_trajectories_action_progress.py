"""Saying how an action goes: its state with what belongs to it, and notes."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.models import ActionNote, AuditEntry, ImprovementAction, Trajectory
from app.texts.trajectories import STATES
from app.web.clock import now, today
from app.web.forms import typed_day
from tests.factories import make_assessment
from tests.integration.test_security_races import post, together
from tests.trajectories import make_action, make_trajectory

STORED = {
    "proposed": {},
    "planned": {},
    "running": {},
    "done": {"done_on": date(2026, 3, 4)},
    "stopped": {"stop_reason": "Geen geld."},
}


@pytest.fixture
def trajectory(session, people):
    """The ten months of an agreed inventory."""
    return make_trajectory(
        session, make_assessment(session, people, state="agreed", agreed_at=now()), people.coordinator
    )


@pytest.fixture
def make(session, people, trajectory):
    """An action in a state, owned by who takes part; its address."""

    def made(state="planned", **columns):
        values = {"ends_on": today() + timedelta(days=30), "owner_id": people.participant.id, "state": state}
        action = make_action(session, trajectory, people.coordinator, **{**values, **STORED[state], **columns})
        return f"/traject/acties/{action.id}"

    return made


def stored(session):
    """The action as the database has it now."""
    session.expire_all()
    return session.scalars(select(ImprovementAction)).one()


def notes(session):
    """The texts of the notes, oldest first."""
    return session.scalars(select(ActionNote.text).order_by(ActionNote.created_at)).all()


def told(session):
    """The rows about actions in the audit trail, oldest first."""
    query = select(AuditEntry).where(AuditEntry.subject == str(stored(session).id))
    return session.scalars(query.order_by(AuditEntry.at)).all()


def report(client, address, status=303, **fields):
    """Fill in the form of the page, and send it."""
    return client.post(f"{address}/voortgang", {**client.get(address).fields, **fields}, status=status)


@pytest.mark.parametrize("before", STATES)
@pytest.mark.parametrize("after", STATES)
def test_any_state_follows_on_any(session, people, client_as, make, before, after):
    client, address = client_as(people.coordinator), make(before)
    answer = report(client, address, state=after, reason="Het is genoeg." if after == "stopped" else "")
    assert answer.headers["Location"].endswith(address)
    found = stored(session)
    assert found.state == after
    assert found.stop_reason == ("Het is genoeg." if after == "stopped" else None)
    done_on = {"done": date(2026, 3, 4) if before == "done" else today()}
    assert found.done_on == done_on.get(after)
    changed = before != after or after == "stopped"
    assert found.version == 1 + changed
    assert len(told(session)) == changed


def test_what_belonged_to_a_state_goes_and_the_history_keeps_it(session, people, client_as, make):
    client, address = client_as(people.coordinator), make("stopped")
    report(client, address, state="running")
    (entry,) = told(session)
    assert entry.old == {"state": "stopped", "done_on": None, "stop_reason": "Geen geld."}
    assert entry.new == {"title": stored(session).title, "state": "running", "done_on": None}
    page = client.get(address)
    assert "Waarom gestopt" in page.text and "Geen geld." in page.text


def test_the_history_of_the_inventory_tells_it_too(people, client_as, make, trajectory):
    client = client_as(people.coordinator)
    report(client, make(), state="stopped", reason="De wethouder ging weg.", note="Jammer.")
    text = client.get(f"/inventarisaties/{trajectory.assessment_id}/geschiedenis?soort=traject").text
    assert "zette de actie ‘Vertel het bestuur waarom dit nodig is’ van ‘Gepland’ op ‘Gestopt’." in text
    assert text.count("De wethouder ging weg.") == 1
    assert "schreef een notitie bij de actie" in text and "Jammer." not in text


@pytest.mark.parametrize("typed", ["{d}-{m}-{y}", "{y}-{m:02}-{d:02}"])
def test_the_day_on_which_it_was_done(session, people, client_as, make, typed):
    day = today() - timedelta(days=40)
    report(
        client_as(people.coordinator), make(), state="done", done_on=typed.format(d=day.day, m=day.month, y=day.year)
    )
    assert stored(session).done_on == day


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"state": ""}, "Kies hoe het nu met de actie gaat"),
        ({"state": "weg"}, "Kies een antwoord"),
        ({"state": "stopped", "reason": " "}, "Schrijf op waarom de actie is gestopt"),
        ({"state": "stopped", "reason": "x" * 2001}, "maximaal 2000 tekens"),
        ({"state": "done", "done_on": "vorige week"}, "Dit is geen datum"),
        ({"state": "done", "done_on": typed_day(today() + timedelta(days=1))}, "Deze dag moet nog komen"),
        ({"state": "done", "done_on": "1-1-2001"}, "meer dan tien jaar geleden"),
        ({"note": "x" * 5001}, "maximaal 5000 tekens"),
    ],
)
def test_bad_input_is_said_and_kept(session, people, client_as, make, fields, said):
    form = {"note": "Dit typte ik ook.", **fields}
    page = report(client_as(people.coordinator), make(), 422, **form)
    assert said in page.text
    for name in set(form) - {"state"}:
        assert page.fields[name].strip() == form[name].strip()
    assert (stored(session).state, notes(session), told(session)) == ("planned", [], [])


def test_planning_what_has_no_end_is_refused_and_keeps_the_note(session, people, client_as, make):
    address = make("proposed", ends_on=None)
    page = report(client_as(people.coordinator), address, 422, state="planned", note="Laten we beginnen.")
    assert "Vul eerst in wanneer het klaar moet zijn." in page.text
    assert page.fields["note"].strip() == "Laten we beginnen."
    assert any("wijzig" in link for link in page.links)
    assert notes(session) == []


@pytest.mark.parametrize("who", ["coordinator", "adviser"])
def test_a_note_is_added(session, people, client_as, make, who):
    client, address = client_as(getattr(people, who)), make()
    answer = report(client, address, note="  Het loopt.\n\nNu nog een zaal. ")
    assert "Het is opgeslagen." in client.follow(answer).text
    assert notes(session) == ["Het loopt.\n\nNu nog een zaal."]
    assert stored(session).version == 1
    (entry,) = told(session)
    assert (entry.action, entry.new) == ("add_action_note", {"title": stored(session).title})


def test_two_clicks_are_one_note(session, people, client_as, make):
    address = make()
    clients = [client_as(people.coordinator) for _ in range(2)]
    seen = {name: value for name, value in clients[0].get(address).fields.items() if name != "csrf_token"}
    form = {**seen, "note": "Eén keer."}
    assert together(*(lambda c=c: post(c, f"{address}/voortgang", form) for c in clients)) == [303, 303]
    assert notes(session) == ["Eén keer."]
    session.rollback()
    report(client_as(people.adviser), address, note="Eén keer.")
    assert len(notes(session)) == 2


def test_nothing_changes_nothing(session, people, client_as, make):
    client, address = client_as(people.coordinator), make("done")
    assert "Er is niets veranderd." in client.follow(report(client, address)).text
    assert (stored(session).version, told(session)) == (1, [])


def test_a_stale_save_shows_both_and_keeps_what_was_typed(session, people, client_as, make):
    coordinator, address = client_as(people.coordinator), make()
    opened = coordinator.get(address).fields
    report(client_as(people.adviser), address, state="done")
    mine = {**opened, "state": "stopped", "reason": "Geen tijd.", "note": "Mijn notitie."}
    page = coordinator.post(f"{address}/voortgang", mine, status=409)
    assert page.title.startswith("Fout:")
    assert "De actie staat nu op ‘Klaar’" in page.text and page.text.count("Geen tijd.") == 2
    assert page.fields["note"].strip() == "Mijn notitie."
    assert (stored(session).state, notes(session)) == ("done", [])
    session.rollback()
    coordinator.post(f"{address}/voortgang", page.fields)
    assert (stored(session).state, stored(session).stop_reason, notes(session)) == (
        "stopped",
        "Geen tijd.",
        ["Mijn notitie."],
    )


def test_a_note_alone_meets_no_newer_state(session, people, client_as, make):
    coordinator, address = client_as(people.coordinator), make()
    opened = coordinator.get(address).fields
    report(client_as(people.adviser), address, state="done")
    coordinator.post(f"{address}/voortgang", {**opened, "note": "Alleen dit."})
    assert (stored(session).state, notes(session)) == ("done", ["Alleen dit."])


def test_others_report_nothing(session, people, client_as, make):
    address = make()
    for person in (people.reader, people.other, people.administrator):
        client_as(person).post(f"{address}/voortgang", {"seen": "1", "state": "done"}, status=404)
    assert stored(session).state == "planned"


def test_in_a_closed_trajectory_what_was_typed_is_shown(session, people, client_as, make, trajectory):
    address = make()
    session.get_one(Trajectory, trajectory.id).ended_at = now()
    session.commit()
    form = {"seen": "1", "state": "stopped", "reason": "Te laat.", "note": "Mijn verhaal."}
    page = client_as(people.coordinator).post(f"{address}/voortgang", form, status=409)
    assert "Dit traject is afgesloten" in page.text
    assert "Mijn verhaal." in page.text and "Te laat." in page.text
    assert (stored(session).state, notes(session)) == ("planned", [])


def test_the_way_back_to_the_board_stays(people, client_as, make):
    client, address = client_as(people.coordinator), make()
    answer = client.post(f"{address}/voortgang?domein=geld", {**client.get(address).fields, "state": "running"})
    assert answer.headers["Location"].endswith("?domein=geld")
    assert any("/acties?domein=geld#actie-" in link for link in client.follow(answer).links)


def test_what_people_typed_stays_text(people, client_as, make):
    client, address = client_as(people.coordinator), make()
    answer = report(client, address, state="stopped", reason="<script>a</script>", note="<b>b</b>")
    page = client.follow(answer)
    assert "<script>a</script>" in page.text and "<b>b</b>" in page.text
    assert [one.get("src") for one in page.all("script")] == ["/static/typed.js"]


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [("reason", "Er is geen geld.", "alleen bij ‘Gestopt’"), ("done_on", "4-3-2026", "alleen bij ‘Klaar’")],
)
def test_what_belongs_to_another_state_is_not_dropped(session, people, client_as, make, field, typed, words):
    page = report(client_as(people.coordinator), make("planned"), state="running", status=422, **{field: typed})
    assert words in page.text and page.fields[field].strip() == typed
    assert stored(session).state == "planned"


@pytest.mark.parametrize("before", ["done", "stopped"])
def test_what_stood_there_of_the_state_before_goes_with_it(session, people, client_as, make, before):
    report(client_as(people.coordinator), make(before), state="running")
    assert (stored(session).state, stored(session).stop_reason, stored(session).done_on) == ("running", None, None)
