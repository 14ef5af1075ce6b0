"""The properties of a PDF: title, language, fixed date and id, its colour profile, and which norms it keeps."""

import hashlib
import struct
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFObject

from app.documents.tagging.structure import RawObject, RawStream, text_string

_D50 = (0.9642, 1.0, 0.8249)
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.7141),
}
"""The sRGB primaries, adapted to the white of ICC profiles (D50)."""

_STEPS = 1024
_HEADER = 128


@lru_cache(maxsize=1)
def srgb_profile() -> bytes:
    """The profile; always the same bytes."""
    curve = _curve()
    tags = [(b"desc", _description("sRGB")), (b"cprt", _text("Public domain")), (b"wtpt", _xyz(_D50))]
    tags += [(name, _xyz(values)) for name, values in _PRIMARIES.items()]
    tags += [(name, curve) for name in (b"rTRC", b"gTRC", b"bTRC")]
    offset = _HEADER + 4 + 12 * len(tags)
    table, data = struct.pack(">I", len(tags)), b""
    for name, content in tags:
        table += struct.pack(">4sII", name, offset + len(data), len(content))
        data += content + b"\0" * (-len(content) % 4)
    return _header(_HEADER + len(table) + len(data)) + table + data


def _header(size: int) -> bytes:
    created = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    start = struct.pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    rest = created + b"acsp" + b"\0" * 28 + struct.pack(">3i", *_fixed(_D50))
    return (start + rest).ljust(_HEADER, b"\0")


def _fixed(values: tuple[float, float, float]) -> list[int]:
    return [round(value * 65536) for value in values]


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *_fixed(values))


def _text(text: str) -> bytes:
    return b"text\0\0\0\0" + text.encode("ascii") + b"\0"


def _description(text: str) -> bytes:
    ascii_text = text.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(ascii_text)) + ascii_text + b"\0" * 78


def _curve() -> bytes:
    values = [round(65535 * _linear(step / (_STEPS - 1))) for step in range(_STEPS)]
    return b"curv\0\0\0\0" + struct.pack(f">I{_STEPS}H", _STEPS, *values)


def _linear(value: float) -> float:
    """From a stored value to light, both 0 to 1."""
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


PRODUCER = "Samenhang"


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says about itself."""

    title: str
    author: str
    language: str
    font: str
    day: str | None
    """The date as 2026-11-24; None: the file carries no date at all."""
    identity: bytes
    """What this file is made from; the same content gives the same id of the file."""


class _FixedInfo(PDFObject):
    """The information dictionary with only what is certain: ReportLab's own has the time of today."""

    def __init__(self, properties: Properties) -> None:
        self.invariant = 1
        self._properties = properties

    def digest(self, _signature: Any) -> None:
        """ReportLab's way to the id of the file; ours comes from the content."""

    def format(self, _document: Any) -> bytes:
        """The dictionary as it stands in the file."""
        entries = {"Title": self._properties.title, "Author": self._properties.author, "Producer": PRODUCER}
        body = [f"/{name} {text_string(text)}" for name, text in entries.items()]
        if self._properties.day:
            moment = f"(D:{self._properties.day.replace('-', '')}000000Z)"
            body += [f"/CreationDate {moment}", f"/ModDate {moment}"]
        return f"<< {' '.join(body)} >>".encode("ascii")


def write_properties(document: Any, properties: Properties) -> None:
    """Adds the properties, the colour profile and a fixed id."""
    catalog = document.Catalog
    document.info = _FixedInfo(properties)
    catalog.Metadata = RawStream("/Type /Metadata /Subtype /XML", _xmp(properties).encode())
    document.Reference(profile := RawStream("/N 3", srgb_profile()))
    number = document.idToObjectNumberAndVersion[profile.__InternalName__][0]
    catalog.OutputIntents = RawObject(
        f"[<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /DestOutputProfile {number} 0 R >>]"
    )
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    digest = hashlib.sha256(properties.identity).hexdigest()[:32].upper()
    document._ID = f"\n[<{digest}><{digest}>]\n".encode("ascii")


def _xmp(properties: Properties) -> str:
    moment = f"{properties.day}T00:00:00Z" if properties.day else None
    dates = f"<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>" if moment else ""
    return _XMP.format(
        title=_xml(properties.title),
        author=_xml(properties.author),
        language=properties.language,
        producer=PRODUCER,
        dates=dates,
    )


def _xml(text: str) -> str:
    """The text for XML, without the control characters that XML does not know."""
    return escape("".join(character for character in text if character >= " "))


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">{dates}</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdf:Producer>{producer}</pdf:Producer>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that this file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
