"""Numbers and dates as Dutch people write them."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from app.web.formatting import exact_number, long_date, number, rounded, signed_number


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (Fraction(325, 6), 1, "54,2"),
        (Fraction(12345, 10), 1, "1.234,5"),
        (0, 1, "0,0"),
        (Fraction(1, 20), 1, "0,1"),
        (Fraction(-1, 20), 1, "-0,1"),
        (Fraction(-1, 1000), 1, "0,0"),
        (Fraction(5, 2), 0, "3"),
        (80.3638, 1, "80,4"),
        (1234567, 0, "1.234.567"),
    ],
)
def test_numbers(value, decimals, expected):
    assert number(value, decimals) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(Fraction(-234375, 100000), "-2.3438"), (Fraction(234375, 100000), "2.3438"), (Fraction(1, 3), "0.3333")],
)
def test_halves_go_away_from_zero(value, expected):
    assert rounded(value, 4) == Decimal(expected)
    assert exact_number(value) == float(expected)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(Fraction(25, 2), "+12,5"), (Fraction(-31, 10), "−3,1"), (Fraction(1, 100), "0,0"), (0, "0,0")],
)
def test_changes_have_a_sign(value, expected):
    assert signed_number(value) == expected


def test_a_date_in_words():
    assert long_date(date(2026, 3, 4)) == "4 maart 2026"
