"""Makes many municipalities and counts what is said of them; the same seed always gives the same counts."""

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from random import Random
from typing import NamedTuple, TypeAlias

from tests.simulation.assumptions import PLAUSIBLE, SEED, SETTINGS, VARIED, Assumptions, Setting
from tests.simulation.municipality import improving, unchanged
from tests.simulation.outcomes import outcomes
from tests.simulation.rounds import two_rounds

Counts: TypeAlias = Counter[tuple[str, ...]]
"""How often something is said, by (of what, ..., word); the number of times that it could be under the word `all`."""
_AT_ONCE = 50


class Batch(NamedTuple):
    """Some municipalities of one setting."""

    setting: Setting
    numbers: range
    assumed: Assumptions
    seed: int


def simulate(
    municipalities: int,
    assumed: Assumptions = PLAUSIBLE,
    seed: int = SEED,
    settings: Sequence[Setting] = SETTINGS,
    processes: int | None = None,
) -> dict[Setting, Counts]:
    """The counts of every setting, with this many municipalities without a change and half as many with one."""
    starts = range(0, municipalities, _AT_ONCE)
    batches = [
        Batch(setting, range(start, min(start + _AT_ONCE, municipalities)), assumed, seed)
        for setting in settings
        for start in starts
    ]
    if processes == 1:
        return _together(batches, map(counted, batches))
    with ProcessPoolExecutor(processes or os.cpu_count()) as pool:
        return _together(batches, pool.map(counted, batches))


def vary(municipalities: int, variations: Mapping[str, Assumptions], processes: int | None = None) -> dict[str, Counts]:
    """The counts of one setting when something else is assumed."""
    return {
        name: simulate(municipalities, assumed, settings=(VARIED,), processes=processes)[VARIED]
        for name, assumed in variations.items()
    }


def _together(batches: Iterable[Batch], counts: Iterable[Counts]) -> dict[Setting, Counts]:
    found: dict[Setting, Counts] = {}
    for batch, more in zip(batches, counts, strict=True):
        found.setdefault(batch.setting, Counter()).update(more)
    return found


def counted(batch: Batch) -> Counts:
    """What is said of the municipalities of a batch; each has a seed of its own, so their order makes no difference."""
    counts: Counts = Counter()
    for number in batch.numbers:
        count_unchanged(counts, batch, Random(f"{batch.seed} {tuple(batch.setting)} {number} unchanged"))
        if number % 2 == 0:
            count_improving(counts, batch, Random(f"{batch.seed} {tuple(batch.setting)} {number} improving"))
    return counts


def count_unchanged(counts: Counts, batch: Batch, random: Random) -> None:
    """One municipality in which nothing changes: everything that is said is noise."""
    rounds = two_rounds(random, batch.assumed, batch.setting, unchanged(random, batch.assumed))
    found = list(outcomes(*rounds))
    for outcome in found:
        for word in ("all", *outcome.words):
            counts.update((("dimension", word), ("dimension", outcome.dimension, word)))
    said = {word for outcome in found for word in outcome.words}
    counts.update(("municipality", word) for word in ("all", *said))


def count_improving(counts: Counts, batch: Batch, random: Random) -> None:
    """One municipality in which a dimension of every domain goes up: only what is said of those counts."""
    municipality = improving(random, batch.assumed)
    for outcome in outcomes(*two_rounds(random, batch.assumed, batch.setting, municipality)):
        dimension, share = municipality.improved[outcome.domain]
        if outcome.dimension == dimension:
            said = outcome.words if outcome.change is None or outcome.change > 0 else ()
            counts.update(("improved", share, word) for word in ("all", *said))


def share(counts: Counts, *key: str) -> float:
    """How often something is said, of all the times that it could be."""
    return counts[key] / counts[*key[:-1], "all"]


def pooled(found: Mapping[Setting, Counts], **fields: object) -> Counts:
    """The counts of all settings with these fields."""
    total: Counts = Counter()
    for setting, counts in found.items():
        if all(getattr(setting, name) == value for name, value in fields.items()):
            total.update(counts)
    return total
