"""Three rounds or more: each on its own whole profile, and no line where questionnaires differ."""

from dataclasses import replace

from app.comparisons.document import time as texts
from app.comparisons.document.ground import Ground
from app.comparisons.document.report import build_comparison_report
from app.comparisons.document.time import courses
from app.web.formatting import number
from scoring.engine import score
from tests.unit.comparisons.materials import golden, make_material, make_round, parsed, section_of, three_rounds
from tests.unit.scoring.comparisons import ALL_TWO, said
from tests.unit.scoring.samples import make_assessment

THREE = three_rounds(golden("iba-1.worked-example"))


def trends(material):
    return {
        block.table.caption: block
        for block in section_of(build_comparison_report(material), "tijd")
        if block.type == "trend"
    }


def test_two_rounds_are_no_trend():
    report = build_comparison_report(replace(THREE, rounds=THREE.rounds[1:]))
    assert "tijd" not in [section.id for section in report.sections]


def test_each_round_has_its_own_whole_profile():
    trend = trends(THREE)[texts.caption("Geldzaken")]
    totals = [score(one.questionnaire, one.data).domains["geld"].total.score for one in THREE.rounds]
    assert [point.text for point in trend.points] == [number(total) for total in totals]
    assert [row[2].text for row in trend.table.rows] == [number(total) for total in totals]
    assert [row[0].text for row in trend.table.rows] == [
        "1. Nulmeting, 2026",
        "2. Vervolgmeting 2027",
        "3. Vervolgmeting 2028",
    ]


def test_the_line_breaks_at_another_version_with_words():
    trend = trends(THREE)[texts.caption("Geldzaken")]
    assert [point.breaks for point in trend.points] == [False, True, False]
    one, two, three = (point.text for point in trend.points)
    assert trend.message == (
        f"In ronde 1 was het totaal {one}. Van ronde 2 naar ronde 3 ging het totaal van {two} naar {three}."
    )
    assert f"ronde 1 {one}; daarna een andere vragenlijst, ronde 2 {two}; ronde 3 {three}" in trend.alt
    blocks = section_of(build_comparison_report(THREE), "tijd")
    assert texts.BREAKS in [block.text for block in blocks if block.type == "paragraph"]


def test_a_line_that_is_not_drawn_has_no_explanation():
    empty = [make_round(replace(make_assessment([]), version=min(n, 2)), n) for n in (1, 2, 3)]
    two, three = empty[1:]
    material = make_material(two.data, three.data, before_round=two, after_round=three, rounds=tuple(empty))
    found = [block.text for block in section_of(build_comparison_report(material), "tijd") if block.type == "paragraph"]
    assert found == [texts.LEAD, texts.NO_TOTAL]


def test_a_domain_that_was_not_chosen_or_known_has_a_gap():
    rounds = [make_round(make_assessment(said(ALL_TWO)), number) for number in (1, 2, 3)]
    rounds[1] = replace(rounds[1], data=replace(make_assessment([]), domains=("wonen",)))
    rounds[2] = replace(rounds[2], data=replace(rounds[2].data, round="evaluation"))
    material = make_material(
        rounds[0].data, rounds[2].data, before_round=rounds[0], after_round=rounds[2], rounds=tuple(rounds)
    )
    trend = trends(material)[texts.caption("Geldzaken")]
    assert [point.value for point in trend.points] == [50.0, None, 50.0]
    assert trend.message == "In ronde 1 was het totaal 50,0. In ronde 3 was het totaal 50,0."
    ((_, course),) = courses(Ground(material))
    assert [each.result is None for each in course] == [False, True, False]


def test_without_any_total_there_is_no_picture():
    blocks = section_of(build_comparison_report(THREE), "tijd")
    place = [block.text if block.type == "heading" else "" for block in blocks].index("Gezondheid en preventie")
    assert [block.type for block in blocks[place:]] == ["heading", "paragraph", "table"]
    assert blocks[place + 1].text == texts.NO_TOTAL


def test_an_own_domain_with_another_title_is_another_domain():
    document = golden("iba-1.worked-example")
    document["domains"] = ["eigen_1", *document["domains"]]
    titled = [{**document, "own_domains": [{"id": "eigen_1", "title": title}]} for title in ("Water", "Sport", "Sport")]
    rounds = tuple(make_round(parsed(each), n) for n, each in enumerate(titled, start=1))
    material = make_material(
        rounds[1].data, rounds[2].data, before_round=rounds[1], after_round=rounds[2], rounds=rounds
    )
    own = next(course for domain, course in courses(Ground(material)) if domain.id == "eigen_1")
    assert [each.result is None for each in own] == [True, False, False]
