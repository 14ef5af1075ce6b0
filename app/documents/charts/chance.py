"""The way in to the chance plot for a page: matplotlib is loaded when the first one is made."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.documents.model import PlotPoint


def render_chance_plot(points: Sequence["PlotPoint"]) -> bytes:
    """The plot as an SVG file of its own; the same points always give the same bytes."""
    from app.documents.charts.chance_plot import render_plot

    return render_plot(points)
