"""Pictures of then and now, and of trends: the right places, no text over another, and never colour alone."""

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.charts import INK, WHITE, Box, Circle, Label, Line, Polygon
from app.documents.charts.plots import (
    MOVES_LABELS,
    MOVES_NUMBERS,
    MOVES_WORDS,
    RING,
    TREND_BOTTOM,
    TREND_TOP,
    moves_plot,
    trend_height,
    trend_plot,
)
from app.documents.charts.svg import render_picture
from app.documents.docx.blocks import picture_of
from app.documents.model import Cell, Column, Move, Moves, Table, Trend, TrendPoint
from app.documents.pdf.fonts import BOLD, REGULAR, register_fonts, text_width
from tests.unit.reports.examples import HOSTILE
from tests.unit.reports.test_charts import parsed

register_fonts()
WIDTH = MOVES_LABELS + MOVES_NUMBERS + 200 + MOVES_NUMBERS + MOVES_WORDS
START = MOVES_LABELS + MOVES_NUMBERS
ZONES = ("Nog niet", "Los", "In opbouw", "Geregeld", "Verankerd")
TABLE = Table(caption="Werk", columns=(Column(title="Dimensie"),), rows=((Cell(text="Middelen"),),))


def shown(value):
    return "–" if value is None else f"{value:.1f}".replace(".", ",")


def move(before=None, after=None, way=None, **more):
    known = {"label": "Middelen", "word": "ongeveer gelijk", "before": before, "after": after, "way": way}
    return Move(**known | {"before_text": shown(before), "after_text": shown(after)} | more)


def moves(*rows, **more):
    return Moves(**{"message": "Wat er gebeurde.", "alt": "Werk.", "words": ZONES, "rows": rows, "table": TABLE} | more)


def trend(*values, breaks=(), label="Ronde #"):
    points = tuple(
        TrendPoint(label=label.replace("#", str(n + 1)), text=shown(value), value=value, breaks=n in breaks)
        for n, value in enumerate(values)
    )
    return Trend(message="Het totaal.", alt="Werk.", breach="andere lijst", words=ZONES, points=points, table=TABLE)


def of_type(drawing, kind):
    return [shape for shape in drawing.shapes if isinstance(shape, kind)]


def place_of(label):
    """What a text takes: left, top, right, bottom."""
    width = text_width(label.text, BOLD if label.bold else REGULAR, label.size)
    left = label.x - width * {"start": 0, "middle": 0.5, "end": 1}[label.anchor]
    return left, label.y - label.size * 0.75, left + width, label.y + label.size * 0.1


def overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def overlapping(drawing):
    labels = of_type(drawing, Label)
    return [(a.text, b.text) for a, b in combinations(labels, 2) if overlap(place_of(a), place_of(b))]


def test_a_ring_is_then_and_a_dot_is_now_on_their_places():
    ring, dot = of_type(moves_plot(moves(move(25, 75, "up")), WIDTH), Circle)[-2:]
    assert (ring.x, dot.x) == (START + 50, START + 150)
    assert (ring.fill, ring.edge, ring.radius) == (WHITE, INK, RING)
    assert dot.radius < ring.radius - 1
    assert dot.fill != WHITE


def test_a_line_runs_from_then_to_now():
    lines = of_type(moves_plot(moves(move(80, 20, "down")), WIDTH), Line)
    assert (START + 160, START + 40) in [(line.x1, line.x2) for line in lines]


@pytest.mark.parametrize(("way", "higher"), [("up", True), ("down", False)])
@pytest.mark.parametrize("visible", [True, False])
def test_an_arrow_is_a_shape_that_is_filled_when_the_change_is_visible(way, higher, visible):
    (arrow,) = of_type(moves_plot(moves(move(40, 60, way, visible=visible)), WIDTH), Polygon)
    heights = [y for _, y in arrow.corners]
    tip = arrow.corners[0][1]
    assert tip == (min(heights) if higher else max(heights))
    assert arrow.fill == (INK if visible else WHITE)


def test_what_stayed_or_cannot_be_compared_has_no_arrow():
    drawing = moves_plot(moves(move(40, 42, "same"), move()), WIDTH)
    assert of_type(drawing, Polygon) == []
    assert len([box for box in of_type(drawing, Box) if box.fill == INK]) == 2


def test_what_cannot_be_compared_has_words_and_no_dots():
    drawing = moves_plot(moves(move(word="niet vergelijkbaar")), WIDTH)
    # The legend has one of each.
    assert len(of_type(drawing, Circle)) == 2
    assert "niet vergelijkbaar" in [label.text for label in of_type(drawing, Label)]


@pytest.mark.parametrize(
    ("before", "after"), [(0, 0), (100, 100), (0, 100), (100, 0), (50, 50.04), (0, 0.1), (99.9, 100)]
)
def test_numbers_of_the_ends_and_of_equal_scores_do_not_meet(before, after):
    drawing = moves_plot(moves(move(before, after, "same", note="kan toeval zijn")), WIDTH)
    assert overlapping(drawing) == []
    assert all(place_of(label)[0] >= -0.01 and place_of(label)[2] <= WIDTH for label in of_type(drawing, Label))


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=1, max_size=5))
def test_no_text_of_then_and_now_ever_covers_another(pairs):
    rows = [move(one, other, "up", word="zichtbaar omhoog", note="nog niet onderbouwd") for one, other in pairs]
    assert overlapping(moves_plot(moves(*rows), 491)) == []


def test_a_line_breaks_where_versions_differ_and_where_nothing_is_known():
    drawing = trend_plot(trend(20, 30, 40, None, 50, 60, breaks={2}), 491)
    whole = [line for line in of_type(drawing, Line) if line.width == 2.0]
    assert [(line.y1, line.y2) for line in whole] == [
        (trend_height(a), trend_height(b)) for a, b in ((20, 30), (50, 60))
    ]
    (dashed,) = [line for line in of_type(drawing, Line) if line.dashed]
    assert dashed.x1 == dashed.x2
    assert "andere lijst" in [label.text for label in of_type(drawing, Label)]


def test_points_of_a_trend_stand_between_0_and_100():
    dots = of_type(trend_plot(trend(0, 100), 491), Circle)
    assert [dot.y for dot in dots] == [TREND_BOTTOM, TREND_TOP]


@given(
    st.lists(st.one_of(st.none(), st.floats(0, 100), st.sampled_from([0.0, 50.0, 100.0])), min_size=1, max_size=14),
    st.sets(st.integers(1, 13)),
)
def test_no_text_of_a_trend_ever_covers_another(values, breaks):
    assert overlapping(trend_plot(trend(*values, breaks=breaks), 491)) == []


def test_with_few_rounds_every_number_is_there():
    for values in ((0, 100, 0), (100, 0, 100), (50, 50, 50), (0, 0, 100, 100, 0)):
        labels = [label.text for label in of_type(trend_plot(trend(*values), 491), Label)]
        assert [labels.count(shown(value)) for value in values] == [values.count(value) for value in values]


@pytest.mark.parametrize(
    "picture", [moves(move(20, 60, "up", label=HOSTILE), message=HOSTILE), trend(1, 2, label=HOSTILE)]
)
def test_the_svg_is_well_formed_and_has_no_style(picture):
    text = render_picture(picture, "werk")
    root = parsed(text.replace("\x07", ""))
    assert root.attrib["aria-labelledby"] == "werk-titel werk-tekst"
    assert not re.search(r'\sstyle=|<script|<style|\son\w+="', text)


def test_a_picture_for_word_is_the_same_every_time():
    for drawing in (moves_plot(moves(move(20, 60, "up")), 491), trend_plot(trend(1, None, 3, breaks={2}), 491)):
        assert picture_of(drawing) == picture_of(drawing)
        assert picture_of(drawing).startswith(b"\x89PNG")
