"""From the blocks of the document to what flows over the pages of the PDF."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from app.reports.document.editions import Section
from app.reports.document.model import (
    Block,
    BulletList,
    Fact,
    Figure,
    Heading,
    HeatTable,
    KeyFacts,
    PaperQuestion,
    Paragraph,
    Table,
)
from app.reports.pdf.figures import CHANCE_HEIGHT, ChancePlot
from app.reports.pdf.flowables import HeadingText, LabelledText, LinkText, Text
from app.reports.pdf.heat import heat_flowables
from app.reports.pdf.paper import question_flowables
from app.reports.pdf.plots import dots_flowables
from app.reports.pdf.styles import Styles
from app.reports.pdf.tables import table_flowables
from app.reports.tagging.structure import Node

FACT_INDENT = 84.0
ITEM_INDENT = 15.0
_AFTER_FACTS = 3.0
_DIGIT = 7.0
"""What each further digit of a number in front of an item needs."""
_AFTER_HEADING = 64.0
"""What must still fit below a heading, or it goes to the next page."""
_FIGURE = 235.0
"""The same, where a picture follows."""


class Blocks:
    """Makes flowables of blocks, at one width and in one style."""

    def __init__(self, styles: Styles, width: float) -> None:
        self._styles = styles
        self._width = width

    def section(self, section: Section, parent: Node) -> Iterator[Flowable]:
        """A section with its heading."""
        node = parent.add("Sect")
        heading = HeadingText(section.title, self._styles.heading2, node.add("H2"), outline=0)
        yield CondPageBreak(40 + self._room(section.blocks))
        yield heading
        for index, block in enumerate(section.blocks):
            if index and _leads(block):
                yield CondPageBreak(self._room(section.blocks[index:]))
            yield from self.block(block, node)

    def _room(self, blocks: Sequence[Block]) -> float:
        """What must fit below each other from a heading on: the headings, and the start of what comes next."""
        headings = 0
        for block in blocks:
            if not _leads(block):
                break
            headings += 1
        figure = next((block for block in blocks[headings : headings + 2] if isinstance(block, Figure)), None)
        if figure is None:
            return headings * 30 + _AFTER_HEADING
        return headings * 30 + (_FIGURE if figure.kind == "dots" else CHANCE_HEIGHT + _AFTER_HEADING)

    def block(self, block: Block, parent: Node) -> Iterator[Flowable]:
        """One block."""
        match block:
            case Heading():
                yield self._heading(block, parent)
            case Paragraph():
                yield from self._paragraph(block, parent)
            case BulletList():
                yield from self._list(block, parent)
            case KeyFacts():
                yield from self.facts(block, parent)
            case Table():
                yield from table_flowables(block, self._styles, parent, self._width)
            case HeatTable():
                yield KeepTogether(heat_flowables(block, self._styles, parent, self._width))
            case Figure():
                yield from self._figure(block, parent)
            case PaperQuestion():
                yield KeepTogether(question_flowables(block, self._styles, parent))

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
        for fact in block.facts:
            yield self._fact(fact, node.add("LI"))
        yield Spacer(1, _AFTER_FACTS)

    def _fact(self, fact: Fact, entry: Node) -> Flowable:
        label, body = entry.add("Lbl"), entry.add("LBody")
        if fact.href is None:
            styles = (self._styles.label, self._styles.fact)
            return LabelledText(fact.label, fact.text, styles, (label, body), FACT_INDENT)
        styles = (self._styles.label, self._styles.link)
        return LinkText(fact.label, fact.text, styles, (label, body.add("Link")), FACT_INDENT, fact.href)

    def _figure(self, figure: Figure, parent: Node) -> Iterator[Flowable]:
        if figure.kind == "dots":
            yield from dots_flowables(figure, self._styles, parent, self._width)
            return
        message = Text(figure.message, self._styles.body, parent.add("P"))
        node = parent.add("Figure", alt=figure.alt)
        yield KeepTogether([message, ChancePlot(figure, self._width, node)])
        yield from table_flowables(figure.table, self._styles, parent, self._width)


def _leads(block: Block) -> bool:
    """Whether a block makes no sense at the bottom of a page, without what comes after it."""
    return isinstance(block, Heading) or (isinstance(block, Paragraph) and block.tone == "lead")
