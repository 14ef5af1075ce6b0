"""Asking about an action that another municipality shared, and bringing the answer: both by way of an adviser."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload
from wtforms import StringField

from app.doors.access import Lock, municipalities_of
from app.doors.limits import Limit, count_try
from app.models import Membership, Municipality, PracticeQuestion, SharedPractice, User
from app.network.entrance import blueprint, own_places
from app.post.outbox import queue_letter
from app.texts import network as texts
from app.texts.mails.plan import AskedAbout, answered, asked_by_own, asked_of_own
from app.trail.events import record
from app.web.clock import now
from app.web.extensions import db
from app.web.forms import BaseForm, ChoiceField, FormData, required, selectable, text_field
from config import Settings

QUESTIONS = Limit("practice_questions", 10)
"""How many questions one municipality can ask in an hour."""
TWICE = timedelta(minutes=10)
"""Within this time the same question is the same click."""
MOST = 100
"""How many questions one page shows; those without an answer come first."""
BRIEF = 90


class PracticeQuestionForm(BaseForm):
    """A question about a shared action."""

    municipality = ChoiceField(
        "Namens welke gemeente vraag je dit?",
        [],
        message=texts.MUNICIPALITY_MISSING,
        validators=[required(texts.MUNICIPALITY_MISSING)],
    )
    text = text_field("Wat wil je weten?", 5000, required(texts.QUESTION_MISSING), area=True)


def build_question_form(municipalities: Iterable[Municipality], posted: FormData | None) -> PracticeQuestionForm:
    """The form for who coordinates these municipalities."""
    own = list(municipalities)
    form = PracticeQuestionForm(posted, data={"municipality": str(own[0].id)} if len(own) == 1 else None)
    names = {str(one.id): one.name for one in own}
    form.municipality.choices = selectable((names if len(own) == 1 else {"": "Kies een gemeente", **names}).items())
    return form


class PracticeAnswerForm(BaseForm):
    """The answer that an adviser brings."""

    answer = text_field("Het antwoord", 5000, required(texts.ANSWER_MISSING), area=True)
    seen = StringField()


@dataclass(frozen=True, slots=True)
class ShownPracticeQuestion:
    """A question as somebody may read it, with what they may know of both municipalities."""

    id: uuid.UUID
    who: str
    """Who asks, by municipality."""
    text: str
    asked_at: datetime
    answer: str | None
    answered_at: datetime | None
    about: str
    """The title of the action."""
    practice_id: uuid.UUID | None
    """None when the action can be read no longer."""
    source: str
    may_answer: bool
    how: str = ""
    """What an adviser does with it."""

    @property
    def brief(self) -> str:
        """The beginning of it, on one line."""
        line = " ".join(self.text.split())
        return line if len(line) <= BRIEF else f"{line[:BRIEF].rstrip()}…"


def visible_questions(user: User) -> Select[PracticeQuestion]:
    """What this person may read: of where they coordinate or advise, and to where they advise."""
    own, advised = municipalities_of(user, "coordinator", "adviser"), municipalities_of(user, "adviser")
    return (
        select(PracticeQuestion)
        .join(PracticeQuestion.practice)
        .where(or_(PracticeQuestion.municipality_id.in_(own), SharedPractice.municipality_id.in_(advised)))
        .options(contains_eager(PracticeQuestion.practice).joinedload(SharedPractice.municipality))
        .options(joinedload(PracticeQuestion.municipality))
    )


def load_questions(session: Session, user: User, practice_id: uuid.UUID | None = None) -> list[ShownPracticeQuestion]:
    """What somebody may read, all of it or about one action; the newest first."""
    query = visible_questions(user)
    if practice_id is not None:
        query = query.where(PracticeQuestion.practice_id == practice_id)
    unanswered = PracticeQuestion.answered_at.is_(None).desc()
    newest = query.order_by(unanswered, PracticeQuestion.asked_at.desc(), PracticeQuestion.id)
    return [readable(one, user) for one in session.scalars(newest.limit(MOST))]


def load_asked(session: Session, user: User, asked_id: uuid.UUID, lock: Lock | None = None) -> PracticeQuestion | None:
    """One question that this person may read; `lock` holds it until the commit."""
    query = visible_questions(user).where(PracticeQuestion.id == asked_id)
    if lock:
        query = query.with_for_update(of=PracticeQuestion).execution_options(populate_existing=True)
    return session.scalars(query).one_or_none()


def may_answer(asked: PracticeQuestion, user: User) -> bool:
    """Whether this person advises one of both municipalities."""
    return bool({asked.municipality_id, asked.practice.municipality_id} & municipalities_of(user, "adviser"))


def readable(asked: PracticeQuestion, user: User, *, how: str = "") -> ShownPracticeQuestion:
    """A question as this person may read it; both municipalities are loaded."""
    practice = asked.practice
    is_own = practice.municipality_id in municipalities_of(user, "coordinator", "adviser")
    is_gone = not practice.is_open
    is_named = practice.shows_name and not is_gone
    return ShownPracticeQuestion(
        id=asked.id,
        who=texts.source(asked.municipality.name),
        text=asked.text,
        asked_at=asked.asked_at,
        answer=asked.answer,
        answered_at=asked.answered_at,
        about=texts.GONE_TITLE if is_gone and not is_own else practice.title,
        practice_id=None if is_gone else practice.id,
        source=texts.source(practice.municipality.name) if is_named or is_own else texts.ANONYMOUS,
        may_answer=may_answer(asked, user),
        how=how,
    )


def how_to_answer(session: Session, asked: PracticeQuestion, user: User) -> str:
    """What an adviser does with a question; one statement."""
    practice = asked.practice
    own = practice.municipality_id in municipalities_of(user, "adviser")
    is_named = practice.shows_name and practice.is_open
    return texts.how_to_answer(
        practice.municipality.name if own or is_named else None,
        own=own,
        hidden=not practice.shows_name,
        other_adviser=bool(advisers_of(session, [practice.municipality_id])),
    )


def advisers_of(session: Session, municipality_ids: Iterable[uuid.UUID]) -> Sequence[tuple[User, uuid.UUID]]:
    """Who advises these municipalities now, with which; by name."""
    return people_of(session, municipality_ids, "adviser")


def people_of(session: Session, municipality_ids: Iterable[uuid.UUID], role: str) -> Sequence[tuple[User, uuid.UUID]]:
    """Who has this role in these municipalities now, with which; by name."""
    rows = session.execute(
        select(User, Membership.municipality_id)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.municipality_id.in_(list(municipality_ids)))
        .where(Membership.role == role, Membership.ended_at.is_(None))
        .order_by(User.name, User.id)
    ).unique()
    return [(user, place) for user, place in rows if place is not None]


def coordinators_of(session: Session, municipality_id: uuid.UUID, by: uuid.UUID) -> list[User]:
    """Who did something for a municipality, as long as they coordinate there; else who does now."""
    found = [user for user, _ in people_of(session, [municipality_id], "coordinator")]
    return [user for user in found if user.id == by] or found


def askers_of(session: Session, practice: SharedPractice, own: Collection[uuid.UUID]) -> list[Municipality]:
    """For which of these municipalities a question can be asked: others than its own, when an adviser can bring it."""
    others = set(own) - {practice.municipality_id}
    advised = {place for _, place in advisers_of(session, [*others, practice.municipality_id])}
    reached = others if practice.municipality_id in advised else others & advised
    query = select(Municipality).where(Municipality.id.in_(reached)).order_by(Municipality.name)
    return list(session.scalars(query))


class StaleAnswerError(Exception):
    """Another adviser answered in the meantime."""


@dataclass(frozen=True, slots=True)
class PracticePost:
    """Somebody who asks or answers, and what mails need."""

    session: Session
    user: User
    settings: Settings
    now: datetime

    def about(self, asked: PracticeQuestion, *, named: bool) -> AskedAbout:
        """What a mail tells of a question; with `named` which municipality shared the action."""
        practice = asked.practice
        return AskedAbout(
            asking=asked.municipality.name,
            title=practice.title if practice.is_open or named else texts.GONE_TITLE,
            sharing=practice.municipality.name if named else None,
            address=f"{self.settings.base_url}/netwerk/vragen/{asked.id}",
            contact=self.settings.contact,
        )


def practice_post() -> PracticePost:
    """Who asks, answers or hides something now."""
    return PracticePost(db.session, current_user, current_app.config["SETTINGS"], now())


def ask_question(
    post: PracticePost, practice: SharedPractice, municipality: Municipality, text: str
) -> tuple[PracticeQuestion, bool]:
    """Ask something about a shared action, which the caller holds, and tell the advisers; with whether it is new.

    Raises TooManyTriesError.
    """
    session = post.session
    same = PracticeQuestion.practice_id == practice.id, PracticeQuestion.municipality_id == municipality.id
    recent = PracticeQuestion.asked_at > post.now - TWICE, PracticeQuestion.text == text
    there = session.scalars(select(PracticeQuestion).where(*same, *recent)).first()
    if there is not None:
        return there, False
    secret = post.settings.secret_key.get_secret_value()
    count_try(session, QUESTIONS, str(municipality.id), secret, now=post.now)
    made = PracticeQuestion(
        id=uuid.uuid4(),
        practice=practice,
        municipality=municipality,
        asked_by=post.user.id,
        asked_at=post.now,
        text=text,
    )
    session.add(made)
    session.flush()
    _tell_advisers(post, made)
    # The text stays with the question: this trail is read by administrators.
    record(session, post.user, "ask_about_practice", made, now=post.now)
    return made, True


def _tell_advisers(post: PracticePost, asked: PracticeQuestion) -> None:
    """One mail to each: who advises both municipalities hears it as adviser of the one that shared."""
    practice = asked.practice
    found = advisers_of(post.session, [asked.municipality_id, practice.municipality_id])
    theirs = {user.id for user, place in found if place == practice.municipality_id}
    for user in {user.id: user for user, _ in found}.values():
        if user.id == post.user.id:
            continue
        if user.id in theirs:
            about = post.about(asked, named=True)
            letter = asked_of_own(about, user.name, asked.text, hidden=not practice.shows_name)
        else:
            about = post.about(asked, named=practice.shows_name)
            letter = asked_by_own(about, user.name, asked.text, other_adviser=bool(theirs))
        queue_letter(post.session, user.email, letter, "practice_question", now=post.now)


def answer_question(post: PracticePost, asked: PracticeQuestion, answer: str, *, seen: str) -> bool:
    """Give a question, which the caller holds, this answer, and tell who asked; False when it has it already.

    `seen` is the stamp of the answer on the page, empty when there was none. Raises StaleAnswerError.
    """
    if asked.answer == answer:
        return False
    if answer_stamp(asked) != seen:
        raise StaleAnswerError
    old = {"answer": asked.answer} if asked.answer else None
    asked.answer, asked.answered_at, asked.answered_by = answer, post.now, post.user.id
    post.session.flush()
    about = post.about(asked, named=asked.practice.shows_name and asked.practice.is_open)
    for user in coordinators_of(post.session, asked.municipality_id, asked.asked_by):
        queue_letter(post.session, user.email, answered(about, user.name, answer), "practice_answer", now=post.now)
    record(post.session, post.user, "answer_about_practice", asked, now=post.now, old=old)
    return True


def answer_stamp(asked: PracticeQuestion) -> str:
    """What tells one answer from the next; empty without one."""
    return asked.answered_at.isoformat() if asked.answered_at else ""


QUESTION = "/vragen/<uuid:asked_id>"


@blueprint.get("/vragen")
def list_questions() -> ResponseReturnValue:
    """The questions of own municipalities, and those to municipalities that this person advises."""
    own_places()
    return render_template("network/questions.html", questions=load_questions(db.session, current_user))


@blueprint.get(QUESTION)
def show_question(asked_id: uuid.UUID) -> ResponseReturnValue:
    asked = _asked(asked_id)
    return _question_page(asked, PracticeAnswerForm(data={"answer": asked.answer, "seen": answer_stamp(asked)}))


@blueprint.post(QUESTION)
def answer(asked_id: uuid.UUID) -> ResponseReturnValue:
    """Bring the answer, or a better one."""
    asked = _asked(asked_id, "update")
    if not may_answer(asked, current_user):
        abort(403)
    form = PracticeAnswerForm(request.form)
    if not form.validate():
        return _question_page(asked, form), 422
    try:
        is_changed = answer_question(practice_post(), asked, form.answer.data, seen=form.seen.data or "")
    except StaleAnswerError:
        # Whoever saves again has seen the other answer.
        form.seen.data = answer_stamp(asked)
        return _question_page(asked, form, newer=True), 409
    flash(texts.ANSWERED if is_changed else texts.UNCHANGED, "success" if is_changed else "info")
    db.session.commit()
    return redirect(url_for("network.show_question", asked_id=asked_id), 303)


def _asked(asked_id: uuid.UUID, lock: Lock | None = None) -> PracticeQuestion:
    """The question for who may read it: else 404, and 403 for who leads nothing."""
    own_places()
    return load_asked(db.session, current_user, asked_id, lock) or abort(404)


def _question_page(asked: PracticeQuestion, form: PracticeAnswerForm, *, newer: bool = False) -> str:
    how = how_to_answer(db.session, asked, current_user) if may_answer(asked, current_user) else ""
    return render_template(
        "network/questions_one.html",
        question=readable(asked, current_user, how=how),
        form=form,
        newer=newer,
        page_has_errors=newer or bool(form.errors),
        texts=texts,
    )
