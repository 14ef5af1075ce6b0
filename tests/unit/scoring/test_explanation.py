"""Every number explains itself, and the explanation computes to the number."""

from dataclasses import fields, is_dataclass, replace
from fractions import Fraction

import pytest
from hypothesis import given, settings

from scoring.assessment import Answer
from scoring.engine import score
from scoring.explanation import (
    Step,
    WhenKnown,
    agreement_explanation,
    computed,
    domain_explanation,
    municipality_explanation,
    place_explanations,
)
from tests.selection import examples
from tests.unit.scoring.samples import QUESTIONNAIRE, make_assessment, row, worked_example
from tests.unit.scoring.strategies import assessments

ALL_TWO = "2 2 2 2 / 2 2 2 2 2 2 / 2 2 2 2"


def steps_in(explanation):
    """Every step that an explanation offers, not those inside other steps."""
    if isinstance(explanation, Step):
        yield explanation
    elif is_dataclass(explanation):
        for field in fields(explanation):
            yield from steps_in(getattr(explanation, field.name))
    else:
        for step in explanation.values():
            yield from steps_in(step)


def bare(step, done):
    """The step without any number but those of its leaves; what trees share stays shared."""
    if id(step) not in done:
        parts = tuple(bare(part, done) for part in step.parts)
        done[id(step)] = replace(step, value=step.value if step.operation == "leaf" else None, parts=parts)
    return done[id(step)]


def assert_computes(explanation):
    done = {}
    for step in steps_in(explanation):
        assert computed(bare(step, done)) == step.value
        assert (step.value is None) == (step.operation == "nothing")
        assert (step.reason is not None) >= (step.value is None)
        assert all(part.reason is not None for part in step.left_out)


def assert_explains_profile(explained, scores):
    for name in ("facets", "cells", "dimensions", "levels"):
        steps = getattr(explained, name)
        assert {place: computed(step) for place, step in steps.items()} == getattr(scores, name)
    assert computed(explained.total) == scores.total


@given(assessments())
def test_every_number_of_a_domain_is_made_again_from_its_leaves(assessment):
    result = score(QUESTIONNAIRE, assessment)
    for name, domain in result.domains.items():
        explained = domain_explanation(QUESTIONNAIRE, assessment, result, name)
        assert_computes(explained)
        for profile in ("known", "low", "high"):
            assert_explains_profile(getattr(explained, profile), getattr(domain, profile))
        items = explained.known.items | explained.opportunity_items
        assert {question: computed(step) for question, step in items.items()} == {
            question: item.points for question, item in domain.items.items()
        }
        assert computed(explained.opportunity.chance) == (domain.opportunity.score if domain.opportunity else None)
        assert computed(explained.opportunity.return_) == domain.parts.return_
        assert computed(explained.opportunity.feasibility) == domain.parts.feasibility
        assert computed(explained.opportunity.room) == domain.parts.room
        for dimension, found in domain.dimensions.items():
            share = Fraction(found.scored, found.applicable) if found.applicable else None
            assert computed(explained.coverage[dimension]) == share


@given(assessments())
def test_every_number_of_the_municipality_is_made_again_from_its_leaves(assessment):
    result = score(QUESTIONNAIRE, assessment)
    explained = municipality_explanation(QUESTIONNAIRE, assessment, result)
    assert_computes(explained)
    found = result.municipality
    numbers = [computed(step) for step in (explained.reached, explained.shown, explained.depth, explained.balance)]
    assert numbers == [found.reached, found.shown, found.depth, found.balance]
    assert {title: computed(step) for title, step in explained.general_groups.items()} == result.general_groups


@given(assessments())
@settings(max_examples=examples(40))
def test_every_place_is_made_again_from_its_leaves(assessment):
    result = score(QUESTIONNAIRE, assessment)
    explained = place_explanations(QUESTIONNAIRE, assessment, result)
    assert list(explained) == [rank.domain for rank in result.ranking]
    for rank in result.ranking:
        own = explained[rank.domain]
        assert_computes(own)
        assert [computed(step) for step in (own.rank, own.best, own.worst)] == [rank.rank, rank.best, rank.worst]


@given(assessments(most_domains=1))
def test_every_difference_between_people_is_made_again_from_its_leaves(assessment):
    result = score(QUESTIONNAIRE, assessment)
    for item in {answer.item for answer in assessment.answers}:
        explained = agreement_explanation(QUESTIONNAIRE, assessment, result, item)
        assert_computes(explained)
        found, groups = result.agreement.get(item), result.inside_outside.get(item)
        assert computed(explained.mean) == (found.mean if found else None)
        assert computed(explained.average_deviation) == (found.average_deviation if found else None)
        assert computed(explained.inside) == (groups.inside if groups else None)
        assert computed(explained.outside) == (groups.outside if groups else None)


@pytest.fixture(scope="module")
def worked():
    assessment = worked_example()
    return assessment, score(QUESTIONNAIRE, assessment)


def test_an_unknown_item_says_what_it_could_still_change(worked):
    explained = domain_explanation(QUESTIONNAIRE, *worked, "geld")
    middelen = explained.known.dimensions["middelen"]
    # "als C.BL bekend wordt: tussen 29,2 en 45,8"
    assert middelen.when_known == (WhenKnown("geld/C.BL", Fraction(175, 6), Fraction(275, 6)),)
    assert explained.known.dimensions["betrokkenheid"].when_known == ()
    (total,) = explained.known.total.when_known
    assert (total.item, round(float(total.low), 4), round(float(total.high), 4)) == ("geld/C.BL", 45.8333, 51.3889)


def test_one_unknown_item_may_be_too_few_to_show_a_dimension(worked):
    explained = domain_explanation(QUESTIONNAIRE, *worked, "gezondheid")
    spans = explained.known.dimensions["betrokkenheid"].when_known
    assert [(span.item, span.low, span.high) for span in spans] == [
        ("gezondheid/A.UI", Fraction(100, 3), Fraction(200, 3)),
        ("gezondheid/D1.UI", Fraction(100, 3), Fraction(200, 3)),
    ]
    assert {(span.low, span.high) for span in explained.known.total.when_known} == {(None, None)}


def test_a_hidden_dimension_keeps_what_is_known_and_says_why(worked):
    hidden = domain_explanation(QUESTIONNAIRE, *worked, "gezondheid").known
    betrokkenheid = hidden.dimensions["betrokkenheid"]
    assert (betrokkenheid.rule, betrokkenheid.value, betrokkenheid.reason) == ("S9", None, "coverage")
    assert [(part.subject, part.value, part.weight) for part in betrokkenheid.parts] == [
        ("gezondheid/betrokkenheid/bestuur", 50, 0),
        ("gezondheid/betrokkenheid/beleid", 50, 0),
    ]
    assert [part.subject for part in betrokkenheid.left_out] == ["gezondheid/betrokkenheid/uitvoering"]
    assert (hidden.total.reason, len(hidden.total.left_out)) == ("incomplete", 2)
    assert hidden.levels["uitvoering"].reason == "dimensions"


def test_a_dimension_with_one_level_says_so():
    assessment = make_assessment(row("geld", "4 - - - / 2 2 2 2 2 2 / 2 2 2 2"))
    explained = domain_explanation(QUESTIONNAIRE, assessment, score(QUESTIONNAIRE, assessment), "geld")
    assert explained.known.dimensions["betrokkenheid"].reason == "levels"


def test_the_chain_goes_down_to_the_answer(worked):
    step = domain_explanation(QUESTIONNAIRE, *worked, "geld").known.total
    chain = []
    while step.parts:
        chain.append((step.rule, step.kind, step.subject))
        step = step.parts[0]
    assert chain == [
        ("S6", "total", "geld"),
        ("S4", "dimension", "geld/betrokkenheid"),
        ("S3", "cell", "geld/betrokkenheid/bestuur"),
        ("S2", "facet", "geld/aandacht/bestuur"),
        ("S1", "item", "geld/A.BE"),
    ]
    assert (step.kind, step.subject, step.value, step.weight) == ("answer", "p1", 2, 25)


def item_explained(values, agreed=None):
    answers = [Answer(f"p{n}", "geld/A.BE", value) for n, value in enumerate(values)]
    assessment = make_assessment(answers, scores={} if agreed is None else {"geld/A.BE": agreed})
    result = score(QUESTIONNAIRE, assessment)
    return domain_explanation(QUESTIONNAIRE, assessment, result, "geld").known.items["A.BE"]


@pytest.mark.parametrize(
    ("values", "agreed", "reason", "parts", "left_out"),
    [
        ((4, 2, "unknown"), None, None, [("p0", 4), ("p1", 2)], [("p2", "unknown")]),
        ((4, "unknown"), 1, None, [("geld/A.BE", 1)], [("p0", "overruled"), ("p1", "unknown")]),
        ((4,), "not_applicable", "not_applicable", [], [("geld/A.BE", "not_applicable"), ("p0", "overruled")]),
        (
            (4, "not_applicable", "not_applicable"),
            None,
            "not_applicable",
            [],
            [("p0", "outvoted"), ("p1", "not_applicable"), ("p2", "not_applicable")],
        ),
        (("unknown",), None, "unknown", [], [("p0", "unknown")]),
        ((), None, "unknown", [], []),
    ],
)
def test_an_item_says_which_answers_count_and_why_others_do_not(values, agreed, reason, parts, left_out):
    step = item_explained(values, agreed)
    assert step.reason == reason
    assert [(part.subject, part.value) for part in step.parts] == parts
    assert [(part.subject, part.reason) for part in step.left_out] == left_out


def test_a_filled_in_item_is_a_leaf_that_says_why(worked):
    explained = domain_explanation(QUESTIONNAIRE, *worked, "geld")
    low, high = explained.low.items["C.BL"], explained.high.items["C.BL"]
    assert (low.rule, low.value, low.reason) == ("S10", 0, "unknown")
    assert (high.rule, high.value, high.reason) == ("S10", 100, "unknown")


def test_the_feasibility_weighs_its_three_terms(worked):
    feasibility = domain_explanation(QUESTIONNAIRE, *worked, "geld").opportunity.feasibility
    assert [(part.kind, part.weight) for part in feasibility.parts] == [
        ("own_feasibility", Fraction(1, 2)),
        ("dimension", Fraction(1, 4)),
        ("dimension", Fraction(1, 4)),
    ]


def test_coverage_without_applicable_items_has_no_number():
    assessment = make_assessment(row("geld", "- - - - / 2 2 2 2 2 2 / 2 2 2 2"))
    explained = domain_explanation(QUESTIONNAIRE, assessment, score(QUESTIONNAIRE, assessment), "geld")
    assert explained.coverage["betrokkenheid"].reason == "not_applicable"


def test_a_group_says_why_it_has_no_score():
    answers = [Answer("p1", "algemeen/G04", "not_applicable"), Answer("p1", "algemeen/G01", 3)]
    assessment = make_assessment(answers)
    groups = municipality_explanation(QUESTIONNAIRE, assessment, score(QUESTIONNAIRE, assessment)).general_groups
    assert (groups["Bestuur"].reason, groups["Plan en regie"].reason) == ("not_applicable", "coverage")


def test_a_place_is_explained_from_the_spans_of_all_domains(worked):
    place = place_explanations(QUESTIONNAIRE, *worked)["geld"]
    assert [part.operation for part in place.worst.parts] == ["rank", *["worst_place"] * 3]
    # Combined by the minimum, geld is no longer surely before inclusie: 64.6 against 75.
    by_minimum = place.worst.parts[3]
    assert [round(float(part.value), 4) for part in by_minimum.parts[:2]] == [64.5833, 75.0]
    assert (by_minimum.value, place.worst.value) == (2, 2)
