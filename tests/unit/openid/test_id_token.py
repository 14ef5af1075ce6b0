"""What is said of somebody, and how it is read."""

from datetime import UTC, datetime
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey

from app.doors.fetching import ProviderError
from app.doors.openid import Expected, UnknownKeyError, WorkAccount, parse_id_token, parse_keys
from tests.identity_provider import KEY, OTHER_KEY

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
MOMENT = int(NOW.timestamp())
EXPECTED = Expected("https://inloggen.example", "samenhang", "", "nonce")
CURVED = ECKey.generate_key("P-256", {"kid": "curved", "use": "sig"})
CLAIMS: dict[str, Any] = {
    "iss": EXPECTED.issuer,
    "aud": "samenhang",
    "sub": "1001",
    "nonce": "nonce",
    "iat": MOMENT,
    "exp": MOMENT + 60,
}


def said(key: RSAKey | ECKey = KEY, algorithm: str = "RS256", **claims: Any) -> WorkAccount:
    """What is read from claims that are signed with this key."""
    token = jwt.encode({"alg": algorithm, "kid": key.kid}, {**CLAIMS, **claims}, key, algorithms=[algorithm])
    keys = parse_keys({"keys": [KEY.as_dict(private=False), CURVED.as_dict(private=False)]})
    return parse_id_token(token, keys, EXPECTED, now=NOW)


@pytest.mark.parametrize(("key", "algorithm"), [(KEY, "RS256"), (KEY, "PS256"), (CURVED, "ES256")])
def test_three_ways_to_sign(key: RSAKey | ECKey, algorithm: str) -> None:
    assert said(key, algorithm) == WorkAccount("", "1001", "", False)


def test_clocks_may_differ_by_two_minutes() -> None:
    said(iat=MOMENT - 1000, exp=MOMENT - 119)
    said(iat=MOMENT + 120, nbf=MOMENT + 120)
    for claims in ({"exp": MOMENT - 120}, {"iat": MOMENT + 121}, {"nbf": MOMENT + 121}):
        with pytest.raises(ProviderError):
            said(**claims)


def test_for_us_among_others_when_we_asked() -> None:
    assert said(aud=["ander", "samenhang"], azp="samenhang").subject == "1001"
    assert said(aud=["samenhang"]).subject == "1001"


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"name": "Wil  Werk\n"}, "Wil Werk"),
        ({"name": " ", "preferred_username": "wil"}, "wil"),
        ({"name": ["x"], "email": "wil@stad.example"}, "wil@stad.example"),
        ({"name": "W\x00il\ufffe"}, "Wil"),
        ({"name": "x" * 200}, "x" * 60),
        ({}, ""),
    ],
)
def test_a_name_to_show(claims: dict[str, Any], name: str) -> None:
    assert said(**claims).name == name


@pytest.mark.parametrize(
    ("amr", "found"), [(["pwd", "mfa"], True), (["pwd"], False), ("mfa", False), (None, False), ([["mfa"]], False)]
)
def test_a_second_step_must_be_said_in_full(amr: Any, found: bool) -> None:
    assert said(amr=amr).second_step is found


def test_a_key_that_is_not_known() -> None:
    token = jwt.encode({"alg": "RS256", "kid": OTHER_KEY.kid}, dict(CLAIMS), OTHER_KEY)
    with pytest.raises(UnknownKeyError):
        parse_id_token(token, KeySet([RSAKey.import_key(KEY.as_dict(private=False))]), EXPECTED, now=NOW)


def test_only_keys_that_can_be_trusted_are_taken() -> None:
    good = KEY.as_dict(private=False)
    secret = {"kty": "oct", "k": "c2VjcmV0", "kid": "secret"}
    strange = [{"kty": "RSA"}, {"kty": "RSA", "n": "!", "e": 1}, {"kty": "EC", "crv": "x"}, {"kty": 1}, "x", None, {}]
    assert [key.kid for key in parse_keys({"keys": [*strange, secret, {**good, "use": "enc"}, good]})] == ["first"]
    assert not any(key.is_private for key in parse_keys({"keys": [KEY.as_dict(private=True)]}))
    for published in ({}, {"keys": None}, {"keys": []}, {"keys": [secret]}, {"keys": strange}):
        with pytest.raises(ProviderError):
            parse_keys(published)
