"""How the rounds of a municipality follow each other, and what counted in the one that a round is held against.

Who asks what counted has to know that the new answer was given already: until then nobody sees the old one.
"""

import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from app.models import AgreedScore, Answer, Assessment, Municipality, Participation, Report
from app.state.asked import domains_of, questionnaire_of
from app.texts.words import round_label
from questionnaires.model import GENERAL, Domain, Question, Questionnaire
from scoring import assessment as plain
from scoring.interchange import parse_own


@dataclass(frozen=True, slots=True)
class Earlier:
    """The round that another one is held against."""

    id: uuid.UUID
    title: str
    is_readable: bool
    """Whether it was agreed once, so that there is a report."""
    report: int | None = None
    """The version of its report that counts while it is open again; None: the newest, as always."""


@dataclass(frozen=True, slots=True)
class RoundPlace:
    """Where a round stands among the others of its municipality."""

    label: str
    """`Eerste meting`, `Vervolgmeting 1`, `Vervolgmeting 2`, ..."""
    earlier: Earlier | None = None


def round_numbers(earlier: Mapping[uuid.UUID, uuid.UUID | None]) -> dict[uuid.UUID, int]:
    """How many rounds came before each of these, along what each is held against: 0 for a first one."""
    found: dict[uuid.UUID, int] = {}
    for one, last in earlier.items():
        before: list[uuid.UUID] = []
        while last is not None and last not in before:
            before.append(last)
            last = earlier.get(last)
        found[one] = len(before)
    return found


def load_places(session: Session, assessments: Collection[Assessment]) -> dict[uuid.UUID, RoundPlace]:
    """Where each of these stands, by its id; one statement, and none when all are first ones."""
    where = {one.municipality_id for one in assessments if one.earlier_id is not None}
    columns = (Assessment.id, Assessment.earlier_id, Assessment.title, Assessment.agreed_at, Assessment.state)
    newest = select(func.max(Report.number)).where(Report.assessment_id == Assessment.id).scalar_subquery()
    query = select(*columns, newest.label("report")).where(Assessment.municipality_id.in_(where))
    rows = {row.id: row for row in session.execute(query)} if where else {}
    numbers = round_numbers({row.id: row.earlier_id for row in rows.values()})
    found = {}
    for one in assessments:
        number = max(numbers.get(one.id, 0), 1) if one.round == "evaluation" else 0
        before = rows.get(one.earlier_id) if one.earlier_id else None
        earlier = None
        if before:
            report = None if before.state == "agreed" else before.report
            earlier = Earlier(before.id, before.title, before.agreed_at is not None, report)
        found[one.id] = RoundPlace(round_label(number), earlier)
    return found


def may_measure_again(assessment: Assessment, roles: Collection[str], day: date) -> bool:
    """Whether somebody with these roles in its municipality may start a round that is held against this one."""
    is_open_to = "coordinator" in roles and assessment.state == "agreed"
    return is_open_to and not has_ended(assessment.municipality, day)


def has_ended(municipality: Municipality, day: date) -> bool:
    """Whether a municipality is part of another one on a day, so that no round is started for it any more."""
    if municipality.valid_until is None:
        return municipality.merged_into_id is not None
    return municipality.valid_until < day


def ended_by(day: date) -> ColumnElement[bool]:
    """The same as a condition on municipalities."""
    without_day = and_(Municipality.valid_until.is_(None), Municipality.merged_into_id.is_not(None))
    return or_(Municipality.valid_until < day, without_day)


@dataclass(frozen=True, slots=True)
class Then:
    """One question as it was asked and answered in the earlier round."""

    question: Question
    """In the words of its own version, about the domain as it was called then."""
    is_same: bool
    """Whether it asks the same as now (S22): if not, answers cannot be held against each other."""
    agreed: str | None
    """The agreed score of then."""
    own: str | None
    """What the same person answered then; of who answers for the municipality, what was answered together."""
    version: int = 0
    """The version of the questionnaire with which it was asked."""

    @property
    def value(self) -> str | None:
        """What counted: the agreed score, and without one the own answer. Of others nothing is told."""
        return self.agreed if self.agreed is not None else self.own

    def differs_from(self, value: str | None) -> bool:
        """Whether a value given now is another one of the five, so that something may have changed (S25)."""
        then = self.value
        if value is None or then is None or not self.is_same:
            return False
        return value.isdecimal() and then.isdecimal() and value != then


def load_earlier(session: Session, assessment: Assessment) -> Assessment | None:
    """The round that this one is held against, with its municipality and domains; None for a first one."""
    if assessment.earlier_id is None:
        return None
    query = select(Assessment).where(Assessment.id == assessment.earlier_id)
    whole = query.options(joinedload(Assessment.municipality), joinedload(Assessment.domains))
    return session.scalars(whole).unique().one_or_none()


def load_then(
    session: Session, assessment: Assessment, items: Collection[str], participation: Participation | None = None
) -> Mapping[str, Then]:
    """The earlier round by item, for these items that it had; three statements at most, none for a first round.

    What is agreed in a round that was opened again, nobody sees here before that is agreed: its last report counts.

    Own answers are those of the user of `participation`, or the joint ones when it is the joint one; none without.
    """
    earlier = load_earlier(session, assessment)
    if earlier is None:
        return {}
    asked = dict(asked_then(earlier, assessment, items))
    frozen = load_frozen(session, earlier)
    # As they are stored.
    reported = {score.item: str(score.value) for score in frozen.agreed} if frozen else None
    agreed = _agreed(session, earlier.id, asked) if reported is None else reported
    own = _own(session, earlier.id, participation, asked) if participation else {}
    version = earlier.questionnaire_version
    return {
        item: Then(question, is_same, agreed.get(item), own.get(item), version)
        for item, (question, is_same) in asked.items()
    }


def load_frozen(session: Session, earlier: Assessment) -> plain.Assessment | None:
    """What a round that was opened again said in its last report; None, and no statement, while it is agreed."""
    if earlier.state == "agreed":
        return None
    query = select(Report.interchange).where(Report.assessment_id == earlier.id).order_by(Report.number.desc())
    content = session.scalars(query.limit(1)).first()
    return parse_own(content.encode()) if content else None


def asked_then(
    earlier: Assessment, assessment: Assessment, items: Collection[str]
) -> Iterator[tuple[str, tuple[Question, bool]]]:
    """Each item that the earlier round had too: its question in the words of then, and whether it asks the same now."""
    before, after = questionnaire_of(earlier), questionnaire_of(assessment)
    domains = shared_domains(earlier, assessment)
    for item in items:
        domain_id, _, question_id = item.partition("/")
        if before.has_question(question_id) and (domain_id == GENERAL or domain_id in domains):
            question = before.question(question_id)
            is_same = after.question(question_id).meaning == question.meaning
            yield item, (_worded(before, domains.get(domain_id), question), is_same)


def shared_domains(earlier: Assessment, assessment: Assessment) -> dict[str, Domain]:
    """The domains of the earlier round that the later one has too; an own domain with another title is another one."""
    titles = {domain.id: domain.title for domain in domains_of(assessment)}
    return {
        domain.id: domain
        for domain in domains_of(earlier)
        if domain.id in titles and (not domain.own or titles[domain.id] == domain.title)
    }


def _worded(questionnaire: Questionnaire, domain: Domain | None, question: Question) -> Question:
    return questionnaire.question_in(domain, question) if domain else question


def _agreed(session: Session, earlier_id: uuid.UUID, items: Collection[str]) -> dict[str, str]:
    query = select(AgreedScore.item, AgreedScore.value).where(
        AgreedScore.assessment_id == earlier_id, AgreedScore.item.in_(items), AgreedScore.value != ""
    )
    return {row.item: row.value for row in session.execute(query)}


def _own(
    session: Session, earlier_id: uuid.UUID, participation: Participation, items: Collection[str]
) -> dict[str, str]:
    theirs = Participation.role == "coordinator"
    if participation.role != "coordinator":
        theirs = Participation.user_id == participation.user_id
    query = (
        select(Answer.item, Answer.value)
        .join(Participation, Participation.id == Answer.participation_id)
        .where(Answer.assessment_id == earlier_id, Answer.item.in_(items), theirs)
        .order_by(Participation.created_at, Participation.id)
    )
    return {row.item: row.value for row in session.execute(query)}
