"""The PDF of the worked example says the same things in the same order as was signed off."""

from itertools import pairwise

import pytest

from app.documents.model import ANNEX, EDITION_KINDS
from app.reports.contents import draw_pdf, render_slides
from tests.golden.reading_order import example, golden, reading_order
from tests.unit.reports.examples import LONG, make_document, make_round


@pytest.mark.parametrize("kind", (*EDITION_KINDS, ANNEX))
def test_the_example_is_read_as_it_was_signed_off(kind):
    assert reading_order(draw_pdf(example(), kind)) == golden(kind).read_text(encoding="utf-8")


def test_the_slides_are_read_as_they_were_signed_off():
    assert reading_order(render_slides(example(), "pdf")) == golden("slides").read_text(encoding="utf-8")


def test_a_page_break_in_a_text_is_not_heard():
    text = reading_order(draw_pdf(make_document(make_round(reason=LONG)), ANNEX))
    assert text.count(LONG.strip()) == 2 * 18


def test_the_name_of_a_row_is_heard_before_its_cells():
    lines = [line.split() for line in golden("full").read_text(encoding="utf-8").splitlines()]
    rows = [after[0] for (before, after) in pairwise(lines) if before == ["TR"]]
    assert len(rows) > 40
    assert set(rows) == {"TH"}
