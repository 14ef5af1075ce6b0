"""One assessment to explain: what went in, what came out, and the steps between them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from questionnaires.model import GENERAL, Domain, Question, Questionnaire
from scoring.assessment import AgreedScore, Answer, Assessment
from scoring.explanation import (
    AgreementExplanation,
    DomainExplanation,
    MunicipalityExplanation,
    PlaceExplanation,
    agreement_explanation,
    domain_explanation,
    municipality_explanation,
    place_explanations,
)
from scoring.items import answers_by_item
from scoring.result import Result


@dataclass(frozen=True, slots=True)
class Agreement:
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
    agreements: Mapping[str, Agreement] = field(default_factory=dict)
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
