"""The network of 342 municipalities with 12 domains and 4 rounds each."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app import create_app
from app.models import Membership, User
from app.web.clock import now
from app.web.extensions import alembic, db
from questionnaires.catalogue import current
from tests.benchmarks.counts import counted
from tests.benchmarks.product import cookie_of
from tests.benchmarks.review import REPEATS, opened
from tests.benchmarks.table import Line, at_most, shown
from tests.benchmarks.wsgi import own_file, settings
from tests.factories import make_user
from tests.network import join, make_place, make_round, night, values_of

MUNICIPALITIES = 342
ROUNDS = 4
STATEMENTS = 10
COUNTING = 20
PAGES = {
    "how one stands": "/netwerk",
    "the same within a size": "/netwerk?groep=size:20-50",
    "the country": "/netwerk/landelijk",
    "the rounds that take part": "/netwerk/meedoen",
}


def network_lines(folder: Path, _: float) -> Iterator[tuple[str, list[Line]]]:
    """Counting everything, counting nothing, and the pages."""
    app = create_app(settings(own_file(folder)))
    with app.app_context():
        alembic.upgrade()
    with app.app_context():
        cookie = make_everything(app, db.session)
    lines = [*counting_lines(app)]
    client = app.test_client()
    name, secret = cookie.split("=", 1)
    client.set_cookie(name, secret, domain="127.0.0.1")
    lines += [line for what, path in PAGES.items() for line in page_lines(app, client, what, path)]
    yield f"Network of {MUNICIPALITIES} municipalities x 12 domains x {ROUNDS} rounds", lines


def counting_lines(app: Flask) -> Iterator[Line]:
    """The night in which everything comes in, one in which nothing changed, and a look that finds it done."""
    nights = {"counting everything anew": (0, "1 s"), "counting when nothing changed": (1, "1 s"), "a look": (1, "")}
    for what, (days, goal) in nights.items():
        with app.app_context(), counted(app) as statements:
            began, worked = time.perf_counter(), time.process_time()
            night(db.session, days)
            taken = (time.perf_counter() - began) * 1000
            processor = (time.process_time() - worked) * 1000
        yield at_most(f"statements: {what}", len(statements), COUNTING if goal else 1)
        yield shown(f"time: {what}", taken, goal or "-")
        yield shown(f"time: {what}, of a processor", processor, goal or "-")


def page_lines(app: Flask, client: FlaskClient, what: str, path: str) -> list[Line]:
    """Statements and time of a page."""
    opened(client, path)
    with counted(app) as statements:
        opened(client, path)
    quickest = min(opened(client, path) for _ in range(REPEATS))
    return [at_most(f"statements: {what}", len(statements), STATEMENTS), shown(f"time: {what}", quickest, "100 ms")]


def make_everything(app: Flask, session: Session) -> str:
    """The cookie of somebody who is coordinator of one and adviser of forty others."""
    user = make_user(session, "coordinator@gemeente.example", "Cora Dinator")
    domains = [domain.id for domain in current("iba").domains]
    random = Random(1)
    for number in range(MUNICIPALITIES):
        make_municipality_with_rounds(session, user, number, domains, random)
    cookie = cookie_of(app, session, user)
    session.commit()
    return cookie


def make_municipality_with_rounds(
    session: Session, user: User, number: int, domains: list[str], random: Random
) -> None:
    """One municipality; it takes part with all its rounds."""
    place = make_place(session, number)
    if number < 41:
        role = "adviser" if number else "coordinator"
        session.add(Membership(user_id=user.id, municipality_id=place.id, role=role, created_at=now()))
    middle = random.uniform(1, 3)
    for round_ in range(ROUNDS):
        values = values_of(domains, random, middle + round_ / 4)
        at = now() - timedelta(days=300 * (ROUNDS - round_))
        join(session, user, [make_round(session, place, user, values, domains, at)])
