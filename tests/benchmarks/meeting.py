"""A meeting that 30 people follow: what asking whether something changed costs, against a page of the bare stack."""

from collections.abc import Iterator
from pathlib import Path

from flask import Flask
from sqlalchemy.orm import Session

from app import create_app
from app.web.clock import now
from app.web.extensions import alembic, db
from questionnaires.catalogue import current
from tests.benchmarks.counts import counted
from tests.benchmarks.load import Browser
from tests.benchmarks.product import BASE, Bare, cookie_of
from tests.benchmarks.servers import serving
from tests.benchmarks.table import Line, at_least, at_most, shown
from tests.benchmarks.throughput import ROUNDS, WARM, Stack, figures_line, joined, one_turn
from tests.benchmarks.wsgi import own_file, settings
from tests.factories import People, make_answers, make_assessment, make_municipality, make_participation, make_user
from tests.meetings import begun

FOLLOWERS = 30
PAUSE = 2.5
"""Seconds between two questions of a screen that somebody looks at."""
STATEMENTS = 2
BYTES = 100
GOAL = 0.5


class Follower:
    """A screen that asks whether something changed."""

    def __init__(self, port: int, cookie: str, address: str) -> None:
        self.browser, self.address = Browser(port, cookie), f"{address}/stand"

    def open(self) -> None:
        """Ask once."""
        self.browser.open(self.address)


def meeting_lines(folder: Path, seconds: float) -> Iterator[tuple[str, list[Line]]]:
    """Statements and bytes of one question, and how many the server answers a second."""
    app = create_app(settings(own_file(folder)))
    with app.app_context():
        alembic.upgrade()
    with app.app_context():
        cookies, address = make_meeting(app, db.session)
    yield f"A meeting with {FOLLOWERS} followers", lines_of_one(app, cookies[0], address)
    with serving("product", folder, "/inloggen") as ours, serving("bare", folder, "/0") as bare:
        followers = [Follower(ours.port, cookie, address) for cookie in cookies]
        stacks = (Stack("product", ours, followers), Stack("bare stack", bare, [Bare(bare.port) for _ in cookies]))
        for stack in stacks:
            one_turn(stack, "open", FOLLOWERS, WARM)
        turns = [[one_turn(stack, "open", FOLLOWERS, seconds / ROUNDS) for stack in stacks] for _ in range(ROUNDS)]
        asking, opening = (joined(of_one) for of_one in zip(*turns, strict=True))
        needed = FOLLOWERS / PAUSE
        yield (
            f"asking whether something changed, {FOLLOWERS} at once without a pause, against a page of the bare stack",
            [
                *(figures_line(stack.name, turn) for stack, turn in zip(stacks, (asking, opening), strict=True)),
                at_most("errors", len(asking.figures.errors) + len(opening.figures.errors), 0),
                at_least(
                    "ratio of product to bare stack", asking.figures.per_second / opening.figures.per_second, GOAL
                ),
                shown(
                    f"of what it can, {needed:.0f} a second of {FOLLOWERS} screens take",
                    needed * 100 / asking.figures.per_second,
                    "",
                    ".1f",
                    "%",
                ),
            ],
        )


def lines_of_one(app: Flask, cookie: str, address: str) -> list[Line]:
    """Statements and bytes when a screen asks once."""
    client = app.test_client()
    name, secret = cookie.split("=", 1)
    client.set_cookie(name, secret, domain="127.0.0.1")
    with counted(app) as statements:
        answer = client.get(f"{address}/stand", base_url=BASE)
    return [
        at_most("statements: asking whether something changed", len(statements), STATEMENTS),
        at_most("bytes of the answer", len(answer.data), BYTES),
    ]


def make_meeting(app: Flask, session: Session) -> tuple[list[str], str]:
    """(cookies of who follows, address of the meeting): one question of twelve domains is discussed now."""
    where = make_municipality(session, "GM9901", "Voorbeeldstad")
    leader = make_user(session, "coordinator@voorbeeldstad.example", "Cora Dinator", "coordinator", where)
    domains = [domain.id for domain in current("iba").domains]
    made = make_assessment(session, People(where, where, *[leader] * 6), domains, state="in_review")
    cookies = []
    for number in range(FOLLOWERS):
        user = make_user(session, f"persoon{number}@voorbeeldstad.example", f"Collega {number}")
        make_answers(session, make_participation(session, made, user), {"geld/A.BE": number % 5}, reason="Een reden.")
        cookies.append(cookie_of(app, session, user))
    begun(session, made, leader, item="geld/A.BE", item_since=now())
    session.commit()
    return cookies, f"/inventarisaties/{made.id}/bespreken/samen"
