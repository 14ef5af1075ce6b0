"""Starting an inventory."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import audit
from app.assessments.forms.starting import ChosenDomain
from app.formatting import HERE
from app.last_day import move_last_day
from app.models import Assessment, AssessmentDomain, Municipality, Participation, User
from questionnaires.model import Questionnaire

TWICE = timedelta(minutes=2)
"""Within this time the same start is the same click."""


def start_assessment(
    session: Session,
    actor: User,
    municipality: Municipality,
    asked: Questionnaire,
    domains: Sequence[ChosenDomain],
    *,
    title: str,
    earlier: Assessment | None,
    last_day: date | None = None,
    now: datetime,
) -> uuid.UUID:
    """Start a round of a municipality, an evaluation when it has an `earlier` one; the id of the assessment.

    `last_day` is for colleagues, and can be set later on too. The same start again within two minutes gives the
    assessment that is there already.
    """
    # Two clicks at the same moment wait for each other here.
    session.execute(select(Municipality.id).where(Municipality.id == municipality.id).with_for_update())
    same = _started_just_now(session, actor, municipality, title, earlier, now)
    if same is not None:
        return same
    assessment = _assessment(actor, municipality, asked, title=title, earlier=earlier, now=now)
    session.add(assessment)
    session.flush()
    for position, domain in enumerate(domains):
        session.add(_domain(assessment, position, domain))
    session.add(_joint_participation(assessment, actor, now))
    names = {domain.id: domain.title for domain in domains}
    audit.record(session, actor, "start_assessment", assessment.id, assessment=assessment, new=names, now=now)
    if last_day is not None:
        _set_last_day(session, actor, assessment, last_day, now)
    return assessment.id


def _set_last_day(session: Session, actor: User, assessment: Assessment, day: date, now: datetime) -> None:
    """Nobody was invited yet, so nobody has to be told."""
    days = assessment.reminder_days
    move_last_day(assessment, day, now.astimezone(HERE).date())
    old, new = ({"deadline": one, "reminder_days": days} for one in (None, day.isoformat()))
    audit.record(session, actor, "set_deadline", assessment.id, assessment=assessment, old=old, new=new, now=now)


def _started_just_now(
    session: Session, actor: User, municipality: Municipality, title: str, earlier: Assessment | None, now: datetime
) -> uuid.UUID | None:
    return session.scalar(
        select(Assessment.id).where(
            Assessment.municipality_id == municipality.id,
            Assessment.created_by == actor.id,
            Assessment.title == title,
            Assessment.earlier_id == earlier.id if earlier else Assessment.earlier_id.is_(None),
            Assessment.created_at > now - TWICE,
        )
    )


def _assessment(
    actor: User,
    municipality: Municipality,
    asked: Questionnaire,
    *,
    title: str,
    earlier: Assessment | None,
    now: datetime,
) -> Assessment:
    return Assessment(
        id=uuid.uuid4(),
        municipality_id=municipality.id,
        questionnaire_id=asked.id,
        questionnaire_version=asked.version,
        round="evaluation" if earlier else "baseline",
        earlier_id=earlier.id if earlier else None,
        title=title,
        created_at=now,
        created_by=actor.id,
    )


def _domain(assessment: Assessment, position: int, domain: ChosenDomain) -> AssessmentDomain:
    return AssessmentDomain(
        assessment_id=assessment.id,
        municipality_id=assessment.municipality_id,
        domain=domain.id,
        position=position,
        title=domain.title,
    )


def _joint_participation(assessment: Assessment, actor: User, now: datetime) -> Participation:
    return Participation(
        assessment_id=assessment.id,
        municipality_id=assessment.municipality_id,
        user_id=actor.id,
        role="coordinator",
        level="beleid",
        everything=True,
        state="started",
        created_at=now,
        invited_at=now,
    )
