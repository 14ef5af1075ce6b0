"""The conversation about the answers: meetings, points that need no agreement, and contacts of advisers."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, PrimaryKeyConstraint, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Identified

CONTACT_KINDS = ("phone", "mail", "visit", "online", "other")


class Meeting(Identified):
    """A meeting in which items are discussed one after the other; who follows sees the same item."""

    __tablename__ = "meeting"
    __table_args__ = (
        # One at a time: two would show people who join on their own different things.
        Index(
            "uq_meeting_running",
            "assessment_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_meeting_assessment_id", "assessment_id"),
        # Every page asks whether one goes on where somebody leads.
        Index(
            "ix_meeting_running",
            "municipality_id",
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("assessment.id"))
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    item: Mapped[str | None] = mapped_column(String(60))
    """What is discussed now; None before the first item and after the last."""
    item_since: Mapped[datetime | None]
    """Since when, for the timer."""
    minutes: Mapped[int]
    """How long an item may take; 0: no timer."""
    present: Mapped[str] = mapped_column(Text)
    """Who is there without a screen of their own, by function; attendees came by themselves."""
    version: Mapped[int]
    """Rises with everything that who follows must see."""
    started_at: Mapped[datetime]
    started_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))

    items: Mapped[list["MeetingItem"]] = relationship(lazy="raise", order_by="MeetingItem.position")


class MeetingItem(Base):
    __tablename__ = "meeting_item"

    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    item: Mapped[str] = mapped_column(String(60), primary_key=True)
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    """Why it was listed: the kind of point; empty when somebody added it."""
    discussed_at: Mapped[datetime | None]
    """When it was first discussed."""


class Attendee(Base):
    """Somebody who joined a meeting on a screen of their own."""

    __tablename__ = "attendee"

    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"), primary_key=True)
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    function: Mapped[str] = mapped_column(Text)
    """As it stands on the screen: never a name."""
    joined_at: Mapped[datetime]


class SettledPoint(Base):
    """A point that was talked about and needs no agreed score; it comes back when the answers change after that."""

    __tablename__ = "settled_point"

    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("assessment.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    subject: Mapped[str] = mapped_column(String(80), primary_key=True)
    """The item, or `domain/participation` of a pattern in somebody's answers."""
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    settled_at: Mapped[datetime]
    settled_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    note: Mapped[str] = mapped_column(Text)
    """Why, in a few words; may be empty."""


class Contact(Identified):
    """When an adviser spoke to a municipality, and about what; for its advisers. Rows are only added."""

    __tablename__ = "contact"
    __table_args__ = (
        CheckConstraint(f"kind IN {CONTACT_KINDS}", name="kind"),
        Index("ix_contact_municipality_id_day", "municipality_id", "day"),
    )

    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    adviser_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    day: Mapped[date]
    kind: Mapped[str] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]


class ReviewDraft(Base):
    """What somebody typed on the page of a question in the review and did not save yet: theirs alone."""

    __tablename__ = "review_draft"
    __table_args__ = (
        PrimaryKeyConstraint("assessment_id", "user_id", "item"),
        Index("ix_review_draft_user_id", "user_id"),
    )

    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("assessment.id"))
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    """Who typed it."""
    item: Mapped[str] = mapped_column(String(60))
    fields: Mapped[str] = mapped_column(Text)
    """The name and value of each field of the page, as JSON."""
    version: Mapped[uuid.UUID]
    """Another one with each save: whoever knows it may write over this draft."""
    saved_at: Mapped[datetime]
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
