"""Type and grid of the printed report, on A4 with a unit of 3.5 pt: line heights and gaps are halves of it."""

from reportlab.lib.units import mm

from app.documents.charts import ACCENT, DEEP, GREY
from app.documents.pdf.fonts import BOLD
from app.documents.pdf.styles import Styles, TextStyle

UNIT = 3.5
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
