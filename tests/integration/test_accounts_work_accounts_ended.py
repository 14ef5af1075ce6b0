"""Where signing in with a work account leads nobody: elsewhere, to an organisation that ended, or in a second time."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select, update

from app.models import Identity, IdentityProvider
from app.web.clock import now
from tests.work_accounts import (
    CONFIRM,
    START,
    arrived,
    is_signed_in,
    make_identity,
    provider,
    row,
    sessions_of,
    visited,
)

__all__ = ["provider", "row"]


@pytest.mark.parametrize(
    "wanted", ["https://kwaad.example", "//kwaad.example", "/\\kwaad.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_elsewhere(client_as, session, people, row, wanted):
    make_identity(session, row, people.coordinator)
    client = client_as(None)
    arrived(client, row, wanted)
    assert client.post(CONFIRM).headers["Location"] == "/"


def test_an_unknown_organisation_is_not_there(client_as, people):
    client_as(None).get(f"{START}/{people.municipality.id}", status=404)


@pytest.mark.parametrize("moment", ["before", "meanwhile", "at the end"])
def test_an_organisation_that_ends_lets_nobody_in_from_that_moment(client_as, session, people, row, moment):
    make_identity(session, row, people.coordinator)

    def end():
        session.execute(update(IdentityProvider).values(ended_at=now()))
        session.commit()

    client = client_as(None)
    if moment == "before":
        end()
        page = client.get(f"{START}/{row.id}", status=409)
    elif moment == "meanwhile":
        back = visited(client, row)
        end()
        page = client.get(back, status=409)
    else:
        arrived(client, row)
        end()
        page = client.post(CONFIRM, status=409)
    assert "kun je niet meer inloggen" in page.text
    assert "/inloggen" in page.links
    assert not is_signed_in(client)
    assert session.scalars(select(Identity)).one().user_id == people.coordinator.id


def test_a_work_account_is_not_that_of_another_issuer(client_as, session, people, row):
    make_identity(session, row, people.coordinator)
    client = client_as(None)
    arrived(client, row)
    session.execute(update(IdentityProvider).values(issuer="https://elders.example"))
    session.commit()
    client.post(CONFIRM, status=409)
    assert not is_signed_in(client)


def test_going_on_counts_ten_minutes(client_as, session, people, row):
    make_identity(session, row, people.coordinator)
    with time_machine.travel(now(), tick=False) as time:
        client = client_as(None)
        arrived(client, row, "/account")
        time.shift(timedelta(minutes=10))
        page = client.follow(client.post(CONFIRM))
        assert "te lang geleden" in page.text
        assert page.fields["verder"] == "/account"
        assert not is_signed_in(client)


def test_a_copy_of_the_cookie_opens_nothing_more(client_as, session, people, row):
    make_identity(session, row, people.coordinator)
    client, copy = client_as(None), client_as(None)
    arrived(client, row)
    with client.client.session_transaction() as cookie:
        stolen = dict(cookie)
    with copy.client.session_transaction() as cookie:
        cookie.update(stolen)
    client.post(CONFIRM)
    copy.token = client.token
    page = copy.follow(copy.post(CONFIRM))
    assert "al ingelogd" in page.text
    assert not is_signed_in(copy)
    assert sessions_of(session, people.coordinator) == 1


def test_confirming_without_a_work_account_leads_to_the_sign_in_page(client_as):
    client = client_as(None)
    assert "te lang geleden" in client.follow(client.ask(CONFIRM)).text
    client.post(CONFIRM)
    assert not is_signed_in(client)
