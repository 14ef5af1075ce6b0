"""When an adviser last had contact with a municipality: a note, or what they said or decided in the application."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.models import Assessment, Contact, Membership, User
from app.trail.events import record
from app.web.clock import now, today
from app.web.formatting import long_date
from tests.desk import DESK, rows
from tests.factories import People, make_assessment
from tests.pages import Client

ClientAs = Callable[[User | None], Client]
NONE = "nog niet"
REMARK = {"text": "Welk besluit is dit?", "audience": "all"}
MEETING = {"domains": ["geld"], "present": "coördinator\nadviseur", "minutes": "5"}
BACK = {"domains": ["geld"], "reason": "Kijk nog eens naar de middelen."}


@pytest.fixture
def made(session: Session, people: People) -> Assessment:
    """A round that is discussed; the adviser has their role for 50 days."""
    long_ago = now() - timedelta(days=50)
    session.execute(update(Membership).where(Membership.user_id == people.adviser.id).values(created_at=long_ago))
    made = make_assessment(session, people, state="in_review", review_started_at=now())
    session.commit()
    return made


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("/bespreken/geld/A.BE/opmerking", REMARK),
        ("/bespreken/opmerkingen", REMARK),
        ("/akkoord", None),
        ("/terugsturen", BACK),
        ("/nog-open", {"text": "De cijfers."}),
        ("/bespreken/samen", MEETING),
    ],
)
def test_what_an_adviser_says_or_decides_is_contact(
    client_as: ClientAs, made: Assessment, people: People, path: str, typed: dict[str, Any] | None
) -> None:
    adviser = client_as(people.adviser)
    assert NONE in rows(adviser.get(DESK))[0]
    adviser.post(f"/inventarisaties/{made.id}{path}", typed)
    assert "vandaag" in rows(adviser.get(DESK))[0]
    there = adviser.get(f"{DESK}/{people.municipality.id}").text
    assert f"Laatste contact in Samenhang: {long_date(today())} (vandaag)." in there


@pytest.mark.parametrize(
    ("who", "path", "typed"),
    [
        ("adviser", "/bespreken/geld/A.BE/opmerking", REMARK | {"audience": "advisers"}),
        ("adviser", "/bespreken/geld/A.BE", {"value": "2", "reason": "Zo is het.", "seen": "0"}),
        ("coordinator", "/bespreken/geld/A.BE/opmerking", REMARK),
        ("coordinator", "/bespreken/samen", MEETING),
    ],
)
def test_work_among_themselves_and_that_of_others_is_none(
    client_as: ClientAs, made: Assessment, people: People, who: str, path: str, typed: dict[str, Any]
) -> None:
    client_as(getattr(people, who)).post(f"/inventarisaties/{made.id}{path}", typed)
    assert NONE in rows(client_as(people.adviser).get(DESK))[0]


def test_only_the_time_as_adviser_counts(
    client_as: ClientAs, session: Session, made: Assessment, people: People
) -> None:
    adviser = client_as(people.adviser)
    record(session, people.adviser, "approve", made.id, assessment=made, now=now() - timedelta(days=60))
    session.commit()
    assert NONE in rows(adviser.get(DESK))[0]
    record(session, people.adviser, "approve", made.id, assessment=made, now=now() - timedelta(days=20))
    session.commit()
    assert "20 dagen" in rows(adviser.get(DESK))[0]


def test_contact_of_who_advised_before_counts_too(
    client_as: ClientAs, session: Session, made: Assessment, people: People
) -> None:
    client_as(people.adviser).post(f"/inventarisaties/{made.id}/terugsturen", BACK)
    theirs = update(Membership).where(Membership.user_id == people.adviser.id)
    session.execute(theirs.values(ended_at=now()))
    where = people.municipality.id
    session.add(Membership(user_id=people.other.id, municipality_id=where, role="adviser", created_at=now()))
    session.commit()
    assert "vandaag" in rows(client_as(people.other).get(DESK))[0]


def test_the_latest_of_note_and_act_is_shown(
    client_as: ClientAs, session: Session, made: Assessment, people: People
) -> None:
    adviser = client_as(people.adviser)
    record(session, people.adviser, "send_back", made.id, assessment=made, now=now() - timedelta(days=20))
    day = today() - timedelta(days=4)
    shared = {"municipality_id": people.municipality.id, "adviser_id": people.adviser.id, "created_at": now()}
    session.add(Contact(**shared, day=day, kind="phone", note="Gebeld over de planning."))
    session.commit()
    row = rows(adviser.get(DESK))[0]
    assert "4 dagen" in row
    assert "in Samenhang" not in row
    assert "in Samenhang:" not in adviser.get(f"{DESK}/{people.municipality.id}").text
    record(session, people.adviser, "approve", made.id, assessment=made, now=now() - timedelta(days=1))
    session.commit()
    assert "gisteren" in rows(adviser.get(DESK))[0]
