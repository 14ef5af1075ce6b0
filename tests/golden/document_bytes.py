"""The hash of every form in which a document is kept or sent, for one fixed set of data; run it to keep them anew.

It is of what the files hold, unpacked: how small a zip or a PDF becomes differs with the zlib of a machine.
"""

import datetime
import io
import re
import zlib
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

from app.comparisons.document.report import FORMS, make_comparison, parse_report
from app.comparisons.document.report import render_form as render_comparison
from app.documents.model import Booklet, render_json
from app.documents.rendering import render_booklet_docx, render_booklet_pdf
from app.paper.document import chosen_parts, colleague_questions, own_answers
from app.plan.document import plan_of_action, render_one_page, render_plan, summary
from app.reports.contents import FORMS_OF, make_contents, render_form
from app.reports.document.material import ReportContext
from tests.unit.comparisons.materials import worked_material
from tests.unit.paper.booklets import IBA, answered, colleague, part
from tests.unit.scoring.samples import QUESTIONNAIRE, worked_example
from tests.unit.trajectories.plans import PLANS

KEPT = Path(__file__).with_name("documents.sha256")
FORMER = Path(__file__).with_name("iba-1.frozen-comparison.json")
"""An evaluation as it was frozen under RULES = 1."""
PACKED = re.compile(rb"(?<=\nstream\n)(\x78.*?)(?=\nendstream)", re.DOTALL)
LENGTH = re.compile(rb"/Length \d+")
CONTEXT = ReportContext(
    title="Najaar 2026",
    date=datetime.date(2026, 11, 24),
    filled_in="oktober 2026",
    agreed_by=("de coördinator",),
    way="together",
    document_id="R-1",
    check_page="https://samenhang.example/rapporten/controle",
)
BOOKLETS: tuple[tuple[str, Booklet, Callable[[Booklet], bytes]], ...] = (
    ("plan", plan_of_action(PLANS["normal"]), render_plan),
    ("overview", summary(PLANS["normal"]), render_one_page),
    ("paper questionnaire", chosen_parts(IBA, [part()], IBA.terms), render_booklet_pdf),
    ("paper of a colleague", colleague_questions(IBA, [part()], IBA.terms, colleague()), render_booklet_pdf),
    ("paper with own answers", own_answers(answered()), render_booklet_pdf),
)
"""What is drawn from a booklet, and what draws its PDF."""


def files() -> Iterator[tuple[str, bytes]]:
    """(name, content) of each form."""
    contents = make_contents(QUESTIONNAIRE, worked_example(), CONTEXT)
    for kind, forms in FORMS_OF.items():
        for form in forms:
            yield f"report {kind} {form}", render_form(contents, kind, form)
    yield "report document json", render_json(contents.document)
    yield "report answers json", contents.interchange
    comparison = make_comparison(worked_material())
    for one in FORMS:
        yield f"evaluation {one}", render_comparison(comparison, one)
    former = parse_report(FORMER.read_bytes()).booklet
    yield "evaluation by RULES = 1 pdf", render_booklet_pdf(former)
    yield "evaluation by RULES = 1 docx", render_booklet_docx(former)
    for name, booklet, render in BOOKLETS:
        yield f"{name} pdf", render(booklet)
        yield f"{name} docx", render_booklet_docx(booklet)


def unpacked(content: bytes) -> bytes:
    """All that a file holds, in its order; of a PDF without the places and lengths of what is packed."""
    if content.startswith(b"PK"):
        with ZipFile(io.BytesIO(content)) as opened:
            return b"\0".join(part for name in opened.namelist() for part in (name.encode(), opened.read(name)))
    if content.startswith(b"%PDF"):
        body = content[: content.rindex(b"\nxref\n")]
        return LENGTH.sub(b"", PACKED.sub(lambda found: zlib.decompress(found[1]), body))
    return content


def table() -> str:
    """A line for each form, as it is kept."""
    return "".join(f"{sha256(unpacked(content)).hexdigest()}  {name}\n" for name, content in files())


if __name__ == "__main__":
    KEPT.write_text(table(), "utf-8")
