"""The picture that grows while coordinator and adviser answer, and the page of a domain that is done."""

import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.assessments.visit import last_saved
from app.assessments.work import (
    DONE,
    QUESTIONS,
    AnswerStep,
    PartProgress,
    Work,
    address_of,
    blueprint,
    load_own_work,
    progress_of,
)
from app.saving.versioned import ANSWERS, CLOSING_TEXTS
from app.state.asked import Part
from app.state.lifecycle import State
from app.texts import assessments as texts
from app.texts.explanations import mean_of, words_of
from app.web.clock import now
from app.web.extensions import db
from questionnaires.model import Question, Questionnaire
from scoring.assessment import DEFAULT_AMBITION, Answer, Value
from scoring.domain import domain_questions, domain_result
from scoring.result import DomainResult, Score
from scoring.words import word_step

RULES_USED = ("S1", "S2", "S3", "S4", "S6", "S9", "S11")


def sees_picture(work: Work) -> bool:
    """Whether the answers that this person sees while the round is open are the joint ones, and they lead it.

    Somebody with a part of their own sees none: to them the joint answers are those of others.
    """
    shown = work.participation or work.joint
    return work.leads and work.assessment.state == State.OPEN and shown is not None and shown.role == "coordinator"


@dataclass(frozen=True, slots=True)
class PictureCell:
    """A score as a word and points, or why there is none."""

    head: str
    word: str
    step: int | None = None
    """The place of the word; None without a score."""
    points: str = ""


@dataclass(frozen=True, slots=True)
class DomainPicture:
    """What the joint answers about one domain amount to."""

    asked: Questionnaire
    part: Part
    answered: frozenset[str]
    """Its items with an answer."""
    result: DomainResult

    @property
    def open(self) -> int:
        return len(self.part.questions) - len(self.answered)

    @property
    def still(self) -> str:
        return texts.still(self.open)

    @property
    def cells(self) -> list[PictureCell]:
        """One for each dimension (S9)."""
        found = []
        for dimension in self.asked.dimensions:
            made = self.result.dimensions[dimension.id]
            about = [one for one in self.asked.of_kind("domain") if self._dimension(one) == dimension.id]
            why = self._without_score(about, texts.TOO_LITTLE_KNOWN)
            points = texts.points(made.score, made.scored, made.applicable)
            found.append(self._cell(dimension.title, made.score, points, why))
        return found

    @property
    def by_level(self) -> Iterator[tuple[str, list[PictureCell]]]:
        """The nine cells: of each level its name, and one for each dimension."""
        for level in self.asked.levels:
            row = []
            for dimension in self.asked.dimensions:
                score = self.result.known.cells[dimension.id, level.id]
                about = [
                    one
                    for one in self.asked.of_kind("domain")
                    if (self._dimension(one), one.level) == (dimension.id, level.id)
                ]
                states = [self.result.items[one.id].state for one in about]
                applicable = len(states) - states.count("not_applicable")
                points = texts.points(score, states.count("scored"), applicable)
                row.append(self._cell(dimension.title, score, points, self._without_score(about, texts.NOT_KNOWN)))
            yield level.title, row

    @property
    def summary(self) -> str:
        """Where the domain stands, and where it is highest and lowest."""
        total = self.result.total
        shown = self.result.known.dimensions
        sentences = [texts.total(total.score, total.word, total.near_border)]
        if total.score is not None and len(set(shown.values())) == 1:
            sentences.append(texts.ALL_EQUAL)
        elif total.score is not None:
            known = {name: score for name, score in shown.items() if score is not None}
            first, last = _only(known, max(known.values())), _only(known, min(known.values()))
            if first:
                sentences.append(texts.highest(self.asked.dimension(first).title))
            if last:
                sentences.append(texts.lowest(self.asked.dimension(last).title, self._lowest_level(last)))
        return " ".join(sentences)

    @property
    def explained(self) -> list[str]:
        """How the scores of the dimensions, and the total, come about."""
        known, sentences = self.result.known, []
        parts: list[tuple[str, Fraction]] = []
        for dimension in self.asked.dimensions:
            score = known.dimensions[dimension.id]
            if score is not None:
                cells = [(level.title.lower(), known.cells[dimension.id, level.id]) for level in self.asked.levels]
                sentences.append(mean_of(dimension.title, score, _with_score(cells)))
                parts.append((dimension.title.lower(), score))
        if known.total is not None:
            sentences.append(mean_of("Alles samen", known.total, parts))
        return sentences

    @property
    def rules(self) -> Collection[str]:
        return words_of(RULES_USED).values()

    def _dimension(self, question: Question) -> str:
        return self.asked.dimension_of[question.facet or ""]

    def _cell(self, head: str, score: Score, points: str, why: str) -> PictureCell:
        if score is None:
            return PictureCell(head, why)
        step = word_step(score)
        return PictureCell(head, self.asked.words[step], step, points)

    def _without_score(self, about: list[Question], unknown: str) -> str:
        """Why there is no score yet of these questions."""
        ids = {question.id for question in about}
        own = [self.part.item(question) for question in self.part.questions if question.id in ids]
        waiting = [item for item in own if item not in self.answered]
        if not own:
            return texts.GIVEN_AWAY
        if waiting:
            return texts.still(len(waiting)) if len(waiting) < len(own) else texts.NOTHING_YET
        if all(self.result.items[id_].state == "not_applicable" for id_ in ids):
            return texts.NOT_APPLICABLE
        return unknown

    def _lowest_level(self, dimension: str) -> str | None:
        cells = [(level.title, self.result.known.cells[dimension, level.id]) for level in self.asked.levels]
        known = dict(_with_score(cells))
        return _only(known, min(known.values())) if len(known) > 1 else None


def domain_picture(work: Work, part: Part, values: Mapping[str, str]) -> DomainPicture:
    """What these joint answers (by item) about a domain amount to; nobody else's are added."""
    answered = [item for item in part.items if item in values]
    answers = {item: [Answer("", item, _plain(values[item]))] for item in answered}
    result = domain_result(domain_questions(work.questionnaire), part.domain, answers, {}, DEFAULT_AMBITION)
    return DomainPicture(work.questionnaire, part, frozenset(answered), result)


def pictures_of(work: Work, values: Mapping[str, str]) -> list[DomainPicture]:
    """One for each domain with joint questions; none when this person may not see them, or before the first answer."""
    if not values or not sees_picture(work):
        return []
    return [domain_picture(work, part, values) for part in work.parts if part.about]


def _plain(value: str) -> Value:
    return int(value) if value.isdecimal() else cast("Value", value)


def _with_score(cells: Collection[tuple[str, Score]]) -> list[tuple[str, Fraction]]:
    return [(title, score) for title, score in cells if score is not None]


def _only(scores: Mapping[str, Fraction], score: Fraction) -> str | None:
    """The one that has this score; None when more have it."""
    found = [name for name, one in scores.items() if one == score]
    return found[0] if len(found) == 1 else None


@blueprint.get(f"{QUESTIONS}/{DONE}")
def domain_done(assessment_id: uuid.UUID, domain: str) -> ResponseReturnValue:
    """What was answered about a domain; for who leads with the provisional picture of the joint answers."""
    work, participation = load_own_work(current_user, assessment_id)
    part = work.part(domain)
    if work.assessment.state != State.OPEN or work.refusal(domain):
        return redirect(url_for("assessments.check_answers", assessment_id=assessment_id))
    stored = ANSWERS.stored(db.session, participation.id)
    progress = progress_of(work.parts, frozenset(stored))
    here = next(row for row in progress.parts if row.part.domain == domain)
    whole = request.args.get("vorm") == "pagina"
    if here.open:
        return redirect(address_of(work, _begin(here, whole)))
    said = [stored[item].content for item in part.items]
    values = [one.value for one in said]
    reasons = sum(bool(one.reason) for one in said)
    written = CLOSING_TEXTS.stored(db.session, participation.id, part.closing) if part.closing else {}
    shown = {item: one.content.value or "" for item, one in stored.items()} if sees_picture(work) else {}
    return render_template(
        "assessments/domain_done.html",
        work=work,
        part=part,
        progress=progress,
        did=texts.answered(len(values), values.count("unknown"), values.count("not_applicable"), reasons),
        saved=last_saved(part, stored, now()),
        picture=domain_picture(work, part, shown) if shown and part.about else None,
        written=sum(bool(one.content.text) for one in written.values()),
        closing=address_of(work, AnswerStep(part, closing=True, done=True, whole=whole)),
        onward=address_of(work, _begin(progress.next, whole) if progress.next else None),
        texts=texts,
    )


def _begin(row: PartProgress, whole: bool) -> AnswerStep:
    """Where to go on with a part: at its first open question, or on its page for who answers a whole part at once."""
    return AnswerStep(row.part, whole=True) if whole else AnswerStep(row.part, row.open[0])
