"""The structure of a document: what each piece of a page is, in reading order, and how that stands in the PDF."""

import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFObject

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
