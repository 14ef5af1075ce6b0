"""Municipalities, people, what they may do where, and how they prove who they are."""

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


class LoginCode(Identified):
    """An e-mailed six-digit code: only its hash, a few minutes, a few tries, once."""

    __tablename__ = "login_code"
    __table_args__ = (Index("ix_login_code_email_created_at", "email", "created_at"),)

    email: Mapped[str] = mapped_column(String(254))
    user_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    """None for an address that nobody has: the same work is done for it."""
    code_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]


class SignIn(Identified):
    """One session on the server: ending it here ends it everywhere (D14)."""

    __tablename__ = "sign_in"
    __table_args__ = (UniqueConstraint("token_hash"), Index("ix_sign_in_user_id", "user_id"))

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    token_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class AccountChange(Identified):
    """A change to somebody's account that an administrator asked for, and that waits for a confirmation or for time."""

    __tablename__ = "account_change"
    __table_args__ = (
        CheckConstraint("kind IN ('email', 'second_step', 'role')", name="kind"),
        UniqueConstraint("own_hash"),
        UniqueConstraint("other_hash"),
        Index("ix_account_change_user_id", "user_id"),
        Index("ix_account_change_ended_at_takes_effect_at", "ended_at", "takes_effect_at"),
    )

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    """Whose account it is."""
    kind: Mapped[str] = mapped_column(String(20))
    """A new address, a second step that is taken away, or a new role."""
    email: Mapped[str | None] = mapped_column(String(254))
    """The new address, until it has ended."""
    role: Mapped[str | None] = mapped_column(String(20))
    municipality_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("municipality.id"))
    replaces_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("membership.id"))
    """The role of an adviser that is handed over, with the note for who takes over."""
    note: Mapped[str] = mapped_column(Text, default="")
    asked_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    asked_at: Mapped[datetime]
    not_before: Mapped[datetime]
    """When it can take effect without who could have stopped it."""
    takes_effect_at: Mapped[datetime | None]
    """None as long as the new address is not confirmed."""
    own_hash: Mapped[str] = mapped_column(String(64))
    """Of the link in the mail to the person, at the address that they have."""
    own_confirms: Mapped[bool]
    """Whether they can let it take effect at once; stopping it they always can."""
    own_confirmed_at: Mapped[datetime | None]
    other_hash: Mapped[str | None] = mapped_column(String(64))
    """Of the link in the mail to the new address, or to who is responsible where the role is given."""
    other_confirmed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(10))
    """done, stopped, replaced (by a newer one) or lapsed (it could not be done any more)."""
    user: Mapped[User] = relationship(foreign_keys=user_id, lazy="raise")
    asker: Mapped[User] = relationship(foreign_keys=asked_by, lazy="raise")
    municipality: Mapped[Municipality | None] = relationship(lazy="raise")

    def end(self, outcome: str, now: datetime) -> None:
        """It waits no longer; a new address is kept no longer than that."""
        self.ended_at, self.outcome, self.email = now, outcome, None


class SecondFactor(Base):
    """The authenticator app of a person; one at most."""

    __tablename__ = "second_factor"

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"), primary_key=True)
    secret: Mapped[str] = mapped_column(String(200))
    """Encrypted with the key of this installation: a copy of the database alone makes no codes."""
    created_at: Mapped[datetime]
    last_step: Mapped[int] = mapped_column(default=0)
    """The time step of the last code that was used; a code works once."""


class RecoveryCode(Identified):
    """A code for who has lost the authenticator app: only its hash, once."""

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("user_id", "code_hash"),)

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    code_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class IdentityProvider(Identified):
    """An organisation whose people can sign in with their own work account (OpenID Connect)."""

    __tablename__ = "identity_provider"
    __table_args__ = (CheckConstraint("kind IN ('entra', 'generic')", name="kind"),)

    municipality_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("municipality.id"))
    """None for an organisation that is no municipality, such as that of the advisers."""
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(10))
    issuer: Mapped[str] = mapped_column(String(500))
    tenant: Mapped[str] = mapped_column(String(100), default="")
    """The tenant that Entra ID must name in `tid`; empty for a generic provider, whose issuer says it all."""
    client_id: Mapped[str] = mapped_column(String(200))
    client_secret: Mapped[str] = mapped_column(String(1000))
    """Encrypted, as the secret of an authenticator app."""
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Identity(Identified):
    """A work account that belongs to a person: bound to tenant and subject, never to an e-mail address."""

    __tablename__ = "identity"
    __table_args__ = (
        UniqueConstraint("provider_id", "tenant", "subject"),
        Index("ix_identity_user_id", "user_id"),
    )

    provider_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("identity_provider.id"))
    tenant: Mapped[str] = mapped_column(String(100), default="")
    subject: Mapped[str] = mapped_column(String(255))
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[datetime]


class RateCount(Base):
    """How often something was tried from one address or network within one window of time."""

    __tablename__ = "rate_count"
    __table_args__ = (Index("ix_rate_count_expires_at", "expires_at"),)

    scope: Mapped[str] = mapped_column(String(40), primary_key=True)
    key_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    """Hashed with the key of this installation: no addresses are kept for this."""
    window: Mapped[int] = mapped_column(primary_key=True)
    """The number of the window, counted from 1970."""
    count: Mapped[int]
    expires_at: Mapped[datetime]
