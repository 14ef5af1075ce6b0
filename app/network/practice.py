"""Shared actions of others: finding and reading them, with the questions about them."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from app.doors.access import Lock, is_administrator, municipalities_of
from app.models import Membership, Municipality, PracticeQuestion, SharedPractice, Trajectory, User
from app.network import sharing as queries
from app.network.entrance import blueprint
from app.network.sharing import (
    CopyForm,
    HidingForm,
    PracticeQuestionForm,
    build_copy_form,
    build_question_form,
    copy_practice,
    offer_domains,
    question_names,
)
from app.plan.actions import ActionGround, DeclinedError, load_ground
from app.plan.entrance import change_trajectory
from app.saving.typed import typed_texts
from app.texts import network as texts
from app.texts.board import BADGES
from app.texts.trajectories import EFFORTS
from app.web.clock import now
from app.web.extensions import db

MOST = 100
"""How many questions one page shows; those without an answer come first."""
BRIEF = 90


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


PRACTICE = "/praktijk/<uuid:practice_id>"


@blueprint.get("/praktijk")
def list_practices() -> ResponseReturnValue:
    """What is shared, the newest first."""
    own, sought = reading_places(), queries.sought_of(request.args)
    hidden = is_administrator(current_user)
    number = max(1, request.args.get("pagina", 1, type=int))
    return render_template(
        "network/practice.html",
        page=queries.load_practices(db.session, sought, min(number, queries.LAST_PAGE), own, hidden=hidden),
        leads=bool(own),
        sought=sought,
        domains=queries.domain_choices(),
        counts=queries.domain_counts(db.session, hidden=hidden),
        questions=question_names(),
        efforts=EFFORTS,
        texts=texts,
    )


@blueprint.get(PRACTICE)
def show_practice(practice_id: uuid.UUID) -> ResponseReturnValue:
    """All of one shared action."""
    reading_places()
    practice = queries.load_practice(db.session, practice_id)
    if practice is None or practice.withdrawn_at is not None:
        abort(404)
    if practice.hidden_at is not None and not is_administrator(current_user):
        abort(404)
    return practice_page(practice)


@blueprint.post(f"{PRACTICE}/overnemen")
def take_over(practice_id: uuid.UUID) -> ResponseReturnValue:
    """Put it in an own plan; first ask for a domain when the plan has not got that of the action."""
    practice = open_practice(practice_id)
    plans = queries.plans_of(db.session, own_places(), practice)
    form = build_copy_form(plans, request.form)
    if not plans:
        refuse(texts.OWN_NOT_COPIED if practice.municipality_id in own_places() else texts.NO_PLAN)
    if not form.trajectory.validate(form):
        return practice_page(practice, copy_form=form), 422
    ground = load_ground(db.session, change_trajectory(uuid.UUID(form.trajectory.data)))
    domain = _domain(form, ground, practice)
    if domain is None:
        return _choose_domain(practice, ground, form)
    return _copy(practice, ground, domain, form)


def own_places() -> frozenset[uuid.UUID]:
    """Where this person coordinates or advises; 403 for who does neither."""
    return municipalities_of(current_user, "coordinator", "adviser") or abort(403)


def reading_places() -> frozenset[uuid.UUID]:
    """The same, and nowhere for an administrator, who reads what is shared."""
    own = municipalities_of(current_user, "coordinator", "adviser")
    return own if own or is_administrator(current_user) else abort(403)


def open_practice(practice_id: uuid.UUID, lock: Lock | None = None) -> SharedPractice:
    """A shared action to do something with: 404 when there never was one, 409 when it is gone meanwhile."""
    own_places()
    practice = queries.load_practice(db.session, practice_id, lock) or abort(404)
    if practice.withdrawn_at is not None:
        refuse(texts.GONE)
    if practice.hidden_at is not None:
        refuse(texts.HIDDEN)
    return practice


def refuse(explanation: str) -> None:
    """Stop with the page that says why something cannot be done now (409); what was typed stands on it."""
    page = render_template("network/practice_gone.html", explanation=explanation, typed=typed_texts())
    abort(make_response(page, 409))


def practice_page(
    practice: SharedPractice,
    *,
    form: PracticeQuestionForm | None = None,
    copy_form: CopyForm | None = None,
    hiding_form: HidingForm | None = None,
    warning: str = "",
) -> str:
    """The page of a shared action, with what somebody can do with it."""
    own, coordinated = reading_places(), municipalities_of(current_user, "coordinator")
    leads = bool(own) and practice.is_open
    plans = queries.plans_of(db.session, own, practice) if leads else []
    asks = askers_of(db.session, practice, coordinated) if leads else []
    others = coordinated - {practice.municipality_id} if leads else frozenset()
    return render_template(
        "network/practice_one.html",
        practice=queries.shown(practice, own),
        action_id=practice.action_id,
        may_change=practice.municipality_id in coordinated,
        leads=leads,
        plans=plans,
        copies=queries.copies_of(db.session, own, practice),
        copy_form=copy_form or build_copy_form(plans, None),
        asks=asks,
        not_asked=texts.NO_ADVISER if others and not asks else "",
        questions=load_questions(db.session, current_user, practice.id),
        form=form or build_question_form(asks, None),
        moderates=is_administrator(current_user),
        hiding_form=hiding_form or HidingForm(data={"seen": queries.stamp(practice)}),
        warning=warning,
        page_has_errors=bool(warning or any(one and one.errors for one in (copy_form, hiding_form))),
        badges=BADGES,
        texts=texts,
    )


def _domain(form: CopyForm, ground: ActionGround, practice: SharedPractice) -> str | None:
    """The domain that was chosen, else that of the action; None when the plan has it not."""
    chosen = form.domain.data or practice.domain
    return chosen if chosen in ground.domains else None


def _copy(practice: SharedPractice, ground: ActionGround, domain: str, form: CopyForm) -> ResponseReturnValue:
    with_question = not form.without.data
    try:
        action, is_new = copy_practice(
            db.session, current_user, practice, ground, domain, with_question=with_question, now=now()
        )
    except DeclinedError as error:
        form.domain.data = domain
        return _domain_page(practice, ground.trajectory, form, texts.declined(error.reason)), 409
    sentence = texts.copied(action.title) if is_new else texts.copied_before(action.title)
    flash(sentence, "success" if is_new else "info")
    to = url_for("trajectories.show_action", action_id=action.id)
    db.session.commit()
    return redirect(to, 303)


def _choose_domain(practice: SharedPractice, ground: ActionGround, form: CopyForm) -> ResponseReturnValue:
    """The page that asks for a domain; an error only for who chose none on it."""
    offer_domains(form, ground.domains)
    if "domain" in request.form:
        form.domain.errors = [texts.DOMAIN_MISSING]
        return _domain_page(practice, ground.trajectory, form), 422
    return _domain_page(practice, ground.trajectory, form)


def _domain_page(practice: SharedPractice, trajectory: Trajectory, form: CopyForm, declined: str = "") -> str:
    return render_template(
        "network/practice_domain.html",
        practice=queries.shown(practice, own_places()),
        trajectory=trajectory,
        form=form,
        declined=declined,
    )
