"""Two rounds beside each other, from the database: what was frozen of them, what was done between, and looking back."""

import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from flask import current_app
from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from app.comparisons.document.ground import Back, ComparisonMaterial, DoneAction, Round, What
from app.comparisons.rounds import Chain, Held
from app.models import Assessment, AssessmentDomain, BackAnswer, ImprovementAction, Report, Trajectory
from app.reports.context import frozen_data
from app.reports.stored import Rows, StoredAnswer, StoredScore, load_rows, outgoing_data
from app.state.asked import questionnaire_of
from app.texts.checking import CHECK_PAGE
from app.web.formatting import HERE
from questionnaires.catalogue import questionnaire
from scoring.comparison import compare


@dataclass(frozen=True, slots=True)
class Acts:
    """The actions between two rounds, and the titles of all that somebody named."""

    done: tuple[DoneAction, ...]
    """Each once, in the order of their rounds and then of their lists."""
    titles: Mapping[uuid.UUID, str]


def load_acts(session: Session, assessment: Assessment, rounds: Collection[uuid.UUID], rows: Rows) -> Acts:
    """The actions of the ten months that began with these rounds, and those that belong to a change; one statement."""
    named = {row.changed_action_id for row in rows.agreed} | {row.changed_action_id for row in rows.answers}
    query = (
        select(ImprovementAction, Trajectory.assessment_id)
        .join(Trajectory, Trajectory.id == ImprovementAction.trajectory_id)
        .join(Assessment, Assessment.id == Trajectory.assessment_id)
        .where(ImprovementAction.municipality_id == assessment.municipality_id)
        .where(or_(Trajectory.assessment_id.in_(rounds), ImprovementAction.id.in_(named - {None})))
        .order_by(Assessment.created_at, Trajectory.id, ImprovementAction.position, ImprovementAction.id)
    )
    found = session.execute(query).all()
    done = tuple(_done(action) for action, began_with in found if began_with in rounds)
    return Acts(done, {action.id: action.title for action, _ in found})


def _done(action: ImprovementAction) -> DoneAction:
    return DoneAction(
        title=action.title,
        domain=action.domain,
        item=action.item,
        owner=action.owner,
        state=cast(Any, action.state),
        expected=action.expected,
        done_on=action.done_on,
    )


def whats(rows: Rows, titles: Mapping[uuid.UUID, str]) -> dict[str, tuple[What, ...]]:
    """By item, what really changed according to people: of an agreed score, and without one of its only answer.

    As with reasons in a report, what answers say stays with who said it, unless one person answered everything.
    """
    found = {said.item: _what(said, titles) for said in _counting(rows) if said.changed == "yes"}
    return {item: (what,) for item, what in sorted(found.items()) if what}


def _counting(rows: Rows) -> Iterator[StoredAnswer | StoredScore]:
    yield from rows.agreed
    if len({answer.participation_id for answer in rows.answers}) == 1:
        agreed = {score.item for score in rows.agreed}
        yield from (answer for answer in rows.answers if answer.item not in agreed)


def _what(said: StoredAnswer | StoredScore, titles: Mapping[uuid.UUID, str]) -> What | None:
    action = titles.get(said.changed_action_id) if said.changed_action_id else None
    return What(said.changed_what or "", action) if said.changed_what or action else None


def load_back(session: Session, assessment_id: uuid.UUID) -> tuple[Back, ...]:
    """One for each person and question, about the domains that were chosen for it; without who said it.

    What was taken back is left out, and what was said about a domain that is no longer chosen.
    """
    prefix = AssessmentDomain.domain + "/"
    chosen = and_(
        AssessmentDomain.assessment_id == BackAnswer.assessment_id,
        AssessmentDomain.looks_back,
        func.substr(BackAnswer.item, 1, func.length(prefix)) == prefix,
    )
    query = select(BackAnswer.item, BackAnswer.value).join(AssessmentDomain, chosen)
    said = query.where(BackAnswer.assessment_id == assessment_id, BackAnswer.value != "")
    # In this order nobody can see whose is whose.
    rows = session.execute(said.order_by(BackAnswer.item, BackAnswer.value))
    return tuple(Back(row.item, "unknown" if row.value == "unknown" else int(row.value)) for row in rows)


@dataclass(frozen=True, slots=True)
class LaterVersion:
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


def frozen_version(report: Report, day: date | None = None) -> LaterVersion:
    """A version that was frozen: with the document of then, or (with a day) for what is made of it now."""
    agreed_on = _day(report.agreed_at)
    return LaterVersion(report.number, day or agreed_on, agreed_on, None if day else str(report.id), report)


def load_material(session: Session, chain: Chain, earlier: Held, version: LaterVersion) -> ComparisonMaterial:
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


def _later_round(held: Held, rows: Rows, version: LaterVersion) -> Round:
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
