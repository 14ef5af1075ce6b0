"""How an action goes: its page, its state, its place on the board, and notes; for who leads and who owns the action."""

import hashlib
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session
from wtforms import Field, StringField
from wtforms.validators import StopValidation, ValidationError

from app.doors.access import action_for
from app.models import ActionNote, AuditEntry, ImprovementAction, Membership, User
from app.plan.board import is_late, wish_of
from app.plan.entrance import ACTION, Titles, action_among_others, action_to_change, blueprint
from app.texts import actions as texts
from app.texts import trajectories as words
from app.texts.actions import facts
from app.texts.history import INSIDE
from app.texts.trajectories import STATES
from app.texts.words import NO_FUNCTION, sentence_start
from app.trail.events import record
from app.trail.telling import BY_ITSELF, Entry, Told
from app.web.clock import now, today
from app.web.extensions import db
from app.web.formatting import HERE, long_moment
from app.web.forms import BaseForm, ChoiceField, FormData, VersionField, parse_day, required, text_field, typed_day
from questionnaires.model import Question


class StaleActionError(Exception):
    """Somebody changed the action after the page was made: nothing of this may be kept."""


class IncompleteActionError(Exception):
    """The action lacks what the state needs; `missing` has `owner`, `ends_on` or `reason`."""

    def __init__(self, *missing: str) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


@dataclass(frozen=True, slots=True)
class ProgressReport:
    """What somebody says about an action: the state that it has now, and what belongs to that state."""

    state: str
    reason: str = ""
    """Why it was stopped."""
    done_on: date | None = None
    """When it was done; today without it."""


def set_state(
    session: Session, user: User, action: ImprovementAction, report: ProgressReport, *, seen: int, now: datetime
) -> bool:
    """Give the action this state; False when it was just so already, whatever was seen.

    The caller holds the action. Raises StaleActionError, or IncompleteActionError when it may not have the state yet.
    """
    wanted = _columns(action, report, now)
    before = {name: getattr(action, name) for name in wanted}
    if wanted == before:
        return False
    if seen != action.version:
        raise StaleActionError
    if missing := _missing(action, wanted):
        raise IncompleteActionError(*missing)
    for name, value in wanted.items():
        setattr(action, name, value)
    action.version += 1
    session.flush()
    about, why = action.trajectory.assessment, action.stop_reason
    old, new = _told(before), {"title": action.title, **_told(wanted)}
    record(session, user, "set_action_state", action, now=now, assessment=about, old=old, new=new, reason=why)
    return True


def add_note(session: Session, user: User, action: ImprovementAction, text: str, *, now: datetime) -> bool:
    """Write a note about the action; False when it is the newest one already, as after two clicks on a button.

    The caller holds the action.
    """
    newest = select(ActionNote).where(ActionNote.action_id == action.id).order_by(ActionNote.created_at.desc())
    last = session.scalars(newest.limit(1)).one_or_none()
    if last is not None and (last.author_id, last.text) == (user.id, text):
        return False
    keys = {"action_id": action.id, "municipality_id": action.municipality_id, "author_id": user.id}
    session.add(ActionNote(**keys, text=text, created_at=now))
    session.flush()
    # What it says stands with the action: rows of notes are never changed either.
    about, told = action.trajectory.assessment, {"title": action.title}
    record(session, user, "add_action_note", action, now=now, assessment=about, new=told)
    return True


def report_progress(
    session: Session,
    user: User,
    action: ImprovementAction,
    report: ProgressReport | None,
    note: str,
    *,
    seen: int,
    now: datetime,
) -> bool:
    """Both at once: another state (None: as it is) and a note (empty: none); whether anything changed."""
    changed = report is not None and set_state(session, user, action, report, seen=seen, now=now)
    return (bool(note) and add_note(session, user, action, note, now=now)) or changed


def _columns(action: ImprovementAction, report: ProgressReport, now: datetime) -> dict[str, Any]:
    """What belongs to the state; what belonged to the one before goes, and the history keeps it."""
    done_on = report.done_on or action.done_on or now.astimezone(HERE).date()
    return {
        "state": report.state,
        "done_on": done_on if report.state == "done" else None,
        "stop_reason": report.reason if report.state == "stopped" else None,
    }


def _missing(action: ImprovementAction, wanted: dict[str, Any]) -> list[str]:
    if wanted["state"] == "planned":
        return [name for name in ("owner", "ends_on") if not getattr(action, name)]
    return ["reason"] if wanted["state"] == "stopped" and not wanted["stop_reason"] else []


def _told(columns: dict[str, Any]) -> dict[str, Any]:
    """For the trail: a reason where there is one."""
    return {name: value for name, value in columns.items() if name != "stop_reason" or value}


@dataclass(frozen=True, slots=True)
class CardPlace:
    """Where a card goes; what is None stays as it is."""

    state: str | None = None
    """The column."""
    before: uuid.UUID | None = None
    after: uuid.UUID | None = None
    """Another action: the card comes right before or after it on the list of the trajectory."""


def move_card(
    session: Session, user: User, action: ImprovementAction, place: CardPlace, *, seen: int, now: datetime
) -> bool:
    """Give the action another column, another place on the list, or both; whether anything changed.

    The caller holds the trajectory and then the action, so that two who move cards wait for each other. A place is
    named by a neighbour: the same twice changes nothing, and what somebody else moved stays where it is. Raises
    StaleActionError and IncompleteActionError, as `set_state` does.
    """
    changed = bool(place.state) and set_state(
        session, user, action, ProgressReport(place.state or ""), seen=seen, now=now
    )
    return _put(session, user, action, place, now) or changed


def _put(session: Session, user: User, action: ImprovementAction, place: CardPlace, now: datetime) -> bool:
    """Put the action on its place, and number the whole list anew; in two statements however long it is."""
    columns = ImprovementAction.id, ImprovementAction.position
    of_this = select(*columns).where(ImprovementAction.trajectory_id == action.trajectory_id)
    sorted_ = of_this.order_by(ImprovementAction.position, ImprovementAction.created_at, ImprovementAction.id)
    positions = {row.id: row.position for row in session.execute(sorted_)}
    wanted = _ordered(list(positions), action.id, place)
    if wanted == list(positions):
        return False
    new = {action_id: number for number, action_id in enumerate(wanted, 1)}
    moved = [{"id": one, "position": number} for one, number in new.items() if positions[one] != number]
    session.execute(update(ImprovementAction), moved)
    before, after = ({"position": places.index(action.id) + 1} for places in (list(positions), wanted))
    about, told = action.trajectory.assessment, {"title": action.title, **after}
    record(session, user, "move_action", action, now=now, assessment=about, old=before, new=told)
    return True


def _ordered(ids: Sequence[uuid.UUID], moving: uuid.UUID, place: CardPlace) -> list[uuid.UUID]:
    """The ids with one put before or after another; as they were when that one is not among them."""
    others = [one for one in ids if one != moving]
    if place.before in others:
        at = others.index(place.before)
    elif place.after in others:
        at = others.index(place.after) + 1
    else:
        return list(ids)
    return [*others[:at], moving, *others[at:]]


LONG_AGO = timedelta(days=3653)
REASON, NOTE = 2000, 5000
"""The most characters."""


class ProgressForm(BaseForm):
    """The state of an action with what belongs to it, and a note; `today` and `held` are set when it is made."""

    today: date
    held: tuple[str, str, str]
    """The state, day and reason that the action has."""

    state = ChoiceField("Stand van de actie", list(STATES.items()), validators=[required(texts.STATE_MISSING)])
    done_on = text_field("Klaar op", 40, description="Bijvoorbeeld: 4-12-2026. Laat je dit leeg, dan is het vandaag.")
    reason = text_field("Waarom is de actie gestopt?", REASON, area=True)
    note = text_field("Notitie", NOTE, area=True, description="Wat is er gebeurd, en wat is er nodig?")
    seen = VersionField()
    was = StringField()
    """What the form held when the page was made."""

    def validate_done_on(self, field: Field) -> None:
        """A day that was, at most ten years ago; it counts for an action that is done only."""
        if self.state.data != "done":
            self._refuse_typed(field, self.held[1], texts.ONLY_DONE)
            return
        if not field.data:
            return
        try:
            day = parse_day(field.data)
        except ValueError:
            raise StopValidation(texts.DONE_ON_UNREADABLE) from None
        if day > self.today:
            raise ValidationError(texts.DAY_TO_COME)
        if day < self.today - LONG_AGO:
            raise ValidationError(texts.DAY_LONG_AGO)

    def validate_reason(self, field: Field) -> None:
        if self.state.data == "stopped" and not field.data:
            raise ValidationError(texts.STOPPED_WHY)
        if self.state.data != "stopped":
            self._refuse_typed(field, self.held[2], texts.ONLY_STOPPED)

    def _refuse_typed(self, field: Field, held: str, message: str) -> None:
        """Say that what was typed is kept with another state only; what stood there of before goes with that state."""
        if field.data and field.data != held:
            raise ValidationError(message)

    @property
    def report(self) -> ProgressReport | None:
        """The state, once the form is valid; None when nobody touched it, whatever it became meanwhile."""
        if self.was.data == _held(self.state.data, self.done_on.data, self.reason.data):
            return None
        done_on = parse_day(self.done_on.data) if self.state.data == "done" and self.done_on.data else None
        return ProgressReport(self.state.data or "", self.reason.data or "", done_on)

    def see_again(self, action: ImprovementAction) -> None:
        """Take the action as it is now for seen: who saves once more chooses what they typed."""
        self.seen.data = str(action.version)


def build_progress_form(action: ImprovementAction, today: date, posted: FormData | None) -> ProgressForm:
    """The form with what the action has now, or with what was posted."""
    held = action.state, typed_day(action.done_on), action.stop_reason or ""
    values = dict(zip(("state", "done_on", "reason"), held, strict=True))
    form = ProgressForm(posted, data={**values, "seen": str(action.version), "was": _held(*held)})
    form.today, form.held = today, held
    return form


def _held(*values: str | None) -> str:
    """Short, and no text of people in it."""
    return hashlib.sha256("\n".join(value or "" for value in values).encode()).hexdigest()[:16]


class CardForm(BaseForm):
    """Where a card goes: to another column, before or after another card."""

    seen = VersionField()
    state = ChoiceField("Kolom", list(STATES.items()))
    before = StringField()
    after = StringField()

    @property
    def column(self) -> str | None:
        """The state of the column; None when it stays where it is."""
        return self.state.data or None

    @property
    def neighbours(self) -> tuple[uuid.UUID | None, uuid.UUID | None]:
        """The card before which and the card after which it comes; what is no id counts as none."""
        return _parsed(self.before.data), _parsed(self.after.data)


def _parsed(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None


MOST = 100
"""How many changes the page shows; the history of the inventory has them all."""
NOTES = "add_action_note"
"""What the history of the action leaves out: the notes themselves stand above it."""


@dataclass(frozen=True, slots=True)
class NoteShown:
    """A note, by function."""

    author: str
    when: str
    text: str


@dataclass(frozen=True, slots=True)
class Happened:
    when: str
    sentence: str
    told: Told


@dataclass(frozen=True, slots=True)
class ShownAction:
    """An action with everything that its page tells."""

    action: ImprovementAction
    titles: Titles
    late: str
    """How late it is, in words; empty when it is not."""
    notes: Sequence[NoteShown]
    history: Sequence[Happened]

    @property
    def question(self) -> Question | None:
        """The question that it should move; None when there is none, or none that is still asked."""
        return self.titles.questions.get(self.action.item or "")

    @property
    def answer(self) -> str:
        """The answer of the question when the action was made."""
        return self._option(self.action.value) or texts.ITEM_UNKNOWN

    @property
    def expected(self) -> str:
        """The answer that is expected; empty when none is."""
        return self._option(self.action.expected)

    @property
    def source(self) -> str:
        return self.action.source or (texts.FROM_BANK if self.action.bank_id else texts.OWN_ACTION)

    def _option(self, value: int | None) -> str:
        return "" if value is None or self.question is None else f"{value}. {self.question.options[value]}"


def load_shown(session: Session, action: ImprovementAction, today: date) -> ShownAction:
    """Everything about an action, in three statements."""
    titles = Titles(action.trajectory.assessment)
    notes = session.scalars(
        select(ActionNote)
        .where(ActionNote.action_id == action.id)
        .order_by(ActionNote.created_at.desc(), ActionNote.id.desc())
    ).all()
    of_this = AuditEntry.assessment_id == action.trajectory.assessment_id, AuditEntry.subject == str(action.id)
    changes = select(AuditEntry).where(*of_this, AuditEntry.action != NOTES)
    entries = session.scalars(changes.order_by(AuditEntry.at.desc(), AuditEntry.id).limit(MOST)).all()
    users = {note.author_id for note in notes} | {entry.actor_id for entry in entries if entry.actor_id}
    who = _functions(session, action, users)
    late = texts.ends(action.ends_on, today, is_late=is_late(action, today))
    said = [NoteShown(who.get(note.author_id, NO_FUNCTION), long_moment(note.created_at), note.text) for note in notes]
    return ShownAction(action, titles, late, said, [_happened(entry, titles, who) for entry in entries])


def _functions(session: Session, action: ImprovementAction, users: Collection[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    """What these people are here: what an owner is elsewhere would tell that the address was known."""
    here = exists().where(Membership.user_id == User.id, Membership.municipality_id == action.municipality_id)
    found = session.execute(select(User.id, User.function).where(User.id.in_(users), here))
    known = {user_id: function or NO_FUNCTION for user_id, function in found}
    return {action.owner_id: action.owner or NO_FUNCTION, **known} if action.owner_id else known


def state_since(session: Session, action: ImprovementAction) -> datetime | None:
    """When the action came in the state that it has; None when it always was."""
    of_this = AuditEntry.assessment_id == action.trajectory.assessment_id, AuditEntry.subject == str(action.id)
    query = select(AuditEntry.at).where(*of_this, AuditEntry.action == "set_action_state")
    return session.scalars(query.order_by(AuditEntry.at.desc()).limit(1)).one_or_none()


def _happened(entry: AuditEntry, titles: Titles, who: Mapping[uuid.UUID, str]) -> Happened:
    told = INSIDE.told(Entry(entry.action, entry.subject, entry.old, entry.new, entry.reason, titles))
    actor = who.get(entry.actor_id, NO_FUNCTION) if entry.actor_id else BY_ITSELF
    return Happened(sentence_start(long_moment(entry.at)), told.sentence(actor), told)


@blueprint.get(ACTION)
def show_action(action_id: uuid.UUID) -> ResponseReturnValue:
    """Everything about an action, for who leads the trajectory; its owner has a page that shows less."""
    action = action_for(current_user, action_id)
    return action_page(action, build_progress_form(action, today(), None))


@blueprint.post(f"{ACTION}/voortgang")
def post_report_progress(action_id: uuid.UUID) -> ResponseReturnValue:
    action = action_to_change(action_id)
    form = build_progress_form(action, today(), request.form)
    if not form.validate():
        return action_page(action, form), 422
    note, seen = form.note.data or "", form.seen.version
    try:
        is_changed = report_progress(db.session, current_user, action, form.report, note, seen=seen, now=now())
    except StaleActionError:
        return _stale_page(action, form), 409
    except IncompleteActionError as error:
        return _missing_page(action, form, error.missing), 422
    flash(texts.SAVED if is_changed else texts.UNCHANGED, "success" if is_changed else "info")
    db.session.commit()
    return redirect(url_for("trajectories.show_action", action_id=action_id, **wish_of(request.args).query), 303)


@blueprint.post(f"{ACTION}/plaats")
def post_move_card(action_id: uuid.UUID) -> ResponseReturnValue:
    """Bring a card to another column, or before or after another card; the way back has the same filters."""
    action = action_among_others(action_id)
    form = CardForm(request.form)
    form.validate()
    place, seen = CardPlace(form.column, *form.neighbours), form.seen.version
    try:
        is_moved = move_card(db.session, current_user, action, place, seen=seen, now=now())
    except StaleActionError:
        return _stale_page(action, _form_with(action, place.state or action.state)), 409
    except IncompleteActionError as error:
        return _missing_page(action, _form_with(action, place.state or action.state), error.missing), 422
    if is_moved:
        flash(texts.now_on(action.title, action.state) if place.state else texts.MOVED, "success")
    to = url_for("trajectories.board", trajectory_id=action.trajectory_id, **wish_of(request.args).query)
    db.session.commit()
    return redirect(f"{to}#actie-{action_id}", 303)


def action_page(action: ImprovementAction, form: ProgressForm, **more: object) -> str:
    shown = load_shown(db.session, action, today())
    told = {"is_stale": False, "lacks_fields": False, "since": None, **more}
    return render_template(
        "trajectories/action.html",
        action=action,
        trajectory=action.trajectory,
        shown=shown,
        facts=facts(action),
        form=form,
        query=wish_of(request.args).query,
        texts=texts,
        words=words,
        **told,
    )


def _form_with(action: ImprovementAction, state: str) -> ProgressForm:
    """The form of an action of which a card was moved, with what was chosen so filled in."""
    form = build_progress_form(action, today(), None)
    form.state.data = state
    return form


def _stale_page(action: ImprovementAction, form: ProgressForm) -> str:
    """What it is now beside what somebody chose; saving once more is choosing."""
    form.see_again(action)
    return action_page(action, form, is_stale=True, since=state_since(db.session, action), page_has_errors=True)


def _missing_page(action: ImprovementAction, form: ProgressForm, missing: Sequence[str]) -> str:
    if "reason" in missing:
        form.reason.errors = [texts.STOPPED_WHY]
        return action_page(action, form)
    form.state.errors = [texts.missing(missing)]
    return action_page(action, form, lacks_fields=True)
