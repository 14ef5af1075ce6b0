"""What a forger, a thief or an unlucky person can send back, and nobody is let in by it."""

import io
import json
import sys
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest

from app.web import logs
from tests.identity_provider import changed_after_signing, providing
from tests.work_accounts import BACK, CONFIRM, arrived, is_signed_in, make_identity, make_organisation, refused, visited


@pytest.fixture
def provider():
    """A provider that can be told to misbehave."""
    with providing() as running:
        yield running


@pytest.fixture
def row(session, people, provider):
    """The organisation of that provider, at which the coordinator has the account 1001."""
    made = make_organisation(session, provider)
    make_identity(session, made, people.coordinator)
    return made


@pytest.mark.parametrize(("error", "text"), [("access_denied", "afgebroken"), ("server_error", "niet aangemeld")])
def test_who_is_sent_back_without_a_code(client_as, provider, row, error, text):
    provider.error = error
    client = client_as(None)
    page = client.get(visited(client, row, "/account"), status=400)
    assert text in page.text
    assert "alert(1)" not in page.html
    assert "/inloggen?verder=/account" in page.links
    refused(client, page)


def test_an_answer_to_a_question_that_was_not_asked_here(client_as, row):
    """Somebody sends a link that would sign the reader in as the sender."""
    sent = visited(client_as(None), row)
    client = client_as(None)
    refused(client, client.get(sent, status=400))
    # Also when the reader is on the way there as well.
    own = visited(client, row)
    client.get(sent, status=400)
    client.ask(own)
    client.take_token()
    client.post(CONFIRM)
    assert is_signed_in(client)


def test_an_answer_counts_once(client_as, row):
    client = client_as(None)
    back = visited(client, row)
    with client.client.session_transaction() as cookie:
        before = dict(cookie)
    client.ask(back)
    page = client.get(back, status=400)
    assert "is al gezet" in page.text
    # With the old cookie too: the provider takes the code once.
    copy = client_as(None)
    with copy.client.session_transaction() as cookie:
        cookie.update(before)
    copy.take_token()
    refused(copy, copy.get(back, status=400))


def test_a_code_of_somebody_else_does_not_fit(client_as, row):
    """A code that was caught elsewhere, put into one's own answer: it belongs to another verifier."""
    caught = parse_qs(urlsplit(visited(client_as(None), row)).query)["code"][0]
    client = client_as(None)
    state = parse_qs(urlsplit(visited(client, row)).query)["state"][0]
    refused(client, client.get(f"{BACK}?code={caught}&state={state}", status=400))


@pytest.mark.parametrize("query", ["", "?state=", "?code=x", "?state=x&code=y", "?state=%C3%A9"])
def test_nobody_comes_back_who_never_went(client_as, query):
    client = client_as(None)
    refused(client, client.get(f"{BACK}{query}", status=400))


def test_going_on_needs_a_form_of_ours(client_as, row):
    client = client_as(None)
    arrived(client, row)
    client.post(CONFIRM, {"csrf_token": "nee"}, status=400)
    assert not is_signed_in(client)


@pytest.fixture
def lines(app, monkeypatch) -> Iterator[io.StringIO]:
    """Where the log lines come, as a real installation writes them."""
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    logs.start(app.config["SETTINGS"].model_copy(update={"example": False}))
    yield written
    monkeypatch.undo()
    logs.start(app.config["SETTINGS"])


def test_no_page_or_log_line_holds_what_is_secret_or_about_somebody(client_as, provider, row, lines):
    provider.person = {"sub": "heel-bijzonder-1001", "name": "Wil Werk", "email": "wil@elders.example"}
    client = client_as(None)
    back = visited(client, row)
    with client.client.session_transaction() as cookie:
        attempt = cookie["work_attempt"]
    client.ask(back)
    client.take_token()
    pages = [client.get(CONFIRM).html, client.follow(client.post(CONFIRM)).html]
    provider.sign = changed_after_signing
    pages.append(client.get(visited(client, row), status=502).html)
    code = parse_qs(urlsplit(back).query)["code"][0]
    secret = [code, *attempt[1:], *provider.tokens, provider.client_secret, "bijzonder-1001", "wil@elders.example"]
    written = lines.getvalue()
    assert [word for word in secret if word in written or any(word in page for page in pages)] == []
    assert "Wil Werk" not in written
    assert [json.loads(line)["fault"] for line in written.splitlines()] == ["token"]
