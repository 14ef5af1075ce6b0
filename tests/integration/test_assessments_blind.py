"""Blind means blind: nothing of others as long as the round is open, before the own answer and after it."""

import re

import pytest
from sqlalchemy import select, update

from app.models import Assessment, Membership, Participation
from app.texts.mails.colleagues import PRIVATE
from app.texts.words import WHO_READS
from app.web.clock import now
from tests.factories import make_answers, make_assessment, make_participation, make_user

ITEM = "geld/A.BE"
SECRETS = (
    "Geheime reden",
    "Geheim bewijs",
    "geheim.example",
    "functie van Collega",
    "Collega Nummer",
    "hoofd geheimen",
)
PAGES = ("", "/vragen/geld/A.BE", "/vragen/geld", "/vragen/geld/slotvragen", "/controle")


@pytest.fixture
def assessment(session, people):
    """An open inventory in which the participant answers everything."""
    made = make_assessment(session, people)
    make_participation(session, made, people.participant, everything=True, level="beleid")
    session.commit()
    return made


def others_answer(session, people, assessment, values):
    """A colleague for each of these values, who all say why."""
    for number, value in enumerate(values):
        colleague = make_user(session, f"collega{number}@voorbeeldstad.example", f"Collega Nummer {number}")
        part = make_participation(session, assessment, colleague, function="hoofd geheimen", level="uitvoering")
        said = {"evidence_kind": "document", "evidence_note": "Geheim bewijs"}
        make_answers(
            session, part, {ITEM: value}, reason="Geheime reden", evidence_link="https://geheim.example", **said
        )


def tells_nothing(page):
    """Whether a page has nothing of what others answered, not even how many they are."""
    told = [secret for secret in SECRETS if secret in page.html]
    return not told and not re.search(r"\bander(en)? (heeft|hebben)|[Ll]aagste antwoord|antwoordden anderen", page.text)


@pytest.mark.parametrize("values", [[], [4], [4, 2, 4, "unknown", "not_applicable"]])
@pytest.mark.parametrize("who", ["participant", "coordinator"])
def test_the_own_answer_opens_nothing(session, people, client_as, assessment, who, values):
    others_answer(session, people, assessment, values)
    client, hub = client_as(getattr(people, who)), f"/inventarisaties/{assessment.id}"
    for path in PAGES:
        page = client.get(hub + path)
        assert tells_nothing(page), path
        assert "value" not in page.fields and "A.BE-value" not in page.fields
    client.post(f"{hub}/vragen/{ITEM}", {"value": "1"})
    assert client.get(f"{hub}/vragen/{ITEM}").fields["value"] == "1"
    for path in PAGES:
        assert tells_nothing(client.get(hub + path)), path


def test_what_is_promised_stands_before_the_first_question_and_in_the_mail(session, people, client_as, assessment):
    for who in ("participant", "coordinator"):
        page = client_as(getattr(people, who)).get(f"/inventarisaties/{assessment.id}")
        assert page.text.index(WHO_READS) < page.text.index("Te doen"), who
    assert WHO_READS in PRIVATE
    assert WHO_READS in client_as(None).get("/privacy").text


def test_pages_of_a_save_that_failed_show_nothing_of_others(session, people, client_as, assessment):
    others_answer(session, people, assessment, [1, 2, 4])
    address = f"/inventarisaties/{assessment.id}/vragen/{ITEM}"
    participant = client_as(people.participant)
    participant.post(address, {"value": "3"})
    conflict = participant.post(address, {"value": "2", "seen": "0"}, status=409)
    mistake = participant.post(address, {"value": "9", "seen": "1"}, status=422)
    session.execute(update(Assessment).values(state="in_review"))
    session.commit()
    closed = participant.post(address, {"value": "2", "seen": "1"}, status=409)
    for page in (conflict, mistake, closed, participant.get(f"/inventarisaties/{assessment.id}/controle")):
        assert tells_nothing(page)


PREVIEWS = (
    "/bespreken",
    "/bespreken/geld",
    f"/bespreken/{ITEM}",
    "/rapport",
    "/rapport/bijlage",
    "/rapport.json",
)


def nothing_of_others(client, assessment):
    """Whether the pages of the review and the report tell nothing that others said."""
    for path in PREVIEWS:
        answer = client.ask(f"/inventarisaties/{assessment.id}{path}")
        assert answer.status_code == (409 if "rapport" in path else 200), path
        assert not [secret for secret in SECRETS if secret in answer.get_data(as_text=True)], path
    return True


def test_an_adviser_reads_nothing_of_colleagues_with_a_part_or_without(session, people, client_as, assessment):
    others_answer(session, people, assessment, [4])
    adviser = client_as(people.adviser)
    assert nothing_of_others(adviser, assessment)
    make_participation(session, assessment, people.adviser, everything=True)
    session.commit()
    assert nothing_of_others(adviser, assessment)


def test_once_the_review_begins_who_leads_reads_them(session, people, client_as, assessment):
    others_answer(session, people, assessment, [4])
    session.execute(update(Assessment).values(state="in_review"))
    session.commit()
    for who in ("adviser", "coordinator"):
        page = client_as(getattr(people, who)).get(f"/inventarisaties/{assessment.id}/bespreken/{ITEM}")
        assert "Geheime reden" in page.text and "hoofd geheimen" in page.text


def test_a_coordinator_who_is_adviser_too_answers_blind(session, people, client_as, assessment):
    others_answer(session, people, assessment, [4])
    role = {"user_id": people.coordinator.id, "municipality_id": people.municipality.id, "role": "adviser"}
    session.add(Membership(**role, created_at=now()))
    session.commit()
    assert nothing_of_others(client_as(people.coordinator), assessment)


def test_to_a_coordinator_with_an_own_part_the_joint_answers_are_those_of_others(
    session, people, client_as, assessment
):
    second = make_user(session, "tweede@voorbeeldstad.example", "Tweede", "coordinator", people.municipality)
    joint = session.scalars(select(Participation).where(Participation.role == "coordinator")).one()
    make_answers(session, joint, {ITEM: 0}, reason="Geheime reden")
    client = client_as(second)
    assert "Geheime reden" in client.get(f"/inventarisaties/{assessment.id}/bespreken/{ITEM}").text
    make_participation(session, assessment, second, everything=True)
    session.commit()
    assert nothing_of_others(client, assessment)
