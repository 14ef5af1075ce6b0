"""What municipalities tell each other about actions: what was shared, and questions about it."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.actions import EFFORTS
from app.models.base import Identified
from app.models.people import Municipality


class SharedPractice(Identified):
    """An action as a municipality shares it, with what it experienced: a copy, which the plan does not change."""

    __tablename__ = "shared_practice"
    __table_args__ = (
        CheckConstraint(f"effort IS NULL OR effort IN {EFFORTS}", name="effort"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name="withdrawn"),
        # An action is shared once at a time.
        Index(
            "uq_shared_practice_shared",
            "action_id",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
        Index("ix_shared_practice_municipality_id", "municipality_id"),
        Index("ix_shared_practice_shared_at", "shared_at"),
    )

    action_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("improvement_action.id"))
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    questionnaire_id: Mapped[str] = mapped_column(String(20))
    domain: Mapped[str] = mapped_column(String(40))
    """A domain of the questionnaire, `algemeen`, or empty for an own domain: its name would tell whose it is."""
    question: Mapped[str] = mapped_column(String(20))
    """The question that it should move; empty without one."""
    title: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text)
    partners: Mapped[str] = mapped_column(Text)
    done_when: Mapped[str] = mapped_column(Text)
    effort: Mapped[str | None] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(10))
    """How far the action was when it was shared."""
    experience: Mapped[str] = mapped_column(Text)
    """Two sentences about how it went."""
    shows_name: Mapped[bool]
    """Whether others see which municipality it is."""
    shared_at: Mapped[datetime]
    shared_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    version: Mapped[int] = mapped_column(default=1)
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    hidden_at: Mapped[datetime | None]
    hidden_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    hidden_reason: Mapped[str | None] = mapped_column(Text)
    """Why an administrator lets nobody read it: for who shared it, and administrators."""

    municipality: Mapped[Municipality] = relationship(lazy="raise")

    @property
    def is_open(self) -> bool:
        """Whether others can read it."""
        return self.withdrawn_at is None and self.hidden_at is None


class PracticeQuestion(Identified):
    """A question of one municipality about what another shared; an adviser brings back the answer."""

    __tablename__ = "practice_question"
    __table_args__ = (
        CheckConstraint("(answered_at IS NULL) = (answer IS NULL)", name="answered"),
        Index("ix_practice_question_municipality_id", "municipality_id"),
        Index("ix_practice_question_practice_id", "practice_id"),
    )

    practice_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("shared_practice.id"))
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    """Which one asks."""
    asked_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    asked_at: Mapped[datetime]
    text: Mapped[str] = mapped_column(Text)
    answer: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))

    practice: Mapped[SharedPractice] = relationship(lazy="raise")
    municipality: Mapped[Municipality] = relationship(lazy="raise")
