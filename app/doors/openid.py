"""Signing in with an account of one's organisation: the protocol (OpenID Connect), without pages or database."""

from base64 import urlsafe_b64decode
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from cryptography.fernet import InvalidToken
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import ECKey, KeySet, RSAKey
from joserfc.jwt import JWTClaimsRegistry, decode

from app.doors.door import cleaned, is_clean
from app.doors.fetching import (
    Fault,
    ProviderError,
    fetch_json,
    forget_silence,
    guard_session,
    is_proper,
    may_be_private,
)
from app.doors.tokens import decrypted, new_token
from app.models import IdentityProvider
from config import Settings

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


SCOPE = "openid profile email"
UNKNOWN_CLIENT = frozenset({"invalid_client", "unauthorized_client"})


@dataclass(frozen=True, slots=True)
class Registration:
    """How this installation is known at a provider."""

    issuer: str
    tenant: str
    client_id: str
    client_secret: str = field(repr=False)
    redirect_uri: str
    private: bool
    """Whether the provider may be in our own network: for examples and development."""


def registration_of(provider: IdentityProvider, settings: Settings, redirect_uri: str) -> Registration:
    """How we are known at a provider that was entered here. ProviderError when our copy of the secret is unreadable."""
    try:
        secret = decrypted(settings.secret_key.get_secret_value(), provider.client_secret)
    except InvalidToken:
        raise ProviderError(Fault.SECRET) from None
    private = may_be_private(settings)
    return Registration(provider.issuer, provider.tenant, provider.client_id, secret, redirect_uri, private)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What makes one attempt recognisable. It is kept in the cookie of who makes it."""

    state: str
    """Comes back with the code: so somebody else's code does not fit in."""
    nonce: str
    """Comes back inside what is signed."""
    verifier: str
    """Goes along when the code is handed in; only its hash went with the question for it."""


def new_attempt() -> Attempt:
    """One that nobody can guess."""
    return Attempt(new_token(), new_token(), new_token())


def authorization_url(registration: Registration, attempt: Attempt, *, now: datetime) -> str:
    """Where to send somebody to sign in. Raises ProviderError."""
    metadata = metadata_of(registration.issuer, private=registration.private, now=now)
    with _client(registration, metadata) as client:
        url, _ = client.create_authorization_url(
            metadata.authorization,
            state=attempt.state,
            code_verifier=attempt.verifier,
            nonce=attempt.nonce,
            response_mode="query",
        )
    return str(url)


def exchanged_account(
    registration: Registration, attempt: Attempt, code: str, named: str | None, *, now: datetime
) -> WorkAccount:
    """Who came back with this code; `named` is who the provider said to be. Raises ProviderError."""
    metadata = metadata_of(registration.issuer, private=registration.private, now=now)
    if named != registration.issuer and (named is not None or metadata.names_itself):
        raise ProviderError(Fault.ISSUER)
    token = _id_token(registration, metadata, attempt, code)
    expected = Expected(registration.issuer, registration.client_id, registration.tenant, attempt.nonce)
    keys = keys_of(metadata, private=registration.private, now=now)
    try:
        return parse_id_token(token, keys, expected, now=now)
    except UnknownKeyError:
        keys = keys_of(metadata, private=registration.private, now=now, fresh=True)
    try:
        return parse_id_token(token, keys, expected, now=now)
    except UnknownKeyError:
        raise ProviderError(Fault.TOKEN) from None


def _id_token(registration: Registration, metadata: Metadata, attempt: Attempt, code: str) -> str:
    """What the provider gives for the code; the rest of its answer is thrown away."""
    with _client(registration, metadata) as client:
        try:
            answer = client.fetch_token(metadata.token, code=code, code_verifier=attempt.verifier)
        except OAuthError as error:
            raise ProviderError(Fault.CLIENT if error.error in UNKNOWN_CLIENT else Fault.CODE) from None
        except (OSError, ValueError, TypeError, RecursionError):
            raise ProviderError(Fault.NOT_UNDERSTOOD) from None
    token = answer.get("id_token")
    if not isinstance(token, str):
        raise ProviderError(Fault.NOT_UNDERSTOOD)
    return token


def _client(registration: Registration, metadata: Metadata) -> OAuth2Session:
    client = OAuth2Session(
        registration.client_id,
        registration.client_secret,
        token_endpoint_auth_method="client_secret_post" if metadata.secret_in_body else "client_secret_basic",
        scope=SCOPE,
        redirect_uri=registration.redirect_uri,
        code_challenge_method="S256",
    )
    guard_session(client, private=registration.private)
    return client
