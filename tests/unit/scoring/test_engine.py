"""What the engine puts together: agreed scores, agreement, inside and outside, general items."""

from fractions import Fraction

from scoring.assessment import Answer
from scoring.engine import score
from tests.unit.scoring.samples import OPPORTUNITY, PROFILE, QUESTIONNAIRE, make_assessment, row

ALL_TWO = "2 2 2 2 / 2 2 2 2 2 2 / 2 2 2 2"


def test_an_agreed_score_goes_before_the_answers_and_ends_their_agreement():
    assessment = make_assessment(row("geld", ALL_TWO), scores={"geld/A.BE": 4, "geld/M.BE": "not_applicable"})
    found = score(QUESTIONNAIRE, assessment)
    assert found.domains["geld"].known.cells["betrokkenheid", "bestuur"] == 100
    assert found.domains["geld"].known.cells["middelen", "bestuur"] == 50
    assert found.domains["geld"].dimensions["middelen"].applicable == 5
    assert "geld/A.BE" not in found.agreement
    assert "geld/A.BL" in found.agreement


def test_agreement_holds_every_item_with_a_number_in_the_order_of_the_questionnaire():
    answers = [Answer("p1", "algemeen/G02", 3), *row("geld", ALL_TWO, "1 1 ? 1"), *row("wonen", "? -")]
    found = score(QUESTIONNAIRE, make_assessment(answers, ["wonen", "geld"]))
    geld = [f"geld/{question}" for question in (*PROFILE, *OPPORTUNITY) if question != "K3"]
    assert list(found.agreement) == [*geld, "algemeen/G02"]


def test_agreement_holds_an_item_that_most_find_not_applicable():
    answers = [Answer(f"p{n}", "geld/A.BE", value) for n, value in enumerate(("not_applicable", "not_applicable", 3))]
    found = score(QUESTIONNAIRE, make_assessment(answers))
    assert found.domains["geld"].items["A.BE"].state == "not_applicable"
    assert found.agreement["geld/A.BE"].n == 1


def test_inside_and_outside_only_for_items_about_a_level():
    people = {"p1": "bestuur", "p2": "bestuur", "p3": "beleid", "p4": None}
    answers = [answer for person, value in zip(people, (4, 3, 1, 2), strict=True) for answer in asked(person, value)]
    found = score(QUESTIONNAIRE, make_assessment(answers, levels=people)).inside_outside
    assert list(found) == ["geld/A.BE"]
    assert (found["geld/A.BE"].inside, found["geld/A.BE"].outside) == (Fraction(7, 2), Fraction(3, 2))


def asked(person, value):
    return [Answer(person, item, value) for item in ("geld/A.BE", "geld/K1", "algemeen/G01")]


def test_general_items_are_by_item_id_and_never_in_a_domain():
    found = score(QUESTIONNAIRE, make_assessment([Answer("p1", "algemeen/G01", 3)]))
    assert found.general_items["algemeen/G01"].points == 75
    assert found.general_items["algemeen/G02"].state == "unknown"
    assert found.domains["geld"].known.total is None


def test_an_own_domain_scores_like_any_other():
    found = score(QUESTIONNAIRE, make_assessment(row("eigen_1", ALL_TWO), ["eigen_1"]))
    assert found.domains["eigen_1"].total.word == "In opbouw"
