"""How much changed, and whether it is supported or to be said at all: S24 and S25."""

from dataclasses import replace
from fractions import Fraction

import pytest

from scoring.assessment import AgreedScore, Evidence
from scoring.comparison.moment import moment
from tests.unit.scoring.comparisons import ALL_TWO, by_all, compared, dimension, domain, five, said, without
from tests.unit.scoring.samples import make_assessment

OTHERS = ("A.BL", "A.UI", "D1.UI")
EVIDENCE = Evidence("document")

# Five people moving A.BE by so many steps together move betrokkenheid by 5/3 point a step.
START = (0, 0, 0, 1, 1)
STEPS = {
    0: START,
    2: (2, 0, 0, 1, 1),
    3: (3, 0, 0, 1, 1),
    5: (3, 2, 0, 1, 1),
    6: (3, 3, 0, 1, 1),
    8: (3, 3, 2, 1, 1),
    9: (3, 3, 3, 1, 1),
    11: (3, 3, 3, 3, 1),
    12: (3, 3, 3, 3, 2),
}


def change(steps, agreed=(), agreed_later=None, back=False, people=(2, 2), changed="yes"):
    """The change of betrokkenheid when A.BE moves by some steps and these other items have agreed scores.

    `people` answer the others, then and now.
    """
    later = agreed if agreed_later is None else agreed_later
    moments = [
        make_assessment(
            [*by_all(without(ALL_TWO, "A.BE"), number), *five("A.BE", values, changed=changed)], scores=_scores(names)
        )
        for values, names, number in zip((START, STEPS[steps]), (agreed, later), people, strict=True)
    ]
    return dimension(compared(*(reversed(moments) if back else moments)))


def _scores(names):
    return {f"geld/{name}": 2 for name in names}


@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize(
    ("steps", "points", "kind"),
    [
        (0, 0, "same"),
        (2, Fraction(10, 3), "same"),
        (3, 5, "small"),
        (8, Fraction(40, 3), "small"),
        (9, 15, "visible"),
    ],
)
def test_from_5_points_small_and_from_15_visible(steps, points, kind, back):
    found = change(steps, back=back)
    assert (found.kind, found.border) == (kind, 15)
    assert found.change == (-points if back else points)
    assert found.after is not None and found.before is not None
    assert found.after - found.before == found.change
    assert found.supported is (False if kind == "visible" else None)


@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize(("steps", "kind"), [(2, "same"), (3, "small"), (5, "small"), (6, "visible"), (9, "visible")])
def test_from_10_visible_when_most_of_the_core_is_agreed_at_both_moments(steps, kind, back):
    found = change(steps, OTHERS, back=back)
    assert (found.kind, found.border) == (kind, 10)


def test_half_of_the_core_is_not_most_of_it():
    assert (change(6, OTHERS[:2]).kind, change(6, OTHERS[:2]).border) == ("small", 15)


@pytest.mark.parametrize(("before", "after"), [(OTHERS, ()), ((), OTHERS), (OTHERS[:2], OTHERS[1:])])
def test_agreed_at_one_moment_does_not_count(before, after):
    assert change(6, before, after).kind == "small"


@pytest.mark.parametrize("people", [(1, 1), (1, 2), (2, 1)])
@pytest.mark.parametrize(("steps", "kind"), [(2, "same"), (3, "small"), (9, "small"), (11, "small"), (12, "visible")])
def test_from_20_visible_when_most_of_the_core_has_one_answer_at_a_moment(steps, kind, people):
    found = change(steps, people=people)
    assert (found.kind, found.border) == (kind, 20)


def test_half_of_the_core_with_one_answer_is_not_most_of_it():
    """Of A.BE and A.UI more people answered."""
    answers = [*said(without(ALL_TWO, "A.BE")), *five("A.BE", START), *said({"A.UI": 2}, "p2")]
    assert dimension(compared(answers, answers)).border == 15
    assert dimension(compared(answers, without_person(answers, "p2", "geld/A.UI"))).border == 20


def without_person(answers, participant, item):
    return [each for each in answers if (each.participant, each.item) != (participant, item)]


@pytest.mark.parametrize(("value", "border"), [("unknown", 20), ("not_applicable", 20), (3, 15)])
def test_only_values_count_as_an_answer(value, border):
    answers = [*said(ALL_TWO), *said(dict.fromkeys(ALL_TWO, value), "p2")]
    assert dimension(compared(answers, answers)).border == border


def test_an_agreed_value_is_not_one_answer():
    """At one moment each: then A.BE and A.BL, later A.UI and D1.UI."""
    rounds = [make_assessment(said(ALL_TWO), scores=_scores(names)) for names in (("A.BE", *OTHERS[:1]), OTHERS[1:])]
    assert dimension(compared(*rounds)).border == 20
    assert dimension(compared(rounds[0], make_assessment(by_all(ALL_TWO)))).border == 15


def test_most_agreed_goes_before_most_with_one_answer():
    assert change(6, OTHERS, people=(1, 1)).border == 10


@pytest.mark.parametrize("changed", ["no", None])
def test_the_border_looks_at_the_files_also_where_the_later_points_are_used_twice(changed):
    assert change(0, OTHERS, changed=changed).border == 10
    assert change(0, people=(1, 2), changed=changed).border == 20


def test_only_the_core_counts():
    """Of the three items in the core two are agreed: most of it."""
    before = make_assessment(
        [*said(without(ALL_TWO, "A.BE", "A.UI")), *five("A.BE", START)], scores=_scores(OTHERS[::2])
    )
    after = make_assessment([*by_all(without(ALL_TWO, "A.BE")), *five("A.BE", STEPS[6])], scores=_scores(OTHERS[::2]))
    assert dimension(compared(before, after)).border == 10
    before = replace(before, agreed=before.agreed[1:])
    assert dimension(compared(before, after)).border == 15


# Supported or not

UP = ({**ALL_TWO, "A.BE": 0, "A.BL": 3}, {**ALL_TWO, "A.BE": 4, "A.BL": 2, "M.BE": 4})


def supported(after, scores=(), before=UP[0]):
    return dimension(compared(by_all(before), replace(make_assessment(after), agreed=tuple(scores)))).supported


def agreed_of(question, evidence=EVIDENCE, changed="yes", value=4):
    return AgreedScore(f"geld/{question}", value, "Zo is het.", evidence, changed)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("A.BE", True),
        ("A.BL", False),  # moved the other way
        ("A.UI", False),  # did not move
        ("M.BE", False),  # of another dimension
        ("K1", False),
    ],
)
def test_evidence_supports_when_it_is_on_an_item_that_moved_along(question, expected):
    after = {**UP[1], "K1": 4}
    answers = [
        *by_all(without(after, question), changed="yes"),
        *by_all({question: after[question]}, changed="yes", evidence=EVIDENCE),
    ]
    assert supported(answers) is expected


@pytest.mark.parametrize("kind", ["document", "decision", "figures", "conversation", "impression"])
def test_an_impression_is_no_evidence(kind):
    expected = kind != "impression"
    assert supported(by_all(UP[1], changed="yes", evidence=Evidence(kind))) is expected
    others = by_all(UP[1], changed="yes")
    assert supported(others, [agreed_of("A.BE", Evidence(kind))]) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("yes",), True),
        (("yes", None), True),
        (("yes", "unknown"), True),
        (("yes", "no"), False),
        (("yes", "yes", "no"), True),
        (("yes", "no", "no"), False),
    ],
)
def test_more_answers_say_yes_than_no(words, expected):
    about = [
        one
        for number, word in enumerate(words, start=1)
        for one in said({"A.BE": 4}, f"p{number}", changed=word, evidence=EVIDENCE if number == 1 else None)
    ]
    assert supported([*by_all(without(UP[1], "A.BE"), changed="yes"), *about]) is expected


def test_evidence_may_stand_with_another_answer_than_the_yes():
    """Also with an unknown."""
    others = by_all(UP[1], changed="yes")
    assert supported(others) is False
    assert supported([*others, *said({"A.BE": 4}, "p3", evidence=EVIDENCE)]) is True
    assert supported([*others, *said({"A.BE": "unknown"}, "p3", evidence=EVIDENCE)]) is True


@pytest.mark.parametrize(("evidence", "changed", "expected"), [(EVIDENCE, "yes", True), (None, "yes", False)])
def test_an_agreed_score_asks_for_its_own_evidence(evidence, changed, expected):
    """That with an answer does not count beside it."""
    answers = by_all(UP[1], changed="yes", evidence=EVIDENCE)
    assert supported(answers, [agreed_of("A.BE", evidence, changed)]) is expected


def test_evidence_of_the_earlier_round_does_not_count():
    before = by_all(UP[0], evidence=EVIDENCE)
    assert dimension(compared(before, by_all(UP[1], changed="yes"))).supported is False


def test_what_is_seen_differently_did_not_move():
    before = {**ALL_TWO, "A.BE": 0, "A.BL": 0}
    after = [
        *by_all(without({**ALL_TWO, "A.BL": 4}, "A.BE"), changed="yes"),
        *by_all({"A.BE": 4}, changed="no", evidence=EVIDENCE),
    ]
    found = dimension(compared(by_all(before), after))
    assert (found.kind, found.supported) == ("visible", False)


def test_a_decline_is_supported_by_evidence_on_an_item_that_went_down():
    before, after = {**ALL_TWO, "A.BE": 4}, {**ALL_TWO, "A.BE": 0}
    found = dimension(compared(by_all(before), by_all(after, evidence=EVIDENCE, changed="yes")))
    assert (found.kind, found.supported, found.change) == ("visible", True, Fraction(-100, 3))


def test_a_change_that_is_not_visible_is_not_called_supported():
    after = by_all({**ALL_TWO, "A.BE": 3}, evidence=EVIDENCE, changed="yes")
    found = dimension(compared(by_all(ALL_TWO), after))
    assert (found.kind, found.supported) == ("small", None)


# To be said or not (S25). A step of one item at bestuur or beleid is 25/3 points, at uitvoering half of that.


def unsaid(before, after, changed):
    """The change of betrokkenheid, with what is said of each item; all others stay at 2."""
    answers = [
        one for question, value in {**ALL_TWO, **after}.items() for one in by_all({question: value},
        changed=changed.get(question))
    ]  # fmt: skip
    return compared(by_all({**ALL_TWO, **before}), answers)


@pytest.mark.parametrize(
    ("then", "now", "says", "kind"),
    [
        ({"A.BE": 1}, {"A.BE": 2}, {}, "unsaid"),  # the same, or small up
        ({"A.BE": 3}, {"A.BE": 2}, {}, "unsaid"),  # the same, or small down
        ({"A.UI": 1}, {"A.UI": 2}, {}, "same"),  # 25/6 points are the same either way
        ({"A.BE": 1}, {"A.BE": 2}, {"A.BE": "unknown"}, "unsaid"),
        ({"A.BE": 1}, {"A.BE": 2}, {"A.BE": "no"}, "same"),
        ({"A.BE": 1}, {"A.BE": 2}, {"A.BE": "yes"}, "small"),
        # Visible already, and more of it.
        ({"A.BE": 0, "A.BL": 1}, {"A.BE": 2, "A.BL": 2}, {"A.BE": "yes"}, "visible"),
        # Visible without it, small with what went down.
        ({"A.BE": 0, "A.BL": 3}, {"A.BE": 2, "A.BL": 2}, {"A.BE": "yes"}, "unsaid"),
        # Small up, or small down.
        ({"A.BE": 1, "A.BL": 4}, {"A.BE": 2, "A.BL": 2}, {"A.BE": "yes"}, "unsaid"),
        # Together what went up and what went down would be the same: they are tried apart.
        ({"A.BE": 1, "A.BL": 3}, {"A.BE": 2, "A.BL": 2}, {}, "unsaid"),
    ],
)
def test_what_nobody_spoke_about_is_not_to_be_said_when_it_decides(then, now, says, kind):
    found = dimension(unsaid(then, now, says))
    assert found.kind == kind
    none = [part is None for part in (found.before, found.after, found.change)]
    assert none == [kind == "unsaid"] * 3


def test_only_what_counts_is_in_the_numbers():
    found = dimension(unsaid({"A.BE": 0, "A.BL": 1}, {"A.BE": 2, "A.BL": 2}, {"A.BE": "yes"}))
    assert (found.before, found.after) == (Fraction(100, 3), 50)


def test_unsaid_items_are_listed_also_where_they_move_no_kind():
    found = domain(unsaid({"A.UI": 1, "M.BE": 1}, {"A.UI": 2, "M.BE": 2}, {"M.BE": "yes"}))
    assert found.unsaid == ("A.UI",)


def test_another_dimension_is_not_touched():
    comparison = unsaid({"A.BE": 1}, {"A.BE": 2}, {})
    assert {dimension(comparison, name).kind for name in ("middelen", "ondersteuning")} == {"same"}


def test_what_cannot_be_compared_is_never_unsaid():
    before = by_all({**without(ALL_TWO, "A.BL", "A.UI", "D1.UI"), "A.BE": 1})
    assert dimension(compared(before, by_all(ALL_TWO))).kind == "not_comparable"


@pytest.mark.parametrize("kind", ["document", "impression"])
@pytest.mark.parametrize("agreed", [False, True])
def test_evidence_of_an_item_is_that_of_any_answer_and_of_the_agreed_score(kind, agreed):
    evidence = Evidence(kind)
    answers = said({"A.BE": 2}, evidence=None if agreed else evidence)
    scores = (agreed_of("A.BE", evidence),) if agreed else ()
    found = moment(replace(make_assessment(answers), agreed=scores))
    assert found.has_evidence("geld/A.BE") is (kind == "document")
    assert not found.has_evidence("geld/A.BL")
