"""The rows that a was-wordt table lacks, as far as they can be told from the two versions alone."""

from collections.abc import Iterator

from questionnaires.changes.units import KINDS, Unit, possible_classes, units
from questionnaires.model import Change, ChangeClass, ChangeKind, Questionnaire


def missing_rows(before: Questionnaire, after: Questionnaire, reason: str) -> list[Change]:
    """A row for every part that differs and has none, in the order of the parts.

    That parts were split, merged or got another id only their author can tell: here they are retired and added.
    Of what reads differently it says reworded: the author decides whether it is only grammar.
    """
    return [row for kind in KINDS for row in _missing(kind, before, after, reason)]


def _missing(kind: ChangeKind, before: Questionnaire, after: Questionnaire, reason: str) -> Iterator[Change]:
    old, new = units(kind, before, after)
    known = {one for row in after.changes if row.kind == kind for one in (*row.old, *row.new)}
    for unit_id in dict.fromkeys([*old, *new]):
        was, is_ = old.get(unit_id), new.get(unit_id)
        if was == is_ or unit_id in known:
            continue
        ids = {name: (unit_id,) for name, unit in (("old", was), ("new", is_)) if unit is not None}
        yield Change.model_validate({"kind": kind, "class": _class(was, is_), "reason": reason, **ids})


def _class(was: Unit | None, is_: Unit | None) -> ChangeClass:
    if was is None:
        return "added"
    if is_ is None:
        return "retired"
    return possible_classes(was, is_)[-1]
