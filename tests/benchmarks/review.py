"""The review of 12 domains of 14 questions, each answered by 25 people."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app import create_app
from app.models import Assessment, User
from app.web.clock import now
from app.web.extensions import alembic, db
from questionnaires.catalogue import current
from questionnaires.model import GENERAL
from tests.benchmarks.calculation import value
from tests.benchmarks.counts import counted
from tests.benchmarks.product import BASE, cookie_of
from tests.benchmarks.table import Line, at_most, shown
from tests.benchmarks.wsgi import own_file, settings
from tests.factories import People, make_answers, make_assessment, make_municipality, make_participation, make_user

PEOPLE = 25
STATEMENTS = 12
REPEATS = 9
LEVELS = ("bestuur", "beleid", "uitvoering")
PAGES = {
    "the overview of a review": "",
    "its list of points": "/punten",
    "one kind of its points": "/punten?soort=different",
    "a question on the way through the list": "/geld/A.BE?lijst=punten&punt=different",
    "a domain": "/geld",
}


def review_lines(folder: Path, _: float) -> Iterator[tuple[str, list[Line]]]:
    """Statements and times of each page."""
    app = create_app(settings(own_file(folder)))
    with app.app_context():
        alembic.upgrade()
    with app.app_context():
        cookie, address = make_review(app, db.session)
    client = app.test_client()
    name, secret = cookie.split("=", 1)
    client.set_cookie(name, secret, domain="127.0.0.1")
    lines = [line for what, path in PAGES.items() for line in page_lines(app, client, what, f"{address}{path}")]
    yield f"Review of 12 domains x 14 questions x {PEOPLE} people", lines


def page_lines(app: Flask, client: FlaskClient, what: str, path: str) -> list[Line]:
    """The first view of one page: how many statements, how long."""
    with counted(app) as statements:
        first = opened(client, path)
    # What is slower than the quickest is the machine.
    quickest = min(opened(client, path) for _ in range(REPEATS))
    return [
        at_most(f"statements: {what}", len(statements), STATEMENTS),
        shown(f"time: {what}", quickest, "100 ms"),
        shown(f"time: {what}, the first time in a new process", first),
    ]


def opened(client: FlaskClient, path: str) -> float:
    """Milliseconds until the page is there."""
    began = time.perf_counter()
    response = client.get(path, base_url=BASE)
    taken = time.perf_counter() - began
    if response.status_code != 200:
        raise AssertionError(f"{path}: {response.status_code}")
    return taken * 1000


def make_review(app: Flask, session: Session) -> tuple[str, str]:
    """(cookie of the adviser, address of the review); everybody answered everything."""
    where = make_municipality(session, "GM9901", "Voorbeeldstad")
    user = make_user(session, "coordinator@voorbeeldstad.example", "Cora Dinator", "coordinator", where)
    adviser = make_user(session, "adviseur@stichting.example", "Ad Viseur", "adviser", where)
    domains = [domain.id for domain in current("iba").domains]
    assessment = make_assessment(session, People(where, where, *[user] * 6), domains, state="in_review")
    for number in range(PEOPLE):
        _answer_everything(session, assessment, number, domains)
    cookie = cookie_of(app, session, adviser)
    session.commit()
    return cookie, f"/inventarisaties/{assessment.id}/bespreken"


def _answer_everything(session: Session, assessment: Assessment, number: int, domains: list[str]) -> None:
    random = Random(number)
    person: User = make_user(session, f"persoon{number}@voorbeeldstad.example", f"Collega {number}")
    part = make_participation(session, assessment, person, level=LEVELS[number % 3], function=f"medewerker {number}")
    for page, domain in enumerate((*domains, GENERAL)):
        asked = current("iba").of_kind("general" if domain == GENERAL else "domain")
        values = {f"{domain}/{question.id}": value(random) for question in asked}
        reason = "Een toelichting van een zin, zoals mensen die geven."
        make_answers(session, part, values, reason=reason, saved_at=now() + timedelta(minutes=10 * page))
