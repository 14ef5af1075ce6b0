"""Remarks next to a question."""

from datetime import datetime

from sqlalchemy.orm import Session

from app import audit
from app.models import Assessment, Remark, User


def add_remark(
    session: Session, actor: User, assessment: Assessment, item: str, text: str, audience: str, *, now: datetime
) -> Remark:
    """Say something about an item, to all or among advisers."""
    remark = Remark(
        assessment_id=assessment.id,
        municipality_id=assessment.municipality_id,
        item=item,
        author_id=actor.id,
        audience=audience,
        text=text,
        created_at=now,
    )
    session.add(remark)
    session.flush()
    audit.record(
        session,
        actor,
        "add_remark",
        item,
        assessment=assessment,
        new={"remark": str(remark.id), "audience": audience},
        now=now,
    )
    return remark
