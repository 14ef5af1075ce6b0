"""Puts the sheets of an edition together, with the sheet that explains them first; and the questions as CSV."""

from collections.abc import Iterator, Sequence

from app.documents.files import inert, semicolon_file
from app.documents.model import BulletList, KeyFacts, Paragraph
from app.documents.sheets import Cell, DataSheets, Field, Sheet, WorkbookKind, is_cut, make_sheet, writable
from app.reports.document import building as cover
from app.reports.document.accountability import accountability_section
from app.reports.document.material import Material, ReportContext
from app.reports.sentences import accountability, overview
from app.reports.sentences import sheets as texts
from app.reports.sheets.chances import actions_sheet, chances_sheet, comparison_sheets
from app.reports.sheets.questions import (
    NAME,
    answers_sheet,
    points_sheet,
    questions_sheet,
    spread_sheet,
    unknowns_sheet,
)
from app.reports.sheets.scores import cells_sheet, dimensions_sheet, domains_sheet, general_sheet
from questionnaires.model import Questionnaire
from scoring.assessment import Assessment
from scoring.result import Result

GUIDE = "Uitleg"
THIS, READING = "Dit rapport", "Zo lees je dit"


def guide_sheet(material: Material, title: str, kind: WorkbookKind, sheets: Sequence[Sheet]) -> Sheet:
    """What stands in this workbook, whose other sheets are given."""
    rows = (*_facts(material, title, kind), *_reading(material, kind), *_cut(sheets), *_columns(sheets))
    fields: tuple[Field[tuple[str, str, str]], ...] = (
        Field("Waarover", "", lambda row: row[0]),
        Field("Naam", "", lambda row: row[1]),
        Field("Uitleg", "", lambda row: row[2], "page"),
    )
    return make_sheet(GUIDE, "", fields, rows)


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


FULL = (
    domains_sheet,
    dimensions_sheet,
    cells_sheet,
    questions_sheet,
    general_sheet,
    unknowns_sheet,
    chances_sheet,
    actions_sheet,
)
ADVISER = (points_sheet, spread_sheet, answers_sheet)


def build_sheets(
    questionnaire: Questionnaire, data: Assessment, result: Result, context: ReportContext, kind: WorkbookKind
) -> DataSheets:
    """The sheets of a report; those with single answers are in the adviser's edition only.

    Single reasons and evidence stand in the full edition only when one person answered, as in the document.
    """
    material = Material(questionnaire, data, result, context)
    title = writable(texts.title(context.title or cover.report_title(data.round), data.municipality_name))
    sheets = _sheets(material, kind)
    return DataSheets(
        kind=kind,
        title=title,
        day=context.date,
        document_id=context.document_id,
        sheets=(guide_sheet(material, title, kind, sheets), *sheets),
    )


def _sheets(material: Material, kind: WorkbookKind) -> tuple[Sheet, ...]:
    builders = (*FULL, *(ADVISER if kind == "adviser" else ()))
    return (*(build(material) for build in builders), *comparison_sheets(material))


def render_csv(sheets: DataSheets) -> bytes:
    """The sheet of questions; the same sheets always give the same bytes.

    UTF-8 with a mark in front, semicolons, CRLF; decimals after a comma, and no text that a spreadsheet takes for a
    formula.
    """
    sheet = sheets.sheet(NAME)
    heads = [column.title for column in sheet.columns]
    return semicolon_file([heads, *([_text(cell) for cell in row] for row in sheet.rows)]).encode()


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return inert(cell) if isinstance(cell, str) else str(cell).replace(".", ",")
