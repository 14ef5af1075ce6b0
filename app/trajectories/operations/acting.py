"""What will be done: adding actions, changing what they say, and deciding that nothing is done about an item.

The caller holds the trajectory or the action for update, so that two clicks at the same moment wait for each other.
"""

import uuid
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from app.audit import record
from app.models import ActionPartner, ImprovementAction, NoAction, Partner, Trajectory, User
from app.trajectories.operations.reporting import StaleActionError

TWICE = timedelta(minutes=2)
"""Within this time the same own action is the same click."""


class DeclinedError(Exception):
    """It was decided that nothing is done about this item; `reason` is why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class HasActionError(Exception):
    """There is an action about this item."""


class StaleReasonError(Exception):
    """Somebody wrote down another reason meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What an action says, as people fill it in."""

    title: str
    domain: str
    owner: str
    text: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    done_when: str = ""
    partners: tuple[Partner, ...] = ()
    """In the order of their names."""
    partners_text: str = ""
    effort: str | None = None
    hours: int | None = None
    item: str | None = None
    expected: int | None = None

    @property
    def plain(self) -> dict[str, Any]:
        """The same for the audit trail."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        days = {name: values[name].isoformat() if values[name] else None for name in ("starts_on", "ends_on")}
        return {**values, **days, "partners": [partner.organisation for partner in self.partners]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an action comes from; nowhere: somebody thought it up."""

    kind: str = "improve"
    bank_id: str | None = None
    practice_id: uuid.UUID | None = None
    source: str = ""


OWN = Origin()


def add_action(
    session: Session,
    user: User,
    trajectory: Trajectory,
    content: Content,
    origin: Origin = OWN,
    *,
    value: int | None = None,
    now: datetime,
) -> tuple[ImprovementAction, bool]:
    """Put an action in the plan, at the end; what is there already stays one. With whether it is new.

    `value` is the answer of its item now. Raises DeclinedError.
    """
    there = _there(session, user, trajectory, content, origin, now)
    if there is not None:
        return there, False
    _refuse_declined(session, trajectory.id, content.item)
    last = select(func.max(ImprovementAction.position)).where(ImprovementAction.trajectory_id == trajectory.id)
    made = ImprovementAction(
        id=uuid.uuid4(),
        trajectory_id=trajectory.id,
        municipality_id=trajectory.municipality_id,
        position=(session.scalar(last) or 0) + 1,
        created_at=now,
        created_by=user.id,
        value=value,
        **_columns(content),
        **{field.name: getattr(origin, field.name) for field in fields(origin)},
    )
    session.add(made)
    session.flush()
    _work_with(session, made, content)
    new = {**content.plain, "kind": origin.kind, "bank_id": origin.bank_id, "source": origin.source}
    record(session, user, "add_action", made.id, now=now, assessment=trajectory.assessment, new=new)
    return made, True


def content_of(action: ImprovementAction) -> Content:
    """What an action says now; its partners are loaded."""
    columns = {field.name: getattr(action, field.name) for field in fields(Content) if field.name != "partners"}
    return Content(partners=tuple(action.partners), **columns)


def change_action(
    session: Session,
    user: User,
    action: ImprovementAction,
    content: Content,
    *,
    value: int | None,
    seen: int,
    now: datetime,
) -> bool:
    """Let an action say something else; False when it says just that. Raises StaleActionError and DeclinedError.

    `value` is the answer of its item now: it is kept when the action is about another item than before.
    """
    before = content_of(action)
    old, new = before.plain, content.plain
    changed = [name for name in new if old[name] != new[name]]
    if not changed:
        return False
    if seen != action.version:
        raise StaleActionError
    if "item" in changed:
        _refuse_declined(session, action.trajectory_id, content.item)
        action.value = value
    for name, wanted in _columns(content).items():
        setattr(action, name, wanted)
    if "partners" in changed:
        session.execute(delete(ActionPartner).where(ActionPartner.action_id == action.id))
        _work_with(session, action, content)
    action.version += 1
    session.flush()
    told = {"title": content.title, **{name: new[name] for name in changed}}
    was = {name: old[name] for name in changed}
    about = action.trajectory.assessment
    record(session, user, "change_action", action.id, now=now, assessment=about, old=was, new=told)
    return True


def decline_item(
    session: Session, user: User, trajectory: Trajectory, item: str, reason: str, *, seen: str, now: datetime
) -> bool:
    """Decide that nothing is done about an item, or give another reason; False when that stands there already.

    `seen` is the stamp of the reason on the page; empty when there was none. Raises HasActionError when there is an
    action about it that was not stopped, and StaleReasonError.
    """
    there = session.get(NoAction, (trajectory.id, item))
    if there is not None and there.reason == reason:
        return False
    if (stamp(there) if there else "") != seen:
        raise StaleReasonError
    about = ImprovementAction.trajectory_id == trajectory.id, ImprovementAction.item == item
    if session.scalars(select(ImprovementAction.id).where(*about, ImprovementAction.state != "stopped")).first():
        raise HasActionError
    old = {"reason": there.reason} if there else None
    if there is None:
        there = NoAction(trajectory_id=trajectory.id, item=item, municipality_id=trajectory.municipality_id)
        session.add(there)
    there.reason, there.decided_at, there.decided_by = reason, now, user.id
    session.flush()
    about_that = trajectory.assessment
    record(session, user, "decline_item", item, now=now, assessment=about_that, old=old, new={}, reason=reason)
    return True


def undecline(session: Session, user: User, trajectory: Trajectory, item: str, *, now: datetime) -> bool:
    """Take back that nothing is done about an item; False when that was done before."""
    there = session.get(NoAction, (trajectory.id, item))
    if there is None:
        return False
    old = {"reason": there.reason}
    session.delete(there)
    session.flush()
    record(session, user, "undecline_item", item, now=now, assessment=trajectory.assessment, old=old)
    return True


def stamp(decided: NoAction) -> str:
    """What tells one reason from the next about the same item."""
    return decided.decided_at.isoformat()


def _columns(content: Content) -> dict[str, Any]:
    return {field.name: getattr(content, field.name) for field in fields(content) if field.name != "partners"}


def _work_with(session: Session, action: ImprovementAction, content: Content) -> None:
    where = {"action_id": action.id, "municipality_id": action.municipality_id}
    session.add_all(ActionPartner(partner_id=partner.id, **where) for partner in content.partners)
    session.flush()


def _refuse_declined(session: Session, trajectory_id: uuid.UUID, item: str | None) -> None:
    declined = session.get(NoAction, (trajectory_id, item)) if item else None
    if declined is not None:
        raise DeclinedError(declined.reason)


def _there(
    session: Session, user: User, trajectory: Trajectory, content: Content, origin: Origin, now: datetime
) -> ImprovementAction | None:
    """The same action, when it is in the plan already: from the same place, or typed just now."""
    query = select(ImprovementAction).where(ImprovementAction.trajectory_id == trajectory.id)
    found = session.scalars(_near(query, user, content, origin, now).order_by(ImprovementAction.position)).all()
    typed = _columns(content) if origin == OWN else {}
    same = (one for one in found if all(getattr(one, name) == value for name, value in typed.items()))
    return next(same, None)


def _near(
    query: Select[ImprovementAction], user: User, content: Content, origin: Origin, now: datetime
) -> Select[ImprovementAction]:
    if origin.practice_id is not None:
        return query.where(ImprovementAction.practice_id == origin.practice_id)
    if origin == OWN:
        just_now = ImprovementAction.created_by == user.id, ImprovementAction.created_at > now - TWICE
        return query.where(*just_now).filter_by(bank_id=None, kind=origin.kind)
    return query.filter_by(item=content.item, kind=origin.kind, bank_id=origin.bank_id)
