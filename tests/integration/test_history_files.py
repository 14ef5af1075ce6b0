"""The history as files: complete, the same as the page says, and harmless in a spreadsheet."""

import csv
import io
import json

import pytest
from sqlalchemy import select

from app.models import Participation
from tests.factories import make_agreed, make_answers, make_assessment, make_participation
from tests.histories import record, remark


@pytest.fixture
def made(session, people):
    """A round in review with two versions of an answer, and an agreed score."""
    made = make_assessment(session, people, state="in_review")
    part = make_participation(session, made, people.participant, function="medewerker schulden")
    make_answers(session, part, {"geld/A.BE": 2}, reason="Eerst.")
    make_answers(session, part, {"geld/A.BE": "unknown"}, seen=1, reason="Toen.", confidence="not_sure")
    make_agreed(session, made, people.adviser, {"geld/A.BE": 3})
    return made


def rows_of(response):
    text = response.get_data(as_text=True)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:]), delimiter=";"))


def test_a_table_for_dutch_spreadsheets(people, client_as, made):
    response = client_as(people.coordinator).ask(f"/inventarisaties/{made.id}/geschiedenis.csv")
    assert response.status_code == 200 and response.mimetype == "text/csv"
    assert "filename=geschiedenis-voorbeeldstad-eerste-meting-2026.csv" in response.headers["Content-Disposition"]
    assert response.headers["Content-Disposition"].startswith("attachment")
    agreed, changed, first = rows_of(response)
    assert agreed["Wie"] == "Functie van Ad Viseur" and agreed["Is nu"] == "3"
    assert agreed["Waarom"] == "Zo hebben we het besproken."
    assert changed["Wie"] == "Medewerker schulden, beleid" and changed["Soort"] == "Antwoorden"
    assert changed["Domein"] == "Geldzaken, armoede en schulden" and changed["Vraag"]
    assert changed["Was"] == "2\nToelichting: Eerst."
    assert changed["Is nu"] == "‘Weet ik niet’\nToelichting: Toen.\nHoe zeker: Niet zeker"
    assert first["Was"] == "" and first["Is nu"] == "2" and first["Waarom"] == "Eerst."


def test_a_document_for_programs(people, client_as, made):
    address = f"/inventarisaties/{made.id}/geschiedenis.json?vraag=geld/A.BE&soort=antwoorden"
    response = client_as(people.adviser).ask(address)
    document = json.loads(response.data)
    assert document["filters"] == {"vraag": "geld/A.BE", "soort": "antwoorden"}
    assert document["assessment"] == {"id": str(made.id), "title": "Eerste meting 2026"}
    changed, first = document["changes"]
    assert (changed["old"], changed["new"], changed["item"]) == ("2", "‘Weet ik niet’", "geld/A.BE")
    assert {"label": "Toelichting", "old": "Eerst.", "new": "Toen."} in changed["changes"]
    assert (first["old"], first["new"], first["why"], first["note"]) == (None, "2", "Eerst.", None)
    assert "Ivo" not in response.get_data(as_text=True)


def test_files_hold_everything_that_the_pages_hold_in_the_same_order(session, people, client_as, made):
    joint = session.scalars(select(Participation).where(Participation.role == "coordinator")).one()
    for version in range(60):
        make_answers(session, joint, {"geld/A.BL": version % 5, "inclusie/A.BE": version % 5}, seen=version)
    client = client_as(people.adviser)
    address = f"/inventarisaties/{made.id}/geschiedenis"
    rows = rows_of(client.ask(f"{address}.csv"))
    assert len(rows) == 123
    texts = "".join(client.get(f"{address}?pagina={number}").text for number in range(1, 8))
    at = 0
    for row in rows:
        at = texts.index(row["Wat"].replace("  ", " "), at) + 1
    assert len(json.loads(client.ask(f"{address}.json").data)["changes"]) == 123


def test_the_document_says_of_each_change_what_the_page_says(session, people, client_as, made):
    make_agreed(session, made, people.adviser, {"geld/A.BE": 4}, seen=1, reason="Toch 4.", present="wethouder")
    remark(session, made, people.adviser, "Kijk hier eens naar.", "advisers")
    record(session, made, people.adviser, "send_back", str(made.id), new={"domains": ["geld"]}, reason="Nog eens.")
    record(session, made, people.coordinator, "set_ambition", "inclusie", old=50, new=75)
    client, address = client_as(people.adviser), f"/inventarisaties/{made.id}/geschiedenis"
    page, changes = client.get(address), json.loads(client.ask(f"{address}.json").data)["changes"]
    assert f"{len(changes)} wijzigingen." in page.text and len(changes) == 7
    told = {"".join(item.itertext()) for item in page.all("li")}
    for change in changes:
        facts = [text for fact in change["changes"] for text in (fact["label"], fact["old"], fact["new"])]
        said = [change["what"].split(" ", 1)[1], change["why"], change["text"], change["note"], *facts]
        assert [shown for shown in told if all(text in " ".join(shown.split()) for text in said if text)], said


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "＝", "\n=", "\r@"])
def test_no_text_becomes_a_formula(session, people, client_as, made, start):
    text = f'{start}HYPERLINK("https://evil.example")'
    make_agreed(session, made, people.adviser, {"geld/A.BL": 2}, reason=text, present=text)
    cells = [
        cell
        for row in rows_of(client_as(people.adviser).ask(f"/inventarisaties/{made.id}/geschiedenis.csv"))
        for cell in row.values()
    ]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.strip().startswith(("=", "+", "-", "@", "＝"))]
