"""The full report as a PDF, on the grid of the design: page 1 is the conclusion, and a domain is half a page."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak, Spacer

from app.documents.charts import ACCENT, DEEP, GREY, STEPS, WHITE, Circle, Drawing, Line
from app.documents.charts.strips import (
    axis,
    chance_strip,
    dimension_mark,
    outline,
    plain_strip,
    score_strip,
    steps,
    total_mark,
)
from app.documents.model import BulletList, render_json
from app.documents.pdf import styles
from app.documents.pdf.blocks import PdfBlocks, height_of
from app.documents.pdf.editions import PrintedFile, band, draw_sheets
from app.documents.pdf.flowables import TaggedTable, Text
from app.documents.pdf.fonts import BOLD
from app.documents.pdf.pieces import (
    DEEP_BOLD,
    Content,
    ContentsEntry,
    PrintedTable,
    centred,
    decoration,
    described,
    equal_columns,
    figure,
    heading,
    key_row,
    scale_row,
    score_map,
    side_by_side,
    swatch,
    written,
)
from app.documents.pdf.styles import TextStyle
from app.documents.printed import (
    BAND,
    CHANCE_MOVES,
    CHANGED,
    CONTENTS,
    COULD_BECOME,
    ELSEWHERE,
    FIRST,
    FURTHER,
    MAP,
    WINS,
    WOULD_CHANGE,
    Guide,
    PrintedCard,
    PrintedDomain,
    PrintedIdea,
    PrintedQuestions,
    PrintedReport,
    PrintedScore,
    shortened,
)
from app.documents.tagging import Node

SLOT = 355.0
"""Half a page: what a domain takes, so that every part is always in the same place."""
FIRST_PAGE = A4[1] - styles.TOP_FIRST - styles.BOTTOM - 2
PAGE = A4[1] - styles.TOP - styles.BOTTOM - 2
_REASONS = ((240, 240), (160, 160), (90, 160), (90, 90), (0, 160), (0, 90), (0, 0))
"""Characters of a reason on a card and of one for a change, as many as fit; all of it stands with all answers."""
_STEPS = 5
_MAP_HEAD = 26.5
_HIGHEST_ROW = 30.0
_LOWEST_ROW = 20.0
_CONTENTS = 52 * mm
_WORD = 28 * mm
_STRIP = 60 * mm
_DOTS = 62 * mm
_CHANCE = 49 * mm
_BEGINNING = 90.0
"""What must fit of a table below its heading."""
_AIR = 7.0
"""Right of a strip."""
_ROW = 17.0
_NUMBER = 44 * mm
_LABEL = 26 * mm
_PART, _SCORE, _TOTAL = "Onderdeel", "Score", "Domein"
NOTHING_SAID = "Geen toelichting."
_MAP, _GUIDE, _BESIDE, _GENERAL, _DOMAINS, _UNKNOWN, _CHANCES, _IDEAS = (
    "kaart", "lezen", "naast", "geheel", "per-domein", "niet-bekend", "kans", "ideeen"
)  # fmt: skip
_TICKS = tuple((points, str(points)) for points in (0, 25, 50, 75, 100))
_RIGHT = TextStyle(size=8, leading=10.5, color=GREY, after=0, right=True)
_CAPTION = TextStyle(BOLD, 9.5, 14, DEEP, after=styles.UNIT, hyphenate=False)
_TITLE = TextStyle(size=8.5, leading=12.25, after=0, hyphenate=False)
_WINS = TextStyle(BOLD, 9.5, 14, DEEP, before=2 * styles.UNIT, after=styles.UNIT, hyphenate=False)
_WHY_NOT = TextStyle(size=8.5, leading=12.25, after=styles.UNIT / 2)
_CHANGE = TextStyle(size=8, leading=10.5, after=2)
_HEADLINE = TextStyle(BOLD, 11.5, 14, DEEP, after=0, hyphenate=False)


def draw_printed(report: PrintedReport) -> bytes:
    """The report as an accessible PDF (PDF/UA-1 and PDF/A-2a); the same report always gives the same bytes."""
    document = report.document
    file = PrintedFile(
        name=f"{document.title} – {document.municipality}",
        author=document.municipality,
        day=document.day,
        header=document.running_header,
        footer="Samenhang",
        identity=b"full" + render_json(document),
    )
    return draw_sheets(file, lambda root: _story(report, root))[0]


def _story(report: PrintedReport, root: Node) -> Iterator[Flowable]:
    blocks = PdfBlocks(styles.BLOCKS, styles.TEXT_WIDTH)
    yield from _conclusion(report, root)
    yield PageBreak()
    yield from _contents_and_guide(report, root)
    yield PageBreak()
    yield from _beside(report, root.add("Sect"))
    if report.general_rows:
        yield from _general(report, root.add("Sect"))
    for section in report.compared:
        yield from blocks.section(section, root, section.id)
    yield PageBreak()
    yield from _domains(report, root.add("Sect"))
    yield PageBreak()
    if report.unknown_rows:
        yield from _unknown(report, root.add("Sect"))
    if report.differences:
        yield from blocks.section(report.differences, root, report.differences.id)
    if report.unknown_rows or report.differences:
        yield PageBreak()
    yield from _chances(report, root.add("Sect"))
    yield PageBreak()
    if report.idea_rows:
        yield from _ideas(report, root.add("Sect"))
    yield from blocks.section(report.accountability, root, report.accountability.id)


def _entries(report: PrintedReport) -> Iterator[tuple[str, str, bool]]:
    """The contents: a title, its bookmark, and whether it is part of the one above."""
    yield FIRST, _MAP, False
    yield report.guide.title, _GUIDE, False
    yield report.beside_title, _BESIDE, False
    if report.general_rows:
        yield report.general.title, _GENERAL, False
    yield from ((section.title, section.id, False) for section in report.compared)
    yield report.domains_title, _DOMAINS, False
    yield from ((domain.name, domain.key, True) for domain in report.domains)
    if report.unknown_rows:
        yield report.unknown.title, _UNKNOWN, False
    if report.differences:
        yield report.differences.title, report.differences.id, False
    yield report.chances.title, _CHANCES, False
    if report.idea_rows:
        yield report.ideas.title, _IDEAS, False
    yield report.accountability.title, report.accountability.id, False


def _conclusion(report: PrintedReport, root: Node) -> Iterator[Flowable]:
    """The conclusion and the whole map on one page, whatever the number of domains."""
    above: list[Flowable] = [band(report.document, "", root)]
    above.append(heading(report.title, styles.CONCLUSION, root, 1))
    above += [Text(notice, styles.BLOCKS.warning, root.add("P")) for notice in report.edition.notices]
    above += [Spacer(1, 3 * styles.UNIT), _three(report.conclusions, root), Spacer(1, 5 * styles.UNIT)]
    section, last = root.add("Sect"), root.add("Sect")
    title = heading(MAP, _CAPTION, section, 2, key=_MAP)
    place = section.add("Div")
    below = [Spacer(1, styles.UNIT), scale_row(report.words, section), Spacer(1, styles.UNIT)]
    below += [Text(report.legend, styles.NOTE, section.add("P")), Spacer(1, 3 * styles.UNIT), _notes(report, last)]
    taken = height_of([*above, title, *below], styles.TEXT_WIDTH) + _MAP_HEAD + styles.UNIT
    row = (FIRST_PAGE - taken) / max(1, len(report.map))
    lines = [(each.name, each.total, each.cells) for each in report.map]
    table = score_map(report.groups, lines, place, MAP, row=min(_HIGHEST_ROW, max(_LOWEST_ROW, row)))
    yield from above
    # Where names are very long it takes a page of its own.
    yield CondPageBreak(min(PAGE, height_of([title, table], styles.TEXT_WIDTH)))
    yield title
    yield table
    yield from below


def _three(conclusions: Sequence[tuple[str, str]], root: Node) -> TaggedTable:
    entries = root.add("L", numbering="Decimal")
    columns = []
    for number, (head, said) in enumerate(conclusions, start=1):
        entry = entries.add("LI")
        label = Text(f"{number} {head}", _HEADLINE, entry.add("Lbl"))
        columns.append([label, Spacer(1, styles.UNIT), Text(said, styles.TEXT, entry.add("LBody"))])
    widths = equal_columns(len(conclusions), styles.NARROW_GUTTER)
    return side_by_side(columns, widths, styles.NARROW_GUTTER, look="rule")


def _notes(report: PrintedReport, node: Node) -> TaggedTable:
    columns = [
        [Text(head, styles.SMALL_BOLD, node.add("P")), Text(said, styles.SMALL, node.add("P"))]
        for head, said in report.notes
    ]
    return side_by_side(columns, equal_columns(len(columns), styles.NARROW_GUTTER), styles.NARROW_GUTTER)


def _contents_and_guide(report: PrintedReport, root: Node) -> Iterator[Flowable]:
    """Beside each other; below each other where a column does not fit on a page."""
    contents, guide = root.add("Sect"), root.add("Sect")
    left: list[Flowable] = [heading(CONTENTS, styles.SECTION, contents, 2)]
    entries = contents.add("TOC")
    left += [ContentsEntry(title, key, entries, sub=sub) for title, key, sub in _entries(report)]
    left += [Spacer(1, 2 * styles.UNIT), Text(ELSEWHERE, styles.NOTE, contents.add("P"))]
    widths = (_CONTENTS, styles.TEXT_WIDTH - _CONTENTS - styles.GUTTER)
    right = list(_guide(report.guide, report.words, guide, widths[1]))
    if max(height_of(left, widths[0]), height_of(right, widths[1])) < PAGE:
        yield side_by_side((left, right), widths, styles.GUTTER)
    else:
        yield from (*left, *right)


def _guide(guide: Guide, words: Sequence[tuple[str, str]], node: Node, width: float) -> Iterator[Flowable]:
    yield heading(guide.title, styles.SECTION, node, 2, key=_GUIDE)
    yield Text(guide.intro, styles.TEXT, node.add("P"))
    for title, meanings in guide.parts:
        yield heading(title, styles.BLOCK, node, 3)
        told = [([(word, styles.SMALL_BOLD)], [(meaning, styles.SMALL)]) for word, meaning in meanings]
        yield from described(told, node, (_WORD, width - _WORD))
    yield heading(guide.words_title, styles.BLOCK, node, 3)
    yield scale_row(words, node, width)
    yield Spacer(1, styles.UNIT)
    yield Text(guide.border, styles.SMALL, node.add("P"))
    yield heading(guide.unknown_title, styles.BLOCK, node, 3)
    yield decoration(score_strip(width * 0.75, 22, [(1, 35.0)], span=(25.0, 60.0)))(node)
    yield Text(guide.unknown, styles.SMALL, node.add("P"))
    yield heading(guide.steps_title, styles.BLOCK, node, 3)
    drawn = (steps(2, _STEPS, further=False), steps(2, _STEPS, further=True))
    for drawing, said in zip(drawn, guide.steps, strict=True):
        yield key_row([(drawing, said)], node, width)


def _beside(report: PrintedReport, node: Node) -> Iterator[Flowable]:
    yield heading(report.beside_title, styles.SECTION, node, 2, key=_BESIDE)
    name, total, said = report.beside_heads
    table = PrintedTable(
        node, report.beside_title, (34 * mm, _STRIP + _AIR, 34 * mm, styles.TEXT_WIDTH - 68 * mm - _STRIP - _AIR)
    )
    table.head(name, written(axis(_STRIP, _TICKS)), total, said)
    for domain in report.domains:
        whole = domain.scores[-1]
        marks = [(each.mark, each.value) for each in domain.scores if each.mark is not None and each.value is not None]
        strip = score_strip(_STRIP, 26, marks, total=whole.value, span=whole.span)
        alt = f"{domain.name}: {', '.join(f'{each.label.lower()} {each.text}' for each in domain.scores)}"
        table.row(
            [(domain.name, styles.CELL_BOLD)], [figure(strip, alt)], _texts(whole), [(domain.headline, styles.CELL)],
            middle=True,
        )  # fmt: skip
    yield table.flowable()
    yield Spacer(1, styles.UNIT)
    names = [each.label.lower() for each in report.domains[0].scores] if report.domains else []
    keys: list[tuple[Drawing | None, str]] = [(_key(number), name) for number, name in enumerate(names[:-1])]
    bar = Drawing(10, 10, (total_mark(5, 10),))
    box = Drawing(16, 10, tuple(outline(1, 1.5, 15, 8.5)))
    yield key_row([*keys, *((bar, name.lower()) for name in names[-1:]), (box, BAND)], node)


def _key(number: int) -> Drawing:
    return Drawing(10, 10, (dimension_mark(number, 5, 5),))


def _texts(score: PrintedScore) -> list[Content]:
    """The score with its word, and below it how far it can still move."""
    found: list[Content] = [(score.text, styles.CELL if score.mark is not None else styles.CELL_BOLD)]
    return [*found, (score.band, styles.NOTE)] if score.band else found


def _general(report: PrintedReport, node: Node) -> Iterator[Flowable]:
    title = heading(report.general.title, styles.BLOCKS.heading2, node, 2, key=_GENERAL)
    said = Text(report.general.said, styles.TEXT, node.add("P"))
    table = PrintedTable(
        node, report.general.title, (44 * mm, _STRIP + _AIR, styles.TEXT_WIDTH - 44 * mm - _STRIP - _AIR)
    )
    name, score = report.general.heads
    table.head(name, written(axis(_STRIP, _TICKS)), score)
    for row in report.general_rows:
        spoken = f"{row.name}: {', '.join(row.texts)}"
        more: list[Content] = [(row.more, styles.NOTE)] if row.more else []
        table.row(
            [(row.name, styles.CELL_BOLD)], [figure(plain_strip(_STRIP, 16, row.place), spoken)],
            [*((text, styles.CELL) for text in row.texts), *more], middle=True,
        )  # fmt: skip
    yield KeepTogether([title, said, table.flowable()])


def _domains(report: PrintedReport, node: Node) -> Iterator[Flowable]:
    levels = report.groups[0].columns if report.groups else ()
    for number, domain in enumerate(report.domains):
        found = [] if number else [heading(report.domains_title, styles.PART, node, 2, key=_DOMAINS)]
        half = _half(domain, levels, node.add("Sect"))
        room = max(0.0, SLOT - height_of(half, styles.TEXT_WIDTH))
        yield KeepTogether([*found, *half, Spacer(1, room)])


def _half(domain: PrintedDomain, levels: Sequence[str], node: Node) -> list[Flowable]:
    """What a domain says, with reasons as short as is needed to stay on half a page."""
    for most, why in _REASONS:
        holder = Node(node.tag)
        found = list(_domain(domain, levels, holder, most, why))
        if height_of(found, styles.TEXT_WIDTH) <= SLOT:
            break
    node.children += holder.children
    return found


def _domain(domain: PrintedDomain, levels: Sequence[str], node: Node, most: int, why: int) -> Iterator[Flowable]:
    yield _domain_head(domain, node)
    yield Spacer(1, styles.UNIT)
    yield Text(domain.said, styles.SMALL, node.add("P"))
    yield Spacer(1, styles.UNIT)
    cell = 16 * mm
    widths = [
        28 * mm,
        _DOTS + _AIR,
        styles.TEXT_WIDTH - 28 * mm - _DOTS - _AIR - cell * len(levels),
        *[cell] * len(levels),
    ]
    table = PrintedTable(node, domain.title, widths)
    table.head(_PART, written(axis(_DOTS, _TICKS)), _SCORE, *(centred(level, styles.LEVEL) for level in levels))
    for place, score in enumerate(domain.scores):
        marks = [] if score.mark is None or score.value is None else [(score.mark, score.value)]
        total = score.value if score.mark is None else None
        strip = score_strip(_DOTS, _ROW, marks, total=total, span=score.span)
        alt = f"{score.label}: {score.text}{f', {COULD_BECOME} {score.band}' if score.band else ''}"
        name = styles.CELL if score.mark is not None else styles.CELL_BOLD
        first = ([(score.label, name)], [figure(strip, alt)], _texts(score))
        if score.mark is None:
            table.row(*first, spans=(1, 1, 1 + len(levels)), middle=True)
        else:
            table.row(*first, *([swatch(each, _ROW)] for each in domain.cells[place]), middle=True)
    table.style(
        ("TOPPADDING", (0, 1), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 1), (-1, -1), 1),
        ("RIGHTPADDING", (3, 0), (-1, -1), 0),
    )
    yield table.flowable()
    if domain.cards:
        yield heading(WINS, _WINS, node, 4)
        columns = [list(_card(card, node, most)) for card in domain.cards]
        yield side_by_side(columns, equal_columns(2, styles.GUTTER)[: len(columns)], styles.GUTTER, look="bar")
    if domain.changes:
        yield Spacer(1, 1.5 * styles.UNIT)
        told = [
            Text(shortened(reason, why), _CHANGE, node.add("P"), lead=f"{CHANGED}: {how}")
            for how, reason in domain.changes
        ]
        yield side_by_side([told], [styles.TEXT_WIDTH], 0, look="note")


def _domain_head(domain: PrintedDomain, node: Node) -> TaggedTable:
    title = heading(domain.title, _TITLE, node, 3, key=domain.key)
    said = Text(domain.headline, _HEADLINE, node.add("P"))
    points = node.add("P")
    score, word = Text(domain.score, styles.NUMBER, points), Text(domain.word, _RIGHT, points)
    score.goes_on = True
    style = [
        *((f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP")),
        ("FONT", (0, 0), (-1, -1), styles.SMALL.font),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
        ("LINEBELOW", (0, 0), (-1, -1), 1.5, HexColor(ACCENT)),
    ]
    widths = [styles.TEXT_WIDTH - _NUMBER, _NUMBER]
    return TaggedTable([[[title, said], [score, word]]], colWidths=widths, hAlign="LEFT", style=style)


def _air(_node: Node) -> Flowable:
    """What stays free between a word and the boxes below it."""
    return Spacer(1, 1.75)


def _card(card: PrintedCard, node: Node, most: int) -> Iterator[Flowable]:
    width = equal_columns(2, styles.GUTTER)[0] - 3 * mm
    yield heading(card.name, styles.SMALL_HEAD, node, 5)
    yield Text(card.question, styles.NOTE, node.add("P"))
    yield Spacer(1, styles.UNIT)
    now: list[Content] = [(card.now, styles.CELL)]
    now += [(text, styles.NOTE) for text in (shortened(card.reason, most), shortened(card.proof, most)) if text]
    boxes = decoration(steps(card.step + 1, _STEPS, further=False))
    facts: list[tuple[list[Content], list[Content]]] = [([(card.word, styles.CELL_BOLD), _air, boxes], now)]
    if card.further:
        boxes = decoration(steps(card.step + 1, _STEPS, further=True))
        facts.append(([(FURTHER, styles.CELL_BOLD), _air, boxes], [(card.further, styles.CELL)]))
    yield from described(facts, node, (_LABEL, width - _LABEL))


def _unknown(report: PrintedReport, node: Node) -> Iterator[Flowable]:
    title = report.unknown.title
    yield heading(title, styles.SECTION, node, 2, key=_UNKNOWN)
    yield Text(report.unknown.said, styles.TEXT, node.add("P"))
    if report.unknown_scores:
        table = PrintedTable(
            node,
            f"{_TOTAL}, {COULD_BECOME}",
            (44 * mm, _STRIP + _AIR, 34 * mm, styles.TEXT_WIDTH - 78 * mm - _STRIP - _AIR),
        )
        table.head(_TOTAL, written(axis(_STRIP, _TICKS)), _SCORE, COULD_BECOME[:1].upper() + COULD_BECOME[1:])
        for score in report.unknown_scores:
            marks = [] if score.mark is None or score.value is None else [(score.mark, score.value)]
            total, look = (score.value, styles.CELL_BOLD) if score.mark is None else (None, styles.CELL)
            strip = score_strip(_STRIP, 16, marks, total=total, span=score.span)
            spoken = f"{score.label}: {score.text}, {COULD_BECOME} {score.band}"
            texts_of = ([(score.text, styles.CELL)], [(score.band, styles.CELL)])
            table.row([(score.label, look)], [figure(strip, spoken)], *texts_of, middle=True)
        yield table.flowable()
        yield Spacer(1, 4 * styles.UNIT)
    if report.unknown_questions:
        for part in report.unknown_questions:
            yield from _questions(part, report.unknown.heads, node)
        return
    name, what, who = report.unknown.heads
    asked = PrintedTable(node, title, (34 * mm, 76 * mm, styles.TEXT_WIDTH - 110 * mm))
    asked.head(name, what, who)
    for row in report.unknown_rows:
        asked.row([(row[0], styles.CELL_BOLD)], [(row[1], styles.CELL)], [(row[2], styles.CELL)])
    yield asked.flowable()


def _questions(part: PrintedQuestions, heads: Sequence[str], node: Node) -> Iterator[Flowable]:
    """Who could know it, and below that each question; what was said has a column where anything was."""
    shown = 3 if any(row[2] for row in part.rows) else 2
    widths = [38 * mm, 76 * mm, styles.TEXT_WIDTH - 114 * mm] if shown > 2 else [38 * mm, styles.TEXT_WIDTH - 38 * mm]
    table = PrintedTable(node, part.title, widths)
    head = heading(part.title, styles.BLOCK, node, 3)
    table.head(*heads[:shown])
    for name, question, said in part.rows:
        last: Content = (said, styles.CELL) if said else (NOTHING_SAID, styles.NOTE)
        table.row(*([each] for each in ((name, styles.CELL_BOLD), (question, styles.CELL), last)[:shown]))
    yield CondPageBreak(_BEGINNING)
    yield head
    yield table.flowable()


def _chances(report: PrintedReport, node: Node) -> Iterator[Flowable]:
    yield heading(report.chances.title, styles.SECTION, node, 2, key=_CHANCES)
    for said in (report.chances.said, *report.chance_texts):
        yield Text(said, styles.TEXT, node.add("P"))
    if report.chance_rows:
        yield _chance_table(report, node)
        dot = Drawing(10, 10, (Circle(5, 5, 4.5, DEEP, WHITE),))
        first, *others = report.chance_keys
        yield Spacer(1, styles.UNIT)
        bar = Drawing(30, 8, (Line(0, 4, 30, 4, STEPS[3], 4),))
        moves = [(bar, CHANCE_MOVES)] if any(row.span for row in report.chance_rows) else []
        yield key_row([(dot, first), *moves, *((None, each) for each in others)], node)
    yield from _boxes(report.proposal_title, report.proposal, node)
    columns = list(_otherwise(report, node))
    if columns:
        yield Spacer(1, styles.BLOCK.before)
        yield side_by_side(columns, equal_columns(2, styles.GUTTER)[: len(columns)], styles.GUTTER)


def _otherwise(report: PrintedReport, node: Node) -> Iterator[Sequence[Flowable]]:
    """What would change the order, and why it does not begin with the weakest domain; either may be missing."""
    if report.would_change:
        listed = PdfBlocks(styles.BLOCKS, equal_columns(2, styles.GUTTER)[0])
        part = node.add("Div")
        head = heading(WOULD_CHANGE, styles.BLOCK, part, 3)
        yield [head, *listed.block(BulletList(items=report.would_change), part)]
    if report.why_not:
        part = node.add("Div")
        head = heading(report.why_not_title, styles.BLOCK, part, 3)
        told = [Text(said, _WHY_NOT, part.add("P"), lead=f"{why}." if why else "") for why, said in report.why_not]
        yield [head, *told]


def _chance_table(report: PrintedReport, node: Node) -> TaggedTable:
    start = report.chance_start
    widths = [29 * mm, _CHANCE + _AIR, *(each * mm for each in (10, 15, 15.5))]
    table = PrintedTable(node, report.chances.title, [*widths, styles.TEXT_WIDTH - sum(widths)])
    ends = [(at - start) / (100 - start) * 100 for at in (start, *report.chance_borders, 100)]
    zones = [(sum(pair) / 2, word) for pair, word in zip(pairwise(ends), report.chance_zones, strict=True)]
    name, *others = report.chances.heads
    table.head(name, written(axis(_CHANCE, zones)), *others)
    for row in report.chance_rows:
        named: list[Content] = [(row.name, styles.CELL_BOLD), *([(row.more, styles.NOTE)] if row.more else [])]
        if row.place is None:
            table.row(named, [(text, styles.CELL) for text in row.texts if text], spans=(1, len(widths)), middle=True)
            continue
        strip = chance_strip(_CHANCE, 22, row.place, row.span, report.chance_borders, start)
        spoken = figure(strip, f"{row.name}: {row.texts[0]}")
        table.row(named, [spoken], *([(text, styles.CELL)] for text in row.texts), middle=True)
    return table.flowable()


def _boxes(title: str, told: Sequence[tuple[str, str]], node: Node) -> Iterator[Flowable]:
    """Short texts with a head, beside each other below a title."""
    if not told:
        return
    columns = []
    for head, said in told:
        part = node.add("Div")
        heads = [Text(head, DEEP_BOLD, part.add("P"))] if head else []
        columns.append([*heads, Text(said, styles.SMALL, part.add("P"))])
    widths = equal_columns(max(3, len(columns)), styles.NARROW_GUTTER)[: len(columns)]
    boxes = side_by_side(columns, widths, styles.NARROW_GUTTER, look="paper")
    yield KeepTogether([heading(title, styles.BLOCK, node, 3), boxes])


def _ideas(report: PrintedReport, node: Node) -> Iterator[Flowable]:
    yield heading(report.ideas.title, styles.SECTION, node, 2, key=_IDEAS)
    yield Text(report.ideas.said, styles.TEXT, node.add("P"))
    for title, ideas in report.idea_rows:
        part = node.add("Sect")
        head = heading(title, styles.BLOCK, part, 3)
        said = report.practice.get(title, "")
        practice = [Text(said, styles.SMALL, part.add("P")), Spacer(1, styles.UNIT)] if said else []
        yield KeepTogether([head, *practice, _idea_table(report.ideas.heads, title, ideas, part)])


def _idea_table(heads: Sequence[str], title: str, ideas: Sequence[PrintedIdea], node: Node) -> TaggedTable:
    table = PrintedTable(node, title, [each * mm for each in (38, 42, 34, 34, 26)])
    table.head(*heads)
    for idea in ideas:
        more: list[Content] = [(text, styles.NOTE) for text in idea.more]
        table.row([(idea.title, styles.CELL_BOLD), *more], *([(text, styles.CELL)] for text in idea.cells))
    return table.flowable()
