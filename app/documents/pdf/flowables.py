"""What flows over the pages: texts and tables that carry their place in the structure with them."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Table

from app.documents.pdf.fonts import BOLD, TextLine, broken_lines, led_lines, printable, text_width
from app.documents.pdf.styles import TextStyle
from app.documents.tagging import Node

_KEPT_TOGETHER = 2
"""Lines of a text that stay together at the bottom and at the top of a page."""


_MOVED_WHOLE = 400.0
"""A table of two rows, in points, that goes to the next page as a whole."""


_ROW_OF_A_PAGE = 650.0
"""A header and a row of more than this, in points, may find no page that they fit on."""
_LEAST_OF_A_ROW = 60
"""What of such a row stays at the bottom of a page, in points."""


class Text(Flowable):
    """Plain text: never parsed, so what people typed stays what they typed."""

    def __init__(
        self, text: str, style: TextStyle, node: Node, indent: float = 0, repeats: bool = False, lead: str = ""
    ) -> None:
        super().__init__()
        self._text, self._lead = printable(text), printable(lead)
        self.style = style
        self.node = node
        self.indent = indent
        self._repeats = repeats
        self._drawn = False
        self._lines: tuple[TextLine, ...] | None = None
        self._broken_at = 0.0
        self.goes_on = False
        """Whether something else of the same element follows, elsewhere on the page or on the next one."""

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Breaks the lines at this width."""
        self.width = width
        if self._lines is None or self._broken_at != width:
            self._broken_at = width
            style = self.style
            look = (style.font, style.size, width - self.indent, style.hyphenate)
            # A few words in bold, and then the text.
            led = led_lines(self._lead, self._text, *look) if self._lead else None
            self._lines = led or broken_lines(self._text, *look)
        self.height = len(self._lines) * self.style.leading
        return width, self.height

    def split(self, width: float, height: float) -> list["Text"]:
        """Two parts of the same element, or nothing when one of them would be a lonely line."""
        self.wrap(width, height)
        fitting = int(height / self.style.leading)
        lines = self._lines or ()
        if fitting < _KEPT_TOGETHER or len(lines) < 2 * _KEPT_TOGETHER:
            return []
        fitting = min(fitting, len(lines) - _KEPT_TOGETHER)
        parts = [self._part(lines[:fitting], first=True), self._part(lines[fitting:], first=False)]
        parts[0].goes_on, parts[1].goes_on = True, self.goes_on
        return parts

    def _part(self, lines: tuple[TextLine, ...], first: bool) -> "Text":
        part = self._copy(first)
        part._lines, part._broken_at = lines, self._broken_at
        return part

    def _copy(self, first: bool) -> "Text":
        del first
        return Text("", self.style, self.node, self.indent)

    def getSpaceBefore(self) -> float:
        """Space above, except at the top of a page."""
        return self.style.before

    def getSpaceAfter(self) -> float:
        return self.style.after

    def draw(self) -> None:
        """Draws the lines as content of the element; a repeated header is decoration the second time."""
        if self._repeats and self._drawn:
            with self.canv.decoration("Pagination"):
                self._draw_lines()
        else:
            with self.canv.mark(self.node):
                self._draw_lines()
        self._drawn = True

    def _draw_lines(self) -> None:
        frame = (self.indent, self.width, self.height)
        draw_lines(self.canv, self._lines or (), self.style, frame, self.goes_on)


def draw_lines(
    canvas: Any, lines: tuple[TextLine, ...], style: TextStyle, frame: tuple[float, float, float], goes_on: bool = False
) -> None:
    """Lines of text below each other, in a frame of (left, right, height), from its height down."""
    left, right, height = frame
    canvas.setFillColor(HexColor(style.color))
    text = canvas.beginText(left, height - style.size * 1.07)
    text.setFont(style.font, style.size, style.leading)
    for index, line in enumerate(lines):
        # Without a space at the end of a line, readers hear two words as one.
        spaced = f"{line.text} " if not line.joined and (goes_on or index < len(lines) - 1) else line.text
        if style.right:
            start = right - text_width(line.text, style.font, style.size)
            text.setTextOrigin(start, height - style.size * 1.07 - index * style.leading)
        if line.bold:
            text.setFont(BOLD, style.size, style.leading)
            text.textOut(f"{line.bold} " if line.text else line.bold)
            text.setFont(style.font, style.size, style.leading)
        text.textLine(spaced)
    canvas.drawText(text)


class LabelledText(Text):
    """A text with a label before it: a bullet, a number, or the word that it explains."""

    def __init__(
        self,
        label: str,
        text: str,
        styles: tuple[TextStyle, TextStyle],
        nodes: tuple[Node, Node],
        indent: float,
        lead: str = "",
    ) -> None:
        super().__init__(text, styles[1], nodes[1], indent, lead=lead)
        self._label = printable(label)
        self._styles, self._nodes = styles, nodes

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As high as the highest of label and text."""
        super().wrap(width, height)
        style = self._styles[0]
        self._label_lines = broken_lines(self._label, style.font, style.size, self.indent - 4) if self._label else ()
        self.height = max(self.height, len(self._label_lines) * style.leading)
        return width, self.height

    def _copy(self, first: bool) -> Text:
        return LabelledText(self._label if first else "", "", self._styles, self._nodes, self.indent)

    def draw(self) -> None:
        """The label, then the text."""
        if self._label_lines:
            with self.canv.mark(self._nodes[0]):
                draw_lines(self.canv, self._label_lines, self._styles[0], (0, self.indent, self.height))
        super().draw()


class LinkText(LabelledText):
    """A labelled text of which the whole text can be clicked."""

    def __init__(
        self,
        label: str,
        text: str,
        styles: tuple[TextStyle, TextStyle],
        nodes: tuple[Node, Node],
        indent: float,
        url: str,
    ) -> None:
        super().__init__(label, text, styles, nodes, indent)
        self._url = quote(url, safe="/:?#[]@!$&'()*+,;=%~-._")

    def _copy(self, first: bool) -> Text:
        return LinkText(self._label if first else "", "", self._styles, self._nodes, self.indent, self._url)

    def draw(self) -> None:
        """The text, and over it the area to click."""
        super().draw()
        self.canv.add_link(self.node, self._url, (self.indent, 0, self.width, self.height))


class HeadingText(Text):
    """A heading, which is a bookmark too."""

    def __init__(self, text: str, style: TextStyle, node: Node, outline: int | None, key: str | None = None) -> None:
        super().__init__(text, style, node)
        self._outline, self._key = outline, key
        self._title = text

    def split(self, _width: float, _height: float) -> list[Text]:
        """A heading stays whole."""
        return []

    def draw(self) -> None:
        """The heading, and the bookmark to it."""
        super().draw()
        if self._outline is not None:
            self.canv.add_bookmark(self._title, self._outline, self.height + self.style.leading, self._key)


class TaggedTable(Table):
    """A table whose lines and backgrounds are decoration; its cells carry their own elements."""

    _cellvalues: list[list[Any]]

    def split(self, width: float, height: float) -> list[Table]:
        """Two tables; the last row never stands alone on the next page, and a row of over a page is broken."""
        parts: list[Table] = super().split(width, height)
        over = parts[0]._nrows if parts else self.repeatRows
        # Below the rows that fit, not as a table of its own: that would have its header again.
        if sum(self._rowHeights[: self.repeatRows]) + self._rowHeights[over] > _ROW_OF_A_PAGE:
            return self._broken_row(width, height) or parts
        if len(parts) < 2 or parts[1]._nrows > parts[1].repeatRows + 1:
            return parts
        kept = parts[0]._nrows - 1
        if kept <= self.repeatRows:
            return parts if sum(self._rowHeights) > _MOVED_WHOLE else []
        return list(super().split(width, sum(self._rowHeights[:kept]) + 0.1))

    def _broken_row(self, width: float, height: float) -> list[Table]:
        """Two tables that share a row. ReportLab only breaks cells that are lists."""
        rows = self._cellvalues
        self._cellvalues = [[[cell] if isinstance(cell, Flowable) else cell for cell in row] for row in rows]
        self.splitByRow, self.splitInRow = 0, _LEAST_OF_A_ROW
        parts: list[Table] = super().split(width, height)
        for each in (self, *parts):
            each.splitByRow, each.splitInRow = 1, 0
        return parts

    def _splitCell(self, value: Sequence[Flowable], style: Any, _old: float, new: float, width: float) -> Any:
        """What of a cell fits, and the rest; nothing when none does. ReportLab takes the padding for room."""
        inside, room = width - style.leftPadding - style.rightPadding, new - style.topPadding - style.bottomPadding
        kept, over = list[Flowable](), list(value)
        while over and (high := over[0].wrap(inside, room)[1]) <= room:
            room -= high
            kept.append(over.pop(0))
        if over and (parts := over[0].split(inside, room)):
            kept.append(parts[0])
            over = [*parts[1:], *over[1:]]
        return (tuple(kept), tuple(over)) if kept or not value else []

    def _drawBkgrnd(self) -> None:
        with self.canv.decoration("Background"):
            super()._drawBkgrnd()

    def _drawLines(self) -> None:
        with self.canv.decoration("Layout"):
            super()._drawLines()
