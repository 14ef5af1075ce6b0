"""One municipality, one questionnaire version, one round: the assessment, its domains and its participants."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Identified
from app.models.people import Municipality, User


class Assessment(Identified):
    """An inventory of one municipality; it stays on the questionnaire version with which it was started."""

    __tablename__ = "assessment"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'in_review', 'agreed')", name="state"),
        CheckConstraint("round IN ('baseline', 'evaluation')", name="round"),
        Index("ix_assessment_municipality_id", "municipality_id"),
    )

    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    questionnaire_id: Mapped[str] = mapped_column(String(20))
    questionnaire_version: Mapped[int]
    round: Mapped[str] = mapped_column(String(10))
    earlier_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("assessment.id"))
    """The agreed round that this one is held against."""
    title: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(10), default="open")
    deadline: Mapped[date | None]
    created_at: Mapped[datetime]
    created_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    review_started_at: Mapped[datetime | None]
    approved_at: Mapped[datetime | None]
    approved_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    agreed_at: Mapped[datetime | None]
    """When it was last agreed; stays when it is reopened, since readers keep the older versions."""

    municipality: Mapped[Municipality] = relationship(lazy="raise")
    domains: Mapped[list["AssessmentDomain"]] = relationship(lazy="raise", order_by="AssessmentDomain.position")
    participations: Mapped[list["Participation"]] = relationship(lazy="raise", order_by="Participation.created_at")


class AssessmentDomain(Base):
    """A domain that was chosen, with the name and the ambition it has here."""

    __tablename__ = "assessment_domain"
    __table_args__ = (
        CheckConstraint("ambition IS NULL OR ambition IN (25, 50, 75, 100)", name="ambition"),
        CheckConstraint("(sent_back_at IS NULL) = (sent_back_reason IS NULL)", name="sent_back"),
    )

    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("assessment.id"), primary_key=True)
    domain: Mapped[str] = mapped_column(String(40), primary_key=True)
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    position: Mapped[int]
    title: Mapped[str | None] = mapped_column(String(80))
    """The name of an own domain, or the new name of a domain of the questionnaire."""
    ambition: Mapped[int | None]
    ambition_version: Mapped[int] = mapped_column(default=0)
    sent_back_at: Mapped[datetime | None]
    sent_back_reason: Mapped[str | None]


class Participation(Identified):
    """Somebody's part in one assessment: what they answer, and how far they are."""

    __tablename__ = "participation"
    __table_args__ = (
        UniqueConstraint("assessment_id", "user_id"),
        CheckConstraint("state IN ('invited', 'started', 'submitted')", name="state"),
        Index("ix_participation_user_id", "user_id"),
    )

    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("assessment.id"))
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    role: Mapped[str] = mapped_column(String(20))
    level: Mapped[str | None] = mapped_column(String(20))
    """Where this person works: bestuur, beleid or uitvoering."""
    everything: Mapped[bool] = mapped_column(default=False)
    """Whether this person answers all questions (samen invullen), or only their parts."""
    state: Mapped[str] = mapped_column(String(10), default="invited")
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(lazy="raise")
    parts: Mapped[list["ParticipationPart"]] = relationship(lazy="raise")


class ParticipationPart(Base):
    """One domain at one level that a participant answers; `algemeen` is a domain here, without a level."""

    __tablename__ = "participation_part"

    participation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("participation.id"), primary_key=True)
    domain: Mapped[str] = mapped_column(String(40), primary_key=True)
    level: Mapped[str] = mapped_column(String(20), primary_key=True, default="")
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
