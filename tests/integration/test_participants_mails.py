"""What became of the mails to colleagues, as their coordinator sees it."""

from datetime import timedelta

import pytest

from app.operation.tasks import run_tasks
from app.participants.team import mail_states
from app.post.letters import Letter
from app.post.outbox import LATE, PATIENCE, MailState, queue_letter
from app.web.clock import now
from config import Settings
from tests.colleagues import form, id_of, mails, make_member, participation_id
from tests.factories import make_assessment
from tests.integration.test_assessments_statements import statements
from tests.mail_server import receiving
from tests.postgresql import free_port

BEGAN = now()
LETTER = Letter("Onderwerp", "Hallo,", ("Tekst.",), "Vraag ons.")


@pytest.fixture
def member(session, people):
    """A colleague."""
    made = make_member(session, make_assessment(session, people), 0, "Anna Eén")
    session.commit()
    return made


@pytest.fixture
def send(session, member):
    """Puts a mail to this colleague in the outbox."""
    own = participation_id(member)

    def queue(kind="invitation", moment=BEGAN, address="c0@voorbeeldstad.example"):
        queue_letter(session, address, LETTER, kind, now=moment, participation_id=own)
        session.commit()

    return queue


@pytest.fixture
def state(session, member):
    """What became of the newest mail to this colleague."""
    own = participation_id(member)

    def found() -> MailState | None:
        session.expire_all()
        return mail_states(session, [own]).get(own)

    return found


def test_a_mail_waits_and_is_sent(session, send, state):
    assert state() is None
    send()
    assert (state().state, state().text, state().kind) == ("waiting", "wordt verstuurd", "neutral")
    with receiving() as inbox:
        run_tasks(session, Settings(mail_port=inbox.port), BEGAN + timedelta(minutes=1))
    assert (state().state, state().at, state().kind) == ("sent", BEGAN + timedelta(minutes=1), "done")
    assert state().text.startswith("verstuurd op ")


def test_while_the_server_is_down_it_is_late_and_arrives_later(session, send, state):
    send()
    moment = BEGAN
    for attempt in range(1, LATE + 1):
        run_tasks(session, Settings(mail_port=free_port()), moment)
        assert state().state == ("late" if attempt >= LATE else "waiting")
        moment += timedelta(minutes=2**attempt)
    assert moment - BEGAN < timedelta(hours=2)
    assert "we proberen het opnieuw" in state().text
    with receiving() as inbox:
        run_tasks(session, Settings(mail_port=inbox.port), moment)
    assert state().state == "sent"


def test_after_two_days_it_has_failed(session, send, state):
    send()
    run_tasks(session, Settings(mail_port=free_port()), BEGAN + PATIENCE + timedelta(minutes=1))
    assert (state().state, state().kind) == ("failed", "attention")
    assert "controleer het adres" in state().text


def test_an_unknown_mailbox_is_told_at_once(session, send, state):
    send()
    with receiving() as inbox:
        inbox.refusals = {"c0@voorbeeldstad.example": "550 5.1.1 unknown mailbox"}
        run_tasks(session, Settings(mail_port=inbox.port), BEGAN)
    assert state().state == "failed"


def test_a_mail_that_the_server_did_not_refuse_for_good_is_not_failed(session, send, state):
    send()
    with receiving() as inbox:
        inbox.refusals = {"c0@voorbeeldstad.example": "452 4.2.2 mailbox full"}
        run_tasks(session, Settings(mail_port=inbox.port), BEGAN)
    assert state().state == "waiting"


def test_the_newest_mail_counts(session, send, state):
    send()
    with receiving() as inbox:
        run_tasks(session, Settings(mail_port=inbox.port), BEGAN)
    send("reminder", BEGAN + timedelta(days=1))
    assert state().state == "waiting"


def test_mails_to_others_about_somebody_do_not_count(send, state):
    send("proposal", address="coordinator@voorbeeldstad.example")
    assert state() is None


def test_nothing_is_kept_for_long(session, send, state):
    send()
    with receiving() as inbox:
        run_tasks(session, Settings(mail_port=inbox.port), BEGAN)
        settings = Settings(mail_port=inbox.port)
        run_tasks(session, settings, BEGAN + timedelta(days=settings.keep_mails_days, minutes=1))
    assert state() is None
    assert mails(session) == []


def test_it_is_one_statement_for_everybody(session, people):
    assessment = make_assessment(session, people)
    ids = [make_member(session, assessment, number, f"Collega {number}").id for number in range(5)]
    for one in ids:
        queue_letter(session, "c@voorbeeldstad.example", LETTER, "invitation", now=BEGAN, participation_id=one)
    session.commit()
    with statements() as sent:
        assert set(mail_states(session, ids)) == set(ids)
        assert mail_states(session, []) == {}
    assert len(sent) == 1


def test_one_bad_address_holds_up_nobody(session, people, client_as):
    assessment = make_assessment(session, people, deadline=(BEGAN + timedelta(days=20)).date())
    members = [make_member(session, assessment, number, f"Collega {number}") for number in range(3)]
    session.commit()
    page = f"/inventarisaties/{id_of(assessment)}/deelnemers/uitnodigen"
    coordinator = client_as(people.coordinator)
    coordinator.post(page, form(members))
    with receiving() as inbox:
        inbox.refusals = {"c1@voorbeeldstad.example": "550 5.1.1 unknown mailbox"}
        assert run_tasks(session, Settings(mail_port=inbox.port), now()) == 2
    assert coordinator.get(page).text.count("niet aangekomen, controleer het adres") == 1
    people_page = coordinator.get(page.removesuffix("/uitnodigen"))
    assert people_page.text.count("De mail is niet aangekomen, controleer het adres.") == 1
    assert len([link for link in people_page.links if link.endswith("/vervangen?zelfde=1")]) == 1


def test_the_page_of_the_people_takes_no_more_statements(session, people, client_as):
    assessment = make_assessment(session, people, deadline=(BEGAN + timedelta(days=20)).date())
    for number in range(3):
        make_member(session, assessment, number, f"Collega {number}", invited_at=BEGAN)
    session.commit()
    page = f"/inventarisaties/{id_of(assessment)}/deelnemers"
    coordinator = client_as(people.coordinator)
    with statements() as sent:
        coordinator.get(page)
    assert len(sent) <= 6, sent
