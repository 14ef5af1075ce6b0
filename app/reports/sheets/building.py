"""Puts the sheets of an edition together."""

from app.reports.document.context import ReportContext
from app.reports.document.material import Material
from app.reports.sentences import cover
from app.reports.sentences import sheets as texts
from app.reports.sheets.adviser import answers_sheet, points_sheet, spread_sheet
from app.reports.sheets.cells import writable
from app.reports.sheets.chances import actions_sheet, chances_sheet
from app.reports.sheets.comparison import comparison_sheets
from app.reports.sheets.guide import guide_sheet
from app.reports.sheets.model import DataSheets, Sheet, WorkbookKind
from app.reports.sheets.questions import questions_sheet, unknowns_sheet
from app.reports.sheets.scores import cells_sheet, dimensions_sheet, domains_sheet, general_sheet
from questionnaires.model import Questionnaire
from scoring.assessment import Assessment
from scoring.result import Result

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
    title = writable(texts.title(context.title or cover.title(data.round), data.municipality_name))
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
