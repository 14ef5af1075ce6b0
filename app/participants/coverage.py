"""The coverage: how many answers each question has; numbers only, never whose and never which."""

import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import func, select

from app.doors.access import assessment_for, require_role, roles_in
from app.models import Answer, Assessment, User
from app.participants.team import PARTICIPANTS, blueprint
from app.state.asked import questionnaire_of
from app.state.parts import Part, parts_of
from app.texts import participants as texts
from app.web.extensions import db
from questionnaires.model import Question


@dataclass(frozen=True, slots=True)
class LevelCoverage:
    """The questions of one domain at one level, each with the number of its answers."""

    title: str
    rows: tuple[tuple[Question, int], ...]


@dataclass(frozen=True, slots=True)
class PartCoverage:
    """The questions of one domain, or the general ones."""

    part: Part
    levels: tuple[LevelCoverage, ...]

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many questions have no answer, one, and more."""
        return _counts([count for level in self.levels for _, count in level.rows])


@dataclass(frozen=True, slots=True)
class AnswerCounts:
    """An assessment with the number of answers to each question."""

    assessment: Assessment
    parts: tuple[PartCoverage, ...]

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many questions have no answer, one, and more."""
        none, one, more = zip(*(part.counts for part in self.parts), strict=True)
        return sum(none), sum(one), sum(more)


def load_coverage(user: User, assessment_id: uuid.UUID) -> AnswerCounts:
    """For coordinators and advisers: 403 for others, 404 for who may not see the assessment.

    Every answer counts: those given together, of colleagues, and of who does not take part any more.
    """
    assessment = assessment_for(user, assessment_id)
    require_role(user, assessment, "coordinator", "adviser")
    wanted = select(Answer.item, func.count()).where(Answer.assessment_id == assessment.id).group_by(Answer.item)
    counts: dict[str, int] = dict(db.session.execute(wanted).all())
    return AnswerCounts(assessment, tuple(_part(assessment, part, counts) for part in parts_of(assessment)))


def _part(assessment: Assessment, part: Part, counts: Mapping[str, int]) -> PartCoverage:
    titles = {level.id: level.title for level in questionnaire_of(assessment).levels}
    levels = []
    for level in [*titles, None]:
        rows = [(one, counts.get(part.item(one), 0)) for one in part.questions if one.level == level]
        if rows:
            levels.append(LevelCoverage(titles.get(level or "", texts.WHOLE), tuple(rows)))
    return PartCoverage(part, tuple(levels))


def _counts(numbers: list[int]) -> tuple[int, int, int]:
    found = Counter(min(number, 2) for number in numbers)
    return found[0], found[1], found[2]


@blueprint.get(f"{PARTICIPANTS}/dekking")
def coverage(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """How many answers each question has, for coordinator and adviser: numbers, no names and no answers."""
    found = load_coverage(current_user, assessment_id)
    coordinates = "coordinator" in roles_in(current_user, found.assessment.municipality_id)
    return render_template("participants/coverage.html", coverage=found, coordinates=coordinates, texts=texts)
