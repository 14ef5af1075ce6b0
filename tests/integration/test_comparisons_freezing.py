"""Freezing then and now with the report of the later round: kept to the byte, and known by its code."""

import json
from hashlib import sha256

import pytest
from sqlalchemy import select, update

from app.comparisons.document.report import parse_report
from app.documents.model import parse_document
from app.models import Assessment, ImprovementAction, Rendering, Report
from app.reports.contents import make_contents
from app.reports.document.material import ReportContext
from questionnaires.catalogue import questionnaire
from scoring.comparison import compare
from scoring.interchange import build_comparison_document, parse, render_json
from tests.factories import make_agreed, make_answers
from tests.rounds import (
    close_round,
    draw_files,
    joint_of,
    make_agreed_long_ago,
    make_evaluation,
    make_values,
    whole_round,
)
from tests.trajectories import make_action, make_report, make_trajectory

FORMS = {"document", "json", "pdf", "docx", "xlsx"}
BEGINS = {"pdf": b"%PDF-1.7", "docx": b"PK", "xlsx": b"PK", "json": b"{"}


@pytest.fixture
def first(session, people):
    """A first round, agreed, with an action that was planned then."""
    made = make_agreed_long_ago(session, people)
    make_action(session, make_trajectory(session, made, people.coordinator), people.coordinator, title="Taalmaatje")
    return made


@pytest.fixture
def second(session, people, first):
    """A second round in review, answered and agreed."""
    made = make_evaluation(session, people, first, "in_review")
    values = {**make_values(2, 2), "geld/A.BE": 4}
    make_answers(session, joint_of(session, made), values)
    make_agreed(session, made, people.coordinator, values, changed="yes", changed_what="Er is een plan.")
    return made


@pytest.fixture
def place(second):
    """Where its comparison is."""
    return f"/inventarisaties/{second.id}/vergelijking"


def renderings(session, assessment, number=1):
    """The forms of the comparison that were kept with a version of the report, by form."""
    query = select(Rendering).join(Report, Report.id == Rendering.report_id).where(Rendering.kind == "comparison")
    rows = session.scalars(query.where(Report.assessment_id == assessment.id, Report.number == number)).all()
    return {row.form: row for row in rows}


def test_every_form_is_kept_with_its_hash(session, people, client_as, second, place):
    close_round(session, people, second)
    draw_files(session)
    report = session.scalars(select(Report).where(Report.assessment_id == second.id)).one()
    kept = renderings(session, second)
    assert kept.keys() == FORMS
    for form, row in kept.items():
        assert row.sha256 == sha256(row.content).hexdigest()
        assert (row.report_id, row.municipality_id) == (report.id, people.municipality.id)
        assert row.content.startswith(BEGINS.get(form, b"{"))
    document = parse_report(kept["document"].content)
    assert (document.id, document.preliminary, document.after.report_number) == (str(report.id), False, 1)
    content = {form: row.content for form, row in kept.items()}
    session.commit()
    for form in FORMS - {"document"}:
        response = client_as(people.reader).ask(f"{place}.{form}")
        assert (response.status_code, response.data) == (200, content[form])
        assert f"evaluatie-voorbeeldstad-vervolgmeting-2027-versie-1.{form}" in response.headers["Content-Disposition"]


def test_a_first_round_has_none(session, people, first):
    report = make_report(session, first, people.coordinator, 2)
    assert report.number == 2
    assert renderings(session, first) == renderings(session, first, 2) == {}


def test_what_changes_later_changes_nothing(session, people, client_as, second, place):
    close_round(session, people, second)
    kept = {form: client_as(people.reader).ask(f"{place}.{form}").data for form in FORMS - {"document"}}
    page = client_as(people.reader).get(place).text
    assert "Taalmaatje" in page and "Er is een plan." in page
    session.execute(update(ImprovementAction).values(title="Iets anders", state="done"))
    session.execute(update(Assessment).where(Assessment.id == second.id).values(title="Andere naam"))
    session.commit()
    assert {form: client_as(people.reader).ask(f"{place}.{form}").data for form in kept} == kept
    assert client_as(people.reader).get(f"{place}?versie=1").text == page


def test_the_check_page_knows_them(session, people, client_as, second, place):
    close_round(session, people, second)
    draw_files(session)
    names = {"pdf": "Het evaluatierapport, als PDF", "docx": "Het evaluatierapport, als Word"}
    names |= {"xlsx": "Het evaluatierapport, als Excel", "json": "De vergelijking van toen en nu, als JSON"}
    page = client_as(people.reader).get(place)
    for form, name in names.items():
        code = sha256(client_as(people.reader).ask(f"{place}.{form}").data).hexdigest()
        assert code in page.text
        found = client_as(people.reader).post("/rapporten/controle", {"code": code}, status=200)
        assert name in found.text and "Er is geen nieuwere versie." in found.text
    hidden = renderings(session, second)["document"].sha256
    session.commit()
    found = client_as(people.reader).post("/rapporten/controle", {"code": hidden}, status=200)
    assert "hoort bij geen enkel" in found.text


def reopen(session, assessment):
    """Put an agreed round in review again."""
    session.execute(update(Assessment).where(Assessment.id == assessment.id).values(state="in_review"))
    session.commit()


def test_agreed_anew_it_is_held_against_the_newest_report_of_then(session, people, client_as, first, second, place):
    close_round(session, people, second)
    old = client_as(people.reader).ask(f"{place}.json?versie=1").data
    make_agreed(session, first, people.coordinator, {"geld/A.BE": 3}, seen=1)
    make_report(session, first, people.coordinator, 2)
    page = client_as(people.coordinator).get(place)
    assert "daarvan is er nu versie 2. Deze vergelijking gebruikt versie 1" in page.text
    assert "rapport versie 1" in client_as(people.coordinator).get(f"{place}/verantwoording").text
    reopen(session, second)
    close_round(session, people, second)
    assert client_as(people.reader).ask(f"{place}.json?versie=1").data == old
    new = client_as(people.reader).ask(f"{place}.json").data
    before = [json.loads(each)["domains"]["geld"]["dimensions"]["betrokkenheid"]["before"] for each in (old, new)]
    assert before[0] < before[1]
    page = client_as(people.reader).get(place)
    assert "versie 2" in page.text and "daarvan is er nu" not in page.text
    assert f"{place}?versie=1" in page.links


def test_a_first_round_that_is_reopened_is_said(session, people, client_as, first, second, place):
    reopen(session, first)
    page = client_as(people.adviser).get(place)
    assert "is heropend en kan nog veranderen. Dit rapport gebruikt versie 1" in page.text


def test_the_comparison_is_that_of_the_files(session, people, client_as, first, second, place):
    close_round(session, people, second)
    session.commit()
    data = [
        parse(client_as(people.coordinator).ask(f"/inventarisaties/{one.id}/rapport.json").data)
        for one in (first, second)
    ]
    asked = [questionnaire(one.questionnaire_id, one.version) for one in data]
    comparison = compare(asked[0], data[0], asked[1], data[1])
    assert client_as(people.coordinator).ask(f"{place}.json").data == render_json(build_comparison_document(comparison))
    # So does the report itself, for `samenhang report --before` as for who opens the page.
    frozen = session.scalars(select(Rendering.content).where(Rendering.form == "document", Rendering.kind == "all"))
    report = parse_document(frozen.one())
    made = make_contents(asked[1], data[1], ReportContext(comparison=comparison)).document
    for kind in ("full", "alderman"):
        sections = [
            next(section for section in document.edition(kind).sections if section.title == "Toen en nu")
            for document in (report, made)
        ]
        assert sections[0] == sections[1]


def test_people_agree_an_evaluation_in_the_browser(session, people, client_as, second, place):
    hub = place.removesuffix("/vergelijking")
    client_as(people.adviser).post(f"{hub}/akkoord")
    client = client_as(people.coordinator)
    done = client.follow(client.post(f"{hub}/vaststellen"))
    assert place in done.links
    draw_files(session)
    assert renderings(session, second).keys() == FORMS
    assert whole_round(session, second).state == "agreed"


def test_only_who_can_reopen_the_round_is_told_to(session, people, client_as, first, second, place):
    close_round(session, people, second)
    make_report(session, first, people.coordinator, 2)
    newer, renew = "daarvan is er nu versie 2.", "Heropen deze ronde en stel haar opnieuw vast."
    for who, told in ((people.coordinator, True), (people.adviser, True), (people.reader, False)):
        text = client_as(who).get(place).text
        assert newer in text and (renew in text) == told
    reopen(session, second)
    text = client_as(people.coordinator).get(f"{place}?versie=1").text
    assert newer in text and renew not in text
