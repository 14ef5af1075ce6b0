"""What the modules of the plan share: loading what somebody may see and change now, what was agreed, and names."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from flask import Blueprint, abort, make_response, render_template
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.doors.access import LEADERS, action_for, require_role, roles_in, trajectory_for
from app.models import Assessment, ImprovementAction, Report, Trajectory
from app.reports.context import frozen_data
from app.saving.typed import typed_texts
from app.state.asked import domains_of, questionnaire_of, questions_by_domain
from app.texts.trajectories import CLOSED
from app.texts.words import GENERAL as GENERAL_TITLE
from app.texts.words import NO_FUNCTION
from questionnaires.model import GENERAL, Domain, Question, Questionnaire
from scoring.assessment import Assessment as Data
from scoring.engine import score
from scoring.result import Result

blueprint = Blueprint("trajectories", __name__, template_folder="templates")

TRAJECTORY = "/traject/<uuid:trajectory_id>"
ACTION = "/traject/acties/<uuid:action_id>"


def read_trajectory(trajectory_id: uuid.UUID) -> Trajectory:
    """The trajectory for who leads it: else 404, or 403 for who only reads."""
    trajectory = trajectory_for(current_user, trajectory_id)
    require_role(current_user, trajectory, *LEADERS)
    return trajectory


def hold_trajectory(trajectory_id: uuid.UUID) -> Trajectory:
    """The trajectory, held until the commit, for who leads it, closed or not: else 404 or 403."""
    trajectory = trajectory_for(current_user, trajectory_id, "update")
    require_role(current_user, trajectory, *LEADERS)
    return trajectory


def change_trajectory(trajectory_id: uuid.UUID) -> Trajectory:
    """The trajectory, held until the commit, for who leads it: else 404 or 403, and 409 once it is closed."""
    trajectory = hold_trajectory(trajectory_id)
    refuse_closed(trajectory)
    return trajectory


def action_to_change(action_id: uuid.UUID) -> ImprovementAction:
    """The action, held until the commit, for who leads the trajectory: else 404; 409 once closed."""
    action = action_for(current_user, action_id, "update")
    refuse_closed(action.trajectory)
    return action


def action_among_others(action_id: uuid.UUID) -> ImprovementAction:
    """The same, with its trajectory held before it: who adds, orders or declines in the plan waits for this change."""
    change_trajectory(action_for(current_user, action_id).trajectory_id)
    return action_to_change(action_id)


def leads(about: Assessment | Trajectory | ImprovementAction) -> bool:
    """Whether this person is coordinator or adviser there."""
    return bool(roles_in(current_user, about.municipality_id) & set(LEADERS))


def refuse_closed(trajectory: Trajectory) -> None:
    if trajectory.ended_at is not None:
        refuse(CLOSED, trajectory)


def refuse(explanation: str, trajectory: Trajectory) -> None:
    """Stop with the page that says why something cannot be done now (409); what was typed stands on it."""
    page = render_template(
        "trajectories/refused.html", explanation=explanation, trajectory=trajectory, typed=typed_texts()
    )
    abort(make_response(page, 409))


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


class Titles:
    """Names for ids, as the sentences of the history ask for them; one that is not known is shown as it stands."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment

    @cached_property
    def domains(self) -> Mapping[str, str]:
        """The titles of the chosen domains in their order, the general part last."""
        return {**{domain.id: domain.title for domain in domains_of(self.assessment)}, GENERAL: GENERAL_TITLE}

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question by its item, in its own words."""
        general = questionnaire_of(self.assessment).of_kind("general")
        found = {f"{GENERAL}/{question.id}": question for question in general}
        for domain, questions in questions_by_domain(self.assessment):
            found |= {f"{domain.id}/{question.id}": question for question in questions}
        return found

    @cached_property
    def _short(self) -> Mapping[str, str]:
        return {**{domain.id: domain.short for domain in domains_of(self.assessment)}, GENERAL: GENERAL_TITLE}

    def short(self, domain: str) -> str:
        return self._short.get(domain, domain)

    def named(self, item: str) -> str:
        """`Geldzaken: Aandacht – bestuur`."""
        question = self.questions.get(item)
        return f"{self.short(item.partition('/')[0])}: {question.short_name}" if question else item

    def item(self, item: str) -> str:
        """`‘Praat de wethouder erover?’ (Geldzaken)`."""
        question = self.questions.get(item)
        return f"‘{question.text}’ ({self.short(item.partition('/')[0])})" if question else f"‘{item}’"

    def domain(self, domain: str) -> str:
        """The title of a domain, or of the general part."""
        return self.domains.get(domain, domain)

    def cell(self, cell: str) -> str:
        """`geld:beleid`: nothing of a trajectory is about the questions of a level, so the domain will do."""
        return self.domain(cell.partition(":")[0])

    def person(self, person: str) -> str:  # noqa: ARG002 - the sentences of the history call it so
        """Somebody: a page about an action tells of nobody but who did it."""
        return NO_FUNCTION
