"""E-mail addresses as they are kept, one way of writing for one mailbox; and who can sign in with one."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.models import Base, User

LENGTH = 254
REMOVED = "@verwijderd.invalid"
"""The end of the address of who was removed: mail is never delivered there, and nobody can type it as their own."""


def parse_address(text: str) -> str:
    """The address in small letters and normal form; nothing is looked up. ValueError when it is none."""
    if len(text) > LENGTH:
        raise ValueError("too long")
    try:
        address = validate_email(text, check_deliverability=False).normalized.lower()
    except EmailNotValidError as error:
        raise ValueError(str(error)) from None
    if len(address) > LENGTH:
        raise ValueError("too long")
    return address


def masked(address: str) -> str:
    """The address for who has it to recognise, and for nobody else to learn: `jo•••@gemeente.example`."""
    name, _, domain = address.rpartition("@")
    return f"{name[: min(2, len(name) - 1)]}•••@{domain}"


def leads_nowhere(address: str) -> bool:
    """Whether this is the address that somebody has who was removed."""
    return address.endswith(REMOVED)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody by address, and how they are called when nobody has it yet."""

    email: str
    name: str
    function: str


def sign_in_ids(session: Session, people: Sequence[Newcomer], *, now: datetime) -> dict[str, uuid.UUID]:
    """The ids by address of who can sign in with it; what somebody is called already stays."""
    rows: list[dict[str, Any]] = [
        {"id": uuid.uuid4(), "email": one.email, "name": one.name, "function": one.function, "created_at": now}
        # In one order: two lists with the same people, pasted at the same moment, then never wait for each other.
        for one in sorted(people, key=lambda person: person.email)
    ]
    build = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    # Another municipality may add the same address at this very moment.
    session.execute(build(Base.metadata.tables[User.__tablename__]).on_conflict_do_nothing(), rows)
    found = session.scalars(select(User).where(User.email.in_([one.email for one in people])))
    return {user.email: user.id for user in found}
