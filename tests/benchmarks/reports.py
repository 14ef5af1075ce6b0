"""The full report of 12 domains as PDF: in a new process and warm."""

import subprocess
import sys
import time
from dataclasses import replace

from app.documents.model import ReportDocument
from app.reports.contents import draw_form, draw_pdf, make_contents
from app.reports.document.building import build_document
from app.reports.document.material import ReportContext
from questionnaires.catalogue import current
from scoring.engine import score
from tests.benchmarks.calculation import full_assessment
from tests.benchmarks.table import Line, at_most, shown

REPEATS = 5
REASON = "Dit hebben we samen met de collega's van het loket en van het beleid besproken. " * 6
AT_ONCE = 0.25
"""How much of the time of drawing a report agreeing it may take."""
COLD = "from tests.benchmarks.reports import make_pdf, full_document; print(len(make_pdf(full_document())))"


def report_lines() -> list[Line]:
    """Times of making a report."""
    cold = timed_process()
    document = full_document()
    make_pdf(document)
    warm = timed(document)
    return [
        shown("PDF of the full report, new process, imports included", cold, "", ".2f", " s"),
        shown("PDF of the full report, warm", warm, "0.5 s", ".2f", " s"),
        *agreement_lines(),
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


def agreement_lines() -> list[Line]:
    """Processor time of agreeing when 25 people wrote 80 words at everything, and of what is drawn after it."""
    questionnaire = current("iba")
    data = full_assessment(questionnaire, 25)
    data = replace(data, answers=tuple(replace(answer, reason=REASON) for answer in data.answers))
    began = time.process_time()
    contents = make_contents(questionnaire, data, ReportContext())
    kept = {form: content for _, form, content in contents.forms()}
    files = list(contents.files())
    frozen = time.process_time()
    for kind, form, sheets in files:
        draw_form(kept["document"], None if sheets is None else sheets.decode(), kind, form)
    at_once, after = frozen - began, time.process_time() - frozen
    return [
        shown("agreeing, 12 domains and 25 people who write 80 words at everything", at_once, "", ".2f", " s"),
        shown("drawing the files of that report, after it", after, "5 s", ".2f", " s"),
        at_most("agreeing, compared to drawing", at_once / after, AT_ONCE, ".2f"),
    ]


def make_pdf(document: ReportDocument) -> bytes:
    """The full report as PDF."""
    return draw_pdf(document, "full")


def full_document() -> ReportDocument:
    """The document of a municipality of 12 domains."""
    questionnaire = current("iba")
    assessment = full_assessment(questionnaire, 1)
    context = ReportContext(title="Eerste meting", way="together", version=1)
    return build_document(questionnaire, assessment, score(questionnaire, assessment), context)
