"""Documents of all sizes and kinds as PDF, in each edition: the norms, the fonts, and the page of the alderman."""

from collections.abc import Iterator
from functools import cache

import page
import pytest
from pypdf.generic import ContentStream

from app.documents.model import EDITION_KINDS, EditionKind
from app.documents.pdf.fonts import printable
from app.reports.contents import draw_pdf
from tests.selection import EVERYTHING
from tests.unit.reports.drawn import opened, squeezed, words_of
from tests.unit.reports.examples import texts_of
from tests.unit.reports.generated import NUMBERS, generated_document, longest_document


@cache
def pdf_of(number: int, kind: EditionKind) -> bytes:
    """A document as PDF, once for both tests of it."""
    return draw_pdf(generated_document(number), kind)


def editions() -> Iterator[tuple[int, EditionKind]]:
    """Each document in each edition; in the short form by turns the full one or that of the adviser, and the page."""
    for place, number in enumerate(NUMBERS):
        left_out = None if EVERYTHING else ("adviser", "full")[place % 2]
        yield from ((number, kind) for kind in EDITION_KINDS if kind != left_out)


@pytest.mark.parametrize(("number", "kind"), list(editions()))
def test_it_keeps_the_norms_whatever_is_in_it(number, kind):
    data = pdf_of(number, kind)
    for profile in ("ua1", "2a"):
        report = page.validate_pdf_bytes(data, profile=profile)
        assert [(failure.rule_id, failure.message) for failure in report.failures] == []
        assert report.is_compliant
    assert data.startswith(b"%PDF-1.7\n")
    assert b"Helvetica" not in data
    assert fonts_of(data) == []


def fonts_of(data: bytes) -> list[str]:
    """The fonts that are not ours, or not embedded as a subset."""
    fonts = {font["/BaseFont"]: font for each in opened(data).pages for font in each["/Resources"]["/Font"].values()}
    assert fonts
    return [
        name
        for name, font in fonts.items()
        if not ("+NotoSans" in name and "/FontFile2" in font["/FontDescriptor"] and "/ToUnicode" in font)
    ]


@pytest.mark.parametrize("number", NUMBERS)
def test_the_aldermans_page_is_one_page_with_everything_on_it(number):
    document = generated_document(number)
    data = pdf_of(number, "alderman")
    (sheet,) = opened(data).pages
    assert [round(float(side)) for side in sheet.mediabox[2:]] == [595, 842]
    found = words_of(data)
    missing = [text for text in texts_of(document.edition("alderman")) if squeezed(printable(text)) not in found]
    assert missing == []


def test_the_longest_names_leave_the_page_of_the_alderman_one_page_that_can_be_read():
    document = longest_document()
    data = draw_pdf(document, "alderman")
    (sheet,) = opened(data).pages
    found = words_of(data)
    missing = [text for text in texts_of(document.edition("alderman")) if squeezed(printable(text)) not in found]
    assert missing == []
    assert min(sizes_of(sheet)) >= 5.5


def sizes_of(sheet) -> list[float]:
    """The sizes of all texts on a page, in points."""
    operations = ContentStream(sheet["/Contents"], sheet.pdf).operations
    return [float(operands[1]) for operands, operator in operations if operator == b"Tf"]
