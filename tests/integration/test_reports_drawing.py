"""Files that are drawn: so many an hour for one person, one at a time, and once what is the same for everybody."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import islice

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.doors.limits import Limit
from app.models import Participation, RateCount, User
from app.web import publication
from app.web.publication import KEPT, PLACES, drawing_turn
from tests.factories import People, make_answers, make_assessment
from tests.pages import Client
from tests.patience import PATIENCE

ClientAs = Callable[[User | None], Client]
BLANK = "/vragenlijsten/iba/2.docx?domein=algemeen"


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """Nothing was drawn in this process yet."""
    KEPT.clear()
    yield
    KEPT.clear()


@pytest.fixture
def own(session: Session, people: People) -> str:
    """Where the answers of the coordinator are, as a file."""
    made = make_assessment(session, people, ("geld",))
    make_answers(session, session.scalars(select(Participation)).one(), {"geld/A.BE": 1})
    session.commit()
    return f"/inventarisaties/{made.id}/mijn-antwoorden.pdf"


def counts(session: Session) -> list[int]:
    """What was counted of files that were drawn."""
    found = session.scalars(select(RateCount.count).where(RateCount.scope == publication.FILES.scope)).all()
    session.commit()
    return list(found)


def test_so_many_files_an_hour_for_one_person(
    client_as: ClientAs, session: Session, people: People, own: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publication, "FILES", Limit(publication.FILES.scope, 1))
    client = client_as(people.coordinator)
    assert client.ask(own).status_code == 200
    page = client.get(own, 429)
    assert "veel bestanden laten maken" in page.text
    assert int(page.response.headers["Retry-After"]) >= 60
    assert client_as(people.adviser).ask(BLANK).status_code == 200


def test_what_is_the_same_for_everybody_is_drawn_once(
    client_as: ClientAs, session: Session, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publication, "MOST", 1)
    first = client_as(people.coordinator).ask(BLANK).data
    assert client_as(people.reader).ask(BLANK).data == first
    assert counts(session) == [1]
    # Another file takes its place where there is room for one.
    assert client_as(people.reader).ask(BLANK.replace("docx", "pdf")).data != first
    assert [name[3] for name in KEPT if isinstance(name, tuple)] == ["pdf"]


def test_nobody_waits_long_for_files_that_others_draw(
    app: Flask, client_as: ClientAs, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With as many threads as a server has, and more who ask than that: everything else goes on."""
    monkeypatch.setattr(publication, "WAIT", PATIENCE)
    clients = [client_as(people.coordinator) for _ in range(10)]
    with ThreadPoolExecutor(app.config["SETTINGS"].threads) as threads:
        with drawing_turn():
            asked = [threads.submit(lambda client=client: client.client.get(BLANK)) for client in clients]
            # One place is ours.
            told = [answer.result() for answer in islice(as_completed(asked, PATIENCE), 7)]
            assert {(answer.status_code, answer.headers["Retry-After"]) for answer in told} == {(503, "60")}
            assert "Er worden nu veel bestanden gemaakt" in told[0].text
            assert threads.submit(app.test_client().get, "/gezond").result(PATIENCE).status_code == 200
        assert sorted(answer.result(PATIENCE).status_code for answer in asked) == [200] * 3 + [503] * 7


def test_who_waited_too_long_is_told(
    client_as: ClientAs, people: People, own: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publication, "WAIT", 0.01)
    client = client_as(people.coordinator)
    with drawing_turn():
        client.get(own, 503)
    assert client.ask(own).status_code == 200
    taken = 0
    while PLACES.acquire(blocking=False):
        taken += 1
    PLACES.release(taken)
    assert taken == 4
