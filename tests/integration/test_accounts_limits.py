"""How often the door may be tried: counted in the database, per address, network and person; the same for everybody."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from structlog.testing import capture_logs
from time_machine import Traveller

from app.accounts.codes import UNUSED, UNUSED_FOR_ADDRESS
from app.doors.limits import Limit, count_try
from app.models import LoginCode, OutboxMail, RateCount, SignIn, User
from app.operation.tasks import run_tasks
from app.web.clock import now
from config import Settings
from tests.factories import People
from tests.integration.test_accounts_code import code_of, wrong
from tests.pages import Client
from tests.stores import SECRET

ClientAs = Callable[[User | None], Client]
UNKNOWN = "niemand@voorbeeldstad.example"


@pytest.fixture(autouse=True)
def clock() -> Iterator[Traveller]:
    """A clock that stands at the beginning of an hour, and can be moved."""
    with time_machine.travel("2026-11-24T10:00:00Z", tick=False) as coordinates:
        yield coordinates


def ask(client: Client, email: str, network: int = 0, status: int = 303) -> Any:
    """Ask for a code from one of many networks."""
    return client.post("/inloggen", {"email": email}, status, environ_base={"REMOTE_ADDR": f"10.0.{network}.7"})


def known_and_unknown(people: People) -> tuple[str, str]:
    """Two addresses that nobody may tell apart."""
    return people.coordinator.email, UNKNOWN


def test_six_codes_an_hour_for_an_address_from_one_network(client_as: ClientAs, people: People) -> None:
    seen = []
    for address in known_and_unknown(people):
        client = client_as(None)
        for _ in range(6):
            ask(client, address)
        page = ask(client, address, status=429)
        assert page.fields["email"] == address
        assert page.title == "Fout: Inloggen – Samenhang"
        seen.append(page.text.replace(address, "-"))
        # A neighbour in the same network is the same; another network is not.
        client.post("/inloggen", {"email": address}, 429, environ_base={"REMOTE_ADDR": "10.0.0.200"})
        ask(client, address, network=1)
    assert seen[0] == seen[1]
    assert "over 60 minuten opnieuw" in seen[0]


def test_twenty_codes_an_hour_for_an_address_from_anywhere(client_as: ClientAs, people: People) -> None:
    for address in known_and_unknown(people):
        client = client_as(None)
        for number in range(20):
            ask(client, address, network=number)
        assert "Voor dit e-mailadres" in ask(client, address, network=30, status=429).text


def test_a_hundred_and_twenty_codes_an_hour_from_one_network(client_as: ClientAs, session: Session) -> None:
    client = client_as(None)
    for number in range(120):
        ask(client, f"collega{number}@voorbeeldstad.example")
    page = ask(client, "nog-een@voorbeeldstad.example", status=429)
    assert "Vanaf jouw netwerk" in page.text
    assert page.fields["email"] == "nog-een@voorbeeldstad.example"
    ask(client, "nog-een@voorbeeldstad.example", network=1)
    assert session.scalar(select(func.count()).select_from(LoginCode)) == 121


def test_asking_is_possible_again_in_the_next_hour(
    client_as: ClientAs, session: Session, people: People, clock: Traveller
) -> None:
    client = client_as(None)
    for _ in range(6):
        ask(client, people.coordinator.email)
    clock.shift(timedelta(minutes=59, seconds=30))
    assert "over 1 minuut opnieuw" in ask(client, people.coordinator.email, status=429).text
    clock.shift(timedelta(seconds=30))
    ask(client, people.coordinator.email)
    assert session.scalar(select(func.count()).select_from(OutboxMail)) == 7


def test_a_refusal_is_counted_and_makes_no_code(client_as: ClientAs, session: Session, people: People) -> None:
    client = client_as(None)
    for _ in range(6):
        ask(client, people.coordinator.email)
    for _ in range(2):
        ask(client, people.coordinator.email, status=429)
    counts = dict(session.execute(select(RateCount.scope, RateCount.count)).all())
    asked = {"code by address and network": 8, "code by address": 6, "code by network": 6}
    assert counts == {**asked, "unused code by address": 6, "unused code": 6}
    assert session.scalar(select(func.count()).select_from(LoginCode)) == 6


def test_many_at_the_same_moment_get_no_more_than_six(app: Flask, session: Session, people: People) -> None:
    def one(_: int) -> int:
        client = app.test_client()
        with client.session_transaction() as cookie:
            cookie["csrf_token"] = raw
        return client.post("/inloggen", data={"email": people.coordinator.email, "csrf_token": token}).status_code

    asker = Client(app, session, None)
    token = asker.token
    with asker.client.session_transaction() as cookie:
        raw = cookie["csrf_token"]
    with ThreadPoolExecutor(6) as pool:
        statuses = sorted(pool.map(one, range(12)))
    assert statuses == [303] * 6 + [429] * 6


def test_wrong_codes_of_a_neighbour_keep_nobody_out(client_as: ClientAs, session: Session, people: People) -> None:
    stranger = client_as(None)
    for number in range(60):
        if number % 5 == 0:
            ask(stranger, f"collega{number}@voorbeeldstad.example")
        stranger.post("/inloggen/code", {"code": "000000"}, 422)
    client = client_as(None)
    ask(client, people.coordinator.email)
    code = code_of(session)
    client.post("/inloggen/code", {"code": wrong(code)}, 422)
    client.post("/inloggen/code", {"code": code})
    assert len(session.scalars(select(SignIn)).all()) == 1


def test_who_signed_in_here_before_gets_codes_whatever_others_ask(
    client_as: ClientAs, session: Session, people: People, clock: Traveller
) -> None:
    person = people.coordinator
    here = client_as(None)
    ask(here, person.email)
    here.post("/inloggen/code", {"code": code_of(session)})
    clock.shift(timedelta(days=6))
    stranger = client_as(None)
    for number in range(20):
        ask(stranger, person.email, network=number % 4)
    for number in range(120):
        ask(stranger, f"collega{number}@voorbeeldstad.example", network=7)
    ask(client_as(None), person.email, network=7, status=429)
    # That is so for their own address, and not without end.
    here.take_token()
    ask(here, people.reader.email, network=7, status=429)
    for _ in range(19):
        ask(here, person.email, network=7)
    clock.shift(timedelta(seconds=1))
    ask(here, person.email, network=7)
    ask(here, person.email, network=7, status=429)
    here.post("/inloggen/code", {"code": long_code_of(session)})


def test_a_browser_forgets_who_signed_in_after_seven_days(
    client_as: ClientAs, session: Session, people: People, clock: Traveller
) -> None:
    here = client_as(None)
    ask(here, people.coordinator.email)
    here.post("/inloggen/code", {"code": code_of(session)})
    clock.shift(timedelta(days=7, seconds=1))
    here.take_token()
    for number in range(20):
        ask(client_as(None), people.coordinator.email, network=number)
    ask(here, people.coordinator.email, network=30, status=429)


def use_up(session: Session, limit: Limit, key: str) -> None:
    """As if so much was tried already."""
    count_try(session, limit, key, SECRET, now=now(), tries=limit.most)
    session.commit()


def long_code_of(session: Session) -> str:
    """The code of two halves in the newest mail."""
    text = session.scalars(select(OutboxMail.text).order_by(OutboxMail.created_at.desc())).first()
    session.commit()
    return re.findall(r"\b\d{5} \d{5}\b", text or "")[0]


@pytest.mark.parametrize("limit", [UNUSED_FOR_ADDRESS, UNUSED])
def test_codes_are_long_once_too_many_are_not_used(
    client_as: ClientAs, session: Session, people: People, limit: Limit
) -> None:
    use_up(session, limit, people.coordinator.email if limit is UNUSED_FOR_ADDRESS else "")
    client = client_as(None)
    with capture_logs() as logged:
        ask(client, people.coordinator.email)
    assert [(line["event"], line["limit"]) for line in logged if line["log_level"] == "warning"] == [
        ("codes_are_long", limit.scope)
    ]
    client.post("/inloggen/code", {"code": "000000"}, 422)
    client.post("/inloggen/code", {"code": long_code_of(session)})
    assert len(session.scalars(select(SignIn)).all()) == 1


def test_codes_that_are_used_count_for_nothing(
    client_as: ClientAs, session: Session, people: People, clock: Traveller
) -> None:
    for _ in range(2):
        clock.shift(timedelta(seconds=1))
        client = client_as(None)
        ask(client, people.coordinator.email)
        client.post("/inloggen/code", {"code": code_of(session)})
    ask(client_as(None), people.coordinator.email)
    unused = select(RateCount.scope, RateCount.count).where(RateCount.scope.startswith("unused"))
    assert dict(session.execute(unused).all()) == {"unused code by address": 1, "unused code": 1}


def test_guesses_of_six_digits_in_a_day_are_few(client_as: ClientAs, session: Session, people: People) -> None:
    """However many networks ask: after ten codes of one address there are none to guess at."""
    for number in range(12):
        ask(client_as(None), people.coordinator.email, network=number)
    texts = session.scalars(select(OutboxMail.text)).all()
    assert sum(bool(re.search(r"\b\d{6}\b", text)) for text in texts) == 10


def test_no_address_and_no_network_is_kept_for_this(client_as: ClientAs, session: Session, people: People) -> None:
    ask(client_as(None), people.coordinator.email)
    for row in session.scalars(select(RateCount)):
        assert len(row.key_hash) == 64


def test_counts_are_removed_when_their_time_is_over(
    client_as: ClientAs, session: Session, people: People, clock: Traveller
) -> None:
    ask(client_as(None), people.coordinator.email)
    clock.shift(timedelta(minutes=59))
    for left, wait in ((5, timedelta(minutes=2)), (2, timedelta(days=1)), (0, timedelta())):
        run_tasks(session, Settings(mail_port=9), now())
        assert session.scalar(select(func.count()).select_from(RateCount)) == left
        session.commit()
        clock.shift(wait)
