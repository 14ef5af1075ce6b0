"""A trend in the PDF: the drawing below its sentence, and its table below that."""

from typing import Any

from reportlab.platypus import Flowable, KeepTogether

from app.reports.charts.trends import HEIGHT, trend_plot
from app.reports.document.model import Trend
from app.reports.pdf.figures import Picture, draw_shapes
from app.reports.pdf.flowables import Text
from app.reports.pdf.styles import Styles
from app.reports.pdf.tables import table_flowables
from app.reports.tagging.structure import Node


class TrendPicture(Picture):
    """The drawing of a trend."""

    def __init__(self, trend: Trend, width: float, node: Node) -> None:
        super().__init__(width, HEIGHT, node)
        self._trend = trend

    def paint(self, canvas: Any) -> None:
        """The same shapes as on the page."""
        draw_shapes(canvas, trend_plot(self._trend, self.width))


def trend_flowables(trend: Trend, styles: Styles, parent: Node, width: float) -> list[Flowable]:
    """The sentence with the drawing, then the table; what fits together stays together."""
    message = Text(trend.message, styles.body, parent.add("P"))
    picture = TrendPicture(trend, width, parent.add("Figure", alt=trend.alt))
    return [KeepTogether([message, picture]), *table_flowables(trend.table, styles, parent, width)]
