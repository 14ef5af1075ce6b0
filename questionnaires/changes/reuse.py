"""Whether an id comes back that an earlier version used for something that was taken out since."""

from collections.abc import Iterator, Sequence

from questionnaires.changes.completeness import NOUNS
from questionnaires.changes.units import units
from questionnaires.layout import CHANGES
from questionnaires.model import ChangeKind, Questionnaire

_KINDS: tuple[ChangeKind, ...] = ("question", "domain", "action", "facet")


def reuse_problems(earlier: Sequence[Questionnaire], after: Questionnaire) -> list[str]:
    """Every id of `after` that all but the last of the `earlier` versions (oldest first) used; Dutch, with its place.

    An id names one thing for ever: otherwise the answers to two questions would be compared that are not the same.
    """
    return [problem for kind in _KINDS for problem in _problems(kind, earlier, after)]


def _problems(kind: ChangeKind, earlier: Sequence[Questionnaire], after: Questionnaire) -> Iterator[str]:
    last, now = units(kind, earlier[-1], after)
    for unit_id in (each for each in now if each not in last):
        used = [each.version for each in earlier[:-1] if unit_id in units(kind, each, after)[0]]
        if used:
            yield f"{CHANGES}: {NOUNS[kind]} {unit_id}: dit id hoorde al bij iets anders in versie {used[-1]}"
