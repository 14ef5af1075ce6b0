"""What people do with an inventory before it is discussed: start it, answer, hand in, start the review."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import audit, versions
from app.assessments.forms.starting import ChosenDomain
from app.assessments.queries.answers import NOTHING, Content, Stored, Typed, answers_of, contents_seen
from app.lifecycle import AFTER, Action
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
    now: datetime,
) -> uuid.UUID:
    """Start a round of a municipality, an evaluation when it has an `earlier` one; the id of the assessment.

    The same start again within two minutes gives the assessment that is there already.
    """
    # Two clicks at the same moment wait for each other here.
    session.execute(select(Municipality.id).where(Municipality.id == municipality.id).with_for_update())
    same = _started_just_now(session, actor, municipality, title, now)
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
    return assessment.id


def _started_just_now(
    session: Session, actor: User, municipality: Municipality, title: str, now: datetime
) -> uuid.UUID | None:
    return session.scalar(
        select(Assessment.id).where(
            Assessment.municipality_id == municipality.id,
            Assessment.created_by == actor.id,
            Assessment.title == title,
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


def save_answers(
    session: Session,
    actor: User,
    participation: Participation,
    typed: Sequence[Typed],
    *,
    keep_untouched: bool = False,
    now: datetime,
) -> None:
    """Save what was typed where it differs from what is stored; nothing at all when it meets a newer answer.

    With `keep_untouched`, what stands as it was when the page was made gives way to a newer answer: on a page
    with many questions people do not mean those they left alone. Raises StaleSaveError.
    """
    stored = answers_of(session, participation.id, [answer.item for answer in typed])
    changed = [answer for answer in typed if answer.over(_newest(stored, answer)) != _newest(stored, answer).content]
    stale = [answer for answer in changed if answer.seen != _newest(stored, answer).version]
    if keep_untouched and stale:
        untouched = _untouched(session, participation, stale)
        changed = [answer for answer in changed if answer.item not in untouched]
        stale = [answer for answer in stale if answer.item not in untouched]
    if stale:
        raise versions.StaleSaveError([answer.item for answer in stale])
    shared = _shared_columns(actor, participation, now)
    rows = [_row(shared, answer, _newest(stored, answer)) for answer in changed]
    versions.save_answers(session, rows, {answer.item: answer.seen for answer in changed})
    if participation.state == "invited":
        participation.state = "started"


def _newest(stored: Mapping[str, Stored], answer: Typed) -> Stored:
    return stored.get(answer.item, NOTHING)


def _untouched(session: Session, participation: Participation, stale: Sequence[Typed]) -> frozenset[str]:
    before = contents_seen(session, participation.id, {answer.item: answer.seen for answer in stale})
    return frozenset(
        answer.item
        for answer in stale
        if answer.item in before and before[answer.item]._replace(**answer.fields) == before[answer.item]
    )


def _shared_columns(actor: User, participation: Participation, now: datetime) -> dict[str, Any]:
    return {
        "participation_id": participation.id,
        "assessment_id": participation.assessment_id,
        "municipality_id": participation.municipality_id,
        "saved_by": actor.id,
        "saved_at": now,
    }


def _row(shared: Mapping[str, Any], answer: Typed, stored: Stored) -> dict[str, Any]:
    content: Content = answer.over(stored)
    return {
        **shared,
        **content._asdict(),
        "item": answer.item,
        "changed": stored.changed,
        "changed_what": stored.changed_what,
    }


def submit_answers(
    session: Session, actor: User, assessment: Assessment, participation: Participation, *, now: datetime
) -> None:
    """Hand in the answers; they can still be changed until the review starts. Twice is once."""
    if participation.state == "submitted":
        return
    audit.record(
        session,
        actor,
        "submit_answers",
        participation.id,
        assessment=assessment,
        old=participation.state,
        new="submitted",
        now=now,
    )
    participation.state, participation.submitted_at = "submitted", now


def start_review(session: Session, actor: User, assessment: Assessment, *, now: datetime) -> None:
    """Close the answers of everybody; from here on they are discussed."""
    old, assessment.state = assessment.state, AFTER[Action.START_REVIEW].value
    assessment.review_started_at = now
    audit.record(
        session,
        actor,
        "start_review",
        assessment.id,
        assessment=assessment,
        old=old,
        new=assessment.state,
        now=now,
    )
