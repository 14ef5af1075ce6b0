"""What a report is made of, and every form of it, from plain data; people have the same id in every round."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias, cast

from app.documents.model import (
    ALL,
    ANNEX,
    ANSWERS,
    DOCUMENT,
    SLIDES,
    DueForm,
    EditionKind,
    FileKind,
    KeptForm,
    PrintedKind,
    ReportDocument,
    parse_document,
)
from app.documents.model import render_json as render_document
from app.documents.rendering import (
    render_booklet_docx,
    render_deck,
    render_docx,
    render_pdf,
    render_printed,
    render_xlsx,
)
from app.documents.sheets import WORKBOOK_KINDS, DataSheets, WorkbookKind, parse_sheets, render_sheets
from app.reports.alderman import NOTHING_FILLED, Filling
from app.reports.document.accountability import instrument
from app.reports.document.building import build_document
from app.reports.document.material import ReportContext
from app.reports.printed import printed_report
from app.reports.sheets import build_sheets, render_csv
from app.reports.written import written
from questionnaires.catalogue import published, questionnaire
from questionnaires.model import Questionnaire
from scoring.assessment import Assessment
from scoring.engine import score
from scoring.interchange import build_interchange, render_json
from scoring.result import Result


def as_persons(data: Assessment, person_of: Mapping[str, str]) -> Assessment:
    """The assessment with people under other ids, by the ids that they have; who is not named keeps their own."""
    if all(own == other for own, other in person_of.items()):
        return data
    return replace(
        data,
        participants=tuple(replace(each, id=person_of.get(each.id, each.id)) for each in data.participants),
        answers=tuple(
            replace(each, participant=person_of.get(each.participant, each.participant)) for each in data.answers
        ),
    )


def as_participations(data: Assessment, person_of: Mapping[str, str]) -> Assessment:
    """The same the other way round, for what was frozen: people have the ids of their participations again."""
    return as_persons(data, {person: participation for participation, person in person_of.items()})


Form: TypeAlias = Literal["pdf", "docx", "xlsx", "csv", "pptx"]
FORMS_OF: Mapping[FileKind, tuple[Form, ...]] = {
    "full": ("pdf", "docx", "xlsx", "csv"),
    "alderman": ("pdf", "docx"),
    # The scores per question are the same as in the full edition: one CSV file is enough.
    "adviser": ("pdf", "docx", "xlsx"),
    SLIDES: ("pdf", "pptx"),
    ANNEX: ("pdf",),
}
"""The files of each edition, and of the presentation and the annex, which every reader may have.

The answers as JSON belong to none of them: they stand beside the report.
"""

_DRAWN: tuple[Form, ...] = ("pdf", "docx", "pptx")
"""From the document alone."""


@dataclass(frozen=True, slots=True)
class Contents:
    """All that the forms of one report are made of; the same data and context give the same contents."""

    data: Assessment
    context: ReportContext
    questionnaire: Questionnaire = field(compare=False)
    """The version that the data names."""
    result: Result = field(compare=False)
    document: ReportDocument

    def sheets(self, kind: WorkbookKind) -> DataSheets:
        """The tables of an edition."""
        return build_sheets(self.questionnaire, self.data, self.result, self.context, kind)

    @property
    def interchange(self) -> bytes:
        """The answers and agreed scores, from which everything can be computed again."""
        return render_json(build_interchange(as_persons(self.data, self.context.person_of)))

    def forms(self) -> Iterator[KeptForm]:
        """What is kept of it when it is agreed: all that needs no drawing."""
        yield ALL, DOCUMENT, render_document(self.document)
        # The answers stand with the report as well; here they have a hash by which a file can be checked.
        yield ALL, ANSWERS, self.interchange
        yield "full", "csv", render_form(self, "full", "csv")

    def files(self) -> Iterator[DueForm]:
        """What is drawn afterwards."""
        yield from (DueForm(kind, form) for kind, forms in FORMS_OF.items() for form in forms if form in _DRAWN)
        yield from (DueForm(kind, "xlsx", render_sheets(self.sheets(kind))) for kind in WORKBOOK_KINDS)


def make_contents(questionnaire: Questionnaire, data: Assessment, context: ReportContext) -> Contents:
    """What the report of an assessment is made of."""
    result = score(questionnaire, data)
    return Contents(data, context, questionnaire, result, build_document(questionnaire, data, result, context))


def draw_form(document: bytes, sheets: str | None, kind: str, form: str) -> bytes:
    """A file of an edition from what was frozen: as `render_form` makes it of the same contents."""
    if sheets is not None:
        return render_xlsx(parse_sheets(sheets))
    return _draw(parse_document(document), cast("FileKind", kind), form)


def _draw(document: ReportDocument, kind: FileKind, form: str) -> bytes:
    if kind == SLIDES:
        return render_slides(document, form)
    return draw_pdf(document, kind) if kind == ANNEX or form == "pdf" else draw_docx(document, kind)


def draw_pdf(document: ReportDocument, kind: PrintedKind) -> bytes:
    """An edition as PDF, or the annex: the same document always gives the same bytes."""
    if kind == "full":
        return render_printed(printed_report(document, _questionnaire_of(document)))
    return render_pdf(document, kind)


def draw_docx(document: ReportDocument, kind: EditionKind) -> bytes:
    """An edition as Word: the same document always gives the same bytes."""
    if kind == "full":
        return render_booklet_docx(written(document, _questionnaire_of(document)), contents=True)
    return render_docx(document, kind)


def render_slides(document: ReportDocument, form: str, filled: Filling = NOTHING_FILLED) -> bytes:
    """The presentation of any report, as PDF or as PowerPoint, with what was filled in on the alderman's page."""
    # It measures texts, with the library that draws them.
    from app.reports.slides import make_deck

    return render_deck(make_deck(document, _questionnaire_of(document), filled), form)


def _questionnaire_of(document: ReportDocument) -> Questionnaire:
    """The version that a document names. Only what is published can be reported on."""
    every = (questionnaire(*version) for version in published())
    return next(each for each in every if instrument(each.title, each.version) == document.questionnaire)


def render_form(contents: Contents, kind: FileKind, form: Form) -> bytes:
    """One edition, the presentation or the annex as a file. KeyError for a form that it does not have."""
    if form not in FORMS_OF[kind]:
        raise KeyError(form)
    if kind not in WORKBOOK_KINDS or form in _DRAWN:
        return _draw(contents.document, kind, form)
    sheets = contents.sheets(kind)
    return render_xlsx(sheets) if form == "xlsx" else render_csv(sheets)
