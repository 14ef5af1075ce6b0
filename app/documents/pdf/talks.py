"""What an adviser takes to a conversation, in the PDF: numbers, what everybody answered, and the evidence matrix."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether

from app.documents.charts import ACCENT, GREY, HAIR, INK, ON_STEPS, STEPS, Box, Circle, Drawing, Label, Line, Shape
from app.documents.charts.plots import place
from app.documents.charts.strips import outline
from app.documents.model import Answered, EvidenceCell, EvidenceTable, Tallies, Tally, Voice, Voices
from app.documents.pdf import styles
from app.documents.pdf.flowables import LabelledText, TaggedTable, Text
from app.documents.pdf.fonts import BOLD, printable, text_width
from app.documents.pdf.pieces import equal_columns, figure, heading, key_row, side_by_side
from app.documents.pdf.styles import TextStyle
from app.documents.tagging import Node

_TALLY = TextStyle(size=8.5, leading=10.5, color=GREY, after=0)
_TALLY_LABEL = TextStyle(styles.SMALL_BOLD.font, 9.5, 12.25, after=0, hyphenate=False)
_TALLY_NUMBER = TextStyle(styles.NUMBER.font, 20, 24, styles.NUMBER.color, after=0)


def talk_flowables(block: Tallies | Voices | EvidenceTable, parent: Node, width: float) -> list[Flowable]:
    """One of these blocks, at this width."""
    if isinstance(block, Tallies):
        return _tallies(block, parent)
    return _voices(block, parent) if isinstance(block, Voices) else _evidence(block, parent, width)


def _tallies(block: Tallies, parent: Node) -> list[Flowable]:
    """The numbers beside each other, each under a rule."""
    widths = equal_columns(len(block.tallies), styles.NARROW_GUTTER)
    entries = parent.add("L", numbering="None")
    columns = [_tally(tally, entries.add("LI")) for tally in block.tallies]
    table = side_by_side(columns, widths, styles.NARROW_GUTTER, look="rule")
    return [table]


def _tally(tally: Tally, entry: Node) -> list[Flowable]:
    body = entry.add("LBody")
    said = [(tally.number, _TALLY_NUMBER), (tally.label, _TALLY_LABEL), (tally.note, _TALLY)]
    texts = [Text(text, style, body) for text, style in said if text]
    for text in texts[:-1]:
        text.goes_on = True
    return list(texts)


_LEFT = 44 * mm
_STRIP = 34 * mm
_LABEL = 11 * mm
"""What a label needs at least."""
_DIGIT = 5 * mm
_DOT = 2.9
_STEP = 7.0
_VOICE = TextStyle(size=8.5, leading=12.25, after=1)
_VOICE_LABEL = TextStyle(styles.SMALL_BOLD.font, 8.5, 12.25, after=0)
_ASKED = TextStyle(size=8, leading=10.5, color=GREY, after=styles.UNIT)


class TitleAndTexts(Flowable):
    """A column on the left, and texts on the right that flow on to the next page where they do not fit."""

    def __init__(self, left: Sequence[Flowable], right: Sequence[Flowable]) -> None:
        super().__init__()
        self._left, self._right = list(left), list(right)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """As high as the highest of both."""
        self.width = width
        sides = ((self._left, _LEFT - 4 * mm), (self._right, width - _LEFT))
        self.height = max(sum(_high(each, wide) for each in side) for side, wide in sides) + 2 * styles.UNIT
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """What fits of the texts, and the rest on the next page; never a title with nothing but its question."""
        room = height - 2 * styles.UNIT
        if sum(_high(each, _LEFT - 4 * mm) for each in self._left) > room:
            return []
        kept, over = list[Flowable](), list(self._right)
        while over and _high(over[0], width - _LEFT) <= room:
            room -= _high(over[0], width - _LEFT)
            kept.append(over.pop(0))
        if over and (parts := over[0].split(width - _LEFT, room)):
            kept.append(parts[0])
            over = [*parts[1:], *over[1:]]
        if len(kept) < (_KEPT if self._left else 1):
            return []
        return [TitleAndTexts(self._left, kept), TitleAndTexts([], over)]

    def draw(self) -> None:
        """Both columns from the top, below a hairline."""
        with self.canv.decoration("Layout"):
            self.canv.setStrokeColor(HexColor(HAIR))
            self.canv.setLineWidth(0.5)
            self.canv.setDash([])
            self.canv.line(0, self.height, self.width, self.height)
        for side, x in ((self._left, 0.0), (self._right, _LEFT)):
            y = self.height - styles.UNIT
            for each in side:
                y -= each.height
                each.drawOn(self.canv, x, y)
                y -= float(each.getSpaceAfter())


_KEPT = 2
"""Texts of a question that stay with its title: the question, and the start of an answer."""


def _high(flowable: Flowable, width: float) -> float:
    height: float = flowable.wrap(width, 10_000)[1]
    return height + float(flowable.getSpaceAfter())


def _voices(block: Voices, parent: Node) -> list[Flowable]:
    """On the left the question's name and its strip, on the right what everybody answered."""
    if not block.question:
        return [_in_short(block, parent)]
    left: list[Flowable] = [
        heading(block.title, styles.PART, parent, 3),
        Text(block.about, styles.NOTE, parent.add("P")),
    ]
    if block.answers or block.agreed:
        left.append(figure(answer_strip(block.answers, block.agreed), block.alt)(parent))
    right: list[Flowable] = [Text(block.question, _ASKED, parent.add("P"))]
    entries = parent.add("L", numbering="None")
    widest = max((text_width(printable(each.label), BOLD, _VOICE_LABEL.size) for each in block.voices), default=0.0)
    indent = max(_LABEL, widest + 9)
    right += [_voice(voice, entries.add("LI"), indent) for voice in block.voices]
    return [TitleAndTexts(left, right)]


_SHORT = (54 * mm, 40 * mm, styles.TEXT_WIDTH - 94 * mm)


def _in_short(block: Voices, parent: Node) -> Flowable:
    """The same in a row: the name, the strip, and who gave each answer."""
    name = [heading(block.title, styles.SMALL_HEAD, parent, 3), Text(block.about, styles.NOTE, parent.add("P"))]
    strip = figure(answer_strip(block.answers, block.agreed), block.alt)(parent)
    entries = parent.add("L", numbering="None")
    given = [_voice(voice, entries.add("LI"), _DIGIT) for voice in block.voices]
    row = side_by_side([name, [strip], given], _SHORT, 0)
    row.setStyle([("LINEABOVE", (0, 0), (-1, 0), 0.5, HexColor(HAIR)), ("TOPPADDING", (0, 0), (-1, 0), styles.UNIT)])
    return row


_GIVEN = ("0", "1", "2", "3", "4", "?", "n.v.t.")
"""The labels of answers, of which the text begins with a function."""
_FUNCTION = re.compile(r"([^:(]*[^:( ]:?)(.*)", re.DOTALL)


def _voice(voice: Voice, entry: Node, indent: float) -> LabelledText:
    """What was answered, with the function in bold."""
    nodes = (entry.add("Lbl"), entry.add("LBody"))
    found = _FUNCTION.fullmatch(voice.text) if voice.label in _GIVEN else None
    lead, said = (found[1], found[2].strip()) if found else ("", voice.text)
    return LabelledText(voice.label, said, (_VOICE_LABEL, _VOICE), nodes, indent, lead)


def answer_strip(answers: Sequence[Answered], agreed: Answered | None) -> Drawing:
    """The answers as dots above 0 to 4, and above `?` and `–` where those were given; around what was agreed a box."""
    marks = ["0", "1", "2", "3", "4", *(mark for mark in ("?", "–") if mark in (*answers, agreed))]
    counts = Counter(answers)
    rows = min(_MOST_DOTS, max([*counts.values(), 1]))
    base, left, right = 6 + rows * _STEP, 8.0, _STRIP - 8.0
    at = {mark: place(100 * n / (len(marks) - 1), left, right) for n, mark in enumerate(marks)}
    return Drawing(_STRIP, base + 13, tuple(_strip_shapes(counts, agreed, at, base)))


def strip_key(asked: Sequence[Voices], parent: Node) -> list[Flowable]:
    """What the signs of these strips mean, as far as they are there."""
    dot = Drawing(8, 8, (Circle(4, 4, _DOT, ACCENT, ACCENT),))
    box = Drawing(10, 10, tuple(_box(0.6, 0.6, 9.4, 9.4)))
    given = {answer for block in asked for answer in (*block.answers, block.agreed)}
    keys: list[tuple[Drawing | None, str]] = [(dot, "het antwoord van 1 persoon")]
    if any(block.agreed for block in asked):
        keys.append((box, "afgesproken"))
    signs = (("?", "? weet ik niet"), ("–", "– niet van toepassing"))
    keys += [(None, text) for sign, text in signs if sign in given]
    row = key_row(keys, parent)
    row.spaceAfter = styles.UNIT
    return [row]


def _box(left: float, top: float, right: float, bottom: float) -> Iterator[Line]:
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    yield from (Line(*start, *end, INK, 1.1) for start, end in zip(corners, (*corners[1:], corners[0]), strict=True))


_MOST_DOTS = 8
"""Higher than this a stack of dots says no more: its number stands above it."""


def _strip_shapes(
    counts: Counter[Answered], agreed: Answered | None, at: dict[str, float], base: float
) -> Iterator[Shape]:
    yield Line(2, base, at["4"] + 6, base, GREY, 0.8)
    for mark, x in at.items():
        yield Label(x, base + 10, mark, 8, GREY, "middle")
    if agreed is not None:
        x = at[agreed]
        yield from _box(x - 6, 2.0, x + 6, base + 12)
    for mark, n in counts.items():
        for row in range(min(n, _MOST_DOTS)):
            yield Circle(at[mark], base - 4.5 - row * _STEP, _DOT, ACCENT, ACCENT)
        if n > _MOST_DOTS:
            yield Label(at[mark] + 5, 8, str(n), 8, GREY)


_NAME = 38 * mm
_NARROW_NAME = 26 * mm
_MANY = 9
"""With more domains than this, the names of questions get less room."""
_WIDEST = 24 * mm
_ROW = 14.0
_CAPTION = TextStyle(size=8, leading=10.5, color=GREY, after=styles.UNIT)
_HEAD = TextStyle(size=8, leading=9.5, color=GREY, after=0)


_SHADES = {"backed": 3, "impression": 2}
"""What a high score rests on, as a step of the map; nothing is white."""


class ProofCell(Flowable):
    """A score on its shade: dark with evidence, light with an impression, dashed without; else only the number."""

    def __init__(self, cell: EvidenceCell, node: Node) -> None:
        super().__init__()
        self._cell, self._node = cell, node

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """As wide as its column."""
        self.width, self.height = width, _ROW
        return self.width, self.height

    def draw(self) -> None:
        """The shade is decoration, the number is content."""
        proof = self._cell.proof
        step = _SHADES.get(proof or "", 0)
        edge = (0.8, 0.8, self.width - 1.6, self.height - 1.6)
        with self.canv.decoration("Background"):
            self.canv.setFillColor(HexColor(STEPS[step]))
            self.canv.setStrokeColor(HexColor(GREY if proof == "bare" else STEPS[step]))
            self.canv.setLineWidth(0.9)
            self.canv.setDash([2, 2] if proof == "bare" else [])
            if proof:
                self.canv.rect(*edge, stroke=1, fill=1)
            self.canv.setDash([])
        style = styles.CELL_BOLD if proof else styles.CELL
        with self.canv.mark(self._node):
            self.canv.setFillColor(HexColor(ON_STEPS[step]))
            self.canv.setFont(style.font, style.size)
            self.canv.drawCentredString(self.width / 2, self.height / 2 - 3, self._cell.text)


def _told(cell: EvidenceCell, node: Node) -> Node:
    """The element of a cell; its shade is told in words."""
    return node.add("Span", alt=f"{cell.text}, {cell.word}") if cell.word else node


def _evidence(block: EvidenceTable, parent: Node, width: float) -> list[Flowable]:
    """The matrix; with many domains their columns get narrow, and their names are broken."""
    node = parent.add("Table")
    caption = Text(block.caption, _CAPTION, node.add("Caption"))
    name_width = _NARROW_NAME if len(block.columns) > _MANY else _NAME
    each = min(_WIDEST, (width - name_width) / max(1, len(block.columns)))
    head = node.add("THead").add("TR")
    titles = [Text(text, _HEAD, head.add("TH", scope="Column"), 0, True) for text in (block.corner, *block.columns)]
    rows: list[list[Any]] = [list(titles)]
    body = node.add("TBody")
    for row in block.rows:
        line = body.add("TR")
        name = Text(row.title, styles.CELL, line.add("TH", scope="Row"))
        rows.append([name, *(ProofCell(cell, _told(cell, line.add("TD"))) for cell in row.cells)])
    style = [
        *((f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")),
        ("FONT", (0, 0), (-1, -1), styles.CELL.font),
        ("LEFTPADDING", (1, 0), (-1, 0), 2),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("VALIGN", (0, 1), (-1, -1), "MIDDLE"),
        ("BOTTOMPADDING", (0, 0), (-1, 0), 3),
    ]
    table = TaggedTable(
        rows,
        colWidths=[name_width, *[each] * len(block.columns)],
        repeatRows=1,
        hAlign="LEFT",
        style=style,
        spaceAfter=6,
    )
    return [KeepTogether([caption, table, _proof_key(block, parent)])]


def _proof_key(block: EvidenceTable, parent: Node) -> Flowable:
    """What the shades that are there mean."""
    words = {cell.proof: cell.word for row in block.rows for cell in row.cells if cell.proof}
    keys: list[tuple[Drawing | None, str]] = []
    for proof in ("backed", "impression", "bare"):
        if proof in words:
            keys.append((_proof_mark(proof), f"3 of 4, {words[proof]}"))
    row = key_row([*keys, (None, "zonder vak: 0, 1 of 2")], parent)
    row.spaceAfter = styles.UNIT
    return row


def _proof_mark(proof: str) -> Drawing:
    if proof == "bare":
        return Drawing(14, 10, tuple(outline(0.8, 0.8, 13.2, 9.2)))
    return Drawing(14, 10, (Box(0, 0, 14, 10, STEPS[_SHADES[proof]]),))
