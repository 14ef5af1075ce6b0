"""What the owner of an action sees, and what became of the mail to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload, load_only

from app.mail import STATE, MailState, mail_state
from app.models import ActionNote, Assessment, ImprovementAction, OutboxMail, Trajectory, User
from app.texts import owners as texts
from app.texts.trajectories import STATES
from app.trajectories.queries.titles import Titles

ENDED = ("done", "stopped")
BADGES = {"proposed": "neutral", "planned": "neutral", "running": "active", "done": "done", "stopped": "neutral"}


def mail_to_owner(session: Session, action: ImprovementAction, email: str) -> MailState | None:
    """What became of the newest mail to the owner about this action; None when it is not kept any more."""
    newest = select(OutboxMail).where(*_newest(action, email)).options(load_only(*STATE))
    found = session.scalars(newest.limit(1)).one_or_none()
    return None if found is None else mail_state(found)


def is_said_to_owner(session: Session, action: ImprovementAction, email: str, line: str) -> bool:
    """Whether the newest mail to the owner about this action says this; nothing is always said."""
    newest = session.scalars(select(OutboxMail.text).where(*_newest(action, email)).limit(1)).one_or_none()
    quoted = "\n".join(f"> {one}" for one in line.strip().splitlines())
    return quoted in (newest or "")


def _newest(action: ImprovementAction, email: str) -> tuple[ColumnElement[bool], ...]:
    """A mail has the moment at which it was asked for; there is no column for the action."""
    about = OutboxMail.kind == "action_owner", OutboxMail.recipient == email
    return *about, OutboxMail.created_at == action.owner_mailed_at


@dataclass(frozen=True, slots=True)
class Owned:
    """An action in the list of its owner."""

    action: ImprovementAction
    today: date

    @property
    def is_open(self) -> bool:
        """Whether there is something to tell about it."""
        return self.action.state not in ENDED and self.action.trajectory.ended_at is None

    @property
    def where(self) -> str:
        """Of which municipality, and about what."""
        trajectory = self.action.trajectory
        return f"{trajectory.municipality.name}, {Titles(trajectory.assessment).domain(self.action.domain)}"

    @property
    def until(self) -> str:
        """Until when it runs."""
        return texts.until(self.action.state, self.action.ends_on, self.today)

    @property
    def badge(self) -> tuple[str, str]:
        """(words, kind): how it stands; attention when it should have ended."""
        state, end = self.action.state, self.action.ends_on
        late = self.is_open and end is not None and end < self.today
        return STATES[state], "attention" if late else BADGES[state]


def owned_actions(session: Session, user: User, today: date) -> list[Owned]:
    """The actions of this person in all municipalities: what ends first comes first, what has no end comes last."""
    whole = joinedload(ImprovementAction.trajectory).options(
        joinedload(Trajectory.municipality), joinedload(Trajectory.assessment).selectinload(Assessment.domains)
    )
    query = select(ImprovementAction).where(ImprovementAction.owner_id == user.id).options(whole)
    found = session.scalars(query.order_by(ImprovementAction.created_at, ImprovementAction.id))
    return sorted((Owned(one, today) for one in found), key=lambda one: one.action.ends_on or date.max)


@dataclass(frozen=True, slots=True)
class Note:
    """A note to an action, as its owner reads it."""

    author: str
    at: datetime
    text: str


def notes_for(session: Session, user: User, action: ImprovementAction) -> Sequence[Note]:
    """The notes to an action of this person, the newest first; names and functions of others are left out."""
    columns = ActionNote.author_id, ActionNote.created_at, ActionNote.text
    query = select(*columns).where(ActionNote.action_id == action.id)
    rows = session.execute(query.order_by(ActionNote.created_at.desc(), ActionNote.id))
    return [Note("Jij" if author == user.id else texts.OTHERS, at, text) for author, at, text in rows]
