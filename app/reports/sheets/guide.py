"""The first sheet: which report this is, how to read it, and what every sheet and column means."""

from collections.abc import Iterator, Sequence

from app.reports.document.accountability import accountability_section
from app.reports.document.material import Material
from app.reports.document.model import BulletList, KeyFacts, Paragraph
from app.reports.sentences import accountability, overview
from app.reports.sentences import sheets as texts
from app.reports.sheets.cells import is_cut
from app.reports.sheets.fields import Field, make_sheet
from app.reports.sheets.model import Sheet, WorkbookKind

NAME = "Uitleg"
THIS, READING = "Dit rapport", "Zo lees je dit"


def guide_sheet(material: Material, title: str, kind: WorkbookKind, sheets: Sequence[Sheet]) -> Sheet:
    """What stands in this workbook, whose other sheets are given."""
    rows = (*_facts(material, title, kind), *_reading(material, kind), *_cut(sheets), *_columns(sheets))
    fields: tuple[Field[tuple[str, str, str]], ...] = (
        Field("Waarover", "", lambda row: row[0]),
        Field("Naam", "", lambda row: row[1]),
        Field("Uitleg", "", lambda row: row[2], "page"),
    )
    return make_sheet(NAME, "", fields, rows)


def _facts(material: Material, title: str, kind: WorkbookKind) -> Iterator[tuple[str, str, str]]:
    context = material.context
    yield THIS, "Rapport", title
    yield THIS, "Uitgave", texts.EDITIONS[kind]
    yield THIS, "Versie", str(context.version)
    if context.preliminary:
        yield THIS, "Let op", accountability.PRELIMINARY
    for block in accountability_section(material).blocks:
        if isinstance(block, KeyFacts):
            yield from ((THIS, fact.label, fact.text) for fact in block.facts)


def _reading(material: Material, kind: WorkbookKind) -> Iterator[tuple[str, str, str]]:
    for name, text in texts.READING.items():
        yield READING, name, text
    yield READING, texts.SINGLE, texts.WITH_SINGLE if kind == "adviser" else texts.WITHOUT_SINGLE
    if kind == "full" and material.sole_participant:
        yield READING, texts.SINGLE, texts.ONLY_ONE
    yield READING, "Punten en woorden", overview.points_and_words(material.questionnaire.words)
    for block in accountability_section(material).blocks:
        if isinstance(block, Paragraph):
            yield READING, "Over de antwoorden", block.text
        elif isinstance(block, BulletList):
            yield from ((READING, "Over de scores", text) for text in block.items)


def _cut(sheets: Sequence[Sheet]) -> Iterator[tuple[str, str, str]]:
    counts = {sheet.name: sum(is_cut(cell) for row in sheet.rows for cell in row) for sheet in sheets}
    if found := [name for name, count in counts.items() if count]:
        yield READING, texts.CUT_TITLE, texts.cut_texts(sum(counts.values()), found)


def _columns(sheets: Sequence[Sheet]) -> Iterator[tuple[str, str, str]]:
    for sheet in sheets:
        name = texts.on_sheet(sheet.name)
        yield name, "Het hele blad", texts.about_sheet(sheet.about, len(sheet.rows))
        yield from ((name, column.title, column.explanation) for column in sheet.columns)
