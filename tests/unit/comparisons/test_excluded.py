"""What cannot be compared: everything, each with its reason."""

from dataclasses import replace

import pytest

from app.comparisons.document import domains as texts
from app.comparisons.document.domains import dimension_reason, excluded_places, excluded_questions
from app.comparisons.document.ground import Ground, changed_questions
from app.comparisons.document.report import build_comparison_report
from questionnaires import catalogue
from questionnaires.model import Change
from scoring.comparison.rounds import compare
from tests.selection import examples
from tests.unit.comparisons.materials import make_material, make_round, random_material, section_of, worked_material
from tests.unit.scoring.comparisons import ALL_TWO, evaluation, said, second_version, without
from tests.unit.scoring.samples import PROFILE, QUESTIONNAIRE, make_assessment

BEFORE = make_assessment(said(ALL_TWO))


def ground_of(before, after, **more):
    return Ground(make_material(before, after, **more))


def reason(later, earlier=ALL_TWO, dimension="betrokkenheid"):
    ground = ground_of(make_assessment(said(earlier)), evaluation(said(later)))
    change = ground.domains[0].found.dimensions[dimension]
    assert change.kind == "not_comparable"
    return dimension_reason(ground, ground.domains[0], dimension)


def test_too_few_anchors_are_counted_by_why():
    assert reason(without(ALL_TWO, "A.BE", "A.BL")) == (
        "We kunnen 2 van de 4 ankervragen vergelijken. Dat is te weinig. Van de andere: 2 zijn nu onbekend."
    )
    earlier = {**ALL_TWO, "A.BE": "unknown", "A.BL": "not_applicable"}
    assert reason({**ALL_TWO, "A.UI": "unknown"}, earlier) == (
        "We kunnen 1 van de 4 ankervragen vergelijken. Dat is te weinig. Van de andere: 1 was toen onbekend, "
        "1 was toen niet van toepassing en 1 is nu onbekend."
    )


def test_when_no_anchor_can_be_compared_there_are_no_others():
    assert reason(without(ALL_TWO, *PROFILE[:4])) == (
        "We kunnen geen van de 4 ankervragen vergelijken: 4 zijn nu onbekend."
    )
    earlier = {**ALL_TWO, "A.BL": "unknown"}
    assert reason(without(ALL_TWO, "A.BE", "A.UI", "D1.UI"), earlier) == (
        "We kunnen geen van de 4 ankervragen vergelijken: 3 zijn nu onbekend en 1 was toen onbekend."
    )


def test_questions_that_are_no_anchors_count_for_what_applies():
    after = second_version(D1_UI={"anchor": False})
    values = {**ALL_TWO, **dict.fromkeys(PROFILE[:3], "not_applicable")}
    later = replace(evaluation(said(values)), version=2)
    second = replace(make_round(BEFORE, 2), questionnaire=after, data=later)
    comparison = compare(QUESTIONNAIRE, BEFORE, after, later)
    ground = Ground(replace(make_material(BEFORE, BEFORE), after=second, comparison=comparison))
    assert dimension_reason(ground, ground.domains[0], "betrokkenheid") == texts.FEW_LEVELS


def test_too_few_levels_is_about_what_can_be_compared():
    """M.BL has a score in both rounds, so two levels have one; but it means something else now."""
    nothing = dict.fromkeys(("M.BE", "C.BE", "C.BL"), "not_applicable")
    later = replace(evaluation(said({**ALL_TWO, **nothing})), version=2)
    ground = ground_of(BEFORE, later)
    assert ground.domains[0].found.dimensions["middelen"].core == 2
    assert dimension_reason(ground, ground.domains[0], "middelen") == (
        "Op minder dan 2 niveaus is er een vraag die we kunnen vergelijken."
    )


def test_a_dimension_of_which_nothing_applies_says_so():
    nothing = dict.fromkeys(PROFILE[:4], "not_applicable")
    assert reason({**ALL_TWO, **nothing}) == texts.NOTHING_APPLIES
    only = {**ALL_TWO, **nothing, "A.BE": 2}
    assert reason(only) == texts.FEW_LEVELS
    assert reason({**only, "A.BE": "unknown"}) == "We kunnen de ene ankervraag niet vergelijken. Die is nu onbekend."


def test_domains_that_came_and_left_and_got_another_title():
    first = replace(
        make_assessment(said(ALL_TWO)), domains=("geld", "wonen", "eigen_1"), own_domains={"eigen_1": "Water"}
    )
    later = replace(evaluation([]), domains=("inclusie", "geld", "eigen_1"), own_domains={"eigen_1": "Sport"})
    found = [
        (each.where, each.why) for each in excluded_places(ground_of(first, later)) if each.what == texts.WHOLE_DOMAIN
    ]
    assert found == [
        ("Inclusie", texts.NEW_DOMAIN),
        ("Sport", texts.OTHER_TITLE_THEN),
        ("Wonen", texts.LEFT_DOMAIN),
        ("Water", texts.OTHER_TITLE),
    ]


def test_every_question_that_changed_has_its_reason_from_the_table():
    one, two = (catalogue.questionnaire("iba", n) for n in (1, 2))
    found = {each.question.id: each for each in changed_questions(one, two)}
    assert {name: each.class_ for name, each in found.items()} == {
        "M.BL": "meaning_changed",
        "G07": "meaning_changed",
        "G13": "added",
        "G12": "retired",
    }
    reasons = {row.new or row.old: row.reason for row in two.changes if row.kind == "question"}
    assert all(each.reasons == (reasons[name,],) for name, each in found.items())


def test_from_the_later_version_back_added_is_retired():
    one, two = (catalogue.questionnaire("iba", n) for n in (1, 2))
    found = {each.question.id: each.class_ for each in changed_questions(two, one)}
    assert found == {"M.BL": "meaning_changed", "G07": "meaning_changed", "G12": "added", "G13": "retired"}


def test_questions_are_named_in_words_that_fit_every_domain():
    rows = excluded_questions(Ground(worked_material()))
    (contracts,) = [row for row in rows if row.where == texts.EVERY_DOMAIN]
    assert contracts.what == "Gebruikt dit domein subsidies of contracten om basisvaardigheden te verbeteren?"
    assert contracts.why.startswith("De vraag betekent nu iets anders. Een losse afspraak met een partner")


def test_a_question_that_was_split_keeps_the_reason():
    row = {
        "kind": "question",
        "class": "split",
        "old": ("A.BE",),
        "new": ("A.BE", "A2.BE"),
        "reason": "Het waren er 2.",
    }
    later = second_version([Change.model_validate(row)], A_BE={"meaning": 2})
    (changed,) = changed_questions(QUESTIONNAIRE, later)
    assert (changed.class_, changed.reasons) == ("split", ("Het waren er 2.",))
    after = replace(evaluation(said(ALL_TWO)), version=2)
    material = make_material(BEFORE, BEFORE)
    compared = compare(QUESTIONNAIRE, BEFORE, later, after)
    second = replace(make_round(BEFORE, 2), questionnaire=later, data=after)
    ground = Ground(replace(material, after=second, comparison=compared))
    (row, *_) = excluded_questions(ground)
    assert row.why == "De vraag is gesplitst. Het waren er 2."


def test_when_everything_can_be_compared_it_says_so():
    blocks = section_of(build_comparison_report(make_material(BEFORE, evaluation(said(ALL_TWO)))), "niet-vergelijkbaar")
    assert [block.text for block in blocks] == [texts.NOTHING_EXCLUDED]


@pytest.mark.parametrize("seed", range(examples(20)))
def test_every_question_outside_the_core_is_listed_once(seed):
    ground = Ground(random_material(seed))
    rows = [row for row in excluded_questions(ground) if row.why in texts.STATE_REASONS.values()]
    listed = [(row.where, line) for row in rows for line in row.what.split(", ")]
    outside = []
    for domain in ground.domains:
        if domain.found:
            for question in ground.material.after.questionnaire.questions_in(domain.domain):
                states = [
                    at.items([question.id], domain.domain.id)[question.id].state for at in (ground.then, ground.now)
                ]
                if states != ["scored", "scored"]:
                    outside.append((domain.name, question.short_name))
    assert sorted(listed) == sorted(outside)


@pytest.mark.parametrize("seed", range(examples(20)))
def test_every_dimension_that_is_not_compared_is_listed(seed):
    ground = Ground(random_material(seed))
    listed = [(row.where, row.what) for row in excluded_places(ground) if row.what != texts.WHOLE_DOMAIN]
    assert listed == [
        (domain.name, ground.titles[name])
        for domain in ground.domains
        for name, change in (domain.found.dimensions if domain.found else {}).items()
        if change.kind == "not_comparable"
    ]
