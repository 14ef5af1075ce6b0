"""The pictures: the right places, no name over another, and SVG that a strict policy lets through."""

import re
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.charts.chance_plot import Rectangle, chance_plot, label_places
from app.documents.charts.dots import HEAD, LABELS, NUMBERS, ROW, dot_plot, shortened
from app.documents.charts.geometry import Circle, Label, Line
from app.documents.charts.svg import render_picture
from app.documents.docx.pictures import chance_picture
from app.documents.model import Dot, Figure, PlotPoint
from tests.selection import examples
from tests.unit.reports.examples import HOSTILE, blocks_of, make_document, make_round

SVG = "{http://www.w3.org/2000/svg}"
WORDS = ("Nog niet", "Los", "In opbouw", "Geregeld", "Verankerd")


def parsed(svg):
    """The elements of a picture that we made ourselves."""
    return ElementTree.fromstring(svg)  # noqa: S314 - not from outside


def plot(*dots):
    return dot_plot(dots, WORDS, LABELS + NUMBERS + 200).shapes


def of_type(shapes, kind):
    return [shape for shape in shapes if isinstance(shape, kind)]


def test_a_score_stands_on_its_place():
    (circle,) = of_type(plot(Dot(label="Werk", text="25,0", value=25)), Circle)
    assert (circle.x, circle.y) == (LABELS + 50, HEAD + ROW / 2)


def test_a_bandwidth_runs_from_low_to_high():
    lines = of_type(plot(Dot(label="Werk", text="–", low=20, high=70)), Line)
    assert (LABELS + 40, LABELS + 140) in [(line.x1, line.x2) for line in lines]


def test_without_a_score_there_is_no_dot():
    shapes = plot(Dot(label="Werk", text="Nog te weinig bekend"))
    assert of_type(shapes, Circle) == []
    assert "Nog te weinig bekend" in [label.text for label in of_type(shapes, Label)]


def test_a_score_without_unknown_answers_has_no_bandwidth():
    known = plot(Dot(label="Werk", text="50,0", value=50, low=50, high=50))
    assert len(of_type(known, Line)) == len(of_type(plot(Dot(label="Werk", text="50,0", value=50)), Line))


def test_long_names_are_cut():
    assert shortened("Werk", 100, 8) == "Werk"
    assert shortened("Een heel lange naam voor een domein", 100, 8) == "Een heel lange naam…"


def test_the_svg_has_texts_and_no_style():
    figure = blocks_of(make_document().edition("full"), Figure)[0]
    text = render_picture(figure, "totaal")
    root = parsed(text)
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == "totaal-titel totaal-tekst"
    assert (root.find(f"{SVG}title").text, root.find(f"{SVG}desc").text) == (figure.message, figure.alt)
    assert not re.search(r"style|<script|\son\w+=", text)
    # A colour that is no token of the page would not turn dark with it.
    assert "var(--ink)" in text
    assert '"#' not in text


def test_the_svg_is_well_formed_whatever_a_domain_is_called():
    document = make_document(make_round(("geld",), renamed={"geld": '<b>"&x'}))
    figure = blocks_of(document.edition("full"), Figure)[0]
    texts = parsed(render_picture(figure, "x")).iter(f"{SVG}text")
    assert '<b>"&x' in [text.text for text in texts]


FRAME = Rectangle(0, 0, 520, 340)


@settings(max_examples=examples(40))
@given(st.lists(st.tuples(st.floats(20, 500), st.floats(20, 320)), max_size=15), st.floats(20, 110))
def test_names_never_cover_each_other_or_a_dot(dots, width):
    places = [place.box for place in label_places(dots, [(width, 11)] * len(dots), FRAME)]
    assert all(FRAME.holds(box) for box in places)
    pairs = [(one, two) for index, one in enumerate(places) for two in places[index + 1 :]]
    assert not any(one.overlaps(two) for one, two in pairs)
    assert not any(box.overlaps(Rectangle(x - 3, y - 3, 6, 6)) for box in places for x, y in dots)


def test_a_name_far_from_its_dot_has_a_line():
    places = label_places([(200, 100)] * 6, [(60, 11)] * 6, FRAME)
    assert [place.line for place in places] == [False] * 4 + [True] * 2


def point(label, word="Later"):
    return PlotPoint.model_validate({"label": label, "word": word, "feasibility": 40.0, "return": 60.0})


def test_the_chance_plot_is_the_same_every_time():
    points = [point("Werk"), point("Wonen", "Behouden")]
    assert chance_picture(points, 400, 300) == chance_picture(points, 400, 300)


def test_the_chance_plot_reads_no_names_as_formulas():
    plot = chance_plot([point("$\\frac{1}{2}$"), point(HOSTILE)], 400, 300)
    texts = [text for axes in plot.axes for text in axes.texts]
    assert len(texts) >= 2 and not any(text.get_parse_math() for text in texts)
