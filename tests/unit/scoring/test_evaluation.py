"""The order of chances, made again from the leaves: within 5 points of the first of a group is equal (S20)."""

from fractions import Fraction

import pytest

from scoring.explanation import Step, computed
from scoring.explanation.step import leaf


@pytest.mark.parametrize(("own", "place"), [("a", 1), ("b", 1), ("c", 3), ("d", 4)])
def test_a_chance_close_to_the_first_of_a_group_shares_its_place(own: str, place: int) -> None:
    chances = {"a": 60, "b": 56, "c": 55, "d": 40}
    parts = tuple(leaf("S19", "chance", domain, Fraction(value)) for domain, value in chances.items())
    assert computed(Step("S20", "rank", own, "rank", None, parts=parts)) == place
