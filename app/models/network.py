"""The network: who takes part, the cohorts in which scores came in, what is shown, and what is told about actions."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.actions import EFFORTS
from app.models.assessments import Assessment
from app.models.base import Base, Identified
from app.models.people import Municipality

LANES = ("open", "size", "region", "questions")


class NetworkConsent(Identified):
    """That a municipality takes part with a round, until it stops; who stops and begins again gets another row."""

    __tablename__ = "network_consent"
    __table_args__ = (
        CheckConstraint(f"lane IN {LANES}", name="lane"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name="withdrawn"),
        Index("ix_network_consent_assessment_id", "assessment_id"),
        Index("ix_network_consent_municipality_id", "municipality_id"),
    )

    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("assessment.id"))
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    lane: Mapped[str] = mapped_column(String(10))
    """For which figures the scores count: the same for a municipality for ever, since a score may count once."""
    given_at: Mapped[datetime]
    given_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    report_number: Mapped[int]
    """The version of the report of which the scores are."""
    core: Mapped[str] = mapped_column(String(40))
    """On which questions they were computed."""
    scored_at: Mapped[datetime]

    assessment: Mapped[Assessment] = relationship(lazy="raise")


class NetworkScore(Base):
    """A score of a round that takes part, kept so that counting need not read reports; gone when a round stops."""

    __tablename__ = "network_score"

    consent_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("network_consent.id"), primary_key=True)
    cell: Mapped[str] = mapped_column(String(60), primary_key=True)
    """`geld/middelen`, or `vraag/A.BE`."""
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    value: Mapped[int]
    """In ten-thousandths of a point."""
    mark: Mapped[str] = mapped_column(String(16))
    """A hash of the score: the same for as long as the score is."""


class NetworkCohort(Base):
    """Scores of one cell that came in together, without the lowest and the highest, and without whose they are."""

    __tablename__ = "network_cohort"
    __table_args__ = (Index("ix_network_cohort_cell", "cell"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    cell: Mapped[str] = mapped_column(String(60))
    pool: Mapped[str] = mapped_column(String(20))
    inner: Mapped[Any] = mapped_column(JSON)
    hidden: Mapped[int]
    closed_at: Mapped[datetime]


class NetworkMember(Base):
    """Who came in with a cohort; which of its scores is whose is not kept."""

    __tablename__ = "network_member"

    cohort_number: Mapped[int] = mapped_column(ForeignKey("network_cohort.number"), primary_key=True)
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"), primary_key=True)
    mark: Mapped[str] = mapped_column(String(16))


class NetworkFigure(Base):
    """What is shown of a cell with a filter, as it was published last."""

    __tablename__ = "network_figure"

    cell: Mapped[str] = mapped_column(String(60), primary_key=True)
    filter: Mapped[str] = mapped_column(String(20), primary_key=True)
    """`size:20-50`, `region:noord`; empty for everybody."""
    low: Mapped[int | None]
    middle: Mapped[int | None]
    high: Mapped[int | None]
    size: Mapped[int]
    """How many there are, as a step."""
    counted: Mapped[Any] = mapped_column(JSON)
    """The mark of each municipality then: what changed since is held against it."""
    published_at: Mapped[datetime]


class NetworkState(Base):
    """The one row with what was done last night, and the numbers of municipalities by step as they were told last."""

    __tablename__ = "network_state"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    counted_at: Mapped[datetime]
    closed_filters: Mapped[Any] = mapped_column(JSON)
    """By cell the kinds of filter (size, region) that cannot be offered."""
    told: Mapped[Any] = mapped_column(JSON)
    places: Mapped[Any] = mapped_column(JSON)
    """The step of each municipality when the numbers were told last."""
    told_at: Mapped[datetime | None]


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
