"""Freezing a report: at agreement every form is made once, and kept byte for byte."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.documents.model import render_json as render_document
from app.models import Assessment, Rendering, Report, User
from app.reports.contents import FORMS_OF, Contents, make_contents, render_form
from app.reports.context import report_context
from app.reports.frozen import ALL, ANSWERS, DOCUMENT, last_number
from app.reports.stored import build_assessment, load_rows
from app.state.asked import questionnaire_of
from app.web.formatting import HERE
from scoring.engine import RULES


class DraftChangedError(Exception):
    """What was drawn is not what there is now: something changed meanwhile."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The next version of a report as it would be frozen now."""

    report_id: uuid.UUID
    at: datetime
    number: int
    contents: Contents


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draft with its forms: (kind, form, bytes) of all that is kept."""

    draft: Draft
    forms: tuple[tuple[str, str, bytes], ...]


def draft_report(session: Session, assessment: Assessment, report_id: uuid.UUID, *, now: datetime) -> Draft:
    """The next version of the report of an assessment, from the database."""
    rows = load_rows(session, assessment)
    number = last_number(session, assessment.id) + 1
    date = now.astimezone(HERE).date()
    context = report_context(session, assessment, rows, version=number, date=date, report_id=report_id)
    contents = make_contents(questionnaire_of(assessment), build_assessment(assessment, rows), context)
    return Draft(report_id, now, number, contents)


def draw_report(draft: Draft) -> Drawn:
    """Make every form of a draft; this takes a few seconds, and needs no database."""
    contents = draft.contents
    forms: list[tuple[str, str, bytes]] = [
        (ALL, DOCUMENT, render_document(contents.document)),
        # The answers stand with the report as well; here they have a hash by which a file can be checked.
        (ALL, ANSWERS, contents.interchange),
    ]
    forms += [(kind, form, render_form(contents, kind, form)) for kind in FORMS_OF for form in FORMS_OF[kind]]
    return Drawn(draft, tuple(forms))


def freeze_report(
    session: Session, assessment: Assessment, actor: User, *, now: datetime, drawn: Drawn | None = None
) -> Report:
    """Keep the next version of the report of an assessment.

    The caller holds the assessment for update, so that nothing can be saved that the report lacks. What was
    `drawn` before that is kept only if everything it was made of is still the same: otherwise DraftChangedError, since
    drawing takes seconds in which everybody would wait. Without `drawn` it is drawn here: for who is alone.
    """
    report_id, at = (drawn.draft.report_id, drawn.draft.at) if drawn else (uuid.uuid4(), now)
    draft = draft_report(session, assessment, report_id, now=at)
    if drawn is None:
        drawn = draw_report(draft)
    elif drawn.draft != draft:
        raise DraftChangedError
    report = Report(
        id=report_id,
        assessment_id=assessment.id,
        municipality_id=assessment.municipality_id,
        number=draft.number,
        interchange=draft.contents.interchange.decode(),
        rules=RULES,
        agreed_at=at,
        agreed_by=actor.id,
        approved_by=assessment.approved_by,
    )
    session.add(report)
    session.flush()
    keep_forms(session, report, drawn.forms, renderer=draft.contents.document.renderer)
    return report


def keep_forms(session: Session, report: Report, forms: Iterable[tuple[str, str, bytes]], *, renderer: int) -> None:
    """Keep forms with a report that was just frozen: of each its kind, its form and its bytes."""
    session.execute(insert(Rendering), [_row(report, *form, renderer=renderer) for form in forms])


def _row(report: Report, kind: str, form: str, content: bytes, *, renderer: int) -> dict[str, object]:
    return {
        "id": uuid.uuid4(),
        "report_id": report.id,
        "municipality_id": report.municipality_id,
        "kind": kind,
        "form": form,
        "content": content,
        "sha256": sha256(content).hexdigest(),
        "renderer": renderer,
    }
