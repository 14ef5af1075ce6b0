"""Everything that one assessment amounts to, by the rules of `RULES`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from questionnaires.model import GENERAL, Question, Questionnaire
from scoring.assessment import DEFAULT_AMBITION, AgreedValue, Answer, Assessment
from scoring.domain import contenders, domain_questions, domain_result
from scoring.items import (
    agreed_by_item,
    agreement,
    answers_by_item,
    inside_outside,
    item_id,
    item_scores,
    numbers,
)
from scoring.municipality import group_scores, municipality
from scoring.opportunity import ranking
from scoring.result import Agreement, InsideOutside, Result

RULES = 2
"""The version of the scoring rules. A changed rule raises it; what was frozen is never scored again."""


def score(questionnaire: Questionnaire, assessment: Assessment) -> Result:
    """S1-S21 for one valid assessment of this questionnaire version."""
    answers, agreed = answers_by_item(assessment), agreed_by_item(assessment)
    asked, general = domain_questions(questionnaire), questionnaire.of_kind("general")
    domains = {
        domain_id: domain_result(asked, domain_id, answers, agreed, ambition(assessment, domain_id))
        for domain_id in assessment.domains
    }
    scores = item_scores((question.id for question in general), GENERAL, answers, agreed)
    general_items = {score.item: score for score in scores.values()}
    asked_items = list(_asked_items(assessment.domains, asked.all, general))
    return Result(
        rules=RULES,
        questionnaire_id=questionnaire.id,
        version=questionnaire.version,
        domains=domains,
        ranking=ranking(contenders(questionnaire, domains)),
        agreement=_agreement(asked_items, answers, agreed),
        inside_outside=_inside_outside(asked_items, assessment, answers),
        municipality=municipality(domains.values()),
        general_items=general_items,
        general_groups=group_scores(general, general_items),
    )


def ambition(assessment: Assessment, domain_id: str) -> int:
    """The ambition that counts for a domain, in points (S18)."""
    return assessment.ambitions.get(domain_id, DEFAULT_AMBITION)


def _asked_items(
    domain_ids: Iterable[str], domain: Sequence[Question], general: Iterable[Question]
) -> Iterator[tuple[str, Question]]:
    """Every item id with its question: domain by domain in the order of the questionnaire, then the general ones."""
    for domain_id in domain_ids:
        yield from ((item_id(domain_id, question.id), question) for question in domain)
    yield from ((item_id(GENERAL, question.id), question) for question in general)


def _agreement(
    items: Iterable[tuple[str, Question]], answers: Mapping[str, Sequence[Answer]], agreed: Mapping[str, AgreedValue]
) -> dict[str, Agreement]:
    """S13 for every item with a value 0-4 and no agreed value."""
    values = {item: numbers(answers.get(item, ())) for item, _ in items if item not in agreed}
    return {item: agreement(known) for item, known in values.items() if known}


def _inside_outside(
    items: Iterable[tuple[str, Question]], assessment: Assessment, answers: Mapping[str, Sequence[Answer]]
) -> dict[str, InsideOutside]:
    """S14 for every item that is about a level."""
    level_of = {participant.id: participant.level for participant in assessment.participants}
    by_item = {
        item: inside_outside(question.level, answers.get(item, ()), level_of)
        for item, question in items
        if question.level is not None
    }
    return {item: both for item, both in by_item.items() if both is not None}
