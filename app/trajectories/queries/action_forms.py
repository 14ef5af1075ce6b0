"""What the form of an action offers: domains, questions with their answers, and partners."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.formatting import long_date
from app.models import ImprovementAction, NoAction, Partner, Trajectory
from app.texts import actions as texts
from app.texts.counting import listing
from app.texts.trajectories import EFFORTS
from app.trajectories.operations.acting import Content, content_of
from app.trajectories.queries.agreed import load_agreed
from app.trajectories.queries.ideas import value_of
from app.trajectories.queries.titles import Titles
from questionnaires.model import Question


@dataclass(frozen=True)
class Ground:
    """What an action of a trajectory can be about, and who can work on it."""

    session: Session
    trajectory: Trajectory
    action: ImprovementAction | None
    """The action that is changed; None for a new one."""
    partners: Sequence[Partner]
    """Of the municipality now, and those that work on the action already."""
    declined: Mapping[str, str]
    """Why nothing is done, by item."""

    @cached_property
    def titles(self) -> Titles:
        """How domains and questions are called."""
        return Titles(self.trajectory.assessment)

    @property
    def domains(self) -> Mapping[str, str]:
        """The titles of the domains, in their order."""
        return self.titles.domains

    def questions(self, domain: str) -> Mapping[str, Question]:
        """The questions about a domain, by item."""
        return {item: question for item, question in self.titles.questions.items() if item.startswith(f"{domain}/")}

    def value_of(self, item: str | None) -> int | None:
        """The answer of an item as it was agreed last, in whole steps; None when it is not known."""
        if self.action is not None and item == self.action.item:
            return self.action.value
        agreed = load_agreed(self.session, self.trajectory.assessment) if item else None
        return value_of(agreed, item) if agreed and item else None

    def chosen(self, ids: Iterable[str]) -> tuple[Partner, ...]:
        """The partners with these ids, in the order of their names."""
        wanted = set(ids)
        return tuple(partner for partner in self.partners if str(partner.id) in wanted)

    def is_declined(self, item: str | None) -> bool:
        """Whether an action cannot be about this item: nothing is done about it, and it was not about it before."""
        return item in self.declined and (self.action is None or item != self.action.item)


def load_ground(session: Session, trajectory: Trajectory, action: ImprovementAction | None = None) -> Ground:
    """What can be chosen for an action, new or with its partners loaded. Two statements."""
    there = [partner.id for partner in action.partners] if action else []
    own = Partner.municipality_id == trajectory.municipality_id
    query = select(Partner).where(own, or_(Partner.ended_at.is_(None), Partner.id.in_(there)))
    reasons = select(NoAction.item, NoAction.reason).where(NoAction.trajectory_id == trajectory.id)
    return Ground(
        session,
        trajectory,
        action,
        session.scalars(query.order_by(Partner.organisation, Partner.id)).all(),
        {row.item: row.reason for row in session.execute(reasons)},
    )


@dataclass(frozen=True, slots=True)
class Differing:
    """A field of which somebody typed something else than what stands there now."""

    label: str
    stored: str
    typed: str


def differing(ground: Ground, typed: Content) -> list[Differing]:
    """The fields in which what was typed differs from the action as it is now, in words."""
    stored = content_of(ground.action).plain if ground.action else {}
    wanted = typed.plain
    return [
        Differing(label, _words(ground, name, stored.get(name)), _words(ground, name, wanted[name]))
        for name, label in texts.LABELS.items()
        if stored.get(name) != wanted[name]
    ]


def _words(ground: Ground, name: str, value: Any) -> str:
    if value in (None, "", []):
        return texts.NOTHING
    if name == "partners":
        return listing(value)
    if name in ("starts_on", "ends_on"):
        return long_date(date.fromisoformat(value))
    named = {"domain": ground.titles.domain, "item": ground.titles.item}
    return named[name](value) if name in named else EFFORTS.get(str(value), str(value))
