"""What has a day around now in the trajectories that are going on, with whom it concerns and who was not told yet."""

import uuid
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Date,
    Select,
    String,
    Time,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from app.formatting import HERE
from app.models import (
    Appointment,
    Assessment,
    AuditEntry,
    DigestDay,
    ImprovementAction,
    Membership,
    Municipality,
    OutboxMail,
    PriorityChoice,
    Report,
    SentReminder,
    Trajectory,
    TrajectoryStep,
    User,
)
from app.participants.queries.mails import REMINDER
from app.trajectories.reminders.due import AFTERWARDS, AHEAD, Change, Dated, Digests, Person, digests, without

ENDED = ("done", "stopped")
NO_TIME = cast(null(), Time)
TODAY, FIRST, LAST = (bindparam(name, type_=Date) for name in ("today", "first", "last"))


def load_digests(session: Session, now: datetime) -> Digests:
    """What everybody is told now. One statement when there is nothing to tell, three at most.

    Who got a reminder of a round of questions today waits: nobody gets two of such mails on one day.
    """
    found = list(_concerned(session, now.astimezone(HERE).date()))
    if not found:
        return {}
    told = digests(found, _changes(session, {dated.assessment_id for _, dated in found}, now), now)
    return without(told, _reminded(session, [person.email for person in told], now)) if told else told


def _concerned(session: Session, today: date) -> Iterator[tuple[Person, Dated]]:
    """Who was not told of what yet, and got no mail today."""
    days = {"today": today, "first": today - AFTERWARDS, "last": today + AHEAD}
    for row in session.execute(_everything(), days):
        yield Person(row.user_id, row.email, row.name), _dated(row)


@cache
def _everything() -> CompoundSelect[*tuple[Any, ...]]:
    """Made once: it is asked every few seconds."""
    return union_all(_appointments(), _steps(), _actions(owned=True), _actions(owned=False))


def _dated(row: Any) -> Dated:
    where = (row.trajectory_id, row.assessment_id, row.municipality)
    return Dated(row.kind, row.key, row.title, row.due, row.at, row.made_at, *where, owned=row.owned)


def _appointments() -> Select[*tuple[Any, ...]]:
    key = literal("appointment/") + _hex(Appointment.id)
    values = (key, Appointment.title, Appointment.day, Appointment.at, Appointment.created_at)
    query = _people(_columns("appointment", *values), Appointment)
    query = query.where(Appointment.cancelled_at.is_(None), Appointment.day >= TODAY)
    return _with_leaders(query, Membership.role.in_(("coordinator", "adviser")))


def _steps() -> Select[*tuple[Any, ...]]:
    """Of steps that nobody ended, and of which the application does not know that they have; see app.months."""
    step = TrajectoryStep.step
    key = literal("step/") + _hex(TrajectoryStep.trajectory_id) + "/" + step
    values = (key, step, TrajectoryStep.planned_end, NO_TIME, Trajectory.created_at)
    query = _people(_columns("step", *values), TrajectoryStep)
    query = query.join(Assessment, Assessment.id == Trajectory.assessment_id)
    query = query.where(TrajectoryStep.ended_on.is_(None), ~or_(*_known_ends()))
    reviewing = and_(step == "inventory", Assessment.state == "in_review")
    advising = and_(Membership.role == "adviser", or_(step == "evaluation", reviewing))
    return _with_leaders(query, or_(Membership.role == "coordinator", advising))


def _known_ends() -> Iterator[ColumnElement[bool]]:
    later, step = aliased(Assessment), TrajectoryStep.step
    acts = ImprovementAction.trajectory_id == Trajectory.id
    again = later.earlier_id == Trajectory.assessment_id, later.round == "evaluation", later.state == "agreed"
    yield and_(step == "inventory", exists().where(Report.assessment_id == Trajectory.assessment_id))
    yield and_(step == "priorities", exists().where(PriorityChoice.assessment_id == Trajectory.assessment_id))
    yield and_(step == "evaluation", exists().where(*again))
    promised = exists().where(acts, ImprovementAction.state.not_in(("stopped", "proposed")))
    yield and_(step == "actions", promised, ~exists().where(acts, ImprovementAction.state == "proposed"))


def _actions(*, owned: bool) -> Select[*tuple[Any, ...]]:
    """Of its owner, or of who coordinates when nobody owns it."""
    action = ImprovementAction
    key = literal("action/") + _hex(action.id)
    columns = _columns("action", key, action.title, action.ends_on, NO_TIME, action.created_at, owned=owned)
    query = _people(columns, action).where(action.state.not_in(ENDED))
    if owned:
        return query.join(User, User.id == action.owner_id)
    return _with_leaders(query.where(action.owner_id.is_(None)), Membership.role == "coordinator")


def _columns(kind: str, key: Any, title: Any, due: Any, at: Any, made: Any, owned: bool = False) -> dict[str, Any]:
    said = {"kind": literal(kind), "key": key, "title": title, "due": due, "at": at, "made_at": made}
    where = {"trajectory_id": Trajectory.id, "assessment_id": Trajectory.assessment_id}
    who = {"user_id": User.id, "email": User.email, "name": User.name}
    return {**said, **where, "municipality": Municipality.name, **who, "owned": literal(owned)}


def _people(columns: dict[str, Any], table: Any) -> Select[*tuple[Any, ...]]:
    """What of this table has a day around today, for who was not told of it; the caller joins the people."""
    key, due = columns["key"], columns["due"]
    moment = case((due > TODAY, "week"), (due == TODAY, "day"), else_="overdue")
    told = SentReminder.user_id == User.id, SentReminder.subject == key, SentReminder.due == due
    mailed = DigestDay.user_id == User.id, DigestDay.day == TODAY
    return (
        select(*(column.label(name) for name, column in columns.items()))
        .select_from(Trajectory)
        .join(Municipality, Municipality.id == Trajectory.municipality_id)
        .join(table, table.trajectory_id == Trajectory.id)
        .where(Trajectory.ended_at.is_(None), due.between(FIRST, LAST))
        .where(~exists().where(*told, SentReminder.kind == moment), ~exists().where(*mailed))
    )


def _with_leaders(query: Select[*tuple[Any, ...]], role: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    there = Membership.municipality_id == Trajectory.municipality_id, Membership.ended_at.is_(None)
    return query.join(Membership, and_(*there, role)).join(User, User.id == Membership.user_id)


def _hex(column: Any) -> Any:
    """An id without dashes: one database keeps them so, the other writes them with."""
    return func.replace(cast(column, String), "-", "")


def _changes(session: Session, assessments: Collection[uuid.UUID], now: datetime) -> Sequence[Change]:
    """What was written down lately in these inventories and their trajectories."""
    entry = AuditEntry
    query = select(entry.subject, entry.at, entry.old, entry.new)
    query = query.where(entry.assessment_id.in_(assessments), entry.at > now - AFTERWARDS - timedelta(days=1))
    return [Change(*row) for row in session.execute(query)]


def _reminded(session: Session, addresses: Sequence[str], now: datetime) -> Collection[str]:
    """Who of these got a reminder to answer questions today."""
    midnight = now.astimezone(HERE).replace(hour=0, minute=0, second=0, microsecond=0)
    query = select(OutboxMail.recipient).where(OutboxMail.kind == REMINDER, OutboxMail.created_at >= midnight)
    return set(session.scalars(query.where(OutboxMail.recipient.in_(addresses))))
