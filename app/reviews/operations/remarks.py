"""Remarks next to a question."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import audit
from app.models import Assessment, Remark, User

TWICE = timedelta(minutes=2)
"""Within this time the same remark is the same click."""


def add_remark(
    session: Session, actor: User, assessment: Assessment, item: str, text: str, audience: str, *, now: datetime
) -> Remark:
    """Say something about an item, to all or among advisers; the same again within two minutes is said already.

    The caller holds the assessment for update, so that two clicks at the same moment wait for each other.
    """
    same = _said_just_now(session, actor, assessment, item, text, audience, now)
    if same is not None:
        return same
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


def _said_just_now(
    session: Session, actor: User, assessment: Assessment, item: str, text: str, audience: str, now: datetime
) -> Remark | None:
    return session.scalars(
        select(Remark).where(
            Remark.assessment_id == assessment.id,
            Remark.author_id == actor.id,
            Remark.item == item,
            Remark.text == text,
            Remark.audience == audience,
            Remark.created_at > now - TWICE,
        )
    ).first()
