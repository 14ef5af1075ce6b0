"""Which points are proposed for a meeting: what can move most first, and everything about one domain together."""

from fractions import Fraction

import pytest

from app.meetings.starting import agenda_points, by_domain, how_many, proposed
from app.state.points import points
from questionnaires.model import GENERAL
from scoring.assessment import Answer
from scoring.engine import score
from tests.unit.scoring.samples import PROFILE, QUESTIONNAIRE, make_assessment


def said(item, *values, **more):
    return [Answer(f"p{n}", item, value, **more) for n, value in enumerate(values)]


def found(*groups, **more):
    answers = [answer for group in groups for answer in group]
    assessment = make_assessment(answers, **more)
    result = score(QUESTIONNAIRE, assessment)
    all_ = agenda_points(QUESTIONNAIRE, result, points(QUESTIONNAIRE, assessment, result, patterns=()))
    # Nobody answered the general questions here.
    return [one for one in all_ if not one.item.startswith(GENERAL)]


def known(domain="geld", but=(), value=2):
    """Everything about a domain is known and equal, but for these questions."""
    return [answer for id_ in PROFILE if id_ not in but for answer in said(f"{domain}/{id_}", value, value)]


def order(*groups, **more):
    return [one.item for one in found(*groups, **more)]


def test_who_stand_further_apart_come_first():
    differ = said("geld/A.BL", 1, 3), said("geld/A.BE", 0, 4), said("geld/S.BE", 0, 3)
    assert order(known(but=("A.BL", "A.BE", "S.BE")), *differ) == ["geld/A.BE", "geld/S.BE", "geld/A.BL"]


def test_one_person_does_not_carry_a_large_group():
    apart = said("geld/A.BE", 0, 0, 0, 4, 4, 4), said("geld/A.BL", 0, 4, 4, 4, 0, 2)
    first, second = found(known(but=("A.BE", "A.BL")), *apart)
    assert (first.item, second.item) == ("geld/A.BE", "geld/A.BL") and first.moves > second.moves > 0


def test_what_nobody_knows_comes_after_the_differences_that_weigh_as_much():
    asked = said("geld/A.BE", "unknown", "unknown"), said("geld/A.BL", 0, 3), said("geld/S.BE", 1, 3)
    rest = known(but=("A.BE", "A.BL", "S.BE", "M.BE"))
    # As much as a difference of two steps where a question counts for half as much: the questionnaire decides.
    assert order(rest, *asked, said("geld/M.BE", 1, 3)) == ["geld/A.BL", "geld/S.BE", "geld/A.BE", "geld/M.BE"]


def test_what_weighs_more_in_the_total_comes_first():
    # Attention of bestuur is one question; means and capacity of bestuur share a cell.
    (alone,), (shared,) = (
        found(known(but=(question,)), said(f"geld/{question}", 0, 4)) for question in ("A.BE", "C.BE")
    )
    assert alone.moves == 4 * Fraction(1, 9) and shared.moves < alone.moves
    assert order(known(but=("A.BE", "C.BE")), said("geld/C.BE", 0, 4), said("geld/A.BE", 0, 4))[0] == "geld/A.BE"


def test_the_weights_of_a_domain_are_one():
    assert sum(one.moves for one in found(make_unknown("geld"))) == 1


def make_unknown(domain):
    return [answer for id_ in PROFILE for answer in said(f"{domain}/{id_}", "unknown")]


def test_the_weakest_domain_goes_first_of_equals():
    answers = known("geld", but=("A.BE",), value=3), known("wonen", but=("A.BE",), value=1)
    apart = said("geld/A.BE", 0, 4), said("wonen/A.BE", 0, 4)
    assert order(*answers, *apart, domains=("geld", "wonen"))[:2] == ["wonen/A.BE", "geld/A.BE"]


def test_evidence_and_doubt_are_not_proposed_but_can_be_chosen():
    high = known(but=("A.BE", "A.BL"), value=2)
    all_ = found(high, said("geld/A.BE", 4, 4), said("geld/A.BL", 2, 2, confidence="not_sure"))
    assert {one.item: one.kind for one in all_} == {"geld/A.BE": "no_evidence", "geld/A.BL": "uncertain"}
    assert proposed(all_, 12) == ()


def test_no_more_is_proposed_than_fits_and_no_more_than_there_is():
    all_ = found(make_unknown("geld"))
    assert len(proposed(all_, 12)) == 12 and len(proposed(all_, 3)) == 3
    few = found(known(but=("A.BE",)), said("geld/A.BE", 0, 4))
    assert proposed(few, 12) == ("geld/A.BE",)


def test_a_general_question_comes_after_those_of_a_domain():
    assessment = make_assessment(make_unknown("geld"))
    result = score(QUESTIONNAIRE, assessment)
    all_ = agenda_points(QUESTIONNAIRE, result, points(QUESTIONNAIRE, assessment, result, patterns=()))
    general = [one.item.startswith(GENERAL) for one in all_]
    assert any(general) and general == sorted(general) and all(one.moves for one in all_)


@pytest.mark.parametrize(
    ("minutes", "per_point", "fit"), [(60, 5, 12), (60, 7, 8), (30, 5, 6), (60, 0, 12), (5, 20, 1)]
)
def test_so_many_fit(minutes, per_point, fit):
    assert how_many(minutes, per_point) == fit


def test_a_domain_is_discussed_as_a_whole():
    all_ = found(
        known("geld", but=("A.BE", "A.UI")), known("wonen", but=("A.BE",)),
        said("geld/A.BE", 0, 4), said("geld/A.UI", 1, 3), said("wonen/A.BE", 0, 3), domains=("geld", "wonen"),
    )  # fmt: skip
    chosen = {"geld/A.UI", "wonen/A.BE", "geld/A.BE", "wonen/A.BL"}
    everything = [f"{domain}/{id_}" for domain in ("geld", "wonen") for id_ in PROFILE]
    # What is no point comes after the points of its domain.
    assert by_domain(chosen, all_, everything) == ("geld/A.BE", "geld/A.UI", "wonen/A.BE", "wonen/A.BL")
    assert by_domain({"wonen/A.BE", "geld/A.UI"}, all_, everything) == ("wonen/A.BE", "geld/A.UI")
    assert by_domain((), all_, everything) == ()
