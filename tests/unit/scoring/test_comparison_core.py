"""The comparable core and what stays out of it: S22, S23 and S25."""

from dataclasses import replace
from fractions import Fraction

import pytest

from scoring.assessment import AgreedScore
from scoring.comparison import compare
from scoring.comparison.moment import moment
from tests.unit.scoring.comparisons import ALL_TWO, compared, dimension, domain, said, second_version, without
from tests.unit.scoring.samples import PROFILE, QUESTIONNAIRE, agreed, make_assessment

LISTS = ("now_known", "now_unknown", "task_changed", "seen_differently", "unsaid")


def lists(comparison):
    found = domain(comparison)
    return {name: getattr(found, name) for name in LISTS if getattr(found, name)}


def sizes(comparison):
    return {name: change.core for name, change in domain(comparison).dimensions.items()}


def test_the_whole_profile_is_the_core_when_all_of_it_is_scored_twice():
    comparison = compared(said(ALL_TWO), said(ALL_TWO))
    assert sizes(comparison) == {"betrokkenheid": 4, "middelen": 6, "ondersteuning": 4}
    assert lists(comparison) == {}


@pytest.mark.parametrize(("value", "listed"), [("unknown", "now_known"), ("not_applicable", "task_changed")])
def test_an_item_without_a_score_before_is_not_in_the_core(value, listed):
    comparison = compared(said({**ALL_TWO, "A.BE": value}), said({**ALL_TWO, "A.BE": 4}))
    assert sizes(comparison)["betrokkenheid"] == 3
    assert dimension(comparison).change == 0
    assert lists(comparison) == {listed: ("A.BE",)}


@pytest.mark.parametrize(("value", "listed"), [("unknown", "now_unknown"), ("not_applicable", "task_changed")])
def test_an_item_without_a_score_after_is_not_in_the_core(value, listed):
    comparison = compared(said({**ALL_TWO, "A.BE": 4}), said({**ALL_TWO, "A.BE": value}))
    assert sizes(comparison)["betrokkenheid"] == 3
    assert dimension(comparison).change == 0
    assert lists(comparison) == {listed: ("A.BE",)}


def test_nobody_answering_is_unknown():
    comparison = compared(said(without(ALL_TWO, "A.BE", "S.BE")), said({**ALL_TWO, "S.BE": "not_applicable"}))
    assert lists(comparison) == {"now_known": ("A.BE",), "task_changed": ("S.BE",)}


def test_what_is_neither_known_before_nor_after_is_not_listed():
    missing = {**ALL_TWO, "A.BE": "unknown", "S.BE": "not_applicable"}
    assert lists(compared(said(missing), said(missing))) == {}


def test_the_lists_have_the_order_of_the_later_questionnaire():
    reversed_version = QUESTIONNAIRE.model_copy(
        update={"version": 2, "questions": tuple(reversed(QUESTIONNAIRE.questions))}
    )
    before, after = make_assessment(said(dict.fromkeys(PROFILE, "unknown"))), make_assessment(said(ALL_TWO))
    found = domain(compare(QUESTIONNAIRE, before, reversed_version, after))
    assert found.now_known == tuple(reversed(PROFILE))


def test_chances_are_never_listed():
    before, after = said({**ALL_TWO, "K1": "unknown", "K2": 1}), said({**ALL_TWO, "K1": 2, "K2": 4})
    assert lists(compared(before, after)) == {}


@pytest.mark.parametrize("fields", [{"meaning": 2}, {"id": "A.BX"}, {"kind": "general"}])
def test_a_question_that_asks_something_else_is_not_in_the_core(fields):
    later = second_version(A_BE=fields)
    before = make_assessment(said({**ALL_TWO, "A.BE": "unknown"}))
    comparison = compare(QUESTIONNAIRE, before, later, make_assessment(said({**ALL_TWO, fields.get("id", "A.BE"): 4})))
    assert sizes(comparison)["betrokkenheid"] == 3
    assert lists(comparison) == {}


def test_a_reworded_question_stays_in_the_core():
    later = second_version(A_BE={"text": "Anders gezegd?"})
    assessment = make_assessment(said(ALL_TWO))
    assert sizes(compare(QUESTIONNAIRE, assessment, later, assessment))["betrokkenheid"] == 4


def test_a_moved_question_counts_where_the_later_version_has_it():
    later = second_version(A_BE={"facet": "steun"})
    before = make_assessment(said({**ALL_TWO, "A.BE": 0}))
    after = make_assessment(said(ALL_TWO, changed="yes"))
    comparison = compare(QUESTIONNAIRE, before, later, after)
    assert sizes(comparison) == {"betrokkenheid": 3, "middelen": 6, "ondersteuning": 5}
    assert dimension(comparison).change == 0
    assert dimension(comparison, "ondersteuning").change == Fraction(25, 3)


# S23


def test_two_thirds_of_the_anchors_is_enough():
    before = said(without(ALL_TWO, "C.BE", "C.BL"))
    assert dimension(compared(before, said(ALL_TWO)), "middelen").kind == "same"


def test_less_than_two_thirds_of_the_anchors_is_not_comparable():
    change = dimension(compared(said(without(ALL_TWO, "C.BE", "C.BL", "C.UI")), said(ALL_TWO)), "middelen")
    assert (change.kind, change.core) == ("not_comparable", 3)
    assert (change.before, change.after, change.change, change.supported) == (None, None, None, None)


def test_an_anchor_that_does_not_apply_later_does_not_count():
    before = said(without(ALL_TWO, "C.BE", "C.BL"))
    after = said({**ALL_TWO, "C.BE": "not_applicable", "C.BL": "unknown", "M.BE": "unknown"})
    assert dimension(compared(before, after), "middelen").kind == "not_comparable"
    after = said({**ALL_TWO, "C.BE": "not_applicable", "C.BL": "not_applicable", "M.BE": "unknown"})
    assert dimension(compared(before, after), "middelen").kind == "same"


def test_only_anchors_of_the_later_version_count():
    fewer = second_version(C_BE={"anchor": False}, C_BL={"anchor": False}, C_UI={"anchor": False})
    before, after = make_assessment(said(without(ALL_TWO, "C.BE", "C.BL", "C.UI"))), make_assessment(said(ALL_TWO))
    assert dimension(compare(QUESTIONNAIRE, before, fewer, after), "middelen").kind == "same"
    assert dimension(compare(fewer, before, QUESTIONNAIRE, after), "middelen").kind == "not_comparable"


def test_a_new_anchor_counts_against_the_core():
    """In the later version, applicable there, and never in the core."""
    news = ("A.BX", "A.BY", "A.BZ")
    added = tuple(QUESTIONNAIRE.question("A.BE").model_copy(update={"id": name}) for name in news)
    later = QUESTIONNAIRE.model_copy(update={"version": 2, "questions": (*QUESTIONNAIRE.questions, *added)})
    before, after = make_assessment(said(ALL_TWO)), make_assessment(said(ALL_TWO))
    assert dimension(compare(QUESTIONNAIRE, before, later, after)).kind == "not_comparable"
    after = make_assessment(said({**ALL_TWO, "A.BX": "not_applicable"}))
    assert dimension(compare(QUESTIONNAIRE, before, later, after)).kind == "same"


def test_two_levels_of_the_core_are_needed_on_top_of_the_anchors():
    nothing_at_two_levels = {**ALL_TWO, "A.BE": "not_applicable", "A.BL": "not_applicable"}
    change = dimension(compared(said(ALL_TWO), said(nothing_at_two_levels)))
    assert (change.kind, change.core) == ("not_comparable", 2)


def test_without_any_applicable_item_nothing_is_comparable():
    nothing = dict.fromkeys(PROFILE, "not_applicable")
    change = dimension(compared(said(nothing), said(nothing)))
    assert (change.kind, change.core) == ("not_comparable", 0)


# S25


def moved(*later_answers, scores=()):
    before = said({**ALL_TWO, "A.BE": 0})
    after = [*said(without(ALL_TWO, "A.BE")), *(answer for answers in later_answers for answer in answers)]
    return compared(before, replace(make_assessment(after), agreed=tuple(scores)))


@pytest.mark.parametrize(
    ("said_of_it", "listed"),
    [
        (("no",), "seen_differently"),
        (("no", None), "seen_differently"),
        (("no", "unknown"), "seen_differently"),
        (("no", "no"), "seen_differently"),
        (("no", "yes"), None),
        (("no", "no", "yes"), None),
        (("yes",), None),
        ((None,), "unsaid"),
        (("unknown",), "unsaid"),
        (("unknown", None), "unsaid"),
    ],
)
def test_changed_with_a_yes_seen_differently_with_a_no_and_else_unsaid(said_of_it, listed):
    answers = [
        said({"A.BE": 2}, participant=f"p{number}", changed=word) for number, word in enumerate(said_of_it, start=1)
    ]
    comparison = moved(*answers)
    change = dimension(comparison)
    assert lists(comparison) == ({listed: ("A.BE",)} if listed else {})
    expected = {None: (Fraction(100, 3), 50), "seen_differently": (50, 50), "unsaid": (None, None)}
    assert (change.before, change.after) == expected[listed]


@pytest.mark.parametrize(
    ("words", "score", "unknown"),
    [
        (("unknown",), None, True),
        (("unknown", None), None, True),
        ((None,), None, False),
        (("unknown", "no"), None, False),
        (("unknown", "yes"), None, False),
        # As with what is said: the agreed score alone decides.
        (("no",), "unknown", True),
        (("unknown",), "no", False),
    ],
)
def test_an_unsaid_item_of_which_people_say_that_they_do_not_know(words, score, unknown):
    answers = [one for n, word in enumerate(words) for one in said({"A.BE": 2}, participant=f"p{n}", changed=word)]
    scores = [AgreedScore("geld/A.BE", 2, "Zo is het.", changed=score)] if score else []
    assert moment(replace(make_assessment(answers), agreed=tuple(scores))).is_unknown("geld/A.BE") == unknown


def test_a_no_with_an_unknown_counts_too():
    comparison = moved(said({"A.BE": 2}), said({"A.BE": "unknown"}, participant="p2", changed="no"))
    assert lists(comparison) == {"seen_differently": ("A.BE",)}


@pytest.mark.parametrize("beside", ["yes", "no", None])
@pytest.mark.parametrize(
    ("word", "listed"), [("no", "seen_differently"), ("yes", None), ("unknown", "unsaid"), (None, "unsaid")]
)
def test_the_agreed_score_decides_alone(word, listed, beside):
    answer = said({"A.BE": 1}, changed=beside)
    comparison = moved(answer, scores=[AgreedScore("geld/A.BE", 4, "Zo is het.", changed=word)])
    assert lists(comparison) == ({listed: ("A.BE",)} if listed else {})
    high, low = Fraction(200, 3), Fraction(100, 3)
    expected = {None: (low, high), "seen_differently": (high, high), "unsaid": (None, None)}
    assert (dimension(comparison).before, dimension(comparison).after) == expected[listed]


def test_an_item_that_does_not_differ_is_not_seen_differently():
    comparison = compared(said(ALL_TWO), said(ALL_TWO, changed="no"))
    assert lists(comparison) == {}


def test_an_item_outside_the_core_is_not_seen_differently():
    comparison = compared(said({**ALL_TWO, "A.BE": "unknown"}), said(ALL_TWO, changed="no"))
    assert lists(comparison) == {"now_known": ("A.BE",)}


def test_an_agreed_not_applicable_takes_the_item_out():
    comparison = compared(said(ALL_TWO), make_assessment(said(ALL_TWO), scores={"geld/A.BE": "not_applicable"}))
    assert lists(comparison) == {"task_changed": ("A.BE",)}
    assert agreed({"geld/A.BE": "not_applicable"})[0].changed is None
