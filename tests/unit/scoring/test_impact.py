"""What a version does to rounds and actions of before it: what can still be compared (S22, S23)."""

from dataclasses import replace

import pytest
from hypothesis import given

from questionnaires.catalogue import questionnaire
from questionnaires.model import Questionnaire
from scoring.assessment import AgreedScore, Answer
from scoring.comparison import compare
from scoring.comparison.impact import ActionImpact, Touched, next_round, round_impact
from scoring.interchange import build_comparison_document
from tests.unit.questionnaires.edits import make_row, next_version, with_question, without_question
from tests.unit.questionnaires.random_versions import next_random
from tests.unit.questionnaires.test_random_rounds import random_round
from tests.unit.questionnaires.test_random_versions import bounded, random_step, randoms
from tests.unit.scoring.comparisons import ALL_TWO, said, without
from tests.unit.scoring.samples import QUESTIONNAIRE, make_assessment
from tests.unit.tiny import make_questionnaire

SECOND = questionnaire("iba", 2)
TINY = make_questionnaire()


def test_version_2_keeps_every_dimension_of_a_whole_round():
    found = round_impact(QUESTIONNAIRE, make_assessment(said(ALL_TWO)), SECOND)
    assert (found.comparable, found.accounting["total"], found.accounting["meaning_changed"]) == (13, 14, 1)
    assert (found.not_comparable, found.domains_left) == ((), ())


def test_a_dimension_that_rests_on_what_changed_is_lost():
    """Of the six anchors of middelen four have to be in the core: three and M.BL were answered."""
    values = without(ALL_TWO, "C.BE", "C.BL")
    assert round_impact(QUESTIONNAIRE, make_assessment(said(values)), SECOND).not_comparable == (("geld", "middelen"),)


def test_what_could_not_be_compared_before_is_not_lost():
    values = without(ALL_TWO, "C.BE", "C.BL", "C.UI")
    assert round_impact(QUESTIONNAIRE, make_assessment(said(values)), SECOND).not_comparable == ()


def test_a_new_anchor_without_an_answer_counts_against_a_dimension():
    anchors = [one.model_copy(update={"id": f"N{number}"}) for number, one in enumerate(SECOND.of_kind("domain")[:3])]
    rows = [make_row("question", "added", new=one.id) for one in anchors]
    after = next_version(SECOND, *rows, questions=(*SECOND.questions, *anchors))
    before = replace(make_assessment(said(ALL_TWO)), version=2)
    found = round_impact(SECOND, before, after)
    assert found.comparable == 14
    assert found.not_comparable == (("geld", "betrokkenheid"),)


def test_domains_that_are_gone_and_own_ones_that_stay():
    gone = tuple(domain for domain in SECOND.domains if domain.id != "geld")
    after = next_version(SECOND, make_row("domain", "retired", "geld"), domains=gone)
    answers = [*said(ALL_TWO), *said(ALL_TWO, domain="eigen_1"), Answer("p1", "algemeen/G01", 3)]
    agreed = (AgreedScore("geld/A.BE", 2, "Zo is het."), AgreedScore("eigen_1/A.BE", 2, "Zo is het."))
    before = make_assessment(answers, domains=("geld", "eigen_1"))
    before = replace(before, version=2, agreed=agreed, own_domains={"eigen_1": "Veiligheid"})
    found = round_impact(SECOND, before, after)
    assert found.domains_left == ("geld",)
    assert (found.accounting["domain_left"], found.comparable) == (14, 15)
    kept = next_round(before, after)
    assert (kept.domains, kept.version, [one.item for one in kept.agreed]) == (("eigen_1",), 3, ["eigen_1/A.BE"])


@bounded
@given(randoms)
def test_it_is_what_comparing_the_next_round_says(random):
    first = random_step(random)
    last = next_random(random, first.after).after
    versions = {one.version: one for one in (first.before, first.after, last)}

    def version(_questionnaire_id: str, number: int) -> Questionnaire:
        return versions[number]

    before = random_round(random, first.before, "baseline")
    found = round_impact(first.before, before, last, version)
    classes = {name: count for name, count in found.accounting.items() if name != "total"}
    assert sum(classes.values()) == found.accounting["total"] >= found.comparable
    document = build_comparison_document(compare(first.before, before, last, next_round(before, last), version))
    for domain, dimension in found.not_comparable:
        assert document["domains"][domain]["dimensions"][dimension]["kind"] == "not_comparable"


@bounded
@given(randoms)
def test_without_changes_nothing_is_touched(random):
    asked = random_step(random).after
    before = random_round(random, asked, "baseline")
    found = round_impact(asked, before, next_version(asked), lambda _id, _number: asked)
    assert found.comparable == found.accounting["total"] == found.accounting["carried"]
    assert (found.not_comparable, found.domains_left) == ((), ())


def actions_after(*rows, **changes):
    return Touched(TINY, next_version(TINY, *rows, **changes))


NOTHING = ActionImpact(None, None)
TOUCHED = [
    (make_row("question", "retired", "G1"), {"questions": without_question(TINY, "G1")}, ("retired", None)),
    (make_row("question", "grammar", "G1", "G1"), {"questions": with_question(TINY, "G1", text="Plan?")}, (None, None)),
    (make_row("question", "moved", "G1", "G1"), {"questions": with_question(TINY, "G1", group="X")}, ("moved", None)),
    (make_row("action", "retired", "ACT2"), {"actions": TINY.actions[:1]}, (None, "retired")),
    (make_row("action", "reworded", "ACT2", "ACT2"), {}, (None, "reworded")),
    (make_row("action", "carried", "ACT2", "ACT2"), {}, (None, None)),
]


@pytest.mark.parametrize(("row", "changes", "expected"), TOUCHED)
def test_what_a_version_touches_of_an_action(row, changes, expected):
    touched = actions_after(row, **changes)
    assert touched.action("algemeen", "algemeen/G1", "ACT2") == ActionImpact(*expected)
    assert touched.action("algemeen", None, None) == NOTHING
    assert touched.action("geld", "geld/K1", "ACT1") == NOTHING
    assert touched.action("geld", None, "UNKNOWN") == NOTHING


def test_an_action_about_a_domain_that_is_gone():
    touched = actions_after(make_row("domain", "retired", "geld"), domains=TINY.domains[:1])
    assert touched.action("geld", "geld/K1", None) == ActionImpact("domain_left", None)
    assert touched.action("geld", None, None) == ActionImpact("domain_left", None)
    assert touched.action("werk", "werk/K1", None) == NOTHING
