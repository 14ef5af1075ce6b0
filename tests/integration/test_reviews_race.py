"""A save that races the agreement: what was acknowledged is in the frozen report, and nothing is acknowledged later."""

import json
import threading
import time

import pytest
from flask import flash, get_flashed_messages
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError

from app.models import AgreedScoreVersion, Assessment, Membership, Participation, Report
from app.web.clock import now
from app.web.errors import crash, unavailable
from tests.factories import make_answers, make_assessment

pytestmark = pytest.mark.both

REASON = "Zo hebben we het samen besproken."


@pytest.fixture
def assessment(session, people):
    """A review without adviser, in which scores can be agreed until the moment of agreeing itself."""
    made = make_assessment(session, people, ("geld",), state="in_review")
    make_answers(session, session.scalars(select(Participation)).one(), {"geld/A.BE": 1})
    session.execute(update(Membership).where(Membership.role == "adviser").values(ended_at=now()))
    session.commit()
    return made


def saving(client, hub, acknowledged, stop):
    """Save one score after another until it is refused; note what was acknowledged."""
    version = 0
    while not stop.is_set():
        form = {"value": str(version % 5), "reason": f"{REASON} {version}", "seen": str(version)}
        form["csrf_token"] = client.token
        response = client.ask(f"{hub}/bespreken/geld/A.BE", method="POST", data=form)
        if response.status_code != 303:
            return
        version += 1
        acknowledged.append((version, form["reason"]))


def agree_now(client, address, shown=None):
    form = {"csrf_token": client.token, **(shown or client.shown(address))}
    return client.ask(address, method="POST", data=form).status_code


@pytest.mark.heavy
def test_what_was_acknowledged_is_in_the_report(session, people, client_as, assessment):
    hub = f"/inventarisaties/{assessment.id}"
    writer, coordinator = client_as(people.coordinator), client_as(people.coordinator)
    acknowledged, stop = [], threading.Event()
    thread = threading.Thread(target=saving, args=(writer, hub, acknowledged, stop))
    thread.start()
    while len(acknowledged) < 5:
        time.sleep(0.01)
    # What was saved since the page opened was not seen: it is agreed when the writer rests long enough.
    shown, before = coordinator.shown(f"{hub}/vaststellen"), len(acknowledged)
    while len(acknowledged) <= before:
        time.sleep(0.01)
    assert agree_now(coordinator, f"{hub}/vaststellen", shown) == 409
    stop.set()
    while agree_now(coordinator, f"{hub}/vaststellen") != 303:
        time.sleep(0.01)
    thread.join()
    last, reason = acknowledged[-1]
    frozen = json.loads(session.scalars(select(Report.interchange)).one())["agreed"]
    assert [(score["item"], score["reason"]) for score in frozen] == [("geld/A.BE", reason)]
    assert session.scalars(select(AgreedScoreVersion.version).order_by(AgreedScoreVersion.version)).all()[-1] == last
    assert session.scalars(select(Assessment.state)).one() == "agreed"


def test_agreeing_twice_at_the_same_moment_makes_one_report(session, people, client_as, assessment):
    address = f"/inventarisaties/{assessment.id}/vaststellen"
    clients = [client_as(people.coordinator) for _ in range(2)]
    statuses, shown = [], clients[0].shown(address)

    def agree(client):
        statuses.append(agree_now(client, address, shown))

    threads = [threading.Thread(target=agree, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [303, 303]
    assert session.scalars(select(Report.number)).all() == [1]


def test_what_a_failed_commit_would_have_said_is_taken_back(app):
    """The sentence is in the session cookie before the commit; without one it must not reach the next page."""
    with app.test_request_context("/inventarisaties", method="POST"):
        flash("De afgesproken score is opgeslagen.", "success")
        _, status, headers = unavailable(OperationalError("COMMIT", None, OSError("disk full")))
        assert (status, headers) == (503, {"Retry-After": "10"})
        assert get_flashed_messages() == []
    with app.test_request_context("/inventarisaties", method="POST"):
        flash("De afgesproken score is opgeslagen.", "success")
        assert crash(RuntimeError("the connection is gone"))[1] == 500
        assert get_flashed_messages() == []
