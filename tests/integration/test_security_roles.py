"""Who sees what when a role ends, and with ids that belong to somebody else (D5)."""

import uuid

import pytest
from sqlalchemy import select, update

from app.models import Answer, Assessment, Membership, Participation, User
from app.web.clock import now
from tests.factories import make_answers, make_assessment, make_participation, make_user

PAGES = (
    "",
    "/vragen/geld",
    "/vragen/geld/A.BE",
    "/controle",
    "/controle/klaar",
    "/bespreken",
    "/rapport",
    "/terugsturen",
)
ANSWER = {"value": "3", "seen": "0"}


@pytest.fixture
def assessment(session, people):
    """An open inventory that the coordinator started."""
    return make_assessment(session, people)


def end_role(session, user):
    session.execute(update(Membership).where(Membership.user_id == user.id).values(ended_at=now()))
    session.commit()


def give_role(session, user, role, where):
    session.add(Membership(user_id=user.id, municipality_id=where.id, role=role, created_at=now()))
    session.commit()


def move(session, **columns):
    session.execute(update(Assessment).values(**columns))
    session.commit()


@pytest.mark.parametrize("state", ["open", "in_review", "agreed"])
def test_a_coordinator_whose_role_ends_is_out_at_once(session, people, client_as, assessment, state):
    client = client_as(people.coordinator)
    client.get(f"/inventarisaties/{assessment.id}")
    end_role(session, people.coordinator)
    move(session, state=state, agreed_at=now() if state == "agreed" else None)
    for page in PAGES:
        client.get(f"/inventarisaties/{assessment.id}{page}", status=404)
    client.post(f"/inventarisaties/{assessment.id}/vragen/geld/A.BE", ANSWER, status=404)
    client.post(f"/inventarisaties/{assessment.id}/controle", status=404)
    assert str(assessment.id) not in client.get("/").html + client.get("/inventarisaties").html
    assert session.scalars(select(Answer)).all() == []


def test_a_coordinator_who_becomes_a_reader_answers_no_more(session, people, client_as, assessment):
    client = client_as(people.coordinator)
    end_role(session, people.coordinator)
    give_role(session, people.coordinator, "reader", people.municipality)
    # Agreed once and opened again: readers see it, and domains may have been sent back.
    move(session, state="open", agreed_at=now())
    client.post(f"/inventarisaties/{assessment.id}/vragen/geld/A.BE", ANSWER, status=403)
    client.get(f"/inventarisaties/{assessment.id}/controle", status=403)


def test_the_next_coordinator_goes_on_with_the_joint_answers(session, people, client_as, assessment):
    make_answers(session, session.scalars(select(Participation)).one(), {"geld/A.BE": 4})
    end_role(session, people.coordinator)
    successor = make_user(session, "nieuw@voorbeeldstad.example", "Nico Nieuw", "coordinator", people.municipality)
    session.commit()
    page = client_as(successor).get(f"/inventarisaties/{assessment.id}/vragen/geld/A.BE")
    assert page.fields["value"] == "4"


def test_a_participant_whose_part_ends_is_out_at_once(session, people, client_as, assessment):
    make_participation(session, assessment, people.participant, everything=True)
    session.commit()
    client = client_as(people.participant)
    client.post(f"/inventarisaties/{assessment.id}/vragen/geld/A.BE", ANSWER)
    session.execute(update(Participation).where(Participation.role == "participant").values(ended_at=now()))
    session.commit()
    client.get(f"/inventarisaties/{assessment.id}", status=404)
    page = client.post(f"/inventarisaties/{assessment.id}/vragen/geld/A.BE", {**ANSWER, "reason": "Mijn tekst."}, 404)
    assert "Mijn tekst." in page.text


@pytest.mark.parametrize(
    ("who", "pages"), [("adviser", ("", "/bespreken", "/rapport.json")), ("reader", ("/rapport",))]
)
def test_who_leads_or_reads_is_out_at_once(session, people, client_as, assessment, who, pages):
    user: User = getattr(people, who)
    client = client_as(user)
    end_role(session, user)
    move(session, state="agreed", agreed_at=now())
    for page in pages:
        client.get(f"/inventarisaties/{assessment.id}{page}", status=404)


def test_an_administrator_whose_role_ends_is_out_at_once(session, people, client_as):
    client = client_as(people.administrator)
    client.get("/beheer/mensen")
    end_role(session, people.administrator)
    client.get("/beheer/mensen", status=403)
    client.post("/beheer/gemeenten/nieuw", {"code": "GM0363", "name": "Amsterdam"}, status=403)


def test_what_is_not_there_and_what_is_not_yours_look_the_same(session, people, client_as, assessment):
    client = client_as(people.other)
    for page in PAGES:
        foreign = client.get(f"/inventarisaties/{assessment.id}{page}", status=404)
        absent = client.get(f"/inventarisaties/{uuid.uuid4()}{page}", status=404)
        assert foreign.text == absent.text


@pytest.mark.parametrize(
    "page",
    [
        "/vragen/werk",
        "/vragen/geld/A.XX",
        "/vragen/geld/K1",
        "/vragen/algemeen/A.BE",
        "/vragen/geld%2FA.BE/A.BE",
        "/bespreken/werk",
        "/bespreken/geld/G1",
        "/bespreken/algemeen/K1",
        "/bespreken/algemeen/kansen",
        "/bespreken/algemeen/uitleg",
        "/bespreken/eigen_1",
        "/rapport?soort=alles",
        "/rapport?versie=1",
        "/rapport?versie=0",
        "/rapport.pdf?versie=-1",
        "/rapport.json?versie=1",
        "/rapport.pdf?versie=²",
    ],
)
def test_what_the_inventory_does_not_have_is_not_there(session, people, client_as, assessment, page):
    move(session, state="in_review")
    client_as(people.coordinator).get(f"/inventarisaties/{assessment.id}{page}", status=404)


def test_a_municipality_of_somebody_else_gets_no_inventory(session, people, client_as):
    form = {"title": "Eerste meting", "round": "baseline", "questionnaire": "iba-1", "domains": "geld"}
    client = client_as(people.coordinator)
    client.post("/inventarisaties/nieuw", {**form, "municipality": str(people.elsewhere.id)}, status=404)
    client.post("/inventarisaties/nieuw", {**form, "municipality": "\0' OR 1=1"}, status=404)
    client.get(f"/inventarisaties/nieuw?gemeente={people.elsewhere.id}", status=404)
    assert session.scalars(select(Assessment)).all() == []
