"""What the second step withstands: replays, guesses, and who has proven no more than an address."""

import io
import re
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from time_machine import Traveller

from app.models import Membership, SecondFactor, User
from app.web import logs
from app.web.clock import now
from tests.authenticator import (
    SET_UP,
    STEP,
    Authenticator,
    app_with,
    prove_address,
    sessions_of,
    set_up,
)
from tests.factories import People, make_assessment
from tests.pages import Client

ClientAs = Callable[[User | None], Client]
pytestmark = pytest.mark.usefixtures("clock")


def test_a_code_works_once(
    client_as: ClientAs, session: Session, people: People, half_way: Client, adviser_app: Authenticator
) -> None:
    code, later = adviser_app.code(), adviser_app.code(1)
    half_way.post(STEP, {"code": code})
    thief = client_as(None)
    prove_address(thief, session, people.adviser)
    assert "al gebruikt" in thief.post(STEP, {"code": code}, 422).text
    thief.post(STEP, {"code": adviser_app.code(-1)}, 422)
    assert sessions_of(session, people.adviser) == 1
    thief.post(STEP, {"code": later})


def test_the_code_of_setting_up_does_not_sign_in_too(
    client_as: ClientAs, session: Session, people: People, strict: None
) -> None:
    client = client_as(None)
    prove_address(client, session, people.adviser)
    app, _ = set_up(client)
    thief = client_as(None)
    prove_address(thief, session, people.adviser)
    thief.post(STEP, {"code": app.code()}, 422)


def test_a_code_sent_often_at_the_same_moment_works_once(
    app: Flask, session: Session, people: People, half_way: Client, adviser_app: Authenticator
) -> None:
    with half_way.client.session_transaction() as cookie:
        kept = dict(cookie)
    code = adviser_app.code()

    def send(_: int) -> int:
        browser = app.test_client()
        with browser.session_transaction() as cookie:
            cookie.update(kept)
        return browser.post(STEP, data={"code": code, "csrf_token": half_way.token}).status_code

    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(send, range(8)))
    assert sorted(statuses) == [303] + [422] * 7
    assert sessions_of(session, people.adviser) == 1


def test_half_way_opens_nothing(app: Flask, session: Session, people: People, half_way: Client) -> None:
    made = make_assessment(session, people)
    paths = ["/account", "/inventarisaties", f"/inventarisaties/{made.id}", "/beheer", "/inloggen/bewaard"]
    for path in (*paths, "/account/herstelcodes", "/account/tweede-stap/uitzetten", "/account/herstelcodes/nieuw"):
        response = half_way.ask(path)
        assert (response.status_code, response.headers["Location"].split("?")[0]) == (302, "/inloggen"), path
    for path in ("/account/overal-uitloggen", "/account/herstelcodes", "/uitloggen"):
        assert half_way.post(path).headers["Location"] == "/inloggen"
    for path in ("/", "/hulp"):
        assert "Uitloggen" not in half_way.get(path).html
    assert sessions_of(session, people.adviser) == 0


@pytest.mark.parametrize("has_one", [True, False])
def test_half_way_lasts_ten_minutes(
    client_as: ClientAs, session: Session, people: People, adviser_app: Authenticator, clock: Traveller, has_one: bool
) -> None:
    person, page = (people.adviser, STEP) if has_one else (people.administrator, SET_UP)
    client = client_as(None)
    assert prove_address(client, session, person) == page
    clock.shift(timedelta(minutes=9, seconds=59))
    client.get(page)
    clock.shift(timedelta(seconds=1))
    for method in ("GET", "POST"):
        data = {"csrf_token": client.token, "code": adviser_app.code()} if method == "POST" else None
        assert client.ask(page, method=method, data=data).headers["Location"] == "/inloggen"
    assert "Dat duurde te lang" in client.get("/inloggen").text
    assert sessions_of(session, person) == 0


def test_half_way_of_a_later_hour_is_not_believed(half_way: Client, clock: Traveller) -> None:
    """Somebody's clock was wrong: what was proven then says nothing of now."""
    clock.shift(-timedelta(hours=1))
    assert half_way.ask(STEP).headers["Location"] == "/inloggen"


def test_half_way_does_not_replace_a_second_step(
    half_way: Client, session: Session, people: People, adviser_app: Authenticator
) -> None:
    kept = session.scalars(select(SecondFactor.secret)).one()
    session.commit()
    assert half_way.ask(SET_UP).headers["Location"] == STEP
    for fields in ({"code": adviser_app.code()}, {"code": adviser_app.code(), "current": adviser_app.code()}):
        assert half_way.post(SET_UP, fields).headers["Location"] == STEP
    assert session.scalars(select(SecondFactor.secret)).one() == kept


def test_two_who_set_up_for_one_person_do_not_replace_each_other(
    client_as: ClientAs, session: Session, people: People, strict: None
) -> None:
    first, second = client_as(None), client_as(None)
    for client in (first, second):
        prove_address(client, session, people.adviser)
    theirs = app_with(second.get(SET_UP))
    set_up(first)
    assert second.post(SET_UP, {"code": theirs.code()}).headers["Location"] == STEP
    assert "klopt niet" in second.post(STEP, {"code": theirs.code()}, 422).text


def test_half_way_ends_when_the_address_is_changed(
    half_way: Client, session: Session, people: People, adviser_app: Authenticator
) -> None:
    session.execute(update(User).where(User.id == people.adviser.id).values(email="nieuw@stichting.example"))
    session.commit()
    assert half_way.post(STEP, {"code": adviser_app.code()}).headers["Location"] == "/inloggen"


def test_a_role_that_is_lost_half_way_is_lost(
    half_way: Client, session: Session, people: People, adviser_app: Authenticator
) -> None:
    made = make_assessment(session, people)
    session.execute(update(Membership).where(Membership.user_id == people.adviser.id).values(ended_at=now()))
    session.commit()
    # Who has a second step is asked for it, also when no role demands it any more.
    half_way.post(STEP, {"code": adviser_app.wrong()}, 422)
    half_way.post(STEP, {"code": adviser_app.code()})
    half_way.get(f"/inventarisaties/{made.id}", 404)


def test_the_code_of_somebody_else_does_not_fit(
    client_as: ClientAs, session: Session, people: People, half_way: Client, strict: None, adviser_app: Authenticator
) -> None:
    other = client_as(None)
    prove_address(other, session, people.administrator)
    theirs, codes = set_up(other)
    for typed in (theirs.code(), theirs.code(1), codes[0]):
        half_way.post(STEP, {"code": typed}, 422)
    assert sessions_of(session, people.adviser) == 0


def test_ten_wrong_codes_in_fifteen_minutes(
    client_as: ClientAs,
    session: Session,
    people: People,
    half_way: Client,
    adviser_app: Authenticator,
    clock: Traveller,
) -> None:
    for _ in range(10):
        half_way.post(STEP, {"code": adviser_app.wrong()}, 422)
    code = adviser_app.code()
    for client in (half_way, client_as(None)):
        if client is not half_way:
            prove_address(client, session, people.adviser)
        page = client.post(STEP, {"code": code}, 429, environ_base={"REMOTE_ADDR": "10.9.9.9"})
        assert re.search(r"Probeer het over 1[34] minuten opnieuw", page.text)
        assert page.fields["code"] == code
    assert sessions_of(session, people.adviser) == 0
    clock.shift(timedelta(minutes=15))
    late = client_as(None)
    prove_address(late, session, people.adviser)
    late.post(STEP, {"code": adviser_app.code()})


def test_who_signed_in_here_before_is_not_kept_out_by_wrong_codes_of_others(
    client_as: ClientAs, session: Session, people: People, adviser_app: Authenticator, clock: Traveller
) -> None:
    here = client_as(None)
    prove_address(here, session, people.adviser)
    here.post(STEP, {"code": adviser_app.code()})
    clock.shift(timedelta(days=1))
    thief = client_as(None)
    prove_address(thief, session, people.adviser)
    for _ in range(10):
        thief.post(STEP, {"code": adviser_app.wrong()}, 422)
    prove_address(here, session, people.adviser)
    here.post(STEP, {"code": adviser_app.code()})
    # Their own tries have an end too.
    clock.shift(timedelta(days=1))
    prove_address(here, session, people.adviser)
    for _ in range(10):
        here.post(STEP, {"code": adviser_app.wrong()}, 422)
    here.post(STEP, {"code": adviser_app.code()}, 429)


def test_sixty_wrong_codes_an_hour_from_one_network(
    half_way: Client, session: Session, people: People, adviser_app: Authenticator, client_as: ClientAs
) -> None:
    other = client_as(None)
    prove_address(other, session, people.administrator)
    theirs, _ = set_up(other)
    client = client_as(None)
    for number in range(6):
        # As many as each of two people has, and then a quarter of an hour later again.
        person, phone = ((people.adviser, adviser_app), (people.administrator, theirs))[number % 2]
        with time_machine.travel(now() + timedelta(minutes=15 * (number // 2)), tick=False):
            prove_address(client, session, person)
            for _ in range(10):
                client.post(STEP, {"code": phone.wrong()}, 422)
    with time_machine.travel("2026-11-24T10:59:00Z", tick=False):
        prove_address(client, session, people.adviser)
        client.post(STEP, {"code": adviser_app.code()}, 429)
        client.post(STEP, {"code": adviser_app.code()}, environ_base={"REMOTE_ADDR": "10.9.9.9"})


def test_nobody_is_sent_elsewhere(
    client_as: ClientAs, session: Session, people: People, adviser_app: Authenticator
) -> None:
    client = client_as(None)
    prove_address(client, session, people.adviser, "//elders.example/")
    assert client.post(f"{STEP}?verder=//elders.example/", {"code": adviser_app.code()}).headers["Location"] == "/"


def test_the_cookie_is_new_at_every_step(half_way: Client, adviser_app: Authenticator) -> None:
    before = half_way.token
    with half_way.client.session_transaction() as cookie:
        assert {"code", "address"}.isdisjoint(cookie)
        cookie["planted"] = "by somebody else"
    half_way.post(STEP, {"code": adviser_app.code()})
    with half_way.client.session_transaction() as cookie:
        assert {"planted", "half_way"}.isdisjoint(cookie)
    assert half_way.ask("/uitloggen", method="POST", data={"csrf_token": before}).status_code == 400


def test_no_codes_in_the_log(
    app: Flask, half_way: Client, adviser_app: Authenticator, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    logs.start(app.config["SETTINGS"])
    wrong, code = adviser_app.wrong(), adviser_app.code()
    half_way.post(STEP, {"code": wrong}, 422)
    half_way.post(STEP, {"code": code})
    monkeypatch.undo()
    logs.start(app.config["SETTINGS"])
    log = written.getvalue()
    assert "second_step_refused" in log
    assert str(people.adviser.id) in log
    for secret in (wrong, code, adviser_app.secret, people.adviser.email):
        assert secret not in log
