"""What somebody sees of a form of a report, and all that anybody could dig up from it."""

import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from html import unescape
from zipfile import ZipFile

import openpyxl
import pypdf
from pypdf.generic import StreamObject

from tests.unit.reports.power_point import texts_on
from tests.unit.reports.word import texts_in


@dataclass(frozen=True)
class Read:
    """Texts without their spaces: lines, columns and hyphens break words."""

    shown: str
    everything: str
    """What is shown, and besides that attributes, properties, headers, bookmarks and anything else in the file."""


def squeezed(text: str) -> str:
    """The text without spaces and soft hyphens."""
    return "".join(unicodedata.normalize("NFC", text).replace("\u00ad", "").split())


def read(form: str, data: bytes) -> Read:
    """One form of a report."""
    shown = squeezed(READERS[form](data))
    hidden = {"pdf": _in_pdf, "docx": _in_zip, "xlsx": _in_zip, "pptx": _in_zip}.get(form, _in_text)
    return Read(shown, shown + squeezed(hidden(data)))


def _page(data: bytes) -> str:
    return unescape(re.sub(r"<[^>]*>", "", data.decode()))


def _pdf(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def _docx(data: bytes) -> str:
    return "\n".join(texts_in(data))


def _xlsx(data: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    return "\n".join(cell for cell in cells if isinstance(cell, str))


def _csv(data: bytes) -> str:
    return "\n".join(cell for row in csv.reader(io.StringIO(data.decode(), newline=""), delimiter=";") for cell in row)


def _text(data: bytes) -> str:
    return data.decode()


def _pptx(data: bytes) -> str:
    return "\n".join(texts_on(data))


READERS = {"page": _page, "pdf": _pdf, "docx": _docx, "xlsx": _xlsx, "csv": _csv, "pptx": _pptx}
READERS |= {"mail": _text, "json": _text}


def _in_text(data: bytes) -> str:
    return data.decode() + unescape(data.decode())


def _in_zip(data: bytes) -> str:
    with ZipFile(io.BytesIO(data)) as opened:
        parts = [opened.read(name).decode(errors="replace") for name in opened.namelist()]
    # Words may run over several elements, and texts stand in attributes too.
    return "".join(text for part in parts for text in (part, re.sub(r"<[^>]*>", "", part)))


def _in_pdf(data: bytes) -> str:
    """Every object of the file, its streams unpacked: properties, bookmarks, alt texts, links and the tags."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    found = []
    for number in range(1, int(reader.trailer["/Size"])):
        each = reader.get_object(number)
        found.append(str(each))
        if isinstance(each, StreamObject) and "/Length1" not in each:
            found.append(each.get_data().decode("latin-1"))
    return "".join(found)
