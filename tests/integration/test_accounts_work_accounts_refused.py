"""What a provider can say or fail to say, and nobody is let in by it."""

import threading
import time
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import islice

import pytest
from flask import redirect
from joserfc.jwk import ECKey, RSAKey

from app.accounts.codes import WORK_ACCOUNTS
from app.doors import fetching
from app.doors.limits import count_try
from app.web.clock import now
from tests.identity_provider import (
    KEY,
    OTHER_KEY,
    changed_after_signing,
    providing,
    signed,
    signed_with_public_key,
    unsigned,
)
from tests.patience import PATIENCE
from tests.stores import SECRET
from tests.work_accounts import CONFIRM, START, arrived, make_identity, make_organisation, refused, visited

DISCOVERY = "/.well-known/openid-configuration"
LONG_AGO = 1_700_000_000
FAR = 4_000_000_000
LONG = 60
"""Seconds that a provider takes at most for what should come at once."""
with warnings.catch_warnings():
    # That it is too short is the point.
    warnings.simplefilter("ignore")
    SHORT_KEY = RSAKey.generate_key(1024, {"kid": "first", "use": "sig"})
WRONG_TOKENS = {
    "another nonce": {"claims": {"nonce": "een andere"}},
    "no nonce": {"without": ("nonce",)},
    "for another": {"claims": {"aud": "iemand anders"}},
    "for nobody": {"without": ("aud",)},
    "for us and another, who asked": {"claims": {"aud": ["samenhang", "ander"], "azp": "ander"}},
    "for us and another": {"claims": {"aud": ["samenhang", "ander"]}},
    "asked by another": {"claims": {"azp": "ander"}},
    "another issuer": {"claims": {"iss": "https://kwaad.example"}},
    "no issuer": {"without": ("iss",)},
    "over": {"claims": {"exp": LONG_AGO}},
    "never over": {"without": ("exp",)},
    "over at no time": {"claims": {"exp": "straks"}},
    "not yet made": {"claims": {"iat": FAR, "exp": FAR + 300}},
    "not yet valid": {"claims": {"nbf": FAR}},
    "of nobody": {"claims": {"sub": ""}},
    "without subject": {"without": ("sub",)},
    "of a number": {"claims": {"sub": 1001}},
    "of a long subject": {"claims": {"sub": "1" * 256}},
    "of a strange subject": {"claims": {"sub": "1001\x00"}},
    "unsigned": {"sign": unsigned},
    "signed with what is public": {"sign": signed_with_public_key},
    "changed after signing": {"sign": changed_after_signing},
    "signed by another": {"sign": lambda claims: signed(claims, OTHER_KEY)},
    "signed by another under our name": {"sign": lambda claims: signed(claims, OTHER_KEY, kid="first")},
    "in another algorithm": {"sign": lambda claims: signed(claims, alg="RS512")},
    "no token": {"sign": lambda _: "geen token"},
    "half a token": {"sign": lambda claims: signed(claims).rsplit(".", 1)[0]},
    "with a short key": {"sign": lambda claims: signed(claims, SHORT_KEY), "published": [SHORT_KEY]},
    "with a key for something else": {"published": [RSAKey.import_key({**KEY.as_dict(private=False), "use": "enc"})]},
    "with a key of another kind": {"published": [ECKey.generate_key("P-256", {"kid": "first"})]},
    "without keys": {"published": []},
}
WRONG_ANSWERS = {
    "an error": lambda: ("kapot", 500),
    "no JSON": lambda: ("<html>", 200),
    "a list": lambda: [1],
    "deep JSON": lambda: ("[" * 100_000, 200),
    "too much": lambda: ("x" * (fetching.LARGEST + 1), 200),
    "another address": lambda: redirect("http://127.0.0.1:1/"),
    "nothing": lambda: ("", 204),
}


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


@pytest.mark.parametrize("case", WRONG_TOKENS)
def test_a_token_that_is_not_right_lets_nobody_in(client_as, provider, row, case):
    for name, value in WRONG_TOKENS[case].items():
        setattr(provider, name, value)
    client = client_as(None)
    page = client.get(visited(client, row, "/account"), status=502)
    assert provider.tokens
    assert "Daarom hebben we je niet ingelogd" in page.text
    assert "/inloggen?verder=/account" in page.links
    assert f"{START}/{row.id}?verder=/account" in page.links
    refused(client, page)


@pytest.mark.parametrize("path", [DISCOVERY, "/token", "/keys"])
@pytest.mark.parametrize("case", WRONG_ANSWERS)
def test_a_provider_that_is_broken_lets_nobody_in(client_as, provider, row, path, case):
    provider.broken[path] = WRONG_ANSWERS[case]
    client = client_as(None)
    page = client.get(f"{START}/{row.id}" if path == DISCOVERY else visited(client, row), status=502)
    refused(client, page)


@pytest.mark.parametrize("path", [DISCOVERY, "/token", "/keys"])
def test_a_slow_provider_is_not_waited_for(client_as, monkeypatch, provider, row, path):
    page_shown, waited = threading.Event(), []
    client = client_as(None)
    asked = f"{START}/{row.id}" if path == DISCOVERY else visited(client, row)
    provider.broken[path] = lambda: waited.append(page_shown.wait(LONG)) or "laat"
    monkeypatch.setattr(fetching, "SECONDS", 0.2)
    page = client.get(asked, status=502)
    # Nobody has been answered yet: it still waits for us.
    assert waited == []
    page_shown.set()
    assert "Voorbeeldstad antwoordt nu niet" in page.text
    refused(client, page)


@pytest.mark.parametrize(("seconds", "asked"), [(LONG, 1), (0, 2)])
def test_a_provider_that_does_not_answer_is_left_alone(client_as, monkeypatch, provider, row, seconds, asked):
    page_shown = threading.Event()
    provider.broken[DISCOVERY] = lambda: str(page_shown.wait(LONG))
    monkeypatch.setattr(fetching, "SECONDS", 0.2)
    monkeypatch.setattr(fetching, "LEFT_ALONE", seconds)
    for _ in range(2):
        assert "antwoordt nu niet" in client_as(None).get(f"{START}/{row.id}", status=502).text
    page_shown.set()
    assert provider.asked == [DISCOVERY] * asked


def test_a_provider_that_hangs_keeps_nobody_waiting(app, client_as, monkeypatch, provider, row):
    """With as many threads as a server has, and more visitors than that: everything else goes on."""
    answers = threading.Event()
    provider.broken[DISCOVERY] = lambda: str(answers.wait(LONG))
    monkeypatch.setattr(fetching, "SECONDS", LONG)
    start = f"{START}/{row.id}"

    def status(path: str) -> int:
        return app.test_client().get(path).status_code

    with ThreadPoolExecutor(app.config["SETTINGS"].threads) as threads:
        visits = [threads.submit(status, start) for _ in range(30)]
        try:
            assert threads.submit(status, "/gezond").result(PATIENCE) == 200
            told = islice(as_completed(visits, PATIENCE), 30 - fetching.OF_ONE)
            assert [visit.result() for visit in told] == [502] * (30 - fetching.OF_ONE)
            assert provider.asked == [DISCOVERY] * fetching.OF_ONE
        finally:
            answers.set()


def test_ways_to_an_organisation_are_counted(client_as, session, row):
    client, start = client_as(None), f"{START}/{row.id}"
    client.client.environ_base["REMOTE_ADDR"] = "10.0.0.7"
    for moment in (now(), now() + WORK_ACCOUNTS.window):
        count_try(session, WORK_ACCOUNTS, "10.0.0.0/24", SECRET, now=moment, tries=WORK_ACCOUNTS.most - 2)
    session.commit()
    arrived(client, row)
    assert "Vanaf jouw netwerk" in client.get(start, status=429).text
    # Who signed in with this browser before is not kept out by others.
    client.post(CONFIRM)
    with client.client.session_transaction() as cookie:
        cookie.clear()
    assert client.ask(start).status_code == 302


def test_a_provider_that_drips_is_not_waited_for(client_as, monkeypatch, provider, row):
    dripped = []

    def drops() -> Iterator[bytes]:
        for drop in range(int(LONG / 0.05)):
            time.sleep(0.05)
            dripped.append(drop)
            yield b" "

    monkeypatch.setattr(fetching, "SECONDS", 0.2)
    provider.broken[DISCOVERY] = lambda: (drops(), 200)
    client_as(None).get(f"{START}/{row.id}", status=502)
    assert len(dripped) < LONG / 0.05


def test_a_provider_that_is_away(client_as, session, provider):
    row = make_organisation(session, provider, issuer="http://127.0.0.1:1")
    assert "antwoordt nu niet" in client_as(None).get(f"{START}/{row.id}", status=502).text


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://kwaad.example"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": "http://elders.example/authorize"},
        {"token_endpoint": None},
        {"jwks_uri": "file:///etc/passwd"},
        {"code_challenge_methods_supported": ["plain"]},
        {"response_types_supported": ["id_token"]},
        {"token_endpoint_auth_methods_supported": ["private_key_jwt"]},
    ],
)
def test_a_provider_that_is_another_or_cannot_do_it(client_as, provider, row, metadata):
    provider.metadata = metadata
    client_as(None).get(f"{START}/{row.id}", status=502)


def test_the_wrong_secret(client_as, provider, row):
    client = client_as(None)
    back = visited(client, row)
    provider.client_secret = "een nieuw geheim"
    refused(client, client.get(back, status=502))


def test_a_secret_that_was_kept_with_another_key(client_as, session, provider):
    row = make_organisation(session, provider, client_secret="onleesbaar")
    client_as(None).get(f"{START}/{row.id}", status=502)


def test_an_answer_in_the_name_of_another_issuer(client_as, row):
    client = client_as(None)
    refused(client, client.get(f"{visited(client, row)}&iss=https://kwaad.example", status=502))


def test_an_answer_without_the_name_that_was_promised(client_as, provider, row):
    provider.metadata = {"authorization_response_iss_parameter_supported": True}
    client = client_as(None)
    refused(client, client.get(visited(client, row), status=502))
    back = visited(client, row)
    assert client.ask(f"{back}&iss={provider.issuer}").status_code == 302
