"""One question, explained by itself: what makes its points, in what else they count, and what it could change."""

from collections.abc import Iterator
from dataclasses import replace

from app.reports.explained.case import Case
from app.reports.explained.items import difference, made_of, points
from app.reports.explained.means import when_known_sentences
from app.reports.explained.model import Explained
from app.reports.explained.naming import Naming
from app.texts.explanations import items
from questionnaires.model import GENERAL, Question
from scoring.explanation import DomainExplanation, Step
from scoring.items import item_id


def explain_item(case: Case, domain_id: str, name: str) -> Explained:
    """The score of one question about a domain, or of a general one."""
    questions = case.questions(domain_id)
    question = questions[name]
    if domain_id == GENERAL:
        step = case.municipality.general_items[item_id(GENERAL, name)]
        counts: Iterator[str] = iter(())
    else:
        steps = case.domain(domain_id)
        step = (steps.known.items if question.kind == "domain" else steps.opportunity_items)[name]
        counts = _counts(case, Naming(case.questionnaire, questions), steps, question)
    sentences = (*made_of(case, step), *difference(case, question, step), *counts)
    return Explained("score", question.text, points(step), sentences, _rules(case, step))


def _rules(case: Case, step: Step) -> tuple[str, ...]:
    differs = step.subject not in case.agreed and len(case.answers.get(step.subject, ())) > 1
    return ("S1", "S13", "S14") if differs else ("S1",)


def _counts(case: Case, naming: Naming, steps: DomainExplanation, question: Question) -> Iterator[str]:
    """In which cell and dimension the question counts; for an unknown one what it could still do."""
    if question.facet is None or question.level is None:
        return
    dimension = case.questionnaire.dimension_of[question.facet]
    cell, score = steps.known.cells[dimension, question.level], steps.known.dimensions[dimension]
    own = steps.known.items[question.id]
    title = case.questionnaire.dimension(dimension).title
    if own.value is not None and cell.value is not None:
        yield items.counts_in(naming.of(cell), cell.value, title.lower(), score.value)
    yield from when_known_sentences(None, title, _only(score, own))
    yield from when_known_sentences(None, "Het totaal", _only(steps.known.total, own))


def _only(step: Step, own: Step) -> Step:
    """The step with what this one question could do to it."""
    return replace(step, when_known=tuple(known for known in step.when_known if known.item == own.subject))
