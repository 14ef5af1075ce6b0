"""Rounds on every version of the questionnaire that was ever published open, show their frozen report, and export."""

import pytest
from sqlalchemy import select

from app.documents.model import parse_document
from app.models import Rendering, Report
from app.reports.contents import FORMS_OF, draw_docx, draw_pdf
from app.texts.reports import KINDS
from questionnaires.catalogue import published, questionnaire
from scoring.engine import score
from scoring.interchange import parse
from tests.rounds import draw_files, make_baseline

VERSIONS = [version for _, version in published()]


@pytest.fixture(params=VERSIONS, ids=lambda version: f"version-{version}")
def agreed(session, people, request):
    return make_baseline(session, people, version=request.param)


def test_it_opens(agreed, people, client_as):
    where = f"/inventarisaties/{agreed.id}"
    client = client_as(people.coordinator)
    for page in ("", "/controle", "/bespreken", "/bespreken/geld", "/bespreken/geld/A.BE", "/rapport/versies"):
        client.get(f"{where}{page}")
    for person in (people.coordinator, people.adviser, people.reader):
        assert "Geldzaken" in client_as(person).get(f"{where}/rapport").text


def test_its_files_are_what_was_frozen_and_can_be_made_again(agreed, session, people, client_as):
    draw_files(session)
    report = session.scalars(select(Report)).one()
    kept = {(row.kind, row.form): row.content for row in session.scalars(select(Rendering))}
    document = parse_document(kept["all", "document"])
    client = client_as(people.coordinator)
    for word, kind in KINDS.items():
        for form in FORMS_OF[kind]:
            content = client.ask(f"/inventarisaties/{agreed.id}/rapport.{form}?soort={word}").data
            assert content == kept[kind, form], (word, form)
        assert draw_pdf(document, kind) == kept[kind, "pdf"]
        assert draw_docx(document, kind) == kept[kind, "docx"]
    assert report.number == 1


def test_it_exports_what_can_be_scored(agreed, people, client_as):
    exported = client_as(people.coordinator).ask(f"/inventarisaties/{agreed.id}/rapport.json").data
    data = parse(exported)
    assert data.version == agreed.questionnaire_version
    result = score(questionnaire("iba", data.version), data)
    assert {domain.total.score for domain in result.domains.values()} == {25}
