"""Sessions: they end on the server, by signing out and by time."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import event, select, update
from sqlalchemy.orm import Session

from app.factory import build_app
from app.models import SignIn, User
from app.web.clock import now
from app.web.extensions import db
from config import Settings
from tests.authenticator import prove_address
from tests.factories import People
from tests.pages import Client
from tests.stores import SECRET

ClientAs = Callable[[User | None], Client]
HERE = "http://127.0.0.1:5000"


def is_signed_in(client: Client) -> bool:
    """Whether the own account opens."""
    return client.ask("/account").status_code == 200


def test_signing_out_ends_the_session_on_the_server(client_as: ClientAs, session: Session, people: People) -> None:
    client = client_as(people.coordinator)
    with client.client.session_transaction() as cookie:
        stolen = dict(cookie)
    response = client.post("/uitloggen")
    assert "Je bent uitgelogd" in client.follow(response).text
    assert not is_signed_in(client)
    thief = client_as(None)
    with thief.client.session_transaction() as cookie:
        cookie.update(stolen)
    assert not is_signed_in(thief)
    assert session.scalars(select(SignIn.ended_at)).one() is not None


def test_signing_out_leaves_other_sessions_alone(client_as: ClientAs, people: People) -> None:
    here, elsewhere = client_as(people.coordinator), client_as(people.coordinator)
    here.post("/uitloggen")
    assert is_signed_in(elsewhere)


def test_signing_out_by_a_link_does_nothing(client_as: ClientAs, people: People) -> None:
    client = client_as(people.coordinator)
    assert client.ask("/uitloggen").status_code == 405
    assert client.ask("/uitloggen", method="HEAD").status_code == 405
    assert is_signed_in(client)


def test_signing_out_needs_a_token(client_as: ClientAs, people: People) -> None:
    client = client_as(people.coordinator)
    assert client.ask("/uitloggen", method="POST").status_code == 400
    assert is_signed_in(client)


def test_a_session_ends_after_twelve_hours(client_as: ClientAs, people: People) -> None:
    with time_machine.travel("2026-11-24T08:00:00Z", tick=False) as clock:
        client = client_as(people.coordinator)
        for _ in range(3):
            clock.shift(timedelta(hours=3, minutes=55))
            assert is_signed_in(client)
        clock.shift(timedelta(minutes=20))
        assert not is_signed_in(client)


def test_a_session_ends_after_four_hours_without_a_page(client_as: ClientAs, people: People) -> None:
    with time_machine.travel("2026-11-24T08:00:00Z", tick=False) as clock:
        client = client_as(people.coordinator)
        assert is_signed_in(client)
        clock.shift(timedelta(hours=4, minutes=1))
        assert not is_signed_in(client)


def copy_of(client: Client) -> dict[str, str]:
    """The session cookie as it goes over the line now, for whoever finds a copy."""
    cookie = client.client.get_cookie("samenhang")
    assert cookie is not None
    return {"samenhang": cookie.value}


def opens(app: Flask, kept: dict[str, str]) -> bool:
    """Whether a copy of a cookie still opens the own account."""
    thief = app.test_client()
    for name, value in kept.items():
        thief.set_cookie(name, value)
    with app.app_context():
        return thief.get("/account").status_code == 200


def test_an_old_copy_of_a_cookie_ends_when_idle(app: Flask, client_as: ClientAs, people: People) -> None:
    with time_machine.travel("2026-11-24T08:00:00Z", tick=False) as clock:
        client = client_as(people.coordinator)
        client.get("/")
        kept = copy_of(client)
        assert opens(app, kept)
        clock.shift(timedelta(hours=3))
        client.get("/")
        clock.shift(timedelta(hours=1, minutes=1))
        # The browser was busy meanwhile; the copy was not.
        assert is_signed_in(client)
        assert not opens(app, kept)


def test_a_copy_of_a_cookie_ends_after_twelve_hours_however_busy(
    app: Flask, client_as: ClientAs, people: People
) -> None:
    with time_machine.travel("2026-11-24T08:00:00Z", tick=False) as clock:
        client = client_as(people.coordinator)
        for _ in range(4):
            clock.shift(timedelta(hours=2, minutes=55))
            client.get("/")
        newest = copy_of(client)
        assert opens(app, newest)
        clock.shift(timedelta(minutes=20))
        assert not opens(app, newest)


def test_a_copy_of_a_cookie_ends_with_signing_out(app: Flask, client_as: ClientAs, people: People) -> None:
    client = client_as(people.coordinator)
    client.get("/")
    kept = copy_of(client)
    client.post("/uitloggen")
    assert not opens(app, kept)


def test_a_cookie_from_before_signing_in_is_worth_nothing_after(
    app: Flask, client_as: ClientAs, session: Session, people: People
) -> None:
    """Somebody who planted a cookie, and so knows its token, is not signed in along with its owner."""
    client = client_as(None)
    client.get("/inloggen")
    planted, token = copy_of(client), client.token
    prove_address(client, session, people.coordinator)
    assert is_signed_in(client)
    assert not opens(app, planted)
    assert copy_of(client) != planted
    for path in ("/uitloggen", "/account/overal-uitloggen"):
        assert client.ask(path, method="POST", data={"csrf_token": token}).status_code == 400
    assert is_signed_in(client)


def test_a_cookie_that_was_changed_is_none(app: Flask, client_as: ClientAs, people: People) -> None:
    client = client_as(people.coordinator)
    client.get("/")
    value = copy_of(client)["samenhang"]
    other = "B" if value[-10] == "A" else "A"
    assert not opens(app, {"samenhang": f"{value[:-10]}{other}{value[-9:]}"})


def test_a_session_that_was_ended_elsewhere_is_over(client_as: ClientAs, session: Session, people: People) -> None:
    client = client_as(people.coordinator)
    session.execute(update(SignIn).values(ended_at=now()))
    session.commit()
    assert not is_signed_in(client)


def test_who_signed_in_is_one_statement(app: Flask, client_as: ClientAs, people: People) -> None:
    client = client_as(people.reader)
    client.get("/hulp")
    statements: list[str] = []
    with app.app_context():
        engine = db.engine

    def note(*arguments: object) -> None:
        statements.append(str(arguments[2]))

    event.listen(engine, "before_cursor_execute", note)
    client.get("/hulp")
    event.remove(engine, "before_cursor_execute", note)
    assert len([statement for statement in statements if statement.startswith("SELECT")]) == 1


def test_the_cookie_is_closed_to_scripts_and_other_sites(client_as: ClientAs, people: People) -> None:
    client = client_as(people.coordinator)
    with time_machine.travel(now() + timedelta(minutes=6)):
        header = client.ask("/").headers["Set-Cookie"]
    assert "HttpOnly" in header
    assert "SameSite=Lax" in header
    assert "Domain=" not in header


@pytest.mark.parametrize(("address", "name"), [("https://samenhang.example", "__Host-samenhang"), (HERE, "samenhang")])
def test_outside_this_machine_the_cookie_needs_https(address: str, name: str, tmp_path: Path) -> None:
    app = build_app(Settings(base_url=address, database_url=f"sqlite:///{tmp_path / 'cookies.db'}", secret_key=SECRET))
    response = app.test_client().get("/inloggen", base_url=address)
    headers = [header for header in response.headers.getlist("Set-Cookie") if header.startswith(f"{name}=")]
    assert len(headers) == 1
    assert ("Secure" in headers[0]) == address.startswith("https")
    assert "Path=/" in headers[0]
    with app.app_context():
        db.engine.dispose()


def test_an_error_page_still_knows_who_is_there(client_as: ClientAs, people: People) -> None:
    page = client_as(people.administrator).get("/bestaat-niet", status=404)
    assert people.administrator.name in page.html
