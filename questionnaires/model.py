"""The frozen models of a questionnaire: what is asked, about which domains, with which described answers."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_.]*$")]
Text = Annotated[str, Field(min_length=1)]
Kind = Literal["domain", "general", "opportunity"]
Axis = Literal["return", "feasibility"]
Effort = Literal["small", "medium", "large"]

GENERAL = "algemeen"
"""The domain id of the municipality-wide items."""

OWN_DOMAINS = ("eigen_1", "eigen_2", "eigen_3")
"""The ids that a municipality's own domains get, in this order."""

_PARAMETER = re.compile(r"\{(\w+)\}")


class Frozen(BaseModel):
    """Base of every model here: immutable, no unknown keys, no conversions (a `true` is never a 1)."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Level(Frozen):
    """Bestuur, beleid or uitvoering: where in the organisation an item is about."""

    id: Id
    title: Text
    explanation: Text


class Dimension(Frozen):
    """Betrokkenheid, middelen or ondersteuning: what a profile is made of."""

    id: Id
    title: Text
    explanation: Text


class Facet(Frozen):
    """Aandacht, steun, middelen or capaciteit; each belongs to one dimension."""

    id: Id
    title: Text
    dimension: Id


class Source(Frozen):
    """Where a fact or an idea comes from."""

    id: Id
    title: Text
    link: str | None = None


class Fact(Frozen):
    """One sentence of fact, with its year where that is known and the id of its source."""

    text: Text
    year: str | None = None
    source: Id


class Parameters(Frozen):
    """What fills the `{parameters}` in texts. The names are the Dutch words that stand in the texts themselves."""

    domein: Text
    bestuurder: Text
    uitvoerders: Text
    contactmoment: Text
    partners: Text
    d2voorbeeld: Text
    resultaat: Text
    inwoner: Text
    inwoners: Text

    def fill(self, text: str) -> str:
        """The text with every `{name}` filled in; `{Name}` gets a capital. KeyError for a name that does not exist."""
        return _PARAMETER.sub(self._value, text)

    def _value(self, match: re.Match[str]) -> str:
        name = match[1]
        value = self._values[name.lower()]
        return value[0].upper() + value[1:] if name[0].isupper() else value

    @cached_property
    def _values(self) -> dict[str, str]:
        return dict(self)


def parameter_names(text: str) -> list[str]:
    """The names between braces in a text, in lower case, in order."""
    return [name.lower() for name in _PARAMETER.findall(text)]


class Domain(Frozen):
    """A policy domain with the words that make general questions fit it."""

    id: Id
    title: Text
    short: Text
    explanation: str
    default: bool = False
    own: bool = False
    parameters: Parameters
    fact: Fact | None = None
    practice: str | None = None
    """The action from practice that belongs to this domain, one or two sentences."""

    def renamed(self, title: str) -> "Domain":
        """The same domain under the name that a municipality gives it, in its questions too."""
        parameters = self.parameters.model_copy(update={"domein": f"het domein {title}"})
        return self.model_copy(update={"title": title, "short": title, "parameters": parameters})


class Question(Frozen):
    """One question with its five described answers; option n has value n."""

    id: Id
    kind: Kind
    text: Text
    help: Text
    options: Annotated[tuple[Text, ...], Field(min_length=5, max_length=5)]
    meaning: Annotated[int, Field(ge=1)] = 1
    anchor: bool = False
    facet: Id | None = None
    level: Id | None = None
    group: str | None = None
    axis: Axis | None = None
    evidence: str | None = None
    """What could show the answer, as examples."""

    def filled(self, parameters: Parameters) -> "Question":
        """The question with its parameters filled in."""
        fill = parameters.fill
        return self.model_copy(
            update={"text": fill(self.text), "help": fill(self.help), "options": tuple(map(fill, self.options))}
        )


class Override(Frozen):
    """A text that differs in one domain; what is absent stays as it is."""

    domain: Id
    question: Id
    text: str | None = None
    help: str | None = None


class Action(Frozen):
    """An improvement action from the bank, on one question."""

    id: Id
    question: Id
    title: Text
    text: Text
    who: Text
    partners: Text
    effort: Effort
    done_when: Text
    basis: Id | None = None
    """The id of the source of the idea; None when it is our own."""

    def filled(self, parameters: Parameters) -> "Action":
        """The action with its parameters filled in."""
        names = ("title", "text", "who", "partners", "done_when")
        return self.model_copy(update={name: parameters.fill(getattr(self, name)) for name in names})


class Term(Frozen):
    """A word that is explained in the glossary."""

    term: Text
    explanation: Text


class Questionnaire(Frozen):
    """One published version of a questionnaire: everything that is asked, frozen."""

    id: Id
    version: Annotated[int, Field(ge=1)]
    title: Text
    instruction: Text
    provenance: Text
    """On what the questionnaire is based, to be shown wherever it presents itself."""
    words: Annotated[tuple[Text, ...], Field(min_length=5, max_length=5)]
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
