"""Remarks that were said, and what was mailed about them, for the tests."""

import uuid

from sqlalchemy import inspect, select

from app.models import AuditEntry, OutboxMail, Remark
from app.web.clock import now


def make_remark(session, assessment, author, text="Klopt dit?", item="geld/A.BE", audience="all", **columns):
    """A remark; committed, and its id as a text, since asking the row for it would keep others from writing."""
    shared = {"assessment_id": assessment.id, "municipality_id": assessment.municipality_id}
    values = {"id": uuid.uuid4(), "item": item, "audience": audience, "created_at": now(), **columns}
    remark = Remark(**shared, author_id=author.id, text=text, **values)
    session.add(remark)
    session.flush()
    made = str(inspect(remark).identity[0])
    session.commit()
    return made


def fields(remark, **form):
    """The fields of the forms at one remark, as its page names them."""
    return {f"{remark}-{name}": value for name, value in form.items()}


def remarks(session):
    """All remarks as they stand in the database now, oldest first, read without keeping others from writing."""
    found = session.execute(select(Remark.__table__).order_by(Remark.created_at)).all()
    session.rollback()
    return found


def audited(session):
    """(action, subject, old, new) of every row of the audit trail, oldest first."""
    columns = (AuditEntry.action, AuditEntry.subject, AuditEntry.old, AuditEntry.new)
    found = [tuple(row) for row in session.execute(select(*columns).order_by(AuditEntry.at))]
    session.rollback()
    return found


def mails_about_remarks(session):
    """The mails to who got a remark."""
    found = session.execute(select(OutboxMail.__table__).where(OutboxMail.kind == "remark_assigned")).all()
    session.rollback()
    return found
