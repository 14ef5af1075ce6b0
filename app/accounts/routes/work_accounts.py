"""HTTP of signing in with an account of one's organisation. The GETs only write the cookie; the POST lets in."""

import uuid

import structlog
from flask import abort, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.operations.limits import count_work_account
from app.accounts.operations.work_accounts import (
    Proof,
    ProofUsedError,
    ProviderEndedError,
    person_with_work_account,
    provider_of,
    use_proof,
)
from app.accounts.queries import provider_with
from app.accounts.routes.arriving import arrive
from app.accounts.routes.blueprint import blueprint, network, own_path, secret, settings
from app.accounts.routes.proofs import forget_proof, kept_proof, remember_attempt, remember_proof, take_attempt
from app.clock import now
from app.database import counting
from app.extensions import db
from app.held_forms import last_person
from app.limits import TooManyTriesError
from app.models import IdentityProvider
from app.openid.faults import Fault, ProviderError
from app.openid.flow import Registration, authorization_url, exchanged_account, new_attempt, registration_of
from app.texts.work_accounts import (
    ENDED,
    EXPIRED,
    NO_ATTEMPT,
    USED,
    cancelled,
    fault,
    refused,
    too_many_visits,
    unknown,
)

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
