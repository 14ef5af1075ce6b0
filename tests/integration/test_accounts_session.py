"""Sessions: they end on the server, by signing out and by time."""

from collections.abc import Callable
from datetime import timedelta

import time_machine
from flask import Flask
from sqlalchemy import event, select, update
from sqlalchemy.orm import Session

from app.clock import now
from app.extensions import db
from app.models import SignIn, User
from tests.factories import People
from tests.pages import Client

ClientAs = Callable[[User | None], Client]


def is_signed_in(client: Client) -> bool:
    """Whether the start page opens."""
    return client.ask("/").status_code == 200


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
    header = client.ask("/").headers["Set-Cookie"]
    assert "HttpOnly" in header
    assert "SameSite=Lax" in header


def test_an_error_page_still_knows_who_is_there(client_as: ClientAs, people: People) -> None:
    page = client_as(people.administrator).get("/bestaat-niet", status=404)
    assert people.administrator.name in page.html
