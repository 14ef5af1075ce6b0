"""Typing the code: once, within ten minutes, five tries, in the browser that asked; then a session of its own."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.models import LoginCode, OutboxMail, SignIn, User
from tests.factories import People
from tests.pages import Client

ClientAs = Callable[[User | None], Client]


def code_of(session: Session) -> str:
    """The code in the newest mail."""
    text = session.scalars(select(OutboxMail.text).order_by(OutboxMail.created_at.desc())).first()
    # A session that stays open would make the next request wait for its turn to write.
    session.commit()
    return re.findall(r"\b\d{6}\b", text or "")[0]


def wrong(code: str) -> str:
    """Another code."""
    return f"{(int(code) + 1) % 1_000_000:06d}"


@pytest.fixture
def asked(client_as: ClientAs, people: People) -> Client:
    """A browser in which the coordinator has asked for a code."""
    client = client_as(None)
    client.post("/inloggen", {"email": people.coordinator.email})
    return client


@pytest.mark.parametrize("write", ["{}", " {} ", "{0[0]}{0[1]}{0[2]} {0[3]}{0[4]}{0[5]}", "{}\u00a0\r\n"])
def test_the_code_signs_in(asked: Client, session: Session, people: People, write: str) -> None:
    response = asked.post("/inloggen/code", {"code": write.format(code_of(session))})
    assert response.headers["Location"] == "/"
    assert people.coordinator.name in asked.get("/").h1
    sign_in = session.scalars(select(SignIn)).one()
    assert sign_in.expires_at - sign_in.created_at == timedelta(hours=12)


def test_the_address_is_not_in_the_url(asked: Client, people: People) -> None:
    page = asked.get("/inloggen/code?email=ander@voorbeelddorp.example")
    assert people.coordinator.email in page.text
    assert "ander@voorbeelddorp.example" not in page.text


def test_without_asking_first_there_is_no_code_page(client_as: ClientAs) -> None:
    client = client_as(None)
    response = client.ask("/inloggen/code")
    assert (response.status_code, response.headers["Location"]) == (303, "/inloggen")
    assert "Vraag eerst een code aan" in client.get("/inloggen").text


@pytest.mark.parametrize(
    ("typed", "message"),
    [("", "Vul de code in"), ("12345", "6 cijfers"), ("abcdef", "6 cijfers"), ("١٢٣٤٥٦", "6 cijfers")],
)
def test_what_is_no_code_costs_no_try(asked: Client, session: Session, typed: str, message: str) -> None:
    assert message in asked.post("/inloggen/code", {"code": typed}, status=422).text
    assert session.scalars(select(LoginCode.tries)).one() == 0


def test_five_tries_and_then_the_right_code_is_of_no_use(asked: Client, session: Session) -> None:
    code = code_of(session)
    for left in (4, 3, 2, 1):
        page = asked.post("/inloggen/code", {"code": wrong(code)}, status=422)
        assert f"nog {left} keer" in page.text
    assert "Vraag een nieuwe code aan" in asked.post("/inloggen/code", {"code": wrong(code)}, status=422).text
    assert "Vraag een nieuwe code aan" in asked.post("/inloggen/code", {"code": code}, status=422).text
    assert session.scalars(select(SignIn)).all() == []


def test_tries_count_over_browsers_that_share_nothing(asked: Client, client_as: ClientAs, session: Session) -> None:
    """Guessing from elsewhere does not use up the tries of who asked."""
    code = code_of(session)
    stranger = client_as(None)
    stranger.post("/inloggen", {"email": "coordinator@voorbeeldstad.example"})
    for _ in range(5):
        stranger.post("/inloggen/code", {"code": wrong(code)}, status=422)
    # The code of the first mail opens nothing in the other browser, and still works in its own.
    stranger.post("/inloggen/code", {"code": code}, status=422)
    asked.post("/inloggen/code", {"code": code})


@pytest.mark.parametrize(("minutes", "status"), [(9, 303), (10, 422), (11, 422)])
def test_a_code_works_ten_minutes(
    client_as: ClientAs, session: Session, people: People, minutes: int, status: int
) -> None:
    with time_machine.travel("2026-11-24T10:00:00Z", tick=False) as clock:
        client = client_as(None)
        client.post("/inloggen", {"email": people.coordinator.email})
        clock.shift(timedelta(minutes=minutes))
        client.post("/inloggen/code", {"code": code_of(session)}, status=status)


def test_a_code_works_once(asked: Client, session: Session, app: Flask) -> None:
    code = code_of(session)
    with asked.client.session_transaction() as cookie:
        before = dict(cookie)
    asked.post("/inloggen/code", {"code": code})
    replay = Client(app, session, None)
    with replay.client.session_transaction() as cookie:
        cookie.update(before)
    replay.token = asked.token
    assert "werkt niet meer" in replay.post("/inloggen/code", {"code": code}, status=422).text
    assert len(session.scalars(select(SignIn)).all()) == 1


def test_a_code_sent_twice_at_the_same_moment_works_once(asked: Client, session: Session, app: Flask) -> None:
    code = code_of(session)
    with asked.client.session_transaction() as cookie:
        before = dict(cookie)

    def send(_: int) -> int:
        browser = app.test_client()
        with browser.session_transaction() as cookie:
            cookie.update(before)
        return browser.post("/inloggen/code", data={"code": code, "csrf_token": asked.token}).status_code

    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(send, range(8)))
    assert sorted(statuses) == [303] + [422] * 7
    assert len(session.scalars(select(SignIn)).all()) == 1


def test_reading_the_page_uses_nothing(asked: Client, session: Session) -> None:
    code = code_of(session)
    for _ in range(3):
        asked.get(f"/inloggen/code?code={code}")
        asked.ask(f"/inloggen/code?code={code}", method="HEAD")
    assert session.scalars(select(LoginCode.tries)).one() == 0
    session.commit()
    asked.post("/inloggen/code", {"code": code})


def test_the_session_is_new_after_signing_in(asked: Client, session: Session) -> None:
    with asked.client.session_transaction() as cookie:
        cookie["planted"] = "by somebody else"
        old = cookie["csrf_token"]
    asked.post("/inloggen/code", {"code": code_of(session)})
    asked.get("/")
    with asked.client.session_transaction() as cookie:
        assert "planted" not in cookie
        assert "code" not in cookie
        assert cookie["csrf_token"] != old
        assert cookie.permanent
        secret = cookie["_user_id"]
    assert len(secret) >= 43
    assert secret not in session.scalars(select(SignIn.token_hash)).one()


@pytest.mark.parametrize(
    "wanted",
    [
        "//elders.example/",
        "https://elders.example/",
        "/\\elders.example",
        "\\\\elders.example",
        "/\t/elders.example",
        "javascript:alert(1)",
        "elders.example",
        "///elders.example",
        "/" + "x" * 2000,
    ],
)
def test_nobody_is_sent_elsewhere_after_signing_in(
    client_as: ClientAs, session: Session, people: People, wanted: str
) -> None:
    client = client_as(None)
    client.post("/inloggen", {"email": people.coordinator.email, "verder": wanted})
    assert client.post("/inloggen/code", {"code": code_of(session)}).headers["Location"] == "/"


def test_people_arrive_where_they_were_going(client_as: ClientAs, session: Session, people: People) -> None:
    client = client_as(None)
    client.post("/inloggen", {"email": people.coordinator.email, "verder": "/inventarisaties?soort=open"})
    response = client.post("/inloggen/code", {"code": code_of(session)})
    assert response.headers["Location"] == "/inventarisaties?soort=open"


def test_a_new_code_can_be_asked_for_from_the_page(asked: Client, session: Session) -> None:
    first = code_of(session)
    fields = asked.get("/inloggen/code").fields
    asked.post("/inloggen", {"email": fields["email"], "verder": fields["verder"]})
    newest = code_of(session)
    if newest != first:
        asked.post("/inloggen/code", {"code": first}, status=422)
    asked.post("/inloggen/code", {"code": newest})


def test_a_code_in_an_old_mailbox_opens_nothing(asked: Client, session: Session, people: People) -> None:
    code = code_of(session)
    session.execute(update(User).where(User.id == people.coordinator.id).values(email="nieuw@voorbeeldstad.example"))
    session.commit()
    asked.post("/inloggen/code", {"code": code}, status=422)
    assert not session.scalars(select(SignIn)).all()
