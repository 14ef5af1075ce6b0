"""What the sections of the evaluation report are written from, looked up once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from app.comparisons.document.material import ComparisonMaterial, Round
from app.comparisons.sentences.domains import WHOLE_MUNICIPALITY
from app.reports.document.standing import Standing, standing
from questionnaires.model import GENERAL, Domain, Question
from scoring.comparison import DomainComparison
from scoring.comparison.core import comparable_questions
from scoring.comparison.moment import Moment, moment
from scoring.comparison.rounds import is_same_domain
from scoring.engine import score
from scoring.result import DomainResult, ItemScore, Result


@dataclass(frozen=True, eq=False)
class Compared:
    """One domain of the later round."""

    domain: Domain
    found: DomainComparison | None
    """None: the earlier round did not have it."""
    then: DomainResult | None
    """Its whole profile of then."""
    now: DomainResult

    @property
    def name(self) -> str:
        """The name as it stands inside a sentence."""
        return self.domain.short

    @property
    def standing(self) -> Standing:
        """Where it went as a whole."""
        return standing(self.found.dimensions.values()) if self.found else "unknown"


@dataclass(frozen=True, eq=False)
class Ground:
    """The material with everything that can be worked out from it."""

    material: ComparisonMaterial

    @cached_property
    def then(self) -> Moment:
        """Who said what in the earlier round."""
        return moment(self.material.before.data)

    @cached_property
    def now(self) -> Moment:
        """Who said what in the later round."""
        return moment(self.material.after.data)

    @cached_property
    def result_then(self) -> Result:
        """The whole of the earlier round."""
        return score(self.material.before.questionnaire, self.material.before.data)

    @cached_property
    def result_now(self) -> Result:
        """The whole of the later round."""
        return score(self.material.after.questionnaire, self.material.after.data)

    @cached_property
    def comparable(self) -> frozenset[str]:
        """The profile questions that mean the same in both rounds (S22)."""
        return frozenset(comparable_questions(self.material.before.questionnaire, self.material.after.questionnaire))

    @cached_property
    def domains(self) -> tuple[Compared, ...]:
        """The domains of the later round, in its order."""
        results = self.result_then.domains
        return tuple(
            Compared(
                domain,
                found := self.material.comparison.domains[domain.id],
                results[domain.id] if found else None,
                self.result_now.domains[domain.id],
            )
            for domain in domains_of(self.material.after)
        )

    @cached_property
    def left(self) -> tuple[Domain, ...]:
        """The domains of the earlier round that the later one does not have; also an own one with another title."""
        return tuple(domain for domain in domains_of(self.material.before) if not self.is_shared(domain.id))

    def is_shared(self, domain_id: str) -> bool:
        """Whether both rounds have this domain; they always have the general part."""
        return domain_id == GENERAL or is_same_domain(domain_id, self.material.before.data, self.material.after.data)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The names of the dimensions of the later version."""
        return {dimension.id: dimension.title for dimension in self.material.after.questionnaire.dimensions}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names of all domains, those of the later round first, and of the general part."""
        now = {domain.id: domain.short for domain in domains_of(self.material.after)}
        return {**now, **{name: title for name, title in self.names_then.items() if name not in now}}

    @cached_property
    def names_then(self) -> Mapping[str, str]:
        """The names of the domains of the earlier round, and of the general part."""
        then = {domain.id: domain.short for domain in domains_of(self.material.before)}
        return {**then, GENERAL: WHOLE_MUNICIPALITY}

    def question(self, item: str) -> Question | None:
        """The question of an item in the words of the later round, or else of the earlier; None for neither."""
        return question_of(self.material.after, item) or question_of(self.material.before, item)

    def item_then(self, item: str) -> ItemScore | None:
        """S1 for an item in the earlier round; None when it was not asked."""
        return _item(self.material.before, self.then, item)

    def item_now(self, item: str) -> ItemScore | None:
        """S1 for an item in the later round; None when it was not asked."""
        return _item(self.material.after, self.now, item)

    def means_the_same(self, item: str) -> bool:
        """Whether an item asks the same in both rounds."""
        domain_id, _, question_id = item.partition("/")
        before, after = self.material.before.questionnaire, self.material.after.questionnaire
        if not (self.is_shared(domain_id) and before.has_question(question_id) and after.has_question(question_id)):
            return False
        return before.question(question_id).meaning == after.question(question_id).meaning


def domains_of(one: Round) -> tuple[Domain, ...]:
    """The domains of a round as the municipality calls them."""
    return one.questionnaire.chosen_domains(one.data.domains, one.data.own_domains, one.data.renamed)


def question_of(one: Round, item: str) -> Question | None:
    """The question of an item in the words of a round; None when the round did not ask it."""
    domain_id, _, question_id = item.partition("/")
    if not one.questionnaire.has_question(question_id):
        return None
    question = one.questionnaire.question(question_id)
    if domain_id == GENERAL:
        return question
    domain = next((each for each in domains_of(one) if each.id == domain_id), None)
    return one.questionnaire.question_in(domain, question) if domain else None


def _item(one: Round, at: Moment, item: str) -> ItemScore | None:
    domain_id, _, question_id = item.partition("/")
    if not one.questionnaire.has_question(question_id) or (domain_id not in (GENERAL, *one.data.domains)):
        return None
    return at.items([question_id], domain_id)[question_id]
