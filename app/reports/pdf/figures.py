"""Pictures in the PDF: vectors, with a text for who cannot see them and the place that they take."""

from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from app.reports.charts.geometry import Box, Circle, Drawing, Label, Line, Polygon, Shape
from app.reports.document.model import Figure
from app.reports.pdf.fonts import BOLD, REGULAR, printable
from app.reports.tagging.structure import Node

CHANCE_HEIGHT = 228.0


class Picture(Flowable):
    """Something drawn that is one figure."""

    def __init__(self, width: float, height: float, node: Node) -> None:
        super().__init__()
        self.width, self.height, self.node = width, height, node

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Always the same size."""
        return self.width, self.height

    def getSpaceAfter(self) -> float:
        """Space below."""
        return 6

    def draw(self) -> None:
        """Draws the figure as content of its element."""
        x, y = self.canv.absolutePosition(0, 0)
        self.node.bounds = (x, y, x + self.width, y + self.height)
        with self.canv.mark(self.node):
            self.paint(self.canv)

    def paint(self, canvas: Any) -> None:
        """Draws it, in a frame with its origin at the bottom left."""
        raise NotImplementedError


class ChancePlot(Picture):
    """The chance plot, laid out by matplotlib."""

    def __init__(self, figure: Figure, width: float, node: Node) -> None:
        super().__init__(width, CHANCE_HEIGHT, node)
        self._points = figure.points

    def paint(self, canvas: Any) -> None:
        """Draws the plot with the fonts of the document."""
        from app.reports.charts.chance_plot import chance_plot
        from app.reports.charts.vectors import draw_plot

        draw_plot(chance_plot(self._points, self.width, self.height), canvas)


def draw_shapes(canvas: Any, drawing: Drawing) -> None:
    """Draws shapes that count from the top left on a canvas that counts from the bottom left."""
    for shape in drawing.shapes:
        _draw(canvas, shape, drawing.height)


def _draw(canvas: Any, shape: Shape, top: float) -> None:
    match shape:
        case Line():
            canvas.setStrokeColor(HexColor(shape.color))
            canvas.setLineWidth(shape.width)
            canvas.setDash([2, 3] if shape.dashed else [])
            canvas.line(shape.x1, top - shape.y1, shape.x2, top - shape.y2)
        case Box():
            canvas.setFillColor(HexColor(shape.fill or "#ffffff"))
            canvas.setStrokeColor(HexColor(shape.edge or "#ffffff"))
            place = (shape.x, top - shape.y - shape.height, shape.width, shape.height)
            canvas.rect(*place, stroke=int(shape.edge is not None), fill=int(shape.fill is not None))
        case Circle():
            canvas.setDash([])
            canvas.setLineWidth(1)
            canvas.setFillColor(HexColor(shape.fill))
            canvas.setStrokeColor(HexColor(shape.edge))
            canvas.circle(shape.x, top - shape.y, shape.radius, stroke=1, fill=1)
        case Polygon():
            _draw_polygon(canvas, shape, top)
        case Label():
            canvas.setFillColor(HexColor(shape.color))
            canvas.setFont(BOLD if shape.bold else REGULAR, shape.size)
            draw = {"start": canvas.drawString, "middle": canvas.drawCentredString, "end": canvas.drawRightString}
            draw[shape.anchor](shape.x, top - shape.y, printable(shape.text))


def _draw_polygon(canvas: Any, shape: Polygon, top: float) -> None:
    canvas.setDash([])
    canvas.setLineWidth(1)
    canvas.setFillColor(HexColor(shape.fill))
    canvas.setStrokeColor(HexColor(shape.edge))
    path = canvas.beginPath()
    (x, y), *others = shape.corners
    path.moveTo(x, top - y)
    for x, y in others:
        path.lineTo(x, top - y)
    path.close()
    canvas.drawPath(path, stroke=1, fill=1)
