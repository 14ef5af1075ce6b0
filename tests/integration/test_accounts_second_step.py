"""The second step at signing in: for whom, how it is set up, and how it is asked."""

import json
import re
from collections.abc import Callable

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from time_machine import Traveller

from app.models import AuditEntry, Membership, OutboxMail, RecoveryCode, SecondFactor, SignIn, User
from app.web.clock import now
from tests.authenticator import (
    PASSED,
    SET_UP,
    STEP,
    Authenticator,
    app_with,
    codes_on,
    prove_address,
    sessions_of,
    set_up,
)
from tests.factories import People, make_assessment
from tests.pages import Client

ClientAs = Callable[[User | None], Client]
pytestmark = pytest.mark.usefixtures("clock")


def test_who_must_have_one(client_as: ClientAs, session: Session, people: People, strict: None) -> None:
    asked = {
        name: prove_address(client_as(None), session, getattr(people, name)) for name in vars(people) if name in ROLES
    }
    assert asked == ROLES


ROLES = {
    "coordinator": "/",
    "participant": "/",
    "reader": "/",
    "adviser": SET_UP,
    "administrator": SET_UP,
}


def test_a_role_that_has_ended_demands_nothing(
    client_as: ClientAs, session: Session, people: People, strict: None
) -> None:
    session.execute(update(Membership).values(ended_at=now()))
    session.commit()
    assert prove_address(client_as(None), session, people.adviser) == "/"


def test_the_example_asks_nobody_who_has_none(client_as: ClientAs, session: Session, people: People) -> None:
    client = client_as(None)
    assert prove_address(client, session, people.administrator) == "/"
    set_up(client)
    client.post("/uitloggen")
    assert prove_address(client, session, people.administrator) == STEP


def test_setting_up_is_part_of_signing_in(client_as: ClientAs, session: Session, people: People, strict: None) -> None:
    client = client_as(None)
    prove_address(client, session, people.adviser, "/hulp")
    page = client.get(SET_UP)
    assert page.h1 == "Stel je tweede stap in"
    assert f"Samenhang: {people.adviser.email}" in page.text
    (link,) = (link for link in page.links if link.startswith("otpauth:"))
    app = app_with(page)
    assert link.startswith("otpauth://totp/Samenhang:adviseur%40stichting.example?secret=" + app.secret)
    assert page.all("svg")
    codes = client.follow(client.post(SET_UP, {"code": app.code()}))
    client.take_token()
    assert codes.h1 == "Bewaar je herstelcodes"
    assert len(set(codes_on(codes))) == 10
    assert client.post("/account/herstelcodes/nieuw").headers["Location"] == "/hulp"
    assert client.get("/adviseur").h1


def test_what_is_kept_is_of_no_use_to_a_thief(
    client_as: ClientAs, session: Session, people: People, strict: None
) -> None:
    client = client_as(None)
    prove_address(client, session, people.adviser)
    app, codes = set_up(client)
    factor = session.scalars(select(SecondFactor)).one()
    hashes = session.scalars(select(RecoveryCode.code_hash)).all()
    assert app.secret not in factor.secret
    for code in codes:
        plain = code.replace("-", "")
        assert re.fullmatch("[2-9a-hjkmnp-z]{12}", plain)
        assert plain not in "".join(hashes)
    told = json.dumps([[row.action, row.new, row.old] for row in session.scalars(select(AuditEntry))])
    assert "set_up_second_step" in told
    mail = session.scalars(select(OutboxMail).where(OutboxMail.kind == "second_step")).one()
    assert (mail.recipient, mail.subject) == (people.adviser.email, "Je tweede stap staat aan bij Samenhang")
    assert "Was jij dat niet?" in mail.text
    for secret in (app.secret, *codes):
        assert secret not in told + mail.text + (mail.html or "")


def test_the_secret_is_not_shown_after_setting_up(
    client_as: ClientAs, session: Session, people: People, strict: None
) -> None:
    client = client_as(None)
    prove_address(client, session, people.adviser)
    app, codes = set_up(client)
    for path in ("/adviseur", "/account", "/account/herstelcodes/nieuw", SET_UP):
        page = client.get(path)
        assert app.secret not in page.html.replace(" ", "")
    assert app_with(client.get(SET_UP)).secret != app.secret
    client.post("/account/herstelcodes/nieuw")
    for path in ("/adviseur", "/account", "/account/herstelcodes", SET_UP):
        assert not [code for code in codes if code in client.get(path).html]
    assert client.ask("/account/herstelcodes/nieuw").headers["Location"] == "/account"


def test_a_code_of_another_secret_sets_up_nothing(
    client_as: ClientAs, session: Session, people: People, strict: None
) -> None:
    client = client_as(None)
    prove_address(client, session, people.adviser)
    app = app_with(client.get(SET_UP))
    for typed, message in (("", "Vul de 6 cijfers in"), ("12345", "Vul de 6 cijfers in"), (app.wrong(), "klopt niet")):
        page = client.post(SET_UP, {"code": typed}, 422)
        assert message in page.text
        assert app_with(page).secret == app.secret
    assert session.scalars(select(SecondFactor)).all() == []
    session.commit()
    assert client.ask("/account").status_code == 302


def test_reading_the_pages_changes_nothing(
    client_as: ClientAs, session: Session, half_way: Client, adviser_app: Authenticator
) -> None:
    before = session.scalars(select(SecondFactor.last_step)).one()
    session.commit()
    for method in ("GET", "HEAD", "GET", "HEAD"):
        half_way.ask(f"{STEP}?code={adviser_app.code()}", method=method)
        half_way.ask(f"{SET_UP}?code={adviser_app.code()}", method=method)
    assert session.scalars(select(SecondFactor.last_step)).one() == before
    session.commit()
    half_way.post(STEP, {"code": adviser_app.code()})


@pytest.mark.parametrize("write", ["{}", " {0[0]}{0[1]}{0[2]} {0[3]}{0[4]}{0[5]} "])
def test_the_code_lets_in(
    half_way: Client, session: Session, people: People, adviser_app: Authenticator, write: str
) -> None:
    assert half_way.get(STEP).h1 == "Vul de code uit je app in"
    assert half_way.post(STEP, {"code": write.format(adviser_app.code())}).headers["Location"] == "/"
    assert people.adviser.name in half_way.get("/adviseur").html
    assert sessions_of(session, people.adviser) == 1
    assert half_way.ask(STEP).headers["Location"] == "/"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Vul een code in"),
        ("12345", "6 cijfers uit de app"),
        ("١٢٣٤٥٦", "6 cijfers uit de app"),
        ("o" * 12, "6 cijfers"),
    ],
)
def test_what_is_no_code_costs_no_try(half_way: Client, adviser_app: Authenticator, typed: str, message: str) -> None:
    for _ in range(12):
        assert message in half_way.post(STEP, {"code": typed}, 422).text
    half_way.post(STEP, {"code": adviser_app.code()})


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 303), (0, 303), (1, 303), (2, 422)])
def test_clocks_may_differ_half_a_minute(half_way: Client, adviser_app: Authenticator, steps: int, status: int) -> None:
    half_way.post(STEP, {"code": adviser_app.code(steps)}, status)


def test_people_arrive_where_they_were_going(
    client_as: ClientAs, session: Session, people: People, adviser_app: Authenticator
) -> None:
    client = client_as(None)
    prove_address(client, session, people.adviser, "/inventarisaties?soort=open")
    assert client.post(STEP, {"code": adviser_app.code()}).headers["Location"] == "/inventarisaties?soort=open"


def test_a_form_that_waited_is_offered_after_the_second_step(
    client_as: ClientAs, session: Session, people: People, adviser_app: Authenticator, clock: Traveller
) -> None:
    made = make_assessment(session, people)
    client = client_as(None)
    prove_address(client, session, people.adviser)
    client.post(STEP, {"code": adviser_app.code()})
    client.take_token()
    session.execute(update(SignIn).values(ended_at=now()))
    session.commit()
    client.post(f"/inventarisaties/{made.id}/bespreken/geld/A.BE", {"reason": "Dit mag niet weg."})
    clock.shift(PASSED)
    prove_address(client, session, people.adviser)
    page = client.follow(client.post(STEP, {"code": adviser_app.code()}))
    assert "Dit mag niet weg." in page.text


def test_a_clock_that_was_wrong_does_not_keep_people_out(
    half_way: Client, session: Session, adviser_app: Authenticator
) -> None:
    session.execute(update(SecondFactor).values(last_step=int(now().timestamp()) // 30 + 1_000_000))
    session.commit()
    half_way.post(STEP, {"code": adviser_app.code()})


def test_a_secret_that_cannot_be_read_is_no_crash(
    half_way: Client, session: Session, adviser_app: Authenticator
) -> None:
    session.execute(update(SecondFactor).values(secret="x" * 100))
    session.commit()
    assert "klopt niet" in half_way.post(STEP, {"code": adviser_app.code()}, 422).text
