"""A presentation as PDF: each slide a page, each text a piece of the structure, and how much room a text takes."""

import io
from collections.abc import Iterable, Iterator
from typing import Any

from reportlab.lib.colors import HexColor

from app.documents.charts import ACCENT, GREY, INK, Drawing
from app.documents.deck import (
    BLANK,
    EDGE,
    HEIGHT,
    PADDING,
    WIDTH,
    Deck,
    DeckCell,
    DeckPicture,
    DeckRow,
    DeckTable,
    Part,
    Slide,
    TextBox,
    Words,
    cell_width,
    left_of,
)
from app.documents.pdf.flowables import draw_lines
from app.documents.pdf.fonts import BOLD, REGULAR, TextLine, broken_lines, printable, register_fonts, text_width
from app.documents.pdf.pictures import draw_shapes
from app.documents.pdf.styles import TextStyle
from app.documents.tagging import Node, Properties, TaggedCanvas

TOP_BAR = 6.0
FOOTER = 24.0
"""Its base line, from below."""
FOOTER_SIZE = 12
_NUMBER_ROOM = 90.0
_WRITING = 20.0
"""From the top of a cell down to the line to write on."""


def word_lines(words: Words, width: float) -> tuple[TextLine, ...]:
    """The lines of a paragraph at this width; as bold ones when it begins with bold words, which are wider."""
    font = BOLD if words.bold or words.lead else REGULAR
    return broken_lines(printable(words.whole), font, words.size[0], width, words.hyphenate)


def height_of(words: Iterable[Words], width: float) -> float:
    """How high paragraphs are below each other at this width."""
    return sum(each.before + len(word_lines(each, width)) * each.size[1] for each in words)


def draw_deck(deck: Deck) -> bytes:
    """The file; the same deck always gives the same bytes."""
    register_fonts()
    root, buffer = Node("Document"), io.BytesIO()
    properties = Properties(deck.name, deck.author, "nl-NL", REGULAR, deck.day, deck.identity)

    def footer(canvas: Any, number: int, total: int) -> None:
        _draw_footer(canvas, deck.footer, f"{number} van {total}")

    canvas = TaggedCanvas(buffer, root=root, properties=properties, footer=footer, pagesize=(WIDTH, HEIGHT))
    for number, slide in enumerate(deck.slides):
        _draw_slide(canvas, slide, root.add("Sect"), 2 if number else 1)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def fitting_line(text: str, width: float, size: float) -> str:
    """The text as far as it fits on one line."""
    text = printable(text)
    while text_width(text, REGULAR, size) > width:
        text = f"{text[:-2].rstrip()}…"
    return text


def _draw_footer(canvas: Any, text: str, number: str) -> None:
    canvas.setFillColor(HexColor(GREY))
    canvas.setFont(REGULAR, FOOTER_SIZE)
    canvas.drawString(EDGE, FOOTER, fitting_line(text, WIDTH - 2 * EDGE - _NUMBER_ROOM, FOOTER_SIZE))
    canvas.drawRightString(WIDTH - EDGE, FOOTER, number)


def _draw_slide(canvas: TaggedCanvas, slide: Slide, node: Node, level: int) -> None:
    with canvas.decoration("Background"):
        canvas.setFillColor(HexColor(ACCENT))
        canvas.rect(0, HEIGHT - TOP_BAR, WIDTH, TOP_BAR, stroke=0, fill=1)
        draw_shapes(canvas, Drawing(WIDTH, HEIGHT, slide.decoration))
    if slide.above:
        _draw_box(canvas, slide.above, node, "P", "P")
    _draw_box(canvas, slide.title, node, f"H{level}", "P")
    canvas.saveState()
    canvas.translate(0, HEIGHT - slide.title.y)
    canvas.add_bookmark(slide.title.words[0].text, 0, 0)
    canvas.restoreState()
    for part in slide.parts:
        _draw_part(canvas, part, node, f"H{level + 1}")


def _draw_part(canvas: TaggedCanvas, part: Part, node: Node, heading: str) -> None:
    match part:
        case TextBox():
            _draw_box(canvas, part, node, "P", heading)
        case DeckTable():
            _draw_table(canvas, part, node.add("Table", summary=part.says))
        case DeckPicture():
            figure = node.add("Figure", alt=part.alt)
            bottom = HEIGHT - part.y - part.drawing.height
            figure.bounds = (part.x, bottom, part.x + part.drawing.width, bottom + part.drawing.height)
            canvas.saveState()
            canvas.translate(part.x, bottom)
            with canvas.mark(figure):
                draw_shapes(canvas, part.drawing)
            canvas.restoreState()


def _draw_box(canvas: TaggedCanvas, box: TextBox, node: Node, tag: str, heading: str) -> None:
    y = box.y
    for words in box.words:
        y += words.before
        with canvas.mark(node.add(heading if words.heading else tag)):
            y = _draw_words(canvas, words, box.x, y, box.width)


def _draw_words(canvas: TaggedCanvas, words: Words, x: float, y: float, width: float, goes_on: bool = False) -> float:
    """Draws a paragraph from this height; gives where it ends."""
    size, leading = words.size
    lines = word_lines(words, width)
    style = TextStyle(BOLD if words.bold else REGULAR, size, leading, words.color)
    lead = printable(words.lead)
    for place, line in enumerate(lines):
        left = x + (width - text_width(line.text, style.font, size)) / 2 if words.middle else x
        more = goes_on or place < len(lines) - 1
        for text, style_of, last in _pieces(line, style, lead if place == 0 else ""):
            _draw_line(canvas, text, style_of, left, y, not last or more)
            left += text_width(f"{text.text} ", style_of.font, size)
        y += leading
    return y


def _pieces(line: TextLine, style: TextStyle, lead: str) -> Iterator[tuple[TextLine, TextStyle, bool]]:
    """A line as pieces of one font, and whether each is the last of the line."""
    if not lead:
        yield line, style, True
        return
    bold = TextStyle(BOLD, style.size, style.leading, style.color)
    rest = line.text.removeprefix(lead).strip()
    yield TextLine(lead), bold, not rest
    if rest:
        yield TextLine(rest, line.joined), style, True


def _draw_line(canvas: Any, line: TextLine, style: TextStyle, x: float, y: float, goes_on: bool) -> None:
    canvas.saveState()
    canvas.translate(x, HEIGHT - y - style.leading)
    # In the middle of its leading, as a browser does, and not at the top of it.
    lowered = style.leading - (style.leading - style.size * 1.36) / 2
    draw_lines(canvas, (line,), style, (0, WIDTH, lowered), goes_on)
    canvas.restoreState()


def _draw_table(canvas: TaggedCanvas, table: DeckTable, node: Node) -> None:
    head, body = node.add("THead") if table.heads else None, node.add("TBody")
    y = table.y
    for place, row in enumerate(table.rows):
        line = (head if head and place < table.heads else body).add("TR")
        column = 0
        for cell in row.cells:
            x = table.x + left_of(table.widths, table.gap, column)
            width = cell_width(table, column, cell.across)
            _draw_cell(canvas, cell, row, line, (x, y, width))
            column += cell.across
        y += row.height
        if row.line:
            with canvas.decoration("Layout"):
                canvas.setStrokeColor(HexColor(row.line))
                canvas.setLineWidth(0.75)
                canvas.line(
                    table.x, HEIGHT - y, table.x + left_of(table.widths, table.gap, len(table.widths)), HEIGHT - y
                )
        y += table.gap


def _draw_cell(
    canvas: TaggedCanvas, cell: DeckCell, row: DeckRow, line: Node, place: tuple[float, float, float]
) -> None:
    x, y, width = place
    if cell.fill or cell.edge:
        with canvas.decoration("Background"):
            canvas.setFillColor(HexColor(cell.fill or "#ffffff"))
            canvas.setStrokeColor(HexColor(cell.edge or cell.fill or "#ffffff"))
            canvas.setLineWidth(0.75)
            canvas.rect(x, HEIGHT - y - row.height, width, row.height, stroke=1 if cell.edge else 0, fill=1)
    node = line.add("TH", scope=cell.head) if cell.head else line.add("TD")
    node.column_span = cell.across
    padding = max((words.padding for words in cell.words), default=PADDING)
    room = width - 2 * padding
    high = (row.height - height_of(cell.words, room)) / 2 if row.middle else cell.high
    y += high
    if cell.blank:
        line_to_write = node.add("Figure", alt=BLANK)
        line_to_write.bounds = (x + PADDING, HEIGHT - y - _WRITING - 2, x + PADDING + room, HEIGHT - y)
        with canvas.mark(line_to_write):
            _draw_dots(canvas, x + PADDING, HEIGHT - y - _WRITING, room)
    for place_of, words in enumerate(cell.words):
        y += words.before
        with canvas.mark(node):
            y = _draw_words(canvas, words, x + padding, y, room, goes_on=place_of < len(cell.words) - 1)


def _draw_dots(canvas: Any, x: float, y: float, width: float) -> None:
    canvas.setStrokeColor(HexColor(INK))
    canvas.setLineWidth(1.5)
    canvas.setDash([1.5, 2.5])
    canvas.line(x, y, x + width, y)
    canvas.setDash([])
