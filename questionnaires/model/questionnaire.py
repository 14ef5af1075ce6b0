"""One published version of a questionnaire, and how its texts read in one domain."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from questionnaires.model.base import Five, Frozen, Id, Kind, Parameters, Text, Version
from questionnaires.model.change import Change
from questionnaires.model.parts import (
    Action,
    Dimension,
    Domain,
    Facet,
    Level,
    Override,
    Question,
    Source,
    Term,
)


class Questionnaire(Frozen):
    """One published version of a questionnaire: everything that is asked, frozen."""

    id: Id
    version: Version
    title: Text
    instruction: Text
    provenance: Text
    """On what the questionnaire is based, to be shown wherever it presents itself."""
    words: Five
    levels: tuple[Level, ...]
    dimensions: tuple[Dimension, ...]
    facets: tuple[Facet, ...]
    domains: tuple[Domain, ...]
    own_domain: Parameters
    """The parameters of a domain that a municipality adds; `{titel}` in `domein` is its title."""
    questions: tuple[Question, ...]
    overrides: tuple[Override, ...] = ()
    actions: tuple[Action, ...] = ()
    terms: tuple[Term, ...] = ()
    sources: tuple[Source, ...] = ()
    changes: tuple[Change, ...] = ()
    """The was-wordt table: what became of each part of the version before. Empty in version 1."""

    @cached_property
    def _domains(self) -> dict[str, Domain]:
        return {domain.id: domain for domain in self.domains}

    @cached_property
    def _questions(self) -> dict[str, Question]:
        return {question.id: question for question in self.questions}

    @cached_property
    def _overrides(self) -> dict[tuple[str, str], Override]:
        return {(override.domain, override.question): override for override in self.overrides}

    def domain(self, domain_id: str) -> Domain:
        """The domain with this id. KeyError when there is none."""
        return self._domains[domain_id]

    def question(self, question_id: str) -> Question:
        """The question with this id, with its `{parameters}`. KeyError when there is none."""
        return self._questions[question_id]

    def has_question(self, question_id: str) -> bool:
        """Whether there is a question with this id."""
        return question_id in self._questions

    def level(self, level_id: str) -> Level:
        """The level with this id. KeyError when there is none."""
        return {level.id: level for level in self.levels}[level_id]

    def dimension(self, dimension_id: str) -> Dimension:
        """The dimension with this id. KeyError when there is none."""
        return {dimension.id: dimension for dimension in self.dimensions}[dimension_id]

    def source(self, source_id: str) -> Source:
        """The source with this id. KeyError when there is none."""
        return {source.id: source for source in self.sources}[source_id]

    @cached_property
    def dimension_of(self) -> dict[str, str]:
        """From facet id to dimension id."""
        return {facet.id: facet.dimension for facet in self.facets}

    def of_kind(self, kind: Kind) -> tuple[Question, ...]:
        """The questions of one kind, in order."""
        return tuple(question for question in self.questions if question.kind == kind)

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The titles of the groups of general questions, in order of first appearance."""
        return tuple(dict.fromkeys(question.group for question in self.of_kind("general") if question.group))

    def chosen_domains(
        self, ids: Sequence[str], own: Mapping[str, str] | None = None, renamed: Mapping[str, str] | None = None
    ) -> tuple[Domain, ...]:
        """The domains with these ids as one municipality uses them: own domains added, new names in place.

        `own` maps an own domain's id to its title, `renamed` a domain's id to its new title. KeyError for an
        id that is in neither the questionnaire nor `own`.
        """
        return tuple(self._chosen(domain_id, own or {}, renamed or {}) for domain_id in ids)

    def _chosen(self, domain_id: str, own: Mapping[str, str], renamed: Mapping[str, str]) -> Domain:
        if domain_id in own:
            return self._own(domain_id, own[domain_id])
        domain = self.domain(domain_id)
        return domain.renamed(renamed[domain_id]) if domain_id in renamed else domain

    def _own(self, domain_id: str, title: str) -> Domain:
        # Not str.format: a title is typed by people and may hold braces.
        sentence = self.own_domain.domein.replace("{titel}", title)
        parameters = self.own_domain.model_copy(update={"domein": sentence})
        return Domain(id=domain_id, title=title, short=title, explanation="", own=True, parameters=parameters)

    @property
    def any_domain(self) -> Domain:
        """What stands for every domain in the words of a question: those of an own domain fit each."""
        parameters = self.own_domain.model_copy(update={"domein": "dit domein"})
        return Domain(id="any", title="dit domein", short="dit domein", explanation="", parameters=parameters)

    def questions_in(self, domain: Domain, kind: Kind = "domain") -> tuple[Question, ...]:
        """The questions of a kind about one domain, in the words of that domain."""
        return tuple(self.question_in(domain, question) for question in self.of_kind(kind))

    def question_in(self, domain: Domain, question: Question) -> Question:
        """One question in the words of one domain, a differing text of that domain included."""
        override = self._overrides.get((domain.id, question.id))
        if override is not None:
            texts = {"text": override.text or question.text, "help": override.help or question.help}
            question = question.model_copy(update=texts)
        return question.filled(domain.parameters)

    def actions_in(self, domain: Domain, question_id: str) -> tuple[Action, ...]:
        """The actions of the bank on one question, in the words of one domain."""
        return tuple(action.filled(domain.parameters) for action in self.actions if action.question == question_id)
