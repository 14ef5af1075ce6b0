"""What the page with proposals needs: what can be done, what is in the plan already, and what was decided against."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import ImprovementAction, NoAction, PriorityChoice, Trajectory, User
from app.texts.words import NO_FUNCTION
from app.trajectories.operations.acting import stamp
from app.trajectories.queries.agreed import load_agreed
from app.trajectories.queries.choices import chosen_ids, newest_choice
from app.trajectories.queries.ideas import About, Idea, Weak, ideas_about


@dataclass(frozen=True, slots=True)
class InPlan:
    """An action of the plan, as far as the proposals show it."""

    id: uuid.UUID
    title: str
    domain: str
    item: str | None
    kind: str
    bank_id: str | None
    state: str


@dataclass(frozen=True, slots=True)
class Declined:
    """That nothing is done about an item, why, and by whom it was decided: a function."""

    decision: NoAction
    function: str

    @property
    def stamp(self) -> str:
        """What tells this reason from another about the same item."""
        return stamp(self.decision)


@dataclass(frozen=True)
class Proposals:
    """Everything that is proposed in a trajectory; `about` is empty before anything was agreed or chosen."""

    trajectory: Trajectory
    is_agreed: bool
    is_chosen: bool
    about: tuple[About, ...] = ()
    plan: Sequence[InPlan] = ()
    declined: Mapping[str, Declined] = field(default_factory=dict)
    """By item."""

    @cached_property
    def items(self) -> Mapping[str, Weak]:
        """Every item about which something can be done, by its id."""
        return {weak.item: weak for about in self.about for weak in about.everything}

    @cached_property
    def ideas(self) -> Mapping[str, Idea]:
        """Every idea, by its key."""
        return {idea.key: idea for weak in self.items.values() for idea in weak.ideas}

    @cached_property
    def _taken(self) -> Mapping[tuple[str | None, str, str | None], InPlan]:
        return {(one.item, one.kind, one.bank_id): one for one in reversed(self.plan)}

    def taken(self, idea: Idea) -> InPlan | None:
        """The action of the plan that was made of an idea."""
        return self._taken.get((idea.item, idea.kind, idea.bank_id))

    def others(self, weak: Weak) -> list[InPlan]:
        """The actions about an item that were not made of one of its ideas."""
        made = {found.id for idea in weak.ideas if (found := self.taken(idea))}
        return [one for one in self.plan if one.item == weak.item and one.id not in made]

    def may_decline(self, weak: Weak) -> bool:
        """Whether there is no action about an item, save those that were stopped."""
        return not any(one.item == weak.item and one.state != "stopped" for one in self.plan)

    @property
    def first_open(self) -> str | None:
        """The key of the first idea that can be ticked."""
        return next((key for key, one in self.ideas.items() if self._may_take(one)), None)

    def _may_take(self, idea: Idea) -> bool:
        return idea.item not in self.declined and self.taken(idea) is None

    def count(self, domain: str) -> int:
        """How many actions of a domain are in the plan."""
        return sum(one.domain == domain for one in self.plan)


def load_proposals(session: Session, trajectory: Trajectory) -> Proposals:
    """The proposals of a trajectory; its inventory is loaded. A fixed number of statements."""
    agreed = load_agreed(session, trajectory.assessment)
    choice: PriorityChoice | None = newest_choice(session, trajectory.assessment_id)
    chosen = chosen_ids(choice)
    return Proposals(
        trajectory=trajectory,
        is_agreed=agreed is not None,
        is_chosen=bool(chosen),
        about=ideas_about(agreed, chosen) if agreed and chosen else (),
        plan=list(_plan(session, trajectory.id)),
        declined=load_declined(session, trajectory.id),
    )


def load_declined(session: Session, trajectory_id: uuid.UUID) -> Mapping[str, Declined]:
    """What was decided against, by item."""
    query = select(NoAction, User.function).join(User, User.id == NoAction.decided_by)
    found = session.execute(query.where(NoAction.trajectory_id == trajectory_id))
    return {row.item: Declined(row, function or NO_FUNCTION) for row, function in found}


def _plan(session: Session, trajectory_id: uuid.UUID) -> Iterator[InPlan]:
    action = ImprovementAction
    columns = (action.id, action.title, action.domain, action.item, action.kind, action.bank_id, action.state)
    query = select(*columns).where(action.trajectory_id == trajectory_id).order_by(action.position, action.created_at)
    return (InPlan(*row) for row in session.execute(query))
