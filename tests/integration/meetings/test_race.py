"""Several who lead at the same moment: one meeting, no point skipped, no score lost."""

import threading

import pytest
from sqlalchemy import func, select

from app.models import AgreedScore, AgreedScoreVersion, Meeting, MeetingItem, OutboxMail
from app.web.clock import now
from tests.meetings import LIST, begun, rows

pytestmark = pytest.mark.both

REASON = "Zo hebben we het samen besproken."


def at_once(clients, path, forms):
    """What each of these people gets who post at the same moment."""
    statuses, start = [], threading.Barrier(len(clients))

    def post(client, form):
        start.wait()
        data = {"csrf_token": client.token, **form}
        statuses.append(client.ask(path, method="POST", data=data).status_code)

    threads = [threading.Thread(target=post, args=pair) for pair in zip(clients, forms, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(statuses)


@pytest.fixture
def leaders(people, client_as):
    """Two advisers' screens and two of the coordinator."""
    return [client_as(user) for user in (people.adviser, people.coordinator) * 2]


def test_starting_at_once_makes_one_meeting(session, leaders, address):
    form = {"items": "geld/A.BE", "present": "coördinator", "minutes": "5"}
    assert at_once(leaders, address, [form] * 4) == [303] * 4
    assert rows(session, select(func.count()).select_from(Meeting)) == [(1,)]
    assert rows(session, select(MeetingItem.item)) == [(LIST[0],)]


def test_going_on_at_once_goes_one_point_on(session, people, leaders, assessment, address):
    begun(session, assessment, people.adviser, item=LIST[0])
    assert at_once(leaders, f"{address}/verder", [{"to": LIST[1], "version": "1"}] * 4) == [303] * 4
    assert rows(session, select(Meeting.item, Meeting.version)) == [(LIST[1], 2)]


def test_going_different_ways_at_once_goes_one_way(session, people, leaders, assessment, address):
    begun(session, assessment, people.adviser, item=LIST[1])
    forms = [{"to": item, "version": "1"} for item in (LIST[0], LIST[2], "geld/S.UI", "")]
    assert at_once(leaders, f"{address}/verder", forms) == [303, 409, 409, 409]
    assert rows(session, select(Meeting.version)) == [(2,)]


def test_agreeing_at_once_keeps_one_score_and_tells_the_others(session, people, leaders, assessment, address):
    begun(session, assessment, people.adviser, item=LIST[0], item_since=now())
    forms = [{"item": LIST[0], "seen": "0", "value": str(n), "reason": f"{REASON} {n}"} for n in range(4)]
    assert at_once(leaders, f"{address}/score", forms) == [303, 409, 409, 409]
    assert rows(session, select(func.count()).select_from(AgreedScoreVersion)) == [(1,)]


def test_a_score_is_in_the_summary_or_is_refused(session, people, leaders, assessment, address):
    begun(session, assessment, people.adviser, item=LIST[0])
    score = {"item": LIST[0], "seen": "0", "value": "2", "reason": REASON}
    agree, end, *_ = leaders

    def run(client, path, form, found):
        data = {"csrf_token": client.token, **form}
        found[path] = client.ask(f"{address}/{path}", method="POST", data=data).status_code

    found = {}
    threads = [
        threading.Thread(target=run, args=(agree, "score", score, found)),
        threading.Thread(target=run, args=(end, "afronden", {"to": "coordinator", "version": "1"}, found)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ((text,),) = rows(session, select(OutboxMail.text))
    kept = rows(session, select(AgreedScore.reason))
    assert found["afronden"] == 303 and found["score"] in (303, 409)
    assert (REASON in text) == (found["score"] == 303) == (kept == [(REASON,)])


def test_saving_while_another_goes_on_goes_one_point_on(session, people, leaders, assessment, address):
    begun(session, assessment, people.adviser, item=LIST[0])
    score = {"item": LIST[0], "seen": "0", "value": "2", "reason": REASON, "version": "1"}
    found, start = [], threading.Barrier(2)

    def run(client, path, form):
        start.wait()
        data = {"csrf_token": client.token, **form}
        found.append(client.ask(f"{address}/{path}", method="POST", data=data).status_code)

    ways = (("score", score), ("verder", {"to": LIST[1], "version": "1"}))
    threads = [threading.Thread(target=run, args=(leaders[at], *way)) for at, way in enumerate(ways)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [303, 303]
    assert rows(session, select(Meeting.item, Meeting.version)) == [(LIST[1], 2)]
    assert rows(session, select(AgreedScore.reason)) == [(REASON,)]
