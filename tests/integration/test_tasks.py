"""Sending mails and removing what has ended."""

import re
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.accounts.codes import request_code
from app.accounts.sessions import start_session
from app.models import AuditEntry, DueFile, LoginCode, OutboxMail, Participation, Proposal, SignIn
from app.operation.tasks import run_beside, run_tasks
from app.post.letters import Letter
from app.post.outbox import AT_ONCE, is_given_up, queue_letter
from app.web.clock import now
from app.web.extensions import db
from config import Settings
from tests.factories import People, make_assessment
from tests.mail_server import receiving
from tests.postgresql import free_port
from tests.rounds import make_baseline

LETTER = Letter("Onderwerp", "Hallo Cora,", ("Tekst met een é.",), "Heb je een vraag? Mail ons.")


def settings(port: int) -> Settings:
    """The settings with this mail server."""
    return Settings(mail_port=port)


def queue(session: Session, moment: datetime, count: int = 1) -> None:
    """Mails to send, committed."""
    for number in range(count):
        queue_letter(session, f"c{number}@voorbeeldstad.example", LETTER, "", now=moment)
    session.commit()


def test_a_mail_is_sent_once(session: Session) -> None:
    queue(session, now())
    with receiving() as inbox:
        assert run_tasks(session, settings(inbox.port), now()) == 1
        assert run_tasks(session, settings(inbox.port), now() + timedelta(hours=1)) == 0
    (mail,) = inbox.mails
    assert (mail["To"], mail["Subject"], mail["Auto-Submitted"]) == (
        "c0@voorbeeldstad.example",
        "Onderwerp",
        "auto-generated",
    )
    text, html = mail.iter_parts()
    assert text.get_content().split("\n\n")[:2] == ["Hallo Cora,", "Tekst met een é."]
    assert "<p>Tekst met een é.</p>" in html.get_content()


def test_the_example_sends_nothing_and_draws_what_was_agreed(session: Session, people: People) -> None:
    queue(session, now())
    make_baseline(session, people)
    with receiving() as inbox:
        run_beside(session, Settings(mail_port=inbox.port, example=True), now())
    assert inbox.mails == []
    assert session.scalars(select(DueFile)).all() == []


def test_a_mail_waits_while_the_server_is_down(session: Session) -> None:
    began = now()
    queue(session, began)
    assert run_tasks(session, settings(free_port()), began) == 0
    with receiving() as inbox:
        assert run_tasks(session, settings(inbox.port), began + timedelta(seconds=90)) == 0
        assert run_tasks(session, settings(inbox.port), began + timedelta(minutes=3)) == 1


def test_a_mail_that_nobody_takes_is_given_up(session: Session) -> None:
    began = now()
    queue(session, began)
    with receiving() as inbox:
        assert run_tasks(session, settings(inbox.port), began + timedelta(days=3)) == 0


def only_mail(session: Session) -> OutboxMail:
    """The one mail in the outbox, as it stands in the database now."""
    session.expire_all()
    return session.scalars(select(OutboxMail)).one()


def test_what_waited_too_long_is_noted_as_given_up(session: Session) -> None:
    began = now()
    queue(session, began)
    run_tasks(session, settings(free_port()), began + timedelta(days=1))
    assert not is_given_up(only_mail(session))
    run_tasks(session, settings(free_port()), began + timedelta(days=3))
    assert is_given_up(only_mail(session))


@pytest.mark.parametrize("answer", ["550 5.1.1 no such mailbox", "554 5.7.1 not taken"])
@pytest.mark.parametrize("at", ["address", "content"])
def test_what_the_server_refuses_is_not_tried_again(session: Session, answer: str, at: str) -> None:
    began = now()
    queue(session, began)
    with receiving() as inbox:
        inbox.answer = answer if at == "content" else inbox.answer
        inbox.refusals = {"c0@voorbeeldstad.example": answer} if at == "address" else {}
        assert run_tasks(session, settings(inbox.port), began) == 0
        assert is_given_up(only_mail(session))
        inbox.answer, inbox.refusals = "250 OK", {}
        assert run_tasks(session, settings(inbox.port), began + timedelta(hours=6)) == 0


@pytest.mark.parametrize("at", ["address", "content"])
def test_what_the_server_cannot_take_now_is_tried_again(session: Session, at: str) -> None:
    began = now()
    queue(session, began)
    busy = "451 4.3.0 try again later"
    with receiving() as inbox:
        inbox.answer = busy if at == "content" else inbox.answer
        inbox.refusals = {"c0@voorbeeldstad.example": busy} if at == "address" else {}
        assert run_tasks(session, settings(inbox.port), began) == 0
        inbox.answer, inbox.refusals = "250 OK", {}
        assert run_tasks(session, settings(inbox.port), began + timedelta(minutes=3)) == 1


def test_a_mail_is_the_same_mail_at_every_attempt(session: Session) -> None:
    began = now()
    queue(session, began)
    mail = only_mail(session)
    with receiving() as inbox:
        # The server took it, but we did not come to know that.
        for later in (timedelta(), timedelta(minutes=3)):
            run_tasks(session, settings(inbox.port), began + later)
            session.execute(update(OutboxMail).values(sent_at=None))
            session.commit()
    first, second = inbox.mails
    assert first["Message-ID"] == second["Message-ID"] == f"<{mail.id}@voorbeeld.example>"
    assert first["Date"] == second["Date"]
    assert parsedate_to_datetime(first["Date"]) == began.replace(microsecond=0)


def test_a_subject_is_one_line_of_bounded_length(session: Session) -> None:
    letter = Letter("Stad é\r\nBcc: iedereen@elders.example " + "x" * 300, "Hallo,", (), "Vraag ons.")
    queue_letter(session, "c0@voorbeeldstad.example", letter, "", now=now())
    session.commit()
    with receiving() as inbox:
        assert run_tasks(session, settings(inbox.port), now()) == 1
    (mail,) = inbox.mails
    assert mail["Bcc"] is None
    assert mail["Subject"].startswith("Stad é Bcc: iedereen@elders.example x")
    assert len(mail["Subject"]) == 200


def test_many_mails_go_in_rounds(session: Session) -> None:
    queue(session, now(), AT_ONCE + 1)
    with receiving() as inbox:
        assert [run_tasks(session, settings(inbox.port), now()) for _ in range(3)] == [AT_ONCE, 1, 0]


@pytest.mark.parametrize("app", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
def test_a_mail_that_another_process_takes_is_left_to_it(app: Flask, session: Session) -> None:
    """On SQLite the other process has the turn to write meanwhile."""
    queue(session, now(), 2)
    taken = select(OutboxMail.id).order_by(OutboxMail.recipient).limit(1).with_for_update()
    with receiving() as inbox, db.engine.connect() as another:
        another.execute(taken)
        # Without an end to the waiting a fault would wait for ever.
        session.execute(select(func.set_config("lock_timeout", "5s", False)))
        sent = run_tasks(session, settings(inbox.port), now())
        session.execute(select(func.set_config("lock_timeout", "0", False)))
        session.commit()
    assert (sent, [mail["To"] for mail in inbox.mails]) == (1, ["c1@voorbeeldstad.example"])


def test_others_can_save_while_a_mail_server_thinks(app: Flask, session: Session) -> None:
    queue(session, now())

    def save() -> None:
        with app.app_context():
            queue(db.session, now() + timedelta(hours=1))

    with receiving() as inbox:
        inbox.meanwhile = save
        assert run_tasks(session, settings(inbox.port), now()) == 1
    assert session.scalar(select(func.count()).select_from(OutboxMail)) == 2


def test_a_code_leaves_the_outbox_once_it_is_sent(session: Session, people: People) -> None:
    with receiving() as inbox:
        there = settings(inbox.port)
        request_code(session, people.coordinator.email, there, now=now())
        queue(session, now())
        session.commit()
        waiting = {mail.kind: mail.text for mail in session.scalars(select(OutboxMail))}
        code = re.search(r"\b[0-9]{6}\b", waiting["code"])
        assert code is not None
        assert run_tasks(session, there, now()) == 2
    kept = session.scalars(select(OutboxMail).where(OutboxMail.kind == "code")).one()
    assert (kept.text, kept.html, kept.subject.count(code[0])) == ("", None, 0)
    assert len(session.scalars(select(OutboxMail).where(OutboxMail.text != "")).all()) == 1


def test_what_has_ended_is_removed_in_time(session: Session, people: People) -> None:
    began = now()
    request_code(session, people.coordinator.email, settings(25), now=began)
    start_session(session, people.coordinator, now=began)
    session.commit()
    counts = {}
    for days in (0, 2, 32):
        run_tasks(session, settings(free_port()), began + timedelta(days=days))
        tables = (LoginCode, SignIn, OutboxMail)
        counts[days] = [session.scalar(select(func.count()).select_from(table)) for table in tables]
    assert counts == {0: [1, 1, 1], 2: [0, 1, 1], 32: [0, 1, 0]}, "of the sign-ins the last one of somebody stays"


def test_what_was_removed_is_told_once_an_hour_without_names(session: Session, people: People) -> None:
    began = now()
    for earlier in (timedelta(minutes=1), timedelta()):
        start_session(session, people.coordinator, now=began - earlier)
    session.commit()
    for later in (timedelta(days=1), timedelta(days=31), timedelta(days=31, minutes=5), timedelta(days=32)):
        run_tasks(session, settings(free_port()), began + later)
        if later == timedelta(days=31):
            request_code(session, people.coordinator.email, settings(25), now=began)
            session.commit()
    told = session.scalars(select(AuditEntry).where(AuditEntry.action == "remove_ended").order_by(AuditEntry.at)).all()
    assert [(row.actor_id, row.new) for row in told] == [(None, {"sign_ins": 1}), (None, {"codes": 1, "mails": 1})]
    assert told[1].at - told[0].at == timedelta(days=1)


def test_the_address_of_a_proposed_colleague_goes_after_a_year(session: Session, people: People) -> None:
    assessment = make_assessment(session, people)
    part = session.scalars(select(Participation)).one()
    keys = {"assessment_id": assessment.id, "municipality_id": part.municipality_id, "participation_id": part.id}
    told = {"domain": "geld", "name": "Kees Kenner", "created_at": now()}
    decided = {"decision": "declined", "decided_at": now(), "decided_by": people.coordinator.id}
    session.add_all(
        [Proposal(**keys, **told, **decided, email="a@x.example"), Proposal(**keys, **told, email="b@x.example")]
    )
    session.commit()
    run_tasks(session, settings(free_port()), now() + timedelta(days=366))
    session.expire_all()
    assert set(session.execute(select(Proposal.name, Proposal.email))) == {
        ("Kees Kenner", ""),
        ("Kees Kenner", "b@x.example"),
    }
    told = session.scalars(select(AuditEntry.new).where(AuditEntry.action == "remove_ended")).one()
    assert told == {"proposals": 1}


def test_how_long_things_are_kept_is_a_setting(session: Session, people: People) -> None:
    began = now()
    for earlier in (timedelta(minutes=1), timedelta()):
        start_session(session, people.coordinator, now=began - earlier)
    session.commit()
    longer = settings(free_port()).model_copy(update={"keep_sign_ins_days": 90})
    run_tasks(session, longer, began + timedelta(days=89))
    assert session.scalar(select(func.count()).select_from(SignIn)) == 2
    run_tasks(session, longer, began + timedelta(days=91))
    # By the last one it stays known that somebody signed in.
    assert session.scalar(select(func.count()).select_from(SignIn)) == 1


UNREADABLE = ("c@voorbeeldstad.example\nBcc: iedereen@elders.example", "c@", "c@[", '"')
"""Of which no mail can be made, each with an error of its own."""


@pytest.mark.parametrize("address", UNREADABLE)
def test_a_mail_that_cannot_be_made_holds_up_nobody(session: Session, address: str) -> None:
    queue_letter(session, address, LETTER, "digest", now=now() - timedelta(seconds=1))
    queue(session, now())
    with receiving() as inbox:
        assert run_tasks(session, settings(inbox.port), now()) == 1
    assert [mail["To"] for mail in inbox.mails] == ["c0@voorbeeldstad.example"]
