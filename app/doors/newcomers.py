"""Who can sign in with an address; who could not yet, can from now on. Nobody learns which of the two it was."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.models import Base, User


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
