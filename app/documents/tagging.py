"""The layer that ReportLab lacks: what is drawn is marked with what it is, so that a PDF can be read aloud and kept."""

import hashlib
import struct
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal, TypeAlias
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import LinkAnnotation, PDFDictionary, PDFName, PDFObject, PDFString
from reportlab.pdfgen.canvas import Canvas

Scope: TypeAlias = Literal["Column", "Row"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked piece of one page; pages count from 0."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class LinkArea:
    """An area to click: the name of its annotation and its key in the parent tree."""

    page: int
    annotation: str
    key: int


@dataclass(eq=False, slots=True)
class Node:
    """An element of the structure (P, H2, Table ...) with its children: elements, marks and link areas."""

    tag: str
    children: list["Node | Mark | LinkArea"] = field(default_factory=list)
    alt: str | None = None
    summary: str | None = None
    """Of a table without a caption on the page: what it holds, for who hears it."""
    scope: Scope | None = None
    column_span: int = 1
    row_span: int = 1
    numbering: Literal["Disc", "Decimal", "None"] | None = None
    bounds: tuple[float, float, float, float] | None = None

    def add(self, tag: str, **attributes: object) -> "Node":
        """A new last child."""
        child = Node(tag)
        for name, value in attributes.items():
            setattr(child, name, value)
        self.children.append(child)
        return child


class RawObject(PDFObject):
    """An object of the file of which the text is made here: far cheaper than ReportLab's dictionaries."""

    def __init__(self, body: str = "") -> None:
        self.body = body

    def format(self, _document: Any) -> bytes:
        """The text of the object."""
        return self.body.encode("ascii")


class RawStream(PDFObject):
    """A stream; ReportLab's own misses the line end before `endstream` that PDF/A asks for."""

    __RefOnly__ = 1

    def __init__(self, entries: str, content: bytes, compress: bool = False) -> None:
        self._entries = f"{entries} /Filter /FlateDecode" if compress else entries
        self._content = zlib.compress(content) if compress else content

    def format(self, _document: Any) -> bytes:
        """The dictionary and the content."""
        head = f"<< {self._entries} /Length {len(self._content)} >>\nstream\n"
        # Both characters: content that itself ends with a CR would else seem one byte shorter.
        return head.encode("ascii") + self._content + b"\r\nendstream\n"


def text_string(text: str) -> str:
    """A text as it stands in the file, any character included."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def write_structure(document: Any, root: Node, pages: Sequence[Any]) -> None:
    """Adds the tree below `root`, and tells the catalog and every page about it."""
    document.Catalog.StructTreeRoot = _Tree(document, pages).written(root)
    document.Catalog.MarkInfo = RawObject("<< /Marked true >>")
    document.Catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
    for index, page in enumerate(pages):
        page.Contents = RawStream("", page.stream.encode("latin-1"), compress=True)
        page.StructParents, page.Tabs, page.Trans = index, PDFName("S"), None
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]


class _Tree:
    """The elements with the numbers that they have in the file."""

    def __init__(self, document: Any, pages: Sequence[Any]) -> None:
        self._document = document
        self._pages = [self._number(page.__InternalName__) for page in pages]
        self._marks: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self._links: list[tuple[int, int]] = []

    def written(self, root: Node) -> RawObject:
        """The root of the tree, everything below it added to the document."""
        top, top_number = self._new_object()
        objects = {id(node): self._new_object() for node, _ in _with_parents(root)}
        numbers = {key: number for key, (_, number) in objects.items()}
        for node, parent in _with_parents(root):
            raw, number = objects[id(node)]
            above = numbers[id(parent)] if parent else top_number
            raw.body = self._element(node, number, above, numbers)
        tree, tree_number = self._new_object()
        tree.body = self._parent_tree()
        last = max((key for key, _ in self._links), default=len(self._pages))
        top.body = (
            f"<< /Type /StructTreeRoot /K {numbers[id(root)]} 0 R "
            f"/ParentTree {tree_number} 0 R /ParentTreeNextKey {last + 1} >>"
        )
        return top

    def _new_object(self) -> tuple[RawObject, int]:
        raw = RawObject()
        self._document.Reference(raw)
        return raw, self._document.objectcounter

    def _number(self, name: str) -> int:
        return int(self._document.idToObjectNumberAndVersion[name][0])

    def _element(self, node: Node, number: int, parent: int, numbers: dict[int, int]) -> str:
        first = next((child.page for child in node.children if not isinstance(child, Node)), None)
        parts = [f"<< /Type /StructElem /S /{node.tag} /P {parent} 0 R"]
        if first is not None:
            parts.append(f"/Pg {self._pages[first]} 0 R")
        if node.alt is not None:
            parts.append(f"/Alt {text_string(node.alt)}")
        if attributes := _attributes(node):
            parts.append(f"/A [{attributes}]")
        children = " ".join(self._child(child, number, first, numbers) for child in node.children)
        return " ".join([*parts, f"/K [{children}] >>"])

    def _child(self, child: Node | Mark | LinkArea, number: int, first: int | None, numbers: dict[int, int]) -> str:
        if isinstance(child, Node):
            return f"{numbers[id(child)]} 0 R"
        page = self._pages[child.page]
        if isinstance(child, LinkArea):
            self._links.append((child.key, number))
            return f"<< /Type /OBJR /Obj {self._number(child.annotation)} 0 R /Pg {page} 0 R >>"
        self._marks[child.page].append((child.number, number))
        if child.page == first:
            return str(child.number)
        return f"<< /Type /MCR /Pg {page} 0 R /MCID {child.number} >>"

    def _parent_tree(self) -> str:
        entries = []
        for page in range(len(self._pages)):
            elements = " ".join(f"{number} 0 R" for _, number in sorted(self._marks[page]))
            entries.append(f"{page} [{elements}]")
        entries += [f"{key} {number} 0 R" for key, number in sorted(self._links)]
        return f"<< /Nums [{' '.join(entries)}] >>"


def _with_parents(node: Node, parent: Node | None = None) -> Iterator[tuple[Node, Node | None]]:
    yield node, parent
    for child in node.children:
        if isinstance(child, Node):
            yield from _with_parents(child, node)


def _attributes(node: Node) -> str:
    table = [f"/Scope /{node.scope}"] if node.scope else []
    table += [f"/Summary {text_string(node.summary)}"] if node.summary else []
    table += [f"/ColSpan {node.column_span}"] if node.column_span > 1 else []
    table += [f"/RowSpan {node.row_span}"] if node.row_span > 1 else []
    found = [f"<< /O /Table {' '.join(table)} >>"] if table else []
    if node.numbering:
        found.append(f"<< /O /List /ListNumbering /{node.numbering} >>")
    if node.bounds:
        box = " ".join(f"{value:.2f}" for value in node.bounds)
        found.append(f"<< /O /Layout /Placement /Block /BBox [{box}] >>")
    return " ".join(found)


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


Decoration: TypeAlias = Literal["Layout", "Pagination", "Background"]
Footer: TypeAlias = Callable[["TaggedCanvas", int, int], None]

_LINK_KEYS_FROM = 100_000
"""Keys in the parent tree: pages have theirs from 0, links from here."""


class TaggedCanvas(Canvas):
    """Everything that is drawn is either part of the structure or decoration."""

    def __init__(self, filename: Any, *, root: Node, properties: Properties, footer: Footer, **options: Any) -> None:
        options |= {"invariant": 1, "pdfVersion": (1, 7), "lang": properties.language, "pageCompression": 1}
        super().__init__(filename, **options | {"initialFontName": properties.font})
        self._root = root
        self._properties = properties
        self._footer = footer
        self._next_mark = 0
        self._links = 0
        self._bookmarks = 0
        self._page_of: dict[str, int] = {}
        self._waiting: list[tuple[str, Callable[[TaggedCanvas, int], None]]] = []
        self._inside = False

    @contextmanager
    def mark(self, node: Node) -> Iterator[None]:
        """What is drawn inside is content of this element."""
        if self._inside:
            raise ValueError("a piece of a page belongs to one element only")
        mark = Mark(self._page_index(), self._next_mark)
        self._next_mark += 1
        node.children.append(mark)
        with self._sequence(f"/{node.tag} <</MCID {mark.number}>> BDC"):
            yield

    @contextmanager
    def decoration(self, kind: Decoration) -> Iterator[None]:
        """What is drawn inside carries no meaning; within something else it simply belongs to that."""
        if self._inside:
            yield
            return
        with self._sequence(f"/Artifact <</Type /{kind}>> BDC"):
            yield

    def add_link(self, node: Node, url: str, rectangle: tuple[float, float, float, float]) -> None:
        """An area to click that belongs to this Link element; the rectangle is relative to what is being drawn."""
        extra = self._link_extra()
        self.linkURL(url, rectangle, relative=1, thickness=0, Contents=PDFString(url), **extra)
        self._add_area(node, extra["StructParent"])

    def add_jump(self, node: Node, to: str, said: str, rectangle: tuple[float, float, float, float]) -> None:
        """The same to the bookmark with this key; `said` is what it leads to."""
        extra = self._link_extra()
        place = {"Rect": self._absRect(rectangle, 1), "Border": "[0 0 0]", **extra}
        self._addAnnotation(_Jump(Contents=said, Destination=self._bookmarkReference(to), **place))
        self._add_area(node, extra["StructParent"])

    def _link_extra(self) -> dict[str, int]:
        key = _LINK_KEYS_FROM + self._links
        self._links += 1
        return {"F": 4, "StructParent": key}

    def _add_area(self, node: Node, key: int) -> None:
        name = self._doc.annotationName(f"NUMBER{self._annotationCount}")
        node.children.append(LinkArea(self._page_index(), name, key))

    def add_bookmark(self, title: str, level: int, above: float, key: str | None = None) -> None:
        """A bookmark to this height, relative to what is being drawn; levels count from 0."""
        key = key or f"bookmark{self._bookmarks}"
        self._bookmarks += 1
        self._page_of[key] = self._page_index() + 1
        self.bookmarkHorizontal(key, 0, above)
        self.addOutlineEntry(title, key, level, closed=level > 0)

    def draw_with_page_of(self, key: str, draw: Callable[["TaggedCanvas", int], None]) -> None:
        """Draw here what can only be drawn when everything is placed: `draw` gets the page of that bookmark, from 1."""
        self._code.append(_place(len(self._waiting)))
        self._waiting.append((key, draw))

    def showPage(self) -> None:
        """Ends the page; the next one numbers its marks from 0 again."""
        super().showPage()
        self._next_mark = 0

    def save(self) -> None:
        """Adds what can only be known now: the number of pages, the structure, the properties."""
        if self._code:
            self.showPage()
        pages = [self._doc.idToObject[f"Page{index}"] for index in range(1, self._doc.pageCounter)]
        for number, (key, draw) in enumerate(self._waiting):
            code = self._drawn_later(draw, self._page_of[key])
            for page in pages:
                page.stream = page.stream.replace(_place(number), code)
        for index, page in enumerate(pages):
            page.stream += self._footer_code(index + 1, len(pages))
        write_structure(self._doc, self._root, pages)
        write_properties(self._doc, self._properties)
        self._doc.SaveToFile(self._filename, self)

    def _drawn_later(self, draw: Callable[["TaggedCanvas", int], None], page: int) -> str:
        self._code: list[str] = []
        draw(self, page)
        return "\n".join(self._code)

    def _footer_code(self, number: int, total: int) -> str:
        self._code = []
        with self.decoration("Pagination"):
            self._footer(self, number, total)
        return "\n".join(self._code) + "\n"

    def _page_index(self) -> int:
        return int(self._doc.pageCounter) - 1

    @contextmanager
    def _sequence(self, opening: str) -> Iterator[None]:
        self._inside = True
        self._code.append(opening)
        try:
            yield
        finally:
            self._code.append("EMC")
            self._inside = False


class _Jump(LinkAnnotation):
    """A link inside the file; ReportLab's own may not be part of a structure."""

    permitted = (*LinkAnnotation.permitted, "StructParent")


def _place(number: int) -> str:
    """A comment in the code of a page, where something is still to be drawn."""
    return f"% waiting {number} %"
