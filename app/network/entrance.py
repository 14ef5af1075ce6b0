"""The way into the network: who looks at it, and who takes part with which round; joining, and stopping."""

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import Select, delete, distinct, func, insert, select
from sqlalchemy.orm import Session, contains_eager, joinedload
from wtforms import BooleanField, HiddenField
from wtforms.validators import DataRequired

from app.doors.access import (
    Lock,
    assessment_for,
    is_administrator,
    load_choice,
    municipalities_of,
    require_role,
    roles_in,
)
from app.models import (
    Assessment,
    Municipality,
    NetworkConsent,
    NetworkScore,
    Report,
    User,
)
from app.network.lanes import ComparableCore, lane, scores
from app.reports.context import frozen_data
from app.state.counted import scores_in
from app.state.rounds import has_ended
from app.texts import administration as merging
from app.texts import network as texts
from app.texts.network import CONFIRM, NOT_CONFIRMED
from app.trail.events import record
from app.web.clock import now, today
from app.web.extensions import db
from app.web.formatting import HERE
from app.web.forms import BaseForm
from questionnaires.catalogue import current, published, questionnaire

blueprint = Blueprint("network", __name__, template_folder="templates", url_prefix="/netwerk")
NETWORK = "iba"
"""The questionnaire of the network."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who looks at the network."""

    own: tuple[Municipality, ...]
    """Where they are coordinator or adviser, by name, as far as they chose."""
    taking_part: dict[Municipality, NetworkConsent]
    """Those that take part, with their round."""
    is_stichting: bool
    """An adviser or administrator, who sees figures without taking part."""

    @property
    def named(self) -> list[tuple[str, str]]:
        """Those that take part by code and name, to choose from."""
        return [(one.code, one.name) for one in self.taking_part]

    @property
    def may_see(self) -> bool:
        """Only who takes part sees others."""
        return self.is_stichting or bool(self.taking_part)


def load_viewer(session: Session, user: User) -> Viewer:
    """The municipalities of this person, and which take part."""
    choice = load_choice(user)
    ids = municipalities_of(user, "coordinator", "adviser")
    own = tuple(one for one in choice.own if one.id in ids and choice.shows(one))
    rounds = consented_rounds(session, ids)
    taking = {one: rounds[one.id] for one in own if one.id in rounds}
    return Viewer(own, taking, _is_stichting(user))


def _is_stichting(user: User) -> bool:
    return is_administrator(user) or bool(municipalities_of(user, "adviser"))


def require_belonging() -> None:
    """403 for who is no coordinator, adviser or administrator."""
    if not is_administrator(current_user) and not municipalities_of(current_user, "coordinator", "adviser"):
        abort(403)


def require_stichting() -> None:
    """403 for who is no adviser or administrator."""
    if not _is_stichting(current_user):
        abort(403)


def own_places() -> frozenset[uuid.UUID]:
    """Where this person coordinates or advises; 403 for who does neither."""
    return municipalities_of(current_user, "coordinator", "adviser") or abort(403)


def consents() -> Select[NetworkConsent]:
    """The consents that hold now, with their rounds, the newest round first."""
    return (
        select(NetworkConsent)
        .join(NetworkConsent.assessment)
        .where(NetworkConsent.withdrawn_at.is_(None))
        .options(contains_eager(NetworkConsent.assessment))
        .order_by(Assessment.created_at.desc(), NetworkConsent.given_at.desc())
    )


def rounds_until(session: Session, moment: datetime) -> Sequence[Any]:
    """Of every consent that holds and was given before a moment what counting needs, the newest round first."""
    one = NetworkConsent
    columns = one.id, one.assessment_id, one.municipality_id, one.lane, one.core, one.scored_at
    query = (
        select(*columns, Assessment.agreed_at, Municipality.valid_until)
        .join(Assessment, Assessment.id == one.assessment_id)
        .join(Municipality, Municipality.id == one.municipality_id)
        .where(one.withdrawn_at.is_(None), one.given_at < moment)
        .order_by(Assessment.created_at.desc(), one.given_at.desc())
    )
    return session.execute(query).all()


def consent_of(session: Session, assessment_id: uuid.UUID) -> NetworkConsent | None:
    """The consent that holds for a round; None when there is none."""
    return session.scalars(consents().where(NetworkConsent.assessment_id == assessment_id)).first()


def consented_rounds(session: Session, municipality_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, NetworkConsent]:
    """The round with which each of these municipalities takes part: its newest."""
    found: dict[uuid.UUID, NetworkConsent] = {}
    for consent in session.scalars(consents().where(NetworkConsent.municipality_id.in_(municipality_ids))):
        found.setdefault(consent.municipality_id, consent)
    return found


@dataclass(frozen=True, slots=True)
class CountedScores:
    """How many scores of a round came in with others, of all that can, and when the last one did."""

    counted: int
    total: int
    since: date | None


def counted_scores(session: Session, consent: NetworkConsent) -> CountedScores:
    """What of a round has come in with others; one statement."""
    row = session.execute(scores_in().where(NetworkConsent.id == consent.id)).first()
    counted, total, since = (row.counted, row.total, row.last) if row else (0, 0, None)
    return CountedScores(counted, total, since.astimezone(HERE).date() if since else None)


def newest_reports(session: Session, assessment_ids: Iterable[uuid.UUID]) -> Sequence[Report]:
    """The newest frozen report of each of these rounds."""
    last = (
        select(Report.assessment_id, func.max(Report.number).label("number"))
        .where(Report.assessment_id.in_(assessment_ids))
        .group_by(Report.assessment_id)
        .subquery()
    )
    return session.scalars(
        select(Report).join(last, (Report.assessment_id == last.c.assessment_id) & (Report.number == last.c.number))
    ).all()


def core_with(session: Session, version: int | None = None) -> ComparableCore:
    """The core of every version from the oldest that ever took part, or would with this one, to the newest.

    Who stops leaves it as it is: else the scores of everybody else would be others the night after.
    """
    oldest = session.scalar(
        select(func.min(Assessment.questionnaire_version)).join(
            NetworkConsent, NetworkConsent.assessment_id == Assessment.id
        )
    )
    newest = current(NETWORK).version
    first = min(known for known in (oldest, version, newest) if known is not None)
    numbers = [number for name, number in published() if name == NETWORK and first <= number <= newest]
    return ComparableCore(questionnaire(NETWORK, number) for number in numbers)


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
    rows = [
        {"consent_id": one.id, "municipality_id": one.municipality_id, "cell": cell, "value": value}
        | {"mark": mark(one.municipality_id, cell, value)}
        for one, report in rounds
        for cell, value in scores(core, frozen_data(report)).items()
    ]
    if rows:
        session.execute(insert(NetworkScore), rows)


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
    consented = select(NetworkConsent.assessment_id).where(
        NetworkConsent.withdrawn_at.is_(None), NetworkConsent.municipality_id.in_(ids)
    )
    rounds = (
        select(Assessment)
        .where(Assessment.municipality_id.in_(ids), Assessment.questionnaire_id == NETWORK)
        .where(Assessment.agreed_at.is_not(None))
        .options(joinedload(Assessment.municipality))
        .order_by(Assessment.created_at.desc())
    )
    taking = frozenset(db.session.scalars(consented))
    found = db.session.scalars(rounds).all()
    return render_template("network/rounds.html", viewer=viewer, rounds=found, taking=taking, texts=texts)


@blueprint.get(ROUND)
def show_consent(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """What others would see of a round and what never, with the way in or out."""
    return _consent_page(_agreed_round(assessment_id), ConsentForm())


@blueprint.post(ROUND)
def join(assessment_id: uuid.UUID) -> ResponseReturnValue:
    assessment, form = _round_to_change(assessment_id), ConsentForm(request.form)
    if has_ended(assessment.municipality, today()):
        return _consent_page(assessment, form, merging.NO_NETWORK), 409
    if not form.validate():
        return _consent_page(assessment, form), 422
    try:
        give_consent(db.session, current_user, assessment, now=now())
    except ChangedMeanwhileError:
        given = consent_of(db.session, assessment.id)
        if given is not None and given.given_by == current_user.id:
            return _to_consent(assessment)
        return _consent_page(assessment, form, texts.MEANWHILE_GIVEN), 409
    except NotAgreedError:
        return _consent_page(assessment, form, texts.NOT_AGREED), 409
    flash(texts.JOINED, "success")
    db.session.commit()
    return _to_consent(assessment)


@blueprint.post(f"{ROUND}/stoppen")
def stop(assessment_id: uuid.UUID) -> ResponseReturnValue:
    assessment, form = _round_to_change(assessment_id), StopForm(request.form)
    consent = consent_of(db.session, assessment.id)
    if consent is None or str(consent.id) != form.seen.data:
        gone = select(NetworkConsent.id).where(NetworkConsent.assessment_id == assessment_id)
        own = gone.where(NetworkConsent.withdrawn_by == current_user.id)
        if consent is None and form.seen.data in {str(one) for one in db.session.scalars(own)}:
            return _to_consent(assessment)
        return _consent_page(assessment, ConsentForm(), texts.MEANWHILE_LEFT), 409
    withdraw_consent(db.session, current_user, assessment, now=now())
    flash(texts.LEFT, "success")
    db.session.commit()
    return _to_consent(assessment)


def _to_consent(assessment: Assessment) -> ResponseReturnValue:
    """To what holds now; also after a second click, with which there is nothing left to do."""
    return redirect(url_for("network.show_consent", assessment_id=assessment.id), 303)


def _agreed_round(assessment_id: uuid.UUID, lock: Lock | None = None) -> Assessment:
    """The round for its coordinators and advisers: else 404 or 403; 409 before it was agreed."""
    assessment = assessment_for(current_user, assessment_id, lock)
    require_role(current_user, assessment, "coordinator", "adviser")
    if assessment.agreed_at is None:
        page = render_template("network/not_agreed.html", assessment=assessment, explanation=texts.NOT_AGREED)
        abort(make_response(page, 409))
    return assessment


def _round_to_change(assessment_id: uuid.UUID) -> Assessment:
    """The round, held until the commit, for its coordinators: only they speak for the municipality."""
    assessment = _agreed_round(assessment_id, "update")
    require_role(current_user, assessment, "coordinator")
    return assessment


def _consent_page(assessment: Assessment, form: ConsentForm, warning: str = "") -> str:
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
