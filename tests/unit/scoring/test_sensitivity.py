"""What would change the order: one step on a chance question, or another ambition (S16-S20)."""

from dataclasses import replace

import pytest
from hypothesis import given

from scoring.assessment import AMBITIONS, AgreedScore
from scoring.domain import contenders
from scoring.engine import score
from scoring.items import POINTS
from scoring.opportunity import Span, ranks
from scoring.sensitivity import MOST, RankChange, is_firm, order_changes, step_spans
from tests.unit.scoring.samples import OPPORTUNITY, QUESTIONNAIRE, make_assessment, row, worked_example
from tests.unit.scoring.strategies import assessments

ALL_TWO = "2 2 2 2 / 2 2 2 2 2 2 / 2 2 2 2"
ALL_THREE = "3 3 3 3 / 3 3 3 3 3 3 / 3 3 3 3"


def changes_of(assessment):
    return order_changes(QUESTIONNAIRE, score(QUESTIONNAIRE, assessment))


def two(first, second, profile=ALL_TWO, **choices):
    """The changes of Geldzaken and Inclusie, with these answers to their chance questions."""
    answers = [*row("geld", profile, first), *row("inclusie", ALL_TWO, second)]
    return changes_of(make_assessment(answers, ("geld", "inclusie"), **choices))


def test_the_worked_example():
    assert changes_of(worked_example()) == {
        # Of equal domains the first in the questionnaire stays where it is when it comes a little lower.
        "geld": (RankChange((), -1, 50, 3),),
        "inclusie": (RankChange(("K1", "K2", "K3", "K4"), -1, None, 2), RankChange((), -1, 50, 3)),
        "wonen": (),
        "bibliotheek_cultuur": (RankChange((), 1, 100, 3),),
    }


def test_questions_of_which_a_step_does_the_same_are_one_change():
    # Return 50 against 62.5: a step more on either question makes the two equal.
    assert two("2 2 2 2", "3 2 2 2")["geld"] == (RankChange(("K1", "K2", "K3", "K4"), 1, None, 1),)


def test_no_step_leaves_the_scale_or_begins_at_what_is_not_known():
    assert two("4 ? 4 ?", "4 4 4 4")["geld"][0].questions == ("K1", "K3")
    assert [change.steps for change in two("4 ? 4 ?", "4 4 4 4")["geld"]] == [-1, -1]
    assert all(not change.questions for change in two("0 0 0 0", "4 4 4 4")["geld"])


def test_the_nearest_ambition_comes_first_and_a_further_one_only_when_it_does_more():
    # A total of 75 has reached its ambition: with 100 there is room again. Lower ambitions change nothing.
    assert two("4 4 4 4", "1 1 1 1", ALL_THREE)["geld"] == (RankChange((), 1, 100, 1),)
    # A total of 50 has no room at 50, and none at 25 either.
    assert two("4 4 4 4", "1 1 1 1")["geld"][-1] == RankChange((), -1, 50, 2)
    ambitions = {"geld": 100, "inclusie": 100}
    assert two("4 4 4 4", "1 1 1 1", ambitions=ambitions)["geld"][-1] == RankChange((), -2, 50, 2)


def test_at_most_three_are_told_the_smallest_first():
    domains = {"geld": "3 3 3 3", "inclusie": "3 2 3 3", "wonen": "3 2 3 3", "digitaal": "1 1 1 1"}
    answers = [answer for domain, chances in domains.items() for answer in row(domain, ALL_TWO, chances)]
    found = changes_of(make_assessment(answers, tuple(domains), ambitions={"inclusie": 100}))
    up, down, lower = found["inclusie"]
    assert (up.steps, up.rank, down.steps, down.rank) == (1, 1, -1, 3)
    # Inclusie has no room left at 50 or 25; the nearest is told, though it is two steps away.
    assert lower == RankChange((), -2, 50, 4)
    assert max(len(changes) for changes in found.values()) == MOST


@pytest.mark.parametrize(
    ("first", "second", "firm"), [("2 2 2 2", "2 2 2 2", False), ("4 4 4 4", "", True), ("", "", True)]
)
def test_an_order_that_nothing_changes_is_firm(first, second, firm):
    found = two(first, second)
    assert is_firm(found) is firm
    assert set(found) == {domain for domain, chances in (("geld", first), ("inclusie", second)) if chances}


def with_value(assessment, item, value):
    """The same, with another agreed score of one item."""
    others = tuple(agreed for agreed in assessment.agreed if agreed.item != item)
    return replace(assessment, agreed=(*others, AgreedScore(item, value, "Stel dat.")))


def rank_in(assessment, domain):
    return {rank.domain: rank.rank for rank in score(QUESTIONNAIRE, assessment).ranking}[domain]


def tried(assessment, result, domain):
    """(steps, question or ambition, rank) of all that gives the domain another rank, by scoring everything again."""
    before, found = rank_in(assessment, domain), set()
    for question in OPPORTUNITY:
        points = result.domains[domain].items[question].points
        for steps in (1, -1):
            value = None if points is None else points / POINTS + steps
            if value is not None and 0 <= value <= 4 and value.denominator == 1:
                rank = rank_in(with_value(assessment, f"{domain}/{question}", int(value)), domain)
                found |= {(steps, question, rank)} if rank != before else set()
    for ambition in AMBITIONS:
        other = replace(assessment, ambitions={**assessment.ambitions, domain: ambition})
        steps, rank = (ambition - result.domains[domain].ambition) // POINTS, rank_in(other, domain)
        found |= {(steps, ambition, rank)} if rank != before else set()
    return found


def is_whole(result, domain):
    """Whether every chance item has an answer of the scale, as an agreed score can be."""
    points = [result.domains[domain].items[question].points for question in OPPORTUNITY]
    return all(each is None or each % POINTS == 0 for each in points)


@given(assessments())
def test_what_is_told_is_what_scoring_everything_again_gives(assessment):
    result = score(QUESTIONNAIRE, assessment)
    for domain, changes in order_changes(QUESTIONNAIRE, result).items():
        if not is_whole(result, domain):
            continue
        found = tried(assessment, result, domain)
        told = {
            (change.steps, what, change.rank) for change in changes for what in (change.questions or (change.ambition,))
        }
        assert told <= found
        if len(changes) < MOST:
            steps = {each for each in found if isinstance(each[1], str)}
            assert steps <= told
            # A further ambition is left out when a nearer one on the same side gives the same rank.
            assert {(s > 0, rank) for s, _, rank in found - steps} == {
                (s > 0, rank) for s, a, rank in told if a in AMBITIONS
            }


def test_the_span_of_a_chance_is_what_one_step_makes_of_it():
    # Return 50, feasibility 50, room 1: a step on one question is 12.5 for the return and 6.25 for the feasibility.
    result = score(QUESTIONNAIRE, make_assessment(row("geld", ALL_TWO, "2 2 2 2"), ("geld",)))
    assert result.domains["geld"].opportunity.score == 50
    assert step_spans(QUESTIONNAIRE, result) == {"geld": Span((37.5 * 50) ** 0.5, (62.5 * 50) ** 0.5)}
    # Nothing can be a step higher than the highest answer, and of what is not known nothing is a step different.
    highest = score(QUESTIONNAIRE, make_assessment(row("geld", ALL_TWO, "4 ? 4 ?"), ("geld",)))
    span = step_spans(QUESTIONNAIRE, highest)["geld"]
    assert span.high == highest.domains["geld"].opportunity.score > span.low


@given(assessments())
def test_the_span_reaches_another_rank_where_a_step_is_told_to_change_it_and_nowhere_else(assessment):
    result = score(QUESTIONNAIRE, assessment)
    changes, entries = order_changes(QUESTIONNAIRE, result), contenders(QUESTIONNAIRE, result.domains)
    spans = step_spans(QUESTIONNAIRE, result)
    for place in result.ranking:
        span, reached = spans[place.domain], set()
        for chance in (span.low, span.high):
            there = [replace(entry, score=chance) if entry.domain == place.domain else entry for entry in entries]
            reached.add(next(rank for entry, rank in ranks(there) if entry.domain == place.domain))
        told = {change.rank for change in changes[place.domain] if change.ambition is None}
        assert told <= set(range(min(reached), max(reached) + 1))
        assert bool(told) == (reached != {place.rank})
