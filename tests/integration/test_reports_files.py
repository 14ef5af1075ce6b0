"""The report as files: the frozen bytes for ever, and the answers to calculate with."""

from hashlib import sha256

import pytest
from sqlalchemy import select

from app.documents.model import parse_document
from app.models import Participation, Rendering, Report
from app.reports.contents import FORMS_OF, draw_docx, draw_pdf, render_slides
from app.texts.reports import FORMS, KINDS
from scoring.engine import RULES
from scoring.interchange import parse
from tests.factories import make_answers, make_assessment, make_participation
from tests.rounds import draw_files

BEGINS = {"pdf": b"%PDF-1.7", "docx": b"PK", "xlsx": b"PK", "csv": "\ufeff".encode()}
ITEMS = ("A.BE", "A.BL", "A.UI", "D1.UI", "M.BE", "M.BL", "M.UI", "C.BE", "C.UI", "S.BE", "S.BL", "S.UI", "D2.UI")


def make_review(session, people):
    """A review; where its report is."""
    made = make_assessment(session, people, ("geld",), state="in_review")
    joint = session.scalars(select(Participation)).one()
    make_answers(session, joint, {f"geld/{item}": 2 for item in ITEMS} | {f"geld/K{n}": 3 for n in (1, 2, 3, 4)})
    make_participation(session, made, people.participant)
    session.commit()
    return f"/inventarisaties/{made.id}/rapport"


@pytest.fixture
def report(session, people, once):
    """Where the report of that review is."""
    return once(lambda: make_review(session, people))


@pytest.fixture
def agree(people, client_as, report):
    """Approve and agree."""

    def agreed():
        client_as(people.adviser).post(report.replace("rapport", "akkoord"))
        client_as(people.coordinator).post(report.replace("rapport", "vaststellen"))

    return agreed


@pytest.fixture
def agreed(once, session, agree):
    """It is agreed, and its files are drawn."""

    def agree_and_draw():
        agree()
        draw_files(session)

    once(agree_and_draw)


@pytest.mark.both
def test_agreeing_keeps_every_form_with_its_hash(session, people, report, agreed):
    frozen = session.scalars(select(Report)).one()
    rows = session.scalars(select(Rendering)).all()
    kept = {f"{row.kind}.{row.form}" for row in rows}
    assert kept == {f"{kind}.{form}" for kind in FORMS_OF for form in FORMS_OF[kind]} | {"all.document", "all.json"}
    assert len({row.sha256 for row in rows}) == len(rows) == 14
    for row in rows:
        assert row.sha256 == sha256(row.content).hexdigest()
        assert (row.report_id, row.municipality_id) == (frozen.id, people.municipality.id)
    document = parse_document(next(row.content for row in rows if row.form == "document"))
    assert (document.id, document.version, document.preliminary) == (str(frozen.id), 1, False)
    assert document.rules == frozen.rules == RULES


FILES = [(word, kind, form) for word, kind in KINDS.items() for form in FORMS_OF[kind]]


def test_the_frozen_bytes_are_served_as_they_were_made(session, people, client_as, report, agreed):
    stored = {(row.kind, row.form): row.content for row in session.scalars(select(Rendering))}
    session.commit()
    for word, kind, form in FILES * 2:
        response = client_as(people.coordinator).ask(f"{report}.{form}?soort={word}")
        assert (response.status_code, response.mimetype) == (200, FORMS[form].media), (word, form)
        assert response.data == stored[kind, form] and response.data.startswith(BEGINS[form]), (word, form)
        name = f"rapport-voorbeeldstad-eerste-meting-2026-{word}-versie-1.{form}"
        assert name in response.headers["Content-Disposition"], (word, form)


@pytest.mark.parametrize(("word", "kind", "form"), FILES)
def test_every_form_of_a_preview_is_rendered_now(session, people, client_as, report, word, kind, form):
    response = client_as(people.adviser).ask(f"{report}.{form}?soort={word}")
    assert response.data.startswith(BEGINS[form])
    assert (
        f"rapport-voorbeeldstad-eerste-meting-2026-{word}-voorlopig.{form}" in response.headers["Content-Disposition"]
    )
    assert session.scalars(select(Report)).all() == []


def test_the_answers_are_a_valid_file(session, people, client_as, report, agree):
    preview = client_as(people.adviser).ask(f"{report}.json")
    assert preview.mimetype == "application/json"
    assert len(parse(preview.data).answers) == 17
    agree()
    frozen = client_as(people.coordinator).ask(f"{report}.json")
    assert frozen.data == preview.data
    assert frozen.data.decode() == session.scalars(select(Report.interchange)).one()


def test_two_renderings_of_one_document_are_equal(session, report, agreed):
    rows = session.scalars(select(Rendering)).all()
    document = parse_document(next(row.content for row in rows if row.form == "document"))
    for row in rows:
        if row.kind == "slides":
            assert render_slides(document, row.form) == row.content
        elif render := {"pdf": draw_pdf, "docx": draw_docx}.get(row.form):
            assert render(document, row.kind) == row.content


def test_a_version_from_before_a_form_does_not_offer_it(session, people, client_as, report, agreed):
    made = session.scalars(select(Report)).one()
    earlier = Report(
        **{name: getattr(made, name) for name in ("assessment_id", "municipality_id", "interchange", "rules")},
        **{"number": 2, "agreed_at": made.agreed_at, "agreed_by": made.agreed_by},
    )
    session.add(earlier)
    session.flush()
    had = Rendering.form.in_(("document", "pdf")), Rendering.kind != "slides"
    for row in session.scalars(select(Rendering).where(*had)).all():
        columns = ("municipality_id", "kind", "form", "content", "sha256", "renderer")
        session.add(Rendering(report_id=earlier.id, **{name: getattr(row, name) for name in columns}))
    session.commit()
    page = client_as(people.reader).get(f"{report}?versie=2&soort=beleid")
    assert f"{report}.pdf?versie=2&soort=beleid" in page.links
    assert not [link for link in page.links if ".docx" in link or ".xlsx" in link or ".csv" in link]
    assert client_as(people.reader).ask(f"{report}.docx?versie=2&soort=beleid").status_code == 404
    assert [link for link in client_as(people.reader).get(f"{report}?versie=1&soort=beleid").links if ".docx" in link]
    # Made of the document alone, so that every version has it; it is drawn each time, and not kept.
    assert f"{report}/presentatie.pptx?versie=2&soort=beleid" in page.links
    before = session.scalars(select(Rendering.content).where(Rendering.kind == "slides")).all()
    session.commit()
    for form in FORMS_OF["slides"]:
        response = client_as(people.reader).ask(f"{report}/presentatie.{form}?versie=2")
        assert response.data in before and response.mimetype == FORMS[form].media
        name = f"presentatie-voorbeeldstad-eerste-meting-2026-versie-2.{form}"
        assert name in response.headers["Content-Disposition"]
    assert len(session.scalars(select(Rendering).where(Rendering.kind == "slides")).all()) == len(before) == 2


def test_the_presentation_stands_beside_what_readers_have(people, client_as, report, agreed):
    for who, word, shown in (
        ("reader", "wethouder", True),
        ("adviser", "beleid", True),
        ("adviser", "adviseur", False),
    ):
        links = client_as(getattr(people, who)).get(f"{report}?soort={word}").links
        addresses = [f"{report}/presentatie.{form}?versie=1&soort={word}" for form in FORMS_OF["slides"]]
        assert [address in links for address in addresses] == [shown] * 2


def test_the_page_has_a_code_for_each_file_that_somebody_may_have(session, people, client_as, report, agreed):
    codes = {(row.kind, row.form): row.sha256 for row in session.scalars(select(Rendering))}
    session.commit()
    for who, answers in (("reader", False), ("adviser", True)):
        page = client_as(getattr(people, who)).get(f"{report}?soort=beleid")
        shown = {place for place, code in codes.items() if code in page.text}
        files = {(kind, form) for kind in ("full", "slides", "annex") for form in FORMS_OF[kind]}
        assert shown == files | ({("all", "json")} if answers else set())
        assert "/rapporten/controle" in page.links


ACCESS = (
    ("reader", ".pdf", 404, 200),
    ("reader", ".pdf?soort=adviseur", 404, 403),
    ("reader", ".docx", 404, 200),
    ("reader", ".xlsx", 404, 200),
    ("reader", ".csv?versie=1", 404, 200),
    ("reader", ".xlsx?soort=wethouder", 404, 404),
    ("reader", ".csv?soort=wethouder", 404, 404),
    ("reader", ".docx?soort=adviseur", 404, 403),
    ("reader", ".xlsx?soort=adviseur", 404, 403),
    ("reader", ".csv?soort=adviseur", 404, 403),
    ("reader", ".txt", 404, 200),
    ("reader", "/tekst", 404, 200),
    ("reader", ".json", 404, 403),
    ("participant", ".xlsx", 403, 403),
    ("participant", "/tekst", 403, 403),
    ("coordinator", ".xlsx?soort=wethouder", 404, 404),
    ("other", ".docx", 404, 404),
    ("reader", "/presentatie.pdf", 404, 200),
    ("reader", "/presentatie.pptx?soort=wethouder", 404, 200),
    ("participant", "/presentatie.pdf", 403, 403),
    ("participant", "/presentatie.pptx", 403, 403),
    ("coordinator", "/presentatie.pdf?versie=2", 404, 404),
    ("administrator", "/presentatie.pptx", 404, 404),
    ("other", "/presentatie.pdf", 404, 404),
    ("other", "/tekst", 404, 404),
    ("participant", ".pdf", 403, 403),
    ("participant", ".json", 403, 403),
    ("administrator", ".pdf", 404, 404),
    ("other", ".pdf", 404, 404),
    ("other", ".json", 404, 404),
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
