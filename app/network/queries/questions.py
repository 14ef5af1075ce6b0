"""Questions about shared actions: who may read them, who can answer, and what they say about municipalities."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from app.access import Lock, municipalities_of
from app.models import Membership, Municipality, PracticeQuestion, SharedPractice, User
from app.texts import practice as texts

MOST = 100
"""How many questions one page shows; those without an answer come first."""
BRIEF = 90


@dataclass(frozen=True, slots=True)
class Question:
    """A question as somebody may read it, with what they may know of both municipalities."""

    id: uuid.UUID
    who: str
    """Who asks, by municipality."""
    text: str
    asked_at: datetime
    answer: str | None
    answered_at: datetime | None
    about: str
    """The title of the action."""
    practice_id: uuid.UUID | None
    """None when the action can be read no longer."""
    source: str
    may_answer: bool
    how: str = ""
    """What an adviser does with it."""

    @property
    def brief(self) -> str:
        """The beginning of it, on one line."""
        line = " ".join(self.text.split())
        return line if len(line) <= BRIEF else f"{line[:BRIEF].rstrip()}…"


def visible_questions(user: User) -> Select[PracticeQuestion]:
    """What this person may read: of where they coordinate or advise, and to where they advise."""
    own, advised = municipalities_of(user, "coordinator", "adviser"), municipalities_of(user, "adviser")
    return (
        select(PracticeQuestion)
        .join(PracticeQuestion.practice)
        .where(or_(PracticeQuestion.municipality_id.in_(own), SharedPractice.municipality_id.in_(advised)))
        .options(contains_eager(PracticeQuestion.practice).joinedload(SharedPractice.municipality))
        .options(joinedload(PracticeQuestion.municipality))
    )


def load_questions(session: Session, user: User, practice_id: uuid.UUID | None = None) -> list[Question]:
    """What somebody may read, all of it or about one action; the newest first."""
    query = visible_questions(user)
    if practice_id is not None:
        query = query.where(PracticeQuestion.practice_id == practice_id)
    unanswered = PracticeQuestion.answered_at.is_(None).desc()
    newest = query.order_by(unanswered, PracticeQuestion.asked_at.desc(), PracticeQuestion.id)
    return [readable(one, user) for one in session.scalars(newest.limit(MOST))]


def load_asked(session: Session, user: User, asked_id: uuid.UUID, lock: Lock | None = None) -> PracticeQuestion | None:
    """One question that this person may read; `lock` holds it until the commit."""
    query = visible_questions(user).where(PracticeQuestion.id == asked_id)
    if lock:
        query = query.with_for_update(of=PracticeQuestion).execution_options(populate_existing=True)
    return session.scalars(query).one_or_none()


def may_answer(asked: PracticeQuestion, user: User) -> bool:
    """Whether this person advises one of both municipalities."""
    return bool({asked.municipality_id, asked.practice.municipality_id} & municipalities_of(user, "adviser"))


def readable(asked: PracticeQuestion, user: User, *, how: str = "") -> Question:
    """A question as this person may read it; both municipalities are loaded."""
    practice = asked.practice
    is_own = practice.municipality_id in municipalities_of(user, "coordinator", "adviser")
    is_gone = practice.withdrawn_at is not None
    is_named = practice.shows_name and not is_gone
    return Question(
        id=asked.id,
        who=texts.source(asked.municipality.name),
        text=asked.text,
        asked_at=asked.asked_at,
        answer=asked.answer,
        answered_at=asked.answered_at,
        about=texts.GONE_TITLE if is_gone and not is_own else practice.title,
        practice_id=None if is_gone else practice.id,
        source=texts.source(practice.municipality.name) if is_named or is_own else texts.ANONYMOUS,
        may_answer=may_answer(asked, user),
        how=how,
    )


def how_to_answer(session: Session, asked: PracticeQuestion, user: User) -> str:
    """What an adviser does with a question; one statement."""
    practice = asked.practice
    own = practice.municipality_id in municipalities_of(user, "adviser")
    is_named = practice.shows_name and practice.withdrawn_at is None
    return texts.how_to_answer(
        practice.municipality.name if own or is_named else None,
        own=own,
        hidden=not practice.shows_name,
        other_adviser=bool(advisers_of(session, [practice.municipality_id])),
    )


def advisers_of(session: Session, municipality_ids: Iterable[uuid.UUID]) -> Sequence[tuple[User, uuid.UUID]]:
    """Who advises these municipalities now, with which; by name."""
    return people_of(session, municipality_ids, "adviser")


def people_of(session: Session, municipality_ids: Iterable[uuid.UUID], role: str) -> Sequence[tuple[User, uuid.UUID]]:
    """Who has this role in these municipalities now, with which; by name."""
    rows = session.execute(
        select(User, Membership.municipality_id)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.municipality_id.in_(list(municipality_ids)))
        .where(Membership.role == role, Membership.ended_at.is_(None))
        .order_by(User.name, User.id)
    ).unique()
    return [(user, place) for user, place in rows if place is not None]


def askers_of(session: Session, practice: SharedPractice, own: Collection[uuid.UUID]) -> list[Municipality]:
    """For which of these municipalities a question can be asked: others than its own, when an adviser can bring it."""
    others = set(own) - {practice.municipality_id}
    advised = {place for _, place in advisers_of(session, [*others, practice.municipality_id])}
    reached = others if practice.municipality_id in advised else others & advised
    query = select(Municipality).where(Municipality.id.in_(reached)).order_by(Municipality.name)
    return list(session.scalars(query))
