"""What is kept of somebody: all of it for themselves, and without a word of it for an administrator."""

import json
from collections.abc import Callable

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.models import Assessment, AuditEntry, Membership, OutboxMail, Participation, Remark, User
from app.personal import HOLDINGS
from app.texts.personal import TABLES
from app.web.clock import now
from questionnaires.catalogue import current
from tests.factories import People, make_answers, make_assessment, make_participation
from tests.pages import Client

ClientAs = Callable[[User | None], Client]
OWN, FILE = "/account/gegevens", "/account/gegevens.json"


@pytest.fixture
def answered(session: Session, people: People) -> Assessment:
    """A round in which the participant answered a question and wrote a remark, and the coordinator answered too."""
    assessment = make_assessment(session, people)
    part = make_participation(session, assessment, people.participant, function="Medewerker")
    make_answers(session, part, {"geld/A.BE": 3}, reason="Elke maand overleg.")
    joint = session.scalars(select(Participation).where(Participation.role == "coordinator")).one()
    make_answers(session, joint, {"geld/A.BE": 1}, reason="Van een ander.")
    where = {"assessment_id": assessment.id, "municipality_id": assessment.municipality_id}
    remark = {"author_id": people.participant.id, "audience": "all", "text": "Klopt dit?", "item": None}
    session.add(Remark(**where, **remark, created_at=now()))
    session.commit()
    return assessment


def test_a_person_reads_everything_of_their_own(client_as: ClientAs, people: People, answered: Assessment) -> None:
    page = client_as(people.participant).get(OWN)
    (question,) = (one for one in current("iba").of_kind("domain") if one.id == "A.BE")
    for text in (people.participant.email, "Medewerker", "Elke maand overleg.", "Klopt dit?", "Voorbeeldstad, Eerste"):
        assert text in page.text, text
    assert question.options[3].partition("}")[2] in page.text and "Van een ander." not in page.text
    assert FILE in page.links


def test_the_file_holds_the_same(client_as: ClientAs, people: People, answered: Assessment) -> None:
    client = client_as(people.participant)
    response = client.ask(FILE)
    found = json.loads(response.get_data(as_text=True))
    assert response.headers["Content-Disposition"] == "attachment; filename=samenhang-gegevens.json"
    (answer,) = found["answer"]
    assert (answer["item"], answer["value"], answer["reason"]) == ("geld/A.BE", "3", "Elke maand overleg.")
    assert found["user"][0]["email"] == people.participant.email
    assert "sign_in" in found and "token_hash" not in response.get_data(as_text=True)


def test_what_another_typed_for_somebody_is_theirs_too(
    client_as: ClientAs, session: Session, people: People, answered: Assessment
) -> None:
    part = session.scalars(select(Participation).where(Participation.user_id == people.participant.id)).one()
    make_answers(session, part, {"geld/A.BL": 2}, reason="Samen getypt.", saved_by=people.adviser.id)
    assert "Samen getypt." in client_as(people.participant).get(OWN).text


def test_an_administrator_sees_no_answers(
    client_as: ClientAs, session: Session, people: People, answered: Assessment
) -> None:
    client, path = client_as(people.administrator), f"/beheer/mensen/{people.participant.id}/gegevens"
    assert path in client.get(f"/beheer/mensen/{people.participant.id}").links
    assert people.participant.email not in client.get(path).text
    read = client.post(path, {"do": "read"}, status=200)
    file = client.ask(path, method="POST", data={"csrf_token": client.token, "do": "file"})
    for text in (read.html, file.get_data(as_text=True)):
        assert people.participant.email in text
        assert not any(secret in text for secret in ("Elke maand overleg.", "Klopt dit?", "geld/A.BE", "Eerste meting"))
    rows = session.scalars(select(AuditEntry).where(AuditEntry.action == "read_own_data")).all()
    assert [(row.actor_id, row.subject) for row in rows] == [(people.administrator.id, str(people.participant.id))] * 2
    session.commit()
    assert "bekeek de gegevens van Ivo Vuller" in client.get("/beheer/geschiedenis").text


def test_an_administrator_sends_somebody_to_their_own(client_as: ClientAs, session: Session, people: People) -> None:
    client_as(people.administrator).post(f"/beheer/mensen/{people.reader.id}/gegevens", {"do": "mail"})
    mail = session.scalars(select(OutboxMail)).one()
    assert mail.recipient == people.reader.email and "/account/gegevens" in mail.text
    assert session.scalars(select(AuditEntry.action)).all() == ["mail_own_data"]


def test_everything_about_a_person_can_be_shown() -> None:
    """A table is left out only when its rows are versions of what is shown, or come with it."""
    left_out = {name for name, holding in HOLDINGS.items() if holding.of and name not in TABLES}
    assert left_out == {name for name in HOLDINGS if name.endswith("_version")}


def test_who_leads_no_more_reads_nothing_of_the_municipality(
    client_as: ClientAs, session: Session, people: People, answered: Assessment
) -> None:
    client = client_as(people.coordinator)
    assert "Van een ander." in client.get(OWN).text
    end(session, people.coordinator)
    for text in (client.get(OWN).text, client.ask(FILE).get_data(as_text=True)):
        assert "Van een ander." not in text and people.coordinator.email in text


def test_who_was_withdrawn_still_reads_their_own_answers(
    client_as: ClientAs, session: Session, people: People, answered: Assessment
) -> None:
    session.execute(update(Participation).where(Participation.role == "participant").values(ended_at=now()))
    session.commit()
    page = client_as(people.participant).get(OWN)
    assert "Elke maand overleg." in page.text and "Klopt dit?" not in page.text


def end(session: Session, user: User) -> None:
    """End the roles of somebody."""
    session.execute(update(Membership).where(Membership.user_id == user.id).values(ended_at=now()))
    session.commit()
