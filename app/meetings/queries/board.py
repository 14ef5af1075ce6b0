"""What everybody sees of the item under discussion: how the answers lie, and never whose they are."""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.asked import question_of, title_of
from app.models import Answer, Assessment, Participation
from app.reports.queries import StoredScore
from app.reports.queries.assessment import agreed_rows
from app.texts.reviews import agreement_sentence, inside_outside_sentence
from app.texts.words import SPECIAL
from questionnaires.model import Question
from scoring import assessment as plain
from scoring.items import agreement, inside_outside, numbers


class Given(NamedTuple):
    """An answer with the level of who gave it, for inside against outside; nothing else of that person is read."""

    participation_id: uuid.UUID
    level: str | None
    value: str
    reason: str | None
    evidence_kind: str | None
    evidence_note: str | None
    evidence_link: str | None


@dataclass(frozen=True, slots=True)
class Bar:
    """One answer that can be given, and how often it was."""

    value: str
    text: str
    count: int
    agreed: bool


@dataclass(frozen=True, slots=True)
class Board:
    """One item as it stands on the big screen."""

    item: str
    domain: str
    title: str
    """Of the domain."""
    question: Question
    given: tuple[Given, ...]
    """By value, then by what was written: not in the order of the people."""
    scores: dict[str, StoredScore]
    """All agreed scores of the assessment by item, withdrawn ones too."""
    sentences: tuple[str, ...]

    @property
    def stored(self) -> StoredScore | None:
        """The agreed score of this item as it is stored, withdrawn or not."""
        return self.scores.get(self.item)

    @property
    def agreed(self) -> StoredScore | None:
        """The agreed score that holds, without who was there: no function stands on the screen."""
        return without_present(self.stored) if self.stored and self.stored.value else None

    @property
    def bars(self) -> tuple[Bar, ...]:
        """The five answers, and below them what else was answered."""
        counts = Counter(given.value for given in self.given)
        agreed = self.agreed.value if self.agreed else None
        five = [(str(value), f"{value}. {text}") for value, text in enumerate(self.question.options)]
        special = [(value, text) for value, text in SPECIAL.items() if counts[value] or agreed == value]
        return tuple(Bar(value, text, counts[value], value == agreed) for value, text in (*five, *special))

    @property
    def five(self) -> tuple[Bar, ...]:
        """The five answers that can be given, which tell nothing of what was."""
        return self.bars[: len(self.question.options)]

    @property
    def said(self) -> tuple[Given, ...]:
        """The answers with something written beside them."""
        return tuple(given for given in self.given if given.reason or given.evidence_kind)


def without_present(score: StoredScore) -> StoredScore:
    """The same score without who was there."""
    return score._replace(present=None)


def load_board(session: Session, assessment: Assessment, item: str) -> Board:
    """What is said about one item, in two statements."""
    domain, question_id = item.split("/")
    question = question_of(assessment, domain, question_id)
    given = _given(session, assessment, item)
    return Board(
        item=item,
        domain=domain,
        title=title_of(assessment, domain),
        question=question,
        given=given,
        scores={row.item: row for row in agreed_rows(session, assessment.id)},
        sentences=_sentences(question, item, given),
    )


def _given(session: Session, assessment: Assessment, item: str) -> tuple[Given, ...]:
    answered = [getattr(Answer, name) for name in Given._fields[2:]]
    rows = session.execute(
        select(Participation.id, Participation.level, *answered)
        .join(Participation, Participation.id == Answer.participation_id)
        .where(Answer.assessment_id == assessment.id, Answer.item == item)
    )
    return tuple(sorted((Given(*row) for row in rows), key=lambda given: (given.value, given.reason or "")))


def _sentences(question: Question, item: str, given: Sequence[Given]) -> tuple[str, ...]:
    answers = [_plain(item, one) for one in given]
    known = numbers(answers)
    found = []
    if known:
        lie = agreement(known)
        found.append(agreement_sentence(lie.n, lie.mean, lie.average_deviation, lie.kind))
    levels = {str(one.participation_id): one.level for one in given}
    groups = inside_outside(question.level, answers, levels) if question.level else None
    if groups:
        found.append(inside_outside_sentence(groups.inside, groups.outside))
    return tuple(found)


def _plain(item: str, given: Given) -> plain.Answer:
    value = int(given.value) if given.value.isdecimal() else cast(plain.Special, given.value)
    return plain.Answer(str(given.participation_id), item, value)
