"""Two rounds beside each other, from the database: which, what was done between, looking back, and freezing them."""

import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from flask import current_app
from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased, defer

from app.comparisons.document.ground import Back, ComparisonMaterial, DoneAction, Round, What
from app.comparisons.document.report import ComparisonContents, make_comparison
from app.comparisons.document.report import draw_form as draw_comparison
from app.models import Assessment, AssessmentDomain, BackAnswer, ImprovementAction, Report, Trajectory, User
from app.reports.contents import FORMS_OF, draw_form
from app.reports.context import frozen_data, report_contents
from app.reports.stored import Rows, StoredAnswer, StoredScore, load_rows, outgoing_data
from app.state.asked import questionnaire_of
from app.state.rounds import round_numbers
from app.texts.reports import CHECK_PAGE, COMPARISON
from app.web.formatting import HERE
from app.web.publication import Draft, Draw, freeze, last_number
from questionnaires.catalogue import questionnaire
from scoring.comparison import compare


@dataclass(frozen=True, slots=True)
class Held:
    """One round with the newest version of its report, if it has one."""

    assessment: Assessment
    report: Report | None
    number: int
    """1 for the first of its chain, 2 for what is held against that, and so on."""

    @property
    def id(self) -> uuid.UUID:
        return self.assessment.id

    def order(self) -> tuple[datetime, int, uuid.UUID]:
        """What rounds are sorted by: when they began."""
        return self.assessment.created_at, self.number, self.id

    @property
    def agreed(self) -> Report:
        """The newest version of its report. LookupError for a round that was never agreed."""
        if self.report is None:
            raise LookupError(self.id)
        return self.report

    @property
    def is_reopened(self) -> bool:
        """Whether a next version of its report is being made."""
        return self.report is not None and self.assessment.state != "agreed"


@dataclass(frozen=True, slots=True)
class Chain:
    """One round and what came before it."""

    own: Held
    before: tuple[Held, ...]
    """All agreed rounds with the same first one that began before it, oldest first."""
    after: tuple[Held, ...]
    """The rounds that are held against it, oldest first."""
    line: frozenset[uuid.UUID]
    """Of those before it the ones that it leads back to, each held against the one before."""

    @property
    def earlier(self) -> Held | None:
        """The round that it is held against, unless somebody asks for another one."""
        return self.find(self.own.assessment.earlier_id)

    def find(self, assessment_id: uuid.UUID | None) -> Held | None:
        """One of the rounds before it."""
        return next((each for each in self.before if each.id == assessment_id), None)

    def trend(self, earlier: Held) -> tuple[Held, ...]:
        """The rounds to show one after the other, without its own: the line, and the one that is compared with."""
        return tuple(each for each in self.before if each.id in self.line or each.id == earlier.id)


def load_chain(session: Session, assessment: Assessment, *, answers: bool = True) -> Chain:
    """A round and what can be compared with it, in one statement; without answers the reports load lighter."""
    each = aliased(Report)
    newest = select(func.max(each.number)).where(each.assessment_id == Assessment.id).correlate(Assessment)
    query = (
        select(Assessment, Report)
        .outerjoin(Report, and_(Report.assessment_id == Assessment.id, Report.number == newest.scalar_subquery()))
        .where(Assessment.municipality_id == assessment.municipality_id)
    )
    if not answers:
        query = query.options(defer(Report.interchange))
    return _chain([(found, report) for found, report in session.execute(query)], assessment)


def _chain(rows: Sequence[tuple[Assessment, Report | None]], assessment: Assessment) -> Chain:
    earlier = {each.id: each.earlier_id for each, _ in rows}
    numbers = round_numbers(earlier)
    held = [Held(each, report, numbers[each.id] + 1) for each, report in rows]
    held.sort(key=Held.order)
    line = _line(earlier, assessment.id)
    own = next(each for each in held if each.id == assessment.id)
    related = (each for each in held if each.report and _line(earlier, each.id)[-1] == line[-1])
    before = tuple(each for each in related if each.id in line[1:] or each.order() < own.order())
    after = tuple(each for each in held if each.assessment.earlier_id == own.id)
    return Chain(own, before, after, frozenset(line[1:]))


def _line(earlier: Mapping[uuid.UUID, uuid.UUID | None], start: uuid.UUID) -> list[uuid.UUID]:
    """A round and those that it leads back to, the first one last."""
    found = [start]
    while (before := earlier.get(found[-1])) is not None and before not in found:
        found.append(before)
    return found


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


def frozen_version(report: Report, day: date) -> LaterVersion:
    """A version that was frozen, for what is made of it on this day."""
    return LaterVersion(report.number, day, _day(report.agreed_at), report=report)


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


DRAWN_BY: Mapping[str, Draw] = {**dict.fromkeys(FORMS_OF, draw_form), COMPARISON: draw_comparison}
"""What draws the files of a round, by their kind."""


def freeze_round(session: Session, assessment: Assessment, actor: User, *, now: datetime) -> Report:
    """Keep the next version of the report of a round, and the comparison with it; their files are due."""
    if assessment.earlier_id:
        # It may be agreed anew at this moment, and report and comparison are held against one version of it.
        session.execute(select(Assessment.id).where(Assessment.id == assessment.earlier_id).with_for_update(read=True))
    report_id, number, day = uuid.uuid4(), last_number(session, assessment.id) + 1, now.astimezone(HERE).date()
    whole = report_contents(session, assessment, version=number, date=day, report_id=report_id)
    compared = _comparison(session, assessment, LaterVersion(number, day, agreed_on=day, document_id=str(report_id)))
    draft = Draft(report_id, now, number, (whole, compared) if compared else (whole,))
    return freeze(session, assessment, actor, draft)


def _comparison(session: Session, assessment: Assessment, version: LaterVersion) -> ComparisonContents | None:
    if assessment.earlier_id is None:
        return None
    chain = load_chain(session, assessment)
    return make_comparison(load_material(session, chain, chain.earlier, version)) if chain.earlier else None
