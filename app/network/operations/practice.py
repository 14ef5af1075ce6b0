"""Sharing an action with other municipalities, changing and withdrawing that, and copying one into an own plan.

The caller holds the action that is shared, or the trajectory into which is copied.
"""

import uuid
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.audit import record
from app.models import ImprovementAction, SharedPractice, User
from app.network.queries.sharing import shared_of, stamp
from app.texts.practice import taken_from
from app.trajectories.operations import acting
from app.trajectories.queries.action_forms import Ground


class StalePracticeError(Exception):
    """Somebody shared, changed or withdrew it in the meantime."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What others read of a shared action, as a municipality fills it in."""

    title: str
    domain: str
    question: str
    text: str
    partners: str
    done_when: str
    effort: str | None
    experience: str
    shows_name: bool

    @property
    def plain(self) -> dict[str, Any]:
        """The same as columns, and for the audit trail."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def told_of(practice: SharedPractice) -> Told:
    """What others read of it now."""
    return Told(**{field.name: getattr(practice, field.name) for field in fields(Told)})


def share_practice(
    session: Session, user: User, action: ImprovementAction, told: Told, *, seen: str, now: datetime
) -> bool:
    """Let others read this about an action, for the first time or instead of what they read; False when they do.

    `seen` is the stamp of what the page showed. Raises StalePracticeError.
    """
    there = shared_of(session, action.id)
    new = {**told.plain, "state": action.state}
    old = {**told_of(there).plain, "state": there.state} if there else None
    if old == new:
        return False
    if stamp(there) != seen:
        raise StalePracticeError
    assessment = action.trajectory.assessment
    if there is None or old is None:
        there = _share(session, user, action, new, now)
        record(session, user, "share_practice", there.id, now=now, assessment=assessment, new=new)
        return True
    for name, value in new.items():
        setattr(there, name, value)
    there.version += 1
    session.flush()
    changed = [name for name in new if old[name] != new[name]]
    was, becomes = ({"title": values["title"]} | {name: values[name] for name in changed} for values in (old, new))
    record(session, user, "change_practice", there.id, now=now, assessment=assessment, old=was, new=becomes)
    return True


def withdraw_practice(session: Session, user: User, action: ImprovementAction, *, now: datetime) -> bool:
    """Let others find this action no longer; False when they did not already. Copies in other plans stay."""
    there = shared_of(session, action.id)
    if there is None:
        return False
    there.withdrawn_at, there.withdrawn_by = now, user.id
    session.flush()
    old, assessment = told_of(there).plain, action.trajectory.assessment
    record(session, user, "withdraw_practice", there.id, now=now, assessment=assessment, old=old)
    return True


def copy_practice(
    session: Session,
    user: User,
    practice: SharedPractice,
    ground: Ground,
    domain: str,
    *,
    with_question: bool = True,
    now: datetime,
) -> tuple[ImprovementAction, bool]:
    """Put a shared action in the plan of this ground; what is there already stays one. With whether it is new.

    Raises DeclinedError when it was decided that nothing is done about its question.
    """
    item = f"{domain}/{practice.question}" if with_question else ""
    known = item if item in ground.questions(domain) else None
    content = acting.Content(
        title=practice.title,
        domain=domain,
        owner="",
        text=practice.text,
        done_when=practice.done_when,
        partners_text=practice.partners,
        effort=practice.effort,
        item=known,
    )
    source = taken_from(practice.municipality.name if practice.shows_name else None)
    origin = acting.Origin(practice_id=practice.id, source=source)
    value = ground.value_of(known)
    return acting.add_action(session, user, ground.trajectory, content, origin, value=value, now=now)


def _share(
    session: Session, user: User, action: ImprovementAction, columns: dict[str, Any], now: datetime
) -> SharedPractice:
    made = SharedPractice(
        id=uuid.uuid4(),
        action_id=action.id,
        municipality_id=action.municipality_id,
        questionnaire_id=action.trajectory.assessment.questionnaire_id,
        shared_at=now,
        shared_by=user.id,
        **columns,
    )
    session.add(made)
    session.flush()
    return made
