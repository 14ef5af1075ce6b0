"""The chance questions and the ambition of a domain, which coordinator and adviser answer together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app import audit
from app.models import Answer, Assessment, AssessmentDomain, Participation, User
from app.versions import StaleSaveError, save_answers

KEPT = (
    "reason",
    "evidence_kind",
    "evidence_note",
    "evidence_link",
    "confidence",
    "changed",
    "changed_what",
)


@dataclass(frozen=True, slots=True)
class Chance:
    """The answer to one chance question, and the version that its page was made with."""

    item: str
    value: str
    seen: int


def joint_participation(session: Session, assessment: Assessment) -> Participation:
    """The coordinator's part: what was answered together belongs to it."""
    query = select(Participation).where(
        Participation.assessment_id == assessment.id, Participation.role == "coordinator"
    )
    ordered = query.order_by(Participation.everything.desc(), Participation.created_at, Participation.id)
    return session.scalars(ordered.limit(1)).one()


def save_chances(
    session: Session, actor: User, assessment: Assessment, chances: Sequence[Chance], *, now: datetime
) -> None:
    """Save the answers that differ from what is stored. Raises StaleSaveError; then nothing may be kept."""
    part = joint_participation(session, assessment)
    query = select(Answer).where(
        Answer.participation_id == part.id, Answer.item.in_([chance.item for chance in chances])
    )
    stored = {answer.item: answer for answer in session.scalars(query)}
    changed = [c for c in chances if c.item not in stored or stored[c.item].value != c.value]
    stale = [c.item for c in changed if c.seen != (stored[c.item].version if c.item in stored else 0)]
    if stale:
        raise StaleSaveError(stale)
    rows = [_row(actor, part, chance, stored.get(chance.item), now) for chance in changed]
    save_answers(session, rows, {chance.item: chance.seen for chance in changed})


def _row(actor: User, part: Participation, chance: Chance, stored: Answer | None, now: datetime) -> dict[str, Any]:
    return {
        **{name: getattr(stored, name) if stored else None for name in KEPT},
        "item": chance.item,
        "value": chance.value,
        "participation_id": part.id,
        "assessment_id": part.assessment_id,
        "municipality_id": part.municipality_id,
        "saved_by": actor.id,
        "saved_at": now,
    }


def set_ambition(
    session: Session,
    actor: User,
    assessment: Assessment,
    row: AssessmentDomain,
    points: int | None,
    seen: int,
    *,
    now: datetime,
) -> None:
    """Set how far the municipality wants to come in a domain; None takes it back. Raises StaleSaveError."""
    if row.ambition == points:
        return
    old = row.ambition
    saved = session.execute(
        update(AssessmentDomain)
        .where(AssessmentDomain.assessment_id == assessment.id, AssessmentDomain.domain == row.domain)
        .where(AssessmentDomain.ambition_version == seen)
        .values(ambition=points, ambition_version=seen + 1)
        .returning(AssessmentDomain.domain)
    ).first()
    if saved is None:
        raise StaleSaveError([f"{row.domain}/ambition"])
    audit.record(session, actor, "set_ambition", row.domain, assessment=assessment, old=old, new=points, now=now)
