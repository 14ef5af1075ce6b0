"""Everything about one action: what it should move, its notes, and what happened to it."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.differences import Difference, difference
from app.formatting import long_moment
from app.models import ActionNote, AuditEntry, ImprovementAction, Membership, User
from app.texts import board as texts
from app.texts.counting import sentence_start
from app.texts.history import BY_ITSELF, Entry, Told, action_told
from app.texts.words import NO_FUNCTION
from app.trajectories.queries.board import is_late
from app.trajectories.queries.titles import Titles
from questionnaires.model import Question

MOST = 100
"""How many changes the page shows; the history of the inventory has them all."""
NOTES = "add_action_note"
"""What the history of the action leaves out: the notes themselves stand above it."""


@dataclass(frozen=True, slots=True)
class Said:
    """A note, by function."""

    author: str
    when: str
    text: str


@dataclass(frozen=True, slots=True)
class Happened:
    """A change of the action in words."""

    when: str
    sentence: str
    told: Told

    @property
    def new(self) -> list[tuple[str, str]]:
        """(what, text) of what was not there before, the reason last when no other fact says it."""
        found = [(fact.label, fact.new) for fact in self.told.facts if not fact.old and fact.new]
        is_said = self.told.why in {fact.new for fact in self.told.facts}
        return found + ([("Waarom", self.told.why)] if self.told.why and not is_said else [])

    @property
    def differences(self) -> list[tuple[str, Difference]]:
        """(what, the old and the new text) of what was there before."""
        return [(fact.label, difference(fact.old, fact.new)) for fact in self.told.facts if fact.old]


@dataclass(frozen=True, slots=True)
class Shown:
    """An action with everything that its page tells."""

    action: ImprovementAction
    titles: Titles
    late: str
    """How late it is, in words; empty when it is not."""
    notes: Sequence[Said]
    history: Sequence[Happened]

    @property
    def question(self) -> Question | None:
        """The question that it should move; None when there is none, or none that is still asked."""
        return self.titles.questions.get(self.action.item or "")

    @property
    def answer(self) -> str:
        """The answer of the question when the action was made."""
        return self._option(self.action.value) or texts.ITEM_UNKNOWN

    @property
    def expected(self) -> str:
        """The answer that is expected; empty when none is."""
        return self._option(self.action.expected)

    @property
    def source(self) -> str:
        """Where it comes from."""
        return self.action.source or (texts.FROM_BANK if self.action.bank_id else texts.OWN_ACTION)

    def _option(self, value: int | None) -> str:
        return "" if value is None or self.question is None else f"{value}. {self.question.options[value]}"


def load_shown(session: Session, action: ImprovementAction, today: date) -> Shown:
    """Everything about an action, in three statements."""
    titles = Titles(action.trajectory.assessment)
    notes = session.scalars(
        select(ActionNote)
        .where(ActionNote.action_id == action.id)
        .order_by(ActionNote.created_at.desc(), ActionNote.id.desc())
    ).all()
    entries = _entries(session, action)
    users = {note.author_id for note in notes} | {entry.actor_id for entry in entries if entry.actor_id}
    who = _functions(session, action, users)
    late = texts.ends(action.ends_on, today, is_late=is_late(action, today))
    said = [Said(who.get(note.author_id, NO_FUNCTION), long_moment(note.created_at), note.text) for note in notes]
    return Shown(action, titles, late, said, [_happened(entry, titles, who) for entry in entries])


def _functions(session: Session, action: ImprovementAction, users: Collection[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    """What these people are here: what an owner is elsewhere would tell that the address was known."""
    here = exists().where(Membership.user_id == User.id, Membership.municipality_id == action.municipality_id)
    found = session.execute(select(User.id, User.function).where(User.id.in_(users), here))
    known = {user_id: function or NO_FUNCTION for user_id, function in found}
    return {action.owner_id: action.owner or NO_FUNCTION, **known} if action.owner_id else known


def state_since(session: Session, action: ImprovementAction) -> datetime | None:
    """When the action came in the state that it has; None when it always was."""
    of_this = AuditEntry.assessment_id == action.trajectory.assessment_id, AuditEntry.subject == str(action.id)
    query = select(AuditEntry.at).where(*of_this, AuditEntry.action == "set_action_state")
    return session.scalars(query.order_by(AuditEntry.at.desc()).limit(1)).one_or_none()


def _entries(session: Session, action: ImprovementAction) -> Sequence[AuditEntry]:
    of_this = AuditEntry.assessment_id == action.trajectory.assessment_id, AuditEntry.subject == str(action.id)
    query = select(AuditEntry).where(*of_this, AuditEntry.action != NOTES)
    return session.scalars(query.order_by(AuditEntry.at.desc(), AuditEntry.id).limit(MOST)).all()


def _happened(entry: AuditEntry, titles: Titles, who: Mapping[uuid.UUID, str]) -> Happened:
    told = action_told(Entry(entry.action, entry.subject, entry.old, entry.new, entry.reason, titles))
    actor = who.get(entry.actor_id, NO_FUNCTION) if entry.actor_id else BY_ITSELF
    return Happened(sentence_start(long_moment(entry.at)), told.sentence(actor), told)
