"""What every document is made of: frozen blocks in sections, editions for three readers, and booklets."""

import json
from collections.abc import Container, Iterable, Mapping
from typing import Annotated, Literal, NamedTuple, TypeAlias

from pydantic import Field

from app.web.formatting import exact_number, number
from questionnaires.model import Frozen
from scoring.result import Score

Tone: TypeAlias = Literal["normal", "lead", "note", "warning"]
Align: TypeAlias = Literal["text", "number"]


Answered: TypeAlias = Literal["0", "1", "2", "3", "4", "?", "–"]
"""An answer as it stands in a strip: `?` is unknown, `–` not applicable."""
Proof: TypeAlias = Literal["backed", "impression", "bare"]
"""What a high score rests on: evidence, only an own impression, or nothing."""


class Heading(Frozen):
    """A heading inside a section; level 3 is below the section's own heading."""

    type: Literal["heading"] = "heading"
    level: Annotated[int, Field(ge=3, le=4)]
    text: str
    anchor: str | None = None


class Paragraph(Frozen):
    """A few sentences."""

    type: Literal["paragraph"] = "paragraph"
    text: str
    tone: Tone = "normal"


class BulletList(Frozen):
    """Short texts below each other, with a bullet or a number."""

    type: Literal["list"] = "list"
    items: tuple[str, ...]
    ordered: bool = False


class FactRow(Frozen):
    """A word with what belongs to it, and where that can be found."""

    label: str
    text: str
    href: str | None = None


class KeyFacts(Frozen):
    """Facts below each other: a description list."""

    type: Literal["facts"] = "facts"
    facts: tuple[FactRow, ...]


def fact_rows(found: Mapping[str, str | None]) -> tuple[FactRow, ...]:
    """By label what belongs to it; nothing for a label that has no text."""
    return tuple(FactRow(label=label, text=text) for label, text in found.items() if text)


class Column(Frozen):
    """The heading of a column, and how its cells are lined out."""

    title: str
    align: Align = "text"


def columns_of(titles: Iterable[str], numbers: Container[str] = ()) -> tuple[Column, ...]:
    """The columns with these titles; those among `numbers` hold numbers."""
    return tuple(Column(title=title, align="number" if title in numbers else "text") for title in titles)


class Cell(Frozen):
    """One cell: its text, and the exact number (4 decimals) for who calculates on."""

    text: str
    value: float | None = None


def score_cell(score: Score) -> Cell:
    """A score of 0 to 100 with one decimal; a dash for none."""
    return Cell(text="–") if score is None else Cell(text=number(score), value=exact_number(score))


class Table(Frozen):
    """A table with a caption; the first cell of a row is the heading of that row."""

    type: Literal["table"] = "table"
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


class HeatGroup(Frozen):
    """Columns of a heat table that belong together; without any it is a column itself, as in a small map."""

    title: str
    columns: tuple[str, ...]


class HeatCell(Frozen):
    """One of the nine cells of a domain: number and word, a step of 0 to 4 or none, and what is not known of it."""

    text: str
    word: str
    step: Annotated[int, Field(ge=0, le=4)] | None = None
    value: float | None = None
    note: str | None = None


class HeatRow(Frozen):
    """The cells of one domain."""

    title: str
    cells: tuple[HeatCell, ...]


class HeatTable(Frozen):
    """Domains by dimension and level, with a number and a word in each cell."""

    type: Literal["heat"] = "heat"
    caption: str
    groups: tuple[HeatGroup, ...]
    rows: tuple[HeatRow, ...]


class Dot(Frozen):
    """One row of a dot plot: a score of 0 to 100 with its bandwidth, or only a bandwidth, or nothing."""

    label: str
    text: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    strong: bool = False


class PlotPoint(Frozen):
    """One domain in a chance plot: feasibility to the right, return upwards, both 0 to 100."""

    label: str
    word: str
    feasibility: float
    return_: float = Field(alias="return")


class Figure(Frozen):
    """A picture with the sentence that says what it shows, a text for who cannot see it, and always a table."""

    type: Literal["figure"] = "figure"
    kind: Literal["dots", "opportunity"]
    message: str
    alt: str
    words: tuple[str, ...] = ()
    """The words of the zones of a dot plot, from low to high."""
    dots: tuple[Dot, ...] = ()
    points: tuple[PlotPoint, ...] = ()
    """Of chances, which the full edition alone has: it shows them in rows with its table, and no form as a picture."""
    table: Table


class Move(Frozen):
    """One score at two moments, 0 to 100; without `way` they cannot be compared."""

    label: str
    word: str
    """What happened, in a few words: `zichtbaar omhoog`."""
    note: str = ""
    """What must be known with it: `kan toeval zijn`."""
    way: Literal["up", "down", "same"] | None = None
    visible: bool = False
    """Whether the change is more than a small one (S24)."""
    before: float | None = None
    after: float | None = None
    before_text: str = "–"
    after_text: str = "–"


class Moves(Frozen):
    """Scores then and now, each a ring, a dot and a line with an arrow; with a sentence, an alt text and a table."""

    type: Literal["moves"] = "moves"
    message: str
    alt: str
    then: str = "toen"
    now: str = "nu"
    words: tuple[str, ...] = ()
    """The words of the zones, from low to high."""
    rows: tuple[Move, ...]
    table: Table
    """With a row for each move, in the same order."""


class TrendPoint(Frozen):
    """A score in one round, 0 to 100, or none."""

    label: str
    text: str = "–"
    value: float | None = None
    breaks: bool = False
    """Whether it cannot be compared with the one before it, so that no line leads here."""


class Trend(Frozen):
    """A score over some rounds: dots with lines, that break where rounds differ too much."""

    type: Literal["trend"] = "trend"
    message: str
    alt: str
    breach: str
    """What a break means, in a word or two: it stands beside its mark."""
    words: tuple[str, ...] = ()
    """The words of the zones, from low to high."""
    points: tuple[TrendPoint, ...]
    table: Table


class Tally(Frozen):
    """A number, what it counts, and where that is."""

    number: str
    label: str
    note: str = ""


class Tallies(Frozen):
    """A few numbers to begin with, beside each other."""

    type: Literal["tallies"] = "tallies"
    tallies: tuple[Tally, ...]


class Voice(Frozen):
    """What somebody answered, or what was agreed, in a word or two; and what was said with it."""

    label: str
    text: str


class Voices(Frozen):
    """A question with what everybody answered to it, from high to low, and what was agreed."""

    type: Literal["voices"] = "voices"
    title: str
    about: str
    """The domain, as it stands below the title."""
    question: str
    answers: tuple[Answered, ...]
    agreed: Answered | None = None
    alt: str
    """The strip with the answers in words."""
    voices: tuple[Voice, ...]


class EvidenceCell(Frozen):
    """A score, or the lowest and highest answer; of a high one what it rests on, in a word and as a mark."""

    text: str
    word: str = ""
    proof: Proof | None = None


class EvidenceRow(Frozen):
    """The cells of one question."""

    title: str
    cells: tuple[EvidenceCell, ...]


class EvidenceTable(Frozen):
    """Questions by domain, with what high scores rest on."""

    type: Literal["evidence"] = "evidence"
    caption: str
    corner: str
    """The heading of the questions."""
    columns: tuple[str, ...]
    rows: tuple[EvidenceRow, ...]


class Choice(Frozen):
    """Something to tick on paper."""

    text: str
    open: bool = False
    """Whether the rest of the line is there to write on."""


class Space(Frozen):
    """Room to write: what belongs there, and on how many lines."""

    label: str
    lines: Annotated[int, Field(ge=1)] = 1


class PaperQuestion(Frozen):
    """A question to answer on paper; its heading is of level 3, and it stays on one page."""

    type: Literal["question"] = "question"
    text: str
    about: str | None = None
    """Above the explanation: about what part of the organisation it is."""
    help: str | None = None
    choices: tuple[Choice, ...] = ()
    """Below each other, of which one is chosen."""
    spaces: tuple[Space, ...] = ()
    closing: str | None = None
    """A last question in a few words, with its own choices beside each other."""
    closing_choices: tuple[str, ...] = ()


Block: TypeAlias = Annotated[
    Heading
    | Paragraph
    | BulletList
    | KeyFacts
    | Table
    | HeatTable
    | Figure
    | PaperQuestion
    | Moves
    | Trend
    | Tallies
    | Voices
    | EvidenceTable,
    Field(discriminator="type"),
]


EditionKind: TypeAlias = Literal["full", "alderman", "adviser"]
EDITION_KINDS: tuple[EditionKind, ...] = ("full", "alderman", "adviser")

SLIDES: Literal["slides"] = "slides"
ANNEX: Literal["annex"] = "annex"
PrintedKind: TypeAlias = EditionKind | Literal["annex"]
"""What is printed: an edition, or all answers behind the report."""
FileKind: TypeAlias = PrintedKind | Literal["slides"]
"""What has files: the same, and the presentation of the report."""

KeptForm: TypeAlias = tuple[str, str, bytes]
"""What is kept of a document when it is frozen: its kind (mostly an edition), its form and the bytes."""


class DueForm(NamedTuple):
    """A file that is drawn afterwards: from the frozen document, or as a workbook of these sheets."""

    kind: str
    form: str
    sheets: bytes | None = None


ALL = "all"
"""The kind of what belongs to no edition: the document of them all, and the answers."""
DOCUMENT = "document"
ANSWERS = "json"

RENDERER = 1
"""The version of the renderers that a document is made for; a frozen document keeps the one it was made with."""


class Section(Frozen):
    """A part of an edition with its own heading."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    annex: bool = False
    """Whether it comes after the report itself, for who wants to know more."""


class Edition(Frozen):
    """The report as one kind of reader gets it."""

    kind: EditionKind
    title: str
    subtitle: str
    lead: str
    """For whom this edition is, in a sentence."""
    notices: tuple[str, ...] = ()
    """What must be known before reading: preliminary, without adviser."""
    facts: KeyFacts
    """What stands on the cover."""
    sections: tuple[Section, ...]


class ReportDocument(Frozen):
    """Everything that any rendering shows. Made once; frozen when the assessment is agreed."""

    format: Literal["samenhang-report"] = "samenhang-report"
    format_version: Literal[1] = 1
    renderer: Annotated[int, Field(ge=1)] = RENDERER
    id: str | None = None
    language: Literal["nl"] = "nl"
    title: str
    municipality: str
    date: str | None = None
    """The date that is printed, in words."""
    day: str | None = None
    """The same date as 2026-11-24."""
    version: Annotated[int, Field(ge=1)] = 1
    preliminary: bool = False
    questionnaire: str
    rules: int
    running_header: str
    editions: tuple[Edition, ...]

    def edition(self, kind: EditionKind) -> Edition:
        return next(edition for edition in self.editions if edition.kind == kind)


def render_json(document: Frozen) -> bytes:
    """The document as JSON: the same document always gives the same bytes."""
    data = document.model_dump(mode="json", by_alias=True)
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def parse_document(data: bytes) -> ReportDocument:
    """The document that `render_json` wrote. Raises pydantic's ValidationError for anything else."""
    return ReportDocument.model_validate_json(data)


class Booklet(Frozen):
    """Everything that a renderer of files needs, whatever it is about."""

    name: str
    """The title of the file itself, as a reader of files shows it."""
    author: str
    day: str | None = None
    """The date of the file as 2026-11-24; None: the file carries no date at all."""
    running_header: str
    title: str
    """What stands on the cover: this, a line above it and a sentence below it."""
    subtitle: str
    lead: str
    notices: tuple[str, ...] = ()
    """What must be known before reading."""
    facts: KeyFacts
    ends_with_facts: bool = False
    """Whether the facts come last, and not right below the cover."""
    sections: tuple[Section, ...]
    new_pages: tuple[str, ...] = ()
    """The ids of the sections that begin on a new page."""
    beside: tuple[tuple[str, str, float], ...] = ()
    """The ids of sections that stand beside each other on a sheet, and the share of the first; none in a booklet."""


SHEET_PAIRS = (("stand", "waarom", 0.66), ("voorstel", "niet", 0.5))
"""What stands beside each other on the page of the alderman."""


def booklet_of(document: ReportDocument, kind: EditionKind) -> Booklet:
    """One edition of a report, with its own blocks."""
    edition = document.edition(kind)
    return Booklet(
        name=f"{document.title} – {document.municipality}",
        author=document.municipality,
        day=document.day,
        running_header=document.running_header,
        title=edition.title,
        subtitle=edition.subtitle,
        lead=edition.lead,
        notices=edition.notices,
        facts=edition.facts,
        ends_with_facts=kind == "alderman",
        sections=edition.sections,
        beside=SHEET_PAIRS if kind == "alderman" else (),
        new_pages=tuple(section.id for section in edition.sections if section.annex),
    )
