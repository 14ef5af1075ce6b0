"""What each file of a version folder holds: one model per file, as its author writes it."""

from typing import Literal

from pydantic.json_schema import SkipJsonSchema

from questionnaires.model import (
    Action,
    Axis,
    Change,
    Dimension,
    Domain,
    Facet,
    Five,
    Frozen,
    Id,
    Kind,
    Level,
    Override,
    Parameters,
    Question,
    Source,
    Term,
    Text,
    Version,
)

# The loader fills in what follows from the file; to an author these keys do not exist.
Absent = SkipJsonSchema[None]


class DomainQuestion(Question):
    """A question that is asked in every domain."""

    kind: SkipJsonSchema[Literal["domain"]] = "domain"
    facet: Id
    level: Id
    group: Absent = None
    axis: Absent = None


class GeneralQuestion(Question):
    """A question about the whole municipality, asked once."""

    kind: SkipJsonSchema[Literal["general"]] = "general"
    group: Text
    facet: Absent = None
    level: Absent = None
    axis: Absent = None


class OpportunityQuestion(Question):
    """A question about the chances of a domain."""

    kind: SkipJsonSchema[Literal["opportunity"]] = "opportunity"
    axis: Axis
    facet: Absent = None
    level: Absent = None
    group: Absent = None


class QuestionnaireFile(Frozen):
    """questionnaire.toml: the questionnaire as a whole."""

    id: Id
    version: Version
    title: Text
    instruction: Text
    provenance: Text
    words: Five
    levels: tuple[Level, ...]
    dimensions: tuple[Dimension, ...]
    facets: tuple[Facet, ...]
    terms: tuple[Term, ...] = ()
    sources: tuple[Source, ...] = ()


class DomainsFile(Frozen):
    """domains.toml: the domains, what fills the texts of an own domain, and the texts that differ."""

    domains: tuple[Domain, ...]
    own_domain: Parameters
    overrides: tuple[Override, ...] = ()


class DomainQuestionsFile(Frozen):
    """domain_questions.toml: the questions that are asked in every domain."""

    questions: tuple[DomainQuestion, ...]


class GeneralQuestionsFile(Frozen):
    """general_questions.toml: the questions about the whole municipality."""

    questions: tuple[GeneralQuestion, ...]


class OpportunityQuestionsFile(Frozen):
    """opportunity_questions.toml: the questions about the chances of a domain."""

    questions: tuple[OpportunityQuestion, ...]


class ActionsFile(Frozen):
    """actions.toml: the bank of improvement actions."""

    actions: tuple[Action, ...]


class ChangesFile(Frozen):
    """changes.toml: the was-wordt table, what became of each part of the version before."""

    changes: tuple[Change, ...]


CHANGES = "changes.toml"
"""The file that every version after the first has, and the first has not."""

QUESTION_FILES: dict[Kind, str] = {
    "domain": "domain_questions.toml",
    "general": "general_questions.toml",
    "opportunity": "opportunity_questions.toml",
}
"""The file of each kind of question."""

FILES: dict[str, type[Frozen]] = {
    "questionnaire.toml": QuestionnaireFile,
    "domains.toml": DomainsFile,
    "domain_questions.toml": DomainQuestionsFile,
    "general_questions.toml": GeneralQuestionsFile,
    "opportunity_questions.toml": OpportunityQuestionsFile,
    "actions.toml": ActionsFile,
    CHANGES: ChangesFile,
}
"""The model of every file of a version, in the order in which they are read."""
