"""Remarks: saying something, answering, giving it to somebody, and saying that it is done.

The caller holds the assessment for update, so that two clicks at the same moment wait for each other.
"""

import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import audit
from app.mail import queue_letter
from app.models import Assessment, Remark, User
from app.texts.mails.remarks import assigned
from app.texts.words import NO_FUNCTION
from app.versions import StaleSaveError
from config import Settings

TWICE = timedelta(minutes=2)
"""Within this time the same remark is the same click."""


def add_remark(
    session: Session, actor: User, assessment: Assessment, item: str | None, text: str, audience: str, *, now: datetime
) -> Remark:
    """Say something about an item, or (None) the whole, to all or among advisers; the same again is said already."""
    remark = Remark(
        assessment_id=assessment.id,
        municipality_id=assessment.municipality_id,
        item=item,
        author_id=actor.id,
        audience=audience,
        text=text,
        created_at=now,
    )
    return _said_just_now(session, remark) or _say(session, actor, assessment, "add_remark", remark)


def answer_remark(
    session: Session, actor: User, assessment: Assessment, remark: Remark, text: str, *, now: datetime
) -> bool:
    """Answer a remark, for who may read that; one that was done opens again. Whether it did. Twice is once."""
    answer = Remark(
        assessment_id=assessment.id,
        municipality_id=assessment.municipality_id,
        item=remark.item,
        parent_id=remark.id,
        author_id=actor.id,
        audience=remark.audience,
        text=text,
        created_at=now,
    )
    if _said_just_now(session, answer):
        return False
    _say(session, actor, assessment, "answer_remark", answer)
    # Somebody who still has something to say must not be overlooked.
    return reopen_remark(session, actor, assessment, remark, now=now)


def assign_remark(
    session: Session,
    actor: User,
    assessment: Assessment,
    remark: Remark,
    to: User | None,
    seen: uuid.UUID | None,
    settings: Settings,
    *,
    now: datetime,
) -> None:
    """Give a remark to somebody (None: to nobody), who gets a mail unless they did it themselves.

    `seen` is whose it was on the page. Raises StaleSaveError when it is somebody else's by now.
    """
    chosen = to.id if to else None
    if remark.assigned_to == chosen:
        return
    if remark.assigned_to != seen:
        raise StaleSaveError([str(remark.id)])
    old = {"assigned_to": str(remark.assigned_to) if remark.assigned_to else None}
    remark.assigned_to = chosen
    _record(session, actor, assessment, "assign_remark", remark, now, old, assigned_to=str(chosen) if chosen else None)
    if to and to.id != actor.id:
        _tell(session, actor, assessment, remark, to, settings, now)


def resolve_remark(session: Session, actor: User, assessment: Assessment, remark: Remark, *, now: datetime) -> None:
    """Say that a remark is done; twice is once."""
    if remark.resolved_at is None:
        remark.resolved_at, remark.resolved_by = now, actor.id
        _record(session, actor, assessment, "resolve_remark", remark, now)


def reopen_remark(session: Session, actor: User, assessment: Assessment, remark: Remark, *, now: datetime) -> bool:
    """Open a remark again; whether it was done before."""
    if remark.resolved_at is None:
        return False
    remark.resolved_at = remark.resolved_by = None
    _record(session, actor, assessment, "reopen_remark", remark, now)
    return True


def _say(session: Session, actor: User, assessment: Assessment, action: str, remark: Remark) -> Remark:
    session.add(remark)
    session.flush()
    more: dict[str, Any] = {"answers": str(remark.parent_id)} if remark.parent_id else {}
    _record(session, actor, assessment, action, remark, remark.created_at, **more)
    return remark


def _record(
    session: Session,
    actor: User,
    assessment: Assessment,
    action: str,
    remark: Remark,
    now: datetime,
    old: Any = None,
    **new: Any,
) -> None:
    # About the whole inventory there is no item: then it is the inventory itself.
    subject = remark.item or str(assessment.id)
    values = {"remark": str(remark.id), "audience": remark.audience, **new}
    audit.record(session, actor, action, subject, assessment=assessment, old=old, new=values, now=now)


def _tell(
    session: Session,
    actor: User,
    assessment: Assessment,
    remark: Remark,
    to: User,
    settings: Settings,
    now: datetime,
) -> None:
    author = session.scalars(select(User.function).where(User.id == remark.author_id)).one() or NO_FUNCTION
    letter = assigned(
        to.name,
        actor.function or NO_FUNCTION,
        assessment.municipality.name,
        assessment.title,
        (author, remark.text),
        f"{settings.base_url}/inventarisaties/{assessment.id}/bespreken/opmerkingen?toon=mij",
        settings.contact,
    )
    queue_letter(session, to.email, letter, "remark_assigned", now=now)


def _said_just_now(session: Session, remark: Remark) -> Remark | None:
    same = ("assessment_id", "author_id", "text", "audience")
    return session.scalars(
        select(Remark).where(
            *(getattr(Remark, name) == getattr(remark, name) for name in same),
            Remark.item.is_(None) if remark.item is None else Remark.item == remark.item,
            Remark.parent_id.is_(None) if remark.parent_id is None else Remark.parent_id == remark.parent_id,
            Remark.created_at > remark.created_at - TWICE,
        )
    ).first()
