"""What a PDF says in the order of its structure: as a reader aloud takes it, whatever its place on the page.

To sign off a change that was meant: `python -m tests.golden.reading_order`, and read the difference.
"""

import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
from pypdf.generic import ContentStream

from app.documents.model import ANNEX, EDITION_KINDS, ReportDocument
from app.reports.contents import draw_pdf, render_slides
from app.reports.document.building import build_document
from app.reports.document.material import ReportContext
from questionnaires import catalogue
from scoring.engine import score
from scoring.interchange import parse

FOLDER = Path(__file__).parent
_CHARACTER = re.compile(rb"<([0-9A-F]{2})> <([0-9A-F]{4,})>")


def example() -> ReportDocument:
    """The report of the worked example, with everything that a report can say about itself."""
    assessment = parse((FOLDER / "iba-1.worked-example.json").read_bytes())
    questionnaire = catalogue.questionnaire(assessment.questionnaire_id, assessment.version)
    context = ReportContext(
        date=date(2026, 11, 24),
        filled_in="maart en april 2026",
        agreed_by=("de coördinator", "de adviseur van de Stichting"),
        way="together",
        document_id="3f0c1a52-7c1e-4f0e-9b8a-0d6a5b1c2d3e",
        check_page="https://samenhang.example/rapporten/controle",
    )
    return build_document(questionnaire, assessment, score(questionnaire, assessment), context)


def golden(kind: str) -> Path:
    """Where the signed off text of an edition is."""
    return FOLDER / f"iba-1.worked-example.{kind}.txt"


def reading_order(data: bytes) -> str:
    """A line per element: its tag, what it says, and its alternative text between [ and ]."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    said = {}
    for page in reader.pages:
        for number, text in _marked(page, reader):
            key = (page.indirect_reference.idnum, number)
            said[key] = said.get(key, "") + text
    root = reader.root_object["/StructTreeRoot"]["/K"].get_object()
    lines = list(_lines(root, said, 0))
    assert not said, "a marked piece of a page is in no element"
    return "\n".join(lines).replace("\u00ad", "") + "\n"


def _lines(element: Any, said: dict[tuple[int, int], str], depth: int) -> Iterator[str]:
    inside = element.get("/K", [])
    children = [each.get_object() for each in inside] if isinstance(inside, list) else [inside.get_object()]
    page = element.raw_get("/Pg").idnum if "/Pg" in element else None
    text, below = [], []
    for child in children:
        if isinstance(child, int):
            text.append(said.pop((page, child), ""))
        elif child.get("/Type") == "/MCR":
            text.append(said.pop((child.raw_get("/Pg").idnum, child["/MCID"]), ""))
        elif "/S" in child:
            below += _lines(child, said, depth + 1)
    named = [element.get("/Alt"), *(each.get("/Summary") for each in element.get("/A", []))]
    alt = " ".join(f"[{each}]" for each in named if each)
    yield " ".join(filter(None, (f"{'  ' * depth}{element['/S'][1:]}", alt, "".join(text))))
    yield from below


def _marked(page: Any, reader: pypdf.PdfReader) -> Iterator[tuple[int, str]]:
    """The pieces of a page with their number; what is decoration has none."""
    fonts = {name: _characters(font) for name, font in page["/Resources"]["/Font"].items()}
    number, font = None, {}
    for operands, operator in ContentStream(page["/Contents"], reader).operations:
        if operator == b"BDC":
            number = operands[1].get("/MCID")
        elif operator == b"EMC":
            number = None
        elif operator == b"Tf":
            font = fonts[operands[0]]
        elif operator == b"Tj" and number is not None:
            raw = getattr(operands[0], "original_bytes", operands[0])
            yield number, "".join(font[code] for code in raw)


def _characters(font: Any) -> dict[int, str]:
    found = _CHARACTER.findall(font["/ToUnicode"].get_data())
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in found}


if __name__ == "__main__":
    for name in (*EDITION_KINDS, ANNEX):
        golden(name).write_text(reading_order(draw_pdf(example(), name)), encoding="utf-8")
    golden("slides").write_text(reading_order(render_slides(example(), "pdf")), encoding="utf-8")
