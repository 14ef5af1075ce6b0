"""The frozen models of a questionnaire: what is asked, about which domains, with which described answers."""

from questionnaires.model.base import (
    GENERAL,
    OWN_DOMAINS,
    Axis,
    Effort,
    Five,
    Frozen,
    Id,
    Kind,
    Parameters,
    Text,
    Version,
    parameter_names,
)
from questionnaires.model.change import Change, ChangeClass, ChangeKind
from questionnaires.model.parts import (
    Action,
    Dimension,
    Domain,
    Facet,
    Fact,
    Level,
    Override,
    Question,
    Source,
    Term,
)
from questionnaires.model.questionnaire import Questionnaire

__all__ = [
    "GENERAL",
    "OWN_DOMAINS",
    "Action",
    "Axis",
    "Change",
    "ChangeClass",
    "ChangeKind",
    "Dimension",
    "Domain",
    "Effort",
    "Facet",
    "Fact",
    "Five",
    "Frozen",
    "Id",
    "Kind",
    "Level",
    "Override",
    "Parameters",
    "Question",
    "Questionnaire",
    "Source",
    "Term",
    "Text",
    "Version",
    "parameter_names",
]
