"""Who answers what, after a decision about a colleague who knows better."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import joinedload, selectinload

from app.models import Answer, Assessment, AuditEntry, Participation, ParticipationPart, Proposal, User
from app.participants.team import team_of
from app.web.clock import now, today
from tests.colleagues import (
    mails,
    make_member,
    participation,
    participation_id,
)
from tests.factories import make_answers, make_assessment

KEES = "kees@voorbeeldstad.example"
ANNA = "c0@voorbeeldstad.example"
FORM = {"decision": "instead", "name": "Kees Kenner", "email": KEES, "tell": "y", "answer": "Goed idee."}


@pytest.fixture
def assessment(session, people):
    """An open assessment with a last day to come."""
    return make_assessment(session, people, deadline=today() + timedelta(days=20), deadline_changes=1)


@pytest.fixture
def anna(session, assessment):
    """A colleague who answers two levels of one domain, and one level of another."""
    cells = (("geld", "beleid"), ("geld", "uitvoering"), ("inclusie", "beleid"))
    made = make_member(session, assessment, 0, "Anna Eén", cells, level="uitvoering", state="started", invited_at=now())
    session.commit()
    return made


@pytest.fixture
def propose(session, assessment, anna):
    """Makes a proposal of this colleague; where it is decided."""

    def make(question="A.BL", domain="geld", **columns):
        values = {"name": "Kees Kenner", "email": KEES, "reason": "Die doet dit <elke> dag.", **columns}
        row = Proposal(
            assessment_id=assessment.id,
            municipality_id=assessment.municipality_id,
            participation_id=anna.id,
            domain=domain,
            question=question,
            created_at=now(),
            **values,
        )
        session.add(row)
        session.commit()
        path = f"/inventarisaties/{row.assessment_id}/deelnemers/voorstellen/{row.id}"
        session.rollback()
        return path

    return make


@pytest.fixture
def asked(session, assessment):
    """What somebody is asked about a domain now, by address."""
    assessment_id = participation_id(assessment)

    def questions(email, domain="geld"):
        session.expire_all()
        loaded = select(Assessment).options(joinedload(Assessment.municipality), selectinload(Assessment.domains))
        team = team_of(session.scalars(loaded.where(Assessment.id == assessment_id)).one())
        parts = [part for member in team.members if member.email == email for part in member.questions]
        found = {question.id for part in parts if part.domain == domain for question in part.questions}
        session.rollback()
        return found

    return questions


def rows(session, email):
    """What somebody's rows say: domain, level, question, given away."""
    user = select(Participation.id).join(Participation.user).where(User.email == email).scalar_subquery()
    part = ParticipationPart
    found = session.execute(
        select(part.domain, part.level, part.question, part.given_away).where(part.participation_id == user)
    ).all()
    session.rollback()
    return {tuple(row) for row in found}


BELEID = {"A.BL", "S.BL", "M.BL", "C.BL"}
UITVOERING = {"A.UI", "S.UI", "M.UI", "C.UI", "D1.UI", "D2.UI"}
BEFORE = BELEID | UITVOERING


def test_somebody_else_answers_instead(session, people, client_as, anna, propose, asked):
    path = propose()
    coordinator = client_as(people.coordinator)
    shown = coordinator.get(path)
    assert "Die doet dit <elke> dag." in shown.text and "Kees Kenner" in shown.text
    assert (shown.fields["name"], shown.fields["email"]) == ("Kees Kenner", KEES)
    assert "Kees Kenner krijgt de vragen" in coordinator.follow(coordinator.post(path, FORM)).text
    assert (asked(ANNA), asked(KEES)) == (BEFORE - {"A.BL"}, {"A.BL"})
    assert ("geld", "", "A.BL", True) in rows(session, ANNA)
    assert rows(session, KEES) == {("geld", "", "A.BL", False)}
    kees = participation(session, KEES)
    assert (kees.level, kees.name, kees.invited_at is not None) == ("uitvoering", "Kees Kenner", True)
    by_kind = {mail.kind: mail for mail in mails(session)}
    assert {kind: mail.recipient for kind, mail in by_kind.items()} == {"invitation": KEES, "decided": ANNA}
    assert "Jij hoeft dat niet meer te doen" in by_kind["decided"].text
    assert "> Goed idee." in by_kind["decided"].text
    assert by_kind["decided"].reply_to == people.coordinator.email
    made = session.scalars(select(Proposal)).one()
    assert (made.decision, made.decided_by, made.answer) == ("instead", people.coordinator.id, "Goed idee.")
    (row,) = session.scalars(select(AuditEntry).where(AuditEntry.action == "decide_proposal"))
    assert row.new == "instead"


def test_somebody_else_answers_too(session, people, client_as, anna, propose, asked):
    client_as(people.coordinator).post(propose(), FORM | {"decision": "beside"})
    assert (asked(ANNA), asked(KEES)) == (BEFORE, {"A.BL"})
    assert "Je collega geeft hier ook antwoord op" in "".join(mail.text for mail in mails(session))


def test_no_is_no(session, people, client_as, anna, propose, asked):
    client_as(people.coordinator).post(propose(), {"decision": "declined", "answer": "Jij weet het wel."})
    assert (asked(ANNA), asked(KEES)) == (BEFORE, set())
    (mail,) = mails(session)
    assert (mail.recipient, mail.kind) == (ANNA, "decided")
    assert "De vraag blijft bij jou" in mail.text and "> Jij weet het wel." in mail.text


def test_an_answer_that_was_given_stays(session, people, client_as, anna, propose, asked):
    make_answers(session, anna, {"geld/A.BL": 2})
    client_as(people.coordinator).post(propose(), FORM)
    assert (asked(ANNA), asked(KEES)) == (BEFORE, {"A.BL"})
    assert session.scalars(select(Answer.item)).all() == ["geld/A.BL"]


def test_a_whole_domain_passes_on(session, people, client_as, anna, propose, asked):
    client_as(people.coordinator).post(propose(""), FORM)
    assert (asked(ANNA), asked(KEES)) == (set(), BEFORE)
    assert rows(session, ANNA) == {("inclusie", "beleid", "", False)}
    assert rows(session, KEES) == {("geld", "beleid", "", False), ("geld", "uitvoering", "", False)}


def test_of_a_whole_domain_what_was_answered_stays(session, people, client_as, anna, propose, asked):
    make_answers(session, anna, {"geld/A.BL": 2, "geld/M.BL": 1, "inclusie/A.BL": 3})
    client_as(people.coordinator).post(propose(""), FORM)
    assert (asked(ANNA), asked(KEES)) == ({"A.BL", "M.BL"}, BEFORE)
    given = {("geld", "", question, True) for question in BELEID - {"A.BL", "M.BL"}}
    assert rows(session, ANNA) == {("inclusie", "beleid", "", False), ("geld", "beleid", "", False)} | given
    assert asked(ANNA, "inclusie") == BELEID


def test_who_takes_part_already_gets_it_beside_their_own(session, people, client_as, assessment, anna, propose, asked):
    make_member(session, assessment, 3, "Bram", (("geld", "bestuur"),), state="submitted", invited_at=now())
    path = propose(email="c3@voorbeeldstad.example")
    had = asked("c3@voorbeeldstad.example")
    client_as(people.coordinator).post(path, FORM | {"email": "C3@voorbeeldstad.example"})
    assert asked("c3@voorbeeldstad.example") == had | {"A.BL"}
    found = participation(session, "c3@voorbeeldstad.example")
    # There is something to answer again.
    assert (found.state, found.submitted_at, found.name) == ("started", None, "Bram")
    assert {mail.kind: mail.recipient for mail in mails(session)} == {
        "reminder": "c3@voorbeeldstad.example",
        "decided": ANNA,
    }


def test_a_question_can_come_back_to_who_gave_it_away(session, people, client_as, assessment, anna, propose, asked):
    coordinator = client_as(people.coordinator)
    coordinator.post(propose(), FORM)
    kees = participation(session, KEES)
    session.add(
        Proposal(
            assessment_id=kees.assessment_id,
            municipality_id=kees.municipality_id,
            participation_id=kees.id,
            domain="geld",
            question="A.BL",
            name="Anna",
            email=ANNA,
            created_at=now(),
        )
    )
    session.commit()
    back = session.scalars(select(Proposal.id).where(Proposal.name == "Anna")).one()
    session.rollback()
    coordinator.post(f"/inventarisaties/{kees.assessment_id}/deelnemers/voorstellen/{back}", FORM | {"email": ANNA})
    assert (asked(ANNA), asked(KEES)) == (BEFORE, set())
    assert not [row for row in rows(session, ANNA) if row[2]]


def test_the_general_part_can_pass_on(session, people, client_as, anna, propose, asked):
    part = {"participation_id": participation_id(anna), "municipality_id": anna.municipality_id}
    session.add(ParticipationPart(**part, domain="algemeen", level=""))
    session.execute(update(Participation).where(Participation.role == "coordinator").values(everything=False))
    session.commit()
    path = propose("", "algemeen")
    general = asked(ANNA, "algemeen")
    client_as(people.coordinator).post(path, FORM)
    assert (asked(ANNA, "algemeen"), asked(KEES, "algemeen")) == (set(), general)
    assert general
    assert rows(session, people.coordinator.email) == set()
