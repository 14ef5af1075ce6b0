"""What surrounds the answers of a report: how it was made, and for an explanation only what was frozen with it."""

import datetime
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AgreedScoreVersion, Assessment, ClosingText, Participation, Remark, Report, User
from app.reports.contents import Contents, as_participations, make_contents
from app.reports.document.material import OwnWords, ReportContext, ReportRemark, Way, role_at_level
from app.reports.explained import Case, HowAgreed
from app.reports.stored import (
    Rows,
    StoredAnswer,
    StoredScore,
    build_assessment,
    function_of,
    functions_of_users,
    load_people,
    load_rows,
    outgoing_data,
)
from app.state.asked import closing_questions, domains_of, questionnaire_of
from app.texts.reports import CHECK_PAGE
from app.texts.words import NO_FUNCTION
from app.web.formatting import HERE, months_until
from app.web.publication import newest_report
from questionnaires.catalogue import questionnaire
from questionnaires.model import Questionnaire
from scoring import assessment as plain
from scoring.comparison import Comparison, compare
from scoring.engine import score
from scoring.interchange import parse_own


def frozen_data(report: Report) -> plain.Assessment:
    """The answers and agreed scores from which a report was made; people have the ids of documents."""
    return parse_own(report.interchange.encode())


def frozen_case(session: Session, assessment: Assessment, report: Report, *, single_answers: bool) -> Case:
    """A frozen report to explain; its municipality, domains and answers are those of then."""
    questionnaire, data = questionnaire_of(assessment), frozen_data(report)
    people = load_people(session, assessment) if single_answers else {}
    data = as_participations(data, {str(part.id): person for part, person in people.items()})
    return Case(
        questionnaire=questionnaire,
        data=data,
        result=score(questionnaire, data),
        functions=participant_functions(questionnaire, data, people) if single_answers else None,
        agreements=_agreements(session, data, _versions(session, assessment), report),
    )


def preview_case(session: Session, assessment: Assessment, rows: Rows) -> Case:
    """The report as it would be now, to explain to who leads the review."""
    questionnaire, data = questionnaire_of(assessment), build_assessment(assessment, rows)
    return Case(
        questionnaire=questionnaire,
        data=data,
        result=score(questionnaire, data),
        functions=participant_functions(questionnaire, data, rows.participations),
        agreements=_agreements(session, data, rows.agreed, None),
    )


def participant_functions(
    questionnaire: Questionnaire, data: plain.Assessment, parts: Iterable[Participation]
) -> Mapping[str, str]:
    """What each participant is, by id: the function that the coordinator wrote down, or else the role at a level."""
    known = {str(part.id): function_of(part, questionnaire) for part in parts}
    for person in data.participants:
        level = questionnaire.level(person.level).title if person.level else None
        known.setdefault(person.id, role_at_level(person.role, level))
    return known


def _versions(session: Session, assessment: Assessment) -> list[StoredScore]:
    columns = [getattr(AgreedScoreVersion, name) for name in StoredScore._fields]
    query = select(*columns).where(AgreedScoreVersion.assessment_id == assessment.id)
    return [StoredScore(*row) for row in session.execute(query.order_by(AgreedScoreVersion.version))]


def _agreements(
    session: Session, data: plain.Assessment, stored: Iterable[StoredScore], report: Report | None
) -> dict[str, HowAgreed]:
    """Who agreed what and when: of each score that counts the newest version that says the same."""
    counts = {agreed.item: (str(agreed.value), agreed.reason) for agreed in data.agreed}
    found: dict[str, StoredScore] = {}
    for row in stored:
        # What was saved after the report was agreed has nothing to do with it, unless it is all there is.
        late = report is not None and row.saved_at > report.agreed_at
        if counts.get(row.item) == (row.value, row.reason or "") and not (late and row.item in found):
            found[row.item] = row
    people = functions_of_users(session, {row.saved_by for row in found.values()})
    return {
        item: HowAgreed(
            people[row.saved_by], row.saved_at.astimezone(HERE).date(), row.present or None, row.dissent or None
        )
        for item, row in found.items()
    }


COORDINATOR = "de coördinator"
ADVISER = "de adviseur van de Stichting"


def report_contents(
    session: Session,
    assessment: Assessment,
    *,
    version: int,
    date: datetime.date,
    report_id: uuid.UUID | None = None,
) -> Contents:
    """What version so-and-so of a report would be made of now; a preview as long as it has no id."""
    rows = load_rows(session, assessment)
    context = report_context(session, assessment, rows, version=version, date=date, report_id=report_id)
    return make_contents(questionnaire_of(assessment), build_assessment(assessment, rows), context)


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
    return months_until(min(days), max(days)) if days else None


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
