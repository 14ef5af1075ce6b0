"""Recovery codes: shown once, used once, made anew."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from time_machine import Traveller

from app.models import AuditEntry, OutboxMail, RecoveryCode, User
from app.texts.accounts import codes_left
from tests.authenticator import PASSED, STEP, codes_on, prove_address, sessions_of, set_up
from tests.factories import People
from tests.pages import Client

ClientAs = Callable[[User | None], Client]
pytestmark = pytest.mark.usefixtures("clock")
NEW, SHOWN = "/account/herstelcodes", "/account/herstelcodes/nieuw"


@pytest.fixture
def codes(client_as: ClientAs, people: People, clock: Traveller) -> list[str]:
    """The recovery codes of the coordinator, who has signed out since."""
    client = client_as(people.coordinator)
    _, made = set_up(client)
    client.post("/uitloggen")
    clock.shift(PASSED)
    return made


@pytest.fixture
def asked(client_as: ClientAs, session: Session, people: People, codes: list[str]) -> Client:
    """A browser in which the coordinator is half-way."""
    client = client_as(None)
    assert prove_address(client, session, people.coordinator) == STEP
    return client


def test_they_are_for_one_person(codes: list[str]) -> None:
    assert len(set(codes)) == 10
    for code in codes:
        assert re.fullmatch("([2-9a-hjkmnp-z]{4}-){2}[2-9a-hjkmnp-z]{4}", code)


@pytest.mark.parametrize(
    "write", [str, str.upper, lambda code: f" {code.replace('-', ' ')} ", lambda c: c.replace("-", "")]
)
def test_one_lets_in_instead_of_the_app(
    asked: Client, session: Session, people: People, codes: list[str], write: Callable[[str], str]
) -> None:
    page = asked.follow(asked.post(STEP, {"code": write(codes[3])}))
    assert "Je hebt een herstelcode gebruikt. Je hebt er nog 9." in page.text
    assert sessions_of(session, people.coordinator) == 1
    mail = session.scalars(select(OutboxMail).where(OutboxMail.subject.contains("herstelcode gebruikt"))).one()
    assert mail.recipient == people.coordinator.email
    row = session.scalars(select(AuditEntry).where(AuditEntry.action == "use_recovery_code")).one()
    assert row.actor_id == people.coordinator.id
    assert codes[3] not in f"{mail.text}{row.subject}{row.new}"


def test_one_works_once(client_as: ClientAs, session: Session, people: People, asked: Client, codes: list[str]) -> None:
    asked.post(STEP, {"code": codes[0]})
    again = client_as(None)
    prove_address(again, session, people.coordinator)
    assert "klopt niet of is al gebruikt" in again.post(STEP, {"code": codes[0]}, 422).text
    again.post(STEP, {"code": codes[1]})


def test_one_sent_often_at_the_same_moment_works_once(
    app: Flask, session: Session, people: People, asked: Client, codes: list[str]
) -> None:
    with asked.client.session_transaction() as cookie:
        kept = dict(cookie)

    def send(_: int) -> int:
        browser = app.test_client()
        with browser.session_transaction() as cookie:
            cookie.update(kept)
        return browser.post(STEP, data={"code": codes[0], "csrf_token": asked.token}).status_code

    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(send, range(8)))
    assert sorted(statuses) == [303] + [422] * 7
    assert sessions_of(session, people.coordinator) == 1


def test_the_page_of_the_account_counts_what_is_left(asked: Client, session: Session, codes: list[str]) -> None:
    asked.post(STEP, {"code": codes[0]})
    assert "Je hebt nog 9 herstelcodes." in asked.get("/account").text
    for left, said in ((3, "Je hebt nog 3 herstelcodes. Maak nieuwe"), (1, "nog 1 herstelcode. Maak"), (0, "geen")):
        unused = session.scalars(select(RecoveryCode.id).where(RecoveryCode.used_at.is_(None))).all()
        session.execute(delete(RecoveryCode).where(RecoveryCode.id.in_(unused[left:])))
        session.commit()
        assert said in asked.get("/account").text


@pytest.mark.parametrize(
    ("left", "said"),
    [(4, "Je hebt er nog 4."), (3, "nog 3. Maak nieuwe"), (1, "nog 1. Maak nieuwe"), (0, "Dat was de laatste. Maak")],
)
def test_few_and_none_are_told(left: int, said: str) -> None:
    assert said in codes_left(left)
    assert ("Maak nieuwe" in codes_left(left)) == (left <= 3)


def test_the_page_can_be_opened_again_until_they_are_kept(
    client_as: ClientAs, people: People, clock: Traveller
) -> None:
    client = client_as(people.coordinator)
    _, codes = set_up(client)
    clock.shift(timedelta(minutes=29))
    assert codes_on(client.get(SHOWN)) == codes
    assert client.post(SHOWN).headers["Location"] == "/account"
    assert client.ask(SHOWN).headers["Location"] == "/account"


def test_after_half_an_hour_they_are_gone(client_as: ClientAs, people: People, clock: Traveller) -> None:
    client = client_as(people.coordinator)
    set_up(client)
    clock.shift(timedelta(minutes=30))
    assert client.ask(SHOWN).headers["Location"] == "/account"


def test_somebody_else_in_this_browser_does_not_see_them(client_as: ClientAs, people: People) -> None:
    client, other = client_as(people.coordinator), client_as(people.reader)
    _, codes = set_up(client)
    with client.client.session_transaction() as cookie:
        kept = cookie["recovery_codes"]
    assert not [code for code in codes if code in kept or code.replace("-", "") in kept]
    with other.client.session_transaction() as cookie:
        cookie["recovery_codes"] = kept
    assert other.ask(SHOWN).headers["Location"] == "/account"
    # Nor can what waits under one name be read under another.
    with client.client.session_transaction() as cookie:
        cookie["recovery_codes"], cookie["new_step"] = "x", kept
    assert client.ask(SHOWN).headers["Location"] == "/account"


def test_new_ones_ask_a_code_and_void_the_old(
    client_as: ClientAs, session: Session, people: People, clock: Traveller
) -> None:
    client = client_as(people.coordinator)
    app, old = set_up(client)
    clock.shift(PASSED)
    assert "Je krijgt 10 nieuwe codes" in client.get(NEW).text
    for typed in ("", "12", app.wrong()):
        client.post(NEW, {"code": typed}, 422)
    new = codes_on(client.follow(client.post(NEW, {"code": app.code()})))
    assert len(new) == 10
    assert not set(new) & set(old)
    assert len(session.scalars(select(RecoveryCode)).all()) == 10
    assert session.scalars(select(AuditEntry).where(AuditEntry.action == "new_recovery_codes")).one()
    assert session.scalars(select(OutboxMail).where(OutboxMail.subject.contains("nieuwe herstelcodes"))).one()
    session.commit()
    late = client_as(None)
    prove_address(late, session, people.coordinator)
    late.post(STEP, {"code": old[0]}, 422)
    late.post(STEP, {"code": new[0]})


def test_a_recovery_code_makes_new_ones_too(
    client_as: ClientAs, session: Session, people: People, codes: list[str]
) -> None:
    client = client_as(people.coordinator)
    made = codes_on(client.follow(client.post(NEW, {"code": codes[0]})))
    assert len(made) == 10


def test_without_a_second_step_there_are_none(client_as: ClientAs, session: Session, people: People) -> None:
    client = client_as(people.coordinator)
    assert client.ask(NEW).headers["Location"] == "/account"
    assert client.post(NEW, {"code": "123456"}).headers["Location"] == "/account"
    assert "Je hebt nog geen tweede stap" in client.get("/account").text
    assert session.scalars(select(RecoveryCode)).all() == []


def test_guessing_is_limited_here_too(client_as: ClientAs, people: People, clock: Traveller) -> None:
    client = client_as(people.coordinator)
    app, codes = set_up(client)
    clock.shift(PASSED)
    for _ in range(10):
        client.post(NEW, {"code": app.wrong()}, 422)
    for typed in (app.code(), codes[0]):
        assert "opnieuw" in client.post(NEW, {"code": typed}, 429).text
