"""What became of every question and action between two versions, whatever the number of versions between them."""

from collections.abc import Callable, Iterator, Sequence

from questionnaires import catalogue
from questionnaires.model import Change, ChangeClass, ChangeKind, Questionnaire

STRENGTH: tuple[ChangeClass, ...] = (
    "carried",
    "grammar",
    "reworded",
    "moved",
    "meaning_changed",
    "merged",
    "split",
    "retired",
)
"""The classes that an old question can have, the weakest first."""

Rows = Sequence[Change]


def classes_between(
    before: Questionnaire,
    after: Questionnaire,
    version: Callable[[str, int], Questionnaire] = catalogue.questionnaire,
) -> dict[str, ChangeClass]:
    """For every question of `before` the one class that says what became of it in `after`.

    Over more than one step the strongest class holds. A changed answer text counts for its question. `after` may be
    the earlier version: the tables are then read backwards. `version` finds the versions between the two.
    """
    steps = list(steps_between(before, after, version))
    return {question.id: _class("question", question.id, steps) for question in before.questions}


def actions_between(
    before: Questionnaire,
    after: Questionnaire,
    version: Callable[[str, int], Questionnaire] = catalogue.questionnaire,
) -> dict[str, ChangeClass]:
    """The same for every action of the bank."""
    steps = list(steps_between(before, after, version))
    return {action.id: _class("action", action.id, steps) for action in before.actions}


def steps_between(
    before: Questionnaire, after: Questionnaire, version: Callable[[str, int], Questionnaire]
) -> Iterator[Rows]:
    """The tables that lead from `before` to `after`, in their order; read backwards when `after` is the earlier one."""
    known = {before.version: before, after.version: after}

    def changes(number: int) -> Rows:
        return (known.get(number) or version(before.id, number)).changes

    if before.version <= after.version:
        yield from (changes(number) for number in range(before.version + 1, after.version + 1))
    else:
        for number in range(before.version, after.version, -1):
            yield [row.reversed for row in changes(number)]


def _class(kind: ChangeKind, unit_id: str, steps: Sequence[Rows]) -> ChangeClass:
    ids = {unit_id}
    found: list[ChangeClass] = ["carried"]
    for rows in steps:
        # A part of a split question that was retired later does not retire the whole: hence only rows that lead on.
        found += (row.class_ for row in rows if row.new and _about(row, kind, ids))
        ids = _followed(kind, ids, rows)
    return max(found, key=STRENGTH.index) if ids else "retired"


def _about(row: Change, kind: ChangeKind, ids: set[str]) -> bool:
    if row.kind == "option":
        return kind == "question" and any(option.partition("/")[0] in ids for option in row.old)
    return row.kind == kind and not ids.isdisjoint(row.old)


def _followed(kind: ChangeKind, ids: set[str], rows: Rows) -> set[str]:
    """The ids under which these go on after one step."""
    onward = {old: row.new for row in rows if row.kind == kind for old in row.old}
    return {new for unit_id in ids for new in onward.get(unit_id, (unit_id,))}
