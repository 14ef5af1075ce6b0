"""Checking a report: anybody with the file, or its code, learns which one it is; nobody else learns anything."""

import io
from hashlib import sha256

import pytest
from flask import Flask
from sqlalchemy import delete, func, select

from app.doors.limits import Limit
from app.models import Municipality, RateCount, Rendering, Report
from app.reports import checking
from tests.factories import make_assessment
from tests.pages import Client, Page
from tests.rounds import draw_files

PAGE = "/rapporten/controle"


@pytest.fixture
def agreed(session, people, client_as, once):
    """A report of two versions; where it is."""

    def two_versions():
        made = make_assessment(session, people, ("geld",), state="in_review", title="Eerste meting 2026")
        hub = f"/inventarisaties/{made.id}"
        for number in (1, 2):
            if number == 2:
                client_as(people.coordinator).post(f"{hub}/heropenen", {"reason": "Nog een keer."})
            client_as(people.adviser).post(f"{hub}/akkoord")
            client_as(people.coordinator).post(f"{hub}/vaststellen")
        draw_files(session)
        return hub

    return once(two_versions)


@pytest.fixture
def visitor(app: Flask, session):
    """Somebody who is not signed in."""
    return Client(app, session, None)


def kept(session, number: int, kind: str, form: str) -> Rendering:
    """A form of a version."""
    query = select(Rendering).join(Report, Report.id == Rendering.report_id).where(Report.number == number)
    found = session.scalars(query.where(Rendering.kind == kind, Rendering.form == form)).one()
    session.commit()
    return found


def paste(visitor, code: str):
    """Check a code."""
    return visitor.post(PAGE, {"code": code}, status=200)


def upload(visitor, content: bytes, status: int = 200):
    """Check a file."""
    form = {"csrf_token": visitor.token, "file": (io.BytesIO(content), "wat dan ook.pdf")}
    response = visitor.ask(PAGE, method="POST", data=form)
    # The client keeps a large form in a file of its own.
    response.request.environ["wsgi.input"].close()
    assert response.status_code == status
    return Page(response, PAGE)


@pytest.mark.parametrize(("number", "newer"), [(1, True), (2, False)])
@pytest.mark.parametrize(("kind", "name"), [("full", "Het hele rapport"), ("alderman", "Voor de wethouder")])
def test_the_file_itself_is_recognised(session, agreed, visitor, number, newer, kind, name):
    page = upload(visitor, kept(session, number, kind, "pdf").content)
    assert "Dit bestand is precies het rapport zoals het is vastgesteld" in page.text
    for words in ("Voorbeeldstad", "Eerste meting 2026", f"Versie{number}", f"{name}, als PDF"):
        assert words in page.text.replace("Versie ", "Versie"), words
    assert ("er is een nieuwere versie" in page.text) is newer
    assert ("Er is geen nieuwere versie" in page.text) is not newer


@pytest.mark.parametrize(
    ("kind", "form", "what"),
    [
        ("full", "docx", "Het hele rapport, als Word"),
        ("adviser", "xlsx", "Voor de adviseur, als Excel"),
        ("full", "csv", "Het hele rapport, als CSV"),
        ("annex", "pdf", "De bijlage, als PDF"),
        ("all", "json", "De antwoorden en afgesproken scores, als JSON"),
    ],
)
def test_every_form_is_recognised(session, agreed, visitor, kind, form, what):
    page = upload(visitor, kept(session, 1, kind, form).content)
    assert "Dit bestand is precies" in page.text and what in page.text


def test_a_code_is_enough_whatever_it_is_typed_with(session, agreed, visitor):
    code = kept(session, 1, "full", "pdf").sha256
    spaced = " ".join(code[start : start + 8].upper() for start in range(0, 64, 8))
    for typed in (code, f"  {code}\t", spaced):
        page = paste(visitor, typed)
        assert "Deze code hoort bij een rapport zoals het is vastgesteld" in page.text
        assert "Dan weet je nog niet of jouw bestand klopt" in page.text


def test_one_other_byte_is_another_file(session, agreed, visitor):
    content = kept(session, 1, "full", "pdf").content
    assert "Dit bestand is precies het rapport" in upload(visitor, content).text
    for other in (content + b"\n", content[:-1], content.replace(b"Voorbeeld", b"Voorbeelt", 1) + b" ", b""):
        page = upload(visitor, other)
        assert "Dit bestand is geen vastgesteld rapport" in page.text
        assert "Voorbeeldstad" not in page.text and "Eerste meting" not in page.text


def test_the_document_inside_is_no_file(session, agreed, visitor):
    row = kept(session, 1, "all", "document")
    assert "hoort bij geen enkel" in paste(visitor, row.sha256).text


def test_a_report_without_its_document_is_not_known(session, agreed, visitor):
    row = kept(session, 2, "full", "pdf")
    old = session.get_one(Report, row.report_id)
    bare = Report(number=3, interchange="{}", rules=1, agreed_at=old.agreed_at, agreed_by=old.agreed_by)
    bare.assessment_id, bare.municipality_id = old.assessment_id, old.municipality_id
    session.add(bare)
    session.flush()
    code = sha256(b"x").hexdigest()
    place = {"report_id": bare.id, "municipality_id": bare.municipality_id}
    session.add(Rendering(**place, kind="full", form="pdf", content=b"x", sha256=code, renderer=1))
    session.commit()
    assert "hoort bij geen enkel" in paste(visitor, code).text


def test_a_preview_is_not_a_report_that_was_agreed(people, client_as, agreed, visitor):
    client_as(people.coordinator).post(f"{agreed}/heropenen", {"reason": "Nog iets."})
    preview = client_as(people.adviser).ask(f"{agreed}/rapport.pdf").data
    assert "Dit bestand is geen vastgesteld rapport" in upload(visitor, preview).text


def test_the_name_is_the_one_in_the_file(session, agreed, visitor):
    code = kept(session, 2, "full", "pdf").sha256
    session.scalars(select(Municipality).where(Municipality.name == "Voorbeeldstad")).one().name = "Herindeling"
    session.commit()
    assert "Voorbeeldstad" in paste(visitor, code).text


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({}, "Kies een bestand of plak een controlecode."),
        ({"code": "  "}, "Kies een bestand of plak een controlecode."),
        ({"code": "a" * 63}, "Een controlecode heeft 64 tekens"),
        ({"code": "g" * 64}, "Een controlecode heeft 64 tekens"),
        ({"code": "\u0661" * 64}, "Een controlecode heeft 64 tekens"),
        ({"code": "a" * 5000}, "Een controlecode heeft 64 tekens"),
        ({"code": "0b8d2f6e-8a55-4f0e-9d0b-0d2a51a6b6b1"}, "Dit is het kenmerk van een rapport."),
    ],
)
def test_what_cannot_be_checked(visitor, form, sentence):
    page = visitor.post(PAGE, form, status=422)
    assert sentence in page.text
    assert page.title.startswith("Fout: ")


def test_two_things_at_once(visitor):
    page = visitor.post(PAGE, {"code": "a" * 64, "file": (io.BytesIO(b"x"), "x.pdf")}, status=422)
    assert "Controleer ze 1 voor 1" in page.text


def test_nothing_is_kept_but_the_count(session, visitor):
    upload(visitor, b"geheim" * 200_000)
    assert session.scalar(select(func.count()).select_from(RateCount)) == 1
    assert session.scalar(select(func.count()).select_from(Rendering)) == 0


def test_a_file_that_is_too_large_is_refused(visitor):
    page = upload(visitor, b"x" * (16 * 1024 * 1024 + 1), status=413)
    assert "hoe groot dat mag zijn" in page.text


@pytest.mark.usefixtures("clock")
def test_a_network_checks_so_many_times_an_hour(session, visitor, monkeypatch):
    monkeypatch.setattr(checking, "CHECKS", Limit("check of a report by network", 2))
    session.execute(delete(RateCount))
    session.commit()
    for status in (200, 200, 429):
        page = visitor.post(PAGE, {"code": sha256(b"").hexdigest()}, status=status)
    assert "Probeer het over" in page.text and "geen enkel" not in page.text


def test_everybody_finds_the_page(visitor):
    page = visitor.get(PAGE)
    assert page.h1 == "Controleer een rapport"
    assert f'href="{PAGE}"' in visitor.get("/hulp").html
