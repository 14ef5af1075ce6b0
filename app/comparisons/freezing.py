"""Freezing a round: its report, and of an evaluation what differs from the round that it is held against."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.comparisons.contents import FORMS, ComparisonContents, make_comparison, render_form
from app.comparisons.document.report import render_json as render_report
from app.comparisons.material import LaterVersion, load_material
from app.comparisons.rounds import load_chain
from app.models import Assessment, Report, User
from app.reports.freezing import Draft, DraftChangedError, Drawn, draft_report, draw_report, freeze_report, keep_forms
from app.reports.frozen import ANSWERS, DOCUMENT
from app.texts.checking import COMPARISON
from app.web.formatting import HERE
from scoring.interchange import build_comparison_document, render_json


@dataclass(frozen=True, slots=True)
class RoundDraft:
    """What would be frozen of a round now."""

    report: Draft
    comparison: ComparisonContents | None
    """None: there is no earlier round."""


@dataclass(frozen=True, slots=True)
class DrawnRound:
    """A draft with its forms: (kind, form, bytes) of all that is kept."""

    report: Drawn
    comparison: ComparisonContents | None
    forms: tuple[tuple[str, str, bytes], ...]
    """Those of the comparison."""


def draft_round(session: Session, assessment: Assessment, report_id: uuid.UUID, *, now: datetime) -> RoundDraft:
    """The next version of the report of a round, and the comparison with it, from the database."""
    draft = draft_report(session, assessment, report_id, now=now)
    return RoundDraft(draft, _comparison(session, assessment, report_id, draft.number, now))


def draw_round(draft: RoundDraft) -> DrawnRound:
    """Make every form of a draft; this takes a few seconds, and needs no database."""
    return DrawnRound(draw_report(draft.report), draft.comparison, _forms(draft.comparison))


def freeze_round(
    session: Session, assessment: Assessment, actor: User, *, now: datetime, drawn: DrawnRound | None = None
) -> Report:
    """Keep the next version of the report of a round, and the comparison with it.

    As with the report, DraftChangedError when what was `drawn` before is not the same any more: also of the earlier
    round, which may have been agreed anew.
    """
    report = freeze_report(session, assessment, actor, now=now, drawn=drawn.report if drawn else None)
    comparison = _comparison(session, assessment, report.id, report.number, report.agreed_at)
    if drawn and drawn.comparison != comparison:
        raise DraftChangedError
    forms = drawn.forms if drawn else _forms(comparison)
    if comparison:
        keep_forms(session, report, forms, renderer=comparison.report.renderer)
    return report


def _comparison(
    session: Session, assessment: Assessment, report_id: uuid.UUID, number: int, at: datetime
) -> ComparisonContents | None:
    if assessment.earlier_id is None:
        return None
    chain, day = load_chain(session, assessment), at.astimezone(HERE).date()
    if chain.earlier is None:
        return None
    version = LaterVersion(number, day, agreed_on=day, document_id=str(report_id))
    return make_comparison(load_material(session, chain, chain.earlier, version))


def _forms(comparison: ComparisonContents | None) -> tuple[tuple[str, str, bytes], ...]:
    if comparison is None:
        return ()
    found: list[tuple[str, bytes]] = [
        (DOCUMENT, render_report(comparison.report)),
        (ANSWERS, render_json(build_comparison_document(comparison.material.comparison))),
    ]
    found += [(form, render_form(comparison, form)) for form in FORMS]
    return tuple((COMPARISON, form, content) for form, content in found)
