"""The full edition as a story: conclusions, the whole map and rows that open, from the blocks of the document alone.

A document that was frozen long ago has the same blocks, so that every report is read this way. Numbers are rounded
here, each from its exact value; the exact ones stand in the explanation and in Excel.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeVar

from app.documents.model import (
    Block,
    BulletList,
    Cell,
    Dot,
    Edition,
    FactRow,
    Figure,
    Heading,
    HeatCell,
    HeatGroup,
    HeatRow,
    HeatTable,
    KeyFacts,
    Paragraph,
    Section,
    Table,
)
from app.documents.printed import CHANGED, shortened
from app.reports.document import chances, overview, scores
from app.reports.document.overview import KEEP, LATER, MOST_PROPOSED, DomainTotal
from app.reports.document.scores import reached_statement
from app.texts.words import counted, listing, part_of, sentence_start
from app.web.formatting import number
from questionnaires.model import Questionnaire

Conclusion = tuple[str, str]
"""A headline, and what belongs to it."""


def lowest_dimension(
    names: Sequence[str], dimensions: Sequence[str], times: int, domains: int, means: str
) -> Conclusion:
    """Which dimension is most often the lowest one; `names` holds more on a tie, `means` says what the one is about."""
    if domains == 0:
        unknown = f"Hoe het staat met {listing([each.lower() for each in dimensions])}, weten we nergens helemaal."
        return "Nog te weinig bekend", unknown
    if len(names) == len(dimensions):
        return "Geen dimensie blijft achter", f"{sentence_start(_lower(names))} zijn even vaak het laagst."
    if len(names) > 1:
        how = f"Ze zijn even vaak het laagst: bij {part_of(times, domains)} domeinen."
        return f"{sentence_start(_lower(names))} zijn het zwakst", how if domains > 1 else "Ze zijn even laag."
    where = f"Het laagst bij {part_of(times, domains)} domeinen." if domains > 1 else "Het laagst in het ene domein."
    return f"{names[0]} is het zwakst", f"{where} {means}".strip()


def _lower(names: Sequence[str]) -> str:
    return listing([name.lower() for name in names])


def extremes(standings: Sequence[DomainTotal], domains: int) -> Conclusion:
    """The highest and the lowest total of these, which go from high to low; `domains` is how many there are."""
    if not standings:
        return "Nog geen enkele totaalscore", "Bij geen enkel domein weten we al genoeg."
    first, last = standings[0], standings[-1]
    unknown = domains - len(standings)
    rest = f" Van {counted(unknown, 'domein', 'domeinen')} weten we nog te weinig." if unknown else ""
    if len(standings) == 1:
        return f"{first.name} is {first.word}", f"{_points(first)} punten.{rest}"
    if first.score == last.score:
        same = f"Ze staan even hoog: {_points(first)} punten.{rest}"
        return f"{sentence_start(_all_of(len(standings), unknown))} zijn {first.word}", same
    if first.word == last.word:
        furthest = (
            f"{first.name} is het verst met {_points(first)} punten, {last.name} het minst ver met {_points(last)}."
        )
        return f"{sentence_start(_all_of(len(standings), unknown))} zijn {first.word}", f"{furthest}{rest}"
    tops = [each for each in standings if each.score == first.score]
    lows = [each for each in standings if each.score == last.score]
    between = standings[len(tops) : len(standings) - len(lows)]
    return f"{_stand(tops)}, {_stand(lows)}", f"{_points(first)} tegen {_points(last)} punten.{_others(between)}{rest}"


def _points(standing: DomainTotal) -> str:
    return number(standing.score, 0)


def _all_of(shown: int, unknown: int) -> str:
    return f"alle {shown} domeinen met een score" if unknown else f"alle {shown} domeinen"


def _stand(same: Sequence[DomainTotal]) -> str:
    names = listing([each.name for each in same]) if len(same) < 3 else f"{len(same)} domeinen"
    return f"{names} {'is' if len(same) == 1 else 'zijn'} {same[0].word}"


def _others(between: Sequence[DomainTotal]) -> str:
    words = {each.word for each in between}
    if len(words) != 1:
        return ""
    others = (
        "Het andere domein met een score is" if len(between) == 1 else f"De andere {len(between)} met een score zijn"
    )
    return f" {others} {words.pop()}."


def chances_conclusion(start: Sequence[str], later: Sequence[str], ranked: int, certain: bool) -> Conclusion:
    """Where to begin: the report is frozen before the municipality chooses, so it only proposes."""
    if ranked == 0:
        return "Nog geen volgorde", "Daarvoor weten we nog te weinig over de kansen."
    if start:
        order = "" if certain or len(start) == 1 else " De volgorde is niet zeker."
        return f"Begin bij {listing(start)}", f"Dat is het voorstel: daar is nu de meeste kans.{order}"
    if later:
        stand = "staat" if len(later) == 1 else "staan"
        return "Nu is er nergens veel kans", f"Bovenaan in de volgorde {stand} {listing(later)}."
    return "De ambities zijn bereikt", "Alle domeinen met een volgorde zijn al zo ver als de ambitie vraagt."


def legend(unknown: bool, part: bool, known: str) -> str:
    """How to read the map, and how much is known; a sign only where it is used."""
    signs = "‘?’ is nog niet bekend: dat is iets anders dan 0." if unknown else ""
    parts = "‘1 van 2’: van 1 van de 2 vragen is het antwoord bekend." if part else ""
    return " ".join(each for each in ("Punten van 0 tot 100, afgerond.", signs, parts, known) if each)


def asked(count: int, level: str, names: str) -> str:
    """Which questions of a level nobody could answer: by name, or their number when there are many."""
    what = f"{count} vragen" if count > 3 else names
    return f"{what} ({level.lower()})" if level not in ("–", "") else what


def at_least(word: str) -> str:
    """Of a mean between two answers the lower one."""
    return f"{word} of meer"


UNKNOWN = "onbekend"
TOO_LITTLE = "te weinig bekend"
KEPT = "De ambitie is al bereikt: behouden."


START = 30
"""Where the axis of chances begins: there are dots on it, no bars."""


@dataclass(frozen=True, slots=True)
class MapRow:
    """A domain in the map: its total, and its nine cells."""

    name: str
    anchor: str
    total: HeatCell
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class Win:
    """A question with one of the lowest answers, and one step further."""

    name: str
    question: str
    facts: tuple[FactRow, ...]


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a domain is on one question."""

    step: int
    """0 to 4; of a mean between two answers the lower one."""
    word: str
    text: str
    points: float


@dataclass(frozen=True, slots=True)
class StoryDomain:
    """A domain as a row that opens."""

    id: str
    title: str
    name: str
    score: str
    """Rounded; empty where too little is known."""
    word: str
    dots: tuple[Dot, ...]
    """Its dimensions."""
    total: Dot
    spoken: str
    sentences: str
    wins: tuple[Win, ...]
    scores: Table
    changed: tuple[Conclusion, ...]
    """Which scores the conversation changed, and why."""


@dataclass(frozen=True, slots=True)
class TrackRow:
    """A name with a dot on a line, or words in its place, and what is said beside it."""

    name: str
    place: float | None
    """0 to 100, as a percentage of the line."""
    words: str
    """What the dot says, for who does not see it, or what stands in its place."""
    beside: str = ""
    more: str = ""
    span: tuple[float, float] | None = None
    """From where to where the dot would move with one answer one step different, as percentages too."""


@dataclass(frozen=True, slots=True)
class UnknownRow:
    """What is not known of a domain, and whom to ask."""

    name: str
    what: str
    who: str


@dataclass(frozen=True, slots=True)
class StoryIdea:
    """An action from the bank, with who does it folded away."""

    title: str
    domain: str
    text: str
    facts: tuple[FactRow, ...]


@dataclass(frozen=True, slots=True)
class ReportStory:
    """All that the page of the full edition shows."""

    conclusions: tuple[Conclusion, ...]
    groups: tuple[HeatGroup, ...]
    map: tuple[MapRow, ...]
    words: tuple[str, ...]
    """The five words, from low to high."""
    legend: str
    domains: tuple[StoryDomain, ...]
    before: tuple[Section, ...]
    """What comes between map and domains: then and now."""
    general: tuple[TrackRow, ...]
    general_said: str
    differences: Section | None
    unknown: tuple[UnknownRow, ...]
    unknown_said: str
    chances: tuple[TrackRow, ...]
    chances_said: tuple[str, ...]
    would_change: tuple[str, ...]
    """What would change the order."""
    ideas: tuple[StoryIdea, ...]
    ideas_said: str
    practice: tuple[tuple[str, str], ...]
    """By the title of a domain what other municipalities do."""
    accountability: Section
    annex: Section


@dataclass(frozen=True)
class _Read:
    """The sections of an edition by their id, and what more of them need."""

    sections: Mapping[str, Section]
    heat: HeatTable
    totals: Figure
    parts: tuple[tuple[Heading, tuple[Block, ...]], ...]
    """The domains, in the order of the map."""
    words: Sequence[str] = field(default=())

    def order(self) -> Table | None:
        """The domains by their chance."""
        return order_of(self.sections["kansen"])


def story(edition: Edition, questionnaire: Questionnaire) -> ReportStory:
    """The full edition to read on a page; the questionnaire knows how a chance answer is told without its question."""
    sections = {section.id: section for section in edition.sections}
    heat, totals = _sure(sections["beeld"].blocks, HeatTable), _sure(sections["kort"].blocks, Figure)
    read = _Read(sections, heat, totals, tuple(_parts(sections["domeinen"].blocks)), totals.words)
    rows = _map(read)
    domains = {f"domein-{row.id}": row for row in _domains(read)}
    ideas, practice = _ideas(sections["acties"])
    accountability = sections["verantwoording"]
    return ReportStory(
        conclusions=_conclusions(read),
        groups=heat.groups,
        map=rows,
        words=totals.words,
        legend=legend(
            any(cell.text == "?" for row in rows for cell in (row.total, *row.cells)),
            any(cell.note for row in rows for cell in row.cells),
            accounted(accountability, "Vragen bekend"),
        ),
        domains=tuple(domains[row.anchor] for row in rows),
        before=tuple(section for key, section in sections.items() if key not in _KNOWN_SECTIONS),
        general=_general(sections["algemeen"]),
        general_said=" ".join(each.text for each in _all(sections["algemeen"].blocks[1:], Paragraph)),
        differences=sections["verschillen"] if _first(sections["verschillen"].blocks, Table) else None,
        unknown=tuple(_unknown(read)),
        # Only until `Daarom`: where nothing is unknown, this page says nothing of it.
        unknown_said=_sure(sections["onbekend"].blocks, Paragraph).text.partition(" Daarom ")[0],
        chances=(*_chances(read, questionnaire), *_without_place(read)),
        chances_said=tuple(each.text for each in _all(sections["kansen"].blocks, Paragraph)[1:]),
        would_change=_would_change(read.sections["kansen"]),
        ideas=ideas,
        ideas_said=_sure(sections["acties"].blocks, Paragraph).text,
        practice=practice,
        accountability=accountability,
        annex=sections["bijlage"],
    )


_KNOWN_SECTIONS = frozenset(
    (
        *("kort", "beeld", "domeinen", "algemeen", "verschillen"),
        *("onbekend", "kansen", "acties", "verantwoording", "bijlage"),
    )
)
_B = TypeVar("_B")


def _all(blocks: Iterable[Block], kind: type[_B]) -> list[_B]:
    return [block for block in blocks if isinstance(block, kind)]


def _first(blocks: Iterable[Block], kind: type[_B]) -> _B | None:
    return next(iter(_all(blocks, kind)), None)


def _sure(blocks: Iterable[Block], kind: type[_B]) -> _B:
    return _all(blocks, kind)[0]


def _parts(blocks: Iterable[Block], level: int = 3) -> Iterator[tuple[Heading, tuple[Block, ...]]]:
    """The blocks below each heading of this level; what stands above the first is left out."""
    head: Heading | None = None
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == level:
            if head:
                yield head, tuple(found)
            head, found = block, []
        else:
            found.append(block)
    if head:
        yield head, tuple(found)


def whole(value: float | None) -> str:
    """A score as it is read: rounded, or nothing."""
    return "" if value is None else number(Fraction(str(value)), 0)


_POINTS = re.compile(r"\b(\d{1,3},\d)(?= van de 100| punten| en \d{1,3},\d punten| tegen \d|\))")


def rounded_sentences(text: str, exact: Mapping[str, str]) -> str:
    """Sentences of the report itself with whole points; never what somebody typed.

    `exact` has what the numbers in them are when they are rounded from their exact value, and not twice.
    """
    return _POINTS.sub(lambda found: exact.get(found[1]) or number(Fraction(found[1].replace(",", ".")), 0), text)


def exact_points(values: Iterable[float | None]) -> dict[str, str]:
    """By a number with its decimal the same number as a whole one."""
    return {number(Fraction(str(value))): whole(value) for value in values if value is not None}


def rounded_table(table: Table, dots: Sequence[Dot] = ()) -> Table:
    """A table of scores with whole points, without the columns that say that nothing is unknown.

    The dots of the same scores know the exact bandwidth.
    """
    exact = exact_points(value for dot in dots for value in (dot.low, dot.high))
    kept = [place for place in range(len(table.columns)) if place < 3 or _says(row[place] for row in table.rows)]
    return table.model_copy(
        update={
            "columns": tuple(table.columns[place] for place in kept),
            "rows": tuple(tuple(_rounded_cell(row[place], exact) for place in kept) for row in table.rows),
        }
    )


_COUNTED = re.compile(r"(\d+) van (\d+)")


def _says(cells: Iterable[Cell]) -> bool:
    """Whether a column of bandwidths or counts tells of anything unknown."""
    return any(_tells(cell.text) for cell in cells)


def _tells(text: str) -> bool:
    counted = _COUNTED.fullmatch(text)
    if counted:
        return counted[1] not in ("0", counted[2])
    return text not in ("–", scores.ALL_KNOWN, "geen vragen")


def _rounded_cell(cell: Cell, exact: Mapping[str, str]) -> Cell:
    if cell.value is not None and "," in cell.text:
        return Cell(text=whole(cell.value), value=cell.value)
    if band := re.fullmatch(r"(\d+,\d) tot (\d+,\d)", cell.text):
        return Cell(text=f"{exact[band[1]]} tot {exact[band[2]]}")
    return Cell(text="") if cell.text in ("–", scores.ALL_KNOWN) else cell


def _rows(read: _Read) -> Iterator[tuple[HeatRow, Dot, str, Heading, tuple[Block, ...]]]:
    """The domains: cells, total and its word with `op de grens` where that holds, and what stands below their heading.

    By their place, as two domains may have one name.
    """
    table = read.totals.table.rows
    for cells, dot, row, (head, blocks) in zip(read.heat.rows, read.totals.dots, table, read.parts, strict=True):
        yield cells, dot, row[2].text, head, blocks


def _conclusions(read: _Read) -> tuple[Conclusion, ...]:
    totals = [
        DomainTotal(dot.label, Fraction(str(dot.value)), word.partition(",")[0])
        for _, dot, word, _, _ in _rows(read)
        if dot.value is not None
    ]
    totals.sort(key=lambda total: -total.score)
    return (_lowest(read), extremes(totals, len(read.totals.dots)), _where_to_begin(read))


def _lowest(read: _Read) -> Conclusion:
    titles = [group.title for group in read.heat.groups]
    lowest, domains = Counter[str](), 0
    for dots in (_dimensions(blocks) for _, blocks in read.parts):
        scores = {dot.label: dot.value for dot in dots if dot.value is not None}
        if len(scores) == len(titles):
            domains += 1
            lowest.update(name for name, score in scores.items() if score == min(scores.values()))
    most = max(lowest.values(), default=0)
    names = [title for title in titles if lowest[title] == most]
    facts = _first(read.sections["kort"].blocks, KeyFacts)
    means = {fact.label: fact.text for fact in facts.facts} if facts else {}
    return lowest_dimension(names, titles, most, domains, means.get(names[0], "") if len(names) == 1 else "")


def _dimensions(blocks: Iterable[Block]) -> tuple[Dot, ...]:
    return tuple(dot for dot in _sure(blocks, Figure).dots if not dot.strong)


def order_of(section: Section) -> Table | None:
    """The domains by their chance, in the section about that."""
    figure = _first(section.blocks, Figure)
    return figure.table if figure else None


def start_and_later(order: Table | None) -> tuple[list[tuple[Cell, ...]], list[tuple[Cell, ...]]]:
    """The rows of what is proposed to begin with, and of what can come later."""
    growing = [row for row in (order.rows if order else ()) if row[3].text != KEEP][:MOST_PROPOSED]
    start = [row for row in growing if row[3].text != LATER]
    return start, [row for row in growing if row[3].text == LATER]


def _where_to_begin(read: _Read) -> Conclusion:
    table = read.order()
    start, later = start_and_later(table)
    certain = all(row[7].text == chances.certainty(1, 1) for row in start)
    ranked = len(table.rows) if table else 0
    return chances_conclusion([row[0].text for row in start], [row[0].text for row in later], ranked, certain)


def _map(read: _Read) -> tuple[MapRow, ...]:
    """The rows from the highest total to the lowest, and then what has none."""
    found = []
    for row, dot, word, head, _ in _rows(read):
        cells = tuple(_map_cell(cell) for cell in row.cells)
        found.append((dot.value, MapRow(row.title, head.anchor or "", _total(read, dot, word), cells)))
    return tuple(row for _, row in sorted(found, key=lambda each: (each[0] is None, -(each[0] or 0))))


def _map_cell(cell: HeatCell) -> HeatCell:
    if cell.value is not None:
        return cell.model_copy(update={"text": whole(cell.value)})
    # What was not asked is no question mark.
    return cell.model_copy(update={"text": "?", "word": UNKNOWN} if cell.word == overview.no_score(1) else {})


def _total(read: _Read, dot: Dot, said: str) -> HeatCell:
    if dot.value is None:
        return HeatCell(text="?", word=TOO_LITTLE)
    # That it is on a border stands where the domain has a row of its own.
    word = said.partition(", ")[0]
    return HeatCell(text=whole(dot.value), word=word, step=read.words.index(word), value=dot.value)


def _domains(read: _Read) -> Iterator[StoryDomain]:
    for row, dot, word, head, blocks in _rows(read):
        dots, figure = _dimensions(blocks), _sure(blocks, Figure)
        exact = exact_points(
            (
                *(each.value for each in row.cells),
                *(v for each in figure.dots for v in (each.value, each.low, each.high)),
            )
        )
        spoken = " ".join(f"{each.label} {whole(each.value) or UNKNOWN}." for each in dots)
        yield StoryDomain(
            id=(head.anchor or "").removeprefix("domein-"),
            title=head.text,
            name=row.title,
            score=whole(dot.value),
            word=word if dot.value is not None else TOO_LITTLE,
            dots=dots,
            total=next(each for each in figure.dots if each.strong),
            spoken=spoken,
            sentences=rounded_sentences(_sure(blocks, Paragraph).text, exact),
            wins=tuple(_wins(blocks)),
            scores=rounded_table(figure.table, figure.dots),
            changed=tuple(_changed(blocks)),
        )


def _wins(blocks: Iterable[Block]) -> Iterator[Win]:
    for head, below in _parts(blocks, level=4):
        asked, facts = _first(below, Paragraph), _first(below, KeyFacts)
        told = tuple(
            fact.model_copy(update={"text": rounded_sentences(fact.text, {})})
            for fact in (facts.facts if facts else ())
        )
        yield Win(head.text, asked.text if asked else "", told)


def _changed(blocks: Sequence[Block]) -> Iterator[Conclusion]:
    """What the conversation changed ends the part of a domain; documents of before do not have it."""
    *_, head, listed = blocks
    if isinstance(head, Paragraph) and head.text == CHANGED and isinstance(listed, BulletList):
        for item in listed.items:
            how, _, reason = item.partition(". ")
            yield f"{how}.", shortened(reason, MOST_OF_A_REASON)


MOST_OF_A_REASON = 240
"""Characters; all of it stands with all answers."""
_NOW = re.compile(r"(?:Tussen )?(.+?)( en .+?)? \((\d+(?:,\d)?)\)\. (?:In elk geval: )?(.*)", re.DOTALL)


def reached_of(now: str, words: Sequence[str]) -> Reached | None:
    """How far a question is, of what a document says of `Nu`; None where nothing is known."""
    said = _NOW.fullmatch(now)
    if said is None or said[1] not in words:
        return None
    word = at_least(said[1]) if said[2] else said[1]
    return Reached(words.index(said[1]), word, said[4], float(said[3].replace(",", ".")))


def _general(section: Section) -> tuple[TrackRow, ...]:
    table = _first(section.blocks, Table)
    rows = []
    for name, score, word, known in table.rows if table else ():
        part = f"{known.text} vragen bekend" if _tells(known.text) else ""
        said = f"{whole(score.value)}, {word.text}" if score.value is not None else word.text
        rows.append(TrackRow(name.text, score.value, "", said, part))
    return tuple(sorted(rows, key=lambda row: (row.place is None, -(row.place or 0))))


def _unknown(read: _Read) -> Iterator[UnknownRow]:
    table = _first(read.sections["onbekend"].blocks, Table)
    totals = by_name((dot.label, dot) for dot in read.totals.dots)
    told: set[str] = set()
    for name, level, what, who in table.rows if table else ():
        said = [f"{asked(int(what.value or 0), level.text, what.text)}."]
        dot = totals.get(name.text)
        # Of a domain it is said once, with its first row; chances do not move its score.
        if dot and dot.low is not None and dot.high is not None and dot.low != dot.high and name.text not in told:
            said.append(f"Met alle antwoorden ligt de score tussen {whole(dot.low)} en {whole(dot.high)}.")
        told.add(name.text)
        yield UnknownRow(name.text, " ".join(said), who.text)


def _chances(read: _Read, questionnaire: Questionnaire) -> Iterator[TrackRow]:
    said = _statements(read, questionnaire)
    table = read.order()
    for name, place, chance, word, _, _, _, certainty, *moves in table.rows if table else ():
        if word.text == KEEP:
            yield TrackRow(name.text, None, KEPT)
            continue
        # Documents of before do not say how far one answer would move it.
        value, span = chance.value or 0.0, tuple(each.value or 0.0 for each in moves)
        places = re.search(r"plaats \d+ tot \d+", certainty.text)
        between = f", tussen {whole(span[0])} en {whole(span[1])}" if span else ""
        yield TrackRow(
            name.text,
            _along(value),
            f"{word.text}, kans {whole(value)} van 100{between}.",
            said.get(name.text, ""),
            places[0] if places else f"plaats {place.text}",
            (_along(span[0]), _along(span[1])) if span else None,
        )


def _along(chance: float) -> float:
    """Where a chance stands on the line."""
    return max(0.0, chance - START) / (100 - START) * 100


def _names(read: _Read) -> dict[str, str]:
    """The name of a domain in tables, by its id."""
    return {(head.anchor or "").removeprefix("domein-"): row.title for row, _, _, head, _ in _rows(read)}


_V = TypeVar("_V")


def by_name(pairs: Iterable[tuple[str, _V]]) -> dict[str, _V]:
    """By the name of a domain, without names that two domains have."""
    listed = list(pairs)
    names = Counter(name for name, _ in listed)
    return {name: value for name, value in listed if names[name] == 1}


def _statements(read: _Read, questionnaire: Questionnaire) -> dict[str, str]:
    """By domain what its chance answers say without their questions; they end its part of the annex."""
    names = _names(read)
    questions = questionnaire.of_kind("opportunity")
    found = []
    for head, blocks in _parts(read.sections["bijlage"].blocks):
        name = names.get((head.anchor or "").removeprefix("antwoorden-"))
        if name is None:
            continue
        facts = [_sure(below, KeyFacts).facts[0].text for _, below in _parts(blocks, level=4)][-len(questions) :]
        told = [
            reached_statement(question.statements, Fraction(points[1].replace(",", ".")))
            for question, text in zip(questions, facts, strict=False)
            if question.id in chances.BESIDE and (points := re.match(r"(\d+(?:,\d)?) punten", text))
        ]
        found.append((name, f"{', '.join(told[:-1])}, en {told[-1]}" if len(told) > 1 else "".join(told)))
    return by_name(found)


def _would_change(section: Section) -> tuple[str, ...]:
    """What stands below its own heading; documents of before do not have it."""
    listed = (_first(below, BulletList) for _, below in _parts(section.blocks))
    return next((each.items for each in listed if each), ())


def _without_place(read: _Read) -> Iterator[TrackRow]:
    """The domains without a place, with what is needed for one."""
    between = f": {chances.NO_ORDER}. "
    for listed in _all(read.sections["kansen"].blocks, BulletList):
        for line in listed.items:
            name, found, needed = line.partition(between)
            if found:
                yield TrackRow(name, None, "Nog geen plaats: te weinig bekend.", needed)


def _ideas(section: Section) -> tuple[tuple[StoryIdea, ...], tuple[tuple[str, str], ...]]:
    ideas, practice = [], []
    for head, blocks in _parts(section.blocks):
        said = _first(blocks, Paragraph)
        if said and blocks[0] is said:
            practice.append((head.text, said.text))
        for title, below in _parts(blocks, level=4):
            first, *others = _sure(below, KeyFacts).facts
            ideas.append(StoryIdea(title.text, head.text, first.text, tuple(others)))
    return tuple(ideas), tuple(practice)


def accounted(accountability: Section, label: str) -> str:
    """What a report accounts for under this name; nothing where it does not."""
    facts = (fact for block in _all(accountability.blocks, KeyFacts) for fact in block.facts)
    return next((fact.text for fact in facts if fact.label == label), "")
