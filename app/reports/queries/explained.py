"""What the explanation of a report is made from: for a frozen one only what was frozen with it."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.asked import questionnaire_of
from app.formatting import HERE
from app.models import AgreedScoreVersion, Assessment, Participation, Report
from app.reports.explained import Agreement, Case
from app.reports.persons import as_participations
from app.reports.queries.assessment import Rows, StoredScore, build_assessment, load_people
from app.reports.queries.functions import function_of, functions_of_users
from app.reports.sentences.accountability import function as role_at_level
from questionnaires.model import Questionnaire
from scoring import assessment as plain
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
) -> dict[str, Agreement]:
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
        item: Agreement(
            people[row.saved_by], row.saved_at.astimezone(HERE).date(), row.present or None, row.dissent or None
        )
        for item, row in found.items()
    }
