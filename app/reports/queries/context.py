"""How a report came about: by whom, when and in which way, without a name."""

import datetime
import uuid
from collections.abc import Iterator, Sequence

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.asked import domains_of, questionnaire_of
from app.formatting import HERE
from app.models import Assessment, ClosingText, Remark, User
from app.parts import closing_questions
from app.reports.document import OwnWords, ReportContext
from app.reports.document import Remark as ReportRemark
from app.reports.document.context import Way
from app.reports.queries.assessment import Rows, StoredAnswer, outgoing_data
from app.reports.queries.explained import frozen_data
from app.reports.queries.frozen import newest_report
from app.reports.queries.functions import function_of
from app.texts.checking import CHECK_PAGE
from app.texts.periods import period
from app.texts.words import NO_FUNCTION
from questionnaires.catalogue import questionnaire
from scoring.comparison import Comparison, compare

COORDINATOR = "de coördinator"
ADVISER = "de adviseur van de Stichting"


def report_context(
    session: Session,
    assessment: Assessment,
    rows: Rows,
    *,
    version: int,
    date: datetime.date,
    report_id: uuid.UUID | None = None,
) -> ReportContext:
    """The context of version so-and-so of a report; a preview as long as it has no id."""
    preliminary = report_id is None
    approved = assessment.approved_at is not None
    return ReportContext(
        title=assessment.title,
        date=date,
        filled_in=_filled_in(rows.answers),
        agreed_by=() if preliminary else ((COORDINATOR, ADVISER) if approved else (COORDINATOR,)),
        way=_way(rows),
        functions=_functions(assessment, rows),
        person_of=rows.person_of,
        version=version,
        document_id=None if preliminary else str(report_id),
        check_page=None if preliminary else f"{current_app.config['SETTINGS'].base_url}{CHECK_PAGE}",
        remarks=tuple(_remarks(session, assessment)),
        dissents={score.item: score.dissent for score in rows.agreed if score.dissent},
        own_words=tuple(_own_words(session, assessment, rows)),
        preliminary=preliminary,
        without_adviser=not preliminary and not approved,
        comparison=_comparison(session, assessment, rows),
    )


def _comparison(session: Session, assessment: Assessment, rows: Rows) -> Comparison | None:
    """With the round that this one is held against, as that was agreed last; nothing of it while people answer."""
    if assessment.earlier_id is None or assessment.state == "open":
        return None
    earlier = newest_report(session, assessment.earlier_id)
    if earlier is None:
        return None
    then, now = frozen_data(earlier), outgoing_data(assessment, rows)
    return compare(questionnaire(then.questionnaire_id, then.version), then, questionnaire_of(assessment), now)


def _own_words(session: Session, assessment: Assessment, rows: Rows) -> Iterator[OwnWords]:
    """The closing texts of the chosen domains, by question; none while people still write theirs."""
    if assessment.state == "open":
        return
    query = select(ClosingText.item, ClosingText.participation_id, ClosingText.text).where(
        ClosingText.assessment_id == assessment.id, ClosingText.text != ""
    )
    found = {(item, part_id): text for item, part_id, text in session.execute(query)}
    functions = _functions(assessment, rows)
    for domain in domains_of(assessment):
        for key, question in closing_questions(domain).items():
            for part in rows.participations:
                if text := found.get((f"{domain.id}/{key}", part.id)):
                    yield OwnWords(domain.id, question, functions[str(part.id)], text)


def _functions(assessment: Assessment, rows: Rows) -> dict[str, str]:
    questionnaire = questionnaire_of(assessment)
    return {str(part.id): function_of(part, questionnaire) for part in rows.participations}


def _filled_in(answers: Sequence[StoredAnswer]) -> str | None:
    days = [answer.saved_at.astimezone(HERE).date() for answer in answers]
    return period(min(days), max(days)) if days else None


def _way(rows: Rows) -> Way | None:
    answered = {answer.participation_id for answer in rows.answers}
    # By role: the coordinator may leave questions of the joint part to colleagues, and fill in the rest together.
    together = {part.role == "coordinator" for part in rows.participations if part.id in answered}
    if not together:
        return None
    return "mixed" if len(together) == 2 else ("together" if together == {True} else "invited")


def _remarks(session: Session, assessment: Assessment) -> list[ReportRemark]:
    """The remarks to all about an item, oldest first."""
    found = session.execute(
        select(Remark.item, User.function, Remark.text)
        .join(User, User.id == Remark.author_id)
        .where(Remark.assessment_id == assessment.id, Remark.audience == "all", Remark.item.is_not(None))
        .order_by(Remark.created_at, Remark.id)
    )
    return [ReportRemark(item or "", function or NO_FUNCTION, text) for item, function, text in found]
