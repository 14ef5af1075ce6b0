"""Why answers to a question of two versions cannot be held against each other, as the was-wordt tables say it."""

from collections.abc import Callable

from questionnaires import catalogue
from questionnaires.changes.accounting import steps_between
from questionnaires.model import ChangeClass, Questionnaire

OTHER_MEANING: frozenset[ChangeClass] = frozenset({"meaning_changed", "split", "merged"})
"""After these a question that kept its id asks something else than before."""


def reasons_between(
    before: Questionnaire,
    after: Questionnaire,
    question_id: str,
    version: Callable[[str, int], Questionnaire] = catalogue.questionnaire,
) -> tuple[str, ...]:
    """The reasons for which this question, which both versions have, means something else in `after`, oldest first.

    None when it means the same. `version` finds the versions between the two.
    """
    return tuple(
        row.reason
        for rows in steps_between(before, after, version)
        for row in rows
        if row.kind == "question" and row.class_ in OTHER_MEANING and question_id in (*row.old, *row.new)
    )
