"""Taking ideas of the bank into the plan, with everything filled in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.models import User
from app.steps import Planned
from app.trajectories.operations.acting import Content, DeclinedError, Origin, add_action
from app.trajectories.queries.ideas import Idea, days_of
from app.trajectories.queries.proposals import Proposals


@dataclass
class Taken:
    """What became of ideas that somebody took, by their titles."""

    new: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    """What was in the plan already."""
    refused: list[str] = field(default_factory=list)
    """What is about an item about which nothing is done."""


def take_ideas(
    session: Session, user: User, found: Proposals, ideas: Sequence[Idea], today: date, *, now: datetime
) -> Taken:
    """Put ideas in the plan as actions that are proposed; each of them once. The caller holds the trajectory."""
    steps = {row.step: Planned(row.planned_start, row.planned_end) for row in found.trajectory.steps}
    taken = Taken()
    for idea in ideas:
        weak, origin = found.items[idea.item], Origin(kind=idea.kind, bank_id=idea.bank_id)
        content = _content(idea, weak.expected, days_of(idea.kind, idea.effort, steps, today))
        try:
            made, is_new = add_action(session, user, found.trajectory, content, origin, value=weak.value, now=now)
        except DeclinedError:
            taken.refused.append(idea.title)
        else:
            (taken.new if is_new else taken.known).append(made.title)
    return taken


def _content(idea: Idea, expected: int | None, days: Planned) -> Content:
    return Content(
        title=idea.title,
        domain=idea.domain,
        item=idea.item,
        text=idea.text,
        owner=idea.owner,
        partners_text=idea.partners,
        starts_on=days.start,
        ends_on=days.end,
        done_when=idea.done_when,
        effort=idea.effort,
        expected=expected,
    )
