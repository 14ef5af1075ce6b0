"""One assessment to explain, and what an explanation is: every text in Dutch, every number already formatted."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from app.texts.explanations import words_of
from app.texts.words import sentence_start
from questionnaires.model import GENERAL, Domain, Question, Questionnaire
from scoring.assessment import AgreedScore, Answer, Assessment
from scoring.explanation import (
    AgreementExplanation,
    DomainExplanation,
    MunicipalityExplanation,
    PlaceExplanation,
    Step,
    agreement_explanation,
    domain_explanation,
    municipality_explanation,
    place_explanations,
)
from scoring.items import answers_by_item
from scoring.result import Result


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One question in an explanation: its place, its points, and what they are made of."""

    item: str
    question: str
    place: str
    """`Middelen bij beleid`; empty for a question without a place in the profile."""
    number: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """One score: its name and number, the sentences that make it, by which rules, and the questions below it."""

    id: str
    """To link to: the only one on its page."""
    title: str
    number: str
    """Empty where there is no single number."""
    sentences: tuple[str, ...]
    rules: tuple[str, ...] = ()
    rows: tuple[ItemRow, ...] = ()

    @property
    def rule_words(self) -> Mapping[str, str]:
        """The rules by number, in words."""
        return words_of(self.rules)


@dataclass(frozen=True)
class Naming:
    """The names of one domain's steps."""

    questionnaire: Questionnaire
    questions: Mapping[str, Question]

    def of(self, step: Step) -> str:
        """What a step is called inside a sentence."""
        asked, path = self.questionnaire, step.subject.split("/")
        if step.kind == "item":
            return f"‘{self.questions[path[1]].short_name}’"
        if step.kind == "own_feasibility":
            return "het moment en de mensen"
        if step.kind == "facet":
            # One facet has the name of its dimension.
            return f"het deel over {self._facet(path[1]).lower()}"
        if step.kind == "cell":
            return self.cell(path[1], path[2])
        names = {dimension.id: dimension.title.lower() for dimension in asked.dimensions}
        names |= {level.id: level.title.lower() for level in asked.levels}
        return names[path[1]] if len(path) > 1 else "het totaal"

    def start(self, step: Step) -> str:
        """The same, at the start of a sentence."""
        return sentence_start(self.of(step))

    def cell(self, dimension: str, level: str) -> str:
        """`middelen bij beleid`."""
        asked = self.questionnaire
        return f"{asked.dimension(dimension).title.lower()} bij {asked.level(level).title.lower()}"

    def place(self, question: Question) -> str:
        """Where a question stands in the profile: `Capaciteit bij beleid`; empty for one that stands nowhere."""
        if question.facet is None or question.level is None:
            return ""
        return f"{self._facet(question.facet)} bij {self.questionnaire.level(question.level).title.lower()}"

    def _facet(self, facet_id: str) -> str:
        return next(facet.title for facet in self.questionnaire.facets if facet.id == facet_id)


@dataclass(frozen=True, slots=True)
class HowAgreed:
    """How a score was agreed: who wrote it down (a function), when, who was there, and who sees it differently."""

    who: str
    day: date
    present: str | None = None
    dissent: str | None = None


@dataclass(frozen=True, eq=False)
class Case:
    """What explanations are made from; each part is computed once, when it is asked for."""

    questionnaire: Questionnaire
    data: Assessment
    result: Result
    functions: Mapping[str, str] | None
    """What each participant is, by id. None for who may not see single answers: then only numbers are told."""
    agreements: Mapping[str, HowAgreed] = field(default_factory=dict)
    """By item, as far as it is known how a score was agreed."""
    levels_told: bool = True
    """Whether it is told what one level says beside the others: that can be a single person."""

    @cached_property
    def domains(self) -> Mapping[str, Domain]:
        """The chosen domains by id, in their order and under their own names."""
        data = self.data
        chosen = self.questionnaire.chosen_domains(data.domains, data.own_domains, data.renamed)
        return {domain.id: domain for domain in chosen}

    def questions(self, domain_id: str) -> Mapping[str, Question]:
        """The questions about a domain (chance questions included) or the general ones, in their own words."""
        if domain_id == GENERAL:
            return {question.id: question for question in self.questionnaire.of_kind("general")}
        domain = self.domains[domain_id]
        found = (*self.questionnaire.questions_in(domain), *self.questionnaire.questions_in(domain, "opportunity"))
        return {question.id: question for question in found}

    @cached_property
    def agreed(self) -> Mapping[str, AgreedScore]:
        """The agreed scores by item."""
        return {score.item: score for score in self.data.agreed}

    @cached_property
    def answers(self) -> Mapping[str, list[Answer]]:
        """The answers by item."""
        return answers_by_item(self.data)

    def domain(self, domain_id: str) -> DomainExplanation:
        """The steps to every number of a domain."""
        return domain_explanation(self.questionnaire, self.data, self.result, domain_id)

    def agreement(self, item: str) -> AgreementExplanation:
        """The steps to how people differ about an item."""
        return agreement_explanation(self.questionnaire, self.data, self.result, item)

    @cached_property
    def municipality(self) -> MunicipalityExplanation:
        """The steps to the numbers of the municipality as a whole."""
        return municipality_explanation(self.questionnaire, self.data, self.result)

    @cached_property
    def places(self) -> Mapping[str, PlaceExplanation]:
        """The steps to the place of every domain that has one, in their order."""
        return place_explanations(self.questionnaire, self.data, self.result)

    def from_outside(self) -> "Case":
        """The same for people of the municipality that this one became part of: no more of anybody than the report."""
        return replace(self, functions=None, agreements={}, levels_told=False)

    def name(self, domain_id: str) -> str:
        """A domain inside a sentence."""
        return self.domains[domain_id].short
