"""What a presentation is made of: slides of 960 x 540 points with texts, tables and pictures that all have a place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from app.documents.charts import INK, Drawing, Shape

WIDTH, HEIGHT = 960.0, 540.0
EDGE = 48.0
"""What stays free at the left and the right."""
ROOM = WIDTH - 2 * EDGE
DEEP = "#072f35"
"""The colour of titles and large numbers."""
Size: TypeAlias = tuple[int, int]
"""Of a text, with its leading, in points; never below 12, which can be read from the last row."""
BLANK = "nog in te vullen"
"""What a line to write on says, for who cannot see it."""
PADDING = 5.0
"""In a cell of a table, at the left and the right; what stands in the middle needs none."""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph in one size; `lead` is a word or a few in bold that it begins with, on its first line."""

    text: str
    size: Size
    bold: bool = False
    color: str = INK
    before: float = 0
    lead: str = ""
    heading: bool = False
    """Whether it is a heading below the title of the slide."""
    middle: bool = False
    hyphenate: bool = True

    @property
    def padding(self) -> float:
        """What stays free beside it in a cell."""
        return 0.0 if self.middle else PADDING

    @property
    def whole(self) -> str:
        return f"{self.lead} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class TextBox:
    """Paragraphs below each other; counted from the top left corner of the slide."""

    x: float
    y: float
    width: float
    height: float
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class DeckCell:
    """A cell of a table; a line of dots is there to write on."""

    words: tuple[Words, ...] = ()
    fill: str | None = None
    edge: str | None = None
    head: Literal["Column", "Row"] | None = None
    across: int = 1
    """How many columns it takes."""
    blank: bool = False
    high: float = 0
    """What stays free above its words."""


@dataclass(frozen=True, slots=True)
class DeckRow:
    """A row with its height; the columns of its cells together are those of the table."""

    height: float
    cells: tuple[DeckCell, ...]
    line: str | None = None
    """The colour of a line below it."""
    middle: bool = False
    """Whether words stand halfway the height."""


@dataclass(frozen=True, slots=True)
class DeckTable:
    """A table; `says` is what it is about, for who cannot see it."""

    x: float
    y: float
    widths: tuple[float, ...]
    rows: tuple[DeckRow, ...]
    says: str
    heads: int = 1
    """How many rows are above the body."""
    gap: float = 0
    """Between two cells."""


@dataclass(frozen=True, slots=True)
class DeckPicture:
    """Shapes that are one picture, with a text for who cannot see it."""

    x: float
    y: float
    drawing: Drawing
    alt: str


Part: TypeAlias = TextBox | DeckTable | DeckPicture


@dataclass(frozen=True, slots=True)
class Slide:
    """A title that says it, and what is read after it, in this order; what is only decoration is not read."""

    title: TextBox
    parts: tuple[Part, ...]
    decoration: tuple[Shape, ...] = ()
    above: TextBox | None = None
    """What stands above the title and is read before it."""


@dataclass(frozen=True, slots=True)
class Deck:
    """Everything that a file of it needs."""

    name: str
    author: str
    day: str | None
    footer: str
    slides: tuple[Slide, ...]
    identity: bytes
    """What it is made of; the same gives the same file."""


def cell_width(table: DeckTable, column: int, across: int) -> float:
    """How wide a cell is that begins in this column."""
    return sum(table.widths[column : column + across]) + table.gap * (across - 1)


def left_of(widths: Sequence[float], gap: float, column: int) -> float:
    """Where a column begins, from the left of its table."""
    return sum(widths[:column]) + gap * column
