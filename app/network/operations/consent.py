"""Taking part in the network with a round, and stopping."""

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, distinct, func, insert, select
from sqlalchemy.orm import Session

from app.audit import record
from app.models import Assessment, NetworkConsent, NetworkScore, Report, User
from app.network.comparable import Core, scores
from app.network.lanes import lane
from app.network.queries.taking_part import consent_of, core_with, newest_reports
from app.reports.queries.explained import frozen_data


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
    new = {"report": report.number}
    record(session, user, "join_network", consent.id, now=now, assessment=assessment, new=new)
    return consent


def withdraw_consent(session: Session, user: User, assessment: Assessment, *, now: datetime) -> None:
    """Take part no longer with this round, which the caller holds. Raises ChangedMeanwhileError."""
    consent = consent_of(session, assessment.id)
    if consent is None:
        raise ChangedMeanwhileError
    consent.withdrawn_at, consent.withdrawn_by = now, user.id
    session.execute(delete(NetworkScore).where(NetworkScore.consent_id == consent.id))
    old = {"report": consent.report_number}
    record(session, user, "leave_network", consent.id, now=now, assessment=assessment, old=old)


def keep_scores(session: Session, rounds: Iterable[tuple[Any, Report]], core: Core) -> None:
    """Keep the scores of these rounds on this core, instead of those that were kept."""
    rounds = list(rounds)
    session.execute(delete(NetworkScore).where(NetworkScore.consent_id.in_([one.id for one, _ in rounds])))
    rows = [row for consent, report in rounds for row in _rows(consent, report, core)]
    if rows:
        session.execute(insert(NetworkScore), rows)


def _rows(consent: Any, report: Report, core: Core) -> Sequence[dict[str, object]]:
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
