"""The picture of how the answers to a question lie: every answer in it, nothing on top of each other, in words too."""

from itertools import combinations, product
from math import dist

import pytest

from app.reviews.strips import MOST_DOTS, PLACES, TOP, DotStrip

AXIS = 65


def strip_of(*values, **more):
    return DotStrip({value: values.count(value) for value in values}, **more)


def test_every_person_is_one_dot_at_their_place():
    found = strip_of("0", "1", "1", "3", "4")
    assert [dot.x for dot in found.dots] == [7, 20, 20, 46, 59]
    assert found.dots[1].y > found.dots[2].y
    assert found.bars == ()
    assert found.box is None
    assert found.words == "Antwoorden: 1 keer 0, 2 keer 1, 1 keer 3, 1 keer 4."


@pytest.mark.parametrize("counts", [c for c in product(range(10), repeat=5) if 0 < sum(c) <= MOST_DOTS][::7])
def test_dots_stay_apart_and_inside_the_picture(counts):
    found = DotStrip(dict(zip(PLACES, counts, strict=True)))
    assert len(found.dots) == sum(counts)
    for one, other in combinations(found.dots, 2):
        assert dist(one[:2], other[:2]) >= one.radius + other.radius
    assert all(dot.x - dot.radius >= 0 and dot.x + dot.radius <= AXIS + 1 for dot in found.dots)
    assert all(dot.y - dot.radius >= TOP for dot in found.dots)


def test_many_people_are_bars_that_show_where_most_are():
    found = strip_of(*["1"] * 20, *["2"] * 10, "4")
    assert found.dots == ()
    assert [bar.height for bar in found.bars] == [21, 10, 2]
    assert [bar.x for bar in found.bars] == [16, 29, 55]
    assert found.words == "Antwoorden: 20 keer 1, 10 keer 2, 1 keer 4."


def test_what_has_no_score_is_a_sign():
    found = strip_of("2", "unknown", "not_applicable", "unknown")
    assert found.signs == "?–"
    assert len(found.dots) == 1
    assert found.words == "Antwoorden: 1 keer 2, 1 keer niet van toepassing, 2 keer weet ik niet."
    assert strip_of().words == "Geen antwoorden."


@pytest.mark.parametrize(("agreed", "box", "words"), [("3", 40, "3"), ("not_applicable", 64, "niet van toepassing")])
def test_a_box_is_around_what_is_agreed(agreed, box, words):
    found = strip_of("3", agreed=agreed)
    assert found.box == box
    assert found.words == f"Antwoorden: 1 keer 3. Afgesproken: {words}."


def test_that_it_lies_far_apart_is_said_too():
    assert strip_of("0", "4", is_apart=True).words == "Antwoorden: 1 keer 0, 1 keer 4. Ver uit elkaar."
