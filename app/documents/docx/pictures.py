"""The pictures of a Word document: the same drawings as on the page and in the PDF, as PNG."""

import io
from functools import lru_cache
from typing import Any

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties
from matplotlib.image import imsave
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from app.documents.charts import WHITE, Box, Circle, Drawing, Label, Line, Polygon, Shape
from app.documents.pdf.fonts import BOLD, FILES, REGULAR, printable, text_width

SHARPNESS = 200
"""Dots to an inch."""
_SCALE = SHARPNESS / 72
_CANVAS: Any = RendererAgg
_PNG: dict[str, Any] = {"format": "png", "metadata": {"Software": None}}
_LEFT_OF = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""Which part of a text stands before its place."""


def picture_of(drawing: Drawing) -> bytes:
    """A drawing of plain shapes, straight on matplotlib's canvas: a figure of its own takes five times as long."""
    canvas = _CANVAS(round(drawing.width * _SCALE), round(drawing.height * _SCALE), SHARPNESS)
    for shape in (Box(0, 0, drawing.width, drawing.height, WHITE), *drawing.shapes):
        _draw(canvas, shape, drawing.height)
    buffer = io.BytesIO()
    imsave(buffer, canvas.buffer_rgba(), **_PNG)
    return buffer.getvalue()


def _draw(canvas: Any, shape: Shape, top: float) -> None:
    """One shape; paths count from below, texts from above."""
    pen = canvas.new_gc()
    match shape:
        case Line():
            pen.set_capstyle("butt")
            if shape.dashed:
                pen.set_dashes(0, [2, 3])
            ends = [(shape.x1, top - shape.y1), (shape.x2, top - shape.y2)]
            _draw_path(canvas, pen, Path(ends), shape.color, shape.width, None)
        case Box():
            left, low = shape.x, top - shape.y - shape.height
            right, high = left + shape.width, low + shape.height
            corners = [(left, low), (left, high), (right, high), (right, low), (left, low)]
            _draw_path(canvas, pen, Path(corners, closed=True), None, 0, shape.fill)
        case Circle():
            circle = Path.circle((shape.x, top - shape.y), shape.radius)
            _draw_path(canvas, pen, circle, shape.edge, 1, shape.fill)
        case Polygon():
            corners = [(x, top - y) for x, y in (*shape.corners, shape.corners[0])]
            _draw_path(canvas, pen, Path(corners, closed=True), shape.edge, 1, shape.fill)
        case Label():
            _draw_label(canvas, pen, shape)


def _draw_path(canvas: Any, pen: Any, path: Path, edge: str | None, width: float, fill: str | None) -> None:
    pen.set_linewidth(width if edge else 0)
    pen.set_foreground(edge or WHITE)
    canvas.draw_path(pen, path, Affine2D().scale(_SCALE), _rgb(fill) if fill else None)


def _rgb(color: str) -> tuple[float, ...]:
    return tuple(int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))


def _draw_label(canvas: Any, pen: Any, label: Label) -> None:
    text, name = printable(label.text), BOLD if label.bold else REGULAR
    x = label.x - _LEFT_OF[label.anchor] * text_width(text, name, label.size)
    pen.set_foreground(label.color)
    canvas.draw_text(pen, x * _SCALE, label.y * _SCALE, text, _font(name, label.size), 0)


@lru_cache(maxsize=16)
def _font(name: str, size: float) -> FontProperties:
    return FontProperties(fname=str(FILES[name]), size=size)
