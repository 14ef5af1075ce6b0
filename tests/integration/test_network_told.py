"""Who takes part hears by mail when their scores count: the first ones and all, once, and not who turned it off."""

from datetime import datetime, time, timedelta
from random import Random

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import (
    Assessment,
    AuditEntry,
    Membership,
    Municipality,
    MutedMail,
    NetworkCohort,
    OutboxMail,
    SentReminder,
)
from app.network.entrance import withdraw_consent
from app.web.clock import now, today
from app.web.formatting import HERE
from tests.digests import mails, move, send
from tests.factories import People
from tests.integration.test_assessments_statements import statements
from tests.network import join, make_network, make_round, night, values_of

BOTH = ("geld", "inclusie")


@pytest.fixture
def made(session: Session, people: People) -> Assessment:
    """A round of Voorbeeldstad about two domains that takes part, beside eight of others about one of them."""
    make_network(session, people.administrator, 8, ("geld",))
    found = make_round(session, people.municipality, people.coordinator, values_of(BOTH, Random(1), 2), BOTH)
    join(session, people.coordinator, [found])
    session.commit()
    return found


def morning(days: int) -> datetime:
    """Eleven o'clock so many days from now."""
    return datetime.combine(today() + timedelta(days=days), time(11), HERE)


def fill_up(session: Session, people: People) -> None:
    """Let eight others take part with the second domain too."""
    # Of who comes later every fourth counts for questions.
    make_network(session, people.administrator, 12, ("inclusie",), first=20)


def told(session: Session) -> list[str]:
    """The subjects of all mails of the day, in their order."""
    query = select(OutboxMail.subject).where(OutboxMail.kind == "digest").order_by(OutboxMail.created_at)
    return list(session.scalars(query))


FIRST = "Voorbeeldstad: jullie eerste scores tellen mee in het netwerk"
ALL = "Voorbeeldstad: al jullie scores tellen mee in het netwerk"


def test_the_first_scores_are_told_and_when_all_are_in(session: Session, people: People, made: Assessment) -> None:
    assert send(session, morning(0)) == 0
    night(session)
    assert [send(session, morning(days)) for days in (1, 2, 3)] == [1, 0, 0]
    mail = mails(session)[people.coordinator.email]
    assert "Jullie eerste scores tellen mee sinds" in mail.text
    assert f"/netwerk?gemeente={people.municipality.code}" in mail.text
    assert "planning" not in mail.text and "traject" not in mail.text
    fill_up(session, people)
    night(session, days=4)
    assert [send(session, morning(days)) for days in (5, 6, 40)] == [1, 0, 0]
    assert told(session) == [FIRST, ALL]
    # What is news is no reminder of a day of a planning.
    assert session.scalars(select(AuditEntry).where(AuditEntry.action == "remind_of_days")).all() == []


def test_scores_that_come_in_together_are_told_in_one_mail(session: Session, people: People, made: Assessment) -> None:
    fill_up(session, people)
    night(session)
    assert send(session, morning(1)) == 1
    assert told(session) == [ALL]


def test_it_is_told_late_but_not_for_ever(session: Session, people: People, made: Assessment) -> None:
    night(session)
    assert [send(session, morning(days)) for days in (16, 14)] == [0, 1]


@pytest.mark.parametrize("why", ["turned off", "stopped", "no coordinator any more", "a newer round"])
def test_it_stays_away(session: Session, people: People, made: Assessment, why: str) -> None:
    night(session)
    if why == "turned off":
        session.add(MutedMail(user_id=people.coordinator.id, kind="network", created_at=now()))
    elif why == "stopped":
        withdraw_consent(session, people.coordinator, made, now=now())
    elif why == "a newer round":
        values = values_of(BOTH, Random(2), 9)
        newer = make_round(session, people.municipality, people.coordinator, values, BOTH, at=now())
        join(session, people.coordinator, [newer], days_ago=0)
    else:
        move(session, Membership, ended_at=now())
    session.commit()
    assert send(session, morning(1)) == 0


def test_scores_that_came_in_again_are_told_again(session: Session, people: People, made: Assessment) -> None:
    night(session)
    assert send(session, morning(1)) == 1
    move(session, NetworkCohort, closed_at=morning(20).replace(hour=1))
    assert send(session, morning(20)) == 1
    assert told(session) == [FIRST, FIRST]
    assert len(session.scalars(select(SentReminder)).all()) == 2


def test_each_municipality_is_told_of_its_own(session: Session, people: People, made: Assessment) -> None:
    elsewhere = session.get_one(Municipality, people.elsewhere.id)
    other = make_round(session, elsewhere, people.other, values_of(BOTH, Random(3), 2), BOTH)
    join(session, people.other, [other])
    session.commit()
    night(session)
    assert send(session, morning(1)) == 2
    found = mails(session)
    assert "Voorbeelddorp" in found[people.other.email].subject
    assert "Voorbeelddorp" not in found[people.coordinator.email].text
    assert people.adviser.email not in found
    session.commit()
    with statements() as sent:
        assert send(session, morning(1)) == 0
    assert len(sent) == 1, sent
