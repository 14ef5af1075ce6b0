"""The report as files: the frozen bytes for ever, the answers to calculate with, and the chance plot."""

from hashlib import sha256

import pytest
from sqlalchemy import select

from app.models import Participation, Rendering, Report
from app.reports.document import parse_document
from app.reports.document.editions import EDITION_KINDS
from app.reports.pdf.rendering import render_pdf
from scoring.interchange import parse
from tests.factories import make_answers, make_assessment, make_participation

ITEMS = ("A.BE", "A.BL", "A.UI", "D1.UI", "M.BE", "M.BL", "M.UI", "C.BE", "C.UI", "S.BE", "S.BL", "S.UI", "D2.UI")


@pytest.fixture
def report(session, people):
    """Where the report of a review is."""
    made = make_assessment(session, people, ("geld",), state="in_review")
    joint = session.scalars(select(Participation)).one()
    make_answers(session, joint, {f"geld/{item}": 2 for item in ITEMS} | {f"geld/K{n}": 3 for n in (1, 2, 3, 4)})
    make_participation(session, made, people.participant)
    session.commit()
    return f"/inventarisaties/{made.id}/rapport"


@pytest.fixture
def agree(people, client_as, report):
    """Approve and agree."""

    def agreed():
        client_as(people.adviser).post(report.replace("rapport", "akkoord"))
        client_as(people.coordinator).post(report.replace("rapport", "vaststellen"))

    return agreed


def test_agreeing_keeps_every_form_with_its_hash(session, people, report, agree):
    agree()
    frozen = session.scalars(select(Report)).one()
    rows = session.scalars(select(Rendering)).all()
    kept = {f"{row.kind}.{row.form}" for row in rows}
    assert kept == {"all.document", "full.pdf", "alderman.pdf", "adviser.pdf"}
    for row in rows:
        assert row.sha256 == sha256(row.content).hexdigest()
        assert (row.report_id, row.municipality_id) == (frozen.id, people.municipality.id)
    document = parse_document(next(row.content for row in rows if row.form == "document"))
    assert (document.id, document.version, document.preliminary) == (str(frozen.id), 1, False)
    assert document.rules == frozen.rules == 1


@pytest.mark.parametrize(("kind", "edition"), [("beleid", "full"), ("wethouder", "alderman"), ("adviseur", "adviser")])
def test_the_frozen_pdf_is_served_as_it_was_made(session, people, client_as, report, agree, kind, edition):
    agree()
    stored = session.scalars(select(Rendering.content).where(Rendering.kind == edition)).one()
    session.commit()
    for _ in range(2):
        response = client_as(people.coordinator).ask(f"{report}.pdf?soort={kind}")
        assert (response.status_code, response.mimetype) == (200, "application/pdf")
        assert response.data == stored and stored.startswith(b"%PDF-1.7")
    assert f"rapport-voorbeeldstad-{kind}-versie-1.pdf" in response.headers["Content-Disposition"]


def test_a_preview_is_rendered_now(session, people, client_as, report):
    response = client_as(people.adviser).ask(f"{report}.pdf")
    assert response.data.startswith(b"%PDF-1.7")
    assert "voorlopig" in response.headers["Content-Disposition"]
    assert session.scalars(select(Report)).all() == []


def test_the_answers_are_a_valid_file(session, people, client_as, report, agree):
    preview = client_as(people.adviser).ask(f"{report}.json")
    assert preview.mimetype == "application/json"
    assert len(parse(preview.data).answers) == 17
    agree()
    frozen = client_as(people.coordinator).ask(f"{report}.json")
    assert frozen.data == preview.data
    assert frozen.data.decode() == session.scalars(select(Report.interchange)).one()


def test_the_chance_plot_is_a_picture_of_its_own(people, client_as, report, agree):
    agree()
    response = client_as(people.reader).ask(f"{report}/kansen.svg?soort=beleid&versie=1")
    assert (response.status_code, response.mimetype) == (200, "image/svg+xml")
    assert b"<svg" in response.data
    assert client_as(people.reader).ask(f"{report}/kansen.svg?soort=wethouder").status_code == 404


def test_two_renderings_of_one_document_are_equal(session, report, agree):
    agree()
    rows = session.scalars(select(Rendering)).all()
    document = parse_document(next(row.content for row in rows if row.form == "document"))
    for kind in EDITION_KINDS:
        assert render_pdf(document, kind) == next(row.content for row in rows if row.kind == kind)


ACCESS = (
    ("reader", ".pdf", 404, 200),
    ("reader", ".pdf?soort=adviseur", 404, 403),
    ("reader", ".json", 404, 403),
    ("participant", ".pdf", 403, 403),
    ("participant", ".json", 403, 403),
    ("participant", "/kansen.svg", 403, 403),
    ("administrator", ".pdf", 404, 404),
    ("other", ".pdf", 404, 404),
    ("other", ".json", 404, 404),
    ("other", "/kansen.svg", 404, 404),
    ("coordinator", ".pdf?versie=2", 404, 404),
    ("coordinator", ".pdf?soort=raad", 404, 404),
)


def test_who_may_have_what(people, client_as, report, agree):
    clients = {who: client_as(getattr(people, who)) for who, *_ in ACCESS}
    for who, path, before, _ in ACCESS:
        assert clients[who].ask(report + path).status_code == before, (who, path)
    agree()
    for who, path, _, after in ACCESS:
        assert clients[who].ask(report + path).status_code == after, (who, path)
