"""What was agreed last, scored again from what was frozen with it: the ground of every choice and every action."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Assessment, Report
from app.reports.context import frozen_data
from app.state.asked import questionnaire_of
from questionnaires.model import GENERAL, Domain, Question, Questionnaire
from scoring.assessment import Assessment as Data
from scoring.engine import score
from scoring.result import Result


@dataclass(frozen=True)
class Agreed:
    """The newest frozen report of an inventory: what went in and what came out."""

    report: Report
    questionnaire: Questionnaire
    data: Data
    result: Result

    @cached_property
    def domains(self) -> Mapping[str, Domain]:
        """The domains of then by id, in their order and under their own names."""
        data = self.data
        chosen = self.questionnaire.chosen_domains(data.domains, data.own_domains, data.renamed)
        return {domain.id: domain for domain in chosen}

    def questions(self, domain_id: str) -> Mapping[str, Question]:
        """The questions of the profile about a domain, or the general ones, by id and in their own words."""
        if domain_id == GENERAL:
            return {question.id: question for question in self.questionnaire.of_kind("general")}
        return {question.id: question for question in self.questionnaire.questions_in(self.domains[domain_id])}


def load_agreed(session: Session, assessment: Assessment) -> Agreed | None:
    """What was agreed last; None when nothing was yet. An inventory that was reopened keeps its newest report."""
    query = select(Report).where(Report.assessment_id == assessment.id).order_by(Report.number.desc()).limit(1)
    report = session.scalars(query).one_or_none()
    if report is None:
        return None
    questionnaire, data = questionnaire_of(assessment), frozen_data(report)
    return Agreed(report, questionnaire, data, score(questionnaire, data))
