"""How people now look at then: beside then and now, on the same questions, and never part of a score."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.comparisons.document.ground import ComparisonMaterial
from app.documents.model import Block, Cell, Column, Paragraph, Section, Table, score_cell
from app.texts import looking_back as texts
from questionnaires.model import Domain
from scoring.comparison.core import comparable_questions
from scoring.comparison.moment import Moment, moment
from scoring.comparison.rounds import is_same_domain
from scoring.items import POINTS, item_id, points_by_question
from scoring.profile import Grid, grid, profile
from scoring.result import Score

_COLUMNS = (
    Column(title="Domein"),
    Column(title="Dimensie"),
    Column(title=texts.THEN, align="number"),
    Column(title=texts.SEEN_NOW, align="number"),
    Column(title=texts.NOW, align="number"),
    Column(title="Waarop dit rust"),
)


@dataclass(frozen=True, slots=True)
class DimensionSeen:
    """One dimension of one domain, three times over the same questions; a score is None where S9 does not show it."""

    dimension: str
    then: Score
    """As it was."""
    seen: Score
    """Then, as people see it now."""
    now: Score
    people: tuple[int, ...]
    """How many people looked back, for each of the questions."""


@dataclass(frozen=True, slots=True)
class DomainSeen:
    """One domain about which somebody looked back and could say something."""

    domain: Domain
    dimensions: tuple[DimensionSeen, ...]
    """Those of which a question has a score then, now and looking back."""


def looking_back_sections(material: ComparisonMaterial) -> tuple[Section, ...]:
    """The section on looking back; none when nobody did."""
    if not material.back:
        return ()
    rows = tuple(row for one in looked_back(material) for row in _rows(material, one))
    blocks: list[Block] = [Paragraph(text=texts.INTRODUCTION), Paragraph(text=texts.CAUTION, tone="warning")]
    if rows:
        blocks += [Table(caption=texts.CAPTION, columns=_COLUMNS, rows=rows), Paragraph(text=texts.READING)]
        blocks.append(Paragraph(text=texts.WHICH_QUESTIONS, tone="note"))
    else:
        blocks.append(Paragraph(text=texts.NOTHING_TO_SHOW))
    return (Section(id="terugkijken", title=texts.SECTION, blocks=tuple(blocks)),)


def looked_back(material: ComparisonMaterial) -> tuple[DomainSeen, ...]:
    """Every domain of both rounds about which somebody could say how it was, in the order of the later round."""
    known = _known(material)
    before, after = moment(material.before.data), moment(material.after.data)
    questions = comparable_questions(material.before.questionnaire, material.after.questionnaire)
    data, asked = material.after.data, material.after.questionnaire
    layout = grid(asked)
    found = (
        DomainSeen(domain, tuple(_dimensions(layout, domain.id, _seen(questions, domain.id, known), before, after)))
        for domain in asked.chosen_domains(data.domains, data.own_domains, data.renamed)
        if is_same_domain(domain.id, material.before.data, data)
    )
    return tuple(one for one in found if one.dimensions)


def _known(material: ComparisonMaterial) -> dict[str, list[int]]:
    """What people answered with 0 to 4 for then, by item."""
    known: dict[str, list[int]] = {}
    for back in material.back:
        if isinstance(back.value, int):
            known.setdefault(back.item, []).append(back.value)
    return known


def _seen(questions: Iterable[str], domain_id: str, known: Mapping[str, list[int]]) -> dict[str, list[int]]:
    found = {question: known.get(item_id(domain_id, question)) for question in questions}
    return {question: values for question, values in found.items() if values}


def _dimensions(
    layout: Grid, domain_id: str, seen: Mapping[str, Sequence[int]], before: Moment, after: Moment
) -> Iterator[DimensionSeen]:
    """Three profiles over the questions that have a score in each of the three, so that they can stand side by side."""
    then, now = (points_by_question(one.items(seen, domain_id)) for one in (before, after))
    inside = [question for question in seen if question in then and question in now]
    looked = {question: Fraction(POINTS * sum(seen[question]), len(seen[question])) for question in inside}
    scores = [profile(layout, {question: points[question] for question in inside}) for points in (then, looked, now)]
    for dimension, asked in layout.questions.items():
        people = tuple(len(seen[question]) for question in asked if question in looked)
        if people:
            was, is_seen, is_now = (each.dimensions[dimension] for each in scores)
            yield DimensionSeen(dimension, was, is_seen, is_now, people)


def _rows(material: ComparisonMaterial, one: DomainSeen) -> Iterator[tuple[Cell, ...]]:
    titles = {dimension.id: dimension.title for dimension in material.after.questionnaire.dimensions}
    for each in one.dimensions:
        rests_on = texts.rests_on(each.people, is_enough=each.seen is not None)
        scores = map(score_cell, (each.then, each.seen, each.now))
        yield (Cell(text=one.domain.short), Cell(text=titles[each.dimension]), *scores, Cell(text=rests_on))
