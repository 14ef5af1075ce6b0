"""Work accounts: shown to be somebody's, bound to a person by that person; and what the cookie holds on the way."""

import hmac
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import session as cookie
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.accounts.people import owner_of, provider_with
from app.doors.limits import Limit, TooManyTriesError, count_try
from app.doors.openid import Attempt, Registration, WorkAccount
from app.doors.tokens import new_token
from app.models import Identity, IdentityProvider, User
from app.post.outbox import queue_letter
from app.texts.mails.signing_in import work_account_linked
from app.trail.events import record
from config import Settings

VALID = timedelta(minutes=10)
"""How long it counts that somebody has just signed in at an organisation."""
ONCE = Limit("work account", 1)


@dataclass(frozen=True, slots=True)
class Proof:
    """A work account that whoever has this in the cookie has just shown to have."""

    key: str
    """Not to be guessed: by this it is used once."""
    provider_id: uuid.UUID
    issuer: str
    tenant: str
    subject: str
    name: str
    """To be shown only; may be empty."""
    second_step: bool
    at: datetime

    def is_valid(self, now: datetime) -> bool:
        """Whether it still counts."""
        return self.at <= now < self.at + VALID


class ProofUsedError(Exception):
    """Somebody has come in with this already."""


class ProviderEndedError(Exception):
    """Nobody can sign in any more with this organisation, or it has become another one meanwhile."""


class BoundElsewhereError(Exception):
    """This work account is somebody else's."""


def use_proof(session: Session, proof: Proof, secret: str, *, now: datetime) -> None:
    """Use it up: a copy of the cookie opens nothing more. Raises ProofUsedError, also when it is too old."""
    if not proof.is_valid(now):
        raise ProofUsedError
    try:
        # Counted in the window of the moment at which it ends, so that the count is there as long as it counts.
        count_try(session, ONCE, proof.key, secret, now=proof.at + VALID)
    except TooManyTriesError:
        raise ProofUsedError from None


def provider_of(session: Session, proof: Proof, *, held: bool = False) -> IdentityProvider:
    """The organisation where somebody has signed in. Raises ProviderEndedError."""
    provider = provider_with(session, proof.provider_id, held=held)
    if provider is None or provider.ended_at is not None:
        raise ProviderEndedError
    if (provider.issuer, provider.tenant) != (proof.issuer, proof.tenant):
        raise ProviderEndedError
    return provider


def person_with_work_account(session: Session, proof: Proof) -> uuid.UUID | None:
    """Whose work account this is; None when it is nobody's yet."""
    return owner_of(session, proof.provider_id, proof.tenant, proof.subject)


def bind_work_account(session: Session, user: User, proof: Proof, settings: Settings, *, now: datetime) -> None:
    """Bind it to this person, who gets a mail of it; harmless when done twice.

    Raises ProviderEndedError, BoundElsewhereError and ProofUsedError.
    """
    provider = provider_of(session, proof, held=True)
    owner = person_with_work_account(session, proof)
    if owner is None:
        use_proof(session, proof, settings.secret_key.get_secret_value(), now=now)
        _add(session, user, proof, now)
        letter = work_account_linked(user.name, provider.name, settings.contact)
        queue_letter(session, user.email, letter, "work_account", now=now)
    elif owner != user.id:
        raise BoundElsewhereError


def _add(session: Session, user: User, proof: Proof, now: datetime) -> None:
    identity = Identity(
        id=uuid.uuid4(),
        provider_id=proof.provider_id,
        tenant=proof.tenant,
        subject=proof.subject,
        user_id=user.id,
        created_at=now,
    )
    try:
        with session.begin_nested():
            session.add(identity)
    except IntegrityError:
        # Somebody bound it at this very moment.
        raise BoundElsewhereError from None
    record(session, user, "link_work_account", identity, now=now, new={"provider": proof.provider_id})


def unbind_work_account(session: Session, user: User, identity_id: uuid.UUID, *, now: datetime) -> bool:
    """Unbind a work account of this person; False when there is none with this id."""
    removed = delete(Identity).where(Identity.id == identity_id, Identity.user_id == user.id)
    provider_id = session.execute(removed.returning(Identity.provider_id)).scalar_one_or_none()
    if provider_id is None:
        return False
    record(session, user, "unlink_work_account", identity_id, now=now, old={"provider": provider_id})
    return True


ATTEMPT, PROOF = "work_attempt", "work_account"


def remember_attempt(provider_id: uuid.UUID, attempt: Attempt) -> None:
    """Keep what must be the same when this browser comes back; a later attempt takes its place."""
    cookie[ATTEMPT] = [provider_id.hex, attempt.state, attempt.nonce, attempt.verifier]


def take_attempt(state: str) -> tuple[uuid.UUID, Attempt] | None:
    """The attempt that this browser comes back from, once; None when it made another one, or none."""
    kept: list[str] = cookie.get(ATTEMPT) or []
    if not kept or not hmac.compare_digest(kept[1].encode(), state.encode()):
        return None
    cookie.pop(ATTEMPT)
    return uuid.UUID(hex=kept[0]), Attempt(*kept[1:])


def remember_proof(provider_id: uuid.UUID, registration: Registration, found: WorkAccount, now: datetime) -> None:
    """Keep who somebody has shown to be at an organisation, until it is used."""
    account = [registration.issuer, found.tenant, found.subject, found.name, found.second_step]
    cookie[PROOF] = [new_token(), provider_id.hex, *account, int(now.timestamp())]


def kept_proof() -> Proof | None:
    """The work account that was shown in this browser and not used yet; it may be too old."""
    kept: list[Any] | None = cookie.get(PROOF)
    if not kept:
        return None
    key, provider, issuer, tenant, subject, name, second_step, moment = kept
    at = datetime.fromtimestamp(moment, UTC)
    return Proof(key, uuid.UUID(hex=provider), issuer, tenant, subject, name, second_step, at)


def forget_proof() -> None:
    """It has been used, or is of no use."""
    cookie.pop(PROOF, None)
