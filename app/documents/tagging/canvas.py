"""A canvas that marks what is drawn on it, and writes the structure when it is saved."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal, TypeAlias

from reportlab.pdfbase.pdfdoc import LinkAnnotation, PDFString
from reportlab.pdfgen.canvas import Canvas

from app.documents.tagging.metadata import Properties, write_properties
from app.documents.tagging.structure import LinkArea, Mark, Node, write_structure

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
