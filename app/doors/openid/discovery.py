"""What a provider publishes: where to go, and with which keys it signs; kept for an hour in this process."""

from base64 import urlsafe_b64decode
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet, RSAKey

from app.doors.openid.addresses import is_proper
from app.doors.openid.faults import Fault, ProviderError
from app.doors.openid.fetching import fetch_json, forget_silence

KEPT = timedelta(hours=1)
MOST = 200
"""How many providers are kept."""
SHORTEST = 2048
"""Bits of an RSA key that can be trusted."""
MOST_KEYS = 50
PUBLIC_PARTS = frozenset({"kty", "use", "alg", "kid", "n", "e", "crv", "x", "y"})
"""Of a key; whoever publishes the other half as well makes it no better."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """Where a provider does what."""

    authorization: str
    token: str
    keys: str
    secret_in_body: bool
    """Whether our secret goes along in the form; else in a header."""
    names_itself: bool
    """Whether it promises to say who it is when it sends people back."""


_metadata: dict[tuple[str, bool], tuple[datetime, Metadata]] = {}
_keys: dict[tuple[str, bool], tuple[datetime, KeySet]] = {}


def metadata_of(issuer: str, *, private: bool, now: datetime, fresh: bool = False) -> Metadata:
    """The published metadata, asked for again after an hour or when it must be `fresh`. Raises ProviderError."""
    known = None if fresh else _metadata.get((issuer, private))
    if known is None or not now - KEPT < known[0] <= now:
        published = fetch_json(f"{issuer.rstrip('/')}/.well-known/openid-configuration", private=private)
        known = now, parse_metadata(published, issuer, private=private)
        _keep(_metadata, (issuer, private), known)
    return known[1]


def keys_of(metadata: Metadata, *, private: bool, now: datetime, fresh: bool = False) -> KeySet:
    """The published keys, asked for again after an hour or when they must be `fresh`. Raises ProviderError."""
    known = None if fresh else _keys.get((metadata.keys, private))
    if known is None or not now - KEPT < known[0] <= now:
        known = now, parse_keys(fetch_json(metadata.keys, private=private))
        _keep(_keys, (metadata.keys, private), known)
    return known[1]


def forget_all() -> None:
    """Ask every provider anew from now on."""
    _metadata.clear()
    _keys.clear()
    forget_silence()


def check_provider(issuer: str, *, private: bool, now: datetime) -> None:
    """Ask a provider everything anew. Raises ProviderError when people could not sign in with it."""
    metadata = metadata_of(issuer, private=private, now=now, fresh=True)
    keys_of(metadata, private=private, now=now, fresh=True)


def _keep(kept: dict[Any, Any], key: Any, value: Any) -> None:
    if len(kept) >= MOST:
        kept.clear()
    kept[key] = value


def parse_metadata(published: dict[str, Any], issuer: str, *, private: bool) -> Metadata:
    """What we need of it. ProviderError when it is another's, incomplete, or cannot do what we ask."""
    if published.get("issuer") != issuer:
        raise ProviderError(Fault.ISSUER)
    names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    authorization, token, keys = (str(published.get(name)) for name in names)
    if not all(is_proper(url, private=private) for url in (authorization, token, keys)):
        raise ProviderError(Fault.NOT_UNDERSTOOD)
    methods = _listed(published, "code_challenge_methods_supported", "S256")
    kinds = _listed(published, "response_types_supported", "code")
    secrets = _listed(published, "token_endpoint_auth_methods_supported", "client_secret_basic")
    if "S256" not in methods or "code" not in kinds or not secrets & {"client_secret_basic", "client_secret_post"}:
        raise ProviderError(Fault.FLOW)
    names_itself = published.get("authorization_response_iss_parameter_supported") is True
    return Metadata(authorization, token, keys, "client_secret_post" in secrets, names_itself)


def _listed(published: dict[str, Any], name: str, default: str) -> set[str]:
    """A list of words; Entra ID, for one, does not publish that it takes S256."""
    found = published.get(name, [default])
    return {word for word in found if isinstance(word, str)} if isinstance(found, list) else set()


def parse_keys(published: dict[str, Any]) -> KeySet:
    """The keys that sign; what we do not know or trust is left out. ProviderError when none is left."""
    listed = published.get("keys")
    found = [_key(one) for one in listed[:MOST_KEYS] if isinstance(one, dict)] if isinstance(listed, list) else []
    keys: list[Any] = [key for key in found if key is not None]
    if not keys:
        raise ProviderError(Fault.KEYS)
    return KeySet(keys)


def _key(published: dict[str, Any]) -> RSAKey | ECKey | None:
    """Only keys with a public half: a secret that is published must not count as a signature."""
    public = {name: value for name, value in published.items() if name in PUBLIC_PARTS}
    if public.get("use", "sig") != "sig":
        return None
    try:
        if public.get("kty") == "RSA":
            modulus = int.from_bytes(urlsafe_b64decode(f"{public['n']}=="), "big")
            return RSAKey.import_key(public) if modulus.bit_length() >= SHORTEST else None
        return ECKey.import_key(public) if public.get("kty") == "EC" else None
    except (JoseError, ValueError, TypeError, KeyError):
        return None
