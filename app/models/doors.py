"""How people prove who they are: codes, sessions, a second step, and accounts of their organisation."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Identified
from app.models.people import Municipality, User


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
