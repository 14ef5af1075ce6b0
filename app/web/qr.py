"""Texts as pictures that a telephone reads."""

from dataclasses import dataclass
from itertools import groupby

import segno


@dataclass(frozen=True, slots=True)
class QrCode:
    """A picture of black squares, to draw as one path on a field of `size` by `size`."""

    size: int
    path: str


def qr_code(text: str) -> QrCode:
    """The picture of a text, with the white border that readers need."""
    rows = tuple(tuple(row) for row in segno.make(text, error="m", micro=False).matrix_iter(border=4))
    return QrCode(len(rows), "".join(_line(y, row) for y, row in enumerate(rows)))


def _line(y: int, row: tuple[int, ...]) -> str:
    """The black runs of one row."""
    line, x = "", 0
    for is_black, run in groupby(row):
        width = len(tuple(run))
        line += f"M{x} {y}h{width}v1h-{width}z" if is_black else ""
        x += width
    return line
