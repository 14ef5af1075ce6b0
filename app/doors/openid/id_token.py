"""Checking what a provider says of somebody: signed by it, for us, now, and in answer to our question."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jwt import JWTClaimsRegistry, decode

from app.doors.door import cleaned, is_clean
from app.doors.openid.faults import Fault, ProviderError

ALGORITHMS = ("RS256", "PS256", "ES256")
"""Only with a pair of keys: whoever knows our secret, or the public key, must not be able to sign."""
LEEWAY = 120
"""Seconds that clocks may differ."""
NAME, SUBJECT = 60, 255
"""Characters of a name that is shown, and of a subject: both must fit in a cookie."""
SECOND_STEP = "mfa"
"""How a provider says in `amr` that it asked for more than a password (RFC 8176)."""


class UnknownKeyError(Exception):
    """Signed with a key that was not published when we last looked."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What must be in it."""

    issuer: str
    client_id: str
    tenant: str
    """Empty for a provider without tenants."""
    nonce: str


@dataclass(frozen=True, slots=True)
class WorkAccount:
    """Who somebody is, according to the organisation. An e-mail address is no part of it: those pass on to others."""

    tenant: str
    subject: str
    name: str
    """To be shown only; may be empty."""
    second_step: bool


def parse_id_token(token: str, keys: KeySet, expected: Expected, *, now: datetime) -> WorkAccount:
    """Who signs in. Raises UnknownKeyError, or ProviderError when anything is not as it should be."""
    try:
        claims = decode(token, keys, algorithms=ALGORITHMS).claims
        _registry(expected, now).validate(claims)
    except InvalidKeyIdError:
        raise UnknownKeyError from None
    except (JoseError, ValueError, TypeError, KeyError, RecursionError):
        raise ProviderError(Fault.TOKEN) from None
    if not _is_for_us(claims, expected) or claims.get("nonce") != expected.nonce:
        raise ProviderError(Fault.TOKEN)
    return WorkAccount(expected.tenant, _subject(claims), _name(claims), SECOND_STEP in _methods(claims))


def _registry(expected: Expected, now: datetime) -> JWTClaimsRegistry:
    return JWTClaimsRegistry(
        now=int(now.timestamp()),
        leeway=LEEWAY,
        iss={"essential": True, "value": expected.issuer},
        aud={"essential": True, "value": expected.client_id},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": expected.nonce},
    )


def _is_for_us(claims: dict[str, Any], expected: Expected) -> bool:
    """Whether we are the party that asked, when there are more, and it is about the organisation that was agreed."""
    audience, asked = claims["aud"], claims.get("azp")
    several = isinstance(audience, list) and len(audience) > 1
    if asked != expected.client_id and (several or asked is not None):
        return False
    return not expected.tenant or claims.get("tid") == expected.tenant


def _subject(claims: dict[str, Any]) -> str:
    subject: str = claims["sub"]
    if len(subject) > SUBJECT or not is_clean(subject):
        raise ProviderError(Fault.TOKEN)
    return subject


def _name(claims: dict[str, Any]) -> str:
    named = (claims.get(name) for name in ("name", "preferred_username", "email"))
    names = (" ".join(cleaned(name).split()) for name in named if isinstance(name, str))
    return next((name[:NAME] for name in names if name), "")


def _methods(claims: dict[str, Any]) -> list[Any]:
    methods = claims.get("amr")
    return methods if isinstance(methods, list) else []
