"""Colours that also read in grey print, and pictures as plain shapes, from the top left corner downwards."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

ACCENT = "#0f5a64"
INK = "#1d2b2e"
GREY = "#4a5654"
LINE = "#7d8c8a"
PALE = "#e1eff0"
WHITE = "#ffffff"
DEEP = "#072f35"
HAIR = "#d5dcdb"
PAPER = "#f6f5f0"
TRACK = "#eceae2"

STEPS = (WHITE, "#d3e7e9", "#9acbd0", "#2a757e", "#06333a")
"""The background of a cell for each of the five words, from low to high; neighbours differ in grey print too."""
ON_STEPS = (INK, INK, INK, WHITE, WHITE)
"""The text on each of them."""
EMPTY = "#f8f7f3"
"""The background of a cell without a score."""


Anchor: TypeAlias = Literal["start", "middle", "end"]
"""Which part of a text stands at its place."""


@dataclass(frozen=True, slots=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    color: str
    width: float
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True, slots=True)
class Circle:
    x: float
    y: float
    radius: float
    fill: str
    edge: str


@dataclass(frozen=True, slots=True)
class Label:
    """A text; `y` is its base line."""

    x: float
    y: float
    text: str
    size: float
    color: str
    anchor: Anchor = "start"
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed shape with straight sides, filled, with an edge."""

    corners: tuple[tuple[float, float], ...]
    fill: str
    edge: str


Shape: TypeAlias = Line | Box | Circle | Label | Polygon


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes in a frame of this size, in points."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
