"""HTTP of taking part: which rounds there are, saying yes and stopping."""

import uuid

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.access import Lock, assessment_for, require_role, roles_in
from app.clock import now, today
from app.extensions import db
from app.models import Assessment, NetworkConsent
from app.network.forms.consent import ConsentForm, StopForm
from app.network.operations.consent import ChangedMeanwhileError, NotAgreedError, give_consent, withdraw_consent
from app.network.queries.taking_part import (
    agreed_rounds,
    consent_of,
    is_given_by,
    is_withdrawn_by,
    rounds_taking_part,
)
from app.network.queries.viewing import load_viewer
from app.network.routes.entrance import blueprint, require_belonging
from app.rounds import has_ended
from app.texts import merging
from app.texts import network as texts

ROUND = "/meedoen/<uuid:assessment_id>"


@blueprint.get("/meedoen")
def list_rounds() -> ResponseReturnValue:
    """The agreed rounds of this person's municipalities, and which take part."""
    require_belonging()
    viewer = load_viewer(db.session, current_user)
    ids = [municipality.id for municipality in viewer.own]
    taking = frozenset(db.session.scalars(rounds_taking_part(ids)))
    rounds = agreed_rounds(db.session, ids)
    return render_template("network/rounds.html", viewer=viewer, rounds=rounds, taking=taking)


@blueprint.get(ROUND)
def show_consent(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """What others would see of a round and what never, with the way in or out."""
    return _page(_read(assessment_id), ConsentForm())


@blueprint.post(ROUND)
def join(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Take part with a round."""
    assessment, form = _change(assessment_id), ConsentForm(request.form)
    if has_ended(assessment.municipality, today()):
        return _page(assessment, form, merging.NO_NETWORK), 409
    if not form.validate():
        return _page(assessment, form), 422
    try:
        give_consent(db.session, current_user, assessment, now=now())
    except ChangedMeanwhileError:
        if is_given_by(db.session, current_user, assessment.id):
            return _back(assessment)
        return _page(assessment, form, texts.MEANWHILE_GIVEN), 409
    except NotAgreedError:
        return _page(assessment, form, texts.NOT_AGREED), 409
    flash(texts.JOINED, "success")
    db.session.commit()
    return _back(assessment)


@blueprint.post(f"{ROUND}/stoppen")
def stop(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Take part with a round no longer."""
    assessment, form = _change(assessment_id), StopForm(request.form)
    consent = consent_of(db.session, assessment.id)
    if consent is None or str(consent.id) != form.seen.data:
        if consent is None and is_withdrawn_by(db.session, current_user, assessment.id, form.seen.data or ""):
            return _back(assessment)
        return _page(assessment, ConsentForm(), texts.MEANWHILE_LEFT), 409
    withdraw_consent(db.session, current_user, assessment, now=now())
    flash(texts.LEFT, "success")
    db.session.commit()
    return _back(assessment)


def _back(assessment: Assessment) -> ResponseReturnValue:
    """To what holds now; also after a second click, with which there is nothing left to do."""
    return redirect(url_for("network.show_consent", assessment_id=assessment.id), 303)


def _read(assessment_id: uuid.UUID, lock: Lock | None = None) -> Assessment:
    """The round for its coordinators and advisers: else 404 or 403; 409 before it was agreed."""
    assessment = assessment_for(current_user, assessment_id, lock)
    require_role(current_user, assessment, "coordinator", "adviser")
    if assessment.agreed_at is None:
        page = render_template("network/not_agreed.html", assessment=assessment, explanation=texts.NOT_AGREED)
        abort(make_response(page, 409))
    return assessment


def _change(assessment_id: uuid.UUID) -> Assessment:
    """The round, held until the commit, for its coordinators: only they speak for the municipality."""
    assessment = _read(assessment_id, "update")
    require_role(current_user, assessment, "coordinator")
    return assessment


def _page(assessment: Assessment, form: ConsentForm, warning: str = "") -> str:
    consent: NetworkConsent | None = consent_of(db.session, assessment.id)
    return render_template(
        "network/consent.html",
        assessment=assessment,
        consent=consent,
        form=form,
        ended="" if consent or not has_ended(assessment.municipality, today()) else merging.NO_NETWORK,
        may_give="coordinator" in roles_in(current_user, assessment.municipality_id),
        warning=warning,
        texts=texts,
    )
