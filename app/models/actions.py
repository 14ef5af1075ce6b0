"""What a municipality does about it: improvement actions, and the partners with whom."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Identified
from app.models.people import User
from app.models.trajectories import Trajectory

ACTION_STATES = ("proposed", "planned", "running", "done", "stopped")
EFFORTS = ("small", "medium", "large")
PARTNER_KINDS = (
    *("language", "library", "welfare", "health", "work"),
    *("education", "housing", "employer", "volunteers", "government", "other"),
)


class ImprovementAction(Identified):
    """Something that will be done about a domain, from the bank or thought up by the municipality itself."""

    __tablename__ = "improvement_action"
    __table_args__ = (
        CheckConstraint(f"state IN {ACTION_STATES}", name="state"),
        CheckConstraint("kind IN ('improve', 'find_out')", name="kind"),
        CheckConstraint(f"effort IS NULL OR effort IN {EFFORTS}", name="effort"),
        CheckConstraint("expected IS NULL OR expected BETWEEN 0 AND 4", name="expected"),
        CheckConstraint("starts_on IS NULL OR ends_on IS NULL OR starts_on <= ends_on", name="dates"),
        CheckConstraint("(state = 'stopped') = (stop_reason IS NOT NULL)", name="stopped"),
        UniqueConstraint("link_hash"),
        Index("ix_improvement_action_trajectory_id", "trajectory_id"),
        Index("ix_improvement_action_owner_id", "owner_id"),
    )

    trajectory_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("trajectory.id"))
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    domain: Mapped[str] = mapped_column(String(40))
    """A domain of the inventory, or `algemeen`."""
    item: Mapped[str | None] = mapped_column(String(60))
    """The item that it should move, `geld/A.BE`."""
    kind: Mapped[str] = mapped_column(String(10), default="improve")
    """improve, or find_out for an item that nobody knows: such an action improves nothing yet."""
    bank_id: Mapped[str | None] = mapped_column(String(20))
    """The action of the questionnaire's bank that it was made of."""
    practice_id: Mapped[uuid.UUID | None]
    """The shared action of another municipality that it was made of. No foreign key: that table came later."""
    source: Mapped[str] = mapped_column(String(200), default="")
    """Where it comes from, as people read it: another municipality, say."""
    title: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(String(80))
    """Who does it, by function."""
    owner_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    """Who may bring it up to date after a code in a mail."""
    owner_mailed_at: Mapped[datetime | None]
    link_hash: Mapped[str | None] = mapped_column(String(64))
    """Of the link in that mail, which fills in an address and opens nothing."""
    partners_text: Mapped[str] = mapped_column(Text)
    """With whom, as somebody typed it, beside the partners of the list."""
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    done_when: Mapped[str] = mapped_column(Text)
    effort: Mapped[str | None] = mapped_column(String(10))
    hours: Mapped[int | None]
    """How many it is thought to take."""
    value: Mapped[int | None]
    """The answer of the item when the action was made: its agreed value, 0 to 4."""
    expected: Mapped[int | None]
    """The answer that is expected when it is done, 0 to 4."""
    state: Mapped[str] = mapped_column(String(10), default="proposed")
    stop_reason: Mapped[str | None] = mapped_column(Text)
    position: Mapped[int]
    """Its place on the list of the trajectory, by which the board is sorted too."""
    created_at: Mapped[datetime]
    created_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    done_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    trajectory: Mapped[Trajectory] = relationship(lazy="raise")
    owned_by: Mapped[User | None] = relationship(foreign_keys=owner_id, lazy="raise")
    partners: Mapped[list["Partner"]] = relationship(
        secondary="action_partner", lazy="raise", order_by="Partner.organisation", viewonly=True
    )


class ActionPartner(Base):
    """A partner of the list that works on an action."""

    __tablename__ = "action_partner"
    __table_args__ = (Index("ix_action_partner_partner_id", "partner_id"),)

    action_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("improvement_action.id"), primary_key=True)
    partner_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("partner.id"), primary_key=True)
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))


class ActionNote(Identified):
    """What somebody wrote about how an action goes. Rows are only added."""

    __tablename__ = "action_note"
    __table_args__ = (Index("ix_action_note_action_id", "action_id"),)

    action_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("improvement_action.id"))
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    author_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]


class NoAction(Base):
    """That nothing will be done about an item for now, and why."""

    __tablename__ = "no_action"

    trajectory_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("trajectory.id"), primary_key=True)
    item: Mapped[str] = mapped_column(String(60), primary_key=True)
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    reason: Mapped[str] = mapped_column(Text)
    decided_at: Mapped[datetime]
    decided_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))


class Partner(Identified):
    """An organisation with which a municipality works."""

    __tablename__ = "partner"
    __table_args__ = (
        CheckConstraint(f"kind IN {PARTNER_KINDS}", name="kind"),
        Index("ix_partner_municipality_id", "municipality_id"),
    )

    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    organisation: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(20))
    contact: Mapped[str] = mapped_column(String(80))
    """The function of whom to speak to, never a name."""
    agreements: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    created_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    ended_at: Mapped[datetime | None]
    """When working together ended; actions of before keep it."""
    version: Mapped[int] = mapped_column(default=1)

    domains: Mapped[list["PartnerDomain"]] = relationship(lazy="raise")


class PartnerDomain(Base):
    __tablename__ = "partner_domain"

    partner_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("partner.id"), primary_key=True)
    domain: Mapped[str] = mapped_column(String(40), primary_key=True)
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
