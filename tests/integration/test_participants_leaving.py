"""Colleagues who stop taking part."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.models import Answer, Assessment, Participation, ParticipationPart, Proposal, User
from app.web.clock import now, today
from tests.colleagues import id_of, mails, make_member, participation, participation_id, parts_of
from tests.factories import make_answers, make_assessment, make_participation

LATER = today() + timedelta(days=20)
NEW = {"name": "Nora Nieuw", "email": "Nora@Voorbeeldstad.example", "function": "teamleider"}


@pytest.fixture
def assessment(session, people):
    """An open assessment with a last day to come."""
    return make_assessment(session, people, deadline=LATER, deadline_changes=1, invitation_line="Voor iedereen.")


@pytest.fixture
def member(session, assessment):
    """A colleague who was invited, has single questions too, and gave an answer."""
    made = make_member(
        session, assessment, 0, "Anna Eén", level="uitvoering", invited_at=now(), personal_line="Voor Anna."
    )
    shared = {"participation_id": made.id, "municipality_id": made.municipality_id}
    session.add(ParticipationPart(**shared, domain="inclusie", level="", question="A.UI"))
    session.add(ParticipationPart(**shared, domain="geld", level="", question="A.BL", given_away=True))
    session.commit()
    make_answers(session, made, {"geld/S.BL": 2})
    return made


@pytest.fixture
def page(assessment, member):
    """The address of the colleague."""
    return f"/inventarisaties/{assessment.id}/deelnemers/{member.id}"


ANNA = "c0@voorbeeldstad.example"


def test_who_stops_sees_nothing_more_and_hears_of_it(session, people, client_as, assessment, member, page):
    user = session.scalars(select(User).where(User.email == ANNA)).one()
    anna, coordinator = client_as(user), client_as(people.coordinator)
    path = f"/inventarisaties/{id_of(assessment)}"
    anna.get(path)
    shown = coordinator.get(f"{page}/intrekken")
    assert "De antwoorden die er al zijn, blijven staan en tellen mee." in shown.text
    assert shown.fields["tell"] == "y"
    assert (
        "Anna Eén doet niet meer mee." in coordinator.follow(coordinator.post(f"{page}/intrekken", {"tell": "y"})).text
    )
    anna.get(path, status=404)
    (mail,) = mails(session)
    assert (mail.kind, mail.recipient, mail.reply_to) == ("withdrawn", ANNA, people.coordinator.email)
    assert "tellen mee" in mail.text
    assert session.scalars(select(Answer.value)).all() == ["2"]


def test_two_clicks_are_one(session, people, client_as, member, page):
    coordinator = client_as(people.coordinator)
    coordinator.post(f"{page}/intrekken", {"tell": "y"})
    ended_at = participation(session, ANNA).ended_at
    said = coordinator.follow(coordinator.post(f"{page}/intrekken", {"tell": "y"})).text
    assert "doet al niet meer mee" in said
    assert (participation(session, ANNA).ended_at, len(mails(session))) == (ended_at, 1)
    coordinator.get(f"{page}/intrekken", status=409)
    coordinator.get(f"{page}/vervangen", status=409)


@pytest.mark.parametrize("invited", [True, False])
def test_without_the_tick_or_an_invitation_there_is_no_mail(session, people, client_as, member, page, invited):
    if not invited:
        member.invited_at = None
        session.commit()
    coordinator = client_as(people.coordinator)
    assert ("tell" in coordinator.get(f"{page}/intrekken").fields) == invited
    coordinator.post(f"{page}/intrekken", {} if invited else {"tell": "y"})
    assert participation(session, ANNA).ended_at is not None
    assert mails(session) == []


def test_the_general_part_is_never_left_to_nobody(session, people, client_as, assessment, member, page):
    joint = session.scalars(select(Participation).where(Participation.role == "coordinator")).one()
    joint.everything = False
    session.add(
        ParticipationPart(
            participation_id=member.id, municipality_id=member.municipality_id, domain="algemeen", level=""
        )
    )
    session.commit()
    client_as(people.coordinator).post(f"{page}/intrekken")
    assert ("algemeen", "", "", False) in parts_of(session, participation_id(joint))


@pytest.mark.parametrize("view", ["intrekken", "vervangen"])
def test_others_cannot(session, people, client_as, assessment, member, page, view):
    make_participation(session, assessment, people.participant, everything=True)
    session.commit()
    for person, status in ((people.adviser, 403), (people.participant, 403), (people.reader, 404), (people.other, 404)):
        client_as(person).post(f"{page}/{view}", NEW, status=status)
    assert participation(session, ANNA).ended_at is None


@pytest.mark.parametrize("view", ["intrekken", "vervangen"])
def test_not_once_the_review_has_started(session, people, client_as, member, page, view):
    session.execute(update(Assessment).values(state="in_review"))
    session.commit()
    client_as(people.coordinator).post(f"{page}/{view}", NEW, status=409)
    assert participation(session, ANNA).ended_at is None


@pytest.mark.parametrize("view", ["intrekken", "vervangen"])
def test_only_somebody_of_this_assessment(session, people, client_as, assessment, view):
    elsewhere = make_assessment(session, people, title="Een andere ronde")
    stranger = make_member(session, elsewhere, 7, "Vreemd")
    joint = session.scalars(select(Participation).where(Participation.role == "coordinator")).first()
    session.commit()
    coordinator = client_as(people.coordinator)
    for one in (stranger, joint):
        path = f"/inventarisaties/{id_of(assessment)}/deelnemers/{id_of(one)}/{view}"
        coordinator.post(path, NEW, status=404)


def test_who_comes_back_keeps_the_address_with_which_they_proposed_somebody(session, people, client_as, assessment):
    member = make_member(session, assessment, 5, "Eva Vijf", invited_at=now())
    shared = {"assessment_id": assessment.id, "municipality_id": assessment.municipality_id, "created_at": now()}
    session.add(Proposal(**shared, participation_id=member.id, domain="geld", name="Vriend", reason="Weet het beter"))
    session.commit()
    client, here = client_as(people.coordinator), f"/inventarisaties/{assessment.id}/deelnemers"
    page, back = f"{here}/{member.id}", {"name": "Eva Vijf", "email": "c5@voorbeeldstad.example"}
    client.post(f"{page}/intrekken", {})
    client.post(f"{here}/nieuw", {**back, "function": "beleidsmedewerker", "level": "beleid"})
    assert "email" not in client.get(page).fields
    client.post(page, {**client.get(page).fields, "email": "heel.anders@voorbeeldstad.example"})
    assert not session.scalars(select(User.id).where(User.email == "heel.anders@voorbeeldstad.example")).all()
