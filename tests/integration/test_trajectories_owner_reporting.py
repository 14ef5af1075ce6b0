"""What the owner of an action tells: its state, its end and a note; and what became of it meanwhile."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.models import ActionNote, AuditEntry, ImprovementAction, Trajectory
from app.web.clock import now, today
from app.web.forms import typed_day
from tests.factories import make_user
from tests.integration.test_assessments_statements import statements
from tests.owners import OWNER, make_owned, stored
from tests.trajectories import make_action

LATER = today() + timedelta(days=40)


@pytest.fixture
def owner(session):
    """Somebody without a role."""
    made = make_user(session, OWNER, "Olga Werkplein")
    session.commit()
    return made


@pytest.fixture
def action(session, people, owner):
    """The id of an action that runs."""
    return make_owned(session, people, owner_id=owner.id, state="running", starts_on=today(), ends_on=LATER)


@pytest.fixture
def client(client_as, owner):
    """The owner."""
    return client_as(owner)


def form(client, action, **changed):
    """What the page would post, with these changes."""
    fields = client.get(f"/mijn-acties/{action}").fields
    return {name: fields.get(name, "") for name in ("state", "reason", "ends_on", "note", "seen")} | changed


def notes(session):
    """The texts of all notes."""
    found = list(session.scalars(select(ActionNote.text)))
    session.rollback()
    return found


def test_the_page_shows_what_the_action_is(client, action):
    page = client.get(f"/mijn-acties/{action}")
    for told in ("Voorbeeldstad", "Geldzaken", "Zet lokale cijfers op 1 A4.", "De wethouder noemt het.", "Bezig"):
        assert told in page.text
    assert page.fields["state"] == "running"
    assert page.fields["ends_on"] == typed_day(LATER)


def test_everything_at_once(session, client, action):
    day = today() + timedelta(days=60)
    told = {"state": "stopped", "reason": "Er is geen geld.", "ends_on": typed_day(day), "note": "Jammer."}
    page = client.follow(client.post(f"/mijn-acties/{action}", form(client, action, **told)))
    found = stored(session, action)
    assert (found.state, found.stop_reason, found.ends_on) == ("stopped", "Er is geen geld.", day)
    assert notes(session) == ["Jammer."]
    assert "Er is geen geld." in page.text and "Jij" in page.text
    names = set(session.scalars(select(AuditEntry.action)))
    assert {"set_action_state", "set_action_end", "add_action_note"} <= names


def test_an_end_that_is_far_away_already_may_stay(session, client, action):
    far = today() + timedelta(days=8 * 366)
    session.execute(update(ImprovementAction).values(ends_on=far))
    session.commit()
    client.post(f"/mijn-acties/{action}", form(client, action, note="We zijn begonnen."))
    assert (stored(session, action).ends_on, notes(session)) == (far, ["We zijn begonnen."])
    page = client.post(f"/mijn-acties/{action}", form(client, action, ends_on="1-1-2099", note="Nog iets."), 422)
    assert "te ver weg" in page.text and page.fields["note"].strip() == "Nog iets."


@pytest.mark.parametrize("state", ["planned", "running", "done"])
def test_every_state(session, client, action, state):
    client.post(f"/mijn-acties/{action}", form(client, action, state=state))
    found = stored(session, action)
    assert (found.state, found.done_on) == (state, today() if state == "done" else None)


def test_nothing_changed_is_said(session, client, action):
    page = client.follow(client.post(f"/mijn-acties/{action}", form(client, action)))
    assert "Er is niets veranderd." in page.text
    assert stored(session, action).version == 1


def test_the_same_twice_is_saved_once(session, client, action):
    typed = form(client, action, note="Eén keer.", state="done")
    for _ in range(2):
        client.post(f"/mijn-acties/{action}", typed)
    assert notes(session) == ["Eén keer."]
    assert stored(session, action).version == 2


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"state": "stopped", "reason": " "}, "Schrijf op waarom de actie stopt."),
        ({"state": ""}, "Kies hoe het met de actie staat."),
        ({"state": "proposed"}, "Kies hoe het met de actie staat."),
        ({"ends_on": "morgen"}, "Dit is geen datum."),
        ({"ends_on": "31-2-2027"}, "Dit is geen datum."),
        ({"ends_on": typed_day(today() - timedelta(days=1))}, "ligt voor het begin van de actie"),
        ({"ends_on": "1-1-2099"}, "Deze dag is te ver weg."),
        ({"state": "planned", "ends_on": ""}, "Vul een einddatum in."),
        ({"note": "x" * 2001}, "Gebruik hier maximaal 2000 tekens."),
    ],
)
def test_bad_input_keeps_what_was_typed(session, client, action, typed, message):
    sent = form(client, action, **{"note": "Mijn notitie", **typed})
    page = client.post(f"/mijn-acties/{action}", sent, 422)
    assert message in page.text
    assert (page.fields["note"], page.fields["ends_on"]) == (sent["note"], sent["ends_on"])
    assert stored(session, action).version == 1
    assert notes(session) == []


def test_planned_needs_somebody_who_does_it(session, client, action):
    session.execute(update(ImprovementAction).values(owner="", state="proposed"))
    session.commit()
    page = client.post(f"/mijn-acties/{action}", form(client, action, state="planned", note="Mijn notitie"), 422)
    assert "Eerst moet in het plan staan wie haar doet" in page.text
    assert page.fields["note"] == "Mijn notitie"
    # What is proposed may stay so.
    client.post(f"/mijn-acties/{action}", form(client, action, note="Mijn notitie"))
    assert (stored(session, action).state, notes(session)) == ("proposed", ["Mijn notitie"])


def test_what_somebody_else_saved_is_not_overwritten(session, people, client_as, client, action):
    typed = form(client, action, state="stopped", reason="Geen tijd.", note="Mijn notitie")
    leader = client_as(people.coordinator)
    where = f"/traject/acties/{action}"
    shown = leader.get(where).fields
    leader.post(f"{where}/voortgang", {**shown, "state": "done", "done_on": "", "reason": "", "note": ""})
    page = client.post(f"/mijn-acties/{action}", typed, 409)
    assert "Iemand anders veranderde deze actie intussen." in page.text
    for told in ("Nu opgeslagen", "Klaar", "Jij koos", "Gestopt", "Waarom gestopt: Geen tijd."):
        assert told in page.text
    assert (page.fields["note"], page.fields["reason"], page.fields["state"]) == (
        "Mijn notitie",
        "Geen tijd.",
        "stopped",
    )
    assert (stored(session, action).state, notes(session)) == ("done", [])
    client.post(f"/mijn-acties/{action}", {**typed, "seen": page.fields["seen"]})
    assert (stored(session, action).state, notes(session)) == ("stopped", ["Mijn notitie"])


def test_a_stale_end_is_not_saved(session, client, action):
    typed = form(client, action, ends_on="1-2-2027")
    session.execute(update(ImprovementAction).values(version=5, ends_on=today()))
    session.commit()
    page = client.post(f"/mijn-acties/{action}", typed, 409)
    assert page.fields["ends_on"] == "1-2-2027"
    assert stored(session, action).ends_on == today()


def test_a_closed_trajectory_keeps_what_was_typed_on_the_page(session, client, action):
    typed = form(client, action, note="Mijn notitie", state="done")
    session.execute(update(Trajectory).values(ended_at=now()))
    session.commit()
    page = client.get(f"/mijn-acties/{action}")
    assert "Dit traject is afgesloten." in page.text and "note" not in page.fields
    page = client.post(f"/mijn-acties/{action}", typed, 409)
    assert "Mijn notitie" in page.text and "Dit had je getypt" in page.text
    assert (stored(session, action).state, notes(session)) == ("running", [])


def test_notes_of_others_have_no_name(session, people, client, action):
    keys = {"action_id": action, "municipality_id": people.municipality.id, "author_id": people.coordinator.id}
    session.add(ActionNote(**keys, text="Kun je dit af hebben voor mei?", created_at=now()))
    session.commit()
    page = client.get(f"/mijn-acties/{action}")
    assert "Kun je dit af hebben voor mei?" in page.text and "Iemand die het plan bijhoudt" in page.text
    assert people.coordinator.name not in page.html and people.coordinator.function not in page.html


def test_who_leads_has_other_pages(people, client_as, action):
    for user in (people.coordinator, people.adviser, people.reader, people.other, people.administrator):
        client = client_as(user)
        client.get(f"/mijn-acties/{action}", 404)
        client.post(f"/mijn-acties/{action}", {"state": "done", "seen": "1"}, 404)
        assert "Je hebt geen acties" in client.get("/mijn-acties").text


def test_the_list_and_the_start_page(session, people, client, action, owner):
    trajectory = session.scalars(select(Trajectory)).one()
    ended = {"owner_id": owner.id, "ends_on": today()}
    make_action(session, trajectory, people.coordinator, title="Al klaar", state="done", done_on=today(), **ended)
    make_action(session, trajectory, people.coordinator, title="Van een ander", **{"ends_on": today()})
    text = client.get("/mijn-acties").text
    assert text.index("Vertel het bestuur") < text.index("Klaar, gestopt of afgesloten") < text.index("Al klaar")
    assert "Van een ander" not in text
    start = client.get("/")
    assert "Acties die op jou wachten" in start.text and f"/mijn-acties/{action}" in start.links
    assert "Al klaar" not in start.text and "Van een ander" not in start.text
    assert "Mijn acties" in start.html


@pytest.mark.both
def test_what_has_a_last_day_waits_before_what_has_none(session, people, client, action, owner):
    trajectory = session.scalars(select(Trajectory)).one()
    for title, day in (("Zonder dag", None), ("Morgen", today() + timedelta(days=1))):
        make_action(session, trajectory, people.coordinator, title=title, owner_id=owner.id, ends_on=day)
    text = client.get("/").text
    assert text.index("Morgen") < text.index("Vertel het bestuur") < text.index("Zonder dag")


def test_the_menu_is_for_owners(people, client_as, client, action):
    assert "/mijn-acties" in {link.get("href") for link in client.get("/hulp").all("a")}
    for user in (people.coordinator, people.participant):
        assert "/mijn-acties" not in {link.get("href") for link in client_as(user).get("/hulp").all("a")}


def test_an_owner_with_nothing_open_hears_so(session, client, action):
    session.execute(update(ImprovementAction).values(state="done", done_on=today()))
    session.commit()
    assert "Er wacht nu geen actie op je." in client.get("/").text
    assert "Er wacht nu geen actie op je." in client.get("/mijn-acties").text


def test_pages_take_a_fixed_number_of_statements(session, people, client, action, owner):
    sent = []
    trajectory = session.scalars(select(Trajectory)).one()
    for _ in range(2):
        with statements() as some:
            for path in ("/mijn-acties", f"/mijn-acties/{action}", "/"):
                client.get(path)
        sent.append(len(some))
        for number in range(5):
            make_action(session, trajectory, people.coordinator, title=f"Nog een {number}", owner_id=owner.id)
        session.commit()
    assert sent[0] == sent[1]
