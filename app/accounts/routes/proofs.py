"""What the signed cookie holds on the way to an organisation and back; the database knows nothing of it yet."""

import hmac
import uuid
from datetime import UTC, datetime
from typing import Any

from flask import session as cookie

from app.accounts.operations.work_accounts import Proof
from app.openid.flow import Attempt, Registration
from app.openid.id_token import WorkAccount
from app.tokens import new_token

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
