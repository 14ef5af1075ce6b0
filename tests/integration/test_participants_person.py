"""One person: who they are, what they answer, and nothing lost when two coordinators do the same."""

import pytest
from sqlalchemy import select, update

from app.models import Answer, Assessment, AuditEntry, Participation, ParticipationPart, User
from app.web.clock import now
from tests.colleagues import make_member, participation_id, parts_of
from tests.factories import make_answers, make_assessment, make_user

DETAILS = {"name": "Anna Bakker", "email": "c1@voorbeeldstad.example", "function": "beleidsmedewerker"}
DETAILS |= {"level": "beleid", "personal_line": ""}


@pytest.fixture
def assessment(session, people):
    """An open assessment about two domains."""
    return make_assessment(session, people)


@pytest.fixture
def member(session, assessment):
    """Somebody who was added and not invited yet."""
    made = make_member(session, assessment, 1, "Anna Bakker", level="beleid")
    session.commit()
    return made


@pytest.fixture
def path(assessment, member):
    """The address of this person."""
    return f"/inventarisaties/{assessment.id}/deelnemers/{member.id}"


def cells(session, owner):
    """The cells of somebody."""
    return {f"{domain}:{level}" for domain, level, _, _ in parts_of(session, owner)}


def stored(session, member):
    """The row of somebody as it stands in the database."""
    row = session.execute(select(Participation.__table__).where(Participation.id == participation_id(member))).one()
    session.rollback()
    return row


def test_who_somebody_is_and_what_they_answer_is_saved(session, people, client_as, member, path):
    client = client_as(people.coordinator)
    seen = client.get(path).fields["seen"]
    changed = {"name": "Anne  Bakker", "function": "adviseur", "level": "uitvoering", "personal_line": "Hoi Anne"}
    parts = ["inclusie:uitvoering", "geld:beleid", "algemeen:"]
    answer = client.post(path, {**DETAILS, **changed, "parts": parts, "seen": seen, "action": "save"})
    assert "De gegevens en vragen van Anne Bakker zijn opgeslagen." in client.follow(answer).text
    row = stored(session, member)
    assert (row.name, row.function, row.level, row.personal_line) == ("Anne Bakker", *list(changed.values())[1:])
    assert cells(session, participation_id(member)) == set(parts)
    audited = session.scalars(select(AuditEntry).where(AuditEntry.actor_id == people.coordinator.id)).all()
    assert {entry.action for entry in audited} == {"change_participant", "give_cells"}
    assert not any("Ann" in str((entry.old, entry.new)) for entry in audited)
    session.rollback()


def test_saving_the_same_twice_changes_nothing(session, people, client_as, path):
    client = client_as(people.coordinator)
    data = {**DETAILS, "parts": ["inclusie:beleid"], "seen": client.get(path).fields["seen"]}
    client.post(path, data)
    client.post(path, data)
    assert len(session.scalars(select(AuditEntry).where(AuditEntry.action == "give_cells")).all()) == 1
    session.rollback()


def test_what_fits_is_filled_in_and_not_saved(session, people, client_as, member, path):
    client = client_as(people.coordinator)
    data = {**DETAILS, "level": "", "function": "wethouder inclusie", "action": "suggest", "personal_line": "Hoi"}
    page = client.post(path, data, status=200)
    checked = [box.get("value") for box in page.all("input") if box.get("checked") is not None]
    assert checked == ["inclusie:bestuur"] and page.fields["level"] == "bestuur"
    assert page.fields["personal_line"].strip() == "Hoi" and "Het is nog niet opgeslagen." in page.text
    assert cells(session, participation_id(member)) == {"geld:beleid"}


def test_what_fits_keeps_the_domains_that_were_chosen(people, client_as, path):
    data = {**DETAILS, "function": "", "level": "uitvoering", "parts": ["inclusie:beleid"], "action": "suggest"}
    page = client_as(people.coordinator).post(path, data, status=200)
    checked = [box.get("value") for box in page.all("input") if box.get("checked") is not None]
    assert checked == ["inclusie:uitvoering"]


@pytest.mark.parametrize(("level", "words"), [("", "Kies eerst een niveau."), ("beleid", "herkennen we geen domein")])
def test_what_fits_can_be_unknown(people, client_as, path, level, words):
    data = {**DETAILS, "function": "", "level": level, "action": "suggest"}
    assert words in client_as(people.coordinator).post(path, data, status=200).text


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "Vul de naam"),
        ({"email": "anna@"}, "naam@gemeente.nl"),
        ({"personal_line": "x" * 1001}, "maximaal 1000 tekens"),
        ({"level": "hoog"}, "Kies bestuur, beleid of uitvoering."),
        ({"parts": ["wonen:beleid"]}, "bestaat niet"),
        ({"parts": ["geld:"]}, "bestaat niet"),
        ({"parts": ["algemeen:beleid"]}, "bestaat niet"),
        ({"email": "coordinator@voorbeeldstad.example"}, "Dit ben je zelf"),
    ],
)
def test_wrong_input_is_refused(session, people, client_as, member, path, wrong, words):
    client = client_as(people.coordinator)
    data = {**DETAILS, "function": "anders", "parts": ["geld:beleid"], "seen": client.get(path).fields["seen"], **wrong}
    page = client.post(path, data, status=422)
    assert words in page.text and page.fields["function"] == "anders"
    assert stored(session, member).function == "beleidsmedewerker"
    assert cells(session, participation_id(member)) == {"geld:beleid"}


def test_an_address_is_corrected_until_the_invitation(session, people, client_as, member, path):
    client = client_as(people.coordinator)
    data = {**DETAILS, "email": "Beter@voorbeeldstad.example", "parts": ["geld:beleid"]}
    client.post(path, {**data, "seen": client.get(path).fields["seen"]})
    email = session.scalar(select(User.email).where(User.id == stored(session, member).user_id))
    assert email == "beter@voorbeeldstad.example"
    session.execute(update(Participation).where(Participation.role == "participant").values(invited_at=now()))
    session.commit()
    page = client.get(path)
    assert "email" not in page.fields and f"{path}/vervangen" in page.links
    client.post(path, {**data, "email": "weer@voorbeeldstad.example", "seen": page.fields["seen"]})
    assert session.scalar(select(User.email).where(User.id == stored(session, member).user_id)) == email
    session.rollback()


def test_a_change_that_meets_another_shows_both(session, people, client_as, member, path):
    second = make_user(session, "tweede@voorbeeldstad.example", "Twee", "coordinator", people.municipality)
    session.commit()
    one, two = client_as(people.coordinator), client_as(second)
    seen = one.get(path).fields["seen"]
    theirs = {**DETAILS, "function": "van de een", "parts": ["inclusie:bestuur"], "seen": seen}
    mine = {**DETAILS, "personal_line": "van de ander", "parts": ["geld:uitvoering"], "seen": seen}
    one.post(path, theirs)
    page = two.post(path, mine, status=409)
    assert page.title.startswith("Fout: ")
    assert "Iemand anders veranderde dit net ook" in page.text
    assert "van de een" in page.text and "Inclusie: bestuur" in page.text
    assert page.fields["personal_line"].strip() == "van de ander" and page.fields["parts"] == "geld:uitvoering"
    assert cells(session, participation_id(member)) == {"inclusie:bestuur"}
    two.post(path, {**mine, "seen": page.fields["seen"]})
    assert cells(session, participation_id(member)) == {"geld:uitvoering"}
    assert stored(session, member).personal_line == "van de ander"


def test_questions_with_answers_are_taken_away_after_a_second_click(session, people, client_as, member, path):
    make_answers(session, member, {"geld/A.BL": 2, "geld/S.BL": 3})
    client = client_as(people.coordinator)
    data = {**DETAILS, "function": "nieuw", "parts": ["inclusie:beleid"], "seen": client.get(path).fields["seen"]}
    page = client.post(path, data, status=200)
    assert page.h1 == "Weet je het zeker?" and "Geldzaken, beleid: 2 antwoorden" in page.text
    assert cells(session, participation_id(member)) == {"geld:beleid"}
    back = client.post(path, {**page.fields, "action": "edit"}, status=200)
    assert back.fields["parts"] == "inclusie:beleid" and back.fields["function"] == "nieuw"
    client.post(path, {**page.fields, "action": "save"})
    assert cells(session, participation_id(member)) == {"inclusie:beleid"}
    assert len(session.scalars(select(Answer).where(Answer.participation_id == member.id)).all()) == 2
    session.rollback()


def test_what_was_confirmed_is_all_that_is_taken_away(session, people, client_as, member, path):
    make_answers(session, member, {"geld/A.BL": 2})
    client = client_as(people.coordinator)
    data = {**DETAILS, "parts": [], "seen": client.get(path).fields["seen"], "confirmed": "inclusie:beleid"}
    assert client.post(path, data, status=200).h1 == "Weet je het zeker?"
    assert cells(session, participation_id(member)) == {"geld:beleid"}


def test_single_questions_stay_and_what_was_given_away_comes_back(session, people, client_as, member, path):
    shared = {"participation_id": member.id, "municipality_id": member.municipality_id, "level": ""}
    session.add(ParticipationPart(**shared, domain="inclusie", question="A.UI"))
    session.add(ParticipationPart(**shared, domain="geld", question="A.BL", given_away=True))
    session.commit()
    client = client_as(people.coordinator)
    page = client.get(path)
    assert "1 losse vraag over Inclusie" in page.text and "1 vraag over Geldzaken beantwoordt een collega" in page.text
    client.post(path, {**DETAILS, "parts": [], "seen": page.fields["seen"]})
    client.post(path, {**DETAILS, "parts": ["geld:beleid"], "seen": client.get(path).fields["seen"]})
    assert parts_of(session, participation_id(member)) == {
        ("geld", "beleid", "", False),
        ("inclusie", "", "A.UI", False),
    }


def test_who_was_withdrawn_cannot_be_changed(session, people, client_as, member, path):
    session.execute(update(Participation).where(Participation.role == "participant").values(ended_at=now()))
    session.commit()
    client = client_as(people.coordinator)
    page = client.get(path)
    assert "doet niet meer mee" in page.text and "name" not in page.fields
    shown = client.post(path, {**DETAILS, "personal_line": "Bewaar mij", "parts": ["inclusie:beleid"]}, status=409)
    assert "Bewaar mij" in shown.text
    assert cells(session, participation_id(member)) == {"geld:beleid"}


@pytest.mark.parametrize("state", ["in_review", "agreed"])
def test_nothing_changes_after_the_review_has_begun(session, people, client_as, member, path, state):
    session.execute(update(Assessment).values(state=state))
    session.commit()
    client = client_as(people.coordinator)
    assert "Geldzaken: beleid" in client.get(path).text
    client.post(path, {**DETAILS, "parts": []}, status=409)
    assert cells(session, participation_id(member)) == {"geld:beleid"}


def test_only_the_own_coordinator_changes_somebody(session, people, client_as, member, path):
    client_as(people.adviser).post(path, {**DETAILS, "parts": []}, status=403)
    for user in (people.other, people.reader, people.participant):
        client_as(user).post(path, {**DETAILS, "parts": []}, status=404)
    assert cells(session, participation_id(member)) == {"geld:beleid"}


def test_somebody_of_another_assessment_is_not_found(session, people, client_as, member):
    other = make_assessment(session, people, title="Een andere ronde")
    client_as(people.coordinator).get(f"/inventarisaties/{other.id}/deelnemers/{member.id}", status=404)


def test_no_coordinator_takes_the_place_of_a_colleague(session, people, client_as, member, path):
    second = make_user(session, "tweede@voorbeeldstad.example", "Tweede", "coordinator", people.municipality)
    session.commit()
    client, before = client_as(second), stored(session, member).user_id
    page = client.post(path, {**client.get(path).fields, "email": "tweede@voorbeeldstad.example"}, status=422)
    assert "Dit ben je zelf" in page.text and stored(session, member).user_id == before
