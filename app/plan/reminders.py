"""What somebody is told and when: a week before a day, on it, once when it is over, and what is new; one mail a day."""

import json
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, Literal, TypeAlias

import structlog
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Date,
    Select,
    String,
    Time,
    Uuid,
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
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, aliased

from app.doors.access import LEADERS
from app.models import (
    Appointment,
    Assessment,
    AuditEntry,
    Base,
    DigestDay,
    ImprovementAction,
    Membership,
    Municipality,
    MutedMail,
    NetworkCohort,
    NetworkConsent,
    NetworkMember,
    OutboxMail,
    PriorityChoice,
    Report,
    SentReminder,
    Trajectory,
    TrajectoryStep,
    User,
)
from app.participants.team import LAST_DAY_OVER, REMINDER
from app.post.outbox import DIGEST, queue_letter
from app.state.counted import scores_in
from app.texts.mails.plan import DigestLine, DueThing, digest
from app.texts.trajectories import UNFINISHED
from app.trail.events import record
from app.web.formatting import HERE
from config import Settings

log = structlog.get_logger()

Kind: TypeAlias = Literal["step", "action", "appointment", "network"]
Moment: TypeAlias = Literal["week", "day", "overdue", "news"]
MOMENTS: tuple[Moment, ...] = ("overdue", "day", "week", "news")
"""In the order in which a mail tells them."""

AHEAD = timedelta(days=7)
"""From so long before its day something is told, also later when nobody could be told then."""
AFTERWARDS = timedelta(days=14)
"""Until so long after its day it is told that the day is over, or what is new since then."""
CHOOSING = "/account/mails"
"""Where somebody says of what they want no mail."""
MORNING = time(8)
"""From this hour in the Netherlands mails go out."""


@dataclass(frozen=True, slots=True)
class Dated:
    """Something with a day: the end of a step or of an action, an appointment, or that scores count in the network."""

    kind: Kind
    key: str
    """As in SentReminder; ids are written without dashes."""
    title: str
    """Of a step its id; of scores `first` or `all`."""
    due: date
    at: time | None
    """When an appointment begins."""
    since: datetime
    """From when it has this day, as far as is known."""
    trajectory_id: uuid.UUID | None
    assessment_id: uuid.UUID
    municipality: str
    code: str = ""
    """Of the municipality."""
    owned: bool = False
    """Whether somebody is told as the owner of the action, who sees nothing else of the trajectory."""

    @property
    def id(self) -> uuid.UUID:
        """Of the action or the appointment; of a step that of its trajectory."""
        return uuid.UUID(self.key.split("/")[1])


@dataclass(frozen=True, slots=True)
class ToldPerson:
    id: uuid.UUID
    email: str
    name: str


@dataclass(frozen=True, slots=True)
class DueLine:
    moment: Moment
    dated: Dated


@dataclass(frozen=True, slots=True)
class TrailRow:
    """A row of the audit trail: what it was about, and what it wrote in place of what."""

    subject: str
    at: datetime
    old: Any
    new: Any


Digests: TypeAlias = Mapping[ToldPerson, Sequence[DueLine]]


def morning_of(now: datetime) -> datetime:
    """The moment of this day from which mails go out."""
    return datetime.combine(now.astimezone(HERE).date(), MORNING, HERE)


def moment_of(kind: Kind, due: date, today: date) -> Moment | None:
    """What somebody is told about this day today; None: nothing. An appointment that has been is not late."""
    if kind == "network":
        return "news" if timedelta() <= today - due <= AFTERWARDS else None
    if due > today:
        return "week" if due - today <= AHEAD else None
    if due == today:
        return "day"
    return "overdue" if today - due <= AFTERWARDS and kind != "appointment" else None


def digests(found: Iterable[tuple[ToldPerson, Dated]], changes: Sequence[TrailRow], now: datetime) -> Digests:
    """What each person is told today, from what concerns them and was not told yet; nobody without a line.

    What was written down or got its day after this morning waits until tomorrow, so that a mail never follows what
    somebody is typing; and nobody is told of a day that was over before it was written down.
    """
    morning, lines = morning_of(now), dict[ToldPerson, set[DueLine]]()
    # A plan with thousands of actions has thousands of changes.
    about: dict[str, list[TrailRow]] = {}
    for change in changes:
        about.setdefault(change.subject, []).append(change)
    for person, dated in found:
        # When this day was written down last: when it was made, or when a change put it in place of another.
        day, made = dated.due.isoformat(), [dated.since]
        for change in about.get(str(dated.id), ()):
            if day in _part(change.new, dated) and day not in _part(change.old, dated):
                made.append(change.at)
        known = replace(dated, since=max(made))
        moment = moment_of(known.kind, known.due, morning.date())
        if moment and known.since < morning and known.since.astimezone(HERE).date() <= known.due:
            lines.setdefault(person, set()).add(DueLine(moment, known))

    def order(line: DueLine) -> tuple[Any, ...]:
        dated = line.dated
        return (MOMENTS.index(line.moment), dated.due, dated.municipality, dated.at or time.min, dated.key)

    return {person: sorted(told, key=order) for person, told in lines.items()}


def without(told: Digests, waiting: Collection[str]) -> Digests:
    """The same without the people who have one of these addresses."""
    return {person: lines for person, lines in told.items() if person.email not in waiting}


def _part(values: Any, dated: Dated) -> str:
    """The values that a change is about; days of steps are changed together, and stand by step."""
    mine = values.get(dated.title) if dated.kind == "step" and isinstance(values, dict) else values
    return json.dumps(mine)


NO_TIME = cast(null(), Time)
TODAY, FIRST, LAST = (bindparam(name, type_=Date) for name in ("today", "first", "last"))
LATELY = bindparam("lately", type_=NetworkCohort.closed_at.type)


def load_digests(session: Session, now: datetime) -> Digests:
    """What everybody is told now. One statement when there is nothing to tell, three at most.

    Who got a reminder of a round of questions today waits: nobody gets two of such mails on one day.
    """
    today = now.astimezone(HERE).date()
    first = today - AFTERWARDS
    lately = datetime.combine(first, time(), HERE)
    days = {"today": today, "first": first, "last": today + AHEAD, "lately": lately}
    found = []
    # Who was not told of what yet, and got no mail today.
    for row in session.execute(_everything(), days):
        where = (row.trajectory_id, row.assessment_id, row.municipality, row.code)
        due = row.due or row.made_at.astimezone(HERE).date()
        dated = Dated(row.kind, row.key, row.title, due, row.at, row.made_at, *where, owned=row.owned)
        found.append((ToldPerson(row.user_id, row.email, row.name), dated))
    if not found:
        return {}
    told = digests(found, _changes(session, {dated.assessment_id for _, dated in found}, now), now)
    return without(told, _reminded(session, [person.email for person in told], now)) if told else told


@cache
def _everything() -> CompoundSelect[*tuple[Any, ...]]:
    """Made once: it is asked every few seconds."""
    return union_all(_appointments(), _steps(), _actions(owned=True), _actions(owned=False), _scores())


def _appointments() -> Select[*tuple[Any, ...]]:
    key = literal("appointment/") + _hex(Appointment.id)
    values = (key, Appointment.title, Appointment.day, Appointment.at, Appointment.created_at)
    query = _people(_columns("appointment", *values), Appointment)
    query = query.where(Appointment.cancelled_at.is_(None), Appointment.day >= TODAY)
    return _with_leaders(query, Membership.role.in_(LEADERS))


def _steps() -> Select[*tuple[Any, ...]]:
    """Of steps that nobody ended, and of which the application does not know that they have; see app.state.months."""
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
    query = _people(columns, action).where(action.state.in_(UNFINISHED))
    if owned:
        return query.join(User, User.id == action.owner_id)
    return _with_leaders(query.where(action.owner_id.is_(None)), Membership.role == "coordinator")


def _scores() -> Select[*tuple[Any, ...]]:
    """That the first scores of a municipality came in with others, or all: of its newest round, for who coordinates."""
    consent, later, of_later = NetworkConsent, aliased(NetworkConsent), aliased(Assessment)
    lately = select(NetworkMember.municipality_id).join(
        NetworkCohort, NetworkCohort.number == NetworkMember.cohort_number
    )
    lately = lately.where(NetworkCohort.closed_at >= LATELY)
    holds = consent.withdrawn_at.is_(None), consent.municipality_id.in_(lately)
    found = scores_in().where(*holds).subquery()
    is_all = found.c.counted == found.c.total
    at, title = case((is_all, found.c.last), else_=found.c.first), case((is_all, "all"), else_="first")
    key = literal("network/") + _hex(consent.id) + "/" + title
    columns = _columns("network", key, title, cast(null(), Date), NO_TIME, at)
    columns |= {"trajectory_id": cast(null(), Uuid), "assessment_id": Assessment.id}
    newer = later.municipality_id == consent.municipality_id, later.withdrawn_at.is_(None)
    told = SentReminder.user_id == User.id, SentReminder.subject == key, SentReminder.sent_at >= at
    return (
        select(*(column.label(name) for name, column in columns.items()))
        .select_from(consent)
        .join(found, found.c.consent_id == consent.id)
        .join(Assessment, Assessment.id == consent.assessment_id)
        .join(Municipality, Municipality.id == consent.municipality_id)
        .join(Membership, and_(Membership.municipality_id == consent.municipality_id, Membership.ended_at.is_(None)))
        .join(User, User.id == Membership.user_id)
        .where(Membership.role == "coordinator", at >= LATELY, ~exists().where(*told), *_wants("network"))
        .where(
            ~exists(1)
            .where(*newer, of_later.id == later.assessment_id, of_later.created_at > Assessment.created_at)
            .select_from(later, of_later)
        )
    )


def _columns(kind: str, key: Any, title: Any, due: Any, at: Any, made: Any, owned: bool = False) -> dict[str, Any]:
    said = {"kind": literal(kind), "key": key, "title": title, "due": due, "at": at, "made_at": made}
    where = {"trajectory_id": Trajectory.id, "assessment_id": Trajectory.assessment_id}
    who = {"user_id": User.id, "email": User.email, "name": User.name}
    return {
        **said,
        **where,
        "municipality": Municipality.name,
        "code": Municipality.code,
        **who,
        "owned": literal(owned),
    }


def _people(columns: dict[str, Any], table: Any) -> Select[*tuple[Any, ...]]:
    """What of this table has a day around today, for who was not told of it; the caller joins the people."""
    key, due = columns["key"], columns["due"]
    moment = case((due > TODAY, "week"), (due == TODAY, "day"), else_="overdue")
    told = SentReminder.user_id == User.id, SentReminder.subject == key, SentReminder.due == due
    return (
        select(*(column.label(name) for name, column in columns.items()))
        .select_from(Trajectory)
        .join(Municipality, Municipality.id == Trajectory.municipality_id)
        .join(table, table.trajectory_id == Trajectory.id)
        .where(Trajectory.ended_at.is_(None), due.between(FIRST, LAST))
        .where(~exists().where(*told, SentReminder.kind == moment), *_wants(columns["kind"]))
    )


def _wants(kind: Any) -> Iterator[ColumnElement[bool]]:
    """Who got no mail today yet, and did not turn this off."""
    yield ~exists().where(DigestDay.user_id == User.id, DigestDay.day == TODAY)
    yield ~exists().where(MutedMail.user_id == User.id, MutedMail.kind == kind)


def _with_leaders(query: Select[*tuple[Any, ...]], role: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    there = Membership.municipality_id == Trajectory.municipality_id, Membership.ended_at.is_(None)
    return query.join(Membership, and_(*there, role)).join(User, User.id == Membership.user_id)


def _hex(column: Any) -> Any:
    """An id without dashes: one database keeps them so, the other writes them with."""
    return func.replace(cast(column, String), "-", "")


def _changes(session: Session, assessments: Collection[uuid.UUID], now: datetime) -> Sequence[TrailRow]:
    """What was written down lately in these inventories and their trajectories."""
    entry = AuditEntry
    query = select(entry.subject, entry.at, entry.old, entry.new)
    query = query.where(entry.assessment_id.in_(assessments), entry.at > now - AFTERWARDS - timedelta(days=1))
    return [TrailRow(*row) for row in session.execute(query)]


def _reminded(session: Session, addresses: Sequence[str], now: datetime) -> Collection[str]:
    """Who of these got a reminder to answer questions today, or heard that the last day is over."""
    midnight = now.astimezone(HERE).replace(hour=0, minute=0, second=0, microsecond=0)
    query = select(OutboxMail.recipient).where(
        OutboxMail.kind.in_((REMINDER, LAST_DAY_OVER)), OutboxMail.created_at >= midnight
    )
    return set(session.scalars(query.where(OutboxMail.recipient.in_(addresses))))


def send_due_digests(session: Session, settings: Settings, *, now: datetime) -> int:
    """Tell everybody what is due, in one mail each; the number of mails.

    Commits after reading and after each mail. A mail that fails is tried again by the next round. Two processes that do
    this at the same moment send each mail once, and nobody gets a second one on a day, whatever comes up in the course
    of it.
    """
    if now < morning_of(now):
        return 0
    session.commit()
    # What is only read holds up nobody who saves.
    session.connection(execution_options={"reading": True})
    told = load_digests(session, now)
    session.commit()
    return sum(_sent(session, settings, person, lines, now) for person, lines in told.items())


def _sent(session: Session, settings: Settings, person: ToldPerson, lines: Sequence[DueLine], now: datetime) -> bool:
    try:
        return _send(session, settings, person, lines, now)
    except Exception as error:
        # Whatever is wrong with one mail must not keep the others from being sent; the next round tries it again.
        session.rollback()
        log.error("digest_postponed", person=str(person.id), exc_info=error)
        return False


def _send(session: Session, settings: Settings, person: ToldPerson, lines: Sequence[DueLine], now: datetime) -> bool:
    lines = _taken(session, person, lines, now)
    if not lines:
        session.rollback()
        return False
    today, told = now.astimezone(HERE).date(), [_told(line, settings.base_url) for line in lines]
    letter = digest(person.name, told, today, f"{settings.base_url}{CHOOSING}", settings.contact)
    queue_letter(session, person.email, letter, DIGEST, now=now)
    _tell_history(session, person, lines, now)
    session.commit()
    return True


def _taken(session: Session, person: ToldPerson, lines: Sequence[DueLine], now: datetime) -> Sequence[DueLine]:
    """The lines that this process tells: the keys of the rows decide, and hold them until the commit."""
    day = {"user_id": person.id, "day": now.astimezone(HERE).date(), "sent_at": now}
    if not _insert(session, DigestDay, [day], "day"):
        return ()
    rows: list[dict[str, object]] = []
    for line in lines:
        told = {"subject": line.dated.key, "due": line.dated.due, "kind": line.moment}
        rows.append({"user_id": person.id, **told, "trajectory_id": line.dated.trajectory_id, "sent_at": now})
    taken = _insert(session, SentReminder, rows, "subject", "due", "kind")
    return [line for line in lines if (line.dated.key, line.dated.due, line.moment) in taken]


def _insert(
    session: Session, model: type[Base], rows: Sequence[dict[str, object]], *returned: str
) -> Collection[tuple[object, ...]]:
    """Insert what is not there yet; of each new row these columns."""
    build = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    table = Base.metadata.tables[model.__tablename__]
    statement = build(table).values(rows).on_conflict_do_nothing()
    found = session.execute(statement.returning(*(table.c[name] for name in returned)))
    return {tuple(row) for row in found}


def _told(line: DueLine, base_url: str) -> DigestLine:
    dated = line.dated
    about = DueThing(dated.kind, dated.title, dated.municipality, owned=dated.owned)
    path = f"/traject/{dated.trajectory_id}" if dated.trajectory_id else f"/netwerk?gemeente={dated.code}"
    if dated.kind == "action":
        # The owner of an action sees that action only.
        path = f"/mijn-acties/{dated.id}" if dated.owned else f"/traject/acties/{dated.id}"
    return DigestLine(line.moment, about, dated.due, dated.at, f"{base_url}{path}")


def _tell_history(session: Session, person: ToldPerson, lines: Sequence[DueLine], now: datetime) -> None:
    """One row in the history of each inventory of whose planning the mail tells days."""
    days = [line for line in lines if line.dated.trajectory_id]
    for assessment_id in dict.fromkeys(line.dated.assessment_id for line in days):
        about = session.get_one(Assessment, assessment_id)
        mine = [line for line in days if line.dated.assessment_id == assessment_id]
        new = [{"kind": line.dated.kind, "title": line.dated.title} for line in mine]
        record(session, None, "remind_of_days", person.id, assessment=about, new=new, now=now)
