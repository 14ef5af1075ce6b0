"""What a new round can be held against: the agreed rounds of a municipality, and what differs since."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from app.asked import domains_of, questionnaire_of
from app.assessments.forms.starting import ChosenDomain
from app.formatting import HERE
from app.last_day import YEAR
from app.models import Assessment, Municipality, Participation, Trajectory, TrajectoryStep
from app.rounds import round_numbers
from app.steps import MONTHS, Planned, months_later
from app.texts import starting as texts
from app.texts.words import round_label
from questionnaires.catalogue import questionnaire
from questionnaires.changes import classes_between
from questionnaires.model import OWN_DOMAINS, Questionnaire

WEEKS = timedelta(weeks=3)
"""How long colleagues get to answer, unless somebody chooses another day."""


@dataclass(frozen=True, slots=True)
class EarlierRound:
    """An agreed round that a new one can be held against."""

    assessment: Assessment
    number: int
    """How many rounds came before it."""
    colleagues: int
    """How many colleagues took part, those who were withdrawn included."""
    planned: Planned | None
    """When its trajectory is evaluated."""
    goes_on: str
    """The title of a round that is held against it already and not agreed yet; nothing without one."""

    @property
    def id(self) -> str:
        """Its id, as a form holds it."""
        return str(self.assessment.id)

    @property
    def domains(self) -> tuple[ChosenDomain, ...]:
        """Its domains with the names they had there, in order."""
        return tuple(ChosenDomain(row.domain, row.title) for row in self.assessment.domains)

    @property
    def label(self) -> str:
        """Which round it is."""
        return round_label(self.number)

    @property
    def agreed_on(self) -> date:
        """The day on which it was agreed."""
        agreed = self.assessment.agreed_at or self.assessment.created_at
        return agreed.astimezone(HERE).date()

    @property
    def line(self) -> str:
        """One line about it."""
        names = [domain.short for domain in domains_of(self.assessment)]
        about = texts.about_round(self.label, self.agreed_on, self.assessment.questionnaire_version, names)
        return f"{about} {texts.goes_on(self.goes_on)}" if self.goes_on else about

    def gone(self, asked: Questionnaire) -> list[str]:
        """The names of its domains that this version does not have any more."""
        known = {domain.id for domain in asked.domains} | set(OWN_DOMAINS)
        return [domain.title for domain in domains_of(self.assessment) if domain.id not in known]

    def changes(self, asked: Questionnaire) -> list[str]:
        """What became of the questions since, in words; nothing when it was on the same version."""
        before = questionnaire_of(self.assessment)
        return [] if before.version == asked.version else list(_changes(asked.id, before.version, asked.version))

    def ten_months(self, today: date) -> str:
        """When ten months have passed since, in words."""
        return texts.ten_months(self.label, self.number == 0, months_later(self.agreed_on, MONTHS), today)

    def last_day(self, today: date) -> tuple[date, str]:
        """The last day for colleagues that fits, and why: three weeks from when evaluating begins, or from today."""
        if self.planned is None or self.planned.end <= today:
            return today + WEEKS, texts.FROM_TODAY
        day = min(max(self.planned.start, today) + WEEKS, self.planned.end)
        if day > today + YEAR:
            return today + WEEKS, texts.FROM_TODAY
        return day, texts.from_plan(self.planned.start, self.planned.end)


@dataclass(frozen=True, slots=True)
class Rounds:
    """The rounds of a municipality, as far as a new one depends on them."""

    offered: tuple[EarlierRound, ...]
    """Those that are agreed now, the latest first."""
    others: Mapping[str, Assessment]
    """The rest, by id."""
    titles: frozenset[str]
    """Of all of them."""

    @property
    def reopened(self) -> list[str]:
        """The titles of those that were agreed and are not any more."""
        return [one.title for one in self.others.values() if one.agreed_at is not None]

    def offers(self, wanted: str | None) -> EarlierRound | None:
        """The one with this id, as a form or an address names it; None when it is not offered."""
        return next((one for one in self.offered if one.id == wanted), None)

    def knows(self, wanted: str) -> bool:
        """Whether there is a round with this id in the municipality."""
        return self.offers(wanted) is not None or wanted in self.others


def load_rounds(session: Session, municipality: Municipality, *, held: bool = False) -> Rounds:
    """The rounds of a municipality; `held`: none of those that are agreed is reopened until the commit."""
    query = select(Assessment).where(Assessment.municipality_id == municipality.id)
    query = query.options(selectinload(Assessment.domains)).order_by(Assessment.created_at, Assessment.id)
    if held:
        query = query.with_for_update(read=True, of=Assessment).execution_options(populate_existing=True)
    found = session.scalars(query).all()
    colleagues, planned = _colleagues(session, municipality.id), _planned(session, municipality.id)
    numbers = round_numbers({one.id: one.earlier_id for one in found})
    busy = {one.earlier_id: one.title for one in found if one.state != "agreed"}
    agreed = [one for one in found if one.state == "agreed"]
    offered = [
        EarlierRound(one, numbers[one.id], colleagues.get(one.id, 0), planned.get(one.id), busy.get(one.id, ""))
        for one in sorted(agreed, key=lambda one: (one.agreed_at is not None, one.agreed_at), reverse=True)
    ]
    others = {str(one.id): one for one in found if one.state != "agreed"}
    return Rounds(tuple(offered), others, frozenset(one.title for one in found))


def _colleagues(session: Session, municipality_id: uuid.UUID) -> Mapping[uuid.UUID, int]:
    query = (
        select(Participation.assessment_id, func.count().label("colleagues"))
        .where(Participation.municipality_id == municipality_id, Participation.role == "participant")
        .group_by(Participation.assessment_id)
    )
    return {row.assessment_id: row.colleagues for row in session.execute(query)}


def _planned(session: Session, municipality_id: uuid.UUID) -> Mapping[uuid.UUID, Planned]:
    query = (
        select(Trajectory.assessment_id, TrajectoryStep.planned_start, TrajectoryStep.planned_end)
        .join(TrajectoryStep, TrajectoryStep.trajectory_id == Trajectory.id)
        .where(Trajectory.municipality_id == municipality_id, Trajectory.ended_at.is_(None))
        .where(TrajectoryStep.step == "evaluation")
    )
    return {assessment_id: Planned(start, end) for assessment_id, start, end in session.execute(query)}


@lru_cache(maxsize=64)
def _changes(questionnaire_id: str, before: int, after: int) -> Sequence[str]:
    old, new = questionnaire(questionnaire_id, before), questionnaire(questionnaire_id, after)
    found: Counter[Any] = Counter(classes_between(old, new).values())
    steps = (questionnaire(questionnaire_id, number) for number in range(before + 1, after + 1))
    led = {id_ for one in steps for row in one.changes if row.kind == "question" and row.old for id_ in row.new}
    return texts.version_lines(
        reworded=found["grammar"] + found["reworded"] + found["moved"],
        changed=found["meaning_changed"],
        regrouped=found["merged"] + found["split"],
        retired=found["retired"],
        added=sum(not old.has_question(one.id) and one.id not in led for one in new.questions),
    )
