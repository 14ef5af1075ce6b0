"""An inventory with a history, and rows of each table that a history is told from."""

import uuid

from sqlalchemy import select

from app.models import AuditEntry, ClosingTextVersion, Participation, Remark
from app.web.clock import now
from tests.factories import make_answers, make_assessment, make_participation


def joint_part(session):
    return session.scalars(select(Participation).where(Participation.role == "coordinator")).one()


def record(session, made, actor, action, subject="", **more):
    """A row of the audit trail."""
    row = {"id": uuid.uuid4(), "at": now(), "municipality_id": made.municipality_id, "assessment_id": made.id}
    session.add(AuditEntry(**row, actor_id=actor.id if actor else None, action=action, subject=subject, **more))
    session.commit()


def closing(session, part, text, version=1):
    session.add(
        ClosingTextVersion(
            participation_id=part.id,
            assessment_id=part.assessment_id,
            municipality_id=part.municipality_id,
            item="geld/goes_well",
            text=text,
            version=version,
            saved_at=now(),
            saved_by=part.user_id,
        )
    )
    session.commit()


def remark(session, made, author, text, audience="all", item="geld/A.BE"):
    shared = {"assessment_id": made.id, "municipality_id": made.municipality_id, "created_at": now()}
    session.add(Remark(**shared, item=item, author_id=author.id, audience=audience, text=text))
    session.commit()


def make_history(session, people):
    """A round in review, with a colleague who answered and changed their mind."""
    made = make_assessment(session, people, state="in_review")
    part = make_participation(session, made, people.participant, function="medewerker schulden")
    make_answers(session, part, {"geld/A.BE": 2}, reason="Dat zag ik.")
    make_answers(session, part, {"geld/A.BE": 3}, seen=1, reason="Dat zag ik nu echt.", confidence="sure")
    return made
