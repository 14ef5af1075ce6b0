"""Correcting who somebody is: a mistyped address locks people out, and functions stand in reports."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.doors.addresses import masked
from app.doors.tokens import new_token, token_hash
from app.models import AuditEntry, Membership, User
from app.web.clock import now
from tests.account_changes import answer, carry_out, links
from tests.factories import People, make_assessment, make_participation
from tests.pages import Client
from tests.trajectories import make_action, make_trajectory

ClientAs = Callable[[User | None], Client]
TYPED = {"name": "Cora Dinator", "email": "c.dinator@voorbeeldstad.example", "function": "beleidsadviseur"}


def address_of(user: User) -> str:
    """Where somebody is corrected."""
    return f"/beheer/mensen/{user.id}/wijzigen"


def test_a_person_is_corrected_and_must_sign_in_anew(
    app: Flask, client_as: ClientAs, session: Session, people: People
) -> None:
    signed_in, client = client_as(people.coordinator), client_as(people.administrator)
    signed_in.get("/")
    page = client.get(address_of(people.coordinator))
    assert page.fields["email"] == people.coordinator.email
    assert "c.dinator@" in client.follow(client.post(address_of(people.coordinator), TYPED)).text
    signed_in.get("/")
    answer(client_as(None), links(session)[TYPED["email"]], "bevestig")
    assert carry_out(app, session) == 1
    assert signed_in.ask("/account").status_code == 302
    entries = session.scalars(
        select(AuditEntry.new).where(AuditEntry.action == "change_person").order_by(AuditEntry.at)
    )
    assert [entry["changed"] for entry in entries] == [["function"], ["email"]]


@pytest.mark.parametrize("kind", ["uitnodiging", "actie"])
def test_a_link_in_a_mail_to_the_old_address_does_not_tell_the_new_one(
    client_as: ClientAs, session: Session, people: People, kind: str
) -> None:
    person, token = people.participant, new_token()
    made, keys = make_assessment(session, people), {"link_hash": token_hash(token)}
    if kind == "actie":
        trajectory = make_trajectory(session, made, people.coordinator)
        make_action(session, trajectory, people.coordinator, owner_id=person.id, owner_mailed_at=now(), **keys)
    else:
        make_participation(session, made, person, everything=True, **keys)
    session.commit()
    shown = client_as(None).get(f"/{kind}/{token}")
    assert (person.email if kind == "actie" else masked(person.email)) in shown.html
    client = client_as(people.administrator)
    client.post(address_of(person), {**TYPED, "email": person.email})
    client_as(None).get(f"/{kind}/{token}")
    client.post(address_of(person), TYPED)
    page = client_as(None).get(f"/{kind}/{token}", 404)
    assert page.fields["email"] == "" and TYPED["email"] not in page.html


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
