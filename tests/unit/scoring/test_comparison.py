"""Two rounds as a whole: domains, people, accounting, and what always holds (S22-S26)."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.model import Change
from scoring.assessment import Answer, Assessment
from scoring.comparison import compare
from scoring.interchange import build_comparison_document
from tests.selection import examples
from tests.unit.scoring.comparisons import (
    ALL_TWO,
    by_all,
    compared,
    dimension,
    evaluation,
    said,
    second_version,
)
from tests.unit.scoring.samples import OPPORTUNITY, PROFILE, QUESTIONNAIRE, make_assessment, worked_example


def test_a_comparison_says_what_it_compares():
    before, after = make_assessment(by_all(ALL_TWO)), evaluation(by_all({**ALL_TWO, "A.BE": 4}, changed="yes"))
    document = build_comparison_document(compare(QUESTIONNAIRE, before, second_version(), replace(after, version=2)))
    assert list(document) == ["rules", "before", "after", "same_people", "domains", "accounting"]
    assert document["rules"] == 2
    assert document["before"] == {"questionnaire": {"id": "iba", "version": 1}, "round": "baseline"}
    assert document["after"] == {"questionnaire": {"id": "iba", "version": 2}, "round": "evaluation"}
    assert document["domains"]["geld"]["dimensions"]["betrokkenheid"] == {
        "before": 50.0,
        "after": 66.6667,
        "change": 16.6667,
        "kind": "visible",
        "core": 4,
        "supported": False,
    }
    assert list(document["domains"]["geld"]) == [
        "comparable",
        "dimensions",
        "now_known",
        "now_unknown",
        "task_changed",
        "seen_differently",
        "unsaid",
    ]


def test_the_domains_of_the_later_round_in_its_order():
    before = make_assessment(said(ALL_TWO), domains=("geld", "gezondheid", "wonen"))
    after = make_assessment(said(ALL_TWO), domains=("inclusie", "wonen", "geld"))
    domains = build_comparison_document(compared(before, after))["domains"]
    assert list(domains) == ["inclusie", "wonen", "geld"]
    assert domains["inclusie"] == {"comparable": False}
    assert domains["wonen"]["comparable"] is True
    assert {change["kind"] for change in domains["wonen"]["dimensions"].values()} == {"not_comparable"}


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ({"eigen_1": "Veiligheid"}, {"eigen_1": "Veiligheid"}, True),
        ({"eigen_1": "Veiligheid"}, {"eigen_1": "Sport"}, False),
        ({"eigen_2": "Veiligheid"}, {"eigen_1": "Veiligheid"}, False),
    ],
)
def test_own_domains_are_the_same_when_id_and_title_are(before, after, same):
    rounds = [
        replace(make_assessment(said(ALL_TWO, domain=next(iter(own))), domains=tuple(own)), own_domains=own)
        for own in (before, after)
    ]
    comparison = compared(*rounds)
    assert (comparison.domains["eigen_1"] is not None) is same
    assert comparison.accounting["domain_left"] == (0 if same else 14)


# S26


def answered(*people):
    return [Answer(person, "geld/A.BE", "unknown") for person in people]


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        (("a", "b"), ("a", "b"), True),
        (("a",), ("a", "b"), True),
        (("a",), ("a", "b", "c"), False),
        (("a", "b", "c", "d"), ("a",), True),
        (("a",), ("b",), False),
        ((), ("a",), False),
        (("a",), (), True),
        ((), (), True),
    ],
)
def test_same_people_is_at_least_half_of_who_answered_later(before, after, same):
    assert compared(answered(*before), answered(*after)).same_people is same


def test_a_participant_who_did_not_answer_does_not_count():
    before = replace(make_assessment(answered("a")), participants=make_assessment(answered("a", "b")).participants)
    assert compared(before, answered("b")).same_people is False


# Accounting


def test_every_item_with_an_answer_or_agreed_score_is_counted_once():
    answers = [*said({"A.BE": 2, "K1": 4, "A.BL": "unknown"}), *said({"A.BE": "not_applicable"}, participant="p2")]
    answers.append(Answer("p1", "algemeen/G01", 3))
    before = make_assessment(answers, scores={"geld/A.BE": 3, "geld/S.BE": 1, "algemeen/G02": 2})
    accounting = compared(before, make_assessment([])).accounting
    assert {name: count for name, count in accounting.items() if count} == {"total": 6, "carried": 6}
    assert list(accounting) == [
        "total",
        "carried",
        "grammar",
        "reworded",
        "meaning_changed",
        "moved",
        "split",
        "merged",
        "retired",
        "domain_left",
    ]


def test_a_domain_that_left_goes_before_every_other_class():
    later = second_version([Change.model_validate({"kind": "question", "class": "reworded", **_row("A.BE")})])
    before = make_assessment([*said({"A.BE": 2, "A.BL": 2}), *said({"A.BE": 1}, domain="wonen")], ("geld", "wonen"))
    accounting = compare(QUESTIONNAIRE, before, later, make_assessment([], ("geld", "inclusie"))).accounting
    found = {name: count for name, count in accounting.items() if count}
    assert found == {"total": 3, "carried": 1, "reworded": 1, "domain_left": 1}


def _row(question):
    return {"old": (question,), "new": (question,), "reason": "Korter."}


# What always holds

VALUES = (0, 1, 2, 3, 4, "unknown", "not_applicable")
ITEMS = [f"{domain}/{question}" for domain in ("geld", "wonen") for question in PROFILE]


def make_round(chance: Random) -> Assessment:
    """A random round of two domains and three people."""
    answers = [
        Answer(person, item, chance.choice(VALUES), changed=chance.choice(["yes", "yes", "no", "unknown", None]))
        for person in ("p1", "p2", "p3")[chance.randint(0, 2) :]
        for item in chance.sample(ITEMS, chance.randint(10, len(ITEMS)))
    ]
    scores = {item: chance.randint(0, 4) for item in chance.sample(ITEMS, chance.choice([0, 5, 20]))}
    return make_assessment(answers, ("geld", "wonen"), scores)


rounds = st.randoms(use_true_random=False).map(make_round)
often = settings(max_examples=examples(60))


@given(rounds)
@often
def test_a_round_compared_with_itself_did_not_change(assessment):
    comparison = compared(assessment, assessment)
    for found in comparison.domains.values():
        assert found is not None
        listed = (found.now_known, found.now_unknown, found.task_changed, found.seen_differently, found.unsaid)
        assert listed == ((), (), (), (), ())
        for change in found.dimensions.values():
            assert change.kind in ("same", "not_comparable")
            assert change.change in (0, None)
    assert comparison.same_people
    assert comparison.accounting["carried"] == comparison.accounting["total"]


@given(rounds, rounds)
@often
def test_the_classes_add_up_and_the_numbers_fit_each_other(before, after):
    comparison = compared(before, after)
    accounting = dict(comparison.accounting)
    assert accounting.pop("total") == sum(accounting.values())
    for found in comparison.domains.values():
        assert found is not None
        listed = [*found.now_known, *found.now_unknown, *found.task_changed, *found.seen_differently, *found.unsaid]
        assert len(set(listed)) == len(listed)
        assert sum(change.core for change in found.dimensions.values()) <= len(PROFILE) - len(
            {*found.now_known, *found.now_unknown, *found.task_changed}
        )
        for change in found.dimensions.values():
            none = [part is None for part in (change.before, change.after, change.change)]
            assert none == [change.kind in ("not_comparable", "unsaid")] * 3
            assert (change.supported is None) == (change.kind != "visible")


@given(rounds, rounds)
@often
def test_saying_no_to_everything_leaves_no_change(before, after):
    """With every later answer `no` and no agreed score, whatever differs is seen differently."""
    answers = tuple(replace(answer, changed="no") for answer in after.answers)
    comparison = compared(before, replace(after, answers=answers, agreed=()))
    for found in comparison.domains.values():
        assert found is not None
        assert all(change.kind in ("same", "not_comparable") for change in found.dimensions.values())


@given(rounds, rounds, st.randoms(use_true_random=False))
@often
def test_the_order_of_answers_and_other_words_for_a_question_never_matter(before, after, chance):
    reworded = second_version(**{name.replace(".", "_"): {"text": "Anders?", "help": "Anders."} for name in PROFILE})
    shuffled = replace(after, answers=tuple(chance.sample(after.answers, len(after.answers))))
    expected, found = compared(before, after), compare(QUESTIONNAIRE, before, reworded, shuffled)
    assert (found.domains, found.same_people) == (expected.domains, expected.same_people)


def test_chances_do_not_touch_the_comparison():
    example = worked_example()
    other = replace(
        example,
        answers=tuple(
            replace(answer, value=0) if answer.item.split("/")[1] in OPPORTUNITY else answer
            for answer in example.answers
        ),
    )
    assert compared(example, other).domains == compared(example, example).domains
    assert dimension(compared(example, other)).kind == "same"
