"""Publishing: who waits comes in, and what changed enough is shown anew."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.network.privacy.cohorts import closed, waiting
from app.network.privacy.figures import changes, figure, matches
from app.network.privacy.model import ALL, CellFigure, Cohort, Ledger, ScoreEntry
from app.network.privacy.rules import CAREFUL, Rules


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
            if matches(cohort, filter_):
                found.setdefault((cohort.cell, filter_), []).append(cohort)
    return found


def after(ledger: Ledger, published: Published) -> Ledger:
    """The ledger with what was published."""
    figures = {**ledger.figures, **{(one.cell, one.filter): one for one in published.figures}}
    return Ledger((*ledger.cohorts, *published.cohorts), figures)
