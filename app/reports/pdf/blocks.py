"""From the blocks of the document to what flows over the pages of the PDF."""

from collections.abc import Iterator, Sequence
from functools import partial

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
    Moves,
    PaperQuestion,
    Paragraph,
    Table,
    Trend,
)
from app.reports.pdf.figures import ChancePlot
from app.reports.pdf.flowables import HeadingText, LabelledText, LinkText, Text
from app.reports.pdf.fonts import printable, text_width
from app.reports.pdf.heat import heat_flowables
from app.reports.pdf.keeping import MOST, height_of, made_to_fit, start_of
from app.reports.pdf.moves import moves_flowables
from app.reports.pdf.paper import question_flowables
from app.reports.pdf.plots import dots_flowables
from app.reports.pdf.styles import Styles
from app.reports.pdf.tables import table_flowables
from app.reports.pdf.trends import trend_flowables
from app.reports.tagging.structure import Node

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


class Blocks:
    """Makes flowables of blocks, at one width and in one style."""

    def __init__(self, styles: Styles, width: float) -> None:
        self._styles = styles
        self._width = width

    def section(self, section: Section, parent: Node) -> Iterator[Flowable]:
        """A section with its heading; no heading stands at the bottom of a page without what it is about."""
        node = parent.add("Sect")
        heading = HeadingText(section.title, self._styles.heading2, node.add("H2"), outline=0)
        blocks = section.blocks
        drawn = [list(self.block(block, node)) for block in blocks]
        needed = self._needed(blocks, drawn)
        yield CondPageBreak(min(MOST, height_of([heading], self._width) + needed[0]))
        yield heading
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
                yield from self._heat(block, parent)
            case Figure() | Moves() | Trend():
                yield from self._picture(block, parent)
            case PaperQuestion():
                yield KeepTogether(question_flowables(block, self._styles, parent))

    def _heat(self, table: HeatTable, parent: Node) -> Iterator[Flowable]:
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

    def _fact(self, fact: Fact, entry: Node, indent: float) -> Flowable:
        label, body = entry.add("Lbl"), entry.add("LBody")
        if fact.href is None:
            styles = (self._styles.label, self._styles.fact)
            return LabelledText(fact.label, fact.text, styles, (label, body), indent)
        styles = (self._styles.label, self._styles.link)
        return LinkText(fact.label, fact.text, styles, (label, body.add("Link")), indent, fact.href)

    def _picture(self, block: Figure | Moves | Trend, parent: Node) -> Iterator[Flowable]:
        """A picture with its sentence and its table."""
        if isinstance(block, Trend):
            yield from trend_flowables(block, self._styles, parent, self._width)
        elif isinstance(block, Moves):
            make = partial(moves_flowables, block, width=self._width)
            yield from made_to_fit(make, self._styles, parent, (self._width, MOST))
        elif block.kind == "dots":
            dots = partial(dots_flowables, block, width=self._width)
            yield from made_to_fit(dots, self._styles, parent, (self._width, MOST))
        else:
            message = Text(block.message, self._styles.body, parent.add("P"))
            node = parent.add("Figure", alt=block.alt)
            yield KeepTogether([message, ChancePlot(block, self._width, node)])
            yield from table_flowables(block.table, self._styles, parent, self._width)


def _leads(block: Block) -> bool:
    """Whether a block makes no sense at the bottom of a page, without what comes after it."""
    return isinstance(block, Heading) or (isinstance(block, Paragraph) and block.tone == "lead")
