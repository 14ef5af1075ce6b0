"""Taking part in the network with a round, and stopping."""

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import delete, distinct, func, insert, select
from sqlalchemy.orm import Session
from wtforms import BooleanField, HiddenField
from wtforms.validators import DataRequired

from app.doors.access import Lock, assessment_for, require_role, roles_in
from app.models import Assessment, NetworkConsent, NetworkScore, Report, User
from app.network.entrance import (
    agreed_rounds,
    blueprint,
    consent_of,
    consented_rounds,
    core_with,
    counted_scores,
    is_given_by,
    is_withdrawn_by,
    load_viewer,
    newest_reports,
    require_belonging,
    rounds_taking_part,
)
from app.network.lanes import ComparableCore, lane, scores
from app.reports.context import frozen_data
from app.state.rounds import has_ended
from app.texts import administration as merging
from app.texts import network as texts
from app.texts.network import CONFIRM, NOT_CONFIRMED
from app.trail.events import record
from app.web.clock import now, today
from app.web.extensions import db
from app.web.forms import BaseForm


class ChangedMeanwhileError(Exception):
    """Somebody else said yes, or stopped, in the meantime."""


class NotAgreedError(Exception):
    """There is no agreed report to take part with."""


def give_consent(session: Session, user: User, assessment: Assessment, *, now: datetime) -> NetworkConsent:
    """Take part with this round, which the caller holds. Raises ChangedMeanwhileError and NotAgreedError."""
    if consent_of(session, assessment.id) is not None:
        raise ChangedMeanwhileError
    report = next(iter(newest_reports(session, [assessment.id])), None)
    if report is None:
        raise NotAgreedError
    core = core_with(session, assessment.questionnaire_version)
    consent = NetworkConsent(
        id=uuid.uuid4(),
        assessment_id=assessment.id,
        municipality_id=assessment.municipality_id,
        lane=_lane(session, assessment.municipality_id),
        given_at=now,
        given_by=user.id,
        report_number=report.number,
        core=core.name,
        scored_at=now,
    )
    session.add(consent)
    session.flush()
    keep_scores(session, [(consent, report)], core)
    record(session, user, "join_network", consent, now=now, new={"report": report.number})
    return consent


def withdraw_consent(session: Session, user: User, assessment: Assessment, *, now: datetime) -> None:
    """Take part no longer with this round, which the caller holds. Raises ChangedMeanwhileError."""
    consent = consent_of(session, assessment.id)
    if consent is None:
        raise ChangedMeanwhileError
    consent.withdrawn_at, consent.withdrawn_by = now, user.id
    session.execute(delete(NetworkScore).where(NetworkScore.consent_id == consent.id))
    record(session, user, "leave_network", consent, now=now, old={"report": consent.report_number})


def keep_scores(session: Session, rounds: Iterable[tuple[Any, Report]], core: ComparableCore) -> None:
    """Keep the scores of these rounds on this core, instead of those that were kept."""
    rounds = list(rounds)
    session.execute(delete(NetworkScore).where(NetworkScore.consent_id.in_([one.id for one, _ in rounds])))
    rows = [row for consent, report in rounds for row in _rows(consent, report, core)]
    if rows:
        session.execute(insert(NetworkScore), rows)


def _rows(consent: Any, report: Report, core: ComparableCore) -> Sequence[dict[str, object]]:
    place = {"consent_id": consent.id, "municipality_id": consent.municipality_id}
    found = scores(core, frozen_data(report))
    return [
        {**place, "cell": cell, "value": value, "mark": mark(consent.municipality_id, cell, value)}
        for cell, value in found.items()
    ]


def mark(municipality_id: uuid.UUID, cell: str, value: int) -> str:
    """What tells whether a score is the same as before."""
    return hashlib.sha256(f"{municipality_id.hex} {cell} {value}".encode()).hexdigest()[:16]


def _lane(session: Session, municipality_id: uuid.UUID) -> str:
    """The lane that this municipality has, or gets."""
    own = select(NetworkConsent.lane).where(NetworkConsent.municipality_id == municipality_id).limit(1)
    known = session.scalar(own)
    if known is not None:
        return known
    return lane((session.scalar(select(func.count(distinct(NetworkConsent.municipality_id)))) or 0) + 1)


class ConsentForm(BaseForm):
    """Saying yes takes a tick of its own: it is said for a whole municipality."""

    confirmed = BooleanField(CONFIRM, validators=[DataRequired(NOT_CONFIRMED)])


class StopForm(BaseForm):
    """Stopping needs nothing but a button; which consent was seen goes with it."""

    seen = HiddenField()


ROUND = "/meedoen/<uuid:assessment_id>"


@blueprint.get("/meedoen")
def list_rounds() -> ResponseReturnValue:
    """The agreed rounds of this person's municipalities, and which take part."""
    require_belonging()
    viewer = load_viewer(db.session, current_user)
    ids = [municipality.id for municipality in viewer.own]
    taking = frozenset(db.session.scalars(rounds_taking_part(ids)))
    rounds = agreed_rounds(db.session, ids)
    return render_template("network/rounds.html", viewer=viewer, rounds=rounds, taking=taking, texts=texts)


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
    ended = has_ended(assessment.municipality, today())
    newest = consented_rounds(db.session, [assessment.municipality_id]).get(assessment.municipality_id)
    return render_template(
        "network/consent.html",
        assessment=assessment,
        consent=consent,
        counts=counted_scores(db.session, consent) if consent and consent is newest and not ended else None,
        form=form,
        ended=merging.NO_NETWORK if ended and not consent else "",
        may_give="coordinator" in roles_in(current_user, assessment.municipality_id),
        warning=warning,
        texts=texts,
    )
