"""Correcting who somebody is: a mistyped address locks people out, and functions stand in reports."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock import now
from app.models import AuditEntry, Membership, User
from tests.factories import People
from tests.pages import Client

ClientAs = Callable[[User | None], Client]
TYPED = {"name": "Cora Dinator", "email": "c.dinator@voorbeeldstad.example", "function": "beleidsadviseur"}


def address_of(user: User) -> str:
    """Where somebody is corrected."""
    return f"/beheer/mensen/{user.id}/wijzigen"


def test_a_person_is_corrected_and_must_sign_in_anew(client_as: ClientAs, session: Session, people: People) -> None:
    signed_in, client = client_as(people.coordinator), client_as(people.administrator)
    signed_in.get("/")
    page = client.get(address_of(people.coordinator))
    assert page.fields["email"] == people.coordinator.email
    assert "c.dinator@" in client.follow(client.post(address_of(people.coordinator), TYPED)).text
    assert signed_in.ask("/").status_code == 302
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "change_person")).one()
    assert entry.new == {"function": "beleidsadviseur", "changed": ["email", "function"]}


def test_the_same_again_changes_nothing(client_as: ClientAs, session: Session, people: People) -> None:
    client = client_as(people.administrator)
    client.post(address_of(people.coordinator), TYPED)
    client.post(address_of(people.coordinator), TYPED)
    assert len(session.scalars(select(AuditEntry).where(AuditEntry.action == "change_person")).all()) == 1


def test_an_address_of_somebody_else_is_refused(client_as: ClientAs, people: People) -> None:
    typed = TYPED | {"email": people.adviser.email}
    page = client_as(people.administrator).post(address_of(people.coordinator), typed, status=422)
    assert f"/beheer/mensen/{people.adviser.id}" in page.links
    assert page.fields["email"] == people.adviser.email


def test_nothing_may_be_left_out(client_as: ClientAs, people: People) -> None:
    page = client_as(people.administrator).post(
        address_of(people.coordinator), {"name": " ", "email": "", "function": ""}, status=422
    )
    assert {"#name", "#email", "#function"} <= set(page.links)


def test_an_administrator_with_another_role_sees_both(client_as: ClientAs, session: Session, people: People) -> None:
    role = {"user_id": people.administrator.id, "municipality_id": people.municipality.id, "role": "adviser"}
    session.add(Membership(created_at=now(), **role))
    session.commit()
    html = client_as(people.administrator).get("/").html
    assert "/inventarisaties" in html
    assert "/beheer" in html
