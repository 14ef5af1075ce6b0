"""Questions to answer on paper: real lists with a printed square before each answer, and lines to write on."""

from collections.abc import Iterator
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from app.reports.charts.palette import GREY, INK
from app.reports.document.model import Choice, PaperQuestion, Space
from app.reports.pdf.flowables import HeadingText, Text
from app.reports.pdf.fonts import printable, text_width
from app.reports.pdf.styles import Styles, TextStyle
from app.reports.tagging.structure import Node

SQUARE = "vakje"
"""What a printed square is called for who cannot see it."""

_SIDE = 9.0
_INDENT = 19.0
_GAP = 16.0
_LINE = 21.0
"""From one line to write on to the next."""
_SHORTEST_LINE = 90.0


def draw_square(canvas: Any, node: Node, x: float, baseline: float) -> None:
    """A square to tick, standing on the line of a text; it is the label of its item."""
    node.alt = SQUARE
    with canvas.mark(node):
        canvas.setStrokeColor(HexColor(INK))
        canvas.setLineWidth(0.8)
        canvas.setDash([])
        canvas.rect(x + 0.5, baseline - 1.4, _SIDE, _SIDE, stroke=1, fill=0)


def draw_rule(canvas: Any, left: float, right: float, y: float) -> None:
    """A line to write on, which is decoration."""
    with canvas.decoration("Layout"):
        canvas.setStrokeColor(HexColor(GREY))
        canvas.setLineWidth(0.5)
        canvas.setDash([])
        canvas.line(left, y, right, y)


class ChoiceText(Text):
    """A text with a square before it, and when it is open a line to write on after it."""

    def __init__(self, choice: Choice, style: TextStyle, nodes: tuple[Node, Node]) -> None:
        super().__init__(choice.text, style, nodes[1], _INDENT)
        self._choice, self._nodes = choice, nodes

    def split(self, _width: float, _height: float) -> list[Text]:
        """An answer stays whole."""
        return []

    def draw(self) -> None:
        """The square, then the text, then the line."""
        baseline = self.height - self.style.size * 1.07
        draw_square(self.canv, self._nodes[0], 0, baseline)
        super().draw()
        if self._choice.open:
            start = self.indent + text_width(self._text, self.style.font, self.style.size) + 5
            if self.width - start > _SHORTEST_LINE:
                draw_rule(self.canv, start, self.width, baseline - 2)


class ChoiceRow(Flowable):
    """A few short answers beside each other, after the words that ask for them."""

    def __init__(self, label: str, texts: tuple[str, ...], style: TextStyle, parent: Node) -> None:
        super().__init__()
        self._label, self.style = printable(label), style
        self._label_node = parent.add("P")
        entries = parent.add("L", numbering="None")
        self._items = [(printable(text), entries.add("LI")) for text in texts]
        self._nodes = [(entry.add("Lbl"), entry.add("LBody")) for _, entry in self._items]

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """One line."""
        self.width, self.height = width, self.style.leading
        return self.width, self.height

    def getSpaceBefore(self) -> float:
        """Space above."""
        return 8

    def getSpaceAfter(self) -> float:
        """Space below."""
        return 4

    def draw(self) -> None:
        """From left to right."""
        baseline = self.height - self.style.size * 1.07
        x = self._text(self._label, self._label_node, 0, baseline)
        for (text, _), (label, body) in zip(self._items, self._nodes, strict=True):
            draw_square(self.canv, label, x + _GAP, baseline)
            x = self._text(text, body, x + _GAP + _INDENT - 4, baseline)

    def _text(self, text: str, node: Node, x: float, baseline: float) -> float:
        with self.canv.mark(node):
            self.canv.setFillColor(HexColor(self.style.color))
            self.canv.setFont(self.style.font, self.style.size)
            self.canv.drawString(x, baseline, text)
        return x + text_width(text, self.style.font, self.style.size)


class Rules(Flowable):
    """Lines to write on."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = lines

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Always the same height."""
        self.width, self.height = width, self._lines * _LINE
        return self.width, self.height

    def draw(self) -> None:
        """From top to bottom."""
        for line in range(self._lines):
            draw_rule(self.canv, 0, self.width, self.height - (line + 1) * _LINE + 2)


def question_flowables(question: PaperQuestion, styles: Styles, parent: Node) -> list[Flowable]:
    """The question, its answers and the room to write."""
    found: list[Flowable] = [HeadingText(question.text, styles.question, parent.add("H3"), outline=1)]
    if question.about:
        found.append(Text(question.about, styles.about, parent.add("P")))
    if question.help:
        found.append(Text(question.help, styles.help, parent.add("P")))
    if question.choices:
        entries = parent.add("L", numbering="None")
        found += [_choice(choice, styles, entries.add("LI")) for choice in question.choices]
    for space in question.spaces:
        found += _space(space, styles, parent)
    if question.closing:
        found.append(ChoiceRow(question.closing, question.closing_choices, styles.help, parent))
    return found


def _choice(choice: Choice, styles: Styles, entry: Node) -> Flowable:
    return ChoiceText(choice, styles.choice, (entry.add("Lbl"), entry.add("LBody")))


def _space(space: Space, styles: Styles, parent: Node) -> Iterator[Flowable]:
    if space.label:
        yield Text(space.label, styles.help, parent.add("P"))
    yield Rules(space.lines)
