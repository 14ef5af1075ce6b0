"""Which filters can be offered: only those of which every group can be shown."""

from collections.abc import Iterable, Mapping

from app.network.privacy.model import CellFigure

KINDS = ("size", "region")


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
        closed = found.setdefault(cell, set())
        for kind, filter_ in groups.get(municipality, {}).items():
            figure = figures.get((cell, filter_))
            if figure is None or figure.quartiles is None:
                closed.add(kind)
    return {cell: sorted(closed) for cell, closed in found.items()}
