"""Every number that a report or an explanation shows, made again from the answers, for random assessments.

The steps of every explanation are stripped of all numbers but their leaves, and computed anew. Texts that are made of
those must be the same to the letter; and so must a report that is made of a result that was put together from them.
"""

import datetime
from dataclasses import replace
from fractions import Fraction

import pytest

from app.documents.model import Figure, HeatTable, Table, render_json
from app.reports.document.building import build_document
from app.reports.document.material import ReportContext
from app.reports.explained import explain_domain, explain_item, explain_municipality
from app.web.formatting import number
from questionnaires.model import GENERAL
from scoring.engine import score
from tests.selection import EVERYTHING
from tests.unit.reports.examples import blocks_of, make_document
from tests.unit.reports.remade import Remade, agreements, make_case, random_assessment
from tests.unit.reports.remade_result import remade_result
from tests.unit.scoring.samples import QUESTIONNAIRE, worked_example

SEEDS = range(200 if EVERYTHING else 18)
DAY = datetime.date(2026, 11, 24)
CONTEXT = ReportContext(date=DAY)


def everything(case):
    """All explanations that pages show: of the whole, of each domain, and of some questions by themselves."""
    domains = [explain_domain(case, domain_id) for domain_id in case.data.domains]
    asked = [(place, name) for place in (case.data.domains[0], GENERAL) for name in case.questions(place)]
    return [explain_municipality(case), *domains, *(explain_item(case, *place) for place in asked[::4])]


def document(assessment, result):
    return render_json(build_document(QUESTIONNAIRE, assessment, result, CONTEXT))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_number_is_made_again_from_the_answers(seed):
    assessment = random_assessment(seed)
    shared = {"single_answers": seed % 2 == 0, "agreements": agreements(assessment, DAY)}
    shared["result"] = score(QUESTIONNAIRE, assessment)
    case, again = make_case(assessment, **shared), make_case(assessment, Remade, **shared)
    assert everything(case) == everything(again)
    result = remade_result(again)
    assert result == case.result
    assert document(assessment, result) == document(assessment, case.result)
    assert_leaves_are_what_people_said(again)


def assert_leaves_are_what_people_said(case):
    """What everything is computed from is the answers, agreed scores and ambitions: no more, no less."""
    answers = {}
    for domain_id in case.data.domains:
        steps = case.domain(domain_id)
        for step in (*steps.known.items.values(), *steps.opportunity_items.values()):
            answers |= _values_in(step, "answer")
            agreed = _values_in(step, "agreed_score")
            assert agreed == {
                (score.item,) * 2: score.value for score in case.data.agreed if score.item == step.subject
            }
        assert steps.opportunity.room.parts[0].value == case.data.ambitions.get(domain_id, 75)
    for step in case.municipality.general_items.values():
        answers |= _values_in(step, "answer")
    assert answers == {(answer.item, answer.participant): answer.value for answer in case.data.answers}


def _values_in(step, kind):
    found = [part for part in (*step.parts, *step.left_out) if part.kind == kind]
    return {(step.subject, part.subject): part.reason if part.value is None else part.value for part in found}


def test_a_wrong_number_would_be_found():
    assessment = worked_example()
    right = score(QUESTIONNAIRE, assessment)
    geld = right.domains["geld"]
    place = ("middelen", "beleid")
    known = replace(geld.known, cells={**geld.known.cells, place: geld.known.cells[place] + 1})
    total = replace(geld.total, score=geld.total.score + Fraction(1, 10))
    for domain in (replace(geld, known=known), replace(geld, total=total)):
        wrong = replace(right, domains={**right.domains, "geld": domain})
        again = remade_result(make_case(assessment, Remade, result=wrong))
        assert again == right != wrong
        assert document(assessment, again) != document(assessment, wrong)
    wrong = replace(right, domains={**right.domains, "geld": replace(geld, known=known)})
    assert everything(make_case(assessment, result=wrong)) != everything(make_case(assessment, Remade, result=wrong))


SHOWN = make_document()
CASE = make_case(worked_example())
TOLD = {domain_id: explain_domain(CASE, domain_id) for domain_id in CASE.data.domains}


def told(domain_id, *ids):
    """All that is said about some scores of a domain."""
    chosen = [each for each in TOLD[domain_id] if not ids or each.id in ids]
    return " ".join(" ".join((each.title, each.number, *each.sentences, *_of_rows(each))) for each in chosen)


def _of_rows(each):
    return (text for row in each.rows for text in (row.number, *row.sentences))


NAMES = {CASE.name(domain_id): domain_id for domain_id in CASE.data.domains}


def test_every_cell_of_the_profile_is_told_in_its_explanation():
    (heat,) = blocks_of(SHOWN.edition("full"), HeatTable)
    dimensions = [dimension.id for dimension in QUESTIONNAIRE.dimensions]
    for row in heat.rows:
        for place, cell in enumerate(row.cells):
            if cell.value is not None:
                assert f"({cell.text})" in told(NAMES[row.title], dimensions[place // 3], "niveaus"), (row.title, cell)


def test_every_number_in_the_tables_of_a_domain_is_told_in_its_explanation():
    by_caption = {figure.table.caption: figure.table for figure in blocks_of(SHOWN.edition("full"), Figure)}
    for name, domain_id in NAMES.items():
        for row in by_caption[f"Scores van {name}"].rows:
            anchor = row[0].text.lower()
            for cell in row[1:4]:
                for word in cell.text.replace(", op de grens", "").split(" tot "):
                    if word not in ("–", "alles bekend", "Nog te weinig bekend"):
                        assert word in told(domain_id, anchor), (name, row[0].text, word)


def test_every_chance_and_place_is_told_in_its_explanation():
    figures = blocks_of(SHOWN.edition("full"), Figure)
    (order,) = [each.table for each in figures if each.table.caption == "Domeinen op volgorde van kans"]
    for row in order.rows:
        domain_id, said = NAMES[row[0].text], told(NAMES[row[0].text], "kans", "plaats")
        place = next(each for each in TOLD[domain_id] if each.id == "plaats")
        assert place.number == row[1].text.split()[0]
        for cell in row[2:7]:
            assert cell.text in said, (row[0].text, cell.text)
        assert ("zeker." in said and "niet zeker" not in said) == (row[7].text == "zeker")


def test_the_chances_of_the_adviser_are_told_too():
    (order,) = [
        each for each in blocks_of(SHOWN.edition("adviser"), Table) if each.caption == "Domeinen op volgorde van kans"
    ]
    for row in order.rows:
        said = told(NAMES[row[0].text], "kans", "plaats")
        assert number(Fraction(str(row[1].value))) in said
        assert row[2].text in said


def test_groups_and_breadth_are_told_in_the_explanation_of_the_whole():
    found = {each.title: each.number for each in explain_municipality(CASE)}
    assert found["Domeinen met 62,5 punten of meer"] == "1 van 4"
    for title, value in CASE.result.general_groups.items():
        assert found[title] == ("–" if value is None else number(value))
