"""Documents for the tests of files, each drawn and read once: by its name, and only when a test asks for it.

Reading a PDF takes longer than drawing it. What a test holds against a file that is drawn again, it draws itself.
"""

import io
import unicodedata
from functools import cache

import pypdf

from app.documents.model import Booklet, EditionKind, PrintedKind, booklet_of
from app.reports.contents import draw_docx, draw_pdf
from app.reports.written import written
from tests.selection import EVERYTHING
from tests.unit.reports.examples import ALL_DOMAINS, HOSTILE, LONG, agreed_everywhere, make_document, make_round
from tests.unit.scoring.samples import QUESTIONNAIRE

WORKED = make_document(document_id="R-1", way="together", agreed_by=("de coördinator",))
OWN = {
    f"eigen_{n}": (f"Domein met een heel erg lange eigen naam, nummer {n}, over van alles en nog wat" + "x" * 80)[:80]
    for n in (1, 2, 3)
}
DOCUMENTS = {
    "worked": WORKED,
    "large": make_document(
        make_round(
            # What is about the whole number of domains draws its own document, with long names.
            (*ALL_DOMAINS[:: 1 if EVERYTHING else 2], *OWN),
            own_domains=OWN,
            municipality_name="Gemeente met een bijzonder lange naam aan het water",
            agreed=agreed_everywhere(ALL_DOMAINS[:2], 1, LONG),
        )
    ),
    "nothing known": make_document(make_round(value="unknown"), date=None, preliminary=True),
    "hostile": make_document(
        make_round(reason=HOSTILE, municipality_name=HOSTILE, renamed={"geld": HOSTILE[:60]}), title=HOSTILE
    ),
    "nothing applies": make_document(
        make_round(agreed=agreed_everywhere(("geld",), "not_applicable", "Nee.")),
    ),
}


@cache
def pdf_of(name: str, kind: PrintedKind = "full") -> bytes:
    """The PDF of an edition, or of the annex."""
    return draw_pdf(DOCUMENTS[name], kind)


@cache
def pages_of(name: str, kind: PrintedKind = "full") -> tuple[str, ...]:
    """The text of each page of that PDF."""
    return tuple(each.extract_text() for each in opened(pdf_of(name, kind)).pages)


@cache
def docx_of(name: str, kind: EditionKind = "full") -> bytes:
    """The Word document of an edition."""
    return draw_docx(DOCUMENTS[name], kind)


def booklet_in_word(name: str, kind: EditionKind = "full") -> Booklet:
    """What that is drawn from."""
    return written(DOCUMENTS[name], QUESTIONNAIRE) if kind == "full" else booklet_of(DOCUMENTS[name], kind)


def opened(data: bytes) -> pypdf.PdfReader:
    """A PDF to look into."""
    return pypdf.PdfReader(io.BytesIO(data))


def words_of(data: bytes) -> str:
    """All text of a PDF without the spaces: lines and columns break words and sentences."""
    return squeezed("".join(each.extract_text() for each in opened(data).pages))


def squeezed(text: str) -> str:
    """The text without spaces and soft hyphens."""
    return "".join(unicodedata.normalize("NFC", text).replace("\u00ad", "").split())
