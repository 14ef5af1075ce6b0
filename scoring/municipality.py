"""What stands out about the municipality as a whole, without a single grade (S15)."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from questionnaires.model import GENERAL, Question
from scoring.averages import mean, median
from scoring.items import item_id
from scoring.profile import Coverage
from scoring.result import DomainResult, ItemScore, MunicipalityResult, Score

REACHED = Fraction(125, 2)
"""Points from which a domain's total counts for the breadth."""


def municipality(domains: Iterable[DomainResult]) -> MunicipalityResult:
    """S15: breadth, depth and balance over the chosen domains."""
    results = list(domains)
    totals = [result.known.total for result in results if result.known.total is not None]
    return MunicipalityResult(
        reached=sum(total >= REACHED for total in totals),
        shown=len(totals),
        depth=median(totals),
        balance=median(level_gap(result.known.levels) for result in results),
    )


def level_gap(levels: Mapping[str, Score]) -> Score:
    """The highest level minus the lowest; None unless all levels are shown."""
    known = [score for score in levels.values() if score is not None]
    return max(known) - min(known) if len(known) == len(levels) else None


def group_scores(questions: Sequence[Question], items: Mapping[str, ItemScore]) -> dict[str, Score]:
    """S15 by group title: the mean of the scored items, when at least 2/3 of the applicable ones is scored.

    `items` are the general items by item id.
    """
    return {
        title: mean(item.points for item in own) if group_coverage(own).enough else None
        for title, own in groups(questions, items).items()
    }


def groups(questions: Sequence[Question], items: Mapping[str, ItemScore]) -> dict[str, list[ItemScore]]:
    """The general items, by the title of their group."""
    titles = dict.fromkeys(question.group for question in questions if question.group is not None)
    return {
        title: [items[item_id(GENERAL, question.id)] for question in questions if question.group == title]
        for title in titles
    }


def group_coverage(group: Iterable[ItemScore]) -> Coverage:
    """How many of the applicable items of a group have a score."""
    states = [item.state for item in group]
    return Coverage(states.count("scored"), len(states) - states.count("not_applicable"))
