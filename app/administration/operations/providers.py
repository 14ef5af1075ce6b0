"""The organisations whose people sign in with a work account: added, corrected, ended."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.audit import record
from app.models import Identity, IdentityProvider, User
from app.tokens import encrypted

ENTRA = "https://login.microsoftonline.com/{tenant}/v2.0"


@dataclass(frozen=True, slots=True)
class ProviderDetails:
    """Who an organisation is, and how it signs its people in; all but the secret."""

    name: str
    municipality_id: uuid.UUID | None
    kind: str
    issuer: str
    tenant: str
    client_id: str

    @property
    def identity(self) -> tuple[str, str, str]:
        """What the work accounts belong to."""
        return self.kind, self.issuer, self.tenant


class AccountsBoundError(Exception):
    """Work accounts are bound: at another provider the same subject is somebody else."""


class AlreadyEndedError(Exception):
    """Nobody can sign in with it any more, so there is nothing to correct."""


def entra_issuer(tenant: str) -> str:
    """How Microsoft Entra ID calls itself for the people of one tenant."""
    return ENTRA.format(tenant=tenant)


def add_provider(
    session: Session, actor: User, details: ProviderDetails, secret: str, key: str, *, now: datetime
) -> IdentityProvider:
    """Add an organisation; from now on its people can sign in. `key` is that of this installation."""
    provider = IdentityProvider(id=uuid.uuid4(), created_at=now, client_secret=encrypted(key, secret))
    _fill(provider, details)
    session.add(provider)
    session.flush()
    where = details.municipality_id
    record(session, actor, "add_provider", provider.id, now=now, municipality_id=where, new=_told(provider))
    return provider


def change_provider(
    session: Session,
    actor: User,
    provider: IdentityProvider,
    details: ProviderDetails,
    secret: str,
    key: str,
    *,
    now: datetime,
) -> None:
    """Correct an organisation; without a secret the old one stays. Raises AccountsBoundError and AlreadyEndedError."""
    # Held, so that no work account is bound to what it was at this very moment.
    session.refresh(provider, with_for_update=True)
    if provider.ended_at is not None:
        raise AlreadyEndedError
    if details.identity != (provider.kind, provider.issuer, provider.tenant) and _is_in_use(session, provider):
        raise AccountsBoundError
    old = _told(provider)
    _fill(provider, details)
    if secret:
        provider.client_secret = encrypted(key, secret)
    new = {**_told(provider), "secret_changed": bool(secret)}
    where = details.municipality_id
    record(session, actor, "change_provider", provider.id, now=now, municipality_id=where, old=old, new=new)


def end_provider(session: Session, actor: User, provider: IdentityProvider, *, now: datetime) -> None:
    """Let nobody in any more with its work accounts; harmless when done twice. What is bound stays bound."""
    session.refresh(provider, with_for_update=True)
    if provider.ended_at is None:
        provider.ended_at = now
        record(session, actor, "end_provider", provider.id, now=now, municipality_id=provider.municipality_id)


def _fill(provider: IdentityProvider, details: ProviderDetails) -> None:
    provider.name, provider.municipality_id = details.name, details.municipality_id
    provider.kind, provider.issuer, provider.tenant = details.identity
    provider.client_id = details.client_id


def _is_in_use(session: Session, provider: IdentityProvider) -> bool:
    return bool(session.scalar(select(exists().where(Identity.provider_id == provider.id))))


def _told(provider: IdentityProvider) -> dict[str, Any]:
    """What the audit trail says of it; never the secret."""
    return {name: getattr(provider, name) for name in ("name", "kind", "issuer", "tenant", "client_id")}
