"""The app on a phone that makes codes, and the ways in which people use it at the door."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pyotp
import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from time_machine import Traveller

from app.models import OutboxMail, SignIn, User
from app.web.clock import now
from tests.factories import People
from tests.pages import Client, Page

ClientAs = Callable[[User | None], Client]
PASSED = timedelta(seconds=90)
"""After this an app shows a code that was not taken yet."""
SET_UP = "/inloggen/tweede-stap/instellen"
STEP = "/inloggen/tweede-stap"


class Authenticator:
    """An app with one secret in it."""

    def __init__(self, secret: str) -> None:
        self.secret = secret

    def code(self, steps: int = 0) -> str:
        """The code that it shows now, or so many times of half a minute later."""
        return pyotp.TOTP(self.secret).at(now() + timedelta(seconds=30 * steps))

    def wrong(self) -> str:
        """Six digits that it does not show, nor just before or after."""
        shown = {self.code(steps) for steps in (-1, 0, 1)}
        return next(code for code in map("{:06d}".format, range(10)) if code not in shown)


def app_with(page: Page) -> Authenticator:
    """An app into which the secret on this page was typed over."""
    (shown,) = (element for element in page.all("p") if element.get("class") == "key")
    return Authenticator(re.sub(r"\s", "", "".join(shown.itertext())))


def codes_on(page: Page) -> list[str]:
    """The recovery codes on this page."""
    (listed,) = (element for element in page.all("ol") if element.get("class") == "recovery-codes")
    return ["".join(item.itertext()) for item in listed.iter("li")]


def prove_address(client: Client, session: Session, user: User, wanted: str = "") -> str:
    """Ask for a code, and type the one from the mail; where that leads."""
    # The moment of a mail does not tell which is the newest: the clock stands still in most tests.
    mails = select(OutboxMail).where(OutboxMail.kind == "code", OutboxMail.recipient == user.email)
    before = {mail.id for mail in session.scalars(mails)}
    # A session that stays open would make the next request wait for its turn to write.
    session.commit()
    client.take_token()
    client.post("/inloggen", {"email": user.email, "verder": wanted})
    (text,) = (mail.text for mail in session.scalars(mails) if mail.id not in before)
    session.commit()
    response = client.post("/inloggen/code", {"code": re.findall(r"\b\d{6}\b", text)[0]})
    client.take_token()
    return str(response.headers["Location"])


def set_up(client: Client) -> tuple[Authenticator, list[str]]:
    """Set up a second step for who is half-way or signed in; the app, and the recovery codes."""
    app = app_with(client.get(SET_UP))
    response = client.post(SET_UP, {"code": app.code()})
    client.take_token()
    return app, codes_on(client.follow(response))


def sessions_of(session: Session, user: User) -> int:
    """How many sessions somebody has that have not ended."""
    found = session.scalars(select(SignIn).where(SignIn.user_id == user.id, SignIn.ended_at.is_(None))).all()
    session.commit()
    return len(found)


@pytest.fixture
def clock() -> Iterator[Traveller]:
    """A clock that can be moved."""
    with time_machine.travel("2026-11-24T10:00:00Z", tick=False) as coordinates:
        yield coordinates


@pytest.fixture
def strict(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation for real people: the example asks a second step of who wants one only."""
    monkeypatch.setitem(app.config, "SETTINGS", app.config["SETTINGS"].model_copy(update={"example": False}))


@pytest.fixture
def adviser_app(client_as: ClientAs, session: Session, people: People, strict: None, clock: Traveller) -> Authenticator:
    """The app of the adviser, who has set it up and signed out again."""
    client = client_as(None)
    prove_address(client, session, people.adviser)
    app, _ = set_up(client)
    client.post("/uitloggen")
    clock.shift(PASSED)
    return app


@pytest.fixture
def half_way(client_as: ClientAs, session: Session, people: People, adviser_app: Authenticator) -> Client:
    """A browser in which the adviser has proven an address, and no more."""
    client = client_as(None)
    assert prove_address(client, session, people.adviser) == STEP
    return client
