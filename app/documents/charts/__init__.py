"""Pictures as shapes, laid out once: page, PDF and Word draw these."""

from app.documents.charts.dots import dot_plot
from app.documents.charts.geometry import Drawing
from app.documents.charts.moves import moves_plot
from app.documents.charts.trends import trend_plot
from app.documents.model import Figure, Moves, Trend


def drawing_of(picture: Figure | Moves | Trend, width: float) -> Drawing:
    """The shapes of a picture at this width; its height follows from what is in it."""
    match picture:
        case Moves():
            return moves_plot(picture, width)
        case Trend():
            return trend_plot(picture, width)
    return dot_plot(picture.dots, picture.words, width)
