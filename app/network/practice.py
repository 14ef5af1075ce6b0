"""Shared actions of others: finding and reading them, asking about one, putting one in an own plan, and hiding one."""

import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import ColumnElement, Select, false, func, or_, select, true
from sqlalchemy.orm import Session, joinedload
from wtforms import StringField

from app.doors.access import Lock, administrators_only, is_administrator, municipalities_of
from app.doors.limits import TooManyTriesError
from app.models import EFFORTS as KNOWN_EFFORTS
from app.models import Assessment, ImprovementAction, SharedPractice, Trajectory, User
from app.network.entrance import blueprint, own_places
from app.network.questions import (
    QUESTIONS,
    PracticePost,
    PracticeQuestionForm,
    ask_question,
    askers_of,
    build_question_form,
    coordinators_of,
    load_questions,
    practice_post,
)
from app.network.sharing import Practice, domain_titles, question_names, question_texts, shown, stamp
from app.plan import actions as acting
from app.plan.actions import ActionGround, DeclinedError, load_ground
from app.plan.entrance import change_trajectory
from app.post.outbox import queue_letter
from app.saving.typed import typed_texts
from app.texts import network as texts
from app.texts.actions import BADGES
from app.texts.mails.plan import SharedAction, hidden, shown_again
from app.texts.network import taken_from
from app.texts.trajectories import EFFORTS
from app.trail.events import record
from app.web.clock import now
from app.web.extensions import db
from app.web.forms import BaseForm, ChoiceField, FormData, required, selectable, stripped, text_field

PER_PAGE = 20
LAST_PAGE = 10_000
"""A number beyond it is nobody's page, and no database must count so far."""
MOST_WORDS = 8
LONGEST = 80
"""Characters of what somebody looks for."""
SEARCHED = ("title", "text", "experience", "partners", "done_when")


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody looks for; empty: everything."""

    domain: str = ""
    question: str = ""
    effort: str = ""
    text: str = ""

    @property
    def query(self) -> dict[str, str]:
        """The same as the query of an address."""
        values = {"domein": self.domain, "vraag": self.question, "moeite": self.effort, "zoek": self.text}
        return {name: value for name, value in values.items() if value}

    def about(self, domain: str) -> dict[str, str]:
        """The query of the same about another domain."""
        return replace(self, domain=domain).query

    def taking(self, effort: str) -> dict[str, str]:
        """The query of the same with another effort."""
        return replace(self, effort=effort).query

    @property
    def conditions(self) -> list[ColumnElement[bool]]:
        """The same as conditions; every word must stand somewhere."""
        columns = {
            SharedPractice.domain: "" if self.domain == texts.OWN_DOMAIN_FILTER else self.domain,
            SharedPractice.question: self.question,
            SharedPractice.effort: self.effort,
        }
        asked = (self.domain, self.question, self.effort)
        wanted = [column == value for (column, value), one in zip(columns.items(), asked, strict=True) if one]
        texts_ = [getattr(SharedPractice, name) for name in SEARCHED]
        for word in self.text.split()[:MOST_WORDS]:
            wanted.append(or_(*(column.icontains(word, autoescape=True) for column in texts_)))
        return wanted


def domain_choices() -> Mapping[str, str]:
    """The domains to look for, by how they stand in an address."""
    return {**domain_titles(), texts.OWN_DOMAIN_FILTER: texts.OWN_DOMAIN}


def sought_of(values: Mapping[str, str]) -> Sought:
    """What the query of an address looks for; what does not exist is left out."""
    domain, question, effort = (values.get(name, "") for name in ("domein", "vraag", "moeite"))
    return Sought(
        domain if domain in domain_choices() else "",
        question if question in question_texts() else "",
        effort if effort in KNOWN_EFFORTS else "",
        (stripped(values.get("zoek", "")) or "")[:LONGEST],
    )


@dataclass(frozen=True, slots=True)
class PracticePage:
    """Some of what was found, and where it stands among all."""

    practices: Sequence[Practice]
    number: int
    total: int

    @property
    def pages(self) -> int:
        return -(-self.total // PER_PAGE)


def load_practices(
    session: Session,
    sought: Sought,
    number: int,
    own: Collection[uuid.UUID],
    most: int = PER_PAGE,
    *,
    hidden: bool = False,
) -> PracticePage:
    """One page of what is shared, the newest first; the first page when there is none with this number.

    `hidden`: also what an administrator hid.
    """
    there = _there(hidden=hidden)
    query = select(SharedPractice, func.count().over().label("total")).where(*there, *sought.conditions)
    query = query.options(joinedload(SharedPractice.municipality))
    newest = query.order_by(SharedPractice.shared_at.desc(), SharedPractice.id)
    rows = session.execute(newest.limit(most).offset((number - 1) * most)).all()
    if not rows and number > 1:
        return load_practices(session, sought, 1, own, most, hidden=hidden)
    return PracticePage([shown(row[0], own) for row in rows], number, rows[0].total if rows else 0)


def _there(*, hidden: bool) -> tuple[ColumnElement[bool], ...]:
    shown = SharedPractice.hidden_at.is_(None)
    return (SharedPractice.withdrawn_at.is_(None), or_(true() if hidden else false(), shown))


def domain_counts(session: Session, *, hidden: bool) -> Mapping[str, int]:
    """How many actions are shared by domain, as it stands in an address, in the order of the questionnaire."""
    query = select(SharedPractice.domain, func.count()).where(*_there(hidden=hidden)).group_by(SharedPractice.domain)
    counts: Counter[str] = Counter()
    for domain, count in session.execute(query):
        counts[domain if domain in domain_titles() else texts.OWN_DOMAIN_FILTER] += count
    return {name: counts[name] for name in domain_choices() if counts[name]}


def load_practice(session: Session, practice_id: uuid.UUID, lock: Lock | None = None) -> SharedPractice | None:
    """A shared action with its municipality, withdrawn or not; `lock` holds it until the commit."""
    query = select(SharedPractice).where(SharedPractice.id == practice_id)
    query = query.options(joinedload(SharedPractice.municipality))
    if lock:
        query = query.with_for_update(read=lock == "share", of=SharedPractice).execution_options(populate_existing=True)
    return session.scalars(query).one_or_none()


def plans_of(session: Session, own: Collection[uuid.UUID], practice: SharedPractice) -> Sequence[Trajectory]:
    """The plans into which it could be copied: what is open, of these municipalities, and not of its own."""
    query: Select[Trajectory] = (
        select(Trajectory)
        .where(Trajectory.municipality_id.in_(set(own) - {practice.municipality_id}), Trajectory.ended_at.is_(None))
        .options(joinedload(Trajectory.municipality), joinedload(Trajectory.assessment))
        .order_by(Trajectory.created_at.desc(), Trajectory.id)
    )
    return session.scalars(query).all()


def copies_of(session: Session, own: Collection[uuid.UUID], practice: SharedPractice) -> Sequence[ImprovementAction]:
    copied = ImprovementAction.practice_id == practice.id, ImprovementAction.municipality_id.in_(own)
    return session.scalars(select(ImprovementAction).where(*copied).order_by(ImprovementAction.created_at)).all()


def copy_practice(
    session: Session,
    user: User,
    practice: SharedPractice,
    ground: ActionGround,
    domain: str,
    *,
    with_question: bool,
    now: datetime,
) -> tuple[ImprovementAction, bool]:
    """Put a shared action in the plan of this ground; what is there already stays one. With whether it is new.

    Raises DeclinedError when it was decided that nothing is done about its question.
    """
    item = f"{domain}/{practice.question}" if with_question else ""
    known = item if item in ground.questions(domain) else None
    content = acting.ActionContent(
        title=practice.title,
        domain=domain,
        owner="",
        text=practice.text,
        done_when=practice.done_when,
        partners_text=practice.partners,
        effort=practice.effort,
        item=known,
    )
    source = taken_from(practice.municipality.name if practice.shows_name else None)
    origin = acting.Origin(practice_id=practice.id, source=source)
    value = ground.value_of(known)
    return acting.add_action(session, user, ground.trajectory, content, origin, value=value, now=now)


class CopyForm(BaseForm):
    """In which plan a shared action comes, and about which domain."""

    trajectory = ChoiceField(
        "In welk plan?", [], message=texts.TRAJECTORY_MISSING, validators=[required(texts.TRAJECTORY_MISSING)]
    )
    domain = ChoiceField("Bij welk domein hoort de actie?", [], message=texts.DOMAIN_MISSING)
    without = StringField()
    """Not empty: without the question, about which nothing would be done."""


def build_copy_form(trajectories: Iterable[Trajectory], posted: FormData | None) -> CopyForm:
    """The form for who makes these plans."""
    own = list(trajectories)
    form = CopyForm(posted, data={"trajectory": str(own[0].id)} if len(own) == 1 else None)
    titles = {str(one.id): f"{one.municipality.name}: {one.assessment.title}" for one in own}
    form.trajectory.choices = selectable((titles if len(own) == 1 else {"": "Kies een plan", **titles}).items())
    return form


class HidingForm(BaseForm):
    """Why an administrator hides what is shared."""

    reason = text_field(
        "Waarom verberg je deze actie?",
        500,
        required(texts.REASON_MISSING),
        area=True,
        description="Wie de actie deelde, leest dit.",
    )
    seen = StringField()


PRACTICE = "/praktijk/<uuid:practice_id>"


@blueprint.get("/praktijk")
def list_practices() -> ResponseReturnValue:
    """What is shared, the newest first."""
    own, sought = reading_places(), sought_of(request.args)
    hidden = is_administrator(current_user)
    number = max(1, request.args.get("pagina", 1, type=int))
    return render_template(
        "network/practice.html",
        page=load_practices(db.session, sought, min(number, LAST_PAGE), own, hidden=hidden),
        leads=bool(own),
        sought=sought,
        domains=domain_choices(),
        counts=domain_counts(db.session, hidden=hidden),
        questions=question_names(),
        efforts=EFFORTS,
        texts=texts,
    )


@blueprint.get(PRACTICE)
def show_practice(practice_id: uuid.UUID) -> ResponseReturnValue:
    reading_places()
    practice = load_practice(db.session, practice_id)
    if practice is None or practice.withdrawn_at is not None:
        abort(404)
    if practice.hidden_at is not None and not is_administrator(current_user):
        abort(404)
    return practice_page(practice)


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
    plans = plans_of(db.session, own, practice) if leads else []
    asks = askers_of(db.session, practice, coordinated) if leads else []
    others = coordinated - {practice.municipality_id} if leads else frozenset()
    return render_template(
        "network/practice_one.html",
        practice=shown(practice, own),
        action_id=practice.action_id,
        may_change=practice.municipality_id in coordinated,
        leads=leads,
        plans=plans,
        copies=copies_of(db.session, own, practice),
        copy_form=copy_form or build_copy_form(plans, None),
        asks=asks,
        not_asked=texts.NO_ADVISER if others and not asks else "",
        questions=load_questions(db.session, current_user, practice.id),
        form=form or build_question_form(asks, None),
        moderates=is_administrator(current_user),
        hiding_form=hiding_form or HidingForm(data={"seen": stamp(practice)}),
        warning=warning,
        page_has_errors=bool(warning or any(one and one.errors for one in (copy_form, hiding_form))),
        badges=BADGES,
        texts=texts,
    )


def reading_places() -> frozenset[uuid.UUID]:
    """The same, and nowhere for an administrator, who reads what is shared."""
    own = municipalities_of(current_user, "coordinator", "adviser")
    return own if own or is_administrator(current_user) else abort(403)


def open_practice(practice_id: uuid.UUID, lock: Lock | None = None) -> SharedPractice:
    """A shared action to do something with: 404 when there never was one, 409 when it is gone meanwhile."""
    own_places()
    practice = load_practice(db.session, practice_id, lock) or abort(404)
    if practice.withdrawn_at is not None:
        refuse(texts.GONE)
    if practice.hidden_at is not None:
        refuse(texts.HIDDEN)
    return practice


def refuse(explanation: str) -> None:
    """Stop with the page that says why something cannot be done now (409); what was typed stands on it."""
    page = render_template("network/practice_gone.html", explanation=explanation, typed=typed_texts())
    abort(make_response(page, 409))


@blueprint.post(f"{PRACTICE}/vragen")
def ask(practice_id: uuid.UUID) -> ResponseReturnValue:
    """Ask something about a shared action, by way of the advisers."""
    own_places()
    coordinated = municipalities_of(current_user, "coordinator") or abort(403)
    practice = open_practice(practice_id, "update")
    asks = askers_of(db.session, practice, coordinated)
    if not asks:
        refuse(texts.NO_ADVISER if coordinated - {practice.municipality_id} else texts.OWN_NOT_ASKED)
    form = build_question_form(asks, request.form)
    if not form.validate():
        return practice_page(practice, form=form), 422
    municipality = next(one for one in asks if str(one.id) == form.municipality.data)
    try:
        asked, is_new = ask_question(practice_post(), practice, municipality, form.text.data)
    except TooManyTriesError as error:
        return practice_page(practice, form=form, warning=texts.too_many(QUESTIONS.most, error.minutes)), 429
    flash(texts.ASKED if is_new else texts.ASKED_BEFORE, "success" if is_new else "info")
    to = url_for("network.show_practice", practice_id=practice_id, _anchor=f"vraag-{asked.id}")
    db.session.commit()
    return redirect(to, 303)


@blueprint.post(f"{PRACTICE}/overnemen")
def take_over(practice_id: uuid.UUID) -> ResponseReturnValue:
    """Put it in an own plan; first ask for a domain when the plan has not got that of the action."""
    practice = open_practice(practice_id)
    plans = plans_of(db.session, own_places(), practice)
    form = build_copy_form(plans, request.form)
    if not plans:
        refuse(texts.OWN_NOT_COPIED if practice.municipality_id in own_places() else texts.NO_PLAN)
    if not form.trajectory.validate(form):
        return practice_page(practice, copy_form=form), 422
    ground = load_ground(db.session, change_trajectory(uuid.UUID(form.trajectory.data)))
    domain = form.domain.data or practice.domain
    if domain not in ground.domains:
        form.domain.choices = selectable({"": "Kies een domein", **ground.domains}.items())
        if "domain" not in request.form:
            return _domain_page(practice, ground.trajectory, form)
        form.domain.errors = [texts.DOMAIN_MISSING]
        return _domain_page(practice, ground.trajectory, form), 422
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


def _domain_page(practice: SharedPractice, trajectory: Trajectory, form: CopyForm, declined: str = "") -> str:
    return render_template(
        "network/practice_domain.html",
        practice=shown(practice, own_places()),
        trajectory=trajectory,
        form=form,
        declined=declined,
    )


def hide_practice(post: PracticePost, practice: SharedPractice, reason: str) -> None:
    """Let nobody read a shared action, which the caller holds, and tell who shared it why."""
    practice.hidden_at, practice.hidden_by, practice.hidden_reason = post.now, post.user.id, reason
    for told in _record(post, practice, "hide_practice", reason):
        queue_letter(post.session, told.email, hidden(told, reason), "practice_hidden", now=post.now)


def show_practice_again(post: PracticePost, practice: SharedPractice) -> None:
    """Let others read a hidden action again, which the caller holds, and tell who shared it."""
    practice.hidden_at = practice.hidden_by = practice.hidden_reason = None
    for told in _record(post, practice, "show_practice_again"):
        queue_letter(post.session, told.email, shown_again(told), "practice_shown", now=post.now)


def _record(post: PracticePost, practice: SharedPractice, action: str, reason: str | None = None) -> list[SharedAction]:
    """Write it in the trail of the inventory that the action comes from; what mails to who shared it need."""
    session, title = post.session, practice.title
    session.flush()
    query = select(Assessment).join(Trajectory, Trajectory.assessment_id == Assessment.id)
    query = query.join(ImprovementAction, ImprovementAction.trajectory_id == Trajectory.id)
    about = session.scalars(query.where(ImprovementAction.id == practice.action_id)).one()
    record(session, post.user, action, practice.id, now=post.now, assessment=about, new={"title": title}, reason=reason)
    address = f"{post.settings.base_url}{url_for('sharing.show_sharing', action_id=practice.action_id)}"
    return [
        SharedAction(user.name, user.email, title, address, post.settings.contact)
        for user in coordinators_of(session, practice.municipality_id, practice.shared_by)
    ]


@blueprint.post(f"{PRACTICE}/verbergen")
@administrators_only
def hide(practice_id: uuid.UUID) -> ResponseReturnValue:
    """Hide it: 409 when another text is shared meanwhile, or somebody else hid it for another reason."""
    practice, form = _practice_to_hide(practice_id), HidingForm(request.form)
    if not form.validate():
        return practice_page(practice, hiding_form=form), 422
    if practice.hidden_at is not None and practice.hidden_reason != form.reason.data:
        refuse(texts.HIDDEN_MEANWHILE)
    if practice.hidden_at is None:
        if form.seen.data != stamp(practice):
            # Whoever hides it now has read the newer text.
            form.seen.data = stamp(practice)
            return practice_page(practice, hiding_form=form, warning=texts.TEXT_CHANGED_MEANWHILE), 409
        hide_practice(practice_post(), practice, form.reason.data)
        flash(texts.NOW_HIDDEN, "success")
    else:
        flash(texts.UNCHANGED, "info")
    return _to_practice(practice_id)


@blueprint.post(f"{PRACTICE}/tonen")
@administrators_only
def show_again(practice_id: uuid.UUID) -> ResponseReturnValue:
    practice = _practice_to_hide(practice_id)
    if practice.hidden_at is not None:
        show_practice_again(practice_post(), practice)
        flash(texts.NOW_SHOWN, "success")
    else:
        flash(texts.UNCHANGED, "info")
    return _to_practice(practice_id)


def _practice_to_hide(practice_id: uuid.UUID) -> SharedPractice:
    """The shared action, held until the commit: 404 when there never was one, 409 when it was withdrawn."""
    practice = load_practice(db.session, practice_id, "update") or abort(404)
    if practice.withdrawn_at is not None:
        refuse(texts.GONE)
    return practice


def _to_practice(practice_id: uuid.UUID) -> ResponseReturnValue:
    db.session.commit()
    return redirect(url_for("network.show_practice", practice_id=practice_id), 303)
