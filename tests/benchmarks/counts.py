"""What does not depend on the machine: SQL statements and bytes of a page."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from app import create_app
from app.models import Membership
from app.web.clock import now
from app.web.extensions import db
from tests.benchmarks.product import BASE, TOKEN, cookie_of, domain_form, make_respondents
from tests.benchmarks.table import Line, at_most
from tests.benchmarks.wsgi import own_file, settings
from tests.factories import People, make_assessment, make_municipality, make_user
from tests.trajectories import make_trajectory

STATEMENTS = 6
BEGINNING = 12
"""Of a page that gathers all that waits for somebody."""
MUNICIPALITIES = 60
ROLES_HELD = 1
"""A save reads again which roles somebody has, and holds them."""


def count_lines(folder: Path) -> list[Line]:
    """Statements of the pages that are used most and of those where people begin, and the size of the largest."""
    ((cookie, address),) = make_respondents(folder, 1)
    app = create_app(settings(own_file(folder)))
    client = app.test_client()
    name, value = cookie.split("=", 1)
    client.set_cookie(name, value, domain="127.0.0.1")
    page = f"{address}/vragen/geld"
    body = client.get(page, base_url=BASE).data
    token = TOKEN.search(body)
    assert token is not None
    requests: list[tuple[str, str, str, dict[str, str] | None]] = [
        ("the page of a domain", "GET", page, None),
        ("saving a domain", "POST", page, {"csrf_token": token[1].decode(), **domain_form(0)}),
        ("the page of a domain with answers", "GET", page, None),
        ("the page of a question", "GET", f"{page}/A.BE", None),
        (
            "saving a question",
            "POST",
            f"{page}/A.BE",
            {"csrf_token": token[1].decode(), "value": "3", "reason": "Zo is het.", "seen": "1"},
        ),
        ("the overview", "GET", address, None),
        ("the check page", "GET", f"{address}/controle", None),
    ]
    lines = [statement_line(app, client, *request) for request in requests]
    return [*lines, *begin_lines(app, client), *size_lines(client, page)]


def begin_lines(app: Flask, client: FlaskClient) -> Iterator[Line]:
    """The start page of who coordinates, and the desk of an adviser: the same for any number of municipalities."""
    yield statement_line(app, client, "the start page of a coordinator", "GET", "/", None, BEGINNING)
    for count in (1, MUNICIPALITIES):
        with app.app_context():
            advisers = app.test_client()
            name, value = make_adviser(app, count).split("=", 1)
        advisers.set_cookie(name, value, domain="127.0.0.1")
        yield statement_line(app, advisers, f"the desk of an adviser of {count}", "GET", "/adviseur", None, BEGINNING)


def make_adviser(app: Flask, count: int) -> str:
    """The cookie of an adviser of so many municipalities, each with a round and a trajectory."""
    session = db.session
    adviser = make_user(session, f"a{count}@stichting.example", "Ad Viseur")
    for number in range(count):
        where = make_municipality(session, f"GM{count:02}{number:02}", f"Plaats {number}")
        session.add(Membership(user_id=adviser.id, municipality_id=where.id, role="adviser", created_at=now()))
        people = People(where, where, *[adviser] * 6)
        agreed = make_assessment(session, people, state="agreed", agreed_at=now())
        make_trajectory(session, agreed, adviser)
        make_assessment(session, people, earlier_id=agreed.id, title="Tweede meting")
    cookie = cookie_of(app, session, adviser)
    session.commit()
    return cookie


def statement_line(
    app: Flask,
    client: FlaskClient,
    what: str,
    method: str,
    path: str,
    data: dict[str, str] | None,
    most: int = STATEMENTS,
) -> Line:
    """How many statements one request needs."""
    with counted(app) as statements:
        response = client.open(path, method=method, data=data, base_url=BASE)
    expected = 200 if method == "GET" else 303
    if response.status_code != expected:
        raise AssertionError(f"{method} {path}: {response.status_code}")
    return at_most(f"statements: {what}", len(statements), most + ROLES_HELD * (method == "POST"))


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """Collects the statements that are executed, BEGIN aside."""
    statements: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        if not statement.startswith("BEGIN"):
            statements.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def size_lines(client: FlaskClient, page: str) -> list[Line]:
    """Bytes of the page of a whole domain, all of it answered."""
    body = client.get(page, base_url=BASE).data
    return [
        at_most("page of a whole domain", len(body) / 1000, 90, ".1f", " kB"),
        at_most("the same, compressed", len(gzip.compress(body, 6)) / 1000, 12, ".1f", " kB"),
    ]
