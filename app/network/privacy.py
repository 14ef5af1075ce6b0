"""What may be shown of many municipalities together, so that nothing can be told of one. Pure, without a database.

The attacker. One of the municipalities that takes part. It knows who takes part, with which domains, since when, who
left and whose scores changed; it knows its own scores, sees every figure with every filter at every moment, keeps all
of it, joins and leaves as it likes, and knows these rules. It wants to know the score of one other municipality.

What does not help. Rules that only count members, or changes since the last time, hold for one step and not for a
row of them: with enough publications about overlapping groups every score can be worked out, and when all scores are
high six members are no protection against who knows that the low one is their own.

What does. Scores come in as cohorts: at least nine together, by rules that look at who waits and never at scores. A
score is in one cohort, once, for ever, also when somebody left it: before and after would differ by the score of who
left. Of a cohort the two lowest and the two highest scores are never used, whatever they are: an estimate from the
others stands for them. Everything that is shown is worked out from cohorts as a whole.

Why that is enough. Take any municipality and any attacker. Of the two lowest places in its cohort one is not the
attacker's: let the municipality change scores with who has that place, and then be 0. What is used of the cohort
stays the same, to the last digit, and so does everything that was ever shown or will be, with every filter. The same
holds for the highest places and 100, and one of both is at least fifty points away. So for every municipality there
is another course of things, in which the attacker has seen exactly the same and its score is a wholly different one:
from no row of publications, however long, does its score follow. Nine is the smallest cohort for which quartiles need
none of the four.

On top of that, for calm and not for proof: a figure changes only after five of its municipalities changed, in steps
of five points, at night, and says no more about their number than a step.

What it does not cover. People who work together, and advisers, who know the scores of all their municipalities: who
knows eight of a cohort of nine finds the ninth to within 24 points (median, of scores that are spread evenly). That two
rounds of one municipality resemble each other; and a new version of the questionnaire, with which scores on
another core are shown once more.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

POINT = 10_000
"""Scores are whole ten-thousandths of a point: 54.1667 is 541667."""
HIGHEST = 100 * POINT
SIZES = (5, 10, 20, 50, 100)
"""How many municipalities there are is told in these steps only."""


@dataclass(frozen=True, slots=True)
class Rules:
    cohort: int = 9
    """How many scores come in together at least."""
    hidden: int = 2
    """How many of the lowest, and of the highest, of a cohort are never used."""
    changed: int = 5
    """How many municipalities must have changed before a figure does."""
    step: int = 5
    """Points to which figures are rounded."""


CAREFUL = Rules()


def size_step(count: int) -> int:
    """The highest step that so many municipalities reach; 0 below all."""
    return max((size for size in SIZES if size <= count), default=0)


ALL = ""
"""The filter that leaves nobody out, and the pool of scores that count for that filter only."""


@dataclass(frozen=True, slots=True)
class ScoreEntry:
    """The score that a municipality has in a cell (a domain and a dimension, or a question) now."""

    municipality: str
    cell: str
    value: int
    """In ten-thousandths of a point."""
    mark: str
    """The same as long as the score is: a score that comes back is the same one."""
    pool: str = ALL
    """With whom it comes in: `size:20-50`, `region:noord`, or everybody who waits with everybody."""
    late: bool = False
    """Whether it has waited for so long that it comes in with everybody when its own group has too few."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """Scores of one cell that came in together."""

    id: str
    cell: str
    pool: str
    members: Mapping[str, str]
    """The mark of each municipality's score."""
    inner: tuple[int, ...]
    """The scores in order, without the lowest and the highest: what may be used."""
    hidden: int
    """How many were left out at each end."""


@dataclass(frozen=True, slots=True)
class CellFigure:
    """What is shown of one cell with one filter."""

    cell: str
    filter: str
    quartiles: tuple[int, int, int] | None
    """In points; None when there is nothing to show."""
    size: int
    """A step, never the number."""
    counted: Mapping[str, str]
    """Which scores were known when it was published: what has changed since is held against this."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that was ever decided."""

    cohorts: tuple[Cohort, ...] = ()
    figures: Mapping[tuple[str, str], CellFigure] = field(default_factory=dict)
    """By cell and filter."""


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
        values, hidden = sorted(entry.value for entry in own), rules.hidden
        members = {entry.municipality: entry.mark for entry in own}
        inner = tuple(values[hidden : len(values) - hidden])
        yield Cohort(str(first + number), own[0].cell, pool, members, inner, hidden)


def usable(found: Cohort, count: int) -> list[int]:
    """So many scores in order as the cohort has: those that are used, and estimates for those that are not."""
    inner, middle = found.inner, found.inner[len(found.inner) // 2]
    below = [max(0, inner[0] - (middle - inner[0]) * tenths // 10) for tenths in (FAR, NEAR)][: found.hidden]
    above = [min(HIGHEST, inner[-1] + (inner[-1] - middle) * tenths // 10) for tenths in (NEAR, FAR)][: found.hidden]
    values = [*below, *inner, *above]
    if count == len(values):
        return values
    # When there are fewer now: so many, spread in the same way.
    return [between(values, (len(values) - 1) * place, max(1, count - 1)) for place in range(count)]


def between(values: Sequence[int], number: int, parts: int) -> int:
    """What lies at place number/parts of scores in order, the first place being 0."""
    at, rest = divmod(number, parts)
    return values[at] if rest == 0 else (values[at] * (parts - rest) + values[at + 1] * rest) // parts


Marks = Mapping[tuple[str, str], str]
"""The mark of the score that a municipality has in a cell now, by (cell, municipality)."""


def figure(
    cell: str,
    filter_: str,
    cohorts: Sequence[Cohort],
    marks: Marks,
    taking_part: Collection[str],
    broken: Collection[str],
    rules: Rules,
) -> CellFigure:
    """What these cohorts of one cell amount to now."""
    values: list[int] = []
    counted: dict[str, str] = {}
    for cohort in cohorts:
        here = {one: mark for one, mark in cohort.members.items() if marks.get((cohort.cell, one)) == mark}
        counted |= here
        # A cohort counts as long as nobody in it withdrew, and at least half of its scores are those of now.
        is_whole = cohort.id not in broken and all(one in taking_part for one in cohort.members)
        if is_whole and 2 * len(here) >= len(cohort.members):
            values += usable(cohort, len(here))
    if len(values) <= rules.changed:
        return CellFigure(cell, filter_, None, 0, counted)
    values.sort()
    first, second, third = (quartile(values, number, rules.step) for number in (1, 2, 3))
    return CellFigure(cell, filter_, (first, second, third), size_step(len(values)), counted)


def quartile(values: Sequence[int], number: int, step: int) -> int:
    """Quartile 1, 2 or 3 of scores in order, in points, rounded to steps; halves go up."""
    at, rest = divmod((len(values) - 1) * number, 4)
    four = values[at] * 4 if rest == 0 else values[at] * (4 - rest) + values[at + 1] * rest
    size = 4 * step * POINT
    return (2 * four + size) // (2 * size) * step


def changes(old: Mapping[str, str], new: Mapping[str, str]) -> int:
    """How many municipalities joined, left or have another score; there and back again is nothing."""
    return sum(old.get(one) != new.get(one) for one in old.keys() | new.keys())


@dataclass(frozen=True, slots=True)
class Published:
    """What a round of publishing added: nothing that stood there is changed by it but the figures it names."""

    cohorts: tuple[Cohort, ...]
    figures: tuple[CellFigure, ...]


def publish(
    ledger: Ledger,
    entries: Sequence[ScoreEntry],
    taking_part: Collection[str],
    rules: Rules = CAREFUL,
    ended: Collection[str] = (),
    broken: Collection[str] = (),
) -> Published:
    """What comes in and what is shown anew, with these scores of the municipalities that take part now.

    The scores stand in the order in which they came. What has `ended` stays where it is, and comes in nowhere else.
    `broken`: the cohorts of which somebody withdrew a round, and takes part with another one.
    """
    added: list[Cohort] = []
    coming = [entry for entry in entries if entry.municipality not in ended]
    for (_, pool), own in sorted(waiting(coming, ledger.cohorts, rules).items()):
        added += closed(own, pool, rules, len(ledger.cohorts) + len(added))
    marks = {(entry.cell, entry.municipality): entry.mark for entry in entries}
    shown = []
    for (cell, filter_), cohorts in _by_figure((*ledger.cohorts, *added)).items():
        found = figure(cell, filter_, cohorts, marks, taking_part, broken, rules)
        before = ledger.figures.get((cell, filter_))
        if changes(before.counted if before else {}, found.counted) >= rules.changed:
            shown.append(found)
    return Published(tuple(added), tuple(shown))


def _by_figure(cohorts: Iterable[Cohort]) -> Mapping[tuple[str, str], list[Cohort]]:
    """The cohorts of every cell and filter that has any."""
    found: dict[tuple[str, str], list[Cohort]] = {}
    for cohort in cohorts:
        for filter_ in {ALL, cohort.pool}:
            found.setdefault((cohort.cell, filter_), []).append(cohort)
    return found


def after(ledger: Ledger, published: Published) -> Ledger:
    figures = {**ledger.figures, **{(one.cell, one.filter): one for one in published.figures}}
    return Ledger((*ledger.cohorts, *published.cohorts), figures)


def closed_filters(
    cells: Iterable[tuple[str, str]],
    groups: Mapping[str, Mapping[str, str]],
    figures: Mapping[tuple[str, str], CellFigure],
) -> dict[str, list[str]]:
    """By cell the kinds of filter that cannot be offered there.

    `cells` are pairs of a municipality and a cell in which it has a score; `groups` says for each municipality the
    filter of each kind in which it is. One group with municipalities and without a figure closes the whole kind: what
    is left over would tell of it.
    """
    found: dict[str, set[str]] = {}
    for municipality, cell in cells:
        kinds = found.setdefault(cell, set())
        for kind, filter_ in groups.get(municipality, {}).items():
            shown = figures.get((cell, filter_))
            if shown is None or shown.quartiles is None:
                kinds.add(kind)
    return {cell: sorted(kinds) for cell, kinds in found.items()}
