"""What the answers to one item amount to: its score, and how much people differ (S1, S13, S14)."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from scoring.assessment import AgreedValue, Answer, Assessment, Value
from scoring.result import Agreement, AgreementKind, InsideOutside, ItemScore

POINTS = 25
"""Points that one answer step is worth."""

_FAR_APART = 2
"""Steps between two people's values from which they differ."""
_DIFFERENT = Fraction(5, 6)
_SPREAD = Fraction(1, 2)
_ENOUGH_IN_A_GROUP = 2


def item_id(domain_id: str, question_id: str) -> str:
    """The id of the question about this domain: `geld/A.BE`."""
    return f"{domain_id}/{question_id}"


def question_id(item: str) -> str:
    """The id of the question that an item is: `A.BE` of `geld/A.BE`."""
    return item.partition("/")[2]


def answers_by_item(assessment: Assessment) -> dict[str, list[Answer]]:
    """The answers of all participants, by item id; an item without answers is absent."""
    grouped: dict[str, list[Answer]] = {}
    for answer in assessment.answers:
        grouped.setdefault(answer.item, []).append(answer)
    return grouped


def agreed_by_item(assessment: Assessment) -> dict[str, AgreedValue]:
    """The agreed values, by item id."""
    return {agreed.item: agreed.value for agreed in assessment.agreed}


def numbers(answers: Iterable[Answer]) -> list[int]:
    """The values 0 to 4 among the answers."""
    return [answer.value for answer in answers if isinstance(answer.value, int)]


def item_score(item: str, values: Sequence[Value], agreed: AgreedValue | None = None) -> ItemScore:
    """S1: what all answers given to an item amount to, an agreed value going before them."""
    if agreed == "not_applicable":
        return ItemScore(item, "not_applicable", None, True)
    if agreed is not None:
        return ItemScore(item, "scored", Fraction(POINTS * agreed), True)
    if 2 * values.count("not_applicable") > len(values):
        return ItemScore(item, "not_applicable", None, False)
    known = [value for value in values if isinstance(value, int)]
    if known:
        return ItemScore(item, "scored", Fraction(POINTS * sum(known), len(known)), False)
    return ItemScore(item, "unknown", None, False)


def item_scores(
    question_ids: Iterable[str],
    domain_id: str,
    answers: Mapping[str, Sequence[Answer]],
    agreed: Mapping[str, AgreedValue],
) -> dict[str, ItemScore]:
    """S1 for these questions about one domain, by question id; `answers` and `agreed` are by item id."""
    scores = {}
    for question_id in question_ids:
        item = item_id(domain_id, question_id)
        values = [answer.value for answer in answers.get(item, ())]
        scores[question_id] = item_score(item, values, agreed.get(item))
    return scores


def points_by_question(items: Mapping[str, ItemScore]) -> dict[str, Fraction]:
    """The points of the scored items, by question id."""
    return {question_id: score.points for question_id, score in items.items() if score.points is not None}


def unknown_questions(items: Mapping[str, ItemScore]) -> frozenset[str]:
    """The ids of the questions whose item is unknown."""
    return frozenset(question_id for question_id, score in items.items() if score.state == "unknown")


def agreement(values: Sequence[int]) -> Agreement:
    """S13 over at least one value 0-4; mean and deviation in answer steps."""
    n, total = len(values), sum(values)
    deviation = Fraction(sum(abs(n * value - total) for value in values), n * n)
    return Agreement(n, Fraction(total, n), deviation, _kind(values, deviation))


def _kind(values: Sequence[int], deviation: Fraction) -> AgreementKind:
    if len(values) == 1:
        return "single"
    if len(values) == 2:
        return "different" if max(values) - min(values) >= _FAR_APART else "agreed"
    if deviation > _DIFFERENT:
        return "different"
    return "spread" if deviation > _SPREAD else "agreed"


def inside_outside(level: str, answers: Iterable[Answer], level_of: Mapping[str, str | None]) -> InsideOutside | None:
    """S14: the people who work at the item's level against all others, in answer steps.

    `level_of` says where each participant works. Somebody without a level is one of the others. None when one of
    the groups has fewer than 2 values.
    """
    inside: list[int] = []
    outside: list[int] = []
    for answer in answers:
        if isinstance(answer.value, int):
            (inside if level_of.get(answer.participant) == level else outside).append(answer.value)
    if min(len(inside), len(outside)) < _ENOUGH_IN_A_GROUP:
        return None
    return InsideOutside(Fraction(sum(inside), len(inside)), Fraction(sum(outside), len(outside)))
