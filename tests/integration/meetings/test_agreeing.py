"""Agreeing the inventory ends the meeting about it: it does not outlive the answers that it is about."""

import pytest
from sqlalchemy import select, update

from app.models import Assessment, AuditEntry, Meeting
from app.web.clock import now
from tests.colleagues import mails
from tests.meetings import LIST, begun, rows

SCORE = {"item": LIST[0], "seen": "0", "value": "2", "reason": "Zo besproken."}
REOPEN = {"reason": "Er is een nieuw collegeplan."}


@pytest.fixture
def agreed(session, people, client_as, assessment, address, meeting):
    """The inventory, agreed while the meeting about it goes on, in which one score was agreed; its address."""
    found = f"/inventarisaties/{assessment.id}"
    client_as(people.adviser).post(f"{address}/score", SCORE)
    session.execute(update(Assessment).values(approved_at=now(), approved_by=people.adviser.id))
    session.commit()
    client_as(people.coordinator).post(f"{found}/vaststellen")
    return found


def test_it_ends_without_a_mail_of_its_own(session, agreed):
    ((ended, item, version),) = rows(session, select(Meeting.ended_at, Meeting.item, Meeting.version))
    assert ended is not None and (item, version) == (None, 2)
    assert [mail.subject for mail in mails(session) if "spraken jullie af" in mail.subject] == []


def test_the_history_says_why(session, people, client_as, agreed):
    ((actor, new),) = rows(
        session, select(AuditEntry.actor_id, AuditEntry.new).where(AuditEntry.action == "end_meeting")
    )
    assert (actor, new) == (None, {"agreed": [LIST[0]], "discussed": [LIST[0]], "mails": 0, "because": "agree"})
    page = client_as(people.coordinator).get(f"{agreed}/geschiedenis")
    assert "sloot de gezamenlijke bespreking af, omdat de inventarisatie werd vastgesteld." in page.text


@pytest.mark.parametrize("page", ["verder", "naar", "klok", "aanwezig", "afronden"])
def test_nobody_leads_it_on(session, people, client_as, address, agreed, page):
    typed = {"to": LIST[1], "present": "wethouder", "version": "2"}
    refused = client_as(people.adviser).post(f"{address}/{page}", typed, 409)
    assert "Er is nu geen bespreking bezig." in refused.text
    assert rows(session, select(Meeting.version)) == [(2,)]


def test_reopening_does_not_bring_it_back(session, people, client_as, address, agreed):
    adviser = client_as(people.adviser)
    adviser.post(f"{agreed}/heropenen", REOPEN)
    assert rows(session, select(Assessment.state)) == [("in_review",)]
    assert "Begin de bespreking" in adviser.get(address).text
    assert client_as(people.participant).ask(f"{address}/stand").json["running"] is False
    ((meeting_id,),) = rows(session, select(Meeting.id))
    assert "Zo besproken." in adviser.get(f"{address}/{meeting_id}").text


def test_a_meeting_that_has_ended_is_left_as_it_was(session, people, client_as, assessment):
    begun(session, assessment, people.adviser, ended_at=now(), ended_by=people.adviser.id)
    before, found = rows(session, select(Meeting.ended_at, Meeting.version)), assessment.id
    session.execute(update(Assessment).values(approved_at=now(), approved_by=people.adviser.id))
    session.commit()
    client_as(people.coordinator).post(f"/inventarisaties/{found}/vaststellen")
    assert rows(session, select(Meeting.ended_at, Meeting.version)) == before
    assert rows(session, select(AuditEntry.id).where(AuditEntry.action == "end_meeting")) == []
