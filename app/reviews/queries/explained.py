"""The explanation of a domain's scores as sentences, from the steps of `scoring.explanation`."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from app.formatting import long_date, number
from app.reviews.queries.functions import function_of
from app.reviews.queries.items import value_text
from app.reviews.queries.review import Review
from app.texts import explanations as texts
from questionnaires.model import Question
from scoring.explanation import DomainExplanation, Step, domain_explanation
from scoring.items import question_id


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One question in an explanation: its place, its points, and what they are made of."""

    question: str
    place: str
    number: str
    how: str


@dataclass(frozen=True, slots=True)
class Explained:
    """One score: its name and number, the sentences that make it, and the questions below it."""

    title: str
    number: str
    sentences: tuple[str, ...]
    rows: tuple[ItemRow, ...] = ()


@dataclass(frozen=True)
class DomainExplainer:
    """Puts the steps of one domain into words."""

    review: Review
    domain: str
    people: Mapping[uuid.UUID, str]
    """The function of everybody who agreed a score, by user."""

    @cached_property
    def steps(self) -> DomainExplanation:
        """The steps to every number of the domain."""
        review = self.review
        return domain_explanation(review.questionnaire, review.data, review.result, self.domain)

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """The questions of the domain in its own words, chance questions included."""
        found = (*self.review.questions(self.domain), *self.review.chances(self.domain))
        return {question.id: question for question in found}

    @cached_property
    def functions(self) -> Mapping[str, str]:
        """The function of every participant, by the id that scoring knows them by."""
        return {str(part.id): function_of(part, self.review.questionnaire) for part in self.review.rows.participations}

    def all(self) -> tuple[Explained, ...]:
        """The total, the dimensions, the levels and the chance."""
        return (self._total(), *self._dimensions(), self._levels(), *self._chances())

    def _total(self) -> Explained:
        step, found = self.steps.known.total, self.review.result.domains[self.domain].total
        sentences = [*self._mean("Het totaal", step), texts.bandwidth("Het totaal", found.low, found.high)]
        sentences += self._when_known("Het totaal", step)
        return Explained("Totaal", _number(step), tuple(text for text in sentences if text))

    def _dimensions(self) -> Iterator[Explained]:
        for dimension in self.review.questionnaire.dimensions:
            step = self.steps.known.dimensions[dimension.id]
            found = self.review.result.domains[self.domain].dimensions[dimension.id]
            sentences = [*self._mean(dimension.title, step), texts.bandwidth(dimension.title, found.low, found.high)]
            for level in self.review.questionnaire.levels:
                sentences += self._cell(dimension.id, level.id)
            sentences += self._when_known(dimension.title, step)
            rows = tuple(self._item_row(question) for question in self._asked(dimension.id))
            yield Explained(dimension.title, _number(step), tuple(text for text in sentences if text), rows)

    def _asked(self, dimension: str) -> Iterator[Question]:
        of = self.review.questionnaire.dimension_of
        return (q for q in self.review.questions(self.domain) if q.facet and of[q.facet] == dimension)

    def _cell(self, dimension: str, level: str) -> list[str]:
        """The cell from its facets, where it has more than one."""
        step = self.steps.known.cells[dimension, level]
        if len(step.parts) + len(step.left_out) < 2:
            return []
        return self._mean(self._name(step, start=True), step)

    def _levels(self) -> Explained:
        sentences = [
            sentence
            for level in self.review.questionnaire.levels
            for sentence in self._mean(level.title, self.steps.known.levels[level.id])
        ]
        return Explained("Niveaus", "", tuple(sentences))

    def _chances(self) -> Iterator[Explained]:
        found, items = self.steps.opportunity, self.steps.opportunity_items
        sentences = [*self._mean("De opbrengst", found.return_), *self._feasibility(), *self._room()]
        if found.chance.value is None:
            sentences.append(texts.without_number("De kans", found.chance.reason))
        else:
            sentences.append(f"De kans is {number(found.chance.value)}. {texts.RULES['S19']}")
        rows = tuple(self._item_row(self.questions[question]) for question in items)
        yield Explained("Kans", _number(found.chance), tuple(sentences), rows)

    def _feasibility(self) -> list[str]:
        step = self.steps.opportunity.feasibility
        if step.value is None:
            return self._mean("De haalbaarheid", step)
        own = next((part for part in step.parts if part.kind == "own_feasibility"), None)
        parts = [(part.weight, self._name(part), part.value) for part in step.parts if part.value is not None]
        first = self._mean("Het moment en de mensen", own) if own else []
        return [*first, texts.sum_of("De haalbaarheid", step.value, parts)]

    def _room(self) -> list[str]:
        step = self.steps.opportunity.room
        if step.value is None:
            return [texts.without_number("De ruimte", step.reason)]
        ambition = self.review.result.domains[self.domain].ambition
        return [f"De ruimte is {number(step.value, 2)}: de ambitie is {ambition} punten. {texts.RULES['S18']}"]

    def _mean(self, title: str, step: Step) -> list[str]:
        parts = [(self._name(part), part.value) for part in step.parts if part.value is not None]
        if step.value is None:
            sentences = [texts.without_number(title, step.reason)]
        else:
            sentences = [texts.mean_of(title, step.value, parts)]
        return sentences + [texts.left_out(self._name(part, start=True), part.reason) for part in step.left_out]

    def _when_known(self, title: str, step: Step) -> list[str]:
        found = [(self.questions[question_id(known.item)].text, known) for known in step.when_known]
        return [texts.when_known(text, title, known.low, known.high) for text, known in found]

    def _name(self, step: Step, start: bool = False) -> str:
        """What a step is called inside a sentence, or at its start."""
        name = self._named(step)
        return name[:1].upper() + name[1:] if start else name

    def _named(self, step: Step) -> str:
        asked, path = self.review.questionnaire, step.subject.split("/")
        if step.kind == "item":
            return f"‘{self.questions[path[1]].text}’"
        if step.kind == "own_feasibility":
            return "het moment en de mensen"
        names = {dimension.id: dimension.title.lower() for dimension in asked.dimensions}
        names |= {level.id: level.title.lower() for level in asked.levels}
        if step.kind == "facet":
            # One facet has the name of its dimension.
            facet = next(facet for facet in asked.facets if facet.id == path[1])
            return f"het deel over {facet.title.lower()}"
        if step.kind == "cell":
            return f"{names[path[1]]} bij {names[path[2]]}"
        return names[path[1]] if len(path) > 1 else "het totaal"

    def _item_row(self, question: Question) -> ItemRow:
        step = self.steps.known.items.get(question.id) or self.steps.opportunity_items[question.id]
        return ItemRow(question.text, self._place(question), _number(step), self._how(step))

    def _place(self, question: Question) -> str:
        asked = self.review.questionnaire
        if question.facet is None or question.level is None:
            return ""
        facet = next(facet for facet in asked.facets if facet.id == question.facet)
        return f"{facet.title} bij {asked.level(question.level).title.lower()}"

    def _how(self, step: Step) -> str:
        agreed = self.review.agreed.get(step.subject)
        answers = [part for part in step.left_out if part.kind == "answer"]
        unused = texts.not_counted([self._answer(part) for part in answers])
        if agreed is not None:
            who = self.people.get(agreed.saved_by, "een collega")
            said = (who, long_date(agreed.saved_at.date()), agreed.reason or "")
            first = (
                texts.agreed_not_applicable(*said)
                if step.value is None
                else texts.from_agreed(agreed.value, step.value, *said)
            )
        elif step.value is not None:
            first = texts.from_answers([self._answer(part) for part in step.parts], step.value)
        else:
            first = texts.no_answers(step.reason or "unknown")
        return f"{first} {unused}" if unused else first

    def _answer(self, part: Step) -> tuple[str, str]:
        value = str(part.value) if part.value is not None else value_text(part.reason or "unknown")
        return value, self.functions[part.subject]


def _number(step: Step) -> str:
    return "–" if step.value is None else number(step.value)
