"""Where everything stands on the slides: in the sizes of the design, smaller only where a text is very long."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate
from typing import TypeAlias

from app.documents.charts import ACCENT, GREY, INK, LINE, ON_STEPS, STEPS, WHITE, Box, Drawing, Label, Shape
from app.documents.charts import Line as Stroke
from app.documents.deck import (
    BLANK,
    DEEP,
    EDGE,
    HEIGHT,
    PADDING,
    ROOM,
    Deck,
    DeckCell,
    DeckPicture,
    DeckRow,
    DeckTable,
    Part,
    Size,
    Slide,
    TextBox,
    Words,
)
from app.documents.model import HeatCell, ReportDocument, render_json
from app.documents.pdf.fonts import BOLD, REGULAR, printable, register_fonts, text_width
from app.documents.pdf.slides import fitting_line, height_of
from app.reports import presentation as texts
from app.reports.alderman import NOTHING_FILLED, AskedDecision, Filling, SourcedFact
from app.reports.presentation import BestAndWeakest, Presentation, ProposedDomain, presentation
from app.reports.story import Reached
from app.state.steps import LENGTHS, SHARES, STEP_IDS, months_later
from app.web.formatting import long_date, month_name
from questionnaires.model import Questionnaire
from scoring.words import BORDERS

TOP = 48.0
BOTTOM = HEIGHT - 46.0
"""Above the footer."""
TITLE_ROOM = 90.0
TITLE: tuple[Size, ...] = ((30, 36), (24, 30), (20, 26), (18, 25), (15, 20))
FIRST_TITLE: tuple[Size, ...] = ((40, 48), *TITLE)
BODY: tuple[Size, ...] = ((18, 25), (17, 22), (15, 20), (14, 18), (13, 17), (12, 15))
SOURCE: Size = (13, 18)
SMALL: Size = (12, 15)
GAP = 28.0
"""Between columns."""
AIR = 20.0
"""Below a title."""
STEP_COUNT = 5
_NARROWER = 20

Column: TypeAlias = Callable[[Size], tuple[Words, ...]]
"""The paragraphs of a column, in a size for its text."""


def make_deck(document: ReportDocument, questionnaire: Questionnaire, filled: Filling = NOTHING_FILLED) -> Deck:
    """The seven slides of a report."""
    register_fonts()
    told = presentation(document, questionnaire, filled)
    return Deck(
        name=f"{texts.NAME} – {document.municipality}",
        author=document.municipality,
        day=document.day,
        footer=told.footer,
        slides=(
            _opening(told),
            _map(told),
            _pair(told.pair),
            _why(told),
            _proposal(told),
            _decisions(told),
            _months(told, date.fromisoformat(document.day) if document.day else None),
        ),
        identity=f"slides {filled}".encode() + render_json(document),
    )


def _columns(columns: Sequence[Column], width: float, room: float) -> list[tuple[Words, ...]]:
    """The columns in the first size in which all fit; in the smallest one what is still too long is cut."""
    for size in BODY:
        made = [column(size) for column in columns]
        if all(height_of(words, width) <= room for words in made):
            return made
    return [_cut(words, width, room) for words in made]


def _cut(words: tuple[Words, ...], width: float, room: float) -> tuple[Words, ...]:
    """The paragraphs without the end of the longest, as much as needed."""
    while height_of(words, width) > room and any(each.text for each in words):
        longest = max(range(len(words)), key=lambda place: len(words[place].text))
        shorter = replace(words[longest], text=f"{words[longest].text[:-6].rstrip('… ')}…")
        words = (
            *words[:longest],
            shorter if len(shorter.text) > 1 else replace(shorter, text=""),
            *words[longest + 1 :],
        )
    return words


def _title(
    text: str, y: float = TOP, width: float = ROOM, room: float = TITLE_ROOM, sizes: Sequence[Size] = TITLE
) -> TextBox:
    made = [Words(text, size, bold=True, color=DEEP, hyphenate=False) for size in sizes]
    words = next((each for each in made if height_of((each,), width) <= room), made[-1])
    (words,) = _cut((words,), width, room)
    height = height_of((words,), width)
    # No word alone on the last line.
    narrow = next(step for step in range(int(width), 0, -_NARROWER) if height_of((words,), step - _NARROWER) > height)
    return TextBox(EDGE, y, narrow if height > words.size[1] else width, height, (words,))


def _below(box: TextBox) -> float:
    return box.y + box.height


def _text(text: str, size: Size = SOURCE, color: str = GREY, bold: bool = False) -> Words:
    return Words(text, size, bold=bold, color=color)


def _source(text: str, lines: int = 2) -> TextBox:
    """What stands right above the footer."""
    (words,) = _cut((_text(text),), ROOM, lines * SOURCE[1])
    height = height_of((words,), ROOM)
    return TextBox(EDGE, BOTTOM - height, ROOM, height, (words,))


def _places(count: int, gap: float = GAP) -> tuple[float, list[float]]:
    """How wide each of so many columns is, and where each begins."""
    width = (ROOM - gap * (count - 1)) / count
    return width, [EDGE + place * (width + gap) for place in range(count)]


def _opening(told: Presentation) -> Slide:
    brand = Words(fitting_line(f"Basisvaardigheden in {told.municipality}", ROOM * 0.9, 18), (18, 25), bold=True)
    above = TextBox(EDGE, TOP, ROOM, 25, (brand,))
    title = _title(told.title, TOP + 46, 780, 144, FIRST_TITLE)
    notes = tuple(_text(notice, color=INK, bold=True) for notice in told.notices)
    notes += tuple(_text(each) for each in told.about if each)
    notes = _cut(notes, ROOM, 5 * SOURCE[1])
    below = TextBox(EDGE, BOTTOM - height_of(notes, ROOM), ROOM, height_of(notes, ROOM), notes)
    width, places = _places(len(told.conclusions))
    y = _below(title) + AIR
    made = _columns(
        [_conclusion(number, *each) for number, each in enumerate(told.conclusions, start=1)], width, below.y - y - 22
    )
    boxes = tuple(
        TextBox(x, y + 8, width, height_of(words, width), words) for x, words in zip(places, made, strict=True)
    )
    lines = tuple(Box(x, y, width, 1.5, ACCENT) for x in places)
    return Slide(title, (*boxes, below), lines, above)


def _conclusion(number: int, head: str, said: str) -> Column:
    def made(size: Size) -> tuple[Words, ...]:
        larger = (20, 26) if size == BODY[0] else size
        return Words(f"{number}. {head}", larger, bold=True, color=DEEP, heading=True, hyphenate=False), Words(
            said, size
        )

    return made


_LEAST_NAME = 138.0
_TOTAL_ROOM = 126.0
_CELL_GAP = 3.0
_HIGHEST_ROW = 42.0
_HEAD: Size = (13, 18)
_LEGEND = 22.0
_THEN = 50.0
"""What then and now may take below the map."""
_MANY = 10
"""Of more domains the title takes one line."""


def _map(told: Presentation) -> Slide:
    title = _title(told.map_title, room=36 if len(told.map) > _MANY else TITLE_ROOM)
    y = _below(title) + (AIR if len(told.map) <= _MANY else 8)
    source = _source(told.signs, 1)
    heads = 2 * (_HEAD[1] + _CELL_GAP)
    room = source.y - 6 - _LEGEND - 6 - y - heads
    spare = min(_THEN, room - 8 - len(told.map) * (SMALL[1] + _CELL_GAP))
    then = _columns([lambda size: tuple(Words(text, size) for text in told.then_and_now)], ROOM, spare)[0]
    room -= height_of(then, ROOM) + 8 if then else 0
    height = min(_HIGHEST_ROW, room / len(told.map) - _CELL_GAP)
    size: Size = (16, 20) if height >= 20 else SMALL
    widest = max(text_width(printable(row.name), BOLD, size[0]) for row in told.map) + 2 * PADDING + 1
    levels = [level for group in told.groups for level in group.columns]
    room = ROOM - _TOTAL_ROOM - _CELL_GAP * (len(levels) + 1)
    least = max(text_width(printable(level), REGULAR, SMALL[0]) for level in levels) + 1
    name = min(max(widest, _LEAST_NAME), room - least * len(levels))
    cell = (room - name) / len(levels)
    rows = [
        DeckRow(
            height,
            (
                DeckCell((_name(row.name, size, name, height),), head="Row"),
                _total_cell(row.total, height),
                *(_map_cell(each, size) for each in row.cells),
            ),
            middle=True,
        )
        for row in told.map
    ]
    table = DeckTable(
        *(EDGE, y, (name, _TOTAL_ROOM, *[cell] * len(levels)), (*_map_heads(told), *rows), texts.MAP),
        heads=2,
        gap=_CELL_GAP,
    )
    bottom = y + heads + sum(row.height + _CELL_GAP for row in rows) + 6
    legend = _legend(told.words, bottom)
    y = bottom + _LEGEND + 6
    said = (TextBox(EDGE, y + source.height + 8, ROOM, height_of(then, ROOM), then),) if then else ()
    return Slide(title, (table, legend, replace(source, y=y), *said))


def _name(name: str, size: Size, width: float, height: float) -> Words:
    """In the size of the row, smaller when it needs more lines; the end of a name that is longer yet is left out."""
    room = width - 2 * PADDING
    made = [Words(name, each, bold=True) for each in (size, _HEAD, SMALL) if each[1] <= height or each == SMALL]
    found = next((each for each in made if height_of((each,), room) <= height), None)
    return found or replace(made[-1], text=fitting_line(name, room * 0.9, made[-1].size[0]))


def _map_heads(told: Presentation) -> Iterator[DeckRow]:
    groups = (
        DeckCell((_head(group.title, bold=True),), head="Column", across=len(group.columns)) for group in told.groups
    )
    yield DeckRow(_HEAD[1], (DeckCell(), DeckCell(), *groups), middle=True)
    names = (name for group in told.groups for name in group.columns)
    left = DeckCell((replace(_head("Domein"), middle=False),), head="Column")
    cells = (DeckCell((_head(name),), head="Column") for name in ("Totaal", *names))
    yield DeckRow(_HEAD[1], (left, *cells), middle=True)


def _head(text: str, bold: bool = False) -> Words:
    return Words(text, _HEAD if bold else SMALL, bold=bold, middle=True, hyphenate=False)


def _coloured(step: int | None, words: Words) -> DeckCell:
    fill, edge = (WHITE, GREY) if step is None else (STEPS[step], STEPS[3])
    return DeckCell((replace(words, color=ON_STEPS[step or 0]),), fill, edge)


def _map_cell(cell: HeatCell, size: Size) -> DeckCell:
    text = f"{cell.text}{'*' if cell.note and cell.value is not None else ''}"
    return _coloured(cell.step, Words(text, size, middle=True))


def _total_cell(cell: HeatCell, height: float) -> DeckCell:
    size = _HEAD if height >= _HEAD[1] else SMALL
    return _coloured(cell.step, Words(cell.word, size, lead=cell.text, middle=True, hyphenate=False))


def _legend(words: Sequence[str], y: float) -> DeckTable:
    """The words from low to high, with the points that belong to each."""
    starts = [0, *(int(border) + 1 for border in BORDERS)]
    ends = [*(int(border) for border in BORDERS), 100]
    width = (ROOM - _CELL_GAP * (len(words) - 1)) / len(words)
    cells = tuple(
        _coloured(step, Words(f"{start} tot {end}", SMALL, lead=word))
        for step, (word, start, end) in enumerate(zip(words, starts, ends, strict=True))
    )
    row = DeckRow(_LEGEND, cells, middle=True)
    return DeckTable(EDGE, y, (width,) * len(words), (row,), texts.LEGEND, heads=0, gap=_CELL_GAP)


def ladder(x: float, y: float, size: tuple[float, float], step: int | None, goal: int | None = None) -> Iterator[Box]:
    """Five boxes: as many filled as there are steps up to this one, those up to the goal with a thick edge."""
    width, height = size
    for place in range(STEP_COUNT):
        left = x + place * (width + 3)
        reached = step is not None and place <= step
        aimed = goal is not None and place <= goal
        yield Box(left, y, width, height, ACCENT if reached or aimed else LINE)
        if not reached:
            edge = 1.5 if aimed else 1.0
            yield Box(left + edge, y + edge, width - 2 * edge, height - 2 * edge, WHITE)


_QUESTION_ROOM = 140.0
_LADDER = (19.0, 9.0)
_ABOVE_WORDS = 22.0
_BELOW_WORDS = 8.0
_HIGHEST_HEAD = 52.0


def _pair(pair: BestAndWeakest) -> Slide:
    title = _title(pair.title)
    y = _below(title) + AIR
    if not pair.domains:
        lines = (_text(texts.ASK, BODY[0], INK), *(_text(each, BODY[0], INK) for each in pair.asked))
        lines = tuple(replace(each, before=8) for each in lines) if pair.asked else ()
        lines = _columns([lambda size: tuple(replace(each, size=size) for each in lines)], ROOM, BOTTOM - y)[0]
        return Slide(title, (TextBox(EDGE, y, ROOM, height_of(lines, ROOM), lines),) if lines else ())
    source = _source(pair.source, 1)
    width = (ROOM - _QUESTION_ROOM) / len(pair.domains)
    heads = _columns(
        [_pair_head(row.name, f"{row.total.text}, {row.total.word}") for row in pair.domains],
        width - 2 * PADDING,
        _HIGHEST_HEAD,
    )
    height = max(height_of(words, width - 2 * PADDING) for words in heads) + 6
    head = DeckRow(height, (DeckCell(), *(DeckCell(words, head="Column") for words in heads)), line=ACCENT)
    rows = _pair_rows(pair, width, source.y - 10 - y - height)
    table = DeckTable(EDGE, y, (_QUESTION_ROOM, *[width] * len(pair.domains)), (head, *rows), pair.title)
    return Slide(title, (table, source), tuple(_ladders(pair, rows, y + height, width)))


def _pair_head(name: str, score: str) -> Column:
    def made(size: Size) -> tuple[Words, ...]:
        larger: Size = (20, 26) if size == BODY[0] else size
        return (Words(f"{name}: {score}", larger, bold=True, color=DEEP),)

    return made


def _pair_rows(pair: BestAndWeakest, width: float, room: float) -> list[DeckRow]:
    """The rows in the first size in which all fit; in the smallest one as many as fit."""
    for size in BODY[1:]:
        rows = [_pair_row(name, found, width, size) for name, found in pair.rows]
        if sum(row.height for row in rows) <= room:
            return rows
    return [row for row, end in zip(rows, accumulate(row.height for row in rows), strict=True) if end <= room]


def _pair_row(name: str, found: Sequence[Reached], width: float, size: Size) -> DeckRow:
    facet, _, level = name.partition(" – ")
    about = (Words(facet, size, bold=True), *((Words(level, (14, 18), color=GREY),) if level else ()))
    words = [(Words(each.text, size, lead=f"{each.word}."),) for each in found]
    highest = max(height_of(each, width - 2 * PADDING) for each in words) + _ABOVE_WORDS
    height = max(highest, height_of(about, _QUESTION_ROOM - 2 * PADDING) + 7) + _BELOW_WORDS
    cells = (DeckCell(each, high=_ABOVE_WORDS) for each in words)
    return DeckRow(height, (DeckCell(about, head="Row", high=5), *cells), line=LINE)


def _ladders(pair: BestAndWeakest, rows: Sequence[DeckRow], y: float, width: float) -> Iterator[Shape]:
    """Above each answer how far it is; its word says the same."""
    for row, (_, found) in zip(rows, pair.rows, strict=False):
        for place, each in enumerate(found):
            x = EDGE + _QUESTION_ROOM + place * width + PADDING
            yield from ladder(x, y + 10, _LADDER, each.step)
        y += row.height


def _why(told: Presentation) -> Slide:
    title = _title(texts.WHY)
    y = _below(title) + 2 * AIR
    facts = [_fact(each, f"{each.before}{each.number}{each.after}") for each in told.facts]
    width, places = _places(len(facts) + 1)
    made = _columns([*facts, _fact(told.local, told.local.after.strip(), texts.OWN_SOURCE)], width, BOTTOM - y - 12)
    boxes = [_box(x, y + 12, width, words) for x, words in zip(places, made, strict=True)]
    lines = tuple(Box(x, y, width, 3, ACCENT) for x in places)
    stroke = Stroke(0, _BIG[0], width * 0.9, _BIG[0], INK, 1.5, dashed=True)
    blank = DeckPicture(places[-1], y + 12, Drawing(width, _BIG[1], (stroke,)), BLANK)
    return Slide(title, (*boxes[:-1], *(() if told.local.number else (blank,)), boxes[-1]), lines)


def _box(x: float, y: float, width: float, words: tuple[Words, ...]) -> TextBox:
    """A box right around its words: what is free above the first one is no part of it."""
    first, *others = words
    words = (replace(first, before=0), *others)
    return TextBox(x, y + first.before, width, height_of(words, width), words)


_BIG: Size = (32, 42)


def _fact(fact: SourcedFact, said: str, without: str = "") -> Column:
    """A number with what it says and its source; `without` a number stands below the line to write one on."""

    def made(size: Size) -> tuple[Words, ...]:
        big = (Words(fact.number, _BIG, bold=True, color=DEEP, hyphenate=False),) if fact.number else ()
        text = Words(said, size, before=8 if fact.number or not without else _BIG[1] + 8)
        source = f"Bron: {fact.source}" if fact.source else "" if fact.number else without
        return (*big, text, *((replace(_text(source), before=8),) if source else ()))

    return made


def _proposal(told: Presentation) -> Slide:
    title = _title(told.proposal_title)
    y = _below(title) + AIR
    source = _source(told.proposal_source)
    parts: list[Part] = []
    if told.proposal_said:
        words = _columns([lambda size: (_text(told.proposal_said, size, INK),)], ROOM, 3 * BODY[0][1])[0]
        parts.append(TextBox(EDGE, y, ROOM, height_of(words, ROOM), words))
        y += height_of(words, ROOM) + AIR
    lines: list[Shape] = []
    if told.proposed:
        width, places = _places(3, 36)
        heads = _columns([_proposed_head(each) for each in told.proposed], width, 2 * 28 + 8)
        low = max(height_of(words, width) for words in heads)
        room = source.y - 10 - (y + 12 + low + _PROPOSED_LADDER[1] + 12)
        texts_below = _columns([_proposed_text(each) for each in told.proposed], width, room)
        for x, each, head, words in zip(places, told.proposed, heads, texts_below, strict=False):
            lines.append(Box(x, y, width, 3, ACCENT))
            lines += ladder(x, y + 12 + low + 4, _PROPOSED_LADDER, each.step, each.goal)
            parts.append(TextBox(x, y + 10, width, low, head))
            parts.append(TextBox(x, y + 12 + low + _PROPOSED_LADDER[1] + 12, width, height_of(words, width), words))
    return Slide(title, (*parts, source), tuple(lines))


_PROPOSED_LADDER = (38.0, 14.0)


def _proposed_head(proposed: ProposedDomain) -> Column:
    return lambda size: (
        Words(proposed.name, (22, 28) if size == BODY[0] else size, bold=True, color=DEEP, heading=True),
    )


def _proposed_text(proposed: ProposedDomain) -> Column:
    def made(size: Size) -> tuple[Words, ...]:
        said = Words(proposed.said, (15, 20) if size[0] > 15 else size, bold=True)
        why = Words(proposed.why, size, before=10)
        first = (Words(proposed.first, size, lead=texts.FIRST_STEP, before=10),) if proposed.first else ()
        return (*((said,) if proposed.said else ()), why, *first)

    return made


_DECISION_ROOM = 124.0
_NUMBER_ROOM = 48.0
_DECISION_WIDTHS = (_NUMBER_ROOM, ROOM - _NUMBER_ROOM - 3 * _DECISION_ROOM, *[_DECISION_ROOM] * 3)
_DECISION_AIR = 12.0


def _decisions(told: Presentation) -> Slide:
    title = _title(texts.decisions_title(len(told.decisions)))
    y = _below(title) + AIR
    blank = any(
        not all((each.filled.who, each.filled.day, each.filled.amount or not each.costs)) for each in told.decisions
    )
    source = _source(texts.below_decisions(blank), 1)
    names = ("Nr.", "Besluit", "Wie", "Bedrag, uren", "Vóór")
    head = DeckRow(24, tuple(DeckCell((_text(name, (14, 18)),), head="Column") for name in names), line=ACCENT)
    for size in BODY:
        rows = [_decision(number, each, size) for number, each in enumerate(told.decisions, start=1)]
        if sum(row.height for row in rows) <= source.y - 10 - y - head.height:
            break
    return Slide(title, (DeckTable(EDGE, y, _DECISION_WIDTHS, (head, *rows), title.words[0].text), source))


def _decision(number: int, decision: AskedDecision, size: Size) -> DeckRow:
    name = Words(decision.name, (20, 26) if size == BODY[0] else size, bold=True)
    filled = decision.filled
    amount = filled.amount if decision.costs else texts.NOT_NEEDED
    cells = (
        DeckCell((Words(str(number), (30, 36), bold=True, color=ACCENT),), high=_DECISION_AIR - 6),
        DeckCell((name, Words(decision.text, size)), head="Row", high=_DECISION_AIR),
        *(
            DeckCell((Words(text, size),) if text else (), blank=not text, high=_DECISION_AIR)
            for text in (filled.who, amount, filled.day)
        ),
    )
    highest = max(
        height_of(cell.words, width - 2 * PADDING) for cell, width in zip(cells, _DECISION_WIDTHS, strict=True)
    )
    return DeckRow(highest + 2 * _DECISION_AIR, cells, line=LINE)


_AFTER = STEP_IDS[1:]
_MONTH_COUNT = sum(LENGTHS[step] for step in _AFTER)
_BAR, _ROW, _FIRST_BAR = 34.0, 56.0, 36.0
_MONTH: Size = (13, 18)
_SAID: Size = (16, 20)


def _months(told: Presentation, day: date | None) -> Slide:
    """The steps after the report, each as long as it is proposed to be, counted from the day of the report."""
    title = _title(f"De komende {_MONTH_COUNT} maanden: kiezen, doen en terugkijken")
    y = _below(title) + AIR
    ends = list(accumulate(LENGTHS[step] for step in _AFTER))
    spoken = [(texts.STEPS[step][0], _until(day, end)) for step, end in zip(_AFTER, ends, strict=True)]
    height = _FIRST_BAR + _ROW * len(_AFTER)
    picture = DeckPicture(EDGE, y, Drawing(ROOM, height, tuple(_timeline(day, ends, height))), texts.timeline(spoken))
    last = month_name(months_later(day, ends[-2])) if day else f"maand {ends[-2] + 1}"
    words = Words(texts.next_steps(told.begins, last), (17, 22))
    below = TextBox(EDGE, y + height + 12, ROOM, height_of((words,), ROOM), (words,))
    hours = f"{sum(SHARES[step] for step in _AFTER)} uur in {_MONTH_COUNT} maanden"
    said = f"Samen {hours}, voor de coördinator en de collega’s. De data zijn een voorstel."
    return Slide(title, (picture, below, _source(said)))


def _until(day: date | None, months: int) -> str:
    return f"tot {long_date(months_later(day, months))}" if day else f"tot en met maand {months}"


def _timeline(day: date | None, ends: Sequence[int], height: float) -> Iterator[Shape]:
    month = ROOM / _MONTH_COUNT
    for place in range(_MONTH_COUNT):
        x = place * month
        yield Stroke(x, 22, x, height, LINE, 0.5)
        yield Label(x + 4, 14, _month(day, place), _MONTH[0], GREY)
    yield Stroke(0, 22, ROOM, 22, GREY, 0.75)
    for row, (step, end) in enumerate(zip(_AFTER, ends, strict=True)):
        left, right, top = (end - LENGTHS[step]) * month, end * month, _FIRST_BAR + row * _ROW
        yield Box(left, top, right - left - 3, _BAR, ACCENT)
        name, what = texts.STEPS[step]
        said = f"{what} · {SHARES[step]} uur"
        yield from _bar_words(name, said, left, right, top + 22)


def _bar_words(name: str, said: str, left: float, right: float, y: float) -> Iterator[Shape]:
    """The words of a bar: in it where they fit, otherwise after it, and before it at the end of the line."""
    gap = text_width(f"{name}  ", BOLD, _SAID[0])
    wide = gap + text_width(said, REGULAR, _SAID[0])
    inside = wide + 20 <= right - left
    start = left + 10 if inside else right + 7 if right + 7 + wide <= ROOM else left - 10 - wide
    color = WHITE if inside else INK
    if not inside:
        # Over the lines of the months.
        yield Box(start - 3, y - 16, wide + 6, 22, WHITE)
    yield Label(start, y, name, _SAID[0], color, bold=True)
    yield Label(start + gap, y, said, _SAID[0], color)


def _month(day: date | None, place: int) -> str:
    if day is None:
        return f"maand {place + 1}"
    first = months_later(day, place)
    return f"{first.day} {month_name(first)}{f' {first.year}' if first.month == 1 else ''}"
