"""Signing in with an account of one's organisation, binding and unbinding it. The GETs only write the cookie."""

import hmac
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from flask import abort, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import Row, delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.accounts.blueprint import PROOF, blueprint, network, own_path
from app.accounts.codes import count_work_account
from app.accounts.people import open_providers, owner_of, provider_with, work_accounts_of
from app.accounts.sessions import arrive
from app.doors.fetching import Fault, ProviderError
from app.doors.limits import Limit, TooManyTriesError, count_try
from app.doors.openid import (
    Attempt,
    Registration,
    WorkAccount,
    authorization_url,
    exchanged_account,
    new_attempt,
    registration_of,
)
from app.doors.tokens import new_token
from app.models import Identity, IdentityProvider, User
from app.post.outbox import queue_letter
from app.saving.typed import last_person
from app.texts import accounts as texts
from app.texts.mails.signing_in import work_account_linked
from app.trail.events import record
from app.web.clock import now
from app.web.database import counting, reading
from app.web.extensions import db, secret, settings
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


ATTEMPT = "work_attempt"


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


log = structlog.get_logger()


@blueprint.get("/inloggen/organisatie/<uuid:provider_id>")
def work_account(provider_id: uuid.UUID) -> ResponseReturnValue:
    """Send somebody to the organisation to sign in there."""
    cookie["wanted"] = own_path(request.args.get("verder"))
    provider = provider_with(db.session, provider_id) or abort(404)
    if provider.ended_at is not None:
        return failed(texts.ENDED, 409)
    if refusal := too_many():
        return refusal
    name, attempt = provider.name, new_attempt()
    try:
        url = authorization_url(registered(provider), attempt, now=now())
    except ProviderError as error:
        return faulty(error.fault, provider_id, name)
    remember_attempt(provider_id, attempt)
    return redirect(url, 302)


@blueprint.get("/inloggen/organisatie/terug")
def work_account_return() -> ResponseReturnValue:
    """Find out who came back, and keep that in the cookie only: nobody is signed in by an address."""
    taken = take_attempt(request.args.get("state", ""))
    if taken is None:
        return failed(texts.NO_ATTEMPT, 400)
    provider_id, attempt = taken
    provider = provider_with(db.session, provider_id)
    if provider is None or provider.ended_at is not None:
        return failed(texts.ENDED, 409)
    name, code = provider.name, request.args.get("code")
    if not code:
        why = texts.cancelled(name) if request.args.get("error") == "access_denied" else texts.refused(name)
        return failed(why, 400, provider_id)
    if refusal := too_many():
        return refusal
    try:
        registration = registered(provider)
        found = exchanged_account(registration, attempt, code, request.args.get("iss"), now=now())
    except ProviderError as error:
        return faulty(error.fault, provider_id, name)
    remember_proof(provider_id, registration, found, now())
    return redirect(url_for("accounts.work_account_confirm"), 302)


@blueprint.route("/inloggen/organisatie/verder", methods=["GET", "POST"])
def work_account_confirm() -> ResponseReturnValue:
    """Show who came back, and let that person in when they say so."""
    if current_user.is_authenticated:
        return redirect(url_for("accounts.link_work_account"), 303)
    proof = kept_proof()
    if proof is None or not proof.is_valid(now()):
        return again(texts.EXPIRED)
    try:
        name = provider_of(db.session, proof).name
    except ProviderEndedError:
        return failed(texts.ENDED, 409)
    if request.method != "POST":
        return render_template("accounts/work_account.html", organisation=name, person=proof.name)
    person_id = person_with_work_account(db.session, proof)
    return enter(proof, person_id) if person_id else again(texts.unknown(name), "info")


def enter(proof: Proof, person_id: uuid.UUID) -> ResponseReturnValue:
    """Let in whose work account this is; once."""
    forget_proof()
    try:
        use_proof(db.session, proof, secret(), now=now())
    except ProofUsedError:
        db.session.commit()
        return again(texts.USED)
    return arrive(person_id, has_second_step=proof.second_step)


def too_many() -> ResponseReturnValue | None:
    """Count that an organisation is about to be asked something; the page that refuses it when that was too often."""
    try:
        with counting() as session:
            count_work_account(session, network(), last_person(), secret(), now=now())
    except TooManyTriesError as error:
        log.warning("work_account_refused", limit=error.scope)
        return failed(texts.too_many_visits(error.minutes), 429)
    return None


def registered(provider: IdentityProvider) -> Registration:
    """How we are known there. Lets go of the database: others need the connection while we wait for an answer."""
    address = settings().base_url + url_for("accounts.work_account_return")
    registration = registration_of(provider, settings(), address)
    db.session.rollback()
    return registration


def again(why: str, kind: str = "warning") -> ResponseReturnValue:
    """Back to the sign-in page, with a sentence on it; people still go where they were going."""
    flash(why, kind)
    return redirect(url_for("accounts.sign_in", verder=cookie.get("wanted")), 303)


def faulty(kind: Fault, provider_id: uuid.UUID, name: str) -> ResponseReturnValue:
    """The page for when the organisation does not do what it should; what exactly is in the log."""
    log.warning("work_account_refused", provider=str(provider_id), fault=kind.value)
    return failed(texts.fault(kind.value, name), 400 if kind is Fault.CODE else 502, provider_id)


def failed(why: str, status: int, provider_id: uuid.UUID | None = None) -> ResponseReturnValue:
    """The page that says why nobody is signed in, and how to come in all the same."""
    wanted = own_path(cookie.get("wanted"))
    page = "accounts/work_account_failed.html"
    return render_template(page, explanation=why, provider_id=provider_id, wanted=wanted), status


@blueprint.route("/account/koppelen", methods=["GET", "POST"])
def link_work_account() -> ResponseReturnValue:
    """Ask whether the work account that was just shown must be bound to this person, and bind it."""
    proof = kept_proof()
    if proof is None or not proof.is_valid(now()):
        return choose(texts.EXPIRED if proof or request.method == "POST" else "")
    try:
        if request.method != "POST":
            return ask(proof)
        bind_work_account(db.session, current_user, proof, settings(), now=now())
    except ProviderEndedError:
        return impossible(texts.ENDED)
    except BoundElsewhereError:
        return impossible(texts.LINKED_ELSEWHERE)
    except ProofUsedError:
        return choose(texts.EXPIRED)
    forget_proof()
    target = way_on()
    cookie.pop("wanted", None)
    flash(texts.LINKED, "success")
    db.session.commit()
    return redirect(target, 303)


def ask(proof: Proof) -> ResponseReturnValue:
    """The question, or the answer when it has been given. Raises ProviderEndedError and BoundElsewhereError."""
    provider = provider_of(db.session, proof)
    owner = person_with_work_account(db.session, proof)
    if owner == current_user.id:
        return choose(texts.LINKED_ALREADY)
    if owner is not None:
        raise BoundElsewhereError
    page = "accounts/link_work_account.html"
    return render_template(page, organisation=provider.name, person=proof.name, way_on=way_on())


def choose(message: str = "") -> ResponseReturnValue:
    """The organisations whose work accounts can be bound, and what there is to say first."""
    status = 409 if request.method == "POST" else 200
    return render_template("accounts/choose_work_account.html", message=message, way_on=way_on()), status


def impossible(why: str) -> ResponseReturnValue:
    """The page that says why this work account is not bound, with the way on."""
    return render_template("errors/409.html", explanation=why, back=("Ga verder", way_on())), 409


def way_on() -> str:
    """Where somebody was going, or else their own account."""
    return own_path(cookie.get("wanted")) or url_for("accounts.account")


@blueprint.post("/account/ontkoppelen/<uuid:identity_id>")
def unlink_work_account(identity_id: uuid.UUID) -> ResponseReturnValue:
    """Unbind one of one's own work accounts."""
    if not unbind_work_account(db.session, current_user, identity_id, now=now()):
        abort(404)
    flash(texts.UNLINKED, "success")
    db.session.commit()
    return redirect(url_for("accounts.account"), 303)


@blueprint.context_processor
def work_accounts() -> dict[str, Callable[[], Sequence[Row[*tuple[Any, ...]]]]]:
    """What the own account shows; asked for only where it is shown."""
    return {"own_work_accounts": own_work_accounts}


@blueprint.app_template_global()
def organisations() -> Sequence[Row[*tuple[Any, ...]]]:
    """(id, name) of the organisations with whose work accounts people can sign in."""
    with reading() as connection:
        return open_providers(connection)


def own_work_accounts() -> Sequence[Row[*tuple[Any, ...]]]:
    """(id, created_at, name, ended_at) of the work accounts of who is signed in."""
    with reading() as connection:
        return work_accounts_of(connection, current_user.id)
