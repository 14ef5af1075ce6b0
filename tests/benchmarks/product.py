"""The product under measurement: a database with municipalities, and respondents who are signed in."""

import random
import re
from pathlib import Path

from flask import Flask
from sqlalchemy.orm import Session

from app import create_app
from app.accounts.sessions import start_session
from app.models import User
from app.web.clock import now
from app.web.extensions import alembic, db
from questionnaires.catalogue import current
from tests.benchmarks.load import Browser
from tests.benchmarks.wsgi import own_file, settings
from tests.factories import People, make_assessment, make_municipality, make_user

TOKEN = re.compile(rb'name="csrf_token" value="([^"]+)"')
BASE = "http://127.0.0.1:5000"
"""The address that the product under measurement is told to have."""
QUESTIONS = tuple(question.id for question in current("iba").of_kind("domain"))


def make_respondents(folder: Path, count: int) -> list[tuple[str, str]]:
    """A fresh database with so many coordinators of 12 domains each; (cookie, address of their assessment)."""
    app = create_app(settings(own_file(folder)))
    with app.app_context():
        alembic.upgrade()
    # Another context: the upgrade keeps the turn to write until its context ends.
    with app.app_context():
        made = [_make_respondent(app, db.session, number) for number in range(count)]
        db.session.commit()
    return made


def _make_respondent(app: Flask, session: Session, number: int) -> tuple[str, str]:
    where = make_municipality(session, f"GM{number:04}", f"Voorbeeld {number}")
    user = make_user(session, f"c{number}@voorbeeld.example", "Cora", "coordinator", where)
    people = People(where, where, user, user, user, user, user, user)
    domains = [domain.id for domain in current("iba").domains]
    assessment = make_assessment(session, people, domains)
    return cookie_of(app, session, user), f"/inventarisaties/{assessment.id}"


def cookie_of(app: Flask, session: Session, user: User) -> str:
    """The cookie of somebody who has just signed in, as a browser sends it."""
    secret = start_session(session, user, now=now())
    client = app.test_client()
    with client.session_transaction(base_url=BASE) as cookie:
        cookie["_user_id"], cookie["_fresh"] = secret, True
        cookie.permanent = True
    name = app.config["SESSION_COOKIE_NAME"]
    found = client.get_cookie(name, domain="127.0.0.1")
    assert found is not None
    return f"{name}={found.value}"


def domain_form(version: int) -> dict[str, str]:
    """All questions of a domain, as they are answered over this version.

    Always other values than last time: an answer that is the same would not be saved again.
    """
    values = {f"{question}-value": str((version * 2 + random.randint(0, 1)) % 5) for question in QUESTIONS}
    return values | {f"{question}-seen": str(version) for question in QUESTIONS}


class Coordinator:
    """A coordinator who fills in whole domains."""

    def __init__(self, port: int, cookie: str, address: str) -> None:
        self.browser, self.address = Browser(port, cookie), address
        self.domains = [domain.id for domain in current("iba").domains]
        self.saved = dict.fromkeys(self.domains, 0)
        self.turn = 0
        self.token = _token(self.browser.open(self._page()))

    @property
    def _domain(self) -> str:
        return self.domains[self.turn % len(self.domains)]

    def _page(self) -> str:
        return f"{self.address}/vragen/{self._domain}"

    def open(self) -> None:
        """Open the page of the domain where they are."""
        self.browser.open(self._page())

    def post(self) -> None:
        """Answer all questions of a domain differently from last time, save, and have the page that follows."""
        form = domain_form(self.saved[self._domain])
        self.browser.save(self._page(), {"csrf_token": self.token, **form})
        self.saved[self._domain] += 1
        self.turn += 1

    def report(self) -> None:
        """Download the report as it would be now."""
        self.browser.open(f"{self.address}/rapport.pdf")


def _token(page: bytes) -> str:
    found = TOKEN.search(page)
    assert found is not None, "a page with a form has a token"
    return found[1].decode()


class Bare:
    """The same person in the bare stack."""

    def __init__(self, port: int) -> None:
        self.browser, self.turn = Browser(port), 0
        self.token = _token(self.browser.open("/0"))

    def open(self) -> None:
        """Open the page where they are."""
        self.browser.open(f"/{self.turn % 12}")

    def post(self) -> None:
        """Answer the page, save it, and have the next."""
        values = {f"q{question}": str(random.randint(0, 4)) for question in range(14)}
        self.browser.save(f"/{self.turn % 12}", {"csrf_token": self.token, **values})
        self.turn += 1
