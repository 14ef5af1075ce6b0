"""Two clicks, and two people, at the same moment in the ten months: everything once, and nothing typed is lost."""

import pytest
from sqlalchemy import func, select

from app.models import (
    ActionNote,
    Appointment,
    AuditEntry,
    CalendarFeed,
    HourEntry,
    ImprovementAction,
    OutboxMail,
    Partner,
    Trajectory,
)
from app.web.clock import now, today
from app.web.forms import typed_day
from tests.factories import make_assessment
from tests.integration.test_security_races import post, together
from tests.trajectories import make_action, make_partner, make_trajectory

pytestmark = pytest.mark.both

CLICKS = 4
DAY = typed_day(today())
ACTION = {"title": "Doe iets", "domain": "geld", "owner": "beleidsmedewerker"}
MEETING = {"title": "Overleg", "kind": "meeting", "step": "inventory", "day": DAY, "seen": "0"}
PARTNER = {"organisation": "Bibliotheek Voorbeeldstad", "kind": "library", "confirmed": "Bibliotheek Voorbeeldstad"}
ONCE = {
    "hours": ("{base}/uren", HourEntry, {"step": "inventory", "day": DAY, "hours": "1,5", "who": "coördinator"}),
    "appointment": ("{base}/afspraken/nieuw", Appointment, MEETING),
    "action": ("{base}/acties/nieuw", ImprovementAction, ACTION),
    "partner": ("{base}/partners/nieuw", Partner, PARTNER),
    "feed": ("{base}/agenda", CalendarFeed, {"seen": ""}),
    "note": ("{action}/voortgang", ActionNote, {"state": "running", "note": "Goed bezig.", "seen": "1", "was": ""}),
    "owner": ("{action}/eigenaar", OutboxMail, {"email": "olga@werkplein.example", "line": "Fijn.", "seen": ""}),
}
"""Where, of what, and what is posted: the same by everybody."""
BOTH = {
    "action": ("{action}/wijzigen", {**ACTION, "seen": "1"}, "text"),
    "partner": ("{partner}/wijzigen", {**PARTNER, "seen": "1"}, "agreements"),
    "end": ("{action}/voortgang", {"state": "stopped", "seen": "1", "was": ""}, "reason"),
}
"""Where, what is posted, and the text in which everybody writes something else."""


@pytest.fixture
def places(session, people):
    """The addresses of a trajectory, of an action and of a partner; there is one of each."""
    trajectory = make_trajectory(
        session, make_assessment(session, people, state="agreed", agreed_at=now()), people.coordinator
    )
    base = f"/traject/{trajectory.id}"
    action = make_action(session, trajectory, people.coordinator, ends_on=today())
    partner = make_partner(session, trajectory, people.coordinator)
    found = {"base": base, "action": f"/traject/acties/{action.id}", "partner": f"{base}/partners/{partner.id}"}
    session.commit()
    return found


def count(session, table):
    """How many rows there are."""
    found = session.scalar(select(func.count()).select_from(table))
    session.rollback()
    return found


@pytest.mark.parametrize("what", ONCE)
def test_many_clicks_do_it_once(session, people, client_as, places, what):
    path, table, form = ONCE[what]
    before, entries = count(session, table), count(session, AuditEntry)
    clients = [client_as(people.coordinator) for _ in range(CLICKS)]
    statuses = together(*[lambda c=c: post(c, path.format(**places), form) for c in clients])
    assert statuses == [303] * CLICKS
    assert count(session, table) == before + 1
    # A state and a note were told of each.
    assert count(session, AuditEntry) == entries + (2 if what == "note" else 1)


@pytest.mark.parametrize("what", BOTH)
def test_of_many_people_one_is_first_and_nobody_loses_a_text(session, people, client_as, places, what):
    path, form, field = BOTH[what]
    clients = [client_as(people.coordinator if number % 2 else people.adviser) for number in range(CLICKS)]
    texts = [f"Dit is de tekst van nummer {number}." for number in range(CLICKS)]

    def send(client, text):
        data = {"csrf_token": client.token, **form, field: text}
        answer = client.ask(path.format(**places), method="POST", data=data)
        return answer.status_code, answer.get_data(as_text=True)

    answers = together(*[lambda c=c, t=t: send(c, t) for c, t in zip(clients, texts, strict=True)])
    assert sorted(status for status, _ in answers) == [303] + [409] * (CLICKS - 1)
    (winner,) = [text for text, (status, _) in zip(texts, answers, strict=True) if status == 303]
    for text, (status, page) in zip(texts, answers, strict=True):
        assert status == 303 or (text in page and winner in page)


def test_who_closes_and_who_types_at_the_same_moment(session, people, client_as, places):
    closing, typing = client_as(people.coordinator), client_as(people.adviser)
    form = {"csrf_token": typing.token, **ONCE["hours"][2], "note": "Dit schreef ik op."}
    _, answer = together(
        lambda: post(closing, f"{places['base']}/afsluiten", {}),
        lambda: typing.ask(f"{places['base']}/uren", method="POST", data=form),
    )
    assert session.scalars(select(Trajectory.ended_at)).one() is not None
    session.rollback()
    kept = count(session, HourEntry)
    assert answer.status_code == (303 if kept else 409)
    assert kept or "Dit schreef ik op." in answer.get_data(as_text=True)
