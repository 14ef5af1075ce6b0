"""Advisers of municipalities in tests: who can take over, and what is left behind."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Membership, OutboxMail, User
from tests.factories import People, make_user
from tests.pages import Client

ClientAs = Callable[[User | None], Client]
LIST = "/beheer/adviseurs"
NOTE = "De wethouder wil in maart praten.\nDe planning staat in de map."


@dataclass(frozen=True)
class Desk:
    """The administrator, and an adviser of Voorbeelddorp who can take over Voorbeeldstad."""

    admin: Client
    ada: User
    role: Membership
    """Of the adviser of Voorbeeldstad."""

    @property
    def hand_over(self) -> str:
        """Where Voorbeeldstad is handed over."""
        return f"{LIST}/overdragen/{self.role.id}"

    def page(self, people: People) -> str:
        """Where the advisers of Voorbeeldstad stand."""
        return f"{LIST}/{people.municipality.id}"


@pytest.fixture
def desk(client_as: ClientAs, session: Session, people: People) -> Desk:
    """What most tests begin with."""
    ada = make_user(session, "ada@stichting.example", "Ada Ander", "adviser", people.elsewhere)
    role = session.scalars(select(Membership).where(Membership.user_id == people.adviser.id)).one()
    session.commit()
    return Desk(client_as(people.administrator), ada, role)


def to(user: User, **changes: str) -> dict[str, str]:
    """What is typed to hand over to somebody."""
    return {"adviser": str(user.id), "email": "", "note": NOTE} | changes


def advising(session: Session, people: People) -> list[tuple[str, bool]]:
    """(name, whether it is now) of the advisers of Voorbeeldstad, the first first."""
    query = select(User.name, Membership.ended_at).join(Membership, Membership.user_id == User.id)
    here = Membership.municipality_id == people.municipality.id, Membership.role == "adviser"
    rows = session.execute(query.where(*here).order_by(Membership.created_at)).all()
    session.commit()
    return [(name, ended is None) for name, ended in rows]


def mails(session: Session) -> dict[str, OutboxMail]:
    """The mails by who gets them."""
    found = {mail.recipient: mail for mail in session.scalars(select(OutboxMail))}
    session.commit()
    return found
