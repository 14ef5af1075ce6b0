"""S16-S21: chances, their order, and how certain that order is."""

from fractions import Fraction

import pytest

from scoring.engine import score
from scoring.opportunity import Contender, OpportunityParts, Span, opportunity, ranking, room
from scoring.result import Rank
from tests.unit.scoring.samples import QUESTIONNAIRE, make_assessment, row

ALL_TWO = "2 2 2 2 / 2 2 2 2 2 2 / 2 2 2 2"


def parts_of(profile, chances, **choices):
    assessment = make_assessment(row("geld", profile, chances), **choices)
    return score(QUESTIONNAIRE, assessment).domains["geld"].parts


@pytest.mark.parametrize(("chances", "return_"), [("4 2 0 0", 75), ("? 2 0 0", 50), ("1 ? 0 0", 25), ("? ? 0 0", None)])
def test_s16_the_return_is_the_mean_of_what_is_known(chances, return_):
    assert parts_of(ALL_TWO, chances).return_ == return_


def test_s16_several_people_answer_one_chance_question():
    answers = [*row("geld", ALL_TWO, "4 2 1 1", "p1"), *row("geld", ALL_TWO, "3 ? 1 1", "p2")]
    parts = score(QUESTIONNAIRE, make_assessment(answers)).domains["geld"].parts
    assert parts.return_ == (Fraction(175, 2) + 50) / 2


def test_s17_the_feasibility_leaves_middelen_out():
    profile = "4 4 4 4 / 0 0 0 0 0 0 / 2 2 2 2"
    assert parts_of(profile, "0 0 4 2").feasibility == Fraction(75, 2) + 25 + Fraction(25, 2)
    assert parts_of(profile, "0 0 4 ?").feasibility == 50 + 25 + Fraction(25, 2)
    assert parts_of(profile, "0 0 ? ?").feasibility is None


@pytest.mark.parametrize("profile", ["? ? 2 2 / 2 2 2 2 2 2 / 2 2 2 2", "2 2 2 2 / 2 2 2 2 2 2 / ? ? 2 2"])
def test_s17_needs_both_dimensions(profile):
    assert parts_of(profile, "4 4 4 4").feasibility is None


@pytest.mark.parametrize(
    ("ambition", "total", "expected"),
    [(75, 62, 1), (75, Fraction(125, 2), 1), (75, 70, Fraction(2, 5)), (75, 75, 0), (50, 75, 0), (75, None, None)],
)
def test_s18_the_room_ends_at_the_ambition(ambition, total, expected):
    assert room(ambition, None if total is None else Fraction(total)) == expected


def test_s18_the_ambition_is_75_unless_chosen():
    assert parts_of("3 3 3 3 / 3 3 3 3 3 3 / 3 3 3 3", "4 4 4 4").room == 0
    assert parts_of("3 3 3 3 / 3 3 3 3 3 3 / 3 3 3 3", "4 4 4 4", ambitions={"geld": 100}).room == 1


def chance(return_, feasibility, room=1):
    return opportunity(OpportunityParts(Fraction(return_), None, Fraction(feasibility), Fraction(room)))


@pytest.mark.parametrize(
    ("found", "points", "word"),
    [
        (chance(65, 65), 65, "Nu kansrijk"),
        (chance(64, 65), 64.498, "Kansrijk met voorwerk"),
        (chance(100, "20.25"), 45, "Kansrijk met voorwerk"),
        (chance(100, 100, "0.4499"), 44.99, "Later"),
        (chance(100, 100, 0), 0, "Behouden"),
        (chance(0, 100), 0, "Later"),
        # Half a thousand-millionth below the border is on it.
        (chance("64.9999999995", "64.9999999995"), 65, "Nu kansrijk"),
    ],
)
def test_s19_the_chance_and_its_word(found, points, word):
    assert (found.score, found.word) == (pytest.approx(points, abs=0.001), word)


@pytest.mark.parametrize(
    ("profile", "chances"),
    [
        (ALL_TWO, "? ? 4 4"),
        (ALL_TWO, "4 4 ? ?"),
        ("2 2 2 2 / ? ? ? 2 2 2 / 2 2 2 2", "4 4 4 4"),
        ("2 2 ? ? / 2 2 2 2 2 2 / 2 2 2 2", "4 4 4 4"),
    ],
)
def test_s19_without_a_part_there_is_no_order(profile, chances):
    found = score(QUESTIONNAIRE, make_assessment(row("geld", profile, chances)))
    assert found.domains["geld"].opportunity is None
    assert found.ranking == ()


def contender(domain, points, low=None, high=None):
    """A domain with this chance, and the same span in every way."""
    span = Span(points if low is None else low, points if high is None else high)
    return Contender(domain, points, {"geometric": span, "arithmetic": span, "minimum": span})


def ranks(*chances):
    return [rank.rank for rank in ranking([contender(str(n), points) for n, points in enumerate(chances)])]


def test_s20_less_than_five_below_the_first_of_the_group_is_equal():
    assert ranks(60.0, 56.0, 55.1, 55.0) == [1, 1, 1, 4]


def test_s20_the_border_is_the_first_of_the_group_and_not_the_one_before():
    assert ranks(60.0, 57.0, 54.0, 51.0, 49.1) == [1, 1, 3, 3, 3]


def test_s20_five_points_by_floating_point_is_five():
    assert ranks(60.0, 55.0 + 4e-10) == [1, 2]
    assert ranks(60.0, 55.0 + 2e-9) == [1, 1]


def test_s20_equal_chances_keep_the_order_of_the_domains():
    order = [
        rank.domain for rank in ranking([contender("a", 50.0), contender("b", 50.0 + 5e-10), contender("c", 60.0)])
    ]
    assert order == ["c", "a", "b"]


def test_s20_own_domains_come_last_among_equals_whatever_their_place_in_the_file():
    domains = ["eigen_2", "wonen", "eigen_1", "geld"]
    answers = [answer for domain in domains for answer in row(domain, ALL_TWO, "4 4 4 4")]
    found = score(QUESTIONNAIRE, make_assessment(answers, domains))
    assert [rank.domain for rank in found.ranking] == ["geld", "wonen", "eigen_1", "eigen_2"]
    assert [rank.rank for rank in found.ranking] == [1, 1, 1, 1]
    assert list(found.domains) == domains


def test_s21_surely_ahead_is_five_points_between_the_spans():
    found = ranking(
        [contender("a", 80.0, 70.0, 90.0), contender("b", 60.0, 50.0, 65.0), contender("c", 58.0, 40.0, 65.5)]
    )
    assert found == (Rank("a", 1, 1, 2), Rank("b", 2, 2, 3), Rank("c", 2, 1, 3))


def test_s21_takes_the_smallest_best_and_the_largest_worst_of_the_three_ways():
    one = Contender("a", 80.0, {"geometric": Span(80, 80), "arithmetic": Span(80, 80), "minimum": Span(30, 30)})
    two = Contender("b", 60.0, {"geometric": Span(60, 60), "arithmetic": Span(78, 78), "minimum": Span(60, 60)})
    assert ranking([one, two]) == (Rank("a", 1, 1, 2), Rank("b", 2, 1, 2))


def test_s21_the_rank_of_s20_is_always_inside():
    # The first two are equal, though one is surely ahead of the other in every way.
    spread = [contender("a", 60.0, 60.0, 60.0), contender("b", 55.5, 50.0, 55.0)]
    assert ranking(spread) == (Rank("a", 1, 1, 1), Rank("b", 1, 1, 2))


def test_s21_the_span_comes_from_the_known_the_low_and_the_high_profile():
    answers = [
        *row("geld", "2 ? 2 2 / 2 2 2 2 2 2 / 2 2 2 2", "4 4 4 4"),
        *row("wonen", ALL_TWO, "3 3 3 3"),
    ]
    found = score(QUESTIONNAIRE, make_assessment(answers, ["geld", "wonen"]))
    assert [(rank.domain, rank.best, rank.worst) for rank in found.ranking] == [("geld", 1, 1), ("wonen", 2, 2)]
