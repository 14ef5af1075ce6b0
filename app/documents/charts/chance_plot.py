"""The chance plot: feasibility to the right, return upwards, with a place for every name that covers no other."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from app.documents.charts.dots import shortened
from app.documents.charts.geometry import ACCENT, GREY, INK, LINE, WHITE
from app.documents.model import PlotPoint
from app.documents.pdf.fonts import BOLD, FILES, REGULAR, printable, text_width
from app.texts import drawn

_GAP = 6.0
"""Between a dot and its name, in points."""
_DOT = 5.0
_RINGS = 14
_RING_STEP = 11.0
_ANGLES = tuple(math.radians(angle) for angle in (0, 180, 30, 330, 150, 210, 60, 300, 120, 240, 90, 270))


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A piece of the picture, from its lower left corner."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: "Rectangle") -> bool:
        """Whether the two have more than an edge in common."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def holds(self, other: "Rectangle") -> bool:
        """Whether the other lies completely inside."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.x + other.width <= self.x + self.width
            and other.y + other.height <= self.y + self.height
        )


@dataclass(frozen=True, slots=True)
class LabelPlace:
    """Where a name stands, and whether it needs a line to its dot."""

    box: Rectangle
    line: bool


def label_places(
    dots: Sequence[tuple[float, float]], sizes: Sequence[tuple[float, float]], frame: Rectangle
) -> list[LabelPlace]:
    """A place for each name, in order: beside the dot where there is room, else further away with a line."""
    taken = [Rectangle(x - _DOT, y - _DOT, 2 * _DOT, 2 * _DOT) for x, y in dots]
    places = []
    for dot, size in zip(dots, sizes, strict=True):
        place = _free_place(dot, size, frame, taken)
        taken.append(place.box)
        places.append(place)
    return places


def _free_place(
    dot: tuple[float, float], size: tuple[float, float], frame: Rectangle, taken: Sequence[Rectangle]
) -> LabelPlace:
    candidates = list(_candidates(dot, size))
    for place in candidates:
        if frame.holds(place.box) and not any(place.box.overlaps(other) for other in taken):
            return place
    return candidates[0]


def _candidates(dot: tuple[float, float], size: tuple[float, float]) -> Iterator[LabelPlace]:
    """First beside, above and below; then around, further and further away."""
    (x, y), (width, height) = dot, size
    near = _DOT + _GAP / 2
    for left, bottom in (
        (x + near, y - height / 2),
        (x - near - width, y - height / 2),
        (x - width / 2, y + near),
        (x - width / 2, y - near - height),
    ):
        yield LabelPlace(Rectangle(left, bottom, width, height), line=False)
    for ring in range(2, _RINGS):
        radius = ring * _RING_STEP
        for angle in _ANGLES:
            middle_x, middle_y = x + radius * math.cos(angle), y + radius * math.sin(angle)
            left = middle_x - width * (1 - math.cos(angle)) / 2
            yield LabelPlace(Rectangle(left, middle_y - height / 2, width, height), line=True)


NAME = 8.5
SMALL = 8.0
_LEFT, _RIGHT, _BOTTOM, _TOP = 46.0, 10.0, 38.0, 8.0
_MARGIN = 4.0
"""Points (0 to 100) that the axes go on beyond their ends, so that a dot at the end is whole."""
_LONGEST = 150.0
_BORDERS = {45: "Kansrijk met voorwerk", 65: "Nu kansrijk"}
KEEP = "Behouden"


def chance_plot(points: Sequence[PlotPoint], width: float, height: float) -> Figure:
    """The plot at this size in points."""
    figure = Figure(figsize=(width / 72, height / 72), dpi=72, facecolor=WHITE)
    inner = (width - _LEFT - _RIGHT, height - _BOTTOM - _TOP)
    place = (_LEFT / width, _BOTTOM / height, inner[0] / width, inner[1] / height)
    axes = figure.add_axes(place)
    _draw_frame(axes)
    _draw_borders(axes)
    layer = figure.add_axes(place, frameon=False, xlim=(0, inner[0]), ylim=(0, inner[1]), xticks=[], yticks=[])
    _draw_points(layer, points, inner)
    return figure


def _font(size: float, bold: bool = False) -> FontProperties:
    return FontProperties(fname=str(FILES[BOLD if bold else REGULAR]), size=size)


def _draw_frame(axes: Any) -> None:
    ticks = (0, 25, 50, 75, 100)
    ends = (-_MARGIN, 100 + _MARGIN)
    axes.set_xlim(*ends)
    axes.set_ylim(*ends)
    axes.set_xticks(ticks, [str(tick) for tick in ticks], fontproperties=_font(SMALL), color=GREY)
    axes.set_yticks(ticks, [str(tick) for tick in ticks], fontproperties=_font(SMALL), color=GREY)
    axes.set_xlabel(drawn.FEASIBILITY_AXIS, fontproperties=_font(NAME), color=INK)
    axes.set_ylabel(drawn.RETURN_AXIS, fontproperties=_font(NAME), color=INK)
    axes.tick_params(color=LINE, length=3, width=0.6)
    for side, spine in axes.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set_color(LINE)
        spine.set_linewidth(0.8)


def _draw_borders(axes: Any) -> None:
    """From where on a domain gets its word, as far as it still has room to grow (S19)."""
    for border, word in _BORDERS.items():
        across = [border**2 / 100 + step * (100 - border**2 / 100) / 60 for step in range(61)]
        axes.plot(across, [border**2 / x for x in across], color=LINE, linewidth=0.8, linestyle=(0, (4, 3)))
        axes.text(
            100 + _MARGIN, border**2 / 100 - 2.5, drawn.border(word), ha="right", va="top",
            fontproperties=_font(SMALL), color=GREY, parse_math=False,
        )  # fmt: skip


def _draw_points(layer: Any, points: Sequence[PlotPoint], size: tuple[float, float]) -> None:
    """Dots and names on a layer that is measured in points of paper."""
    names = [shortened(printable(point.label), _LONGEST, NAME) for point in points]
    dots = [(_scaled(point.feasibility, size[0]), _scaled(point.return_, size[1])) for point in points]
    boxes = [(text_width(name, BOLD, NAME) + 2, NAME * 1.35) for name in names]
    places = label_places(dots, boxes, Rectangle(1, 1, size[0] - 2, size[1] - 2))
    for dot, place in zip(dots, places, strict=True):
        if place.line:
            _draw_leader(layer, dot, place.box)
    for dot, point in zip(dots, points, strict=True):
        _draw_dot(layer, dot, hollow=point.word == KEEP)
    for name, place in zip(names, places, strict=True):
        layer.text(
            place.box.x + 1, place.box.y + NAME * 0.32, name, fontproperties=_font(NAME, bold=True), color=INK,
            parse_math=False, va="baseline", zorder=4,
        )  # fmt: skip


def _scaled(points: float, length: float) -> float:
    """From 0 to 100 to a place on the axis."""
    return (points + _MARGIN) / (100 + 2 * _MARGIN) * length


def _draw_leader(layer: Any, dot: tuple[float, float], box: Rectangle) -> None:
    """A thin line from the dot to the nearest point of its name."""
    x = min(max(dot[0], box.x), box.x + box.width)
    y = min(max(dot[1], box.y), box.y + box.height)
    layer.plot([dot[0], x], [dot[1], y], color=GREY, linewidth=0.6, zorder=2)


def _draw_dot(layer: Any, dot: tuple[float, float], hollow: bool) -> None:
    face, edge = (WHITE, ACCENT) if hollow else (ACCENT, WHITE)
    layer.plot(
        [dot[0]], [dot[1]], marker="o", markersize=9, markerfacecolor=face, markeredgecolor=edge,
        markeredgewidth=1.5 if hollow else 0.8, linestyle="none", clip_on=False, zorder=3,
    )  # fmt: skip
