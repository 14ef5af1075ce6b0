"""Draws a matplotlib figure on a ReportLab canvas: text stays text, in the fonts of the document."""

from typing import Any

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.figure import Figure
from matplotlib.path import Path
from reportlab.lib.colors import Color

from app.documents.pdf.fonts import BOLD, FILES, REGULAR, printable, text_width


def draw_plot(figure: Figure, canvas: Any) -> None:
    """Draws the figure with its lower left corner at the origin; a figure of 72 dots an inch keeps its size."""
    figure.draw(_CanvasRenderer(canvas, figure.bbox.width, figure.bbox.height))


class _CanvasRenderer(RendererBase):
    """What matplotlib asks of a backend; anything else it makes of these."""

    def __init__(self, canvas: Any, width: float, height: float) -> None:
        super().__init__()
        self._canvas = canvas
        self._size = (width, height)

    def get_canvas_width_height(self) -> tuple[float, float]:
        """The size of the figure in points."""
        return self._size

    def flipy(self) -> bool:
        """Heights count from below."""
        return False

    def points_to_pixels(self, points: Any) -> Any:
        """A pixel is a point here."""
        return points

    def draw_path(self, gc: GraphicsContextBase, path: Path, transform: Any, rgbFace: Any = None) -> None:
        """Lines and curves, with a filling when there is one."""
        canvas = self._canvas
        canvas.saveState()
        self._clip(gc)
        self._set_pen(gc)
        if rgbFace is not None:
            canvas.setFillColor(Color(*rgbFace[:3]))
        stroke = int(gc.get_linewidth() > 0 and gc.get_rgb()[3] > 0)
        canvas.drawPath(_canvas_path(canvas, path, transform), stroke=stroke, fill=int(rgbFace is not None))
        canvas.restoreState()

    def draw_text(
        self, gc: GraphicsContextBase, x: float, y: float, s: str, prop: Any, angle: float,
        ismath: Any = False, mtext: Any = None,
    ) -> None:  # fmt: skip
        """A line of text from its base line."""
        del ismath, mtext
        canvas = self._canvas
        canvas.saveState()
        canvas.translate(x, y)
        canvas.rotate(angle)
        canvas.setFillColor(Color(*gc.get_rgb()[:3]))
        canvas.setFont(_font_name(prop), prop.get_size_in_points())
        canvas.drawString(0, 0, printable(s))
        canvas.restoreState()

    def get_text_width_height_descent(self, s: str, prop: Any, ismath: Any) -> tuple[float, float, float]:
        """The size of a line of text, and how far it goes below its base line."""
        del ismath
        size = prop.get_size_in_points()
        return text_width(printable(s), _font_name(prop), size), size * 1.07, size * 0.22

    def _clip(self, gc: GraphicsContextBase) -> None:
        box = gc.get_clip_rectangle()
        if box is not None:
            area = self._canvas.beginPath()
            area.rect(box.x0, box.y0, box.width, box.height)
            self._canvas.clipPath(area, stroke=0, fill=0)

    def _set_pen(self, gc: GraphicsContextBase) -> None:
        self._canvas.setStrokeColor(Color(*gc.get_rgb()[:3]))
        self._canvas.setLineWidth(gc.get_linewidth())
        pattern: Any = gc.get_dashes()
        offset, dashes = pattern
        if dashes is not None:
            self._canvas.setDash([float(dash) for dash in dashes], float(offset))


def _font_name(prop: Any) -> str:
    return BOLD if prop.get_file() == str(FILES[BOLD]) else REGULAR


def _canvas_path(canvas: Any, path: Path, transform: Any) -> Any:
    drawn = canvas.beginPath()
    last = (0.0, 0.0)
    segments: Any = path.iter_segments(transform, simplify=False)
    for vertices, code in segments:
        points = [float(value) for value in vertices]
        if code == Path.MOVETO:
            drawn.moveTo(*points)
        elif code == Path.LINETO:
            drawn.lineTo(*points)
        elif code == Path.CURVE3:
            drawn.curveTo(*_cubic(last, points))
        elif code == Path.CURVE4:
            drawn.curveTo(*points)
        else:
            drawn.close()
            continue
        last = (points[-2], points[-1])
    return drawn


def _cubic(start: tuple[float, float], points: list[float]) -> list[float]:
    """A curve with one control point as the same curve with two."""
    x, y, end_x, end_y = points
    return [
        start[0] + 2 / 3 * (x - start[0]),
        start[1] + 2 / 3 * (y - start[1]),
        end_x + 2 / 3 * (x - end_x),
        end_y + 2 / 3 * (y - end_y),
        end_x,
        end_y,
    ]
