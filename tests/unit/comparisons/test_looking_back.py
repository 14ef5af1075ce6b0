"""Looking back in the evaluation report: three numbers over the same questions, and never anybody's own answer."""

from fractions import Fraction
from random import Random

import pytest

from app.comparisons.document.ground import Back
from app.comparisons.document.looking_back import looked_back, looking_back_sections
from app.documents.model import Paragraph, Table
from app.texts import looking_back as texts
from questionnaires import catalogue
from scoring.assessment import AgreedScore, Assessment
from tests.selection import examples
from tests.unit.comparisons.materials import make_material, texts_in

BEFORE, AFTER = (catalogue.questionnaire("iba", version) for version in (1, 2))
DIMENSIONS = {facet.dimension for facet in AFTER.facets}
ATTENTION = AFTER.dimension_of[AFTER.question("A.BE").facet]


def make_round(version, values, domains=("geld",), **more):
    agreed = tuple(AgreedScore(item, value, "Zo is het.") for item, value in values.items())
    known = {"municipality_code": "GM9901", "municipality_name": "Voorbeeldstad", "round": "baseline"}
    return Assessment(questionnaire_id="iba", version=version, domains=domains, agreed=agreed, **known | more)


def everywhere(version, value, domain="geld"):
    asked = catalogue.questionnaire("iba", version).of_kind("domain")
    return {f"{domain}/{question.id}": value for question in asked}


def make_back(values, **rounds):
    before = rounds.get("before", make_round(1, everywhere(1, 2)))
    after = rounds.get("after", make_round(2, everywhere(2, 3), round="evaluation"))
    return make_material(before, after, back=tuple(Back(item, value) for item, value in values))


def by_dimension(material, domain="geld"):
    (found,) = [one for one in looked_back(material) if one.domain.id == domain]
    return {one.dimension: one for one in found.dimensions}


def test_without_anybody_who_looked_back_there_is_no_section():
    assert looking_back_sections(make_back([])) == ()


def test_people_are_averaged_per_question_and_questions_per_facet_and_level():
    # Aandacht: bestuur 1 and 2 by two people, beleid 4 by one, who does not know about uitvoering.
    values = [("geld/A.BE", 1), ("geld/A.BE", 2), ("geld/A.BL", 4), ("geld/A.UI", "unknown")]
    found = by_dimension(make_back(values))
    assert list(found) == [ATTENTION]
    one = found[ATTENTION]
    assert (one.then, one.seen, one.now) == (50, (Fraction(75, 2) + 100) / 2, 75)
    assert one.people == (2, 1)


def test_then_and_now_are_over_the_questions_that_were_looked_back_at_only():
    before = make_round(1, {**everywhere(1, 0), "geld/A.BE": 4, "geld/A.BL": 2})
    after = make_round(2, {**everywhere(2, 0), "geld/A.BE": 1, "geld/A.BL": 1})
    one = by_dimension(make_back([("geld/A.BE", 3), ("geld/A.BL", 3)], before=before, after=after))[ATTENTION]
    assert (one.then, one.seen, one.now) == (75, 75, 25)


def test_what_has_no_score_then_or_now_or_means_something_else_is_left_out():
    then = {item: value for item, value in everywhere(1, 2).items() if item != "geld/A.BE"}
    now = {item: value for item, value in everywhere(2, 3).items() if item != "geld/A.BL"}
    # The meaning of M.BL is another one since version 2, and nobody asks about wonen.
    values = [(f"geld/{name}", 1) for name in ("A.BE", "A.BL", "A.UI", "M.BL")] + [("wonen/A.BE", 1)]
    material = make_back(values, before=make_round(1, then), after=make_round(2, now))
    (one,) = by_dimension(material).values()
    assert (one.people, one.then, one.seen, one.now) == ((1,), None, None, None)
    (section,) = looking_back_sections(material)
    (table,) = [block for block in section.blocks if isinstance(block, Table)]
    assert [cell.text for cell in table.rows[0]][2:] == [
        "–",
        "–",
        "–",
        "te weinig vragen (1 vraag, 1 persoon per vraag)",
    ]


def test_an_own_domain_of_another_name_is_another_one():
    before = make_round(1, everywhere(1, 2, "eigen_1"), ("eigen_1",), own_domains={"eigen_1": "Sport"})
    values = [("eigen_1/A.BE", 1), ("eigen_1/A.BL", 1)]
    for title, shown in (("Sport", 1), ("Kunst", 0)):
        after = make_round(2, everywhere(2, 3, "eigen_1"), ("eigen_1",), own_domains={"eigen_1": title})
        assert len(looked_back(make_back(values, before=before, after=after))) == shown


@pytest.mark.parametrize("seed", range(examples(20)))
def test_equals_a_plain_calculation(seed):
    random = Random(seed)
    then, now = (
        {item: random.randint(0, 4) for item in everywhere(version, 0) if random.random() < 0.9} for version in (1, 2)
    )
    values = [
        (item, random.choice((0, 1, 2, 3, 4, "unknown")))
        for item in everywhere(2, 0)
        for _ in range(random.randint(0, 3))
    ]
    material = make_back(values, before=make_round(1, then), after=make_round(2, now))
    known = {item: [value for name, value in values if name == item and value != "unknown"] for item, _ in values}
    same = {f"geld/{one.id}" for one in AFTER.of_kind("domain")} - {"geld/M.BL"}
    inside = sorted(item for item in same if known.get(item) and item in then and item in now)
    found = by_dimension(material)
    for dimension in DIMENSIONS:
        told = found.get(dimension)
        for name, points in (
            ("then", {item: 25 * then[item] for item in inside}),
            ("seen", {item: 25 * sum(known[item]) / len(known[item]) for item in inside}),
            ("now", {item: 25 * now[item] for item in inside}),
        ):
            plain = plainly(points, dimension)
            assert (getattr(told, name) if told else None) == (None if plain is None else pytest.approx(plain))


def plainly(points, dimension):
    """The mean of levels of the mean of facets of the mean of questions, when at least two levels have one."""
    levels = []
    for level in AFTER.levels:
        facets = []
        for facet in (one for one in AFTER.facets if one.dimension == dimension):
            asked = [q for q in AFTER.of_kind("domain") if (q.facet, q.level) == (facet.id, level.id)]
            found = [points[f"geld/{q.id}"] for q in asked if f"geld/{q.id}" in points]
            facets += [sum(found) / len(found)] if found else []
        levels += [sum(facets) / len(facets)] if facets else []
    return sum(levels) / len(levels) if len(levels) > 1 else None


def test_the_section_says_the_caution_and_no_answer_of_anybody():
    people = [("geld/A.BE", 0), ("geld/A.BE", 4), ("geld/A.BE", 4), ("geld/A.BL", 3)]
    (section,) = looking_back_sections(make_back(people))
    assert section.id == "terugkijken"
    assert Paragraph(text=texts.CAUTION, tone="warning") in section.blocks
    said = " ".join(text for block in section.blocks for text in texts_in(block))
    assert "Daarom telt dit nergens mee." in said and "2 vragen, 1 tot 3 mensen per vraag" in said
    (table,) = [block for block in section.blocks if isinstance(block, Table)]
    assert len(table.rows) == 1 and table.rows[0][3].text == "70,8"


def test_when_nobody_could_say_how_it_was_that_is_said():
    (section,) = looking_back_sections(make_back([("geld/A.BE", "unknown")]))
    assert [block.text for block in section.blocks][-1] == texts.NOTHING_TO_SHOW


@pytest.mark.parametrize(
    ("people", "is_enough", "said"),
    [
        ((1,), True, "1 vraag, 1 persoon per vraag"),
        ((3, 3), True, "2 vragen, 3 mensen per vraag"),
        ((1, 4, 2), False, "te weinig vragen (3 vragen, 1 tot 4 mensen per vraag)"),
    ],
)
def test_on_what_a_row_rests(people, is_enough, said):
    assert texts.rests_on(people, is_enough=is_enough) == said
