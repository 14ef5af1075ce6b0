"""Inviting colleagues again, without a last day, and too many at once."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.doors.tokens import token_hash
from app.models import Assessment, OutboxMail, Participation
from app.participants.mails import MAILS
from app.state.last_day import proposed_last_day
from app.web.clock import now, today
from app.web.formatting import day_and_date
from app.web.forms import typed_day
from tests.colleagues import (
    form,
    give_up,
    id_of,
    mails,
    make_member,
    token_in,
)
from tests.integration.test_assessments_statements import statements
from tests.integration.test_participants_inviting import LATER, assessment, members, page

__all__ = ["assessment", "members", "page"]


def test_without_a_last_day_it_is_asked_for(session, people, client_as, assessment, members, page):
    assessment.deadline = None
    make_member(session, assessment, 8, "Al Gevraagd", invited_at=now())
    session.commit()
    coordinator = client_as(people.coordinator)
    assert coordinator.get(page).fields["deadline"] == typed_day(proposed_last_day(today()))
    assert "Vul de laatste dag in" in coordinator.post(page, form(members), status=422).text
    assert "te vroeg" in coordinator.post(page, form(members, deadline="1-1-2020"), status=422).text
    typed = typed_day(LATER)
    shown = coordinator.post(page, form(members, "Hoi.", "preview", deadline=typed), status=200)
    assert (day_and_date(LATER) in shown.text, shown.fields["deadline"]) == (True, typed)
    session.expire_all()
    assert (session.scalars(select(Assessment.deadline)).one(), mails(session)) == (None, [])
    coordinator.post(page, form(members, deadline=typed))
    session.expire_all()
    assert session.scalars(select(Assessment)).one().deadline == LATER
    # Who was invited already, hears of the day.
    assert {mail.kind: mail.recipient for mail in mails(session) if mail.kind == "deadline"} == {
        "deadline": "c8@voorbeeldstad.example"
    }
    assert len([mail for mail in mails(session) if mail.kind == "invitation"]) == 3


def test_when_the_last_day_is_over_another_is_asked_for(session, people, client_as, assessment, members, page):
    assessment.deadline = today() - timedelta(days=1)
    session.commit()
    assert "deadline" in client_as(people.coordinator).get(page).fields


def test_somebody_can_get_it_again_after_an_hour(session, people, client_as, members, page):
    coordinator = client_as(people.coordinator)
    coordinator.post(page, form(members[:1]))
    again = f"{page}?opnieuw={id_of(members[0])}"
    assert again in coordinator.get(page.replace("uitnodigen", id_of(members[0]))).links
    assert "Uitnodiging opnieuw sturen" in coordinator.get(again).h1
    said = coordinator.follow(coordinator.post(again, form(members[:1]))).text
    assert "hoogstens 1 keer per uur" in said
    assert len(mails(session)) == 1
    session.refresh(members[0])
    invited_at = members[0].invited_at
    session.execute(update(OutboxMail).values(created_at=now() - timedelta(hours=2)))
    session.commit()
    for _ in range(2):
        coordinator.post(again, form(members[:1], "Nog een keer."))
    first, second = mails(session)
    assert "> Nog een keer." in second.text
    session.refresh(members[0])
    assert (members[0].link_hash, members[0].invited_at) == (token_hash(token_in(second)), invited_at)
    # The older mail works on: whichever somebody finds, leads to the questions.
    assert token_in(first) == token_in(second)


def test_a_mail_that_was_refused_may_go_again_at_once(session, people, client_as, members, page):
    coordinator = client_as(people.coordinator)
    coordinator.post(page, form(members[:1]))
    give_up(session, mails(session)[0])
    coordinator.post(f"{page}?opnieuw={id_of(members[0])}", form(members[:1]))
    assert len(mails(session)) == 2


@pytest.mark.parametrize("which", ["not invited", "nobody", "ended"])
def test_only_who_was_invited_can_get_it_again(session, people, client_as, assessment, members, page, which):
    ended = make_member(session, assessment, 9, "Weg", invited_at=now(), ended_at=now())
    session.commit()
    wanted = {"not invited": members[0].id, "nobody": assessment.id, "ended": ended.id}[which]
    client_as(people.coordinator).get(f"{page}?opnieuw={wanted}", status=404)
    client_as(people.coordinator).post(f"{page}?opnieuw={wanted}", form(members[:1]), status=404)


@pytest.mark.usefixtures("clock")
def test_there_is_a_limit_and_nothing_is_lost(session, people, client_as, assessment, page):
    many = [make_member(session, assessment, number, f"Collega {number}") for number in range(MAILS.most + 1)]
    session.commit()
    coordinator = client_as(people.coordinator)
    shown = coordinator.post(page, form(many, "Mijn regel."), status=429)
    assert f"{MAILS.most} mails per uur" in shown.text
    assert shown.fields["line"].strip() == "Mijn regel."
    assert mails(session) == []
    # What was refused does not count.
    coordinator.post(page, form(many[1:]))
    assert len(mails(session)) == MAILS.most
    assert "per uur" in coordinator.post(page, form(many[:1]), status=429).text


def test_what_became_of_the_mails_is_shown(session, people, client_as, members, page):
    coordinator = client_as(people.coordinator)
    coordinator.post(page, form(members))
    first, second, _ = mails(session)
    session.execute(update(OutboxMail).where(OutboxMail.id == first.id).values(sent_at=now()))
    give_up(session, second)
    shown = coordinator.get(page)
    assert "Er is niemand om uit te nodigen" in shown.text
    for said in (
        "Mail verstuurd op",
        "Mail niet aangekomen, controleer het adres",
        "Mail staat bij de e-mails van het voorbeeld",
    ):
        assert said in shown.text
    assert f"{page.removesuffix('uitnodigen')}{id_of(members[1])}/vervangen?zelfde=1" in shown.links


def test_the_number_of_statements_does_not_grow(session, people, client_as, assessment, page):
    several = [make_member(session, assessment, number, f"Collega {number}") for number in range(20)]
    session.commit()
    coordinator = client_as(people.coordinator)
    with statements() as sent:
        coordinator.get(page)
    assert len(sent) <= 6, sent
    counts = []
    for chosen in (several[:2], several[2:]):
        with statements() as sent:
            coordinator.post(page, form(chosen))
        counts.append(len(sent))
    assert counts[0] == counts[1], sent
    assert session.scalars(select(Participation.invited_at).where(Participation.role == "participant")).all()
