"""The alderman's page: the conclusion, a small map, three decisions, why these domains, and how sure it is.

Made of the blocks of the document alone, as the story of the full edition, so that a report of before is read this way
too and no number can differ. Page, PDF and Word show the same `AldermanPage`; what the coordinator filled in comes to
it last, and is never frozen.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.documents.model import (
    Block,
    BulletList,
    Cell,
    Column,
    FactRow,
    Heading,
    HeatCell,
    HeatGroup,
    HeatRow,
    HeatTable,
    KeyFacts,
    Paragraph,
    ReportDocument,
    Section,
    Table,
)
from app.reports import story as story_texts
from app.reports.document import alderman as texts
from app.reports.document import scores
from app.reports.document.accountability import CHECK
from app.reports.document.alderman import MOST_FACTS
from app.reports.document.overview import KEEP, DomainTotal
from app.reports.story import (
    ReportStory,
    StoryDomain,
    UnknownRow,
    accounted,
    by_name,
    order_of,
    start_and_later,
    story,
    whole,
)
from questionnaires.model import Questionnaire

Reason = tuple[str, str]
"""What it comes down to in a few words, and what is said of it."""
MOST_REASONS = 3
MOST_IN_WORDS = 5
"""Of more domains only the total has its word: number, shade and legend say the rest, and it stays one page."""
_UNKNOWN = HeatCell(text="?", word=story_texts.UNKNOWN)
_GENERAL = "antwoorden-algemeen"
_ABOUT = ("Vragenlijst", "Herkomst")
_KNOWN_SECTIONS = ("waarom", "stand", "sterk", "zwak", "voorstel", "besluiten", "niet", "zeker")
"""`sterk` and `zwak` stand in documents of before."""


@dataclass(frozen=True, slots=True)
class SourcedFact:
    """A sentence with a number that stands out, and where it comes from."""

    before: str
    number: str
    after: str
    source: str


@dataclass(frozen=True, slots=True)
class FilledDecision:
    """Who does it, what it may cost and before which day; empty: a line to write on."""

    who: str = ""
    amount: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Filling:
    """What a coordinator filled in, in words: how many people it is about in the municipality, and the decisions."""

    number: str = ""
    source: str = ""
    decisions: tuple[FilledDecision, ...] = (FilledDecision(), FilledDecision(), FilledDecision())


NOTHING_FILLED = Filling()


@dataclass(frozen=True, slots=True)
class AskedDecision:
    """What is asked of the alderman; whether money or hours belong to it, and what was filled in."""

    name: str
    text: str
    costs: bool
    filled: FilledDecision


@dataclass(frozen=True, slots=True)
class ScoreGrounds:
    """On what the scores rest: together these are all questions."""

    agreed: int
    alone: int
    unknown: int
    left_out: int
    """Not applicable, so that there is nothing to know."""

    @property
    def asked(self) -> int:
        """All questions that a score is about."""
        return self.agreed + self.alone + self.unknown

    @property
    def parts(self) -> tuple[tuple[int, str], ...]:
        """How many on what; what there is none of is left out, but not that nothing is agreed."""
        agreed, *others = zip((self.agreed, self.alone, self.unknown), texts.GROUNDS, strict=True)
        return agreed, *((n, what) for n, what in others if n)

    def share(self, part: int) -> float:
        """A part as a percentage of the bar."""
        return round(part / self.asked * 100, 2) if self.asked else 0


@dataclass(frozen=True, slots=True)
class AldermanPage:
    title: str
    lead: str
    dimensions: tuple[str, ...]
    map: tuple[tuple[str, tuple[HeatCell, ...]], ...]
    """By domain: its total, and its dimensions."""
    legend: str
    facts: tuple[SourcedFact, ...]
    local: SourcedFact
    """How many people it is about here; without a number: a line to write on."""
    decisions: tuple[AskedDecision, ...]
    first: tuple[str, ...]
    """The domains that are proposed to begin with."""
    begin: str
    reasons: tuple[Reason, ...]
    not_here: str
    why_not: tuple[Reason, ...]
    ground: ScoreGrounds
    sure: str
    people: tuple[str, ...]
    changed: tuple[Section, ...]
    """What an earlier round says."""
    about: tuple[FactRow, ...]
    """Which questionnaire, and where it comes from."""

    @property
    def conclusions(self) -> tuple[str, ...]:
        """What it comes down to, for a mail that tells of it: where we stand, and what is proposed."""
        return self.title, self.lead, texts.begin_with(self.first) if self.first else self.reasons[0][1]

    @property
    def totals(self) -> Iterator[str]:
        """The domains with their scores, as lines."""
        return (texts.total(name, cells[0].text, cells[0].word) for name, cells in self.map)


def alderman_page(
    document: ReportDocument, questionnaire: Questionnaire, filled: Filling = NOTHING_FILLED
) -> AldermanPage:
    """The page of a document; the questionnaire knows how a chance answer is told without its question."""
    edition, full = document.edition("alderman"), document.edition("full")
    sections, whole_report = ({section.id: section for section in each.sections} for each in (edition, full))
    told = story(full, questionnaire)
    order = order_of(whole_report["kansen"])
    start, later = start_and_later(order)
    first = tuple(row[0].text for row in start)
    ground = _ground(whole_report["bijlage"], len(questionnaire.of_kind("opportunity")))
    not_here, why_not = _why_not(told, order, start)
    lowest = told.conclusions[0]
    return AldermanPage(
        title=texts.title(_standings(told), len(told.map), told.words),
        # What the dimension means stands in the whole report.
        lead=f"{lowest[0]}. {first_sentence(lowest[1])}",
        dimensions=tuple(group.title for group in told.groups),
        map=tuple(_map(told)),
        legend=texts.legend(told.words, any(row.total.value is None for row in told.map)),
        facts=tuple(_facts(sections["waarom"]))[:MOST_FACTS],
        local=SourcedFact("", filled.number, texts.in_municipality(document.municipality), filled.source),
        decisions=tuple(_decisions(sections["besluiten"], filled)),
        first=first,
        begin=texts.where_to_begin(first),
        reasons=_reasons(told, order, start, later),
        not_here=not_here,
        why_not=why_not,
        ground=ground,
        sure=texts.how_sure(ground.agreed, ground.asked),
        people=tuple(_people(whole_report, ground)),
        changed=tuple(section for section in edition.sections if section.id not in _KNOWN_SECTIONS),
        about=tuple(fact for fact in edition.facts.facts if fact.label in _ABOUT),
    )


def _standings(told: ReportStory) -> list[DomainTotal]:
    return [
        DomainTotal(row.name, Fraction(str(row.total.value)), row.total.word)
        for row in told.map
        if row.total.value is not None
    ]


def _map(told: ReportStory) -> Iterator[tuple[str, tuple[HeatCell, ...]]]:
    for row, domain in zip(told.map, told.domains, strict=True):
        total = row.total if row.total.value is not None else _UNKNOWN
        dimensions = _dimensions(told, domain)
        if len(told.map) > MOST_IN_WORDS:
            dimensions = (cell.model_copy(update={"word": ""}) for cell in dimensions)
        yield row.name, (total, *dimensions)


def _dimensions(told: ReportStory, domain: StoryDomain) -> Iterator[HeatCell]:
    """The dimensions stand above the total in the table of the domain."""
    for _, (_, score, said, *_) in zip(told.groups, domain.scores.rows, strict=False):
        word = said.text.partition(", ")[0]
        if score.value is None:
            yield _UNKNOWN
        else:
            yield HeatCell(text=whole(score.value), word=word, step=told.words.index(word), value=score.value)


_SENTENCE = re.compile(r"(?<=[.?!]) (?=[A-Z])")
_SOURCE = re.compile(r"(.*) \(Bron: (.*)\.\)", re.DOTALL)
_NUMBERS = (re.compile(r"\d[\d.,]*(?:%| miljoen| keer)"), re.compile(r"\b\d[\d.]*\b(?<!20\d\d)"))
"""A share says more than how many people were asked; a year says nothing."""


def _facts(section: Section) -> Iterator[SourcedFact]:
    """What has a source: of each the sentence with its number, the first about the country."""
    lines = [block.text for block in section.blocks if isinstance(block, Paragraph)]
    lines += [line for block in section.blocks if isinstance(block, BulletList) for line in block.items]
    for line in lines:
        if line.startswith(texts.BLANK):
            continue
        sourced = _SOURCE.fullmatch(line)
        text, source = (sourced[1], sourced[2]) if sourced else (line, "")
        found = next((match for number in _NUMBERS if (match := number.search(text))), None)
        if found:
            text = next((each for each in _SENTENCE.split(text) if found[0] in each), text)
            found = re.search(re.escape(found[0]), text)
        else:
            text = first_sentence(text)
        at = found.span() if found else (0, 0)
        yield SourcedFact(text[: at[0]], text[at[0] : at[1]], text[at[1] :], source)


def first_sentence(text: str) -> str:
    """A text up to its second sentence."""
    return _SENTENCE.split(text)[0]


_DECISION = re.compile(r"(?:\d )?([^:.]+)[:.] (.*)", re.DOTALL)


def _decisions(section: Section, filled: Filling) -> Iterator[AskedDecision]:
    """The lines of what is asked, or the first cells of the table that a page was made with."""
    lines = [line for block in section.blocks if isinstance(block, BulletList) for line in block.items]
    lines += [row[0].text for block in section.blocks if isinstance(block, Table) for row in block.rows]
    for place, (line, said) in enumerate(zip(lines, filled.decisions, strict=True)):
        found = _DECISION.fullmatch(line)
        name, text = (found[1], found[2]) if found else ("", line)
        yield AskedDecision(name, text[:1].upper() + text[1:], place == 1, said)


Row = tuple[Cell, ...]


def _reasons(told: ReportStory, order: Table | None, start: Sequence[Row], later: Sequence[Row]) -> tuple[Reason, ...]:
    """Why these domains; without one to begin with why there is none, and what can come later."""
    words = by_name((row.name, row.total.word) for row in told.map)
    beside = {row.name: row.beside for row in told.chances}
    rows = [_reason(row, words.get(row[0].text, ""), beside.get(row[0].text, ""), told.words) for row in start or later]
    if start:
        return tuple(rows)
    nothing = texts.ALL_REACHED if order else texts.NO_PROPOSAL
    return (("", texts.only_later(len(later)) if later else nothing), *rows)


def _reason(row: Row, word: str, beside: str, words: Sequence[str]) -> Reason:
    name, chance, ambition = row[0].text, row[3].text, row[6].value
    goal = words[int(ambition) // 25] if ambition is not None else ""
    return texts.grows(name, word, goal), texts.why(chance, beside)


def _why_not(told: ReportStory, order: Table | None, start: Sequence[Row]) -> tuple[str, tuple[Reason, ...]]:
    """Why not the weakest: it has no place yet, it is far enough, its chance is not greater; or it is proposed."""
    begun = {row[0].text for row in start}
    ranked = {row[0].text: row for row in order.rows} if order else {}
    needed = {row.name: row.beside for row in told.chances if row.name not in ranked}
    # Of two domains with one name nobody knows which is meant.
    single = by_name((row.name, row) for row in told.map)
    totals = _standings(told)
    weakest = [each.name for each in totals if each.score == totals[-1].score] if totals else []
    outside = [name for name in weakest if name not in begun and name in single]
    inside = [name for name in weakest if name in begun]
    found = [texts.weakest_proposed(inside)] if inside else []
    least = start[-1] if start else None
    for name in outside:
        row = ranked.get(name)
        if row is None:
            found.append(texts.no_place(name, needed.get(name, "")))
        elif row[3].text == KEEP:
            found.append(texts.kept(name))
        else:
            against = (least[0].text, whole(least[2].value)) if least else None
            found.append(texts.less_chance(name, whole(row[2].value), against))
    unknown = [row.name for row in told.map if row.total.value is None and row.name not in begun]
    if unknown:
        found = [*found[: MOST_REASONS - 1], texts.unknown_domains(unknown, bool(totals), _whom(told.unknown, unknown))]
    return texts.not_here(len(outside), bool(totals)), tuple(found[:MOST_REASONS])


def _whom(rows: Sequence[UnknownRow], names: Sequence[str]) -> str:
    """Whom to ask, where it is about one domain."""
    return next((row.who for row in rows if row.name == names[0]), "") if len(names) == 1 else ""


def _ground(annex: Section, chances: int) -> ScoreGrounds:
    """What each score rests on; the chance questions, which end the part of a domain, have no part in a score."""
    asked = [
        facts
        for name, found in answers_of(annex).items()
        for facts in (found if name == _GENERAL else found[: len(found) - chances])
    ]
    kinds = [_kind(facts) for facts in asked]
    return ScoreGrounds(*(kinds.count(kind) for kind in ("agreed", "alone", "unknown", "left_out")))


def answers_of(annex: Section) -> dict[str, list[tuple[FactRow, ...]]]:
    """By the anchor of a part of the annex what is told of each of its questions, in their order."""
    parts: dict[str, list[tuple[FactRow, ...]]] = {}
    anchor = ""
    for block in annex.blocks:
        if isinstance(block, Heading) and block.level == 3:
            anchor = block.anchor or ""
        elif isinstance(block, KeyFacts):
            parts.setdefault(anchor, []).append(block.facts)
    return parts


def _kind(facts: tuple[FactRow, ...]) -> str:
    said = {fact.label: fact.text for fact in facts}
    if said["Nu"] == scores.UNKNOWN:
        return "unknown"
    if said["Nu"] == scores.NOT_APPLICABLE:
        return "left_out"
    return "agreed" if said["Basis"].startswith("Afgesproken") else "alone"


def _people(sections: Mapping[str, Section], ground: ScoreGrounds) -> Iterator[str]:
    yield texts.filled_in(accounted(sections["verantwoording"], "Door wie"))
    differ = next((len(block.rows) for block in sections["verschillen"].blocks if isinstance(block, Table)), 0)
    if differ:
        yield texts.differ(differ)
    if ground.left_out:
        yield texts.left_out(ground.left_out)


def with_page(
    document: ReportDocument, questionnaire: Questionnaire, filled: Filling = NOTHING_FILLED
) -> ReportDocument:
    """The document with the alderman's edition as its page says it, to be drawn: also of a document of before."""
    page = alderman_page(document, questionnaire, filled)
    edition = document.edition("alderman")
    drawn = edition.model_copy(
        update={
            "title": page.title,
            "subtitle": texts.above(document.municipality, document.title),
            "lead": page.lead,
            "facts": edition.facts if filled == NOTHING_FILLED else _facts_filled(edition.facts),
            "sections": tuple(_sections(page)),
        }
    )
    return document.model_copy(
        update={"editions": tuple(drawn if each.kind == drawn.kind else each for each in document.editions)}
    )


def _facts_filled(facts: KeyFacts) -> KeyFacts:
    label, text = texts.FILLED
    kept = (fact for fact in facts.facts if fact.label != CHECK)
    return KeyFacts(facts=(*kept, FactRow(label=label, text=text)))


def _sections(page: AldermanPage) -> Iterator[Section]:
    yield _section("stand", texts.STAND, _heat(page), Paragraph(text=page.legend, tone="note"))
    facts = (texts.with_source(f"{each.before}{each.number}{each.after}", each.source) for each in page.facts)
    local = f"{page.local.number or texts.BLANK}{page.local.after}"
    here = texts.with_source(local, page.local.source or texts.BLANK)
    yield _section("waarom", texts.WHY, BulletList(items=(*facts, here)))
    yield _section("besluiten", texts.DECIDE, _asked(page))
    yield from page.changed
    yield _section("voorstel", page.begin, *_because(page.reasons))
    if page.why_not:
        yield _section("niet", page.not_here, *_because(page.why_not))
    yield _section("zeker", page.sure, BulletList(items=(texts.adds_up(page.ground.parts), *page.people)))


def _section(section_id: str, title: str, *blocks: Block) -> Section:
    return Section(id=section_id, title=title, blocks=blocks)


def _heat(page: AldermanPage) -> HeatTable:
    return HeatTable(
        caption="",
        groups=tuple(HeatGroup(title=title, columns=()) for title in (texts.TOTAL, *page.dimensions)),
        rows=tuple(HeatRow(title=name, cells=cells) for name, cells in page.map),
    )


def _asked(page: AldermanPage) -> Table:
    rows = []
    for number, each in enumerate(page.decisions, start=1):
        amount = each.filled.amount or texts.BLANK if each.costs else texts.NOT_NEEDED
        said = (f"{number} {each.name}. {each.text}", each.filled.who or texts.BLANK, amount)
        rows.append(tuple(Cell(text=text) for text in (*said, each.filled.day or texts.BLANK)))
    return Table(caption="", columns=tuple(Column(title=title) for title in texts.HEADS), rows=tuple(rows))


def _because(reasons: Sequence[Reason]) -> Iterator[Block]:
    for head, said in reasons:
        if head:
            yield Heading(level=3, text=head)
        yield Paragraph(text=said)


ABOUT = (
    "Met deze inventarisatie is onderzocht hoe goed de aanpak van basisvaardigheden is geregeld. "
    "Basisvaardigheden zijn lezen, schrijven, rekenen en omgaan met een computer of telefoon."
)


def mail_text(document: ReportDocument, questionnaire: Questionnaire) -> str:
    """What somebody tells colleagues about a report: plain text of short lines, which ends with a newline."""
    page = alderman_page(document, questionnaire)
    agreed = f", vastgesteld op {document.date}" if document.date else ""
    state = f"Dit gaat over versie {document.version}{agreed}."
    if document.preliminary:
        state = "Dit is een voorlopige versie. De uitkomsten kunnen nog veranderen."
    title, lead, proposal = page.conclusions
    parts = (
        [f"{document.title}: het rapport van {document.municipality}"],
        [state, ABOUT],
        ["Waar we staan", title, lead, *(f"- {total}" for total in page.totals)],
        ["Ons voorstel", proposal, *(f"- {head}." for head, _ in page.reasons if head)],
        ["Meer lezen? Het rapport zit in de bijlage."],
    )
    return "\n\n".join("\n".join(part) for part in parts) + "\n"
