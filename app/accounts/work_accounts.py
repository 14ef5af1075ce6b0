"""Signing in with an account of one's organisation, binding and unbinding it. The GETs only write the cookie."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any

import structlog
from flask import abort, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import Row

from app.accounts.arriving import arrive
from app.accounts.blueprint import blueprint, network, own_path, secret, settings
from app.accounts.bound import (
    BoundElsewhereError,
    Proof,
    ProofUsedError,
    ProviderEndedError,
    bind_work_account,
    forget_proof,
    kept_proof,
    person_with_work_account,
    provider_of,
    remember_attempt,
    remember_proof,
    take_attempt,
    unbind_work_account,
    use_proof,
)
from app.accounts.codes import count_work_account
from app.accounts.people import open_providers, provider_with, work_accounts_of
from app.doors.fetching import Fault, ProviderError
from app.doors.limits import TooManyTriesError
from app.doors.openid import Registration, authorization_url, exchanged_account, new_attempt, registration_of
from app.models import IdentityProvider
from app.saving.held_forms import last_person
from app.texts.accounts import (
    ENDED,
    EXPIRED,
    LINKED,
    LINKED_ALREADY,
    LINKED_ELSEWHERE,
    NO_ATTEMPT,
    UNLINKED,
    USED,
    cancelled,
    fault,
    refused,
    too_many_visits,
    unknown,
)
from app.web.clock import now
from app.web.database import counting, reading
from app.web.extensions import db

log = structlog.get_logger()


@blueprint.get("/inloggen/organisatie/<uuid:provider_id>")
def work_account(provider_id: uuid.UUID) -> ResponseReturnValue:
    """Send somebody to the organisation to sign in there."""
    cookie["wanted"] = own_path(request.args.get("verder"))
    provider = provider_with(db.session, provider_id) or abort(404)
    if provider.ended_at is not None:
        return failed(ENDED, 409)
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
        return failed(NO_ATTEMPT, 400)
    provider_id, attempt = taken
    provider = provider_with(db.session, provider_id)
    if provider is None or provider.ended_at is not None:
        return failed(ENDED, 409)
    name, code = provider.name, request.args.get("code")
    if not code:
        why = cancelled(name) if request.args.get("error") == "access_denied" else refused(name)
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
        return again(EXPIRED)
    try:
        name = provider_of(db.session, proof).name
    except ProviderEndedError:
        return failed(ENDED, 409)
    if request.method != "POST":
        return render_template("accounts/work_account.html", organisation=name, person=proof.name)
    person_id = person_with_work_account(db.session, proof)
    return enter(proof, person_id) if person_id else again(unknown(name), "info")


def enter(proof: Proof, person_id: uuid.UUID) -> ResponseReturnValue:
    """Let in whose work account this is; once."""
    forget_proof()
    try:
        use_proof(db.session, proof, secret(), now=now())
    except ProofUsedError:
        db.session.commit()
        return again(USED)
    return arrive(person_id, has_second_step=proof.second_step)


def too_many() -> ResponseReturnValue | None:
    """Count that an organisation is about to be asked something; the page that refuses it when that was too often."""
    try:
        with counting() as session:
            count_work_account(session, network(), last_person(), secret(), now=now())
    except TooManyTriesError as error:
        log.warning("work_account_refused", limit=error.scope)
        return failed(too_many_visits(error.minutes), 429)
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
    return failed(fault(kind.value, name), 400 if kind is Fault.CODE else 502, provider_id)


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
        return choose(EXPIRED if proof or request.method == "POST" else "")
    try:
        if request.method != "POST":
            return ask(proof)
        bind_work_account(db.session, current_user, proof, settings(), now=now())
    except ProviderEndedError:
        return impossible(ENDED)
    except BoundElsewhereError:
        return impossible(LINKED_ELSEWHERE)
    except ProofUsedError:
        return choose(EXPIRED)
    forget_proof()
    target = way_on()
    cookie.pop("wanted", None)
    flash(LINKED, "success")
    db.session.commit()
    return redirect(target, 303)


def ask(proof: Proof) -> ResponseReturnValue:
    """The question, or the answer when it has been given. Raises ProviderEndedError and BoundElsewhereError."""
    provider = provider_of(db.session, proof)
    owner = person_with_work_account(db.session, proof)
    if owner == current_user.id:
        return choose(LINKED_ALREADY)
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
    flash(UNLINKED, "success")
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
