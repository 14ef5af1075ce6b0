"""What is published with a round: its versions, and the forms of each, kept byte for byte with their sha256."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Protocol

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session, defer

from app.documents.model import ALL, ANSWERS, DOCUMENT, RENDERER, KeptForm, ReportDocument, parse_document
from app.models import Assessment, Rendering, Report, User
from scoring.engine import RULES


class DraftChangedError(Exception):
    """What was drawn is not what there is now: something changed meanwhile."""


class Freezable(Protocol):
    """All that the forms of one document are made of; what is equal gives the same bytes."""

    def forms(self) -> Iterable[KeptForm]:
        """Everything that is kept of it; this takes a few seconds, and needs no database."""
        ...


@dataclass(frozen=True, slots=True)
class Draft:
    """The next version of what is published with a round, as it would be frozen now."""

    report_id: uuid.UUID
    at: datetime
    number: int
    contents: tuple[Freezable, ...]
    """Its report, and of an evaluation what differs from the round that it is held against."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draft with its forms."""

    draft: Draft
    forms: tuple[KeptForm, ...]


def draw(draft: Draft) -> Drawn:
    """Make every form of a draft; this takes a few seconds, and needs no database."""
    return Drawn(draft, tuple(form for each in draft.contents for form in each.forms()))


def freeze(session: Session, assessment: Assessment, actor: User, draft: Draft, drawn: Drawn | None = None) -> Report:
    """Keep a draft that was read just now, with its forms.

    The caller holds the assessment for update, so that nothing can be saved that the report lacks. What was
    `drawn` before that is kept only if everything it was made of is still the same: otherwise DraftChangedError, since
    drawing takes seconds in which everybody would wait. Without `drawn` it is drawn here: for who is alone.
    """
    drawn = drawn or draw(draft)
    if drawn.draft != draft:
        raise DraftChangedError
    contents = {(kind, form): content for kind, form, content in drawn.forms}
    report = Report(
        id=draft.report_id,
        assessment_id=assessment.id,
        municipality_id=assessment.municipality_id,
        number=draft.number,
        interchange=contents[ALL, ANSWERS].decode(),
        rules=RULES,
        agreed_at=draft.at,
        agreed_by=actor.id,
        approved_by=assessment.approved_by,
    )
    session.add(report)
    session.flush()
    rows = [
        {
            "id": uuid.uuid4(),
            "report_id": report.id,
            "municipality_id": report.municipality_id,
            "kind": kind,
            "form": form,
            "content": content,
            "sha256": sha256(content).hexdigest(),
            "renderer": RENDERER,
        }
        for (kind, form), content in contents.items()
    ]
    session.execute(insert(Rendering), rows)
    return report


def reports_of(session: Session, assessment_id: uuid.UUID) -> Sequence[Report]:
    """The frozen reports of an assessment, newest first, without their answers."""
    query = select(Report).where(Report.assessment_id == assessment_id).order_by(Report.number.desc())
    return session.scalars(query.options(defer(Report.interchange))).all()


def last_number(session: Session, assessment_id: uuid.UUID) -> int:
    """The number of the newest report of an assessment; 0 when there is none."""
    return session.scalar(select(func.max(Report.number)).where(Report.assessment_id == assessment_id)) or 0


def newest_report(session: Session, assessment_id: uuid.UUID) -> Report | None:
    """The newest frozen report of an assessment with its answers; None when there is none."""
    query = select(Report).where(Report.assessment_id == assessment_id).order_by(Report.number.desc()).limit(1)
    return session.scalars(query).one_or_none()


def frozen_rendering(session: Session, report: Report, kind: str, form: str) -> bytes | None:
    """The bytes of one form of a report as they were frozen; None when that form was not made then."""
    return session.scalar(
        select(Rendering.content).where(
            Rendering.report_id == report.id, Rendering.kind == kind, Rendering.form == form
        )
    )


def frozen_hashes(session: Session, report: Report) -> Mapping[tuple[str, str], str]:
    """The sha256 of every form that was frozen, by kind and form."""
    query = select(Rendering.kind, Rendering.form, Rendering.sha256).where(Rendering.report_id == report.id)
    return {(kind, form): code for kind, form, code in session.execute(query)}


def frozen_document(session: Session, report: Report) -> ReportDocument | None:
    """The document of a report as it was frozen."""
    content = frozen_rendering(session, report, ALL, DOCUMENT)
    return None if content is None else parse_document(content)
