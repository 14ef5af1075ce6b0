"""HTTP of signing in with an account of one's organisation. The GETs only write the cookie; the POST lets in."""

import uuid

import structlog
from flask import flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.operations.work_accounts import (
    ProofUsedError,
    ProviderEndedError,
    person_with_work_account,
    use_proof,
)
from app.accounts.queries import provider_with
from app.accounts.routes.arriving import arrive
from app.accounts.routes.blueprint import blueprint, own_path, settings
from app.accounts.routes.proofs import forget_proof, kept_proof, remember_attempt, remember_proof, take_attempt
from app.clock import now
from app.extensions import db
from app.models import IdentityProvider
from app.openid.faults import Fault, ProviderError
from app.openid.flow import Registration, authorization_url, new_attempt, registration_of, work_account
from app.texts.work_accounts import ENDED, EXPIRED, NO_ATTEMPT, USED, cancelled, fault, refused, unknown

log = structlog.get_logger()


@blueprint.get("/inloggen/organisatie/<uuid:provider_id>")
def work_account_start(provider_id: uuid.UUID) -> ResponseReturnValue:
    """Send somebody to the organisation to sign in there."""
    cookie["wanted"] = own_path(request.args.get("verder"))
    provider = provider_with(db.session, provider_id)
    if provider is None or provider.ended_at is not None:
        return failed(ENDED, 409)
    attempt = new_attempt()
    try:
        url = authorization_url(registration(provider), attempt, now=now())
    except ProviderError as error:
        return faulty(error.fault, provider)
    remember_attempt(provider_id, attempt)
    return redirect(url, 302)
