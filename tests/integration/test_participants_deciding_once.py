"""Deciding about a colleague who knows better: by whom, when, and once."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from app.models import Assessment, Participation
from app.web.clock import now, today
from tests.colleagues import (
    mails,
    participation,
    participation_id,
)
from tests.factories import make_assessment, make_participation
from tests.integration.test_participants_deciding import (
    ANNA,
    BEFORE,
    FORM,
    KEES,
    anna,
    asked,
    assessment,
    propose,
)

pytestmark = pytest.mark.both

__all__ = ["anna", "asked", "assessment", "propose"]


def test_without_the_tick_the_colleague_is_prepared_only(session, people, client_as, anna, propose):
    client_as(people.coordinator).post(propose(), {name: text for name, text in FORM.items() if name != "tell"})
    assert participation(session, KEES).invited_at is None
    assert [mail.kind for mail in mails(session)] == ["decided"]


def test_the_coordinator_can_correct_who_it_is(session, people, client_as, anna, propose):
    path = propose(email="", name="Kes")
    client_as(people.coordinator).post(path, FORM)
    assert participation(session, KEES).name == "Kees Kenner"
    assert "Je stelde voor dat Kees Kenner" in next(mail.text for mail in mails(session) if mail.kind == "decided")


def test_it_is_decided_once(session, people, client_as, anna, propose, asked):
    path = propose()
    coordinator = client_as(people.coordinator)
    coordinator.post(path, {"decision": "declined"})
    shown = coordinator.post(path, FORM, status=409)
    assert "al beslist" in shown.text and "Goed idee." in shown.text
    assert (asked(KEES), len(mails(session))) == (set(), 1)
    assert "Over dit voorstel is al beslist" in coordinator.get(path).text
    assert "decision" not in coordinator.get(path).fields


def test_who_left_hears_nothing(session, people, client_as, anna, propose):
    session.execute(update(Participation).where(Participation.role == "participant").values(ended_at=now()))
    session.commit()
    client_as(people.coordinator).post(propose(), FORM)
    assert [mail.kind for mail in mails(session)] == ["invitation"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"decision": ""}, "Kies wat je beslist"),
        ({"decision": "maybe"}, "Kies wat je beslist"),
        ({"name": ""}, "Vul de naam"),
        ({"email": ""}, "Vul het e-mailadres"),
        ({"email": "kees"}, "e-mailadres"),
        ({"email": "coordinator@voorbeeldstad.example"}, "Dit ben je zelf"),
        ({"email": ANNA}, "Dit is het adres van wie het voorstelt"),
        ({"answer": "x" * 1001}, "maximaal 1000 tekens"),
    ],
)
def test_bad_input_is_said_and_kept(session, people, client_as, anna, propose, asked, fields, said):
    shown = client_as(people.coordinator).post(propose(), FORM | fields, status=422)
    assert said in shown.text
    assert shown.fields["answer"].strip() == (FORM | fields)["answer"]
    assert (asked(ANNA), asked(KEES), mails(session)) == (BEFORE, set(), [])


@pytest.mark.parametrize("day", [None, today() - timedelta(days=1)])
def test_without_a_last_day_to_come_nobody_is_invited(session, people, client_as, anna, propose, day):
    session.execute(update(Assessment).values(deadline=day))
    session.commit()
    path = propose()
    coordinator = client_as(people.coordinator)
    assert "tell" not in coordinator.get(path).fields
    assert "geen laatste dag" in coordinator.post(path, FORM, status=422).text
    coordinator.post(path, {"decision": "declined", "tell": "y"})


def test_others_cannot_decide(session, people, client_as, assessment, propose):
    make_participation(session, assessment, people.participant, everything=True)
    path = propose()
    for person, status in ((people.adviser, 403), (people.participant, 403), (people.reader, 404), (people.other, 404)):
        client_as(person).post(path, FORM, status=status)
        client_as(person).get(path, status=status)
    assert mails(session) == []


def test_not_once_the_review_has_started(session, people, client_as, propose):
    path = propose()
    session.execute(update(Assessment).values(state="in_review"))
    session.commit()
    client_as(people.coordinator).post(path, FORM, status=409)
    assert mails(session) == []


def test_a_proposal_of_another_assessment_is_not_found(session, people, client_as, propose):
    path = propose()
    other = make_assessment(session, people, title="Een andere ronde")
    client_as(people.coordinator).get(
        f"/inventarisaties/{participation_id(other)}/deelnemers/{path.split('/deelnemers/')[1]}", status=404
    )
