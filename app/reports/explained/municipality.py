"""The numbers of the municipality as a whole (S15), the order of its domains, and one question, explained."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.reports.explained.case import Case, Explained, Naming
from app.reports.explained.domain import (
    chances_in_order,
    difference,
    item_row,
    made_of,
    mean_sentences,
    points,
    when_known_sentences,
)
from app.texts import explanations as items
from app.texts import explanations as places
from app.texts import explanations as texts
from app.web.formatting import Number
from questionnaires.model import GENERAL, Question
from scoring.explanation import DomainExplanation, Step
from scoring.items import item_id, question_id
from scoring.municipality import REACHED

Named = tuple[str, Number]


def explain_municipality(case: Case) -> tuple[Explained, ...]:
    """Breadth, depth and balance, the order of the domains, and the groups of general questions."""
    return (_breadth(case), _depth(case), _balance(case), order_explained(case), *_groups(case))


def _named(case: Case, steps: Iterable[Step]) -> list[Named]:
    """The domains of these steps with their values, lowest first."""
    found = [(case.name(step.subject), step.value) for step in steps if step.value is not None]
    return sorted(found, key=lambda each: each[1])


def _missing(case: Case, step: Step) -> list[str]:
    return [case.name(part.subject) for part in step.left_out]


def _breadth(case: Case) -> Explained:
    reached, shown = (int(step.value or 0) for step in (case.municipality.reached, case.municipality.shown))
    totals = _named(case, case.municipality.reached.parts)
    above, below = ([each for each in totals if (each[1] >= REACHED) is high] for high in (True, False))
    sentences = [texts.breadth(reached, shown)]
    sentences += [texts.above(above[::-1])] if above else []
    sentences += [texts.below(below[::-1])] if below else []
    missing = _missing(case, case.municipality.reached)
    sentences += [texts.without_total(missing)] if missing else []
    return Explained("breedte", texts.BREADTH, f"{reached} van {shown}", tuple(sentences), ("S15",))


def _depth(case: Case) -> Explained:
    step = case.municipality.depth
    sentence = texts.median("De totalen", _named(case, step.parts), step.value) if step.value is not None else None
    missing = _missing(case, step)
    sentences = (sentence or texts.NO_DEPTH, *([texts.without_total(missing)] if missing else []))
    return Explained("diepte", texts.DEPTH, points(step), sentences, ("S15",))


def _balance(case: Case) -> Explained:
    step = case.municipality.balance
    sentences = [_gap(case, part) for part in step.parts]
    if step.value is None:
        sentences.append(texts.NO_BALANCE)
    else:
        sentences.append(texts.median("De verschillen", _named(case, step.parts), step.value))
    missing = _missing(case, step)
    sentences += [texts.without_levels(missing)] if missing else []
    return Explained("balans", texts.BALANCE, points(step), tuple(sentences), ("S12", "S15"))


def _gap(case: Case, step: Step) -> str:
    levels = {part.subject.split("/")[1]: part.value or 0 for part in step.parts}
    highest, lowest = max(levels, key=levels.__getitem__), min(levels, key=levels.__getitem__)
    ends = [(case.questionnaire.level(level).title.lower(), levels[level]) for level in (highest, lowest)]
    return texts.gap(case.name(step.subject), ends[0], ends[1], step.value or 0)


def order_explained(case: Case) -> Explained:
    """The order of the domains by chance, with the place of each."""
    if not case.places:
        return Explained("volgorde", "Volgorde van de kansen", "", (places.NO_ORDER,), ("S19", "S20"))
    first = next(iter(case.places.values()))
    sentences = [places.order(chances_in_order(case, first.rank))]
    for domain_id, own in case.places.items():
        rank, best, worst = (int(step.value or 0) for step in (own.rank, own.best, own.worst))
        sentences.append(places.in_short(case.name(domain_id), rank, best, worst))
    return Explained("volgorde", "Volgorde van de kansen", "", tuple(sentences), ("S19", "S20", "S21"))


def _groups(case: Case) -> Iterator[Explained]:
    questions = case.questions(GENERAL)
    naming = Naming(case.questionnaire, questions)
    for place, (title, step) in enumerate(case.municipality.general_groups.items(), start=1):
        ids = [question.id for question in questions.values() if question.group == title]
        steps = {question_id(item): step for item, step in case.municipality.general_items.items()}
        rows = tuple(item_row(case, questions[name], "", steps[name]) for name in ids)
        sentences = tuple(mean_sentences(naming, title, step))
        yield Explained(f"onderwerp-{place}", title, points(step), sentences, ("S1", "S13", "S15"), rows)


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
