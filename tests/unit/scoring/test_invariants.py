"""What holds for every assessment."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from scoring.assessment import Answer
from scoring.engine import score
from tests.unit.scoring.samples import PROFILE, QUESTIONNAIRE
from tests.unit.scoring.strategies import assessments


def scores(result):
    """Every number and word of a result that a newcomer who knows nothing must not move."""
    domains = {
        name: (one.known, one.low, one.high, one.total, one.weakest, one.pattern, one.opportunity)
        for name, one in result.domains.items()
    }
    return domains, result.ranking, result.agreement, result.municipality, result.general_groups


@given(assessments())
def test_the_bandwidth_holds_the_score(assessment):
    for domain in score(QUESTIONNAIRE, assessment).domains.values():
        low, known, high = domain.low, domain.known, domain.high
        for name in ("facets", "cells", "dimensions", "levels"):
            for place, value in getattr(known, name).items():
                if value is not None:
                    assert getattr(low, name)[place] <= value <= getattr(high, name)[place]
        if known.total is not None:
            assert low.total <= known.total <= high.total


@given(assessments(), st.randoms(use_true_random=False))
def test_the_order_of_answers_participants_and_agreed_scores_never_matters(assessment, random):
    def shuffled(things):
        return tuple(random.sample(things, len(things)))

    mixed = replace(
        assessment,
        answers=shuffled(assessment.answers),
        participants=shuffled(assessment.participants),
        agreed=shuffled(assessment.agreed),
    )
    assert score(QUESTIONNAIRE, mixed) == score(QUESTIONNAIRE, assessment)


@given(assessments(), st.randoms(use_true_random=False))
def test_the_order_of_the_domains_never_matters_for_their_scores_and_places(assessment, random):
    mixed = replace(assessment, domains=tuple(random.sample(assessment.domains, len(assessment.domains))))
    found, expected = score(QUESTIONNAIRE, mixed), score(QUESTIONNAIRE, assessment)
    assert (found.domains, found.ranking) == (expected.domains, expected.ranking)


@given(assessments(most_domains=1), st.sampled_from(PROFILE))
def test_an_unknown_answer_moves_no_score_unless_it_ends_a_majority(assessment, question):
    """One more *weet ik niet* changes only counts, except where it was a near vote on *niet van toepassing* (S1).

    There, more than half must be of all answers given: the newcomer can bring an item back, and never take one out.
    """
    before = score(QUESTIONNAIRE, assessment)
    domain = assessment.domains[0]
    newcomer = Answer("newcomer", f"{domain}/{question}", "unknown")
    after = score(QUESTIONNAIRE, replace(assessment, answers=(*assessment.answers, newcomer)))
    old, new = (result.domains[domain].items[question] for result in (before, after))
    if old == new:
        assert scores(after) == scores(before)
    else:
        assert (old.state, old.agreed) == ("not_applicable", False)
        assert new.state in ("scored", "unknown")


@given(assessments(most_domains=1), st.sampled_from(PROFILE), st.integers(0, 4))
def test_what_becomes_known_lies_within_the_bandwidth(assessment, question, value):
    before = score(QUESTIONNAIRE, assessment).domains[assessment.domains[0]]
    if before.items[question].state == "unknown":
        answer = Answer("newcomer", f"{assessment.domains[0]}/{question}", value)
        known = replace(assessment, answers=(*assessment.answers, answer))
        after = score(QUESTIONNAIRE, known).domains[assessment.domains[0]]
        for dimension, found in after.known.dimensions.items():
            if found is not None and after.items[question].state == "scored":
                assert before.low.dimensions[dimension] <= found <= before.high.dimensions[dimension]


@given(assessments())
def test_ranks_count_domains_and_lie_between_best_and_worst(assessment):
    ranking = score(QUESTIONNAIRE, assessment).ranking
    places = [rank.rank for rank in ranking]
    assert all(place == 1 + places.index(place) for place in places)
    assert all(1 <= rank.best <= rank.rank <= rank.worst <= len(ranking) for rank in ranking)


@given(assessments())
def test_an_item_has_points_exactly_when_it_is_scored(assessment):
    for domain in score(QUESTIONNAIRE, assessment).domains.values():
        assert all((item.points is not None) == (item.state == "scored") for item in domain.items.values())
        for dimension in domain.dimensions.values():
            assert 0 <= dimension.scored <= dimension.applicable
            assert 0 <= dimension.unknown_answers <= dimension.answers
