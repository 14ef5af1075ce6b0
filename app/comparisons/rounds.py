"""The rounds that one round can be held against."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased, defer

from app.models import Assessment, Report
from app.state.rounds import round_numbers


@dataclass(frozen=True, slots=True)
class Held:
    """One round with the newest version of its report, if it has one."""

    assessment: Assessment
    report: Report | None
    number: int
    """1 for the first of its chain, 2 for what is held against that, and so on."""

    @property
    def id(self) -> uuid.UUID:
        """The id of the round."""
        return self.assessment.id

    def order(self) -> tuple[datetime, int, uuid.UUID]:
        """What rounds are sorted by: when they began."""
        return self.assessment.created_at, self.number, self.id

    @property
    def agreed(self) -> Report:
        """The newest version of its report. LookupError for a round that was never agreed."""
        if self.report is None:
            raise LookupError(self.id)
        return self.report

    @property
    def is_reopened(self) -> bool:
        """Whether a next version of its report is being made."""
        return self.report is not None and self.assessment.state != "agreed"


@dataclass(frozen=True, slots=True)
class Chain:
    """One round and what came before it."""

    own: Held
    before: tuple[Held, ...]
    """All agreed rounds with the same first one that began before it, oldest first."""
    after: tuple[Held, ...]
    """The rounds that are held against it, oldest first."""
    line: frozenset[uuid.UUID]
    """Of those before it the ones that it leads back to, each held against the one before."""

    @property
    def earlier(self) -> Held | None:
        """The round that it is held against, unless somebody asks for another one."""
        return self.find(self.own.assessment.earlier_id)

    def find(self, assessment_id: uuid.UUID | None) -> Held | None:
        """One of the rounds before it."""
        return next((each for each in self.before if each.id == assessment_id), None)

    def trend(self, earlier: Held) -> tuple[Held, ...]:
        """The rounds to show one after the other, without its own: the line, and the one that is compared with."""
        return tuple(each for each in self.before if each.id in self.line or each.id == earlier.id)


def load_chain(session: Session, assessment: Assessment, *, answers: bool = True) -> Chain:
    """A round and what can be compared with it, in one statement; without answers the reports load lighter."""
    each = aliased(Report)
    newest = select(func.max(each.number)).where(each.assessment_id == Assessment.id).correlate(Assessment)
    query = (
        select(Assessment, Report)
        .outerjoin(Report, and_(Report.assessment_id == Assessment.id, Report.number == newest.scalar_subquery()))
        .where(Assessment.municipality_id == assessment.municipality_id)
    )
    if not answers:
        query = query.options(defer(Report.interchange))
    return _chain([(found, report) for found, report in session.execute(query)], assessment)


def _chain(rows: Sequence[tuple[Assessment, Report | None]], assessment: Assessment) -> Chain:
    earlier = {each.id: each.earlier_id for each, _ in rows}
    numbers = round_numbers(earlier)
    held = [Held(each, report, numbers[each.id] + 1) for each, report in rows]
    held.sort(key=Held.order)
    line = _line(earlier, assessment.id)
    own = next(each for each in held if each.id == assessment.id)
    related = (each for each in held if each.report and _line(earlier, each.id)[-1] == line[-1])
    before = tuple(each for each in related if each.id in line[1:] or each.order() < own.order())
    after = tuple(each for each in held if each.assessment.earlier_id == own.id)
    return Chain(own, before, after, frozenset(line[1:]))


def _line(earlier: Mapping[uuid.UUID, uuid.UUID | None], start: uuid.UUID) -> list[uuid.UUID]:
    """A round and those that it leads back to, the first one last."""
    found = [start]
    while (before := earlier.get(found[-1])) is not None and before not in found:
        found.append(before)
    return found
