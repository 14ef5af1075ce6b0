"""Everybody who takes part: what they answer, how far they are, their mails; adding, correcting, giving questions."""

import hashlib
import json
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from flask import Blueprint, abort, request, url_for
from flask_login import current_user
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, contains_eager, joinedload, load_only
from sqlalchemy.orm.attributes import set_committed_value

from app.doors.access import assessment_for, require_role
from app.doors.addresses import Newcomer, sign_in_ids
from app.models import Answer, Assessment, OutboxMail, Participation, ParticipationPart, User
from app.post.outbox import INVITATION, STATE, MailState, mail_state
from app.saving.typed import refuse
from app.state.asked import Part, name_of, parts_of, questionnaire_of, questions_for
from app.state.lifecycle import Refusal, State
from app.state.situation import advisers_of
from app.texts.lifecycle import REFUSALS
from app.trail.events import record
from app.web.clock import today
from app.web.extensions import db
from questionnaires.model import GENERAL, Question

blueprint = Blueprint("participants", __name__, template_folder="templates")
PARTICIPANTS = "/inventarisaties/<uuid:assessment_id>/deelnemers"


PEOPLE = (
    select(Participation)
    .where(Participation.assessment_id == bindparam("assessment_id"))
    .join(Participation.user)
    .options(contains_eager(Participation.user), joinedload(Participation.parts))
    .order_by(Participation.created_at, User.email)
)
ANSWERED = select(Answer.__table__.c.participation_id, Answer.__table__.c.item).where(
    Answer.__table__.c.assessment_id == bindparam("assessment_id")
)
"""Both made once, and the same number of statements for one person as for a hundred."""


@dataclass(frozen=True, slots=True)
class Member:
    """One colleague who takes part: what they answer, and how far they are."""

    participation: Participation
    questions: tuple[Part, ...]
    """The parts of this person, each with their own questions only."""
    answered: int
    """How many of these questions have this person's own answer."""

    @property
    def id(self) -> uuid.UUID:
        return self.participation.id

    @property
    def name(self) -> str:
        """How the coordinator calls this person; never what an address that was known already is called elsewhere."""
        return name_of(self.participation)

    @property
    def function(self) -> str:
        return self.participation.function or ""

    @property
    def email(self) -> str:
        return self.participation.user.email

    @property
    def level(self) -> str | None:
        """Where this person works: bestuur, beleid or uitvoering."""
        return self.participation.level

    @property
    def total(self) -> int:
        return sum(len(part.questions) for part in self.questions)

    @property
    def state(self) -> str:
        """not_invited, invited, started, submitted or ended."""
        if self.ended:
            return "ended"
        return self.participation.state if self.participation.invited_at else "not_invited"

    @property
    def ended(self) -> bool:
        return self.participation.ended_at is not None

    @property
    def invited_at(self) -> datetime | None:
        return self.participation.invited_at

    @property
    def reminded_at(self) -> datetime | None:
        return self.participation.reminded_at

    @property
    def submitted_at(self) -> datetime | None:
        return self.participation.submitted_at


@dataclass(frozen=True, slots=True)
class Team:
    assessment: Assessment
    joint: Participation
    """The part of the coordinator, in which coordinator and adviser answer together (samen invullen)."""
    everybody: tuple[Member, ...]
    """Who was added, in that order, those who were withdrawn included."""
    parts: tuple[Part, ...]
    """Every question of the assessment, the general part last."""
    answered: Mapping[uuid.UUID, frozenset[str]]
    """The items that have an answer, by the id of the participation; nobody's values."""
    deadline_passed: bool
    """Whether the last day on which colleagues can answer is over; that day itself counts."""

    @property
    def members(self) -> tuple[Member, ...]:
        """Who takes part now: the coordinator's own part not included."""
        return tuple(member for member in self.everybody if not member.ended)

    @property
    def ended(self) -> tuple[Member, ...]:
        return tuple(member for member in self.everybody if member.ended)

    @property
    def open(self) -> bool:
        """Whether people can answer and be invited: the review has not started."""
        return self.assessment.state == State.OPEN

    @property
    def joint_questions(self) -> tuple[Part, ...]:
        """What coordinator and adviser answer together."""
        return questions_for(self.joint, self.assessment)

    @property
    def joint_answered(self) -> int:
        return len(items_of(self.joint_questions) & self.answered.get(self.joint.id, frozenset()))

    @property
    def levels(self) -> dict[str, str]:
        """How each level is called in this questionnaire, by its id."""
        return {level.id: level.title for level in questionnaire_of(self.assessment).levels}

    @property
    def day_to_come(self) -> date | None:
        """The last day, as long as it is to come."""
        return None if self.deadline_passed else self.assessment.deadline

    @property
    def way_back(self) -> tuple[str, str]:
        """The page about them, for one that refuses something: its label and address."""
        return "Naar de collega’s", url_for("participants.overview", assessment_id=self.assessment.id)

    def member(self, participation_id: uuid.UUID) -> Member:
        """One colleague, withdrawn or not; 404 for who is not in this assessment, and for the joint part."""
        found = [member for member in self.everybody if member.id == participation_id]
        return found[0] if found else abort(404)

    def part(self, domain: str) -> Part:
        """The whole part about a domain, or 404 when it was not chosen."""
        found = [part for part in self.parts if part.domain == domain]
        return found[0] if found else abort(404)


def load_team(assessment_id: uuid.UUID) -> Team:
    """Everybody in an assessment, for a coordinator of its municipality: 403 for others, 404 for who may not see it.

    For a POST held until the commit, so that changes to who takes part wait for each other.
    """
    assessment = assessment_for(current_user, assessment_id, "update" if request.method == "POST" else None)
    require_role(current_user, assessment, "coordinator")
    return team_of(assessment)


def team_of(assessment: Assessment) -> Team:
    """Everybody in an assessment that was loaded already."""
    wanted = {"assessment_id": assessment.id}
    people = db.session.scalars(PEOPLE, wanted).unique().all()
    answered: dict[uuid.UUID, set[str]] = defaultdict(set)
    for participation_id, item in db.session.execute(ANSWERED, wanted):
        answered[participation_id].add(item)
    return Team(
        assessment=assessment,
        joint=next(part for part in people if part.role == "coordinator"),
        everybody=tuple(_member(part, assessment, answered[part.id]) for part in people if part.role == "participant"),
        parts=parts_of(assessment),
        answered={participation_id: frozenset(items) for participation_id, items in answered.items()},
        deadline_passed=assessment.deadline is not None and assessment.deadline < today(),
    )


def _member(participation: Participation, assessment: Assessment, answered: set[str]) -> Member:
    questions = questions_for(participation, assessment)
    return Member(participation, questions, len(items_of(questions) & answered))


def require_open(team: Team) -> Team:
    """The team while people answer; else stop with the page that says why nothing about who takes part can change."""
    if not team.open:
        why = Refusal.IN_REVIEW if team.assessment.state == State.IN_REVIEW else Refusal.ALREADY_AGREED
        refuse(REFUSALS[why], team.way_back)
    return team


REMINDER, DEADLINE = "reminder", "deadline"
THANKS, WITHDRAWN, DECIDED = "thanks", "withdrawn", "decided"
SENT_BACK, CLOSED = "sent_back", "closed"
KINDS = (INVITATION, REMINDER, DEADLINE, THANKS, WITHDRAWN, DECIDED, SENT_BACK, CLOSED)
"""The mails to a colleague; those to a coordinator about a colleague are of another kind."""
LAST_DAY_OVER = "last_day_over"
"""The mail to a coordinator when nobody can answer any more."""


def mail_states(session: Session, participation_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, MailState]:
    """What became of the newest mail to each of these colleagues; nothing for who had none in the last weeks."""
    newest: dict[uuid.UUID, MailState] = {}
    if not participation_ids:
        return newest
    mails = session.scalars(
        select(OutboxMail)
        .where(OutboxMail.participation_id.in_(participation_ids), OutboxMail.kind.in_(KINDS))
        .options(load_only(*STATE))
        .order_by(OutboxMail.created_at)
    )
    for mail in mails:
        if mail.participation_id is not None:
            newest[mail.participation_id] = mail_state(mail)
    return newest


def newest_invitation(session: Session, participation_id: uuid.UUID, address: str) -> OutboxMail | None:
    """The newest invitation to a colleague at this address, if it is not older than mails are kept."""
    return session.scalars(
        select(OutboxMail)
        .where(OutboxMail.participation_id == participation_id, OutboxMail.kind == INVITATION)
        .where(OutboxMail.recipient == address)
        .order_by(OutboxMail.created_at.desc())
        .limit(1)
    ).one_or_none()


Cell: TypeAlias = tuple[str, str]
"""A domain and a level; the general part has the level ``."""
Cells: TypeAlias = Mapping[Cell, tuple[Question, ...]]


def cells_of(parts: Iterable[Part]) -> dict[Cell, tuple[Question, ...]]:
    """Every cell with its questions, in the order of the assessment."""
    cells: dict[Cell, tuple[Question, ...]] = {}
    for part in parts:
        for question in part.questions:
            cell = (part.domain, "" if part.domain == GENERAL else question.level or "")
            cells[cell] = (*cells.get(cell, ()), question)
    return cells


def own_cells(participation: Participation, cells: Cells) -> frozenset[Cell]:
    """The cells that somebody has; single questions that were given or taken not counted."""
    if participation.everything:
        return frozenset(cells)
    rows = {(row.domain, row.level) for row in whole_rows(participation)}
    return frozenset(cell for cell in cells if cell in rows or (cell[0], "") in rows)


def whole_rows(participation: Participation) -> list[ParticipationPart]:
    return [row for row in participation.parts if not row.question]


def items_of(parts: Iterable[Part]) -> frozenset[str]:
    return frozenset(item for part in parts for item in part.items)


def items_in(chosen: Collection[Cell], cells: Cells) -> frozenset[str]:
    return frozenset(f"{cell[0]}/{question.id}" for cell in chosen for question in cells[cell])


def values_of(chosen: Iterable[Cell]) -> list[str]:
    """How forms write cells: `geld:beleid`, `algemeen:`."""
    return sorted(f"{domain}:{level}" for domain, level in chosen)


def fingerprint(*values: object) -> str:
    """Something short that differs when any of the values differs, to see whether they changed in the meantime."""
    return hashlib.sha256(json.dumps(values, default=str).encode()).hexdigest()[:16]


def give_cells(
    session: Session,
    actor: User,
    team: Team,
    chosen: Mapping[Participation, Collection[Cell]],
    *,
    everything: bool = False,
    now: datetime,
) -> None:
    """Give people exactly these cells, or `everything`; single questions that they were given or gave away stay so.

    Answers are never touched: what somebody gave before stays, and counts. The general part goes back to the
    coordinator when nobody has it any more.
    """
    cells = cells_of(team.parts)
    old, new = {}, {}
    for participation, wanted in chosen.items():
        had = own_cells(participation, cells)
        if had == frozenset(wanted) and participation.everything == everything:
            continue
        old[participation.id] = "everything" if participation.everything else values_of(had)
        new[participation.id] = "everything" if everything else values_of(wanted)
        participation.everything = everything
        _forget_given_away(session, participation, items_in(had - frozenset(wanted), cells))
        write_cells(session, participation, () if everything else wanted)
    if new:
        record(session, actor, "give_cells", team.assessment, now=now, old=old, new=new)
    keep_general(session, actor, team, now=now)


def _forget_given_away(session: Session, participation: Participation, lost: Collection[str]) -> None:
    """Who gets a cell back later, gets all of it: what was given away out of it is no longer so."""
    gone = [row for row in participation.parts if row.given_away and f"{row.domain}/{row.question}" in lost]
    for row in gone:
        session.delete(row)
    set_committed_value(participation, "parts", [row for row in participation.parts if row not in gone])


def keep_general(session: Session, actor: User, team: Team, *, now: datetime) -> None:
    """Give the general part back to the coordinator when somebody who had it does not any more, and nobody else does.

    To be called after every change to who takes part or what they answer.
    """
    present = [team.joint, *(member.participation for member in team.everybody)]
    answered = {
        question.id
        for participation in present
        if participation.ended_at is None
        for part in questions_for(participation, team.assessment)
        if part.domain == GENERAL
        for question in part.questions
    }
    if answered >= {question.id for question in team.part(GENERAL).questions}:
        return
    had = [(row.domain, row.level) for row in whole_rows(team.joint)]
    write_cells(session, team.joint, [*had, (GENERAL, "")])
    record(session, actor, "keep_general", team.joint, now=now)


def write_cells(session: Session, participation: Participation, wanted: Collection[Cell]) -> None:
    """Let the rows of somebody say exactly these cells; rows about single questions stay as they are."""
    kept = {(row.domain, row.level): row for row in whole_rows(participation)}
    single = [row for row in participation.parts if row.question]
    for cell, row in kept.items():
        if cell not in wanted:
            session.delete(row)
    added = [new_row(participation, *cell) for cell in sorted(wanted) if cell not in kept]
    session.add_all(added)
    # Whoever reads on in this request must see it.
    now_whole = [row for cell, row in kept.items() if cell in wanted]
    set_committed_value(participation, "parts", [*now_whole, *added, *single])


def new_row(
    participation: Participation, domain: str, level: str, question: str = "", given_away: bool = False
) -> ParticipationPart:
    """A cell that is somebody's, or one question that they were given or gave away; the caller adds it."""
    row = ParticipationPart(participation_id=participation.id, municipality_id=participation.municipality_id)
    row.domain, row.level, row.question, row.given_away = domain, level, question, given_away
    return row


Key = tuple[str, str, bool]
"""A level, a question, and whether it is given away: what a row says within a domain."""


def write_questions(
    session: Session, participation: Participation, domain: str, wanted: Collection[str], cells: Cells
) -> None:
    """Let somebody answer exactly the questions with these ids about a domain; their other domains stay as they are.

    A cell of which somebody had the whole, and now has a part, stays theirs but for the questions given away: what
    is added to the questionnaire of that cell or given back is then theirs again.
    """
    if participation.everything:
        participation.everything = False
        write_cells(session, participation, cells)
        # A cell of which nothing is left is deleted below, and only what was stored can be.
        session.flush()
    had = {cell for cell in cells if cell in {(row.domain, row.level) for row in whole_rows(participation)}}
    if any(row.domain == domain and not row.level for row in whole_rows(participation)):
        had |= {cell for cell in cells if cell[0] == domain}
    keys = {key for cell in cells if cell[0] == domain for key in _keys(cell, cells, wanted, cell in had)}
    _write(session, participation, domain, keys)


def _keys(cell: Cell, cells: Cells, wanted: Collection[str], had: bool) -> Iterator[Key]:
    asked = [question.id for question in cells[cell]]
    given = [question for question in asked if question in wanted]
    if not given:
        return
    whole = len(given) == len(asked) or had
    if whole:
        yield (cell[1], "", False)
    rest = [question for question in asked if question not in given]
    yield from (("", question, whole) for question in (rest if whole else given))


def _write(session: Session, participation: Participation, domain: str, keys: Collection[Key]) -> None:
    there = {(row.level, row.question, row.given_away): row for row in participation.parts if row.domain == domain}
    for key, row in there.items():
        if key not in keys:
            session.delete(row)
    # A question that was given away can come back under the same key.
    session.flush()
    added = [new_row(participation, domain, *key) for key in sorted(keys) if key not in there]
    session.add_all(added)
    kept = [row for row in participation.parts if row.domain != domain]
    same = [row for key, row in there.items() if key in keys]
    set_committed_value(participation, "parts", [*kept, *same, *added])


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to add, with the cells to begin with."""

    name: str
    email: str
    function: str
    level: str | None
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class ColleagueDetails:
    """Who somebody is, and what the coordinator says to them."""

    name: str
    function: str
    level: str | None
    personal_line: str


class AddressInUseError(Exception):
    """Somebody in this assessment has this address, or had it before they were withdrawn, or advises here."""


def add_people(
    session: Session, actor: User, team: Team, people: Sequence[NewPerson], *, now: datetime
) -> list[Participation]:
    """Add colleagues, all at once; nothing is mailed yet. Who was withdrawn before comes back with their own parts.

    The addresses must differ, and be of nobody who takes part now.
    """
    users = _users(session, people, now)
    withdrawn = {member.participation.user_id: member.participation for member in team.ended}
    added = []
    for person in people:
        before = withdrawn.get(users[person.email])
        participation = before or Participation(
            id=uuid.uuid4(),
            assessment_id=team.assessment.id,
            municipality_id=team.assessment.municipality_id,
            user_id=users[person.email],
            role="participant",
            state="invited",
            created_at=now,
            parts=[],
        )
        if before:
            # Somebody who was withdrawn can be invited anew; the answers that they gave are there.
            before.ended_at = before.invited_at = before.reminded_at = None
            before.thanked_at = before.submitted_at = before.link_hash = None
            before.state = "started" if before.state == "submitted" else before.state
        session.add(participation)
        participation.name, participation.function, participation.level = person.name, person.function, person.level
        added.append(participation)
    session.flush()
    for participation, person in zip(added, people, strict=True):
        if participation.user_id not in withdrawn or not participation.parts:
            write_cells(session, participation, person.cells)
    told = [
        {"participation": one.id, "function": person.function, "level": person.level}
        | {"parts": values_of(person.cells)}
        for one, person in zip(added, people, strict=True)
    ]
    record(session, actor, "add_people", team.assessment, now=now, new=told)
    return added


def _users(session: Session, people: Sequence[NewPerson], now: datetime) -> dict[str, uuid.UUID]:
    """The ids by address of who can sign in with it."""
    return sign_in_ids(session, [Newcomer(one.email, one.name, one.function) for one in people], now=now)


def change_details(
    session: Session, actor: User, participation: Participation, new: ColleagueDetails, *, now: datetime
) -> None:
    """Correct who somebody is here. What they are called elsewhere stays; the audit trail names no names."""
    names = ("name", "function", "level", "personal_line")
    changed = [name for name in names if (getattr(participation, name) or "") != (getattr(new, name) or "")]
    if not changed:
        return
    old = {"function": participation.function, "level": participation.level}
    for name in changed:
        setattr(participation, name, getattr(new, name))
    told = {"function": new.function, "level": new.level, "changed": changed}
    record(session, actor, "change_participant", participation, now=now, old=old, new=told)


def correct_address(
    session: Session, actor: User, team: Team, participation: Participation, email: str, *, now: datetime
) -> None:
    """Give somebody who was not invited yet another address, not that of `actor` or an adviser. AddressInUseError.

    After the invitation an address stands for a person who may have answered: then it is a replacement.
    """
    person = NewPerson(participation.name or "", email, participation.function or "", participation.level)
    user_id = _users(session, [person], now)[email]
    taken = {
        actor.id,
        team.joint.user_id,
        *advisers_of(session, team.assessment),
        *(member.participation.user_id for member in team.everybody),
    }
    if user_id in taken:
        raise AddressInUseError
    participation.user_id = user_id
    record(session, actor, "correct_address", participation, now=now)
