"""What is kept for later: remarks, the audit trail, frozen reports and outgoing mail."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Identified


class Remark(Identified):
    """Something that somebody says about an item or a whole assessment, to all or among advisers."""

    __tablename__ = "remark"
    __table_args__ = (
        CheckConstraint("audience IN ('all', 'advisers')", name="audience"),
        Index("ix_remark_assessment_id_item", "assessment_id", "item"),
    )

    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("assessment.id"))
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    item: Mapped[str | None] = mapped_column(String(60))
    parent_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("remark.id"))
    author_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    audience: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    assigned_to: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))


class AuditEntry(Identified):
    """Who changed what, when, from what to what, and why; ids and functions, never names. Rows are only added."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_assessment_id_at", "assessment_id", "at"),
        Index("ix_audit_entry_municipality_id_at", "municipality_id", "at"),
    )

    at: Mapped[datetime]
    actor_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    """None when the application did it by itself."""
    municipality_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("municipality.id"))
    assessment_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("assessment.id"))
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(80))
    """What it was done to: an item, a domain, or the id of a row."""
    old: Mapped[Any | None] = mapped_column(JSON)
    new: Mapped[Any | None] = mapped_column(JSON)
    reason: Mapped[str | None] = mapped_column(Text)


class Report(Identified):
    """A report as it was agreed: the document and the answers it was made from, frozen. Rows are only added."""

    __tablename__ = "report"
    __table_args__ = (UniqueConstraint("assessment_id", "number"),)

    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("assessment.id"))
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    number: Mapped[int]
    """Version 1, 2, ... of the report of this assessment."""
    interchange: Mapped[str] = mapped_column(Text)
    """The interchange document from which everything can be computed again."""
    rules: Mapped[int]
    agreed_at: Mapped[datetime]
    agreed_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    approved_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))


class Rendering(Identified):
    """One form of a frozen report, kept byte for byte. Rows are only added."""

    __tablename__ = "rendering"
    __table_args__ = (UniqueConstraint("report_id", "kind", "form"), Index("ix_rendering_sha256", "sha256"))

    report_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("report.id"))
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    kind: Mapped[str] = mapped_column(String(10))
    """full, alderman or adviser; slides; all for the document with every edition; comparison for then and now."""
    form: Mapped[str] = mapped_column(String(10))
    """document (the ReportDocument as JSON), pdf, ..."""
    content: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str] = mapped_column(String(64))
    renderer: Mapped[int]


class DueFile(Identified):
    """A file of a frozen report that is still to be drawn; what it is drawn from is frozen already."""

    __tablename__ = "due_file"
    __table_args__ = (
        UniqueConstraint("report_id", "kind", "form"),
        Index("ix_due_file_next_attempt_at", "next_attempt_at"),
    )

    report_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("report.id"))
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    kind: Mapped[str] = mapped_column(String(10))
    form: Mapped[str] = mapped_column(String(10))
    sheets: Mapped[str | None] = mapped_column(Text)
    """What a workbook holds, as JSON; anything else is drawn from the frozen document."""
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime]


class AldermanFilling(Identified):
    """What a coordinator filled in on the page for the alderman; no part of what is agreed, and one for each round."""

    __tablename__ = "alderman_filling"
    __table_args__ = (UniqueConstraint("assessment_id"),)

    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("assessment.id"))
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    number: Mapped[int | None]
    """How many adults here have trouble with basic skills."""
    source: Mapped[str] = mapped_column(String(120), default="")
    year: Mapped[int | None]
    assignment_owner: Mapped[str] = mapped_column(String(80), default="")
    assignment_day: Mapped[date | None]
    means_owner: Mapped[str] = mapped_column(String(80), default="")
    means_amount: Mapped[str] = mapped_column(String(80), default="")
    means_day: Mapped[date | None]
    moment_owner: Mapped[str] = mapped_column(String(80), default="")
    moment_day: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=0)
    saved_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    saved_at: Mapped[datetime]


class OutboxMail(Identified):
    """A mail that is waiting to be sent, or was sent."""

    __tablename__ = "outbox_mail"
    __table_args__ = (
        Index("ix_outbox_mail_sent_at_created_at", "sent_at", "created_at"),
        Index("ix_outbox_mail_participation_id", "participation_id"),
    )

    kind: Mapped[str] = mapped_column(String(20), default="", server_default=text("''"))
    """What it is for: code, invitation, reminder, ..."""
    participation_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("participation.id"))
    """The participation that it is about, so that a coordinator sees whether it was sent."""
    recipient: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str | None] = mapped_column(Text)
    reply_to: Mapped[str | None] = mapped_column(String(254))
    calendar: Mapped[str | None] = mapped_column(Text)
    """An iCalendar entry that goes with it."""
    created_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
