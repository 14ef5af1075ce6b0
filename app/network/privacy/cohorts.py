"""Scores that wait become cohorts: by who waits and how many, never by what the scores are."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.network.privacy.model import ALL, Cohort, ScoreEntry
from app.network.privacy.rules import HIGHEST, Rules

NEAR, FAR = 6, 16
"""Tenths of the distance from the middle to the last score that is used, at which an estimate lies beyond it."""


def waiting(
    entries: Iterable[ScoreEntry], cohorts: Iterable[Cohort], rules: Rules
) -> Mapping[tuple[str, str], list[ScoreEntry]]:
    """By cell and pool the scores that are in no cohort yet, in the order in which they came."""
    used = {(cohort.cell, *member) for cohort in cohorts for member in cohort.members.items()}
    coming = [entry for entry in entries if (entry.cell, entry.municipality, entry.mark) not in used]
    count = Counter((entry.cell, entry.pool) for entry in coming)
    found: dict[tuple[str, str], list[ScoreEntry]] = {}
    for entry in coming:
        is_moved = entry.late and count[entry.cell, entry.pool] < rules.cohort
        found.setdefault((entry.cell, ALL if is_moved else entry.pool), []).append(entry)
    return found


def closed(entries: Sequence[ScoreEntry], pool: str, rules: Rules, first: int) -> Iterator[Cohort]:
    """The cohorts that those who wait in one pool make; nobody leaves it before there are enough."""
    count = len(entries) // rules.cohort
    for number in range(count):
        own = entries[len(entries) * number // count : len(entries) * (number + 1) // count]
        yield cohort(str(first + number), own, pool, rules)


def cohort(name: str, entries: Sequence[ScoreEntry], pool: str, rules: Rules) -> Cohort:
    """These scores as a cohort."""
    values = sorted(entry.value for entry in entries)
    hidden = rules.hidden
    members = {entry.municipality: entry.mark for entry in entries}
    return Cohort(name, entries[0].cell, pool, members, tuple(values[hidden : len(values) - hidden]), hidden)


def usable(found: Cohort, count: int) -> list[int]:
    """So many scores in order as the cohort has: those that are used, and estimates for those that are not."""
    inner, middle = found.inner, found.inner[len(found.inner) // 2]
    below = [max(0, inner[0] - (middle - inner[0]) * tenths // 10) for tenths in (FAR, NEAR)][: found.hidden]
    above = [min(HIGHEST, inner[-1] + (inner[-1] - middle) * tenths // 10) for tenths in (NEAR, FAR)][: found.hidden]
    values = [*below, *inner, *above]
    return values if count == len(values) else [_at(values, place, count) for place in range(count)]


def _at(values: Sequence[int], place: int, count: int) -> int:
    """The score at this place when there were `count` of them, spread in the same way."""
    return between(values, (len(values) - 1) * place, max(1, count - 1))


def between(values: Sequence[int], number: int, parts: int) -> int:
    """What lies at place number/parts of scores in order, the first place being 0."""
    at, rest = divmod(number, parts)
    return values[at] if rest == 0 else (values[at] * (parts - rest) + values[at + 1] * rest) // parts
