"""Colleagues who take part, and what was mailed to them, for the tests."""

import re
import uuid

from sqlalchemy import inspect, select, update

from app.models import OutboxMail, Participation, ParticipationPart, User
from app.post.outbox import PATIENCE
from tests.factories import make_participation, make_user


def make_member(session, assessment, number, name, cells=(("geld", "beleid"),), **columns):
    """A colleague who was added with these cells, and not invited unless `columns` say so."""
    user = make_user(session, f"c{number}@voorbeeldstad.example", f"Elders anders genoemd {number}")
    values = {"invited_at": None, "state": "invited", "name": name, "function": "beleidsmedewerker", **columns}
    part = make_participation(session, assessment, user, **values)
    shared = {"participation_id": part.id, "municipality_id": assessment.municipality_id}
    session.add_all(ParticipationPart(**shared, domain=domain, level=level) for domain, level in cells)
    session.flush()
    return part


def mails(session):
    """All mails as they stand in the database now, read without keeping others from writing."""
    found = session.execute(select(OutboxMail.__table__).order_by(OutboxMail.recipient, OutboxMail.created_at)).all()
    session.rollback()
    return found


def give_up(session, mail):
    """Note that a mail was refused for good."""
    later = mail.created_at + PATIENCE
    session.execute(update(OutboxMail).where(OutboxMail.id == mail.id).values(next_attempt_at=later))
    session.commit()


def id_of(row):
    """The id of a row, without asking the database for it again: that would keep others from writing."""
    return str(inspect(row).identity[0])


def form(members, line="", action="send", **more):
    """What a browser posts."""
    return {"people": [id_of(one) for one in members], "line": line, "action": action, **more}


def token_in(mail):
    """The secret in the link of an invitation."""
    return re.search(r"/uitnodiging/([\w-]+)", mail.text)[1]


def participation_id(row):
    """The id of a row, without asking the database for it again."""
    return uuid.UUID(id_of(row))


def parts_of(session, participation_id):
    """What somebody answers, as rows."""
    columns = (ParticipationPart.domain, ParticipationPart.level, ParticipationPart.question)
    found = session.execute(
        select(*columns, ParticipationPart.given_away).where(ParticipationPart.participation_id == participation_id)
    ).all()
    session.rollback()
    return {tuple(row) for row in found}


def participation(session, email):
    """The participation of somebody, read without keeping others from writing."""
    found = session.execute(
        select(Participation.__table__).join(User, User.id == Participation.user_id).where(User.email == email)
    ).one()
    session.rollback()
    return found
