"""How wide the columns of a table in Word are."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.reports.document.model import Table
from app.reports.docx.measures import CELL_EDGE, TEXT_WIDTH
from app.reports.docx.styles import STYLES
from app.reports.pdf.fonts import BOLD, text_width

_SMALLEST = 28.0
_LONGEST_WORD = TEXT_WIDTH / 3
"""What no word needs: a longer one may be broken."""
_READ = 200
"""How much of a text counts for the width of its column."""
_HALVINGS = 12
"""How often the room that is looked for is halved: until it is right to a tenth of a point."""
_GAP = 8.0
"""Between a number and the text in the next column, which would else seem to be one."""


@dataclass(frozen=True, slots=True)
class Place:
    """The room for a column, in points; `gap`: how much of it stays empty on the left besides the usual edge."""

    width: float
    number: bool
    gap: float


def column_places(table: Table) -> list[Place]:
    """What each column needs for its longest word and wants for its longest text, shared out over the page."""
    numbers = [column.align == "number" for column in table.columns]
    gaps = [_GAP if before and not number else 0.0 for before, number in zip([False, *numbers], numbers, strict=False)]
    texts = [[column.title, *(cells[i].text for cells in table.rows)] for i, column in enumerate(table.columns)]
    words = [max((_measured(word) for text in column for word in text.split()), default=0.0) for column in texts]
    least = [max(_SMALLEST, min(_LONGEST_WORD, word) + gap) for word, gap in zip(words, gaps, strict=True)]
    wanted = [max(_measured(text[:_READ]) for text in column) + gap for column, gap in zip(texts, gaps, strict=True)]
    return [Place(*each) for each in zip(_shared_out(least, wanted), numbers, gaps, strict=True)]


def _shared_out(least: Sequence[float], wanted: Sequence[float]) -> list[float]:
    """What columns get: short texts all they want, long ones the same share of what is left over."""
    if sum(least) >= TEXT_WIDTH:
        return [small * TEXT_WIDTH / sum(least) for small in least]
    low, high = 0.0, TEXT_WIDTH
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        found = [max(small, min(want, middle)) for small, want in zip(least, wanted, strict=True)]
        low, high = (middle, high) if sum(found) <= TEXT_WIDTH else (low, middle)
    return [max(small, min(want, low)) for small, want in zip(least, wanted, strict=True)]


def _measured(text: str) -> float:
    """The width of a text in a cell, with the edges of the cell."""
    return text_width(text, BOLD, STYLES["CellHead"].size) + 2 * CELL_EDGE + 1
