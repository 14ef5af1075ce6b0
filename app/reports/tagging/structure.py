"""The structure of a document: what each piece of a page is, in reading order."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

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
