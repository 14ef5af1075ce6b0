"""The ten months after an inventory: what was chosen, the five steps, hours, appointments and reminders."""

import uuid
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.assessments import Assessment
from app.models.base import Base, Identified
from app.models.people import Municipality
from app.state.steps import HOURS, STEP_IDS

APPOINTMENT_KINDS = ("meeting", "session", "visit", "decision", "other")
MAIL_KINDS = ("step", "action", "appointment", "network")
"""What a mail of the day can be about."""
CHOSEN, AMBASSADOR = "chosen", "ambassador"


class PriorityChoice(Identified):
    """Which domains were chosen out of an agreed report, beside what the tool proposed. Rows are only added."""

    __tablename__ = "priority_choice"
    __table_args__ = (UniqueConstraint("assessment_id", "number"),)

    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("assessment.id"))
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    number: Mapped[int]
    """1, 2, ...: the highest is the choice that counts."""
    report_number: Mapped[int]
    """The version of the report that was on the table."""
    rules: Mapped[int]
    proposal: Mapped[Any] = mapped_column(JSON)
    """What the tool proposed then: of each domain with an order its rank, best and worst place, chance and word."""
    decided_by: Mapped[str] = mapped_column(String(80))
    """Who decided, by function: `het college`, `de stuurgroep`."""
    note: Mapped[str] = mapped_column(Text)
    chosen_at: Mapped[datetime]
    chosen_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))

    domains: Mapped[list["ChosenDomain"]] = relationship(lazy="raise", order_by="ChosenDomain.position")


class ChosenDomain(Base):
    """A domain of a choice and why: to work on, or to be asked as ambassador. Rows are only added."""

    __tablename__ = "chosen_domain"
    __table_args__ = (CheckConstraint(f"kind IN ('{CHOSEN}', '{AMBASSADOR}')", name="kind"),)

    choice_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("priority_choice.id"), primary_key=True)
    domain: Mapped[str] = mapped_column(String(40), primary_key=True)
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    kind: Mapped[str] = mapped_column(String(10))
    position: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    """Why this domain; of an ambassador what is asked, which may be empty."""


class Trajectory(Identified):
    """The ten months that begin with an inventory; one for an inventory at most."""

    __tablename__ = "trajectory"
    __table_args__ = (UniqueConstraint("assessment_id"), Index("ix_trajectory_municipality_id", "municipality_id"))

    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("assessment.id"))
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    started_on: Mapped[date]
    hours: Mapped[int] = mapped_column(default=HOURS)
    """How many hours of the municipality it may take."""
    created_at: Mapped[datetime]
    created_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    ended_at: Mapped[datetime | None]
    """When somebody closed it: nothing is reminded any more."""
    version: Mapped[int] = mapped_column(default=1)

    assessment: Mapped[Assessment] = relationship(lazy="raise")
    municipality: Mapped[Municipality] = relationship(lazy="raise")
    steps: Mapped[list["TrajectoryStep"]] = relationship(lazy="raise")


class TrajectoryStep(Base):
    """One of the five steps: when it should take place, and when it did."""

    __tablename__ = "trajectory_step"
    __table_args__ = (
        CheckConstraint(f"step IN {STEP_IDS}", name="step"),
        CheckConstraint("planned_start <= planned_end", name="planned"),
    )

    trajectory_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("trajectory.id"), primary_key=True)
    step: Mapped[str] = mapped_column(String(20), primary_key=True)
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    planned_start: Mapped[date]
    planned_end: Mapped[date]
    started_on: Mapped[date | None]
    """As somebody typed it; what the application knows (an agreed report, a choice) counts where this is empty."""
    ended_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)


class HourEntry(Identified):
    """Time that somebody spent on a step."""

    __tablename__ = "hour_entry"
    __table_args__ = (
        CheckConstraint(f"step IN {STEP_IDS}", name="step"),
        CheckConstraint("minutes > 0", name="minutes"),
        Index("ix_hour_entry_trajectory_id", "trajectory_id"),
    )

    trajectory_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("trajectory.id"))
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    step: Mapped[str] = mapped_column(String(20))
    day: Mapped[date]
    minutes: Mapped[int]
    who: Mapped[str] = mapped_column(String(80))
    """By function."""
    note: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    created_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    removed_at: Mapped[datetime | None]
    """When somebody took it away; it no longer counts, and the history tells of it."""


class Appointment(Identified):
    """A meeting of the ten months: on a day, perhaps at a time and a place."""

    __tablename__ = "appointment"
    __table_args__ = (
        CheckConstraint(f"kind IN {APPOINTMENT_KINDS}", name="kind"),
        CheckConstraint(f"step IN {STEP_IDS}", name="step"),
        Index("ix_appointment_trajectory_id", "trajectory_id"),
    )

    trajectory_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("trajectory.id"))
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    step: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(80))
    day: Mapped[date]
    at: Mapped[time | None]
    """In the Netherlands; None: a whole day."""
    minutes: Mapped[int | None]
    place: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    created_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    cancelled_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class SentReminder(Base):
    """That somebody was told of something with a date: once for each kind, also when two processes do it."""

    __tablename__ = "sent_reminder"

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"), primary_key=True)
    subject: Mapped[str] = mapped_column(String(80), primary_key=True)
    """`step/<trajectory>/<step>`, `action/<id>`, `appointment/<id>` or `network/<consent>/<first or all>`."""
    due: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    """week, day, overdue or news."""
    trajectory_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("trajectory.id"))
    """None: it is of no trajectory."""
    sent_at: Mapped[datetime]


class DigestDay(Base):
    """That somebody got their mail of this day: there is never a second one."""

    __tablename__ = "digest_day"

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    sent_at: Mapped[datetime]


class MutedMail(Base):
    """That somebody wants no such lines in their mail of the day."""

    __tablename__ = "muted_mail"
    __table_args__ = (CheckConstraint(f"kind IN {MAIL_KINDS}", name="kind"),)

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    """step, action, appointment or network."""
    created_at: Mapped[datetime]


class CalendarFeed(Identified):
    """An address with which somebody's calendar reads the dates of a trajectory, until it is revoked."""

    __tablename__ = "calendar_feed"
    __table_args__ = (
        # One that works for a person and a trajectory.
        Index(
            "uq_calendar_feed_working",
            "user_id",
            "trajectory_id",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
    )

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    trajectory_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("trajectory.id"))
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
