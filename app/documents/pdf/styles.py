"""How the texts of the PDF look: one hue of petrol, grey, and two weights of one font; and the grid of a report."""

from dataclasses import dataclass, replace

from reportlab.lib.units import mm

from app.documents.charts import ACCENT, DEEP, GREY, INK, WHITE
from app.documents.pdf.fonts import BOLD, REGULAR


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Size and leading in points."""

    font: str = REGULAR
    size: float = 9.5
    leading: float = 13.2
    color: str = INK
    before: float = 0
    after: float = 5
    right: bool = False
    hyphenate: bool = True

    def scaled(self, factor: float) -> "TextStyle":
        """The same style, smaller or larger; of what gets smaller, the air goes first."""
        powers = {"size": 1, "leading": 1, "before": 3, "after": 3}
        return replace(self, **{name: round(getattr(self, name) * factor**each, 3) for name, each in powers.items()})


@dataclass(frozen=True, slots=True)
class Styles:
    body: TextStyle = TextStyle()
    lead: TextStyle = TextStyle(font=BOLD, before=4, after=3)
    note: TextStyle = TextStyle(size=8.5, leading=12, color=GREY)
    warning: TextStyle = TextStyle(font=BOLD, size=10)
    cover_name: TextStyle = TextStyle(font=BOLD, size=12, leading=16, color=WHITE, after=2, hyphenate=False)
    title: TextStyle = TextStyle(font=BOLD, size=24, leading=30, color=WHITE, after=4, hyphenate=False)
    cover_lead: TextStyle = TextStyle(size=11, leading=15.5, color=WHITE, after=0)
    heading2: TextStyle = TextStyle(font=BOLD, size=16, leading=21, color=ACCENT, before=12, after=5, hyphenate=False)
    heading3: TextStyle = TextStyle(
        font=BOLD, size=12.5, leading=17, color=ACCENT, before=10, after=2.5, hyphenate=False
    )
    heading4: TextStyle = TextStyle(font=BOLD, size=9.3, leading=12.2, before=4.5, after=1.2)
    question: TextStyle = TextStyle(font=BOLD, size=10.5, leading=14.5, color=ACCENT, before=22, after=1)
    about: TextStyle = TextStyle(size=8.4, leading=11.5, color=GREY, after=2)
    help: TextStyle = TextStyle(size=8.8, leading=12.2, after=4)
    choice: TextStyle = TextStyle(size=9.5, leading=13.2, after=3.2)
    label: TextStyle = TextStyle(size=8.8, leading=11.5, color=GREY)
    fact: TextStyle = TextStyle(size=8.8, leading=11.5, after=0.7)
    link: TextStyle = TextStyle(size=8.8, leading=11.5, color=ACCENT, after=0.7)
    item: TextStyle = TextStyle(after=2.5)
    caption: TextStyle = TextStyle(font=BOLD, size=9, leading=12.2, before=5, after=2.5)
    cell: TextStyle = TextStyle(size=8.4, leading=11, after=0)
    row_head: TextStyle = TextStyle(size=8.4, leading=11, after=0)
    cell_head: TextStyle = TextStyle(font=BOLD, size=8.4, leading=11, after=0)
    heat_number: TextStyle = TextStyle(font=BOLD, size=9, leading=11, after=0)
    heat_word: TextStyle = TextStyle(size=7.5, leading=9.5, after=0)
    heat_head: TextStyle = TextStyle(font=BOLD, size=7.5, leading=10, after=0)

    def scaled(self, factor: float) -> "Styles":
        """All styles, smaller or larger."""
        return Styles(*(getattr(self, name).scaled(factor) for name in self.__slots__))


SHEET = Styles(
    body=TextStyle(size=9, leading=12, after=3),
    note=TextStyle(size=8, leading=10.5, color=GREY, before=1, after=2),
    title=TextStyle(font=BOLD, size=17, leading=21, after=3, hyphenate=False),
    heading2=TextStyle(font=BOLD, size=11, leading=14, color=ACCENT, before=7, after=3, hyphenate=False),
    heading3=TextStyle(font=BOLD, size=9, leading=12, before=1, after=0, hyphenate=False),
    item=TextStyle(size=9, leading=12, after=2),
    heat_word=TextStyle(size=8, leading=9.5, after=0),
    heat_head=TextStyle(font=BOLD, size=8, leading=10, after=0),
)
"""Of the page of the alderman: closer together, and the conclusion in the colour of the text."""


# Type and grid of the printed report, on A4: line heights and gaps are halves of the unit.
UNIT = 3.5
"""In points."""
SIDE = 18 * mm
TOP = 20 * mm
TOP_FIRST = 13 * mm
BOTTOM = 18 * mm
TEXT_WIDTH = 174 * mm
GUTTER = 8 * mm
"""Between two columns of text."""
NARROW_GUTTER = 7 * mm
"""Between three."""

CONCLUSION = TextStyle(BOLD, 23, 28, DEEP, before=5 * UNIT, hyphenate=False)
SECTION = TextStyle(BOLD, 15, 17.5, DEEP, after=2 * UNIT, hyphenate=False)
PART = TextStyle(BOLD, 11.5, 14, ACCENT, after=5, hyphenate=False)
BLOCK = TextStyle(BOLD, 11.5, 14, DEEP, before=4 * UNIT, after=UNIT, hyphenate=False)
SMALL_HEAD = TextStyle(BOLD, 9.5, 14, DEEP, hyphenate=False)
TEXT = TextStyle(size=9.5, leading=14, after=2 * UNIT)
SMALL = TextStyle(size=8.5, leading=12.25, after=0)
SMALL_BOLD = TextStyle(BOLD, 8.5, 12.25, after=0)
CELL = TextStyle(size=8.5, leading=10.5, after=0)
CELL_BOLD = TextStyle(BOLD, 8.5, 10.5, after=0)
NOTE = TextStyle(size=8, leading=10.5, color=GREY, after=0)
NUMBER = TextStyle(BOLD, 20, 21, DEEP, right=True, after=0, hyphenate=False)
LEVEL = TextStyle(size=7.5, leading=10.5, after=0, hyphenate=False)
"""The names of levels in the map: the only text below 8."""

BLOCKS = Styles(
    body=TEXT,
    lead=TextStyle(BOLD, 9.5, 14, DEEP, before=UNIT, after=UNIT),
    note=TextStyle(size=8, leading=10.5, color=GREY, after=2 * UNIT),
    warning=TextStyle(BOLD, 9.5, 14, after=2 * UNIT),
    heading2=TextStyle(BOLD, 15, 17.5, DEEP, before=6 * UNIT, after=2 * UNIT, hyphenate=False),
    heading3=BLOCK,
    heading4=TextStyle(BOLD, 9.5, 14, DEEP, before=UNIT, hyphenate=False, after=0),
    label=TextStyle(size=8.5, leading=12.25, color=GREY),
    fact=TextStyle(size=8.5, leading=12.25, after=UNIT / 2),
    link=TextStyle(size=8.5, leading=12.25, color=ACCENT, after=UNIT / 2),
    item=TextStyle(size=8.5, leading=12.25, after=UNIT / 2),
    caption=TextStyle(BOLD, 8.5, 12.25, DEEP, before=UNIT, after=UNIT / 2),
    cell=CELL,
    row_head=CELL_BOLD,
    cell_head=TextStyle(size=8, leading=10.5, color=GREY, after=0),
)
"""The same for blocks that are drawn as in any other document."""
