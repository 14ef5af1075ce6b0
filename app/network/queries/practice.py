"""What municipalities shared, as others read it: found by domain, question, effort and words."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from app.access import Lock
from app.forms import stripped
from app.models import EFFORTS, ImprovementAction, SharedPractice, Trajectory
from app.network.operations.practice import Told, told_of
from app.network.queries.practice_words import domain_title, domain_titles, question_text, question_texts
from app.texts import practice as texts
from app.texts.trajectories import EFFORTS as EFFORT_WORDS

PER_PAGE = 20
LAST_PAGE = 10_000
"""A number beyond it is nobody's page, and no database must count so far."""
MOST_WORDS = 8
LONGEST = 80
"""Characters of what somebody looks for."""
SEARCHED = ("title", "text", "experience", "partners", "done_when")


@dataclass(frozen=True, slots=True)
class Practice:
    """A shared action in words; of another municipality only what it agreed to show."""

    title: str
    text: str
    partners: str
    done_when: str
    experience: str
    domain: str
    question: str
    effort: str
    state: str
    """As an id; the words and the badge go by it."""
    source: str
    id: uuid.UUID | None = None
    """None of one that is not shared yet."""
    shared_at: datetime | None = None
    is_own: bool = False
    hides_name: bool = False


def practice_as(told: Told, state: str, name: str, **more: object) -> Practice:
    """What others read, with the name of the municipality as far as it is shown."""
    values = {field: getattr(told, field) for field in ("title", "text", "partners", "done_when", "experience")}
    return Practice(
        **values,
        domain=domain_title(told.domain),
        question=question_text(told.domain, told.question),
        effort=EFFORT_WORDS.get(told.effort or "", ""),
        state=state,
        source=texts.source(name) if told.shows_name else texts.ANONYMOUS,
        **more,  # type: ignore[arg-type]  # the fields that only a stored one has
    )


def shown(practice: SharedPractice, own: Collection[uuid.UUID]) -> Practice:
    """A shared action as somebody reads it who leads or advises these municipalities; its municipality is loaded."""
    more = {"id": practice.id, "shared_at": practice.shared_at, "is_own": practice.municipality_id in own}
    hides = not practice.shows_name
    return practice_as(told_of(practice), practice.state, practice.municipality.name, hides_name=hides, **more)


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody looks for; empty: everything."""

    domain: str = ""
    question: str = ""
    effort: str = ""
    text: str = ""

    @property
    def query(self) -> dict[str, str]:
        """The same as the query of an address."""
        values = {"domein": self.domain, "vraag": self.question, "moeite": self.effort, "zoek": self.text}
        return {name: value for name, value in values.items() if value}

    @property
    def conditions(self) -> list[ColumnElement[bool]]:
        """The same as conditions; every word must stand somewhere."""
        columns = {
            SharedPractice.domain: "" if self.domain == texts.OWN_DOMAIN_FILTER else self.domain,
            SharedPractice.question: self.question,
            SharedPractice.effort: self.effort,
        }
        asked = (self.domain, self.question, self.effort)
        wanted = [column == value for (column, value), one in zip(columns.items(), asked, strict=True) if one]
        return wanted + [_holds(word) for word in self.text.split()[:MOST_WORDS]]


def domain_choices() -> Mapping[str, str]:
    """The domains to look for, by how they stand in an address."""
    return {**domain_titles(), texts.OWN_DOMAIN_FILTER: texts.OWN_DOMAIN}


def sought_of(values: Mapping[str, str]) -> Sought:
    """What the query of an address looks for; what does not exist is left out."""
    domain, question, effort = (values.get(name, "") for name in ("domein", "vraag", "moeite"))
    return Sought(
        domain if domain in domain_choices() else "",
        question if question in question_texts() else "",
        effort if effort in EFFORTS else "",
        (stripped(values.get("zoek", "")) or "")[:LONGEST],
    )


@dataclass(frozen=True, slots=True)
class PracticePage:
    """Some of what was found, and where it stands among all."""

    practices: Sequence[Practice]
    number: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return -(-self.total // PER_PAGE)


def load_practices(session: Session, sought: Sought, number: int, own: Collection[uuid.UUID]) -> PracticePage:
    """One page of what is shared, the newest first; the first page when there is none with this number."""
    query = select(SharedPractice, func.count().over().label("total")).where(*_open(), *sought.conditions)
    query = query.options(joinedload(SharedPractice.municipality))
    newest = query.order_by(SharedPractice.shared_at.desc(), SharedPractice.id)
    rows = session.execute(newest.limit(PER_PAGE).offset((number - 1) * PER_PAGE)).all()
    if not rows and number > 1:
        return load_practices(session, sought, 1, own)
    return PracticePage([shown(row[0], own) for row in rows], number, rows[0].total if rows else 0)


def load_practice(session: Session, practice_id: uuid.UUID, lock: Lock | None = None) -> SharedPractice | None:
    """A shared action with its municipality, withdrawn or not; `lock` holds it until the commit."""
    query = select(SharedPractice).where(SharedPractice.id == practice_id)
    query = query.options(joinedload(SharedPractice.municipality))
    if lock:
        query = query.with_for_update(read=lock == "share", of=SharedPractice).execution_options(populate_existing=True)
    return session.scalars(query).one_or_none()


def plans_of(session: Session, own: Collection[uuid.UUID], practice: SharedPractice) -> Sequence[Trajectory]:
    """The plans into which it could be copied: what is open, of these municipalities, and not of its own."""
    query: Select[Trajectory] = (
        select(Trajectory)
        .where(Trajectory.municipality_id.in_(set(own) - {practice.municipality_id}), Trajectory.ended_at.is_(None))
        .options(joinedload(Trajectory.municipality), joinedload(Trajectory.assessment))
        .order_by(Trajectory.created_at.desc(), Trajectory.id)
    )
    return session.scalars(query).all()


def copies_of(session: Session, own: Collection[uuid.UUID], practice: SharedPractice) -> Sequence[ImprovementAction]:
    """The actions of these municipalities that were made of it."""
    copied = ImprovementAction.practice_id == practice.id, ImprovementAction.municipality_id.in_(own)
    return session.scalars(select(ImprovementAction).where(*copied).order_by(ImprovementAction.created_at)).all()


def _open() -> tuple[ColumnElement[bool], ...]:
    return (SharedPractice.withdrawn_at.is_(None),)


def _holds(word: str) -> ColumnElement[bool]:
    """Whether a word stands in one of the texts, whatever its capitals."""
    return or_(*(getattr(SharedPractice, name).icontains(word, autoescape=True) for name in SEARCHED))
