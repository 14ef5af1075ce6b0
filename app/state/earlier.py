"""What a second round is held against: what counted in the earlier one, question by question.

Who calls this has to know that the new answer was given already: until then nobody sees the old one.
"""

import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.models import AgreedScore, Answer, Assessment, Participation, Report
from app.state.asked import domains_of, questionnaire_of
from questionnaires.model import GENERAL, Domain, Question, Questionnaire
from scoring import assessment as plain
from scoring.interchange import parse_own


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
    agreed = agreed_in(frozen) if frozen else _agreed(session, earlier.id, asked)
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


def agreed_in(frozen: plain.Assessment) -> dict[str, str]:
    """The agreed scores of a report by item, as they are stored."""
    return {score.item: str(score.value) for score in frozen.agreed}


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
