"""Signing in with a work account: there and back, and a button that lets in."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from sqlalchemy import func, select

from app.doors.tokens import encrypted
from app.models import AuditEntry, Base, Identity, OutboxMail, SecondFactor, User
from app.web.clock import now
from tests.identity_provider import OTHER_KEY, providing, signed
from tests.pages import Client
from tests.stores import SECRET
from tests.work_accounts import (
    CONFIRM,
    START,
    TENANT,
    arrived,
    is_signed_in,
    make_identity,
    make_organisation,
    provider,
    row,
    sessions_of,
    visited,
)

__all__ = ["provider", "row"]


def rows(session) -> dict[str, int]:
    """How many rows there are in every table."""
    counts = {t.name: session.scalar(select(func.count()).select_from(t)) for t in Base.metadata.sorted_tables}
    session.commit()
    return counts


def test_the_sign_in_page_names_the_organisations_that_have_not_ended(client_as, session, people):
    assert "werkaccount" not in client_as(None).get("/inloggen").text
    with providing() as provider:
        row = make_organisation(session, provider)
        make_organisation(session, provider, name="Weggegaan", ended_at=now())
    page = client_as(None).get("/inloggen?verder=/account")
    assert "Inloggen met je werkaccount van Voorbeeldstad" in page.text
    assert "Weggegaan" not in page.text
    assert f"{START}/{row.id}?verder=/account" in page.links
    assert "Inloggen met je werkaccount" in client_as(None).post("/inloggen", {"email": "x"}, status=422).text


def test_many_organisations_do_not_fill_the_page(client_as, session, provider):
    for number in range(6):
        make_organisation(session, provider, name=f"Gemeente {number}")
    page = client_as(None).get("/inloggen")
    assert [summary.text for summary in page.all("summary")] == ["Kies je organisatie"]


@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post"])
def test_somebody_signs_in(client_as, session, people, provider, row, method):
    provider.metadata = {"token_endpoint_auth_methods_supported": [method]}
    make_identity(session, row, people.coordinator)
    client = client_as(None)
    page = client.get(arrived(client, row, "/inventarisaties"))
    assert page.h1 == "Je bent aangemeld bij Voorbeeldstad"
    assert "Wil Werk" in page.text
    assert not is_signed_in(client)
    token = client.token
    response = client.post(CONFIRM)
    assert response.headers["Location"] == "/inventarisaties"
    assert "Cora Dinator" in client.get("/inventarisaties").html
    client.take_token()
    assert client.token != token
    assert sessions_of(session, people.coordinator) == 1
    with client.client.session_transaction() as cookie:
        assert not [name for name in cookie if name.startswith("work_")]


def test_the_request_keeps_to_the_protocol(client_as, row, provider):
    url = client_as(None).ask(f"{START}/{row.id}").headers["Location"]
    asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    assert url.startswith(f"{provider.issuer}/authorize?")
    secret = {name: asked.pop(name) for name in ("state", "nonce", "code_challenge")}
    assert len(set(secret.values())) == 3 and min(map(len, secret.values())) >= 43
    assert asked == {
        "client_id": "samenhang",
        "redirect_uri": "http://localhost/inloggen/organisatie/terug",
        "response_type": "code",
        "response_mode": "query",
        "scope": "openid profile email",
        "code_challenge_method": "S256",
    }


def test_there_and_back_changes_nothing_but_a_count_in_the_database(client_as, session, people, row):
    make_identity(session, row, people.coordinator)
    client, before = client_as(None), rows(session)
    client.get(arrived(client, row))
    client.get(CONFIRM)
    assert client.ask(CONFIRM, method="HEAD").status_code == 200
    assert rows(session) == {**before, "rate_count": 1}


def test_a_tenant_must_be_the_one_that_was_agreed(client_as, session, people, provider):
    row = make_organisation(session, provider, kind="entra", tenant=TENANT)
    make_identity(session, row, people.coordinator, tenant=TENANT)
    client = client_as(None)
    provider.claims = {"tid": TENANT}
    arrived(client, row)
    client.post(CONFIRM)
    assert is_signed_in(client)
    for claims in ({"tid": "11111111-4b5a-6978-8796-a5b4c3d2e1f0"}, {}, {"tid": [TENANT]}):
        provider.claims = claims
        client.get(visited(other := client_as(None), row), status=400)
        assert not is_signed_in(other)
        other.get(visited(other, row), status=502)


def test_the_same_subject_elsewhere_is_somebody_else(client_as, session, people, provider, row):
    make_identity(session, row, people.coordinator)
    with providing() as elsewhere:
        other = make_organisation(session, elsewhere, name="Voorbeelddorp")
        client = client_as(None)
        arrived(client, other)
        page = client.follow(client.post(CONFIRM))
        assert "We kennen je werkaccount van Voorbeelddorp nog niet" in page.text
        assert not is_signed_in(client)
    again = make_organisation(session, provider, kind="entra", tenant=TENANT)
    make_identity(session, again, people.reader, tenant="een andere tenant")
    provider.claims = {"tid": TENANT}
    arrived(client, again)
    assert "nog niet" in client.follow(client.post(CONFIRM)).text


def test_an_address_in_the_token_opens_nothing(client_as, session, people, provider, row):
    provider.claims = {"email": people.coordinator.email, "email_verified": True, "name": people.coordinator.email}
    client = client_as(None)
    arrived(client, row)
    assert "nog niet" in client.follow(client.post(CONFIRM)).text
    assert not is_signed_in(client)
    assert session.scalars(select(Identity)).all() == []


def sign_in_with_code(client: Client, session, user: User, **fields: str):
    """Sign in by mail: the answer to the code."""
    client.post("/inloggen", {"email": user.email, **fields})
    mail = session.scalars(select(OutboxMail.text).order_by(OutboxMail.created_at.desc())).first()
    session.commit()
    return client.post("/inloggen/code", {"code": re.findall(r"\b\d{6}\b", mail)[0]})


def test_who_is_not_known_yet_signs_in_with_a_code_once_and_binds(client_as, session, people, provider, row):
    client = client_as(None)
    arrived(client, row, "/inventarisaties")
    page = client.follow(client.post(CONFIRM))
    assert "Log één keer in met een code" in page.text
    assert page.fields["verder"] == "/inventarisaties"
    response = sign_in_with_code(client, session, people.coordinator, verder=page.fields["verder"])
    page = client.follow(response)
    assert page.h1 == "Wil je je werkaccount koppelen?"
    assert "Wil Werk" in page.text and "Cora Dinator" in page.text and "/inventarisaties" in page.links
    assert session.scalars(select(Identity)).all() == []
    session.commit()
    client.take_token()
    response = client.post("/account/koppelen")
    assert response.headers["Location"] == "/inventarisaties"
    assert "Je werkaccount is gekoppeld" in client.follow(response).text
    session.commit()
    bound = session.scalars(select(Identity)).one()
    assert (bound.provider_id, bound.tenant, bound.subject) == (row.id, "", "1001")
    assert bound.user_id == people.coordinator.id
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.actor_id, entry.new) == (
        "link_work_account",
        people.coordinator.id,
        {"provider": str(row.id)},
    )
    mail = session.scalars(select(OutboxMail).where(OutboxMail.kind == "work_account")).one()
    assert mail.recipient == people.coordinator.email and "Was jij dat niet?" in mail.text
    session.commit()
    again = client_as(None)
    arrived(again, row)
    again.post(CONFIRM)
    assert is_signed_in(again)


@pytest.mark.parametrize(("claims", "asked"), [({}, True), ({"amr": ["pwd"]}, True), ({"amr": ["pwd", "mfa"]}, False)])
def test_a_second_step_is_asked_unless_the_organisation_did(client_as, session, people, provider, row, claims, asked):
    make_identity(session, row, people.adviser)
    session.add(SecondFactor(user_id=people.adviser.id, secret=encrypted(SECRET, "A" * 32), created_at=now()))
    session.commit()
    provider.claims = claims
    client = client_as(None)
    arrived(client, row)
    response = client.post(CONFIRM)
    assert ("/inloggen/tweede-stap" in response.headers["Location"]) == asked
    assert is_signed_in(client) != asked


def test_a_key_that_is_new_is_asked_for_once(client_as, session, people, provider, row):
    make_identity(session, row, people.coordinator)
    arrived(client_as(None), row)
    provider.published, provider.sign = [OTHER_KEY], lambda claims: signed(claims, OTHER_KEY)
    client = client_as(None)
    arrived(client, row)
    client.post(CONFIRM)
    assert is_signed_in(client)
    assert provider.asked.count("/keys") == 2
    assert provider.asked.count("/.well-known/openid-configuration") == 1


def test_what_a_provider_publishes_is_asked_for_again_after_an_hour(client_as, row, provider):
    with time_machine.travel(now(), tick=False) as time:
        for minutes, asked in ((0, 1), (59, 1), (2, 2)):
            time.shift(timedelta(minutes=minutes))
            visited(client_as(None), row)
            assert provider.asked.count("/.well-known/openid-configuration") == asked
