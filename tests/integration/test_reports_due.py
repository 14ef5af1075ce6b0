"""Files that are drawn after the agreement: their state, who comes before, what fails, and that they are the same."""

import re
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import func, select, update

from app.comparisons.document import report as evaluation
from app.comparisons.material import DRAWN_BY
from app.models import Assessment, DueFile, Municipality, Rendering
from app.reports.contents import FORMS_OF, make_contents, render_form
from app.reports.document.material import ReportContext
from app.texts.reports import BEING_DRAWN, DRAWN_LATER
from app.web.clock import now
from app.web.publication import _take_due, draw_due_files
from questionnaires.catalogue import questionnaire
from tests.factories import make_answers, make_assessment
from tests.rounds import close_round, draw_files, joint_of
from tests.unit.comparisons.materials import make_material
from tests.unit.reports.examples import make_round

CODE = re.compile(r"[0-9a-f]{64}")
DUE = {(kind, form) for kind in FORMS_OF for form in FORMS_OF[kind]} - {("full", "csv")}


@pytest.fixture
def agreed(session, people):
    """A round that was agreed just now."""
    made = make_assessment(session, people, ("geld",), state="in_review")
    make_answers(session, joint_of(session, made), {"geld/A.BE": 1})
    return close_round(session, people, made)


@pytest.fixture
def place(agreed):
    """Where its report is."""
    return f"/inventarisaties/{agreed.id}/rapport"


def due(session):
    """What is still to be drawn."""
    found = {(row.kind, row.form): row.attempts for row in session.scalars(select(DueFile))}
    session.rollback()
    return found


def drawn(session):
    """The bytes of every file that was drawn."""
    query = select(Rendering.kind, Rendering.form, Rendering.content)
    found = {(kind, form): content for kind, form, content in session.execute(query) if (kind, form) in DUE}
    session.rollback()
    return found


def test_agreeing_draws_nothing_and_the_page_says_so(session, people, client_as, agreed, place):
    assert due(session) == dict.fromkeys(DUE, 0) and drawn(session) == {}
    page = client_as(people.reader).get(f"{place}?soort=beleid").text
    # PDF, Word, Excel, the annex and both presentations; the table with commas and the answers need no drawing.
    assert page.count(BEING_DRAWN) == 6
    assert len(CODE.findall(page)) == 1
    draw_files(session)
    assert due(session) == {} and drawn(session).keys() == DUE
    page = client_as(people.reader).get(f"{place}?soort=beleid").text
    assert BEING_DRAWN not in page
    assert len(CODE.findall(page)) == 7


@pytest.mark.both
def test_who_comes_before_gets_the_same_file_once(session, people, client_as, agreed, place):
    pdf = client_as(people.reader).ask(f"{place}.pdf?soort=beleid").data
    assert drawn(session) == {("full", "pdf"): pdf}
    assert due(session).keys() == DUE - {("full", "pdf")}
    draw_files(session)
    assert drawn(session)["full", "pdf"] == pdf == client_as(people.reader).ask(f"{place}.pdf?soort=beleid").data


def test_who_may_not_have_it_has_nothing_drawn(session, people, client_as, agreed, place):
    client_as(people.reader).get(f"{place}.xlsx?soort=adviseur", 403)
    client_as(people.other).get(f"{place}.pdf", 404)
    assert due(session) == dict.fromkeys(DUE, 0)


def test_what_changed_since_the_agreement_is_not_in_a_file(session, people, client_as, agreed, place):
    session.execute(update(Municipality).where(Municipality.id == agreed.municipality_id).values(name="Elders"))
    session.execute(update(Assessment).where(Assessment.id == agreed.id).values(title="Iets anders"))
    session.commit()
    draw_files(session)
    session.rollback()
    table = client_as(people.reader).ask(f"{place}.xlsx?soort=beleid&versie=1").data
    assert table == drawn(session)["full", "xlsx"]
    with ZipFile(BytesIO(table)) as book:
        texts = b"".join(map(book.read, book.namelist()))
    assert b"Voorbeeldstad" in texts and b"Elders" not in texts and b"Iets anders" not in texts


def failing(*_):
    """A drawing that does not work."""
    raise OSError("no memory")


@pytest.mark.both
def test_what_fails_is_tried_again_and_holds_up_nothing(session, people, client_as, agreed, place):
    moment = now()
    draw_due_files(session, {**DRAWN_BY, "full": failing}, now=moment)
    assert due(session) == {("full", form): 1 for form in ("pdf", "docx", "xlsx")}
    # Not at once: that would keep the machine busy with what does not work.
    draw_due_files(session, {**DRAWN_BY, "full": failing}, now=moment + timedelta(minutes=1))
    assert due(session)["full", "pdf"] == 1
    assert DRAWN_LATER not in client_as(people.reader).get(f"{place}?soort=beleid").text
    draw_due_files(session, {**DRAWN_BY, "full": failing}, now=moment + timedelta(minutes=3))
    assert due(session)["full", "pdf"] == 2
    page = client_as(people.reader).get(f"{place}?soort=beleid").text
    assert page.count(DRAWN_LATER) == 3
    draw_due_files(session, DRAWN_BY, now=moment + timedelta(minutes=8))
    assert due(session) == {}


def test_a_process_that_died_leaves_the_files_for_later(session, agreed):
    taken = _take_due(session, now())
    assert {(each.kind, each.form) for each in taken} == DUE
    draw_files(session)
    assert due(session) == dict.fromkeys(DUE, 1)
    draw_due_files(session, DRAWN_BY, now=now() + timedelta(minutes=3))
    assert due(session) == {}


@pytest.mark.both
def test_somebody_asks_for_a_file_while_it_is_drawn(session, people, client_as, agreed, place):
    """Both draw it, and one is kept."""
    asked = []

    def slow(*of):
        if of[3] == "pdf" and not asked:
            asked.append(client_as(people.reader).ask(f"{place}.pdf?soort=beleid").data)
        return DRAWN_BY["full"](*of)

    draw_due_files(session, {**DRAWN_BY, "full": slow}, now=now())
    assert due(session) == {}
    assert session.scalar(select(func.count()).where(Rendering.kind == "full", Rendering.form == "pdf")) == 1
    session.rollback()
    assert drawn(session)["full", "pdf"] == asked[0]


def test_a_file_of_what_was_frozen_is_that_of_its_contents():
    contents = make_contents(questionnaire("iba", 1), make_round(reason="Zo is het."), ReportContext(document_id="1"))
    compared = evaluation.make_comparison(make_material(make_round(value=1), make_round(value=3)))
    for made, render in ((contents, render_form), (compared, lambda made, _, form: evaluation.render_form(made, form))):
        document = next(content for _, form, content in made.forms() if form == "document")
        files = [(each, None if each.sheets is None else each.sheets.decode()) for each in made.files()]
        assert {(each.kind, each.form) for each, _ in files} >= (DUE if made is contents else {("comparison", "pdf")})
        for each, sheets in files:
            content = DRAWN_BY[each.kind](document, sheets, each.kind, each.form)
            assert content == render(made, each.kind, each.form), each[:2]
