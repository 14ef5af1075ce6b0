"""A review to discuss, and a meeting in it, for the tests."""

import uuid

from sqlalchemy import select

from app.models import Meeting, MeetingItem, Participation
from app.web.clock import now
from tests.factories import make_answers, make_assessment, make_participation, make_user

LIST = ("geld/A.BE", "geld/A.BL", "inclusie/A.BE")
PRESENT = "coördinator\nadviseur\nteamleider schulden"


def discussed(session, people):
    """A review of Geldzaken and Inclusie: three people see one question differently."""
    made = make_assessment(session, people, state="in_review")
    joint = session.scalars(select(Participation).where(Participation.assessment_id == made.id)).one()
    make_answers(session, joint, {"geld/A.BE": 0, "geld/A.BL": 2}, reason="Het stond niet in het collegeplan.")
    part = make_participation(
        session, made, people.participant, name="Ivo Invul", function="teamleider schulden", level="beleid"
    )
    make_answers(session, part, {"geld/A.BE": 4}, reason="Wij praten er elke week over.")
    wiel = make_user(session, "wiel@voorbeeldstad.example", "Wiel Wijs")
    third = make_participation(session, made, wiel, name="Wiel Wijs", function="wethouder", level="bestuur")
    make_answers(session, third, {"geld/A.BE": 4}, evidence_kind="document", evidence_note="Raadsbrief 12")
    return made


def begun(session, assessment, user, items=LIST, **columns):
    """A meeting about these items that was just started; committed."""
    meeting = Meeting(
        id=uuid.uuid4(),
        assessment_id=assessment.id,
        municipality_id=assessment.municipality_id,
        **{"minutes": 5, "present": PRESENT, "version": 1, "started_at": now(), "started_by": user.id, **columns},
    )
    session.add(meeting)
    session.flush()
    shared = {"meeting_id": meeting.id, "municipality_id": meeting.municipality_id}
    for position, item in enumerate(items):
        kind = "different" if item == "geld/A.BE" else ""
        at = now() if item == columns.get("item") else None
        session.add(MeetingItem(**shared, item=item, kind=kind, position=position, discussed_at=at))
    session.commit()
    return meeting


def rows(session, query):
    """What stands in the database now, as tuples, read without keeping others from writing."""
    found = [tuple(row) for row in session.execute(query)]
    session.rollback()
    return found
