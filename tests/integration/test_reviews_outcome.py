"""The mails to colleagues once a report is there: thanks, and what came out for who may read it."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.models import Answer, Assessment, Membership, OutboxMail, Participation, Report, User
from app.post.outbox import send_due
from app.reports.alderman import alderman_page
from app.web.clock import now
from app.web.publication import frozen_document
from questionnaires.catalogue import questionnaire
from tests.factories import People, make_agreed, make_answers, make_assessment, make_participation, make_user
from tests.mail_server import receiving
from tests.pages import Client

ClientAs = Callable[[User | None], Client]
COLLEAGUE, READER, SILENT = (
    "collega@voorbeeldstad.example",
    "wethouder@voorbeeldstad.example",
    "stil@voorbeeldstad.example",
)
GONE, SECOND = "weg@voorbeeldstad.example", "tweede@voorbeeldstad.example"


@pytest.fixture
def hub(session: Session, people: People) -> str:
    """A round in review: a colleague, a reader, another coordinator and who has left answered, and one did not."""
    made = make_assessment(session, people, ("geld",), state="in_review", review_started_at=now())
    make_agreed(session, made, people.coordinator, {"geld/A.BE": 2})
    roles: dict[str, Any] = {COLLEAGUE: None, READER: "reader", SILENT: None, GONE: None, SECOND: "coordinator"}
    for email, role in roles.items():
        user = make_user(session, email, f"Naam {email[:4]}", role, people.municipality if role else None)
        left = {"ended_at": now()} if email == GONE else {}
        part = make_participation(session, made, user, everything=True, name=f"Hier {email[:4]}", **left)
        if email != SILENT:
            make_answers(session, part, {"geld/A.BL": 3})
    session.commit()
    return f"/inventarisaties/{made.id}"


def agree(client_as: ClientAs, people: People, hub: str) -> None:
    """The adviser approves and the coordinator agrees, twice: a second click is none."""
    client_as(people.adviser).post(f"{hub}/akkoord")
    coordinator = client_as(people.coordinator)
    for _ in range(2):
        coordinator.post(f"{hub}/vaststellen")


def told(session: Session) -> dict[str, OutboxMail]:
    """The mails to who answered, by address; each got one."""
    found = session.scalars(select(OutboxMail).where(OutboxMail.kind == "outcome")).all()
    session.commit()
    assert len({mail.recipient for mail in found}) == len(found)
    return {mail.recipient: mail for mail in found}


def test_who_answered_hears_it_once_and_only_a_reader_reads_what_came_out(
    client_as: ClientAs, session: Session, people: People, hub: str
) -> None:
    agree(client_as, people, hub)
    found = told(session)
    assert set(found) == {COLLEAGUE, READER}
    colleague, reader = found[COLLEAGUE], found[READER]
    assert "Hallo Hier coll," in colleague.text
    assert "Dit kwam eruit:" in reader.text and f"{hub}/rapport" in reader.text
    assert f"Vraag {people.coordinator.name}." in colleague.text
    # Nothing of the report for who may not read it: nor a link, nor a line of what it says.
    assert "/inventarisaties/" not in colleague.text + (colleague.html or "")
    lines = [line[2:] for line in reader.text.splitlines() if line.startswith("- ")]
    assert lines
    assert not [line for line in lines if line in colleague.text]
    assert {mail.reply_to for mail in found.values()} == {people.coordinator.email}
    report = session.scalars(select(Report)).one()
    document = frozen_document(session, report) or pytest.fail("no document")
    assert lines == list(alderman_page(document, questionnaire("iba", 1)).conclusions)


def test_the_page_before_it_says_how_many_hear_of_it(client_as: ClientAs, people: People, hub: str) -> None:
    client_as(people.adviser).post(f"{hub}/akkoord")
    page = client_as(people.coordinator).get(f"{hub}/vaststellen")
    assert "<dt>2 collega’s die antwoordden</dt><dd>Dank, en dat de scores zijn vastgesteld</dd>" in page.html


def test_a_second_version_is_told_to_readers_only(
    client_as: ClientAs, session: Session, people: People, hub: str
) -> None:
    agree(client_as, people, hub)
    session.execute(update(OutboxMail).where(OutboxMail.kind == "outcome").values(kind="told"))
    session.commit()
    client_as(people.adviser).post(f"{hub}/heropenen", {"reason": "Er is een nieuw besluit."})
    agree(client_as, people, hub)
    (mail,) = told(session).values()
    assert mail.recipient == READER
    assert mail.subject == "Voorbeeldstad: het rapport is veranderd"
    assert "Dit is versie 2." in mail.text
    assert "Dank je wel" not in mail.text


def test_a_reader_whose_role_has_ended_reads_nothing_of_it(
    client_as: ClientAs, session: Session, people: People, hub: str
) -> None:
    reader = select(User.id).where(User.email == READER)
    session.execute(update(Membership).where(Membership.user_id.in_(reader)).values(ended_at=now()))
    session.commit()
    agree(client_as, people, hub)
    mail = told(session)[READER]
    assert "Dit kwam eruit:" not in mail.text and "/rapport" not in mail.text


def test_a_mail_that_is_refused_stops_no_other(
    app: Flask, client_as: ClientAs, session: Session, people: People, hub: str
) -> None:
    agree(client_as, people, hub)
    assert session.scalars(select(Assessment.state)).one() == "agreed"
    session.commit()
    with receiving() as inbox:
        inbox.refusals[COLLEAGUE] = "550 Unknown user"
        settings = app.config["SETTINGS"].model_copy(update={"mail_server": "127.0.0.1", "mail_port": inbox.port})
        send_due(session, settings, now=now())
        assert READER in {mail["To"] for mail in inbox.mails}
        assert COLLEAGUE not in {mail["To"] for mail in inbox.mails}


def test_what_is_refused_sends_none(client_as: ClientAs, session: Session, people: People, hub: str) -> None:
    client_as(people.coordinator).post(f"{hub}/vaststellen", status=409)
    assert told(session) == {}
    assert session.scalars(select(Participation.id).where(Participation.thanked_at.is_not(None))).all() == []


def test_agreeing_changes_no_answer(client_as: ClientAs, session: Session, people: People, hub: str) -> None:
    def answers() -> list[tuple[object, ...]]:
        found = [tuple(row) for row in session.execute(select(Answer.__table__).order_by(Answer.id))]
        session.commit()
        return found

    before = answers()
    agree(client_as, people, hub)
    assert before
    assert answers() == before
