"""An administrator takes away a second step, and gives a role that demands one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AuditEntry, OutboxMail, RecoveryCode, SecondFactor, User
from tests.account_changes import answer, carry_out, links
from tests.authenticator import SET_UP, STEP, Authenticator, prove_address, sessions_of, set_up
from tests.factories import People
from tests.pages import Client

ClientAs = Callable[[User | None], Client]
pytestmark = pytest.mark.usefixtures("clock")


def reset_of(user: User) -> str:
    """Where the second step of somebody is taken away."""
    return f"/beheer/mensen/{user.id}/tweede-stap"


def test_it_is_taken_away_and_set_up_anew(
    app: Flask, client_as: ClientAs, session: Session, people: People, adviser_app: Authenticator
) -> None:
    signed_in = client_as(people.adviser)
    client = client_as(people.administrator)
    page = client.get(f"/beheer/mensen/{people.adviser.id}")
    assert reset_of(people.adviser) in page.links
    asked = client.get(reset_of(people.adviser))
    assert asked.h1 == "Haal de tweede stap weg"
    assert "Bel op een nummer dat je al kent" in asked.text
    waits = client.follow(client.post(reset_of(people.adviser)))
    assert "De tweede stap gaat weg op 25 november 2026" in waits.text and "Dit wacht nog" in waits.text
    signed_in.get("/adviseur")
    answer(client_as(None), links(session)[people.adviser.email], "bevestig")
    assert carry_out(app, session, timedelta()) == 1
    assert reset_of(people.adviser) not in client.get(f"/beheer/mensen/{people.adviser.id}").links
    assert signed_in.ask("/account").status_code == 302
    assert session.scalars(select(SecondFactor)).all() == []
    assert session.scalars(select(RecoveryCode)).all() == []
    mail = session.scalars(select(OutboxMail).where(OutboxMail.subject.contains("is weggehaald"))).one()
    assert mail.recipient == people.adviser.email
    row = session.scalars(select(AuditEntry).where(AuditEntry.action == "reset_second_step")).one()
    assert (row.actor_id, row.subject) == (people.administrator.id, str(people.adviser.id))
    session.commit()
    assert prove_address(client_as(None), session, people.adviser) == SET_UP


def test_asking_changes_nothing(
    client_as: ClientAs, session: Session, people: People, adviser_app: Authenticator
) -> None:
    client = client_as(people.administrator)
    for method in ("GET", "HEAD"):
        client.ask(reset_of(people.adviser), method=method)
    assert session.scalars(select(SecondFactor.user_id)).one() == people.adviser.id


def test_twice_is_harmless(
    app: Flask, client_as: ClientAs, session: Session, people: People, adviser_app: Authenticator
) -> None:
    client = client_as(people.administrator)
    for _ in range(2):
        client.post(reset_of(people.adviser))
    assert carry_out(app, session) == 1
    assert client.get(reset_of(people.adviser)).h1 == "Er is geen tweede stap"
    assert len(session.scalars(select(AuditEntry).where(AuditEntry.action == "reset_second_step")).all()) == 1


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_ones_own_is_not_taken_away_here(client_as: ClientAs, session: Session, people: People, method: str) -> None:
    client = client_as(people.administrator)
    set_up(client)
    assert reset_of(people.administrator) not in client.get(f"/beheer/mensen/{people.administrator.id}").links
    page = (
        client.get(reset_of(people.administrator), 409)
        if method == "GET"
        else client.post(reset_of(people.administrator), status=409)
    )
    assert "/account" in page.links
    assert session.scalars(select(SecondFactor)).one()


@pytest.mark.parametrize("who", ["coordinator", "adviser", "reader", "participant", "other"])
def test_others_cannot(client_as: ClientAs, session: Session, people: People, who: str) -> None:
    client = client_as(people.administrator)
    set_up(client)
    thief = client_as(getattr(people, who))
    thief.get(reset_of(people.administrator), 403)
    thief.post(reset_of(people.administrator), status=403)
    assert session.scalars(select(SecondFactor)).one()


def test_nobody_of_that_id(client_as: ClientAs, people: People) -> None:
    client_as(people.administrator).get(f"/beheer/mensen/{people.municipality.id}/tweede-stap", 404)


def give(client: Client, people: People, user: User, role: str) -> None:
    """Give somebody a role in Voorbeelddorp."""
    client.post(f"/beheer/mensen/{user.id}", {"role": role, "municipality": str(people.elsewhere.id)})


def test_a_role_that_demands_one_is_used_after_signing_in_with_it(
    app: Flask, client_as: ClientAs, session: Session, people: People, strict: None
) -> None:
    reader, coordinator = client_as(people.reader), client_as(people.coordinator)
    set_up(coordinator)
    client = client_as(people.administrator)
    give(client, people, people.reader, "adviser")
    give(client, people, people.coordinator, "adviser")
    reader.get("/")
    assert carry_out(app, session) == 2
    assert reader.ask("/account").status_code == 302
    assert prove_address(client_as(None), session, people.reader) == SET_UP
    # Who has a second step already goes on.
    assert coordinator.ask("/account").status_code == 200
    assert prove_address(client_as(None), session, people.coordinator) == STEP


def test_another_role_signs_nobody_out(client_as: ClientAs, session: Session, people: People, strict: None) -> None:
    client_as(people.reader)
    give(client_as(people.administrator), people, people.reader, "reader")
    assert sessions_of(session, people.reader) == 1


def test_the_example_signs_nobody_out(client_as: ClientAs, session: Session, people: People) -> None:
    client_as(people.reader)
    give(client_as(people.administrator), people, people.reader, "adviser")
    assert sessions_of(session, people.reader) == 1
