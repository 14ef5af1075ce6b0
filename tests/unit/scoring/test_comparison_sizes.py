"""How much changed, and whether evidence supports it: S24."""

from dataclasses import replace
from fractions import Fraction

import pytest

from scoring.assessment import AgreedScore, Evidence
from tests.unit.scoring.comparisons import ALL_TWO, compared, dimension, five, said, without
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
}


def change(steps, agreed=(), agreed_later=None, back=False):
    """The change of betrokkenheid when A.BE moves by some steps and these other items have agreed scores."""
    later = agreed if agreed_later is None else agreed_later
    moments = [
        make_assessment([*said(without(ALL_TWO, "A.BE")), *five("A.BE", values)], scores=_scores(names))
        for values, names in ((START, agreed), (STEPS[steps], later))
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


def test_only_the_core_counts():
    """Of the three items in the core two are agreed: most of it."""
    before = make_assessment(
        [*said(without(ALL_TWO, "A.BE", "A.UI")), *five("A.BE", START)], scores=_scores(OTHERS[::2])
    )
    after = make_assessment([*said(without(ALL_TWO, "A.BE")), *five("A.BE", STEPS[6])], scores=_scores(OTHERS[::2]))
    assert dimension(compared(before, after)).border == 10
    before = replace(before, agreed=before.agreed[1:])
    assert dimension(compared(before, after)).border == 15


# Supported or not

UP = ({**ALL_TWO, "A.BE": 0, "A.BL": 3}, {**ALL_TWO, "A.BE": 4, "A.BL": 2, "M.BE": 4})


def supported(after, scores=(), before=UP[0]):
    return dimension(compared(said(before), replace(make_assessment(after), agreed=tuple(scores)))).supported


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
    answers = [*said(without(after, question)), *said({question: after[question]}, evidence=EVIDENCE)]
    assert supported(answers) is expected


def test_evidence_with_an_unknown_or_with_the_agreed_score_supports_too():
    unknown = said({"A.BE": "unknown"}, participant="p2", evidence=EVIDENCE)
    assert supported([*said(UP[1]), *unknown]) is True
    assert supported(said(UP[1]), [AgreedScore("geld/A.BE", 4, "Zo is het.", EVIDENCE)]) is True
    assert supported(said(UP[1]), [AgreedScore("geld/A.BE", 4, "Zo is het.")]) is False


def test_evidence_with_an_answer_counts_beside_an_agreed_score():
    after = [*said(without(UP[1], "A.BE")), *said({"A.BE": 4}, evidence=EVIDENCE)]
    assert supported(after, [AgreedScore("geld/A.BE", 4, "Zo is het.")]) is True


def test_evidence_of_the_earlier_round_does_not_count():
    before = said(UP[0], evidence=EVIDENCE)
    assert dimension(compared(before, said(UP[1]))).supported is False


def test_what_is_seen_differently_did_not_move():
    before = {**ALL_TWO, "A.BE": 0, "A.BL": 0}
    after = [
        *said(without({**ALL_TWO, "A.BL": 4}, "A.BE")),
        *said({"A.BE": 4}, changed="no", evidence=EVIDENCE),
    ]
    found = dimension(compared(said(before), after))
    assert (found.kind, found.supported) == ("visible", False)


def test_a_decline_is_supported_by_evidence_on_an_item_that_went_down():
    before, after = {**ALL_TWO, "A.BE": 4}, {**ALL_TWO, "A.BE": 0}
    found = dimension(compared(said(before), said(after, evidence=EVIDENCE)))
    assert (found.kind, found.supported, found.change) == ("visible", True, Fraction(-100, 3))


def test_a_change_that_is_not_visible_is_not_called_supported():
    after = said({**ALL_TWO, "A.BE": 3}, evidence=EVIDENCE)
    found = dimension(compared(said(ALL_TWO), after))
    assert (found.kind, found.supported) == ("small", None)
