"""The frozen models of a questionnaire: what is asked, about which domains, with which described answers."""

from questionnaires.model.base import (
    GENERAL,
    OWN_DOMAINS,
    Axis,
    Effort,
    Frozen,
    Id,
    Kind,
    Parameters,
    Text,
    parameter_names,
)
from questionnaires.model.changes import Change, ChangeClass, ChangeKind
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
    "parameter_names",
]
