"""The page that shows, for one time that domains were sent back, what each person changed in words and marks."""

import uuid
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.asked import domains_of, question_of, questionnaire_of, title_of
from app.differences import Difference, Piece, difference
from app.models import Assessment, Participation
from app.parts import closing_questions
from app.reviews.queries.changes.contents import NOTHING, Change, Changes, changes_in
from app.reviews.queries.changes.periods import Period, periods_of
from app.reviews.queries.functions import functions_of_users, who
from app.texts.changes import LABELS, field_text
from app.texts.closing import CLOSING
from questionnaires.model import Question

WHOLE = frozenset({"value", "evidence_kind", "confidence"})
"""What is chosen, and not written: it changes as a whole."""


@dataclass(frozen=True, slots=True)
class Line:
    """One field that changed: its name, and what differs."""

    label: str
    difference: Difference


@dataclass(frozen=True, slots=True)
class Said:
    """What one person changed under one question."""

    who: str
    is_new: bool
    """Whether this person had said nothing there before."""
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ChangedItem:
    """One question with everybody who changed something under it."""

    domain: str
    question: Question | None
    """None for a closing question."""
    text: str
    people: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """Everything on the page."""

    periods: tuple[Period, ...]
    """Every time that domains were sent back, newest first."""
    chosen: Period
    by: str
    """Who sent back, by function."""
    domains: tuple[tuple[str, str, tuple[ChangedItem, ...]], ...]
    """(id, title, what changed) of each domain that was sent back."""
    answers: Changes
    texts: Changes


def changes_page(session: Session, assessment: Assessment, number: int | None) -> ChangesPage | None:
    """The page of the time with this number, or of the newest; None when nothing was ever sent back."""
    periods = tuple(reversed(periods_of(session, assessment)))
    if not periods:
        return None
    chosen = next((period for period in periods if period.number == number), periods[0])
    answers = changes_in(session, "versions", assessment, chosen)
    texts = changes_in(session, "texts", assessment, chosen)
    people = _people(session, assessment, {one.participation_id for one in (*answers.changed, *texts.changed)})
    items = [*_items(assessment, answers, people), *_items(assessment, texts, people)]
    by = functions_of_users(session, [chosen.by] if chosen.by else [])
    return ChangesPage(
        periods=periods,
        chosen=chosen,
        by=next(iter(by.values()), ""),
        domains=tuple(
            (domain, title_of(assessment, domain), tuple(item for item in items if item.domain == domain))
            for domain in chosen.domains
        ),
        answers=answers,
        texts=texts,
    )


def _people(session: Session, assessment: Assessment, ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    query = select(Participation).where(Participation.id.in_(ids)).options(joinedload(Participation.user))
    questionnaire = questionnaire_of(assessment)
    found = session.scalars(query.order_by(Participation.created_at, Participation.id))
    return {part.id: who(part, questionnaire) for part in found}


def _items(assessment: Assessment, found: Changes, people: dict[uuid.UUID, str]) -> Iterator[ChangedItem]:
    order = list(people)
    for item, group in groupby(found.changed, key=lambda change: change.item):
        domain, key = item.split("/")
        changes = sorted(group, key=lambda change: order.index(change.participation_id))
        question = None if key in CLOSING else question_of(assessment, domain, key)
        text = question.text if question else _closing_question(assessment, domain, key)
        yield ChangedItem(domain, question, text, _said(changes, people, question))


def _closing_question(assessment: Assessment, domain: str, key: str) -> str:
    about = next(found for found in domains_of(assessment) if found.id == domain)
    return closing_questions(about)[key]


def _said(changes: Sequence[Change], people: dict[uuid.UUID, str], question: Question | None) -> tuple[Said, ...]:
    return tuple(
        Said(people[change.participation_id], change.old == NOTHING, tuple(_lines(change, question)))
        for change in changes
    )


def _lines(change: Change, question: Question | None) -> Iterator[Line]:
    options = question.options if question else ()
    for name, old, new in zip(LABELS, change.old, change.new, strict=True):
        before, after = field_text(name, old, options), field_text(name, new, options)
        if before != after:
            yield Line(LABELS[name], _whole(before, after) if name in WHOLE else difference(before, after))


def _whole(old: str, new: str) -> Difference:
    return Difference(*(tuple([Piece(text, marked=True)] if text else []) for text in (old, new)))
