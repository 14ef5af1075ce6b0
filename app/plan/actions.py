"""An action: what will be done, its form, and deciding that nothing is done about an item.

The caller holds the trajectory or the action for update, so that two clicks at the same moment wait for each other.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, ClassVar

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session
from wtforms import Field, SelectMultipleField
from wtforms.validators import StopValidation, ValidationError

from app.doors.access import action_for
from app.models import ActionPartner, ImprovementAction, NoAction, Partner, Trajectory, User
from app.plan.entrance import (
    ACTION,
    TRAJECTORY,
    Titles,
    action_among_others,
    blueprint,
    change_trajectory,
    load_agreed,
    read_trajectory,
    refuse_closed,
)
from app.plan.ideas import value_of
from app.plan.progress import StaleActionError
from app.texts import actions as texts
from app.texts import trajectories as words
from app.texts.trajectories import EFFORTS
from app.texts.words import listing
from app.trail.events import record
from app.web.clock import now, today
from app.web.extensions import db
from app.web.formatting import long_date
from app.web.forms import (
    BaseForm,
    ChoiceField,
    DayField,
    FormData,
    NumberField,
    VersionField,
    one_line,
    required,
    selectable,
    text_field,
)
from questionnaires.model import Question

TWICE = timedelta(minutes=2)
"""Within this time the same own action is the same click."""


class DeclinedError(Exception):
    """It was decided that nothing is done about this item; `reason` is why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class HasActionError(Exception):
    """There is an action about this item."""


class StaleReasonError(Exception):
    """Somebody wrote down another reason meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionContent:
    """What an action says, as people fill it in."""

    title: str
    domain: str
    owner: str
    text: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    done_when: str = ""
    partners: tuple[Partner, ...] = ()
    """In the order of their names."""
    partners_text: str = ""
    effort: str | None = None
    hours: int | None = None
    item: str | None = None
    expected: int | None = None

    @property
    def plain(self) -> dict[str, Any]:
        """The same for the audit trail."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {**values, "partners": [partner.organisation for partner in self.partners]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an action comes from; nowhere: somebody thought it up."""

    kind: str = "improve"
    bank_id: str | None = None
    practice_id: uuid.UUID | None = None
    source: str = ""


OWN = Origin()


def add_action(
    session: Session,
    user: User,
    trajectory: Trajectory,
    content: ActionContent,
    origin: Origin = OWN,
    *,
    value: int | None = None,
    now: datetime,
) -> tuple[ImprovementAction, bool]:
    """Put an action in the plan, at the end; what is there already stays one. With whether it is new.

    `value` is the answer of its item now. Raises DeclinedError.
    """
    there = _there(session, user, trajectory, content, origin, now)
    if there is not None:
        return there, False
    _refuse_declined(session, trajectory.id, content.item)
    last = select(func.max(ImprovementAction.position)).where(ImprovementAction.trajectory_id == trajectory.id)
    made = ImprovementAction(
        id=uuid.uuid4(),
        trajectory_id=trajectory.id,
        municipality_id=trajectory.municipality_id,
        position=(session.scalar(last) or 0) + 1,
        created_at=now,
        created_by=user.id,
        value=value,
        **_columns(content),
        **{field.name: getattr(origin, field.name) for field in fields(origin)},
    )
    session.add(made)
    session.flush()
    _work_with(session, made, content)
    new = {**content.plain, "kind": origin.kind, "bank_id": origin.bank_id, "source": origin.source}
    record(session, user, "add_action", made.id, now=now, assessment=trajectory.assessment, new=new)
    return made, True


def content_of(action: ImprovementAction) -> ActionContent:
    """What an action says now; its partners are loaded."""
    columns = {field.name: getattr(action, field.name) for field in fields(ActionContent) if field.name != "partners"}
    return ActionContent(partners=tuple(action.partners), **columns)


def change_action(
    session: Session,
    user: User,
    action: ImprovementAction,
    content: ActionContent,
    *,
    value: int | None,
    seen: int,
    now: datetime,
) -> bool:
    """Let an action say something else; False when it says just that. Raises StaleActionError and DeclinedError.

    `value` is the answer of its item now: it is kept when the action is about another item than before.
    """
    before = content_of(action)
    old, new = before.plain, content.plain
    changed = [name for name in new if old[name] != new[name]]
    if not changed:
        return False
    if seen != action.version:
        raise StaleActionError
    if "item" in changed:
        _refuse_declined(session, action.trajectory_id, content.item)
        action.value = value
    for name, wanted in _columns(content).items():
        setattr(action, name, wanted)
    if "partners" in changed:
        session.execute(delete(ActionPartner).where(ActionPartner.action_id == action.id))
        _work_with(session, action, content)
    action.version += 1
    session.flush()
    told = {"title": content.title, **{name: new[name] for name in changed}}
    was = {name: old[name] for name in changed}
    about = action.trajectory.assessment
    record(session, user, "change_action", action.id, now=now, assessment=about, old=was, new=told)
    return True


def decline_item(
    session: Session, user: User, trajectory: Trajectory, item: str, reason: str, *, seen: str, now: datetime
) -> bool:
    """Decide that nothing is done about an item, or give another reason; False when that stands there already.

    `seen` is the stamp of the reason on the page; empty when there was none. Raises HasActionError when there is an
    action about it that was not stopped, and StaleReasonError.
    """
    there = session.get(NoAction, (trajectory.id, item))
    if there is not None and there.reason == reason:
        return False
    if (stamp(there) if there else "") != seen:
        raise StaleReasonError
    about = ImprovementAction.trajectory_id == trajectory.id, ImprovementAction.item == item
    if session.scalars(select(ImprovementAction.id).where(*about, ImprovementAction.state != "stopped")).first():
        raise HasActionError
    old = {"reason": there.reason} if there else None
    if there is None:
        there = NoAction(trajectory_id=trajectory.id, item=item, municipality_id=trajectory.municipality_id)
        session.add(there)
    there.reason, there.decided_at, there.decided_by = reason, now, user.id
    session.flush()
    about_that = trajectory.assessment
    record(session, user, "decline_item", item, now=now, assessment=about_that, old=old, new={}, reason=reason)
    return True


def undecline(session: Session, user: User, trajectory: Trajectory, item: str, *, now: datetime) -> bool:
    """Take back that nothing is done about an item; False when that was done before."""
    there = session.get(NoAction, (trajectory.id, item))
    if there is None:
        return False
    old = {"reason": there.reason}
    session.delete(there)
    session.flush()
    record(session, user, "undecline_item", item, now=now, assessment=trajectory.assessment, old=old)
    return True


def stamp(decided: NoAction) -> str:
    """What tells one reason from the next about the same item."""
    return decided.decided_at.isoformat()


def _columns(content: ActionContent) -> dict[str, Any]:
    return {field.name: getattr(content, field.name) for field in fields(content) if field.name != "partners"}


def _work_with(session: Session, action: ImprovementAction, content: ActionContent) -> None:
    where = {"action_id": action.id, "municipality_id": action.municipality_id}
    session.add_all(ActionPartner(partner_id=partner.id, **where) for partner in content.partners)
    session.flush()


def _refuse_declined(session: Session, trajectory_id: uuid.UUID, item: str | None) -> None:
    declined = session.get(NoAction, (trajectory_id, item)) if item else None
    if declined is not None:
        raise DeclinedError(declined.reason)


def _there(
    session: Session, user: User, trajectory: Trajectory, content: ActionContent, origin: Origin, now: datetime
) -> ImprovementAction | None:
    """The same action, when it is in the plan already: from the same place, or typed just now."""
    act = ImprovementAction
    query, typed = select(act).where(act.trajectory_id == trajectory.id), {}
    if origin.practice_id is not None:
        query = query.where(act.practice_id == origin.practice_id)
    elif origin == OWN:
        typed = _columns(content)
        query = query.where(act.created_by == user.id, act.created_at > now - TWICE)
        query = query.filter_by(bank_id=None, kind=origin.kind)
    else:
        query = query.filter_by(item=content.item, kind=origin.kind, bank_id=origin.bank_id)
    found = session.scalars(query.order_by(act.position)).all()
    return next((one for one in found if all(getattr(one, name) == value for name, value in typed.items())), None)


@dataclass(frozen=True)
class ActionGround:
    """What an action of a trajectory can be about, and who can work on it."""

    session: Session
    trajectory: Trajectory
    action: ImprovementAction | None
    """The action that is changed; None for a new one."""
    partners: Sequence[Partner]
    """Of the municipality now, and those that work on the action already."""
    declined: Mapping[str, str]
    """Why nothing is done, by item."""

    @cached_property
    def titles(self) -> Titles:
        """How domains and questions are called."""
        return Titles(self.trajectory.assessment)

    @property
    def domains(self) -> Mapping[str, str]:
        return self.titles.domains

    def questions(self, domain: str) -> Mapping[str, Question]:
        """The questions about a domain, by item."""
        return {item: question for item, question in self.titles.questions.items() if item.startswith(f"{domain}/")}

    def value_of(self, item: str | None) -> int | None:
        """The answer of an item as it was agreed last, in whole steps; None when it is not known."""
        if self.action is not None and item == self.action.item:
            return self.action.value
        agreed = load_agreed(self.session, self.trajectory.assessment) if item else None
        return value_of(agreed, item) if agreed and item else None

    def chosen(self, ids: Iterable[str]) -> tuple[Partner, ...]:
        """The partners with these ids, in the order of their names."""
        wanted = set(ids)
        return tuple(partner for partner in self.partners if str(partner.id) in wanted)

    def is_declined(self, item: str | None) -> bool:
        """Whether an action cannot be about this item: nothing is done about it, and it was not about it before."""
        return item in self.declined and (self.action is None or item != self.action.item)


def load_ground(session: Session, trajectory: Trajectory, action: ImprovementAction | None = None) -> ActionGround:
    """What can be chosen for an action, new or with its partners loaded. Two statements."""
    there = [partner.id for partner in action.partners] if action else []
    own = Partner.municipality_id == trajectory.municipality_id
    query = select(Partner).where(own, or_(Partner.ended_at.is_(None), Partner.id.in_(there)))
    reasons = select(NoAction.item, NoAction.reason).where(NoAction.trajectory_id == trajectory.id)
    return ActionGround(
        session,
        trajectory,
        action,
        session.scalars(query.order_by(Partner.organisation, Partner.id)).all(),
        {row.item: row.reason for row in session.execute(reasons)},
    )


def differing(ground: ActionGround, typed: ActionContent) -> list[list[str]]:
    """(field, what stands there, what was typed) of each field that differs, in words."""
    stored = content_of(ground.action).plain if ground.action else {}
    wanted = typed.plain
    return [
        [label, _words(ground, name, stored.get(name)), _words(ground, name, wanted[name])]
        for name, label in texts.LABELS.items()
        if stored.get(name) != wanted[name]
    ]


def _words(ground: ActionGround, name: str, value: Any) -> str:
    if value in (None, "", []):
        return texts.NOTHING
    if name == "partners":
        return listing(value)
    if isinstance(value, date):
        return long_date(value)
    named = {"domain": ground.titles.domain, "item": ground.titles.named}
    return named[name](value) if name in named else EFFORTS.get(str(value), str(value))


FAR = timedelta(days=3653)
NONE = "none"
"""Of the expected answer: not known yet. Radio buttons cannot be taken back."""


def _not_far(_: BaseForm, field: Field) -> None:
    if field.value and abs(field.value - today()) > FAR:
        raise StopValidation(texts.DAY_FAR)


class ActionForm(BaseForm):
    """What an action says; what can be chosen is set when it is made."""

    rows = ("title", "domain", "owner", "text")
    parts: ClassVar = {
        "Wanneer": (("starts_on", "ends_on"), "done_when"),
        "Met wie": ("partners", "partners_text"),
        "Hoeveel werk": (("effort", "hours"),),
    }
    """The rows below each title; what it should bring has its own place."""
    ground: ActionGround

    title = text_field(
        "Wat ga je doen?", 120, required(texts.TITLE_MISSING), one_line, description="In een paar woorden."
    )
    domain = ChoiceField("Domein", [], message=texts.DOMAIN_UNKNOWN, validators=[required(texts.DOMAIN_MISSING)])
    owner = text_field(
        "Wie doet het?",
        80,
        required(texts.OWNER_MISSING),
        one_line,
        description="Een functie, geen naam. Bijvoorbeeld: beleidsmedewerker schulden",
    )
    text = text_field("Wat houdt de actie in?", 4000, area=True)
    starts_on = DayField(
        "Begint op", message=texts.DAY_UNREADABLE, validators=[_not_far], description="Bijvoorbeeld: 4-12-2026"
    )
    ends_on = DayField(
        "Einddatum", message=texts.DAY_UNREADABLE, validators=[_not_far], description="Bijvoorbeeld: 4-3-2027"
    )
    done_when = text_field(
        "Waaraan zie je dat het klaar is?", 1000, area=True, description="Iets dat je kunt zien of tellen."
    )
    partners = SelectMultipleField("Met welke partners?", choices=[], validate_choice=False)
    partners_text = text_field("Met wie nog meer?", 500, one_line, description="Functies en organisaties, geen namen.")
    effort = ChoiceField(
        "Hoeveel moeite kost het?", [("", texts.NOT_KNOWN), *EFFORTS.items()], message=texts.EFFORT_UNKNOWN
    )
    hours = NumberField(
        "Hoeveel uur kost het ongeveer?",
        0,
        999,
        message=texts.HOURS_UNREADABLE,
        description="Voor iedereen bij elkaar, in hele uren.",
    )
    item = ChoiceField("Welk antwoord moet hierdoor omhoog?", [], message=texts.ITEM_ELSEWHERE)
    expected = ChoiceField("Welk antwoord verwacht je als het klaar is?", [], message=texts.EXPECTED_UNKNOWN)
    seen = VersionField()

    def validate_ends_on(self, field: Field) -> None:
        """A day that is not before the first one; an action that is planned has one."""
        end, action = field.value, self.ground.action
        if end is None and action is not None and action.state == "planned":
            raise ValidationError(texts.END_NEEDED)
        if end and self.starts_on.data and not self.starts_on.errors and end < self.starts_on.value:
            raise ValidationError(texts.ENDS_BEFORE)

    def validate_partners(self, field: Field) -> None:
        known = {choice.value for choice in field.choices}
        if not set(field.data or ()) <= known:
            field.data = [value for value in field.data if value in known]
            raise ValidationError(texts.PARTNER_UNKNOWN)

    def validate_item(self, field: Field) -> None:
        if field.data and self.ground.is_declined(field.data):
            raise ValidationError(texts.declined(self.ground.declined[field.data]))

    @property
    def questions(self) -> Mapping[str, Question]:
        """The questions of the domain that is chosen, by item; none without a domain."""
        domain = self.domain.data or ""
        return self.ground.questions(domain) if domain in self.ground.domains else {}

    @property
    def question(self) -> Question | None:
        return self.questions.get(self.item.data or "")

    def offer(self) -> None:
        """Offer the questions of the domain that is chosen, and the answers of the question."""
        named = ((item, question.short_name) for item, question in self.questions.items())
        self.item.choices = selectable([("", texts.NO_QUESTION), *named])
        if not self.questions:
            self.item.data = None
        if "expected" in self:
            answers = self.question.options if self.question else ()
            now = self.ground.value_of(self.item.data) if self.question else None
            labels = [
                (str(value), f"{value}: {text}" + (f" ({texts.NOW})" if value == now else ""))
                for value, text in enumerate(answers)
            ]
            self.expected.choices = selectable([(NONE, texts.NOT_KNOWN), *labels])
            if not self.question:
                self.expected.data = NONE

    def forget_question(self) -> None:
        """Forget a question of another domain: nobody could choose it now."""
        if self.item.data not in self.questions:
            self.item.data = None
            self.offer()

    @property
    def content(self) -> ActionContent:
        """What the action says, once the form is valid."""
        values = self.values
        chosen = {name: values[name] or None for name in ("effort", "item")}
        expected = values.get("expected") if chosen["item"] else NONE
        chosen["expected"] = None if expected in (None, "", NONE) else int(expected)
        return ActionContent(**values | chosen | {"partners": self.ground.chosen(self.partners.data or ())})


def build_action_form(ground: ActionGround, posted: FormData | None, **first: str | None) -> ActionForm:
    """The form with what the action says, or with `first` for a new one, or with what was posted."""
    form = ActionForm(posted, data=_stored(ground.action) if ground.action else {"expected": NONE, **first})
    form.ground = ground
    if ground.action is not None and ground.action.kind == "find_out":
        # Nobody knows the answer of now, and finding out does not change it.
        del form.expected
    form.domain.choices = selectable({"": "Kies een domein", **ground.domains}.items())
    form.partners.choices = selectable((str(one.id), one.organisation) for one in ground.partners)
    form.offer()
    return form


def _stored(action: ImprovementAction) -> dict[str, Any]:
    same = [field.name for field in fields(ActionContent) if field.name not in ("partners", "expected")]
    return {
        **{name: getattr(action, name) for name in same},
        "partners": [str(partner.id) for partner in action.partners],
        "expected": NONE if action.expected is None else str(action.expected),
        "seen": str(action.version),
    }


NEW = f"{TRAJECTORY}/acties/nieuw"
EDIT = f"{ACTION}/wijzigen"


@blueprint.get(NEW)
def new_action(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """The form for an own action; the address can name the domain and the question."""
    trajectory = read_trajectory(trajectory_id)
    refuse_closed(trajectory)
    ground = load_ground(db.session, trajectory)
    domain, question = request.args.get("domein", ""), request.args.get("vraag", "")
    item = f"{domain}/{question}" if f"{domain}/{question}" in ground.questions(domain) else None
    return _page(build_action_form(ground, None, domain=domain if domain in ground.domains else "", item=item))


@blueprint.post(NEW)
def post_add_action(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    trajectory = change_trajectory(trajectory_id)
    form = build_action_form(load_ground(db.session, trajectory), request.form)
    if refused := _not_yet(form):
        return refused
    value = form.ground.value_of(form.item.data)
    made, _ = add_action(db.session, current_user, trajectory, form.content, value=value, now=now())
    return _saved(made, texts.ADDED)


@blueprint.get(EDIT)
def edit_action(action_id: uuid.UUID) -> ResponseReturnValue:
    action = action_for(current_user, action_id)
    refuse_closed(action.trajectory)
    return _page(build_action_form(load_ground(db.session, action.trajectory, action), None))


@blueprint.post(EDIT)
def change_content(action_id: uuid.UUID) -> ResponseReturnValue:
    action = action_among_others(action_id)
    form = build_action_form(load_ground(db.session, action.trajectory, action), request.form)
    if refused := _not_yet(form):
        return refused
    value = form.ground.value_of(form.item.data)
    try:
        is_changed = change_action(
            db.session, current_user, action, form.content, value=value, seen=form.seen.version, now=now()
        )
    except StaleActionError:
        # Whoever saves again has seen what stands there now.
        form.seen.data = str(action.version)
        return _page(form, newer=True), 409
    return _saved(action, texts.CHANGED if is_changed else texts.UNCHANGED)


def _not_yet(form: ActionForm) -> ResponseReturnValue | None:
    """The page once more: with the questions of the domain that was chosen, or with what is wrong."""
    if request.form.get("action") == "show":
        form.forget_question()
        return _page(form)
    return None if form.validate() else (_page(form), 422)


def _saved(action: ImprovementAction, sentence: str) -> ResponseReturnValue:
    """Go to the action, with what is still missing there."""
    flash(f"{sentence} {texts.still_missing(action)}".strip(), "success")
    to = url_for("trajectories.show_action", action_id=action.id)
    db.session.commit()
    return redirect(to, 303)


def _page(form: ActionForm, *, newer: bool = False) -> str:
    """The form; with `newer` beside what stands there now."""
    ground: ActionGround = form.ground
    return render_template(
        "trajectories/action_form.html",
        trajectory=ground.trajectory,
        action=ground.action,
        form=form,
        differences=differing(ground, form.content) if newer else None,
        page_has_errors=newer or bool(form.errors),
        texts=texts,
        words=words,
    )
