"""Binding a work account to oneself, and unbinding it: only whoever is signed in, and only when they say so."""

from datetime import timedelta

import time_machine
from sqlalchemy import select, update

from app.models import AuditEntry, Identity, IdentityProvider, OutboxMail
from app.web.clock import now
from tests.identity_provider import providing
from tests.work_accounts import (
    CONFIRM,
    START,
    arrived,
    is_signed_in,
    make_identity,
    make_organisation,
    provider,
    row,
    visited,
)

__all__ = ["provider", "row"]

LINK = "/account/koppelen"


def bound(session) -> list[Identity]:
    """The work accounts that are bound."""
    found = session.scalars(select(Identity)).all()
    session.commit()
    return list(found)


def test_the_account_says_how_it_stands(client_as, session, people, provider):
    client = client_as(people.coordinator)
    assert "werkaccount" not in client.get("/account").text
    row = make_organisation(session, provider)
    assert "Je hebt nog geen werkaccount gekoppeld" in client.get("/account").text
    make_identity(session, row, people.coordinator)
    assert "Gekoppeld op" in client.get("/account").text
    assert "nog geen werkaccount" in client_as(people.reader).get("/account").text
    session.execute(update(IdentityProvider).values(ended_at=now()))
    session.commit()
    page = client.get("/account")
    assert "Werkt niet meer" in page.text
    assert LINK not in page.links


def test_somebody_who_is_signed_in_binds_and_unbinds(client_as, session, people, row):
    client = client_as(people.coordinator)
    assert LINK in client.get("/account").links
    assert f"{START}/{row.id}?verder=/account" in client.get(LINK).links
    assert arrived(client, row, "/account") == CONFIRM
    response = client.ask(CONFIRM)
    assert response.headers["Location"] == LINK
    page = client.follow(response)
    assert page.h1 == "Wil je je werkaccount koppelen?"
    assert bound(session) == []
    assert client.post(LINK).headers["Location"] == "/account"
    assert "Je werkaccount is gekoppeld" in client.get("/account").text
    identity = bound(session)[0]
    assert identity.user_id == people.coordinator.id
    unbind = f"/account/ontkoppelen/{identity.id}"
    client_as(people.reader).post(unbind, status=404)
    client_as(None).post(unbind)
    assert len(bound(session)) == 1
    assert "ontkoppeld" in client.follow(client.post(unbind)).text
    assert bound(session) == []
    client.post(unbind, status=404)
    actions = session.scalars(select(AuditEntry.action).order_by(AuditEntry.at)).all()
    assert actions == ["link_work_account", "unlink_work_account"]
    other = client_as(None)
    session.commit()
    arrived(other, row)
    other.post(CONFIRM)
    assert not is_signed_in(other)


def test_binding_twice_is_harmless(client_as, session, people, row):
    client = client_as(people.coordinator)
    for _ in range(2):
        arrived(client, row)
        client.post(LINK)
    assert len(bound(session)) == 1
    assert len(session.scalars(select(OutboxMail)).all()) == 1
    session.commit()
    arrived(client, row)
    assert "was al aan je account gekoppeld" in client.get(LINK).text


def test_one_person_may_have_two_work_accounts(client_as, session, people, provider, row):
    with providing() as other:
        for provided in (row, make_organisation(session, other, name="Stichting")):
            client = client_as(people.adviser)
            arrived(client, provided)
            client.post(LINK)
    assert {identity.user_id for identity in bound(session)} == {people.adviser.id}
    assert len(bound(session)) == 2


def test_a_work_account_of_somebody_else_is_not_taken(client_as, session, people, row):
    make_identity(session, row, people.reader)
    client = client_as(people.coordinator)
    arrived(client, row)
    for page in (client.get(LINK, status=409), client.post(LINK, status=409)):
        assert "hoort al bij iemand anders" in page.text
        assert people.reader.name not in page.html
    assert [identity.user_id for identity in bound(session)] == [people.reader.id]


def test_coming_back_while_signed_in_as_somebody_else_changes_nobody(client_as, session, people, row):
    make_identity(session, row, people.reader)
    client = client_as(people.coordinator)
    arrived(client, row)
    assert client.post(CONFIRM).headers["Location"] == LINK
    assert people.coordinator.name in client.get("/").html


def test_binding_without_having_come_back(client_as, session, people, row):
    client = client_as(people.coordinator)
    assert "te lang geleden" in client.post(LINK, status=409).text
    with time_machine.travel(now(), tick=False) as time:
        arrived(client, row)
        time.shift(timedelta(minutes=11))
        assert "te lang geleden" in client.get(LINK).text
        client.post(LINK, status=409)
    assert bound(session) == []


def test_a_proof_that_let_somebody_in_binds_nothing(client_as, session, people, row):
    identity = make_identity(session, row, people.reader)
    client = client_as(None)
    arrived(client, row)
    with client.client.session_transaction() as cookie:
        proof = cookie["work_account"]
    client.post(CONFIRM)
    session.delete(identity)
    session.commit()
    thief = client_as(people.coordinator)
    with thief.client.session_transaction() as cookie:
        cookie["work_account"] = proof
    thief.post(LINK, status=409)
    assert bound(session) == []


def test_an_organisation_that_ended_binds_nothing(client_as, session, people, row):
    client = client_as(people.coordinator)
    arrived(client, row)
    session.execute(update(IdentityProvider).values(ended_at=now()))
    session.commit()
    client.get(LINK, status=409)
    client.post(LINK, status=409)
    assert bound(session) == []
    page = client.get(f"{START}/{row.id}", status=409)
    assert page.h1 == "Je werkaccount koppelen is niet gelukt"
    assert "/account" in page.links


def test_another_address_opens_no_door_to_the_old_work_account(client_as, session, people, row):
    make_identity(session, row, people.coordinator)
    make_identity(session, row, people.reader, "1002")
    client = client_as(people.administrator)
    person = {"name": "Nina Nieuw", "function": "beleidsadviseur"}
    path = f"/beheer/mensen/{people.coordinator.id}/wijzigen"
    client.post(path, {**person, "email": people.coordinator.email})
    assert len(bound(session)) == 2
    client.post(path, {**person, "email": "nina@voorbeeldstad.example"})
    assert [identity.user_id for identity in bound(session)] == [people.reader.id]
    visitor = client_as(None)
    visitor.ask(visited(visitor, row))
    visitor.take_token()
    visitor.post(CONFIRM)
    assert not is_signed_in(visitor)
