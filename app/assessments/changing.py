"""What an answer that differs from the earlier round means: that something really changed, or not (S25)."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms import Field
from wtforms.validators import StopValidation

from app.assessments.visit import OwnDifference, Visit, load_differences, load_visit, save_answers
from app.assessments.work import DONE, QUESTIONS, AnswerStep, address_of, blueprint, closed_page, save_and_go_on
from app.doors.door import cleaned
from app.saving.changing import ChangingForm, load_actions, offer_choices
from app.saving.versioned import ANSWERS, AnswerSaid, FormSheet, StaleSaveError, Stored, undo_save
from app.texts import changing as texts
from app.texts.assessments import SAVED
from app.web.clock import now
from app.web.extensions import db
from app.web.forms import FormData
from questionnaires.model import Question


class AnswerChangeForm(ChangingForm):
    """What is said about one answer; where a page has more of them, the id of its question stands before its fields."""

    alone: bool
    owned: OwnDifference

    def validate_changed(self, field: Field) -> None:
        """Text without a choice would not say what it means; on a page with more, a form may be left alone."""
        is_current = self.seen.version == self.owned.stored.version
        if not field.data and (self.alone or (is_current and self.typed != self.owned.said)):
            raise StopValidation(texts.CHOOSE)


ChangeSheet: TypeAlias = FormSheet[OwnDifference, AnswerChangeForm]
"""The differences on a page, each with its form."""


GOALS = {"overzicht": "assessments.hub", "controle": "assessments.check_answers"}
"""Where people go afterwards when they asked for it, by what the address says."""


@dataclass(frozen=True, slots=True)
class ChangeVisit:
    """One request about what differs; of one question, or without a `place` of a whole part."""

    at: Visit
    differences: Mapping[str, OwnDifference]
    actions: Mapping[uuid.UUID, str]

    @property
    def goal(self) -> str:
        """Where this person goes afterwards: `overzicht`, `controle`, or empty for what comes next."""
        wanted = request.args.get("naar", "")
        return wanted if wanted in GOALS else ""

    @property
    def onward(self) -> str:
        if self.goal:
            return url_for(GOALS[self.goal], assessment_id=self.at.work.assessment.id)
        return address_of(self.at.work, self.following)

    @property
    def following(self) -> AnswerStep | None:
        """What comes after this page when nobody asked for something else."""
        return self.at.done if request.args.get("naar") == DONE else self.at.following

    @property
    def is_gone(self) -> bool:
        """Whether something was said about an answer that no longer differs."""
        return any(
            request.form.get(f"{prefix}changed", "") in texts.ANSWERS or request.form.get(f"{prefix}changed_what", "")
            for question, prefix in _posted(self.at)
            if self.at.part.item(question) not in self.differences
        )

    @property
    def texts_typed(self) -> dict[str, str]:
        """The texts that were posted, each with what it was typed for."""
        found = {}
        for question, prefix in _posted(self.at):
            for name, label in texts.TYPED.items():
                text = cleaned(request.form.get(f"{prefix}{name}", "")).strip()
                found.update({f"{label} ({question.text})": text} if text else {})
        return found

    def sheet(self, posted: FormData | None) -> ChangeSheet:
        """The form on the page, with what was said before or with what was posted."""
        entries, alone = [], self.at.place is not None
        for item, owned in self.differences.items():
            prefix = "" if alone else f"{owned.difference.question.id}-"
            form = AnswerChangeForm.about(item, owned.stored, posted, prefix)
            offer_choices(form, self.actions, together=self.at.participation.role != "participant")
            form.alone, form.owned = alone, owned
            entries.append((owned, form))
        return ChangeSheet(entries)

    def render(self, sheet: ChangeSheet, conflicts: Mapping[str, Stored[AnswerSaid]] | None = None) -> str:
        return render_template(
            "assessments/changed.html",
            form=sheet,
            visit=self,
            work=self.at.work,
            part=self.at.part,
            own_then=texts.OWN_THEN if self.at.participation.role == "participant" else texts.TOGETHER_THEN,
            conflicts=conflicts or {},
            page_has_errors=bool(conflicts or sheet.errors),
        )


def load_change_visit(assessment_id: uuid.UUID, domain: str, question_id: str | None = None) -> ChangeVisit:
    """The visit that this request is: 404 in a first round and for what somebody does not answer."""
    at = load_visit(assessment_id, domain, question_id)
    return _look(at) if at.work.assessment.earlier_id else abort(404)


def _look(at: Visit) -> ChangeVisit:
    asked = [question for question, _ in _posted(at)] if request.method == "POST" else at.questions
    questions = {at.part.item(question): question for question in asked}
    stored = ANSWERS.stored(db.session, at.participation.id, list(questions))
    differences = load_differences(db.session, at.work, at.participation, questions, stored)
    linked = [owned.stored.content.changed_action_id for owned in differences.values()]
    actions = load_actions(db.session, at.work.assessment, at.part.domain, linked) if differences else {}
    return ChangeVisit(at, differences, actions)


def _posted(at: Visit) -> Sequence[tuple[Question, str]]:
    """The questions of which the page that was posted had the fields, with what stands before their names."""
    if at.place:
        return [(at.place.question, "")]
    return [(one, f"{one.id}-") for one in at.questions if f"{one.id}-seen" in request.form]


@blueprint.route(f"{QUESTIONS}/<question_id>/veranderd", methods=["GET", "POST"])
def tell_change(assessment_id: uuid.UUID, domain: str, question_id: str) -> ResponseReturnValue:
    """Whether something really changed, of one question of which the answer differs from then."""
    visit = load_change_visit(assessment_id, domain, question_id)
    if request.method == "POST":
        return _save(visit)
    if visit.at.work.refusal(domain):
        return redirect(url_for("assessments.check_answers", assessment_id=assessment_id))
    if not visit.differences:
        # There is nothing to tell here (yet): the question has its answer, and then beside it.
        return redirect(
            url_for("assessments.answer_question", assessment_id=assessment_id, domain=domain, question_id=question_id)
        )
    return visit.render(visit.sheet(None))


@blueprint.route("/inventarisaties/<uuid:assessment_id>/veranderd/<domain>", methods=["GET", "POST"])
def tell_changes(assessment_id: uuid.UUID, domain: str) -> ResponseReturnValue:
    """The same of all questions about a domain of which the answer differs from then."""
    visit = load_change_visit(assessment_id, domain)
    if request.method == "POST":
        return _save(visit)
    if visit.at.work.refusal(domain):
        return redirect(url_for("assessments.check_answers", assessment_id=assessment_id))
    return visit.render(visit.sheet(None))


def _save(visit: ChangeVisit) -> ResponseReturnValue:
    why = visit.at.work.refusal(visit.at.part.domain)
    if why:
        return closed_page(visit.at.work, why, texts=visit.texts_typed, title=texts.NOT_SAVED)
    if visit.is_gone:
        return _gone_page(visit)
    sheet = visit.sheet(request.form)
    if not sheet.validate():
        return visit.render(sheet), 422
    stored = {item: owned.stored for item, owned in visit.differences.items()}
    alone = visit.at.place is not None
    try:
        save_answers(
            db.session, current_user, visit.at.participation, sheet.typed, stored, keep_untouched=not alone, now=now()
        )
    except StaleSaveError as error:
        return _conflict_page(visit, error.items)
    if visit.goal == "controle" and request.form.get("next") != "hub":
        flash(SAVED, "success")
        db.session.commit()
        return redirect(url_for("assessments.check_answers", assessment_id=visit.at.work.assessment.id), 303)
    return save_and_go_on(visit.at.work, visit.following)


def _conflict_page(visit: ChangeVisit, items: tuple[str, ...]) -> ResponseReturnValue:
    undo_save(db.session)
    newest = _look(visit.at)
    if newest.is_gone:
        return _gone_page(newest)
    sheet = newest.sheet(request.form)
    # It was right before; checking once more takes out what no page could show.
    sheet.validate()
    conflicts = {item: newest.differences[item].stored for item in items if item in newest.differences}
    sheet.accept_versions(conflicts)
    return newest.render(sheet, conflicts), 409


def _gone_page(visit: ChangeVisit) -> ResponseReturnValue:
    """There is no difference any more: somebody has this open twice, and changed the answer elsewhere."""
    back = ("Ga verder", visit.onward)
    typed = tuple(visit.texts_typed.values())
    return render_template("errors/409.html", explanation=texts.NO_DIFFERENCE, back=back, typed=typed), 409
