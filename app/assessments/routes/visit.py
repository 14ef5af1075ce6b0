"""Somebody at the questions of one part: which of them their page shows, and how that page looks."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template, request
from flask_login import current_user

from app.access import Lock
from app.assessments.forms.answering import FormData, Sheet, domain_sheet, question_sheet
from app.assessments.queries.answers import NOTHING, Stored
from app.assessments.queries.changing import ThenShown, load_shown_then
from app.assessments.queries.path import Place, Step, place_of
from app.assessments.queries.remarks import remarks_on
from app.assessments.queries.terms import terms_in
from app.assessments.queries.work import Work, load_own_work
from app.assessments.routes.steps import address_of, step_from
from app.extensions import db
from app.models import Participation
from app.parts import Part
from questionnaires.model import Question


@dataclass(frozen=True, slots=True)
class Visit:
    """One request to answer something; `place` is the question, None for the page of a whole domain."""

    work: Work
    participation: Participation
    part: Part
    place: Place | None

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions on the page."""
        return (self.place.question,) if self.place else self.part.questions

    @property
    def items(self) -> list[str]:
        """The ids of the answers on the page."""
        return [self.part.item(question) for question in self.questions]

    def sheet(self, stored: Mapping[str, Stored], posted: FormData | None) -> Sheet:
        """The form on the page, with what is stored or with what was posted."""
        if self.place:
            return question_sheet(self.part, self.place.question, stored, posted)
        return domain_sheet(self.part, stored, posted)

    def render(self, sheet: Sheet, stored: Mapping[str, Stored] | None = None, conflicts: bool = False) -> str:
        """The page; in a conflict `stored` has the newer answers."""
        return render_template(
            "assessments/question.html" if self.place else "assessments/domain.html",
            form=sheet,
            work=self.work,
            part=self.part,
            place=self.place,
            following=self.following,
            then=None if conflicts else self._then(stored),
            remarks=remarks_on(self.work, self.part.domain, self.items),
            terms=terms_in(self.work.questionnaire, *self.questions),
            stored=stored or {},
            conflicts=stored if conflicts else {},
            nothing=NOTHING,
            page_has_errors=conflicts or bool(sheet.errors),
        )

    def _then(self, stored: Mapping[str, Stored] | None) -> ThenShown | None:
        """What was answered in the earlier round, for who answered this question now; nothing before that."""
        answer = (stored or {}).get(self.items[0])
        if self.place is None or answer is None or self.work.assessment.earlier_id is None:
            return None
        return load_shown_then(db.session, self.work, self.participation, self.items[0], self.place.question, answer)

    @property
    def here(self) -> Step:
        """This page on the way."""
        return Step(self.part, self.place.question) if self.place else Step(self.part, whole=True)

    @property
    def following(self) -> Step | None:
        """What comes next; None at the end."""
        return step_from(self.work, self.here)

    @property
    def onward(self) -> str:
        """The address of what comes next."""
        return address_of(self.work, self.following)


def load_visit(assessment_id: uuid.UUID, domain: str, question_id: str | None = None) -> Visit:
    """The visit that this request is: 404 for what somebody does not answer, 403 for those who only look."""
    lock: Lock | None = "share" if request.method == "POST" else None
    work, participation = load_own_work(current_user, assessment_id, lock)
    part = work.part(domain)
    return Visit(work, participation, part, place_of(part, question_id) if question_id else None)
