"""One municipality, one questionnaire version, one round: the assessment, its domains and its participants."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false, text
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
    """The last day on which colleagues can answer."""
    deadline_changes: Mapped[int] = mapped_column(default=0, server_default="0")
    """How often the deadline was set: calendars take the entry with the highest number."""
    reminder_days: Mapped[int | None] = mapped_column(default=3)
    """How many days before the deadline a reminder goes out by itself; None: it does not."""
    reminded_for: Mapped[date | None]
    """The deadline for which that reminder went out, so that it goes out once; the day after it, once the coordinator
    was told that it is over."""
    invitation_line: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    """What the coordinator says to everybody who is invited."""
    created_at: Mapped[datetime]
    created_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    review_started_at: Mapped[datetime | None]
    approved_at: Mapped[datetime | None]
    approved_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    approved_hash: Mapped[str | None] = mapped_column(String(64))
    """Of the interchange document that was approved: when it is another one, the approval no longer holds."""
    open_points: Mapped[str | None] = mapped_column(Text)
    """What the adviser wants to see done before approving."""
    open_points_at: Mapped[datetime | None]
    open_points_by: Mapped[uuid.UUID | None]
    """The adviser. No foreign key: SQLite could not take it away again."""
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
    looks_back: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether a second round asks at its end which answer people would now give for then."""


class Participation(Identified):
    """Somebody's part in one assessment: what they answer, and how far they are."""

    __tablename__ = "participation"
    __table_args__ = (
        UniqueConstraint("assessment_id", "user_id"),
        CheckConstraint("state IN ('invited', 'started', 'submitted')", name="state"),
        Index("ix_participation_user_id", "user_id"),
        Index("uq_participation_link_hash", "link_hash", unique=True),
    )

    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("assessment.id"))
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    role: Mapped[str] = mapped_column(String(20))
    level: Mapped[str | None] = mapped_column(String(20))
    """Where this person works: bestuur, beleid or uitvoering."""
    everything: Mapped[bool] = mapped_column(default=False)
    """Whether this person answers all questions (samen invullen), or only their parts."""
    name: Mapped[str | None] = mapped_column(String(80))
    """How the coordinator calls this person; what somebody is called elsewhere is not told."""
    function: Mapped[str | None] = mapped_column(String(80))
    """What this person does, as the coordinator wrote it down."""
    personal_line: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    """What the coordinator says to this person in the invitation."""
    shows_name: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether this person agreed that their name stands beside their answers in the review."""
    link_hash: Mapped[str | None] = mapped_column(String(64))
    """Of the link in the invitation, which fills in an address and opens nothing."""
    state: Mapped[str] = mapped_column(String(10), default="invited")
    created_at: Mapped[datetime]
    invited_at: Mapped[datetime | None]
    """When the invitation went out; before that the participant cannot see anything."""
    reminded_at: Mapped[datetime | None]
    thanked_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    """When it was withdrawn or somebody else took over; the answers stay with who gave them."""
    replaces_id: Mapped[uuid.UUID | None]
    """The participation that this one took over. No foreign key: SQLite could not take it away again."""

    user: Mapped[User] = relationship(lazy="raise")
    parts: Mapped[list["ParticipationPart"]] = relationship(lazy="raise")


class ParticipationPart(Base):
    """What a participant answers: a domain at a level, or one question; `algemeen` is a domain too, without a level."""

    __tablename__ = "participation_part"

    participation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("participation.id"), primary_key=True)
    domain: Mapped[str] = mapped_column(String(40), primary_key=True)
    level: Mapped[str] = mapped_column(String(20), primary_key=True, default="")
    question: Mapped[str] = mapped_column(String(20), primary_key=True, default="", server_default=text("''"))
    """One question only; empty for all questions of the domain at the level."""
    given_away: Mapped[bool] = mapped_column(default=False, server_default=false())
    """A question that somebody else answers instead: taken out of what the other rows give."""
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))


class Proposal(Identified):
    """A participant says that a colleague knows better: about a question, or about all their questions of a domain."""

    __tablename__ = "proposal"
    __table_args__ = (
        CheckConstraint("decision IS NULL OR decision IN ('instead', 'beside', 'declined')", name="decision"),
        CheckConstraint("(decision IS NULL) = (decided_at IS NULL)", name="decided"),
        Index("ix_proposal_assessment_id", "assessment_id"),
        Index("ix_proposal_participation_id", "participation_id"),
    )

    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("assessment.id"))
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    participation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("participation.id"))
    """Who proposes it."""
    domain: Mapped[str] = mapped_column(String(40))
    question: Mapped[str] = mapped_column(String(20), default="")
    """Empty: all questions of this person about the domain."""
    name: Mapped[str] = mapped_column(String(80))
    email: Mapped[str] = mapped_column(String(254), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]
    decision: Mapped[str | None] = mapped_column(String(10))
    """instead of who proposed it, beside them, or declined; None while it waits for the coordinator."""
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    answer: Mapped[str] = mapped_column(Text, default="")
    """What the coordinator says about it."""
