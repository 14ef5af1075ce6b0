"""Municipalities, people, what they may do where, and how they sign in."""

import uuid
from datetime import date, datetime

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Identified

ROLES = ("coordinator", "participant", "adviser", "reader", "administrator")


class Municipality(Identified):
    """A municipality; its code is valid from and until a date, since municipalities merge."""

    __tablename__ = "municipality"
    __allow_unmapped__ = True
    __table_args__ = (UniqueConstraint("code"),)

    code: Mapped[str] = mapped_column(String(6))
    name: Mapped[str] = mapped_column(String(80))
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    created_at: Mapped[datetime]
    size_class: Mapped[str | None] = mapped_column(String(10))
    """A class of inhabitants of `app.state.places`."""
    region: Mapped[str | None] = mapped_column(String(20))
    """The province."""
    merged_into_id: Mapped[uuid.UUID | None]
    """The municipality that it became part of. No foreign key: SQLite could not take it away again."""
    has_parts: bool = False
    """Whether others are part of it today; known of the municipalities of who is signed in only, and not a column."""


class User(UserMixin, Identified):  # type: ignore[misc]  # Flask-Login has no types
    """A person who can sign in with this e-mail address."""

    __tablename__ = "user"
    __allow_unmapped__ = True
    __table_args__ = (UniqueConstraint("email"),)

    email: Mapped[str] = mapped_column(String(254))
    name: Mapped[str] = mapped_column(String(80))
    function: Mapped[str] = mapped_column(String(80), default="")
    """What someone does, as reports show it: reports never hold names."""
    created_at: Mapped[datetime]
    memberships: Mapped[list["Membership"]] = relationship(back_populates="user", lazy="raise")
    token: str = ""
    """The secret of the sign-in with which this person was loaded; not a column."""
    owns_actions: bool = False
    """Whether this person was asked to bring an action up to date, as it was when they were loaded; not a column."""
    meeting: uuid.UUID | None = None
    """The inventory of a meeting that goes on now, to which they are invited or which they lead; not a column."""

    def get_id(self) -> str:
        """What the session cookie holds: the secret of a sign-in, so that the server can end it."""
        return self.token


class Membership(Identified):
    """A role of a person: in one municipality, or (administrator) nowhere in particular."""

    __tablename__ = "membership"
    __table_args__ = (
        CheckConstraint("(role = 'administrator') = (municipality_id IS NULL)", name="scope"),
        Index("ix_membership_user_id", "user_id"),
        Index("ix_membership_municipality_id", "municipality_id"),
    )

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    municipality_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("municipality.id"))
    role: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    replaces_id: Mapped[uuid.UUID | None]
    """The membership that this one took over. No foreign key: SQLite could not take it away again."""
    handover_note: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    """What the next one should know."""
    user: Mapped[User] = relationship(back_populates="memberships", lazy="raise")
    municipality: Mapped[Municipality | None] = relationship(lazy="raise")


class Removal(Base):
    """That somebody asked to be removed, or was: then the number is that of the receipt and of the pseudonym."""

    __tablename__ = "removal"
    __table_args__ = (
        UniqueConstraint("number"),
        CheckConstraint("done_at IS NULL OR number IS NOT NULL", name="done"),
    )

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"), primary_key=True)
    asked_at: Mapped[datetime | None]
    """When the person asked for it here."""
    number: Mapped[int | None]
    """Given when it begins. From then until it is done, in the same transaction, texts of rows that can otherwise only
    be added may be changed: triggers look at this."""
    done_at: Mapped[datetime | None]
    wiped_at: Mapped[datetime | None]
    """When what was removed also left the free parts of the file of the database."""


class HeldForm(Identified):
    """What somebody typed and sent after their session had ended, until they have signed in again."""

    __tablename__ = "held_form"
    __table_args__ = (UniqueConstraint("key_hash"), Index("ix_held_form_user_id", "user_id"))

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    """Whose session had ended: nobody else gets to see it."""
    key_hash: Mapped[str] = mapped_column(String(64))
    path: Mapped[str] = mapped_column(String(500))
    fields: Mapped[str] = mapped_column(Text)
    """The names and values of the form, as JSON pairs."""
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
