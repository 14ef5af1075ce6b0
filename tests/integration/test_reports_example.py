"""The example report that anybody may read: made up and saying so, the same for everybody, and made once."""

import io
import re
import time
from urllib.parse import urljoin, urlsplit

import docx
import openpyxl
import pypdf
import pytest
from sqlalchemy import event

from app.factory import build_app
from app.reports.example import ANSWERS_FILE, MADE, example_contents
from app.texts.reports import EXAMPLE
from app.web.extensions import db
from config import Settings
from questionnaires.catalogue import current
from scoring.interchange import parse
from tests.factories import make_agreed, make_assessment
from tests.unit.reports.power_point import opened, texts_of

PLACE = "/voorbeeld/rapport"
PAGES = ("", "/bijlage")
FILES = (".pdf", ".docx", ".xlsx", ".pdf?soort=wethouder", ".docx?soort=wethouder")
SLIDES = ("/presentatie.pdf", "/presentatie.pptx")
MADE_UP = "verzonnen"


def read(content: bytes, ending: str) -> list[str]:
    """The text of each page or sheet of a file."""
    if ending == "pdf":
        return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    if ending == "docx":
        found = docx.Document(io.BytesIO(content))
        return [part.text for section in found.sections for part in section.header.paragraphs + found.paragraphs[:6]]
    if ending == "pptx":
        return [" ".join(texts_of(slide)) for slide in opened(content).slides]
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [" ".join(str(cell) for row in book.worksheets[0].values for cell in row if cell)]


@pytest.mark.parametrize("edition", ["", "?soort=beleid", "?soort=wethouder"])
def test_the_page_is_a_report_and_says_that_it_is_made_up(client_as, edition):
    page = client_as(None).get(PLACE + edition)
    assert page.title.startswith("Verzonnen voorbeeld. ")
    assert EXAMPLE in page.text and "Voorbeeldstad (verzonnen)" in page.text
    assert "nog niet door de Stichting vastgesteld" in page.text
    assert [each.get("content") for each in page.all("meta") if each.get("name") == "robots"] == ["noindex"]


def test_it_has_what_a_report_has(client_as):
    text = client_as(None).get(PLACE).text
    for words in ("Middelen is het zwakst", "Geldzaken", "te weinig bekend", "Verantwoording", "Bijlage", "8 personen"):
        assert words in text, words
    annex = client_as(None).get(f"{PLACE}/bijlage")
    assert EXAMPLE in annex.text and "Soms. Alleen als het erg opvalt." in annex.text
    differences = example_contents().document.edition("full")
    assert len(next(each for each in differences.sections if each.id == "verschillen").blocks) >= 2


@pytest.mark.parametrize("file", [*FILES, *SLIDES])
def test_every_file_says_that_it_is_made_up(client_as, file):
    response = client_as(None).ask(PLACE + file)
    assert response.status_code == 200 and response.headers["X-Robots-Tag"] == "noindex"
    assert "filename=voorbeeldrapport-" in response.headers["Content-Disposition"]
    ending = file.partition("?")[0].rpartition(".")[2]
    if ending != "svg":
        texts = read(response.data, ending)
        # Word has its header on every page.
        assert texts and (MADE_UP in " ".join(texts) if ending == "docx" else all(MADE_UP in text for text in texts))


def test_no_link_asks_for_an_account_or_promises_a_code(client_as):
    client = client_as(None)
    for edition in ("beleid", "wethouder"):
        page = client.get(f"{PLACE}?soort={edition}")
        assert [link for link in page.links if link.startswith(f"{PLACE}/bijlage")] or edition == "wethouder"
        assert "Controleer dit rapport" not in page.text and "Kenmerk" not in page.text
        inside = {link for link in page.links if not urlsplit(link).netloc and not link.startswith("#")}
        assert len(inside) > 4
        for link in inside:
            assert client.ask(urljoin(PLACE, link)).status_code == 200, link


@pytest.mark.parametrize(
    "path",
    ["?soort=adviseur", "?soort=iets", ".csv", ".json", ".xlsx?soort=wethouder", ".pdf?soort=adviseur", "/uitleg"],
)
def test_what_is_not_shown_is_not_there(client_as, path):
    # What is under no address at all asks to sign in first, or is not there either.
    response = client_as(None).ask(PLACE + path)
    assert response.status_code == 404
    assert response.headers["Cache-Control"] == "no-store"


def test_nothing_of_who_asks_is_in_it(client_as, app, people, session):
    MADE.clear()
    signed_in = client_as(people.coordinator)
    with signed_in.client.session_transaction() as cookie:
        cookie["_flashes"] = [("success", "Een geheim van Cora")]
    hostile = {"X-Forwarded-Host": "elders.example", "Accept-Language": "xx", "Referer": "https://elders.example/"}
    first = signed_in.ask(f"{PLACE}?x=<script>&soort=beleid", headers=hostile)
    plain = client_as(None).ask(PLACE)
    assert first.data == plain.data
    for secret in (people.coordinator.name, "geheim", "script>&", "elders.example", "data-person", "csrf_token"):
        assert secret not in plain.get_data(as_text=True), secret
    for response in (first, plain):
        assert "Set-Cookie" not in response.headers and "Vary" not in response.headers
    assert "Een geheim van Cora" in signed_in.get("/").text


def test_nothing_of_a_municipality_is_in_it(client_as, people, session):
    before = client_as(None).ask(PLACE).data
    people.municipality.name = "Heel Anders"
    make_agreed(session, make_assessment(session, people, state="in_review"), people.coordinator, {"geld/A.BE": 4})
    session.commit()
    MADE.clear()
    example_contents.cache_clear()
    assert client_as(people.coordinator).ask(PLACE).data == before


def test_it_is_made_once_and_asks_the_database_nothing(client_as, app):
    client = client_as(None)
    for file in (*PAGES, *FILES, *SLIDES):
        client.ask(PLACE + file)
    held = dict(MADE)
    statements = []
    with app.app_context():
        engine = db.engine

    def note(*arguments):
        statements.append(arguments[2])

    event.listen(engine, "before_cursor_execute", note)
    begun = time.process_time()
    for number in range(20):
        assert client.ask(f"{PLACE}{PAGES[number % 2]}?n={number}&soort=beleid").status_code == 200
    taken = (time.process_time() - begun) / 20
    event.remove(engine, "before_cursor_execute", note)
    assert statements == []
    assert list(MADE) == list(held) and all(MADE[name] is content for name, content in held.items())
    assert taken < 0.05


@pytest.mark.parametrize("file", ["", ".pdf"])
def test_a_copy_that_is_the_same_is_not_sent_again(client_as, file):
    client = client_as(None)
    first = client.ask(PLACE + file)
    assert re.fullmatch(r'"[0-9a-f]{64}"', first.headers["ETag"])
    again = client.ask(PLACE + file, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Cache-Control"] == "public, max-age=300"
    assert client.ask(PLACE + file, headers={"If-None-Match": '"anders"'}).data == first.data


def test_it_is_there_in_production_before_there_is_a_database(tmp_path):
    secret = "een geheim van ruim tweeendertig tekens"
    settings = Settings(
        secret_key=secret, base_url="https://samenhang.example", database_url=f"sqlite:///{tmp_path / 'none.db'}"
    )
    response = build_app(settings).test_client().get(PLACE, base_url="https://samenhang.example")
    assert response.status_code == 200
    assert "Mails en codes" not in response.get_data(as_text=True)


def test_its_answers_are_right_and_of_the_newest_questionnaire():
    data = parse(ANSWERS_FILE.read_bytes())
    assert data == example_contents().data
    assert (data.questionnaire_id, data.version) == ("iba", current("iba").version)
    assert len({answer.participant for answer in data.answers}) == 8
