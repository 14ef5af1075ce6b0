"""Owners of actions who are asked by mail, for the tests."""

import re

from sqlalchemy import select

from app.models import ImprovementAction, User
from app.web.clock import now
from tests.colleagues import mails
from tests.factories import make_assessment
from tests.trajectories import make_action, make_trajectory

OWNER = "olga@werkplein.example"


def make_owned(session, people, **columns):
    """An action of the agreed inventory of Voorbeeldstad that nobody was asked about yet; its id."""
    made = make_assessment(session, people, state="agreed", agreed_at=now())
    trajectory = make_trajectory(session, made, people.coordinator)
    action = make_action(session, trajectory, people.coordinator, **columns)
    found = action.id
    session.commit()
    return found


def asking(action_id):
    """The address of the page that asks the owner."""
    return f"/traject/acties/{action_id}/eigenaar"


def ask(client, action_id, email=OWNER, line="", **more):
    """Ask the owner as a browser does: with what the page showed; the answer."""
    seen = client.get(asking(action_id)).fields["seen"]
    return client.post(asking(action_id), {"email": email, "line": line, "seen": seen}, **more)


def owner_mails(session):
    """The mails to owners, the newest last."""
    return sorted((mail for mail in mails(session) if mail.kind == "action_owner"), key=lambda mail: mail.created_at)


def link_in(mail):
    """The path of the link in a mail to an owner."""
    return re.search(r"(/actie/[\w-]+)", mail.text)[1]


def user_with(session, email):
    """Who has this address; None when nobody has."""
    found = session.scalars(select(User).where(User.email == email)).one_or_none()
    session.commit()
    return found


def stored(session, action_id):
    """The action as it stands in the database now, read without keeping others from writing."""
    table = ImprovementAction.__table__
    found = session.execute(select(table).where(table.c.id == action_id)).one()
    session.rollback()
    return found
