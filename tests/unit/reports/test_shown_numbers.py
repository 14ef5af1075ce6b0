"""What a spreadsheet shows of a number is what the report shows of it."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.documents.sheets import number_cell
from app.web.formatting import number, rounded

JUST_BELOW = 51.14997013141302
"""A chance that really came out of an assessment: 51.1 in the report, and 51.1500 with 4 decimals."""


def in_a_spreadsheet(value, decimals):
    """As a spreadsheet shows it: from the digits of the number, halves away from zero."""
    return str(Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)).replace(".", ",")


def near_a_half():
    """A number that is nearly halfway between two that can be shown."""
    halves = st.integers(-2000, 2000).map(lambda tenths: Fraction(tenths, 10) + Fraction(1, 20))
    return st.builds(lambda half, off: half + off, halves, st.fractions(Fraction(-1, 5000), Fraction(1, 5000)))


@pytest.mark.parametrize("decimals", [1, 2])
@given(value=st.one_of(st.fractions(-200, 200), near_a_half(), st.floats(0, 100)))
@example(value=JUST_BELOW)
@example(value=Fraction(4996, 100_000))
@example(value=Fraction(-1, 30))
@example(value=-JUST_BELOW)
def test_a_number_is_the_same_on_a_sheet_and_in_the_report(decimals, value):
    cell = number_cell(value, decimals)
    assert in_a_spreadsheet(cell, decimals) == number(value, decimals).replace(".", "")
    assert abs(Fraction(cell) - Fraction(value)) < Fraction(2, 10_000) or (value < 0 and not rounded(value, decimals))
    assert rounded(cell, 4) == Decimal(repr(cell))


def test_without_that_it_would_be_another_number():
    assert in_a_spreadsheet(float(rounded(JUST_BELOW, 4)), 1) == "51,2"
    assert number(JUST_BELOW) == in_a_spreadsheet(number_cell(JUST_BELOW, 1), 1) == "51,1"


def test_no_number_stays_none():
    assert number_cell(None, 1) is None
