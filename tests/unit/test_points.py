"""The points in the answers: each kind at its border, the order, and what makes a point go away."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.state.points import KINDS, Alike, Point, alike_parts, counts, fast_parts, points, split_settled
from app.texts import points as texts
from scoring.assessment import Answer, Evidence
from scoring.engine import score
from tests.unit.scoring.samples import PROFILE, QUESTIONNAIRE, make_assessment

ITEM = "geld/A.BE"
PAPER = Evidence("document")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def said(*values, item=ITEM, **more):
    return [Answer(f"p{n}", item, value, **more) for n, value in enumerate(values)]


def found(answers, fast=(), **more):
    assessment = make_assessment(answers, **more)
    patterns = {*alike_parts(answers), *fast}
    return points(QUESTIONNAIRE, assessment, score(QUESTIONNAIRE, assessment), patterns=patterns)


def kinds_at(item, answers, **more):
    return [point.kind for point in found(answers, **more) if point.subject == item]


def with_evidence(assessment, item):
    agreed = tuple(replace(one, evidence=PAPER) if one.item == item else one for one in assessment.agreed)
    return replace(assessment, agreed=agreed)


@pytest.mark.parametrize(
    ("values", "differs"),
    [
        ((0, 1), False),
        ((0, 2), True),
        ((1, 2, 2, 2), False),
        ((0, 2, 2, 2), False),
        ((0, 0, 2, 2), True),
        ((2,), False),
    ],
)
def test_a_difference_is_what_s13_says(values, differs):
    assert ("different" in kinds_at(ITEM, said(*values))) == differs


def test_what_is_agreed_differs_no_more():
    everything = [*said(0, 4, "not_applicable", confidence="not_sure")]
    assert kinds_at(ITEM, everything) == ["different", "not_applicable", "uncertain", "no_evidence"]
    assert kinds_at(ITEM, everything, scores={ITEM: 2}) == []


@pytest.mark.parametrize(("outside", "apart"), [(1, True), (2, False)])
def test_inside_against_outside_is_a_point_from_one_step(outside, apart):
    answers = said(2, 2, outside, 1)
    levels = {"p0": "bestuur", "p1": "bestuur", "p2": "beleid", "p3": "uitvoering"}
    assert ("inside_outside" in kinds_at(ITEM, answers, levels=levels)) == apart
    assert "inside_outside" not in kinds_at(ITEM, answers, levels=levels, scores={ITEM: 2})


def test_a_high_answer_asks_for_evidence_of_one_of_them():
    assert "no_evidence" not in kinds_at(ITEM, said(2, 2))
    assert "no_evidence" in kinds_at(ITEM, said(2, 3))
    assert "no_evidence" not in kinds_at(ITEM, [*said(2, 3), Answer("p9", ITEM, 4, evidence=PAPER)])
    assert "no_evidence" in kinds_at(ITEM, [*said(2, 3), Answer("p9", ITEM, 4, evidence=Evidence("impression"))])
    # Evidence of a low answer shows nothing about the high one.
    assert "no_evidence" in kinds_at(ITEM, [*said(2, 3), Answer("p9", ITEM, 1, evidence=PAPER)])


def test_an_agreed_high_score_asks_for_evidence_too():
    assert kinds_at(ITEM, said(2, 2), scores={ITEM: 3}) == ["no_evidence"]
    assert kinds_at(ITEM, said(2, 3), scores={ITEM: 1}) == []
    assert kinds_at(ITEM, [*said(2), Answer("p9", ITEM, 3, evidence=PAPER)], scores={ITEM: 3}) == []
    assessment = with_evidence(make_assessment(said(3), scores={ITEM: 3}), ITEM)
    made = points(QUESTIONNAIRE, assessment, score(QUESTIONNAIRE, assessment), patterns=())
    assert not [point for point in made if point.subject == ITEM]


def test_unknown_is_what_s1_says():
    assert kinds_at(ITEM, []) == ["unknown"]
    assert kinds_at(ITEM, said("unknown", "unknown")) == ["unknown"]
    assert kinds_at(ITEM, said("unknown", 2)) == []
    assert kinds_at(ITEM, said("unknown"), scores={ITEM: "not_applicable"}) == []


def test_the_general_questions_take_part_and_chance_questions_do_not():
    subjects = {point.subject for point in found([])}
    assert "algemeen/G01" in subjects
    assert not [subject for subject in subjects if subject.startswith("geld/K")]
    assert found(said(0, 4, item="geld/K1"))[0].kind == "unknown"


def alike(n, value=2, person="p1", domain="geld"):
    return [Answer(person, f"{domain}/{question}", value) for question in PROFILE[:n]]


def test_six_times_the_same_is_a_pattern():
    assert alike_parts(alike(5)) == {}
    assert alike_parts(alike(6)) == {("p1", "geld"): Alike(6, 2)}
    assert alike_parts([*alike(6), Answer("p1", "geld/S.UI", 3)]) == {}
    # Weet ik niet is no value: it neither makes nor breaks a pattern.
    assert alike_parts([*alike(6), Answer("p1", "geld/S.UI", "unknown")]) == {("p1", "geld"): Alike(6, 2)}
    assert alike_parts([*alike(3), *alike(3, domain="wonen")]) == {}


def test_a_pattern_is_about_a_person_and_a_domain_whatever_is_agreed():
    answers = [*alike(6), *alike(6, person="p2", domain="wonen")]
    where = {"domains": ("geld", "wonen"), "levels": {"p2": "beleid"}}
    patterns = [point for point in found(answers, **where) if point.kind == "pattern"]
    assert [(p.subject, p.level, p.item, p.participant) for p in patterns] == [
        ("geld/p1", None, None, "p1"),
        ("wonen/p2", "beleid", None, "p2"),
    ]
    agreed = {f"geld/{question}": 2 for question in PROFILE[:6]}
    assert "geld/p1" in [point.subject for point in found(answers, scores=agreed, **where)]


def test_very_fast_answers_are_a_pattern():
    answers = [Answer("p1", f"geld/{question}", n % 4) for n, question in enumerate(PROFILE)]
    assert not [point for point in found(answers) if point.kind == "pattern"]
    assert [point.subject for point in found(answers, fast={("p1", "geld")}) if point.kind == "pattern"] == ["geld/p1"]


def pages(*spans, size=1):
    """So many seconds before each page, with `size` questions on it."""
    moment, saved, questions = NOON, [("wonen/A.BE", NOON)], iter(PROFILE)
    for seconds in spans:
        moment += timedelta(seconds=seconds)
        saved += [(f"geld/{next(questions)}", moment) for _ in range(size)]
    return saved


def test_fast_is_a_median_below_five_seconds_over_six_answers():
    assert fast_parts({"p1": pages(*[4] * 6)}) == {("p1", "geld"): 4}
    assert fast_parts({"p1": pages(*[5] * 6)}) == {}
    assert fast_parts({"p1": pages(*[4] * 5)}) == {}
    # Lunch in between does not make somebody slow, nor one quick page somebody fast.
    assert fast_parts({"p1": pages(4, 4, 3600, 4, 4, 4)}) == {("p1", "geld"): 4}
    assert fast_parts({"p1": pages(60, 60, 60, 60, 4, 4)}) == {}


def test_questions_on_one_page_share_its_time():
    assert fast_parts({"p1": pages(24, size=6)}) == {("p1", "geld"): 4}
    assert fast_parts({"p1": pages(60, size=6)}) == {}
    # Of the first page nobody knows when it was opened.
    assert fast_parts({"p1": [(item, NOON) for item, _ in pages(1, size=6)]}) == {}


def test_points_stand_in_the_order_of_their_kinds_and_count_every_kind():
    answers = [*said(0, 4), *said("not_applicable", item="geld/A.BL"), *alike(6, person="p7")]
    made = found(answers)
    order = [KINDS.index(point.kind) for point in made]
    assert order == sorted(order)
    numbers = counts(made)
    assert list(numbers) == list(KINDS)
    assert numbers["pattern"] == 1
    assert sum(numbers.values()) == len(made)


def test_what_lies_furthest_apart_comes_first():
    answers = [*said(0, 2), *said(0, 4, item="geld/A.BL"), *said(0, 3, item="geld/A.UI"), *said(0, 3, item="geld/M.BE")]
    order = [point.subject for point in found(answers) if point.kind == "different"]
    assert order == ["geld/A.BL", "geld/A.UI", "geld/M.BE", ITEM]


def test_a_settled_point_comes_back_when_somebody_answers_anew():
    made = found(said(0, 4))
    point = made[0]
    settled = {point.key: NOON}
    later = NOON + timedelta(minutes=1)
    assert split_settled(made, {}, {}, {})[1] == ()
    assert split_settled(made, settled, {ITEM: NOON - timedelta(minutes=1)}, {})[1] == (point,)
    assert point in split_settled(made, settled, {ITEM: later}, {})[0]
    # The other points of the same item stay open.
    assert [one.kind for one in split_settled(made, settled, {}, {})[0] if one.subject == ITEM] == ["no_evidence"]


def test_a_high_score_that_is_agreed_afterwards_asks_for_evidence_again():
    made = found([*said(2, 3), *alike(6)], scores={ITEM: 3})
    settled = dict.fromkeys([point.key for point in made], NOON)
    before, later = ({ITEM: NOON + timedelta(minutes=n)} for n in (-1, 1))
    assert split_settled(made, settled, {}, before)[0] == ()
    # Only this: it is about the agreed score, the others are about what people answered.
    other = Point("uncertain", "geld", ITEM, "bestuur")
    still, over = split_settled([*made, other], {**settled, other.key: NOON}, {}, later)
    assert [(point.kind, point.subject) for point in still] == [("no_evidence", ITEM)]
    assert other in over


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ((1, 3), "1 en 3"),
        ((4, 0, 1), "heel ver uit elkaar, van 0 tot 4"),
        ((3, 0, 0, 0), "3 collega’s 0, 1 collega 3"),
        ((3, 3, 3, 0), "3 collega’s 3, 1 collega 0"),
        ((1, 1, 3), "van 1 tot 3"),
        ((0, 0, 0, 1, 3), "van 0 tot 3"),
        ((0, 0, 3, 3), "van 0 tot 3"),
    ],
)
def test_how_far_it_lies_apart_is_told_in_a_few_words(values, told):
    assert texts.difference(values) == told
