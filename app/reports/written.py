"""The full edition as it is written for Word: the story of the page as blocks, the conclusion and the map first.

Made of the blocks of the document alone, so that a report of before is written this way too. What says nothing is left
out, and no part begins on a page of its own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.documents.model import (
    Block,
    Booklet,
    BulletList,
    Cell,
    Column,
    FactRow,
    Figure,
    Heading,
    HeatGroup,
    HeatRow,
    HeatTable,
    KeyFacts,
    Paragraph,
    ReportDocument,
    Section,
    Table,
    booklet_of,
)
from app.documents.printed import CHANGED, WINS, WOULD_CHANGE
from app.reports.alderman import AldermanPage, Reason, alderman_page
from app.reports.story import ReportStory, StoryDomain, TrackRow, rounded_table, story, whole
from app.texts.words import sentence_start
from questionnaires.model import Questionnaire

MAP = "In 3 zinnen"
MAP_CAPTION = "Hoe hoger, hoe meer er is geregeld"
TOTAL, TOGETHER = "Totaal", "samen"
DOMAINS = "Per domein"
GENERAL = "De gemeente als geheel"
UNKNOWN = "Wat we nog niet weten"
CHANCES = "Waar ligt de meeste kans"
ORDER = "De domeinen op volgorde van kans"
IDEAS = "Ideeën voor acties"
PRACTICE = "Zo doen andere gemeenten het"
QUESTION, DOMAIN, WHAT = "Vraag", "Domein", "Wat"
UNKNOWN_HEADS = (DOMAIN, WHAT, "Vraag het aan")
CHANCE_HEADS = (DOMAIN, "Kans", "Waarom")


def sentences(said: str, more: str) -> str:
    """Two texts after each other, the first as a sentence of its own."""
    return ". ".join(part for part in (said.removesuffix("."), more) if part)


def written(document: ReportDocument, questionnaire: Questionnaire) -> Booklet:
    """The booklet that Word draws; the questionnaire knows how a chance answer is told without its question."""
    edition, page = document.edition("full"), alderman_page(document, questionnaire)
    told, sections = story(edition, questionnaire), {section.id: section for section in edition.sections}
    found = (
        Section(id="beeld", title=MAP, blocks=tuple(_map(told))),
        *(_marked(section) for section in told.before),
        Section(id="domeinen", title=DOMAINS, blocks=tuple(_domains(told, _figures(sections["domeinen"])))),
        _part(told.general, "algemeen", GENERAL, _general(told, sections["algemeen"])),
        *(_marked(section) for section in (told.differences,) if section),
        _part(told.unknown, "onbekend", UNKNOWN, _unknown(told)),
        Section(id="kansen", title=CHANCES, blocks=tuple(_chances(told, page))),
        _part(told.ideas, "acties", IDEAS, _ideas(told)),
        _marked(told.accountability),
    )
    above = (document.municipality, edition.title, document.date, f"versie {document.version}")
    return booklet_of(document, "full").model_copy(
        update={
            "title": page.title,
            "subtitle": " · ".join(part for part in above if part),
            "lead": "",
            # The account of the report ends with all of these.
            "facts": KeyFacts(facts=()),
            "sections": tuple(section for section in found if section),
            "new_pages": (),
        }
    )


def _part(rows: Sequence[object], id_: str, title: str, blocks: Iterable[Block]) -> Section | None:
    """A section, or nothing when it would have no rows."""
    return Section(id=id_, title=title, blocks=tuple(blocks)) if rows else None


def _marked(section: Section) -> Section:
    """The section with an anchor at each heading, so that the contents lead there."""
    blocks = (
        block.model_copy(update={"anchor": block.anchor or f"{section.id}-{place}"})
        if isinstance(block, Heading)
        else block
        for place, block in enumerate(section.blocks)
    )
    return section.model_copy(update={"blocks": tuple(blocks)})


def _listed(pairs: Iterable[Reason], *, ordered: bool = False) -> BulletList:
    """What it comes down to, and what is said of it, as sentences below each other."""
    return BulletList(items=tuple(sentences(*pair) for pair in pairs), ordered=ordered)


def _map(told: ReportStory) -> Iterator[Block]:
    yield _listed(told.conclusions, ordered=True)
    rows = tuple(HeatRow(title=row.name, cells=(row.total, *row.cells)) for row in told.map)
    groups = (HeatGroup(title=TOTAL, columns=(TOGETHER,)), *told.groups)
    yield HeatTable(caption=MAP_CAPTION, groups=groups, rows=rows)
    yield Paragraph(text=told.legend, tone="note")


def _figures(section: Section) -> dict[str, Figure]:
    """By the anchor of a domain its picture."""
    found, anchor = {}, ""
    for block in section.blocks:
        if isinstance(block, Heading) and block.level == 3:
            anchor = block.anchor or ""
        elif isinstance(block, Figure):
            found[anchor] = block
    return found


def _domains(told: ReportStory, figures: Mapping[str, Figure]) -> Iterator[Block]:
    for domain in told.domains:
        anchor = f"domein-{domain.id}"
        yield Heading(level=3, text=domain.title, anchor=anchor)
        if domain.wins:
            yield _wins(domain)
        yield Paragraph(text=domain.sentences)
        yield _rounded(figures[anchor], domain)
        if domain.changed:
            yield Paragraph(text=CHANGED, tone="lead")
            yield _listed(domain.changed)


def _wins(domain: StoryDomain) -> Table:
    """The questions with one of the lowest answers: now, and one step further."""
    labels = list(dict.fromkeys(fact.label for win in domain.wins for fact in win.facts))
    rows = []
    for win in domain.wins:
        said = {fact.label: fact.text for fact in win.facts}
        name = sentences(win.name, win.question) if win.question else win.name
        rows.append((Cell(text=name), *(Cell(text=said.get(label, "")) for label in labels)))
    columns = tuple(Column(title=title) for title in (QUESTION, *labels))
    return Table(caption=f"{WINS} bij {domain.name}", columns=columns, rows=tuple(rows))


def _rounded(figure: Figure, domain: StoryDomain) -> Figure:
    """The picture of a domain with whole points."""
    dots = (dot.model_copy(update={"text": whole(dot.value) or dot.text}) for dot in figure.dots)
    alt = f"{domain.scores.caption}. {domain.spoken}"
    return figure.model_copy(update={"dots": tuple(dots), "alt": alt, "table": domain.scores})


def _general(told: ReportStory, section: Section) -> Iterator[Block]:
    yield Paragraph(text=f"{told.general_said} Dit telt niet mee in de domeinen.")
    if any(row.place is not None for row in told.general):
        yield from (rounded_table(block) for block in section.blocks if isinstance(block, Table))


def _unknown(told: ReportStory) -> Iterator[Block]:
    yield Paragraph(text=told.unknown_said)
    yield _table(UNKNOWN, UNKNOWN_HEADS, ((row.name, row.what, row.who) for row in told.unknown))


def _chances(told: ReportStory, page: AldermanPage) -> Iterator[Block]:
    yield from (Paragraph(text=said) for said in told.chances_said)
    if told.chances:
        yield _table(ORDER, CHANCE_HEADS, map(_chance, told.chances))
    for title, reasons in ((page.begin, page.reasons), (page.not_here, page.why_not)):
        if reasons:
            yield Heading(level=3, text=title, anchor=f"kansen-{'waarom' if reasons is page.reasons else 'niet'}")
            yield _listed(reasons)
    if told.would_change:
        yield Heading(level=3, text=WOULD_CHANGE, anchor="kansen-anders")
        yield BulletList(items=told.would_change)


def _chance(row: TrackRow) -> tuple[str, str, str]:
    if row.place is None:
        return row.name, row.words, row.beside
    more, beside = (f"{sentence_start(said)}." if said else "" for said in (row.more, row.beside))
    return row.name, f"{row.words} {more}", beside


def _ideas(told: ReportStory) -> Iterator[Block]:
    yield Paragraph(text=told.ideas_said)
    for place, idea in enumerate(told.ideas):
        if place == 0 or idea.domain != told.ideas[place - 1].domain:
            yield Heading(level=3, text=idea.domain, anchor=f"acties-{place}")
        yield Heading(level=4, text=idea.title)
        yield KeyFacts(facts=(FactRow(label=WHAT, text=idea.text), *idea.facts))
    if told.practice:
        yield Heading(level=3, text=PRACTICE, anchor="acties-praktijk")
        yield _listed(told.practice)


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    return Table(
        caption=caption,
        columns=tuple(Column(title=title) for title in heads),
        rows=tuple(tuple(Cell(text=text) for text in row) for row in rows),
    )
