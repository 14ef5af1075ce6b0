"""From the blocks of a document to what flows over the pages of the PDF, and what belongs together on a page."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from app.documents.charts import GREY, INK
from app.documents.model import (
    Block,
    BulletList,
    Choice,
    EvidenceTable,
    FactRow,
    Figure,
    Heading,
    HeatTable,
    KeyFacts,
    Moves,
    PaperQuestion,
    Paragraph,
    Section,
    Space,
    Table,
    Tallies,
    Trend,
    Voices,
)
from app.documents.pdf.flowables import HeadingText, LabelledText, LinkText, Text
from app.documents.pdf.fonts import printable, text_width
from app.documents.pdf.pictures import dots_flowables, moves_flowables, trend_flowables
from app.documents.pdf.styles import Styles, TextStyle
from app.documents.pdf.tables import heat_flowables, table_flowables
from app.documents.pdf.talks import strip_key, talk_flowables
from app.documents.tagging import Node

MOST = 700.0
"""Less than the height of any page: what needs more begins on a new page, and flows on."""
_SHORT = 230.0
"""What is not higher stays whole, below its heading."""
_SCALES = (1.0, 0.93, 0.86, 0.8, 0.74, 0.68, 0.62)
_HIGH = 100_000.0
_LINES = 2
_PARTS = 2


def height_of(flowables: Sequence[Flowable], width: float) -> float:
    """The height of some flowables below each other, with the space around each."""
    return sum(_height(each, width) for each in flowables)


def _height(flowable: Flowable, width: float) -> float:
    if isinstance(flowable, KeepTogether):
        return height_of(flowable._content, width)
    if isinstance(flowable, CondPageBreak):
        return 0.0
    height: float = flowable.wrap(width, _HIGH)[1]
    return height + float(flowable.getSpaceBefore()) + float(flowable.getSpaceAfter())


def start_of(flowables: Sequence[Flowable], width: float) -> float:
    """What must fit of them on the page on which they begin: all when they are low, else their first parts."""
    for index, each in enumerate(flowables):
        if isinstance(each, CondPageBreak):
            return height_of(flowables[:index], width) + float(each.height)
    if len(flowables) == 1 or isinstance(flowables[0], KeepTogether):
        return _beginning(flowables[0], width)
    whole = height_of(flowables, width)
    return whole if whole <= _SHORT else sum(_beginning(each, width) for each in flowables[:_PARTS])


def _beginning(flowable: Flowable, width: float) -> float:
    """Of a long text the first lines; anything else stays whole."""
    height = _height(flowable, width)
    if not isinstance(flowable, Text) or height <= 2 * _LINES * flowable.style.leading:
        return height
    return flowable.style.before + _LINES * flowable.style.leading


def made_to_fit(
    make: Callable[[Styles, Node], list[Flowable]], styles: Styles, parent: Node, size: tuple[float, float]
) -> list[Flowable]:
    """What `make` makes, as much smaller as is needed to stay within a width and height."""
    width, height = size
    for scale in _SCALES:
        holder = Node(parent.tag)
        found = make(styles.scaled(scale) if scale != 1 else styles, holder)
        if height_of(found, width) <= height:
            break
    parent.children += holder.children
    return found


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
        self.width, self.height = width, self.style.leading
        return self.width, self.height

    def getSpaceBefore(self) -> float:
        return 8

    def getSpaceAfter(self) -> float:
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


class WritingLines(Flowable):
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
    yield WritingLines(space.lines)


FACT_INDENT = 84.0
ITEM_INDENT = 15.0
_AFTER_FACTS = 3.0
_DIGIT = 7.0
"""What each further digit of a number in front of an item needs."""
_HEAT = 580.0
"""The height of a heat table that fits below its heading and introduction, with a note below it."""
_INTRODUCTION = 80.0
_WIDEST_LABEL = 150.0
_AFTER_LABEL = 8.0


class PdfBlocks:
    """Makes flowables of blocks, at one width and in one style."""

    def __init__(self, styles: Styles, width: float) -> None:
        self._styles = styles
        self._width = width

    def section(self, section: Section, parent: Node, key: str | None = None) -> Iterator[Flowable]:
        """A section with its heading; no heading stands at the bottom of a page without what it is about.

        `key` is the name of its bookmark, for contents that lead there.
        """
        node = parent.add("Sect")
        title = HeadingText(section.title, self._styles.heading2, node.add("H2"), outline=0, key=key)
        above: list[Flowable] = [title]
        blocks = section.blocks
        if asked := [block for block in blocks if isinstance(block, Voices)]:
            above += strip_key(asked, node)
        drawn = [list(self.block(block, node)) for block in blocks]
        needed = self._needed(blocks, drawn)
        yield CondPageBreak(min(MOST, height_of(above, self._width) + needed[0]))
        yield from above
        for index, block in enumerate(blocks):
            if index and _leads(block) and not _leads(blocks[index - 1]):
                yield CondPageBreak(min(MOST, needed[index]))
            yield from drawn[index]

    def _needed(self, blocks: Sequence[Block], drawn: Sequence[list[Flowable]]) -> list[float]:
        """What must fit from each block on: headings and what introduces, with the start of what comes next."""
        needed = [0.0] * (len(blocks) + 1)
        for index in reversed(range(len(blocks))):
            if _leads(blocks[index]) or self._introduces(blocks[index], drawn[index]):
                needed[index] = height_of(drawn[index], self._width) + needed[index + 1]
            else:
                needed[index] = start_of(drawn[index], self._width)
        return needed

    def _introduces(self, block: Block, drawn: Sequence[Flowable]) -> bool:
        """Whether a block is a few lines of text, which go with what comes after them."""
        return isinstance(block, Paragraph) and height_of(drawn, self._width) <= _INTRODUCTION

    def block(self, block: Block, parent: Node) -> Iterator[Flowable]:
        match block:
            case Heading():
                yield self._heading(block, parent)
            case Paragraph():
                yield from self._paragraph(block, parent)
            case BulletList():
                yield from self._list(block, parent)
            case KeyFacts():
                yield from self.facts(block, parent)
            case Table() | HeatTable():
                yield from self._table(block, parent)
            case Figure() | Moves() | Trend():
                yield from self._picture(block, parent)
            case Tallies() | Voices() | EvidenceTable():
                yield from talk_flowables(block, parent, self._width)
            case PaperQuestion():
                yield KeepTogether(question_flowables(block, self._styles, parent))

    def _table(self, table: Table | HeatTable, parent: Node) -> Iterator[Flowable]:
        if isinstance(table, Table):
            yield from table_flowables(table, self._styles, parent, self._width)
            return
        make = partial(heat_flowables, table, width=self._width)
        yield KeepTogether(made_to_fit(make, self._styles, parent, (self._width, _HEAT)))

    def _heading(self, heading: Heading, parent: Node) -> Flowable:
        style = self._styles.heading3 if heading.level == 3 else self._styles.heading4
        outline = 1 if heading.level == 3 else None
        return HeadingText(heading.text, style, parent.add(f"H{heading.level}"), outline)

    def _paragraph(self, paragraph: Paragraph, parent: Node) -> Iterator[Flowable]:
        styles = {
            "normal": self._styles.body,
            "lead": self._styles.lead,
            "note": self._styles.note,
            "warning": self._styles.warning,
        }
        yield Text(paragraph.text, styles[paragraph.tone], parent.add("P"))

    def _list(self, block: BulletList, parent: Node) -> Iterator[Flowable]:
        node = parent.add("L", numbering="Decimal" if block.ordered else "Disc")
        style = self._styles.item
        indent = ITEM_INDENT + _DIGIT * (len(str(len(block.items))) - 1) * block.ordered
        for number, item in enumerate(block.items, start=1):
            entry = node.add("LI")
            label = f"{number}." if block.ordered else "•"
            nodes = (entry.add("Lbl"), entry.add("LBody"))
            yield LabelledText(label, item, (style, style), nodes, indent)

    def facts(self, block: KeyFacts, parent: Node) -> Iterator[Flowable]:
        """A description list: the words are the labels of its items."""
        node = parent.add("L", numbering="None")
        style = self._styles.label
        widest = max((text_width(printable(fact.label), style.font, style.size) for fact in block.facts), default=0.0)
        indent = min(_WIDEST_LABEL, max(FACT_INDENT, widest + _AFTER_LABEL))
        for fact in block.facts:
            yield self._fact(fact, node.add("LI"), indent)
        yield Spacer(1, _AFTER_FACTS)

    def _fact(self, fact: FactRow, entry: Node, indent: float) -> Flowable:
        label, body = entry.add("Lbl"), entry.add("LBody")
        if fact.href is None:
            styles = (self._styles.label, self._styles.fact)
            return LabelledText(fact.label, fact.text, styles, (label, body), indent)
        styles = (self._styles.label, self._styles.link)
        return LinkText(fact.label, fact.text, styles, (label, body.add("Link")), indent, fact.href)

    def _picture(self, block: Figure | Moves | Trend, parent: Node) -> Iterator[Flowable]:
        """A picture with its sentence and its table."""
        if isinstance(block, Moves):
            make = partial(moves_flowables, block, width=self._width)
            yield from made_to_fit(make, self._styles, parent, (self._width, MOST))
        elif isinstance(block, Figure):
            dots = partial(dots_flowables, block, width=self._width)
            yield from made_to_fit(dots, self._styles, parent, (self._width, MOST))
        else:
            yield from trend_flowables(block, self._styles, parent, self._width)


def _leads(block: Block) -> bool:
    """Whether a block makes no sense at the bottom of a page, without what comes after it."""
    return isinstance(block, Heading) or (isinstance(block, Paragraph) and block.tone == "lead")
