"""Points that were talked about and need no agreed score."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from app import audit
from app.models import Assessment, SettledPoint, User


def settle_points(
    session: Session,
    actor: User,
    assessment: Assessment,
    subject: str,
    kinds: Collection[str],
    note: str,
    *,
    now: datetime,
) -> None:
    """Note that the points of these kinds about a subject need no agreed score, and why.

    The caller holds the assessment for update and has seen that they are open: one that was settled before and came
    back is settled anew.
    """
    earlier = {row.kind: row for row in session.scalars(_rows(assessment, subject, kinds))}
    for kind in kinds:
        row = earlier.get(kind) or SettledPoint(
            assessment_id=assessment.id, kind=kind, subject=subject, municipality_id=assessment.municipality_id
        )
        row.settled_at, row.settled_by, row.note = now, actor.id, note
        session.add(row)
    new = {"kinds": list(kinds)}
    audit.record(session, actor, "settle_point", subject, assessment=assessment, new=new, reason=note or None, now=now)


def open_points_again(
    session: Session, actor: User, assessment: Assessment, subject: str, kinds: Collection[str], *, now: datetime
) -> None:
    """Take back that these points need no agreed score; what was not settled stays as it is."""
    settled = [row.kind for row in session.scalars(_rows(assessment, subject, kinds))]
    if not settled:
        return
    of_subject = SettledPoint.assessment_id == assessment.id, SettledPoint.subject == subject
    session.execute(delete(SettledPoint).where(*of_subject, SettledPoint.kind.in_(settled)))
    audit.record(session, actor, "open_point_again", subject, assessment=assessment, old={"kinds": settled}, now=now)


def _rows(assessment: Assessment, subject: str, kinds: Collection[str]) -> Select[SettledPoint]:
    return select(SettledPoint).where(
        SettledPoint.assessment_id == assessment.id, SettledPoint.subject == subject, SettledPoint.kind.in_(kinds)
    )
