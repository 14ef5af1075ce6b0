"""Shapes as SVG inside a page: only attributes, no style, so that a strict content security policy lets it through.

The colours are tokens of the page: a picture goes dark with the text around it, or into the colours of the system.
"""

from html import escape

from app.documents.charts import ACCENT, GREY, INK, LINE, PALE, WHITE, Box, Circle, Drawing, Label, Line, Polygon, Shape
from app.documents.charts.plots import drawing_of
from app.documents.model import Figure, Moves, Trend

WIDTH = 580.0
_FONT = "Noto Sans, sans-serif"
_TOKENS = {
    ACCENT: "var(--accent)",
    INK: "var(--ink)",
    GREY: "var(--quiet)",
    LINE: "var(--axis)",
    PALE: "var(--voorbeeld-kleuren-violet-100)",
    WHITE: "var(--surface)",
}


def render_picture(picture: Figure | Moves | Trend, prefix: str) -> str:
    """A picture as inline SVG; `prefix` makes its ids the only ones of the page."""
    return render_svg(drawing_of(picture, WIDTH), picture.message, picture.alt, prefix)


def render_svg(drawing: Drawing, title: str, description: str, prefix: str) -> str:
    """The drawing with a title and a description for who cannot see it."""
    shapes = "".join(map(_shape, drawing.shapes))
    name, about = escape(f"{prefix}-titel"), escape(f"{prefix}-tekst")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name} {about}" '
        f'viewBox="0 0 {_number(drawing.width)} {_number(drawing.height)}" font-family="{_FONT}">'
        f'<title id="{name}">{escape(title)}</title><desc id="{about}">{escape(description)}</desc>{shapes}</svg>'
    )


def render_mark(drawing: Drawing) -> str:
    """A small drawing beside the words that say the same."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true" focusable="false" '
        f'viewBox="0 0 {_number(drawing.width)} {_number(drawing.height)}">{"".join(map(_shape, drawing.shapes))}</svg>'
    )


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _attributes(**values: float | str | None) -> str:
    found = []
    for name, value in values.items():
        if value is not None:
            text = escape(_TOKENS.get(value, value)) if isinstance(value, str) else _number(value)
            found.append(f'{name.replace("_", "-")}="{text}"')
    return " ".join(found)


def _shape(shape: Shape) -> str:
    match shape:
        case Line():
            dashes = "2 3" if shape.dashed else None
            ends = {"x1": shape.x1, "y1": shape.y1, "x2": shape.x2, "y2": shape.y2}
            return (
                f"<line {_attributes(**ends, stroke=shape.color, stroke_width=shape.width, stroke_dasharray=dashes)}/>"
            )
        case Box():
            place = {"x": shape.x, "y": shape.y, "width": shape.width, "height": shape.height}
            return f"<rect {_attributes(**place, fill=shape.fill)}/>"
        case Circle():
            return (
                f"<circle {_attributes(cx=shape.x, cy=shape.y, r=shape.radius, fill=shape.fill, stroke=shape.edge)}/>"
            )
        case Polygon():
            corners = " ".join(f"{_number(x)},{_number(y)}" for x, y in shape.corners)
            return f"<polygon {_attributes(points=corners, fill=shape.fill, stroke=shape.edge)}/>"
        case Label():
            weight = "700" if shape.bold else None
            place = {"x": shape.x, "y": shape.y, "font_size": shape.size}
            how = _attributes(**place, fill=shape.color, text_anchor=shape.anchor, font_weight=weight)
            return f"<text {how}>{escape(shape.text)}</text>"
