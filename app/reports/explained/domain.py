"""Every score of a domain, explained: the total, the dimensions with their cells, the levels, the chance, the place."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from app.reports.explained.case import Case
from app.reports.explained.chance import chance_explained
from app.reports.explained.items import item_row, points
from app.reports.explained.means import exact, mean_sentences, when_known_sentences
from app.reports.explained.model import Explained
from app.reports.explained.naming import Naming
from app.reports.explained.place import place_explained
from app.texts.explanations import scores as texts
from questionnaires.model import Dimension, Question
from scoring.explanation import DomainExplanation, Step
from scoring.words import BALANCED, near_border, pattern, total_step, word_step

TOTAL = "Het totaal"


def explain_domain(case: Case, domain_id: str) -> tuple[Explained, ...]:
    """All that is shown about a domain, each with its number."""
    return tuple(_DomainExplainer(case, domain_id).all())


@dataclass(frozen=True)
class _DomainExplainer:
    case: Case
    domain: str

    @cached_property
    def steps(self) -> DomainExplanation:
        return self.case.domain(self.domain)

    @cached_property
    def naming(self) -> Naming:
        return Naming(self.case.questionnaire, self.case.questions(self.domain))

    def all(self) -> Iterator[Explained]:
        yield self._total()
        for dimension in self.case.questionnaire.dimensions:
            yield self._dimension(dimension)
        yield self._levels()
        yield chance_explained(self.case, self.naming, self.steps)
        if self.domain in self.case.places:
            yield place_explained(self.case, self.domain)

    def _total(self) -> Explained:
        known = self.steps.known.total
        sentences = [
            *mean_sentences(self.naming, TOTAL, known),
            *self._total_word(),
            *self._weakest(),
            *self._bandwidth(TOTAL, self.steps.low.total, self.steps.high.total),
            *when_known_sentences(self.naming.questions, TOTAL, known),
        ]
        return Explained("totaal", "Totaal", points(known), tuple(sentences), ("S6", "S7", "S10", "S11"))

    def _total_word(self) -> Iterator[str]:
        total, words = exact(self.steps.known.total), self.case.questionnaire.words
        parts = {
            name: value for name, step in self.steps.known.dimensions.items() if (value := exact(step)) is not None
        }
        if total is None:
            return
        lowest = min(parts, key=parts.__getitem__)
        step = total_step(total, parts.values())
        held = (self.case.questionnaire.dimension(lowest).title.lower(), words[word_step(parts[lowest])])
        yield texts.word(total, words[step], held if step < word_step(total) else None, bool(near_border(total)))

    def _weakest(self) -> Iterator[str]:
        known = {place: step.value for place, step in self.steps.known.cells.items() if step.value is not None}
        if known:
            lowest = min(known, key=known.__getitem__)
            yield texts.weakest(self.naming.cell(*lowest), known[lowest])

    def _dimension(self, dimension: Dimension) -> Explained:
        known, title = self.steps.known.dimensions[dimension.id], dimension.title
        low, high = (profile.dimensions[dimension.id] for profile in (self.steps.low, self.steps.high))
        sentences = [
            *mean_sentences(self.naming, title, known),
            *self._word(known),
            *self._coverage(dimension.id),
            *self._bandwidth(title, low, high),
            *(sentence for level in self.case.questionnaire.levels for sentence in self._cell(dimension.id, level.id)),
            *when_known_sentences(self.naming.questions, title, known),
        ]
        rows = tuple(
            item_row(self.case, question, self.naming.place(question), self.steps.known.items[question.id])
            for question in self._asked(dimension.id)
        )
        rules = ("S1", "S2", "S3", "S4", "S8", "S9", "S10", "S11", "S13", "S14")
        return Explained(dimension.id, title, points(known), tuple(sentences), rules, rows)

    def _asked(self, dimension: str) -> Iterator[Question]:
        of = self.case.questionnaire.dimension_of
        return (q for q in self.naming.questions.values() if q.facet and of[q.facet] == dimension)

    def _word(self, step: Step) -> Iterator[str]:
        score = exact(step)
        if score is not None:
            word = self.case.questionnaire.words[word_step(score)]
            yield texts.word(score, word, None, bool(near_border(score)))

    def _coverage(self, dimension: str) -> Iterator[str]:
        step = self.steps.coverage[dimension]
        unknown = sum(part.reason == "unknown" for part in step.left_out)
        yield texts.coverage(len(step.parts), unknown, len(step.left_out) - unknown)
        items = (*step.parts, *step.left_out)
        answers = [part for item in items for part in (*item.parts, *item.left_out) if part.kind == "answer"]
        given = texts.unknown_answers(sum(part.reason == "unknown" for part in answers), len(answers))
        if given:
            yield given

    def _cell(self, dimension: str, level: str) -> Iterator[str]:
        """The cell from its facets where it has more than one, and each facet from its questions."""
        cell = self.steps.known.cells[dimension, level]
        facets, start = (*cell.parts, *cell.left_out), self.naming.start(cell)
        if cell.value is None:
            yield texts.without_number(start, cell.reason)
        elif len(facets) > 1:
            yield from mean_sentences(self.naming, start, cell)
        for facet in cell.parts:
            if len(facets) == 1 or len(facet.parts) + len(facet.left_out) > 1:
                name = start if len(facets) == 1 else f"{self.naming.start(facet)} ({self.naming.of(cell)})"
                values = [part.value for part in facet.parts if part.value is not None]
                yield texts.of_questions(name, facet.value or 0, values, len(facet.left_out))

    def _levels(self) -> Explained:
        steps = self.steps.known.levels
        sentences = [
            sentence
            for level in self.case.questionnaire.levels
            for sentence in mean_sentences(self.naming, level.title, steps[level.id])
        ]
        return Explained("niveaus", "Niveaus", "", (*sentences, *self._gap()), ("S5", "S12"))

    def _gap(self) -> Iterator[str]:
        values = {level: exact(step) for level, step in self.steps.known.levels.items()}
        known = {level: value for level, value in values.items() if value is not None}
        if len(known) == len(values):
            highest, lowest = max(known, key=known.__getitem__), min(known, key=known.__getitem__)
            ends = [(self.case.questionnaire.level(level).title, known[level]) for level in (highest, lowest)]
            yield texts.level_gap(ends[0], ends[1], pattern(known) == BALANCED)

    @staticmethod
    def _bandwidth(title: str, low: Step, high: Step) -> list[str]:
        sentence = texts.bandwidth(title, exact(low), exact(high))
        return [sentence] if sentence else []
