"""What of a round can be held against the rounds of others: scores on the questions that all versions share (S22)."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from app.network.privacy.rules import POINT
from questionnaires.model import Questionnaire
from scoring.assessment import Assessment
from scoring.averages import mean
from scoring.comparison.core import comparable_questions
from scoring.items import agreed_by_item, answers_by_item, item_scores, points_by_question, unknown_questions
from scoring.profile import Grid, grid, profile

QUESTION = "vraag"
"""What stands in front of a question in the name of its cell."""


class ComparableCore:
    """The questions that mean the same in every version from the oldest that takes part to the newest."""

    def __init__(self, versions: Iterable[Questionnaire]) -> None:
        """The versions stand in their order; the newest says what a domain and a dimension are."""
        all_versions = tuple(versions)
        newest = all_versions[-1]
        shared = [set(comparable_questions(version, newest)) for version in all_versions]
        asked = [question.id for question in newest.of_kind("domain")]
        self.questions: tuple[str, ...] = tuple(one for one in asked if all(one in known for known in shared))
        self.domains: frozenset[str] = frozenset(domain.id for domain in newest.domains)
        self.layout: Grid = grid(newest)
        self.name = f"{newest.id} {all_versions[0].version}-{newest.version}"


def dimension_cell(domain: str, dimension: str) -> str:
    """The name of the cell of a domain and a dimension."""
    return f"{domain}/{dimension}"


def question_cell(question: str) -> str:
    """The name of the cell of a question, over all domains."""
    return f"{QUESTION}/{question}"


def scores(core: ComparableCore, round_: Assessment) -> Mapping[str, int]:
    """The scores of a round by cell, in ten-thousandths of a point; S9 decides which there are.

    Of a domain and a dimension, and of a question the mean over domains. Own domains have no counterpart elsewhere.
    """
    answers, agreed = answers_by_item(round_), agreed_by_item(round_)
    found: dict[str, int] = {}
    asked: dict[str, list[Fraction]] = {}
    for domain in round_.domains:
        if domain not in core.domains:
            continue
        items = item_scores(core.questions, domain, answers, agreed)
        points = points_by_question(items)
        for question, value in points.items():
            asked.setdefault(question, []).append(value)
        dimensions = profile(core.layout, points, unknown_questions(items)).dimensions
        found |= {dimension_cell(domain, one): _whole(value) for one, value in dimensions.items() if value is not None}
    means = {question_cell(question): mean(values) for question, values in asked.items()}
    return found | {cell: _whole(value) for cell, value in means.items() if value is not None}


def _whole(value: Fraction) -> int:
    return int(value * POINT + Fraction(1, 2))
