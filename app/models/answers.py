"""Answers of participants and agreed scores, each with a version number and every earlier version kept."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, PrimaryKeyConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Identified

VALUES = ("0", "1", "2", "3", "4", "unknown", "not_applicable")
EVIDENCE_KINDS = ("document", "decision", "figures", "conversation", "impression")
CONFIDENCES = ("sure", "fairly_sure", "not_sure")


class Scored:
    """What an answer and an agreed score have in common."""

    value: Mapped[str] = mapped_column(String(14))
    reason: Mapped[str | None] = mapped_column(Text)
    evidence_kind: Mapped[str | None] = mapped_column(String(12))
    evidence_note: Mapped[str | None] = mapped_column(String(500))
    evidence_link: Mapped[str | None] = mapped_column(String(500))
    changed: Mapped[str | None] = mapped_column(String(7))
    """Whether something really changed since the earlier round: `yes`, `no` or `unknown` (S25); None: nobody said."""
    changed_what: Mapped[str | None] = mapped_column(Text)
    changed_action_id: Mapped[uuid.UUID | None]
    """The action that it has to do with, as somebody says. No foreign key: SQLite could not take it away again."""
    version: Mapped[int]
    saved_at: Mapped[datetime]

    saved_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    """Who typed it: the participant, or who filled in for them at one screen."""


class AnswerText(Scored):
    item: Mapped[str] = mapped_column(String(60))
    confidence: Mapped[str | None] = mapped_column(String(12))

    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("assessment.id"))
    """The assessment, for reading all of it at once."""
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    """The tenant."""
    participation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("participation.id"))
    """Whose answer it is."""


class Answer(AnswerText, Identified):
    """The newest answer of one participant to one item (`geld/A.BE`)."""

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("participation_id", "item"),
        CheckConstraint(f"value IN {VALUES}", name="value"),
        Index("ix_answer_assessment_id_item", "assessment_id", "item"),
    )


class AnswerVersion(AnswerText, Base):
    """Every version that an answer ever had; rows are only added."""

    __tablename__ = "answer_version"
    __table_args__ = (
        PrimaryKeyConstraint("participation_id", "item", "version"),
        Index("ix_answer_version_assessment_id_item", "assessment_id", "item"),
    )


class TypedDraft(Base):
    """What somebody typed at a question and did not save yet: theirs alone, also where they answer for others."""

    __tablename__ = "draft"
    __table_args__ = (PrimaryKeyConstraint("participation_id", "user_id", "item"), Index("ix_draft_user_id", "user_id"))

    participation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("participation.id"))
    """Of which part the question is."""
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    """Who typed it."""
    item: Mapped[str] = mapped_column(String(60))
    fields: Mapped[str] = mapped_column(Text)
    """What stood in each field, as JSON by the names of the columns of an answer."""
    seen: Mapped[int]
    """The version of the answer that the page was made with."""
    version: Mapped[uuid.UUID]
    """Another one with each save: whoever knows it may write over this draft."""
    saved_at: Mapped[datetime]
    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("assessment.id"))
    """The assessment."""
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    """The tenant."""


class AgreedText(Scored):
    """What an agreed score has besides."""

    item: Mapped[str] = mapped_column(String(60))
    dissent: Mapped[str | None] = mapped_column(Text)
    """Who sees it differently, and why."""
    present: Mapped[str | None] = mapped_column(Text)
    """Who was there when it was agreed, by function."""
    meeting_id: Mapped[uuid.UUID | None]
    """The meeting in which it was agreed. No foreign key: SQLite could not take it away again."""
    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("assessment.id"))
    """The assessment."""
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    """The tenant."""


class AgreedScore(AgreedText, Identified):
    """The official value of one item; `value` empty means that it was withdrawn."""

    __tablename__ = "agreed_score"
    __table_args__ = (
        UniqueConstraint("assessment_id", "item"),
        CheckConstraint("value IN ('0', '1', '2', '3', '4', 'not_applicable', '')", name="value"),
    )


class AgreedScoreVersion(AgreedText, Base):
    """Every version that an agreed score ever had; rows are only added."""

    __tablename__ = "agreed_score_version"
    __table_args__ = (PrimaryKeyConstraint("assessment_id", "item", "version"),)


class Owned:
    """What a closing text and a view of then have in common: about what it is, and whose."""

    item: Mapped[str] = mapped_column(String(60))
    version: Mapped[int]
    saved_at: Mapped[datetime]

    saved_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    """Who typed it."""
    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("assessment.id"))
    """The assessment in which it was said."""
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"))
    """The tenant."""
    participation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("participation.id"))
    """Whose it is."""


class ClosingContent(Owned):
    """What somebody says about a domain in their own words: what goes well, what is difficult, who can help.

    The item is the domain and the closing question: `geld/goes_well`.
    """

    text: Mapped[str] = mapped_column(Text)


class ClosingText(ClosingContent, Identified):
    """The newest version of a closing text; an empty text was taken back."""

    __tablename__ = "closing_text"
    __table_args__ = (
        UniqueConstraint("participation_id", "item"),
        Index("ix_closing_text_assessment_id_item", "assessment_id", "item"),
    )


class ClosingTextVersion(ClosingContent, Base):
    """Every version that a closing text ever had; rows are only added."""

    __tablename__ = "closing_text_version"
    __table_args__ = (PrimaryKeyConstraint("participation_id", "item", "version"),)


class BackValue(Owned):
    """What somebody says, now, that the answer should have been at the earlier round, which stays as it was."""

    value: Mapped[str] = mapped_column(String(14))
    """0 to 4 or unknown; empty: taken back."""


class BackAnswer(BackValue, Identified):
    """The newest version of a view of then."""

    __tablename__ = "back_answer"
    __table_args__ = (
        UniqueConstraint("participation_id", "item"),
        CheckConstraint("value IN ('0', '1', '2', '3', '4', 'unknown', '')", name="value"),
        Index("ix_back_answer_assessment_id_item", "assessment_id", "item"),
    )


class BackAnswerVersion(BackValue, Base):
    """Every version that a view of then ever had; rows are only added."""

    __tablename__ = "back_answer_version"
    __table_args__ = (PrimaryKeyConstraint("participation_id", "item", "version"),)
