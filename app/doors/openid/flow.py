"""Going to a provider and coming back with a code, which is worth something to us only (PKCE)."""

from dataclasses import dataclass, field
from datetime import datetime

from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from cryptography.fernet import InvalidToken

from app.doors.openid.addresses import may_be_private
from app.doors.openid.discovery import Metadata, keys_of, metadata_of
from app.doors.openid.faults import Fault, ProviderError
from app.doors.openid.fetching import guard_session
from app.doors.openid.id_token import Expected, UnknownKeyError, WorkAccount, parse_id_token
from app.doors.tokens import decrypted, new_token
from app.models import IdentityProvider
from config import Settings

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
