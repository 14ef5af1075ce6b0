"""What of a round can be held against others, for which figures it counts (once), and how many are at which step."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import timedelta
from fractions import Fraction

from app.network.privacy import ALL, POINT, changes
from app.state.places import REGION_OF
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


QUESTIONS = "questions"
"""The lane of who counts for the questions: those are of the same answers as the domains."""
FIRST = 24
"""So many municipalities come in with everybody, so that there is something to see soon."""
BEFORE_QUESTIONS = 12
"""Of who comes after these every fourth counts for the questions instead of for domains."""
PATIENCE = timedelta(days=60)
"""How long a score waits for enough others of its own group; after that it comes in with everybody."""


def lane(number: int) -> str:
    """Where the municipality that joins as the so manyth goes; the order of joining is no secret."""
    if number % 4 == 0 and number > BEFORE_QUESTIONS:
        return QUESTIONS
    if number <= FIRST:
        return "open"
    return ("size", "region")[(number if number % 4 != 3 else number // 4) % 2 == 0]


def pool(lane_: str, size_class: str | None, province: str | None) -> str:
    """With whom a score comes in."""
    if lane_ == "size" and size_class:
        return f"size:{size_class}"
    region = REGION_OF.get(province or "")
    return f"region:{region}" if lane_ == "region" and region else ALL


LEAST = 5
"""Below this a number is not told, and numbers are told in steps of as many."""


def told(steps: Mapping[str, str]) -> Mapping[str, int]:
    """By step how many municipalities are there, rounded down to fives; 0 stands for every number below five.

    No sum is told, and nothing else from which the rest of a division by five could follow.
    """
    return {step: count // LEAST * LEAST for step, count in sorted(Counter(steps.values()).items())}


def changed_enough(old: Mapping[str, str], new: Mapping[str, str]) -> bool:
    """Whether at least five municipalities are at another step, came or went since the numbers were told last."""
    return changes(old, new) >= LEAST
