"""Rights are read when the turn to write has come (D24): a role that ended meanwhile allows nothing more."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import pytest
from sqlalchemy import event, func, select, update

from app.models import (
    AgreedScore,
    Answer,
    Assessment,
    AuditEntry,
    Membership,
    Municipality,
    OutboxMail,
    Participation,
    User,
)
from app.web.clock import now, today
from app.web.extensions import db
from app.web.forms import typed_day
from tests.factories import make_assessment, make_participation
from tests.patience import PATIENCE
from tests.trajectories import make_trajectory

pytestmark = pytest.mark.both
START = {"title": "Eerste meting", "round": "baseline", "questionnaire": "iba-2", "domains": ["geld"]}
COLLEAGUE = {"name": "Nico Nieuw", "email": "nieuw@voorbeeldstad.example", "function": "consulent", "level": ""}
PERSON = {"name": "Nico Nieuw", "email": "nieuw@gemeente.example", "function": "adviseur", "role": "administrator"}
HOURS = {"step": "actions", "day": typed_day(today()), "hours": "1,5", "who": "teamleider", "note": "Overleg"}
REASON = "Zo hebben we het besproken."

CHANGES = {
    # who, in which state, where, with what
    "answer": ("coordinator", "open", "{hub}/vragen/geld/A.BE", {"value": "3", "seen": "0"}),
    "colleague": ("coordinator", "open", "{hub}/deelnemers/nieuw", COLLEAGUE),
    "start review": ("coordinator", "open", "{hub}/bespreking-starten", {"choice": "start", "seen": "None"}),
    "score": ("coordinator", "in_review", "{hub}/bespreken/geld/A.BE", {"value": "3", "reason": REASON, "seen": "0"}),
    "score of adviser": (
        "adviser",
        "in_review",
        "{hub}/bespreken/geld/A.BE",
        {"value": "3", "reason": REASON, "seen": "0"},
    ),
    "send back": ("adviser", "in_review", "{hub}/terugsturen", {"domains": "geld", "reason": "Vul aan."}),
    "new round": ("coordinator", "open", "/inventarisaties/nieuw", START),
    "hours": ("coordinator", "in_review", "{plan}/uren", HOURS),
    "person": ("administrator", "open", "/beheer/mensen/nieuw", PERSON),
    "municipality": ("administrator", "open", "/beheer/gemeenten/nieuw", {"code": "GM0363", "name": "Amsterdam"}),
}
CHANGED = (AgreedScore, Answer, Assessment, AuditEntry, Municipality, OutboxMail, Participation, User)


@contextmanager
def roles_read():
    """Sets an event when who is signed in was read, with their roles: who waits before that would read them late."""
    seen = Event()

    def notice(_, __, statement, *___):
        if "FROM sign_in" in statement:
            seen.set()

    event.listen(db.engine, "after_cursor_execute", notice)
    try:
        yield seen
    finally:
        event.remove(db.engine, "after_cursor_execute", notice)


def rows(session):
    counts = [session.scalar(select(func.count()).select_from(table)) for table in CHANGED]
    states = session.execute(select(Assessment.state, Assessment.agreed_at)).all()
    session.rollback()
    return counts, states


def end_roles(session, user):
    session.execute(update(Membership).where(Membership.user_id == user.id).values(ended_at=now()))


def place(session, people, state, path):
    made = make_assessment(session, people, state=state)
    plan = make_trajectory(session, made, people.coordinator)
    session.commit()
    return path.format(hub=f"/inventarisaties/{made.id}", plan=f"/traject/{plan.id}")


@pytest.mark.parametrize("who, state, path, form", CHANGES.values(), ids=list(CHANGES))
def test_a_role_that_ends_while_a_request_waits_allows_nothing(session, people, client_as, who, state, path, form):
    user, path = getattr(people, who), place(session, people, state, path)
    client, before = client_as(user), rows(session)
    data = {"csrf_token": client.token, **form}
    # The one who ends it has the turn, on PostgreSQL the rows.
    end_roles(session, user)
    with roles_read() as seen, ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(client.ask, path, method="POST", data=data)
        assert seen.wait(PATIENCE)
        time.sleep(0.1)
        assert not waiting.done()
        session.commit()
        response = waiting.result(PATIENCE)
    assert response.status_code == 403
    assert "Een van je rollen is net beëindigd" in response.get_data(as_text=True)
    assert rows(session) == before


@pytest.mark.parametrize("who, state, path, form", CHANGES.values(), ids=list(CHANGES))
def test_the_same_is_done_as_long_as_the_role_goes_on(session, people, client_as, who, state, path, form):
    """Or the test above would say nothing."""
    user, path = getattr(people, who), place(session, people, state, path)
    client, before = client_as(user), rows(session)
    assert client.ask(path, method="POST", data={"csrf_token": client.token, **form}).status_code == 303
    assert rows(session) != before


def test_a_role_that_ends_while_a_request_waits_for_something_else(session, people, client_as):
    """The request came first and waits for the inventory; the role is not held by it, and ends at once."""
    made = make_assessment(session, people, state="in_review")
    client = client_as(people.coordinator)
    data = {"csrf_token": client.token, "value": "3", "reason": REASON, "seen": "0"}
    session.execute(select(Assessment.id).with_for_update())
    with roles_read() as seen, ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(client.ask, f"/inventarisaties/{made.id}/bespreken/geld/A.BE", method="POST", data=data)
        assert seen.wait(PATIENCE)
        time.sleep(0.1)
        assert not waiting.done()
        end_roles(session, people.coordinator)
        session.commit()
        response = waiting.result(PATIENCE)
    assert response.status_code == 403
    assert REASON in response.get_data(as_text=True)
    assert session.scalars(select(AgreedScore.id)).all() == []


def test_a_part_that_ends_while_an_answer_waits(session, people, client_as):
    """Who answers as a colleague has no role: their part is read after the inventory was held."""
    made = make_assessment(session, people)
    make_participation(session, made, people.participant, everything=True)
    session.commit()
    client = client_as(people.participant)
    data = {"csrf_token": client.token, "value": "3", "seen": "0"}
    session.execute(select(Assessment.id).with_for_update())
    with roles_read() as seen, ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(client.ask, f"/inventarisaties/{made.id}/vragen/geld/A.BE", method="POST", data=data)
        assert seen.wait(PATIENCE)
        time.sleep(0.1)
        assert not waiting.done()
        session.execute(update(Participation).where(Participation.role == "participant").values(ended_at=now()))
        session.commit()
        assert waiting.result(PATIENCE).status_code in (403, 404)
    assert session.scalars(select(Answer.id)).all() == []


def test_who_ends_a_role_waits_for_what_it_still_allowed(app, session, people, client_as):
    """A request that has read its rights goes through, and only then the role ends."""
    made = make_assessment(session, people)
    role = session.scalars(select(Membership.id).where(Membership.user_id == people.coordinator.id)).one()
    session.commit()
    client, administrator = client_as(people.coordinator), client_as(people.administrator)
    saving, go_on = Event(), Event()

    def hold(connection, statement, *_):
        if getattr(statement, "is_insert", False) and statement.table.name == "participation":
            saving.set()
            assert go_on.wait(PATIENCE)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "after_execute", hold)
    try:
        with ThreadPoolExecutor(2) as pool:
            form = {"csrf_token": client.token, **COLLEAGUE}
            hub = f"/inventarisaties/{made.id}/deelnemers"
            added = pool.submit(client.ask, f"{hub}/nieuw", method="POST", data=form)
            assert saving.wait(PATIENCE)
            token = {"csrf_token": administrator.token}
            ended = pool.submit(administrator.ask, f"/beheer/rollen/{role}/beeindigen", method="POST", data=token)
            time.sleep(0.1)
            waits = not ended.done()
            go_on.set()
            assert waits
            assert (added.result(PATIENCE).status_code, ended.result(PATIENCE).status_code) == (303, 303)
    finally:
        go_on.set()
        event.remove(engine, "after_execute", hold)
    client.post(f"{hub}/nieuw", {**COLLEAGUE, "email": "nog@voorbeeldstad.example"}, status=404)


def test_who_ends_an_own_role_is_not_refused(session, people, client_as):
    session.add(Membership(user_id=people.reader.id, role="administrator", created_at=now()))
    role = session.scalars(select(Membership.id).where(Membership.user_id == people.administrator.id)).one()
    session.commit()
    client_as(people.administrator).post(f"/beheer/rollen/{role}/beeindigen")
    assert session.scalars(select(Membership.ended_at).where(Membership.id == role)).one() is not None


def test_two_administrators_who_end_each_other_leave_one(session, people, client_as):
    session.add(Membership(user_id=people.reader.id, role="administrator", created_at=now()))
    session.commit()
    query = select(Membership.user_id, Membership.id).where(Membership.role == "administrator")
    roles = dict(session.execute(query).all())
    session.commit()
    first, second = client_as(people.administrator), client_as(people.reader)
    with ThreadPoolExecutor(2) as pool:
        jobs = [
            pool.submit(
                client.ask,
                f"/beheer/rollen/{roles[other.id]}/beeindigen",
                method="POST",
                data={"csrf_token": client.token},
            )
            for client, other in ((first, people.reader), (second, people.administrator))
        ]
        statuses = sorted(job.result(PATIENCE).status_code for job in jobs)
    assert statuses[0] == 303 and statuses[1] in (403, 409)
    ended = session.scalars(select(Membership.ended_at).where(Membership.role == "administrator")).all()
    assert sorted(moment is None for moment in ended) == [False, True]
