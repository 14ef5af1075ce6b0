"""Colleagues who take over from others."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.models import Answer, Assessment, AuditEntry, Participation, ParticipationPart
from app.participants.mails import MAILS
from app.web.clock import now, today
from tests.colleagues import (
    id_of,
    mails,
    make_member,
    participation,
    participation_id,
    parts_of,
    token_in,
)
from tests.integration.test_participants_leaving import ANNA, NEW, assessment, member, page

__all__ = ["assessment", "member", "page"]

NORA = "nora@voorbeeldstad.example"


def test_somebody_new_takes_over_the_questions_and_starts_blind(session, people, client_as, assessment, member, page):
    before = parts_of(session, participation_id(member))
    coordinator = client_as(people.coordinator)
    shown = coordinator.get(f"{page}/vervangen")
    assert (shown.fields["name"], shown.fields["function"]) == ("", "beleidsmedewerker")
    assert {"invite", "tell"} <= set(shown.fields)
    answer = coordinator.post(f"{page}/vervangen", NEW | {"invite": "y", "tell": "y"})
    assert "Nora Nieuw beantwoordt nu de vragen van Anna Eén. We sturen Nora Nieuw" in coordinator.follow(answer).text
    new, old = participation(session, NORA), participation(session, ANNA)
    assert (new.replaces_id, new.level, new.function, new.name) == (old.id, "uitvoering", "teamleider", "Nora Nieuw")
    assert (new.personal_line, new.state, new.ended_at, old.ended_at is not None) == ("", "invited", None, True)
    assert parts_of(session, new.id) == before
    assert [row.participation_id for row in session.execute(select(Answer.participation_id))] == [old.id]
    session.rollback()
    by_kind = {mail.kind: mail for mail in mails(session)}
    assert {kind: mail.recipient for kind, mail in by_kind.items()} == {"withdrawn": ANNA, "invitation": NORA}
    text = by_kind["invitation"].text
    assert "Voor iedereen." in text and "Voor Anna." not in text and token_in(by_kind["invitation"])
    rows = session.scalars(select(AuditEntry).where(AuditEntry.action == "replace_person")).all()
    assert [(row.subject, row.new) for row in rows] == [(str(old.id), str(new.id))]


def test_somebody_new_can_be_prepared_only(session, people, client_as, member, page):
    client_as(people.coordinator).post(f"{page}/vervangen", NEW)
    assert participation(session, NORA).invited_at is None
    assert mails(session) == []


def test_replacing_twice_is_once(session, people, client_as, member, page):
    coordinator = client_as(people.coordinator)
    for _ in range(2):
        coordinator.post(f"{page}/vervangen", NEW | {"invite": "y"})
    assert len(mails(session)) == 1
    assert len(session.scalars(select(Participation).where(Participation.role == "participant")).all()) == 2


def test_who_was_withdrawn_before_can_take_over(session, people, client_as, assessment, member, page):
    gone = make_member(
        session, assessment, 5, "Oud", cells=(("inclusie", "bestuur"),), invited_at=now(), ended_at=now()
    )
    session.commit()
    before = parts_of(session, participation_id(member))
    client_as(people.coordinator).post(f"{page}/vervangen", NEW | {"email": "c5@voorbeeldstad.example", "invite": "y"})
    found = participation(session, "c5@voorbeeldstad.example")
    assert (found.id, found.ended_at, found.invited_at is not None) == (participation_id(gone), None, True)
    assert parts_of(session, found.id) == before


def test_the_general_part_goes_along(session, people, client_as, assessment, member, page):
    joint = session.scalars(select(Participation).where(Participation.role == "coordinator")).one()
    joint.everything = False
    shared = {"participation_id": member.id, "municipality_id": member.municipality_id}
    session.add(ParticipationPart(**shared, domain="algemeen", level=""))
    session.commit()
    client_as(people.coordinator).post(f"{page}/vervangen", NEW)
    assert parts_of(session, participation_id(joint)) == set()
    assert ("algemeen", "", "", False) in parts_of(session, participation(session, NORA).id)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"email": ""}, "Vul het e-mailadres"),
        ({"email": "nora"}, "e-mailadres"),
        ({"email": "nora@voorbeeldstad.example\nBcc: x@y.example"}, "e-mailadres"),
        ({"name": " "}, "Vul de naam"),
        ({"name": "x" * 81}, "maximaal 80 tekens"),
        ({"email": "COORDINATOR@voorbeeldstad.example"}, "Dit ben je zelf"),
        ({"email": ANNA}, "staat al in je lijst"),
    ],
)
def test_bad_input_is_said_and_kept(session, people, client_as, member, page, fields, said):
    shown = client_as(people.coordinator).post(f"{page}/vervangen", NEW | {"invite": "y"} | fields, status=422)
    assert said in shown.text
    assert shown.fields["function"] == "teamleider"
    assert participation(session, ANNA).ended_at is None
    assert mails(session) == []


def test_a_name_is_one_line(session, people, client_as, member, page):
    client_as(people.coordinator).post(f"{page}/vervangen", NEW | {"name": "Nora\r\nBcc: x@y.example", "invite": "y"})
    assert participation(session, NORA).name == "Nora Bcc: x@y.example"
    (mail,) = mails(session)
    assert "Hallo Nora Bcc: x@y.example,\n" in mail.text


@pytest.mark.parametrize("day", [None, today() - timedelta(days=1)])
def test_without_a_last_day_to_come_nobody_is_invited(session, people, client_as, member, page, day):
    session.execute(update(Assessment).values(deadline=day))
    session.commit()
    coordinator = client_as(people.coordinator)
    assert "invite" not in coordinator.get(f"{page}/vervangen").fields
    assert "geen laatste dag" in coordinator.post(f"{page}/vervangen", NEW | {"invite": "y"}, status=422).text
    coordinator.post(f"{page}/vervangen", NEW)
    assert participation(session, NORA).invited_at is None


@pytest.mark.usefixtures("clock")
def test_too_many_mails_change_nothing(session, people, client_as, assessment, member, page):
    for number in range(10, 10 + MAILS.most):
        make_member(session, assessment, number, f"Collega {number}")
    session.commit()
    coordinator = client_as(people.coordinator)
    invite = f"/inventarisaties/{id_of(assessment)}/deelnemers/uitnodigen"
    boxes = [box.get("value") for box in coordinator.get(invite).all("input") if box.get("name") == "people"]
    coordinator.post(invite, {"people": boxes, "action": "send"})
    shown = coordinator.post(f"{page}/vervangen", NEW | {"invite": "y"}, status=429)
    assert "per uur" in shown.text and shown.fields["name"] == "Nora Nieuw"
    assert participation(session, ANNA).ended_at is None
