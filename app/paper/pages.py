"""What goes on paper, read for the person who asks for it: PDF, and Word where somebody may want to change it."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import fields, replace

from flask import Blueprint, abort, current_app, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessments.visit import terms_in
from app.assessments.work import Work, load_own_work
from app.documents.model import Booklet
from app.doors.access import assessment_for, participation_of, roles_in
from app.instrument.pages import published_version
from app.models import Answer, Assessment, Participation, User
from app.paper.document import (
    AskedPart,
    ForColleague,
    GivenAnswer,
    OwnAnswers,
    chosen_parts,
    colleague_questions,
    own_answers,
    whole_questionnaire,
)
from app.participants.dividing import person_in
from app.participants.team import team_of
from app.reports.document.accountability import instrument
from app.saving.changing import action_titles
from app.saving.versioned import CLOSING_TEXTS
from app.state.asked import Part, name_of, opportunity_questions_of, parts_of, questionnaire_of, questions_for
from app.texts import paper as texts
from app.texts import words
from app.web.clock import today
from app.web.extensions import db
from app.web.publication import send_booklet
from questionnaires.model import GENERAL, Questionnaire, Term


def blank_questionnaire(asked: Questionnaire, wanted: Sequence[str]) -> Booklet:
    """The whole questionnaire, or the parts with these ids in the order of the questionnaire; 404 for an unknown id."""
    if not wanted:
        return whole_questionnaire(asked, terms_in(asked, *asked.questions))
    parts = [AskedPart(domain.id, domain.title, asked.questions_in(domain), domain) for domain in asked.domains]
    parts.append(AskedPart(GENERAL, words.GENERAL, asked.of_kind("general")))
    if set(wanted) - {part.id for part in parts}:
        abort(404)
    chosen = [part for part in parts if part.id in wanted]
    return chosen_parts(asked, chosen, _terms(asked, chosen))


def _terms(asked: Questionnaire, parts: Sequence[AskedPart]) -> tuple[Term, ...]:
    return terms_in(asked, *(question for part in parts for question in part.questions))


def questions_of_colleague(user: User, assessment_id: uuid.UUID, participation_id: uuid.UUID) -> Booklet:
    """What one colleague is asked, for a coordinator and for that colleague: 403 for others."""
    assessment = assessment_for(user, assessment_id)
    if "coordinator" in roles_in(user, assessment.municipality_id):
        one = person_in(team_of(assessment), participation_id).participation
    else:
        own = participation_of(user, assessment)
        one = own if own and own.id == participation_id and _takes_part(own) else abort(403)
    asked = questionnaire_of(assessment)
    parts = [_asked(part) for part in questions_for(one, assessment)]
    return colleague_questions(asked, parts, _terms(asked, parts), _whom(assessment, one))


def _takes_part(own: Participation) -> bool:
    """Whether somebody answers for themselves: what is not sent yet shows nothing."""
    return own.role == "participant" and own.invited_at is not None


def _asked(part: Part) -> AskedPart:
    return AskedPart(part.domain, part.title, part.questions, part.about)


def _whom(assessment: Assessment, one: Participation) -> ForColleague:
    joint = one.role != "participant"
    page = url_for("assessments.hub", assessment_id=assessment.id)
    return ForColleague(
        municipality=assessment.municipality.name,
        round=assessment.title,
        name=texts.JOINT if joint else name_of(one),
        function="" if joint else one.function or "",
        address=f"{current_app.config['SETTINGS'].base_url}{page}",
        deadline=None if joint else assessment.deadline,
        day=today(),
    )


def answers_of_self(session: Session, work: Work, own: Participation) -> Booklet:
    """Everything that a participation answered, also to questions that are somebody else's now."""
    answers = _answers(session, own.id)
    items = {item for part in work.parts for item in part.items}
    kept = items | answers.keys()
    parts = [_with_answered(work.assessment, part, kept) for part in parts_of(work.assessment)]
    stored = CLOSING_TEXTS.stored(session, own.id)
    closing = {item: one.content.text for item, one in stored.items() if one.content.text}
    said = {item.split("/")[0] for item in closing}
    joint = own.role != "participant"
    return own_answers(
        OwnAnswers(
            municipality=work.assessment.municipality.name,
            round=work.assessment.title,
            instrument=instrument(work.questionnaire.title, work.questionnaire.version),
            function=texts.JOINT if joint else own.function or words.NO_FUNCTION,
            joint=joint,
            handed_in=own.submitted_at,
            day=today(),
            parts=[part for part in parts if part.questions or part.id in said],
            # Chance questions belong to the review, and are in nobody's parts.
            passed_on=frozenset(
                item for item in answers if item not in items and not _is_chance(work.questionnaire, item)
            ),
            answers=answers,
            closing=closing,
        )
    )


def _answers(session: Session, participation_id: uuid.UUID) -> dict[str, GivenAnswer]:
    names = [field.name for field in fields(GivenAnswer) if field.name != "action"]
    query = select(Answer.item, Answer.changed_action_id, *(getattr(Answer, name) for name in names))
    rows = session.execute(query.where(Answer.participation_id == participation_id)).all()
    titles = action_titles(session, [row.changed_action_id for row in rows])
    return {item: replace(GivenAnswer(*given), action=titles.get(action)) for item, action, *given in rows}


def _with_answered(assessment: Assessment, part: Part, kept: Collection[str]) -> AskedPart:
    """The questions of a part of which the items are to be shown, those about its chances last."""
    chances = opportunity_questions_of(assessment, part.domain) if part.about else ()
    questions = tuple(question for question in (*part.questions, *chances) if part.item(question) in kept)
    return AskedPart(part.domain, part.title, questions, part.about)


def _is_chance(asked: Questionnaire, item: str) -> bool:
    return asked.question(item.split("/")[1]).kind == "opportunity"


blueprint = Blueprint("paper", __name__)

FORM = "<any(pdf, docx):form>"


@blueprint.get(f"/vragenlijsten/<questionnaire_id>/<int:version>.{FORM}")
def questionnaire_file(questionnaire_id: str, version: int, form: str) -> ResponseReturnValue:
    """The blank questionnaire; `?domein=geld&domein=algemeen` for some parts of it."""
    asked = published_version(questionnaire_id, version)
    parts = request.args.getlist("domein")
    kept_as = ("blank", questionnaire_id, version, form, frozenset(parts))
    booklet = blank_questionnaire(asked, parts)
    return send_booklet(booklet, form, *booklet.name.split(" – "), kept_as=kept_as)


@blueprint.get(f"/inventarisaties/<uuid:assessment_id>/deelnemers/<uuid:participation_id>/vragen.{FORM}")
def colleague_file(assessment_id: uuid.UUID, participation_id: uuid.UUID, form: str) -> ResponseReturnValue:
    """What one colleague is asked, blank."""
    booklet = questions_of_colleague(current_user, assessment_id, participation_id)
    return send_booklet(booklet, form, *booklet.name.split(" – "))


@blueprint.get("/inventarisaties/<uuid:assessment_id>/mijn-antwoorden.pdf")
def own_answers_file(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """What this person answered, as long as they may see it."""
    work, participation = load_own_work(current_user, assessment_id)
    booklet = answers_of_self(db.session, work, participation)
    return send_booklet(booklet, "pdf", *booklet.name.split(" – "))
