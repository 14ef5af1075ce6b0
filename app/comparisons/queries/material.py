"""Two rounds beside each other, from the database: what was frozen of them, or how the later one stands now."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app
from sqlalchemy.orm import Session

from app.asked import questionnaire_of
from app.comparisons.document.material import ComparisonMaterial, Round
from app.comparisons.queries.acting import load_acts, whats
from app.comparisons.queries.looking_back import load_back
from app.comparisons.queries.rounds import Chain, Held
from app.formatting import HERE
from app.models import Report
from app.reports.queries import Rows, load_rows, outgoing_data
from app.reports.queries.explained import frozen_data
from app.texts.checking import CHECK_PAGE
from questionnaires.catalogue import questionnaire
from scoring.comparison import compare


@dataclass(frozen=True, slots=True)
class Version:
    """Which version of the later report belongs to a comparison: a frozen one, one to be frozen, or a preview."""

    number: int
    day: date
    """The date that is printed."""
    agreed_on: date | None = None
    """None: a preview."""
    document_id: str | None = None
    """The id of the report with which it is frozen; None for what is made now."""
    report: Report | None = None
    """Where its answers are frozen; None: those in the database are meant."""


def frozen_version(report: Report, day: date | None = None) -> Version:
    """A version that was frozen: with the document of then, or (with a day) for what is made of it now."""
    agreed_on = _day(report.agreed_at)
    return Version(report.number, day or agreed_on, agreed_on, None if day else str(report.id), report)


def load_material(session: Session, chain: Chain, earlier: Held, version: Version) -> ComparisonMaterial:
    """Everything that the evaluation report is made of; six statements at most.

    People look back at the round that theirs is held against: beside another one that has no place.
    """
    assessment = chain.own.assessment
    rows = load_rows(session, assessment)
    before, after = _frozen_round(earlier), _later_round(chain.own, rows, version)
    others = [_frozen_round(each) if each.id != earlier.id else before for each in chain.trend(earlier)]
    acts = load_acts(session, assessment, _between(chain, earlier), rows)
    return ComparisonMaterial(
        before=before,
        after=after,
        comparison=compare(before.questionnaire, before.data, after.questionnaire, after.data),
        rounds=(*others, after),
        actions=acts.done,
        whats=whats(rows, acts.titles),
        back=load_back(session, assessment.id) if earlier.id == assessment.earlier_id else (),
        day=version.day,
        preliminary=version.agreed_on is None,
        reopened=earlier.is_reopened,
        said_since=_said_since(chain, earlier, after),
        document_id=version.document_id,
        check_page=_check_page() if version.document_id else None,
    )


def _between(chain: Chain, earlier: Held) -> set[uuid.UUID]:
    """The rounds from the earlier one up to the later one, whose ten months lie between the two."""
    return {each.id for each in chain.trend(earlier) if each.order() >= earlier.order()}


def _said_since(chain: Chain, earlier: Held, after: Round) -> str | None:
    """The round since which people said what changed, when that is another one than the earlier."""
    said = [*(each.changed for each in after.data.answers), *(each.changed for each in after.data.agreed)]
    if chain.earlier is None or chain.earlier.id == earlier.id or not any(said):
        return None
    return chain.earlier.assessment.title


def _frozen_round(held: Held) -> Round:
    report = held.agreed
    data = frozen_data(report)
    return Round(
        id=str(held.id),
        title=held.assessment.title,
        number=held.number,
        agreed_on=_day(report.agreed_at),
        report_number=report.number,
        questionnaire=questionnaire(data.questionnaire_id, data.version),
        data=data,
    )


def _later_round(held: Held, rows: Rows, version: Version) -> Round:
    assessment = held.assessment
    data = frozen_data(version.report) if version.report else outgoing_data(assessment, rows)
    return Round(
        id=str(held.id),
        title=assessment.title,
        number=held.number,
        agreed_on=version.agreed_on,
        report_number=version.number,
        questionnaire=questionnaire_of(assessment),
        data=data,
    )


def _check_page() -> str:
    return f"{current_app.config['SETTINGS'].base_url}{CHECK_PAGE}"


def _day(moment: datetime) -> date:
    return moment.astimezone(HERE).date()
