"""Asking for a sign-in code: the same for everybody, limited, and back to where people were going."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from app.models import LoginCode, OutboxMail, User
from app.web.clock import now
from app.web.extensions import db
from tests.factories import People
from tests.pages import Client

ClientAs = Callable[[User | None], Client]
UNKNOWN = "niemand@voorbeeldstad.example"


def test_page_says_what_this_is_and_asks_for_an_address(client_as: ClientAs) -> None:
    page = client_as(None).get("/inloggen")
    assert page.h1 == "Inloggen"
    assert "onderzoekt je gemeente" in page.text
    assert "/over-het-model" in page.links
    assert "email" in page.fields


def test_a_known_address_gets_a_mail_with_a_code(client_as: ClientAs, session: Session, people: People) -> None:
    client = client_as(None)
    response = client.post("/inloggen", {"email": "  Coordinator@Voorbeeldstad.EXAMPLE "})
    assert response.headers["Location"] == "/inloggen/code"
    mail = session.scalars(select(OutboxMail)).one()
    code = session.scalars(select(LoginCode)).one()
    assert mail.recipient == people.coordinator.email
    assert people.coordinator.name in mail.text
    assert code.user_id == people.coordinator.id
    assert code.code_hash not in mail.text
    assert people.coordinator.email in client.follow(response).text


def test_an_unknown_address_sees_the_same_and_costs_the_same(
    app: Flask, client_as: ClientAs, session: Session, people: People
) -> None:
    seen = {}
    for address in (people.coordinator.email, UNKNOWN):
        client = client_as(None)
        with app.app_context():
            engine = db.engine
        statements: list[str] = []

        def note(*arguments: object, kept: list[str] = statements) -> None:
            kept.append(str(arguments[2]))

        event.listen(engine, "before_cursor_execute", note)
        response = client.post("/inloggen", {"email": address})
        event.remove(engine, "before_cursor_execute", note)
        wrong = client.post("/inloggen/code", {"code": "000000"}, status=422)
        text = client.follow(response).text.replace(address, "-")
        writes = [
            statement for statement in statements if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK"))
        ]
        seen[address] = (response.headers["Location"], text, wrong.text.replace(address, "-"), writes)
    assert seen[people.coordinator.email] == seen[UNKNOWN]
    assert [mail.recipient for mail in session.scalars(select(OutboxMail))] == [people.coordinator.email]
    assert {code.email for code in session.scalars(select(LoginCode))} == {people.coordinator.email, UNKNOWN}


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Vul je e-mailadres in."),
        ("naam", "Vul een e-mailadres in zoals naam@gemeente.nl."),
        ("naam@@gemeente.nl", "Vul een e-mailadres in zoals naam@gemeente.nl."),
        ("naam@gemeente.nl\x00", "Er stond een teken in dat we niet kunnen opslaan."),
        ("a" * 300 + "@gemeente.nl", "Vul een e-mailadres in zoals naam@gemeente.nl."),
    ],
)
def test_what_is_no_address_is_refused_and_kept_in_the_field(
    client_as: ClientAs, session: Session, typed: str, message: str
) -> None:
    page = client_as(None).post("/inloggen", {"email": typed}, status=422)
    assert message in page.text
    assert session.scalars(select(LoginCode)).all() == []


def test_reading_the_page_does_nothing(client_as: ClientAs, session: Session, people: People) -> None:
    client = client_as(None)
    for _ in range(2):
        client.get(f"/inloggen?email={people.coordinator.email}")
        client.ask(f"/inloggen?email={people.coordinator.email}", method="HEAD")
    assert session.scalars(select(LoginCode)).all() == []


def test_who_is_signed_in_goes_on(client_as: ClientAs, people: People) -> None:
    response = client_as(people.coordinator).ask("/inloggen?verder=/hulp")
    assert (response.status_code, response.headers["Location"]) == (303, "/hulp")


def test_a_closed_page_leads_to_signing_in_and_back(client_as: ClientAs, people: People) -> None:
    response = client_as(None).ask("/inventarisaties?soort=open")
    assert response.headers["Location"] == "/inloggen?verder=/inventarisaties?soort%3Dopen"
    assert client_as(None).get(response.headers["Location"]).fields["verder"] == "/inventarisaties?soort=open"


def test_a_form_without_token_is_refused(app: Flask, session: Session, people: People) -> None:
    response = app.test_client().post("/inloggen", data={"email": people.coordinator.email})
    assert response.status_code == 400
    assert session.scalars(select(LoginCode)).all() == []


def test_only_the_hash_of_a_code_is_kept(client_as: ClientAs, session: Session, people: People) -> None:
    client_as(None).post("/inloggen", {"email": people.coordinator.email})
    code = session.scalars(select(LoginCode)).one()
    assert len(code.code_hash) == 64
    assert code.expires_at - code.created_at == timedelta(minutes=10)
    assert code.created_at <= now()
