"""From the blocks of a document to paragraphs, tables, pictures and questions to answer on paper in Word."""

import io
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import Any

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties
from matplotlib.image import imsave
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from app.documents.charts import WHITE, Box, Circle, Drawing, Label, Line, Polygon, Shape
from app.documents.charts.plots import drawing_of
from app.documents.docx.package import (
    FACT_INDENT,
    REPORT,
    TEXT_WIDTH,
    Element,
    Look,
    Package,
    kept_with_next,
    paragraph,
    runs,
    twips,
    w,
)
from app.documents.docx.tables import TABLE_STYLE, heat_elements, table_elements
from app.documents.model import (
    Block,
    BulletList,
    Cell,
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
    Table,
    Tallies,
    Tally,
    Trend,
    Voices,
    columns_of,
)
from app.documents.pdf.fonts import BOLD, FILES, REGULAR, printable, text_width
from app.documents.printed import CONTENTS

SHARPNESS = 200
"""Dots to an inch."""
_SCALE = SHARPNESS / 72
_CANVAS: Any = RendererAgg
_PNG: dict[str, Any] = {"format": "png", "metadata": {"Software": None}}
_LEFT_OF = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""Which part of a text stands before its place."""


def picture_of(drawing: Drawing) -> bytes:
    """A drawing of plain shapes, straight on matplotlib's canvas: a figure of its own takes five times as long."""
    canvas = _CANVAS(round(drawing.width * _SCALE), round(drawing.height * _SCALE), SHARPNESS)
    for shape in (Box(0, 0, drawing.width, drawing.height, WHITE), *drawing.shapes):
        _draw(canvas, shape, drawing.height)
    buffer = io.BytesIO()
    imsave(buffer, canvas.buffer_rgba(), **_PNG)
    return buffer.getvalue()


def _draw(canvas: Any, shape: Shape, top: float) -> None:
    """One shape; paths count from below, texts from above."""
    pen = canvas.new_gc()
    match shape:
        case Line():
            pen.set_capstyle("butt")
            if shape.dashed:
                pen.set_dashes(0, [2, 3])
            ends = [(shape.x1, top - shape.y1), (shape.x2, top - shape.y2)]
            _draw_path(canvas, pen, Path(ends), shape.color, shape.width, None)
        case Box():
            left, low = shape.x, top - shape.y - shape.height
            right, high = left + shape.width, low + shape.height
            corners = [(left, low), (left, high), (right, high), (right, low), (left, low)]
            _draw_path(canvas, pen, Path(corners, closed=True), None, 0, shape.fill)
        case Circle():
            circle = Path.circle((shape.x, top - shape.y), shape.radius)
            _draw_path(canvas, pen, circle, shape.edge, 1, shape.fill)
        case Polygon():
            corners = [(x, top - y) for x, y in (*shape.corners, shape.corners[0])]
            _draw_path(canvas, pen, Path(corners, closed=True), shape.edge, 1, shape.fill)
        case Label():
            _draw_label(canvas, pen, shape)


def _draw_path(canvas: Any, pen: Any, path: Path, edge: str | None, width: float, fill: str | None) -> None:
    pen.set_linewidth(width if edge else 0)
    pen.set_foreground(edge or WHITE)
    canvas.draw_path(pen, path, Affine2D().scale(_SCALE), _rgb(fill) if fill else None)


def _rgb(color: str) -> tuple[float, ...]:
    return tuple(int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))


def _draw_label(canvas: Any, pen: Any, label: Label) -> None:
    text, name = printable(label.text), BOLD if label.bold else REGULAR
    x = label.x - _LEFT_OF[label.anchor] * text_width(text, name, label.size)
    pen.set_foreground(label.color)
    canvas.draw_text(pen, x * _SCALE, label.y * _SCALE, text, _font(name, label.size), 0)


@lru_cache(maxsize=16)
def _font(name: str, size: float) -> FontProperties:
    return FontProperties(fname=str(FILES[name]), size=size)


SQUARE = "\N{BALLOT BOX}"
_GAP = "    "


def question_elements(question: PaperQuestion) -> list[Element]:
    """The question, its answers and the room to write, all on one page."""
    found = list(_elements(question))
    for element in found[:-1]:
        kept_with_next(element)[0].insert(2, w("keepLines"))
    return found


def _elements(question: PaperQuestion) -> Iterator[Element]:
    yield paragraph("Question", *runs(question.text))
    if question.about:
        yield paragraph("Note", *runs(question.about))
    if question.help:
        yield paragraph("Normal", *runs(question.help))
    for choice in question.choices:
        line = (w("r", w("tab")),) if choice.open else ()
        yield paragraph("OpenChoice" if choice.open else "Choice", *runs(f"{SQUARE}\t{choice.text}"), *line)
    for space in question.spaces:
        if space.label:
            yield paragraph("SpaceLabel", *runs(space.label))
        for _ in range(space.lines):
            yield paragraph("Space", w("r", w("tab")))
    if question.closing:
        choices = "".join(f"{_GAP}{SQUARE}\u00a0{text}" for text in question.closing_choices)
        yield paragraph("Closing", *runs(question.closing + choices))


_TONES = {"normal": "Normal", "lead": "Lead", "note": "Note", "warning": "Warning"}
_AIR = 9.0
_NEED_AIR = (TABLE_STYLE, "Fact", "ListBullet", "ListNumber", "Warning")
"""What needs air after it before something else begins."""
_PARAGRAPH = w("p").tag
_KEPT_FACTS = 6
"""Facts stay on one page as long as there are at most this many: more would leave too much of a page empty."""
_CONTENTS_FIELD = r'TOC \o "1-{}" \n \h \z \u'
_LABEL = Look(style="FactLabel")
_LINK = Look(style="Hyperlink")
_SAFE = ("http://", "https://")


class WordBlocks:
    """Makes elements of blocks; links, lists and pictures become known to the package."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._level = 1

    def section(self, section: Section, new_page: bool = False) -> Iterator[Element]:
        self._level = 1
        heading = self._package.bookmark(section.id, runs(section.title))
        yield paragraph("Heading1", *heading, new_page=new_page)
        for block, after in zip_longest(section.blocks, section.blocks[1:]):
            elements = self.block(block)
            # What leads to a picture would make no sense at the bottom of the page before it.
            leads = isinstance(block, Paragraph) and isinstance(after, Figure | Moves | Trend)
            yield from map(kept_with_next, elements) if leads else elements

    def contents(self, sections: Sequence[Section]) -> Iterator[Element]:
        """A table of contents as a field of Word, already filled in; without pages, which only Word itself knows."""
        entries = [
            entry
            for section in sections
            for entry in (
                ("TOC1", section.title, section.id),
                *(
                    ("TOC2", block.text, block.anchor)
                    for block in section.blocks
                    if isinstance(block, Heading) and block.level == 3 and block.anchor
                ),
            )
        ]
        # Word makes it of all headings of these levels, when somebody asks for it anew.
        field = _CONTENTS_FIELD.format(2 if any(style == "TOC2" for style, *_ in entries) else 1)
        yield paragraph("TOCHeading", *runs(CONTENTS))
        for place, (style, title, anchor) in enumerate(entries):
            before = _field(field) if place == 0 else ()
            after = (_field_mark("end"),) if place == len(entries) - 1 else ()
            yield paragraph(style, *before, self._package.jump(anchor, runs(title)), *after)

    def block(self, block: Block) -> Iterator[Element]:
        match block:
            case Heading():
                yield self._heading(block)
            case Paragraph():
                yield paragraph(_TONES[block.tone], *runs(block.text))
            case BulletList():
                yield from self._list(block)
            case KeyFacts():
                yield from self.facts(block)
            case Table() | HeatTable():
                yield from table_elements(block) if isinstance(block, Table) else heat_elements(block)
            case Figure() | Moves() | Trend():
                yield from self._figure(block)
            case Tallies() | Voices() | EvidenceTable():
                yield from self._talk(block)
            case PaperQuestion():
                self._level = 2
                yield from question_elements(block)

    def _talk(self, block: Tallies | Voices | EvidenceTable) -> Iterator[Element]:
        """Numbers, what everybody answered to a question below its name, or the matrix as a table of words."""
        if isinstance(block, EvidenceTable):
            yield from table_elements(_as_table(block))
            return
        if isinstance(block, Tallies):
            told = (FactRow(label=each.number, text=_noted(each)) for each in block.tallies)
            yield from self.facts(KeyFacts(facts=tuple(told)))
            return
        yield self._heading(Heading(level=3, text=f"{block.title} ({block.about})"))
        if block.question:
            yield kept_with_next(paragraph(_TONES["note"], *runs(block.question)))
        facts = tuple(FactRow(label=voice.label, text=voice.text) for voice in block.voices)
        yield from self.facts(KeyFacts(facts=facts))

    def _heading(self, heading: Heading) -> Element:
        """A heading; below the heading of a section, level 3 is the second level of the document."""
        self._level = min(heading.level - 1, self._level + 1)
        text = runs(heading.text)
        content = self._package.bookmark(heading.anchor, text) if heading.anchor else text
        return paragraph(f"Heading{self._level}", *content)

    def _list(self, block: BulletList) -> Iterator[Element]:
        style, number = ("ListNumber", self._package.new_list()) if block.ordered else ("ListBullet", None)
        for item in block.items:
            yield paragraph(style, *runs(item), numbering=number)

    def facts(self, block: KeyFacts) -> Iterator[Element]:
        """Words with what belongs to them: the texts below each other, at a tab or on a line of their own."""
        kept = len(block.facts) if len(block.facts) <= _KEPT_FACTS else 0
        for place, fact in enumerate(block.facts, start=1):
            fits = text_width(fact.label, REGULAR, REPORT.measures["Fact"].size) < FACT_INDENT - 4
            gap = w("r", w("tab" if fits else "br"))
            yield paragraph("Fact", *runs(fact.label, _LABEL), gap, *self._fact_text(fact), keep=place < kept)

    def _fact_text(self, fact: FactRow) -> Iterator[Element]:
        """The text, that leads somewhere when its fact does; only to a place in here or to a page on the web."""
        if fact.href and fact.href.startswith("#"):
            yield w("hyperlink", *runs(fact.text, _LINK), anchor=self._package.bookmark_name(fact.href[1:]), history=1)
        elif fact.href and fact.href.startswith(_SAFE):
            yield self._package.link(fact.href, runs(fact.text, _LINK))
        else:
            yield from runs(fact.text)

    def _figure(self, figure: Figure | Moves | Trend) -> Iterator[Element]:
        """The sentence with its picture, and the table; what is short stays on one page."""
        yield paragraph("FigureText", *runs(figure.message))
        drawing = drawing_of(figure, TEXT_WIDTH)
        picture = self._package.drawing(picture_of(drawing), (TEXT_WIDTH, drawing.height), figure.alt)
        yield paragraph("Figure", w("r", picture))
        yield from table_elements(figure.table)


def _field(instruction: str) -> tuple[Element, ...]:
    """The beginning of a field, up to what it shows."""
    code = w("instrText")
    code.text = instruction
    return _field_mark("begin"), w("r", code), _field_mark("separate")


def _field_mark(kind: str) -> Element:
    return w("r", w("fldChar", fldCharType=kind))


def _noted(tally: Tally) -> str:
    return f"{tally.label} ({tally.note})" if tally.note else tally.label


def _as_table(block: EvidenceTable) -> Table:
    """What high scores rest on in words: shades say it nowhere alone."""
    return Table(
        caption=block.caption,
        columns=columns_of((block.corner, *block.columns)),
        rows=tuple(
            (Cell(text=row.title), *(Cell(text=f"{cell.text} {cell.word}".rstrip()) for cell in row.cells))
            for row in block.rows
        ),
    )


def spaced(elements: Iterator[Element]) -> Iterator[Element]:
    """The same elements, with air where a table, a list or facts end, and a last paragraph below a last table."""
    before: str | None = None
    for element in elements:
        style = _style_of(element)
        if style and style != before and before in _NEED_AIR and REPORT.measures[style].before < _AIR:
            element[0].append(w("spacing", before=twips(_AIR)))
        before = style or TABLE_STYLE
        yield element
    if before == TABLE_STYLE:
        yield paragraph("Note")


def _style_of(element: Element) -> str | None:
    """The style of a paragraph; a table has none here."""
    return str(element[0][0].values()[0]) if element.tag == _PARAGRAPH else None
