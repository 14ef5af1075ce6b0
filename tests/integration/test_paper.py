"""The blank questionnaire, the questions of a colleague and own answers as files: what is in them, and for whom."""

import io
import uuid
from zipfile import ZipFile

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import object_session

from app.models import Assessment, ClosingText, Participation, User
from app.web.clock import now, today
from app.web.formatting import long_date
from app.web.publication import MEDIA
from questionnaires.catalogue import current
from tests.colleagues import id_of, make_member
from tests.factories import make_answers, make_assessment, make_user
from tests.guards.browsers import text_of_pdf

WHOLE = "/vragenlijsten/iba/2"
NAME = "Jeugd & <b>gezin</b>"


@pytest.fixture
def inventory(session, people):
    """An open inventory with a domain under another name and an own one; a colleague answers a part of the first."""
    titles = {"gezin_jeugd": NAME, "eigen_1": "Toerisme"}
    made = make_assessment(session, people, ("gezin_jeugd", "geld", "eigen_1"), titles=titles)
    cells = [("gezin_jeugd", "beleid"), ("eigen_1", "beleid")]
    make_member(session, made, 1, "Ivo de Vuller", cells, invited_at=now())
    session.commit()
    return made


@pytest.fixture
def part(session, inventory):
    """What the colleague answers; committed, so that nobody has to wait."""
    return part_of(session, "participant")


def part_of(session, role):
    """The part of a role, read without keeping others from writing."""
    found = session.scalars(select(Participation).where(Participation.role == role)).one()
    session.commit()
    return found


@pytest.fixture
def colleague(session, client_as, part):
    """The colleague in a browser."""
    user = session.get(User, part.user_id)
    session.commit()
    return client_as(user)


def read(client, path):
    """What can be read in a file, the words one space apart."""
    response = client.ask(path)
    assert (response.status_code, response.mimetype) == (200, "application/pdf"), path
    return " ".join(text_of_pdf(response.data).replace("\u00ad", "").split())


def test_the_whole_questionnaire_asks_every_question_once(people, client_as):
    text = read(client_as(people.reader), f"{WHOLE}.pdf")
    asked = current("iba")
    assert text.count("Toelichting: waarom kies je dit antwoord?") == len(asked.questions)
    assert "1. Is er in het beleid van dit domein" not in text
    assert "2. Is er in het beleid van dit domein aandacht voor basisvaardigheden?" in text
    assert all(domain.title.split()[0] in text for domain in asked.domains)
    assert "Vragen over kansen" in text and asked.instruction in text


def test_some_parts_come_in_their_own_words(people, client_as):
    text = read(client_as(people.coordinator), f"{WHOLE}.pdf?domein=wonen&domein=algemeen&domein=wonen")
    asked = current("iba")
    expected = len(asked.of_kind("domain")) + len(asked.of_kind("general"))
    assert text.count("Toelichting: waarom kies je dit antwoord?") == expected
    assert "in het beleid van het domein Wonen aandacht" in text
    assert "de wethouder van dit domein" not in text and "Geldzaken" not in text and "Vragen over kansen" not in text


@pytest.mark.parametrize("path", ["/9.pdf", "/2.odt", "/2.pdf?domein=", "/2.pdf?domein=eigen_1", "/2.docx?domein=x"])
def test_what_is_not_there(people, client_as, path):
    assert client_as(people.coordinator).ask(f"/vragenlijsten/iba{path}").status_code == 404


def test_the_word_file_has_the_same_questions(people, client_as):
    response = client_as(people.coordinator).ask(f"{WHOLE}.docx?domein=geld")
    assert (response.status_code, response.mimetype) == (200, MEDIA["docx"])
    assert "vragenlijst-basisvaardigheden-integrale-aanpak-basisvaardigheden-versie-2.docx" in str(response.headers)
    with ZipFile(io.BytesIO(response.data)) as opened:
        text = opened.read("word/document.xml").decode()
    domain = current("iba").domain("geld")
    for question in current("iba").questions_in(domain):
        assert question.text in text and question.options[4] in text


def test_the_questions_of_a_colleague_are_theirs_under_the_names_of_here(people, client_as, inventory, part, colleague):
    address = f"/inventarisaties/{inventory.id}/deelnemers/{part.id}/vragen.pdf"
    text = read(colleague, address)
    levels = [question.level for question in current("iba").of_kind("domain")]
    assert text.count("Toelichting: waarom kies je dit antwoord?") == 2 * levels.count("beleid")
    assert NAME in text and "Toerisme" in text and "Geldzaken" not in text
    assert "Ivo de Vuller, beleidsmedewerker" in text and long_date(today()) in text
    assert read(client_as(people.coordinator), address) == text
    assert client_as(people.coordinator).ask(address.replace("pdf", "docx")).mimetype == MEDIA["docx"]


def test_nobody_else_gets_them(session, people, client_as, inventory, part, colleague):
    base = f"/inventarisaties/{inventory.id}/deelnemers"
    other = make_member(session, inventory, 2, "Nora", invited_at=now())
    session.commit()
    for who, status in ((people.adviser, 403), (people.other, 404), (people.reader, 404), (people.administrator, 404)):
        assert client_as(who).ask(f"{base}/{part.id}/vragen.pdf").status_code == status, who.name
    assert colleague.ask(f"{base}/{id_of(other)}/vragen.pdf").status_code == 403
    assert client_as(people.coordinator).ask(f"{base}/{inventory.id}/vragen.pdf").status_code == 404


def test_who_is_not_invited_or_withdrawn_gets_nothing(session, people, client_as, inventory, part, colleague):
    address = f"/inventarisaties/{inventory.id}/deelnemers/{part.id}/vragen.pdf"
    for column in ({"invited_at": None}, {"invited_at": now(), "ended_at": now()}):
        session.execute(update(Participation).where(Participation.id == part.id).values(column))
        session.commit()
        assert colleague.ask(address).status_code == 404
        assert colleague.ask(f"/inventarisaties/{inventory.id}/mijn-antwoorden.pdf").status_code == 404
    assert client_as(people.coordinator).ask(address).status_code == 200


def test_the_coordinator_has_the_questions_that_are_answered_together(session, people, client_as, inventory):
    joint = part_of(session, "coordinator")
    text = read(client_as(people.coordinator), f"/inventarisaties/{inventory.id}/deelnemers/{joint.id}/vragen.pdf")
    assert "coördinator en adviseur samen" in text and "Geldzaken" in text and "Algemene vragen" in text


@pytest.fixture
def answered(session, inventory, part):
    """Answers of the colleague, also to a question that is somebody else's now, and of the coordinator."""
    given = {"reason": "Omdat & <b>zo</b>.", "evidence_kind": "document", "evidence_note": "Blz. 7"}
    make_answers(
        session, part, {"gezin_jeugd/A.BL": 3}, confidence="sure", evidence_link="https://a.example/p", **given
    )
    make_answers(session, part, {"geld/A.BE": "unknown"})
    make_answers(session, part_of(session, "coordinator"), {"geld/A.BL": 2, "geld/K1": 4}, reason="Van de coördinator.")
    text = {"item": "eigen_1/goes_well", "text": "De folder.", "version": 1, "saved_at": now()}
    shared = {"assessment_id": inventory.id, "municipality_id": part.municipality_id, "participation_id": part.id}
    session.add(ClosingText(id=uuid.uuid4(), saved_by=part.user_id, **text, **shared))
    session.commit()
    return f"/inventarisaties/{inventory.id}/mijn-antwoorden.pdf"


@pytest.mark.parametrize("state", ["open", "in_review", "agreed"])
def test_own_answers_are_all_there_in_every_state(session, inventory, colleague, answered, state):
    session.execute(update(Assessment).values(state=state))
    session.commit()
    text = read(colleague, answered)
    question = current("iba").questions_in(current("iba").domain("geld"))[1]
    for said in (
        "Omdat & <b>zo</b>.",
        "Document. Blz. 7",
        "https://a.example/p",
        "Hoe zeker Zeker",
        "De folder.",
        NAME,
    ):
        assert said in text, said
    assert question.options[3] in text
    assert "Weet ik niet" in text and "nu voor iemand anders" in text
    assert "1 van 8 vragen" in text and long_date(today()) in text
    assert "Van de coördinator." not in text and "Ivo" not in text


def test_what_coordinator_and_adviser_answered_is_theirs(session, people, client_as, inventory, answered):
    second = make_user(session, "tweede@voorbeeldstad.example", "Tweede", "coordinator", people.municipality)
    session.commit()
    for who in (people.coordinator, second):
        text = read(client_as(who), answered)
        assert "Van de coördinator." in text and "Omdat" not in text
        assert "Een heel grote groep." in text and "iemand anders" not in text
    assert client_as(people.adviser).ask(answered).status_code == 403
    assert client_as(people.other).ask(answered).status_code == 404


def test_who_answered_nothing_yet_gets_the_questions(inventory, colleague):
    text = read(colleague, f"/inventarisaties/{inventory.id}/mijn-antwoorden.pdf")
    assert text.count("Nog geen antwoord") == 8 and "0 van 8 vragen" in text


def test_pages_lead_to_the_files(session, people, client_as, inventory, part, colleague, answered):
    here = f"/inventarisaties/{inventory.id}"
    blank = f"{here}/deelnemers/{part.id}/vragen"
    for page in (here, f"{here}/controle"):
        assert answered in colleague.get(page).links
    assert {f"{blank}.pdf", f"{blank}.docx"} <= set(colleague.get(here).links)
    assert {f"{blank}.pdf", f"{blank}.docx"} <= set(
        client_as(people.coordinator).get(blank.removesuffix("/vragen")).links
    )
    colleague.post(f"{here}/controle")
    assert answered in colleague.get(f"{here}/controle/klaar").links
    page = colleague.get(WHOLE)
    assert {f"{WHOLE}.pdf", f"{WHOLE}.docx"} <= set(page.links) and "Alleen een paar domeinen" in page.text
    assert f"{WHOLE}.pdf?domein=wonen" in colleague.get(f"{WHOLE}/wonen").links


def test_a_file_says_of_which_round_it_is(people, client_as, inventory, part, colleague):
    people.municipality.name = "'s-Hertogenbosch"
    inventory.title = "Tweede meting"
    object_session(inventory).commit()
    own = colleague.ask(f"/inventarisaties/{inventory.id}/mijn-antwoorden.pdf")
    asked = client_as(people.coordinator).ask(f"/inventarisaties/{inventory.id}/deelnemers/{part.id}/vragen.docx")
    for response, words in ((own, "antwoorden"), (asked, "vragenlijst-basisvaardigheden")):
        name = response.headers["Content-Disposition"].split("filename=")[1]
        assert words in name and "-s-hertogenbosch-tweede-meting" in name
