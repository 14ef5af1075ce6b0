"""The was-wordt table between two versions: whether it is complete, and what it says of every old question."""

from questionnaires.changes.accounting import actions_between, classes_between
from questionnaires.changes.completeness import change_problems
from questionnaires.changes.missing import missing_rows
from questionnaires.changes.reasons import reasons_between
from questionnaires.changes.reuse import reuse_problems

__all__ = ["actions_between", "change_problems", "classes_between", "missing_rows", "reasons_between", "reuse_problems"]
