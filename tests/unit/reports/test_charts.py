"""The pictures: the right places, and SVG that a strict policy lets through."""

import re
from xml.etree import ElementTree

from app.documents.charts import Circle, Label, Line
from app.documents.charts.plots import DOTS_HEAD, DOTS_LABELS, DOTS_NUMBERS, DOTS_ROW, dot_plot, shortened
from app.documents.charts.svg import render_picture
from app.documents.model import Dot, Figure
from tests.unit.reports.examples import blocks_of, make_document, make_round

SVG = "{http://www.w3.org/2000/svg}"
WORDS = ("Nog niet", "Los", "In opbouw", "Geregeld", "Verankerd")


def parsed(svg):
    """The elements of a picture that we made ourselves."""
    return ElementTree.fromstring(svg)  # noqa: S314 - not from outside


def plot(*dots):
    return dot_plot(dots, WORDS, DOTS_LABELS + DOTS_NUMBERS + 200).shapes


def of_type(shapes, kind):
    return [shape for shape in shapes if isinstance(shape, kind)]


def test_a_score_stands_on_its_place():
    (circle,) = of_type(plot(Dot(label="Werk", text="25,0", value=25)), Circle)
    assert (circle.x, circle.y) == (DOTS_LABELS + 50, DOTS_HEAD + DOTS_ROW / 2)


def test_a_bandwidth_runs_from_low_to_high():
    lines = of_type(plot(Dot(label="Werk", text="–", low=20, high=70)), Line)
    assert (DOTS_LABELS + 40, DOTS_LABELS + 140) in [(line.x1, line.x2) for line in lines]


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
