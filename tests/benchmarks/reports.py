"""The full report of 12 domains as PDF: in a new process, warm, and without its pictures."""

import subprocess
import sys
import time

from app.documents.model import Figure, HeatTable, ReportDocument
from app.documents.rendering import render_pdf
from app.reports.contents import FORMS_OF, make_contents, render_form
from app.reports.document.building import build_document
from app.reports.document.material import ReportContext
from questionnaires.catalogue import current
from scoring.engine import score
from tests.benchmarks.calculation import full_assessment
from tests.benchmarks.table import Line, at_most, shown

REPEATS = 5
PICTURES = 4.0
"""How many times as long a report may take as the same one without pictures."""
COLD = "from tests.benchmarks.reports import make_pdf, full_document; print(len(make_pdf(full_document())))"


def report_lines() -> list[Line]:
    """Times of making a report, and what its pictures cost."""
    cold = timed_process()
    document = full_document()
    plain = without_pictures(document)
    make_pdf(document)
    warm, bare = timed(document), timed(plain)
    return [
        shown("PDF of the full report, new process, imports included", cold, "", ".2f", " s"),
        shown("PDF of the full report, warm", warm, "0.5 s", ".2f", " s"),
        shown("the same without pictures", bare, "", ".2f", " s"),
        shown("every form of a report, 12 domains and 12 people, warm", every_form(), "3 s", ".2f", " s"),
        at_most("with pictures, compared to without", warm / bare, PICTURES, ".2f"),
    ]


def timed_process() -> float:
    """Seconds of a process that makes one report."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", COLD], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def timed(document: ReportDocument) -> float:
    """The quickest of some runs, in seconds: what is slower is the machine."""
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        make_pdf(document)
        times.append(time.perf_counter() - began)
    return min(times)


def every_form() -> float:
    """Seconds of making all that is kept when somebody agrees."""
    questionnaire = current("iba")
    contents = make_contents(questionnaire, full_assessment(questionnaire, 12), ReportContext())
    began = time.perf_counter()
    for kind, forms in FORMS_OF.items():
        for form in forms:
            render_form(contents, kind, form)
    return time.perf_counter() - began


def make_pdf(document: ReportDocument) -> bytes:
    """The full report as PDF."""
    return render_pdf(document, "full")


def full_document() -> ReportDocument:
    """The document of a municipality of 12 domains."""
    questionnaire = current("iba")
    assessment = full_assessment(questionnaire, 1)
    context = ReportContext(title="Eerste meting", way="together", version=1)
    return build_document(questionnaire, assessment, score(questionnaire, assessment), context)


def without_pictures(document: ReportDocument) -> ReportDocument:
    """The same document without figures and heat tables."""
    editions = tuple(
        edition.model_copy(
            update={
                "sections": tuple(
                    section.model_copy(update={"blocks": tuple(filter(is_text, section.blocks))})
                    for section in edition.sections
                )
            }
        )
        for edition in document.editions
    )
    return document.model_copy(update={"editions": editions})


def is_text(block: object) -> bool:
    """Whether a block is no picture."""
    return not isinstance(block, Figure | HeatTable)
