"""The owner of an action: asked by mail, a page of their own, and what they tell about how it goes."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload, load_only
from wtforms import Field, HiddenField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from app.doors.access import Lock, action_for
from app.doors.addresses import LENGTH, Newcomer, sign_in_ids
from app.doors.limits import Limit, TooManyTriesError, count_try
from app.doors.tokens import new_token, token_hash
from app.models import ActionNote, Assessment, ImprovementAction, OutboxMail, Trajectory, User
from app.plan.entrance import ACTION, Titles, blueprint, refuse_closed
from app.plan.progress import IncompleteActionError, ProgressReport, StaleActionError, report_progress
from app.post.letters import Letter, render_text
from app.post.outbox import STATE, MailState, mail_state, queue_letter
from app.saving.typed import typed_texts
from app.texts import actions as texts
from app.texts.actions import NAMELESS, ONLY_STOPPED, facts
from app.texts.mails.colleagues import Asker
from app.texts.mails.plan import OwnedAction, action_mail
from app.texts.trajectories import STATES, UNFINISHED
from app.trail.events import record
from app.web.clock import now, today
from app.web.extensions import db
from app.web.formatting import HERE
from app.web.forms import BaseForm, ChoiceField, DayField, FormData, VersionField, address, clean, required, text_field
from config import Settings

BADGES = {"proposed": "neutral", "planned": "neutral", "running": "active", "done": "done", "stopped": "neutral"}


def mail_to_owner(session: Session, action: ImprovementAction, email: str) -> MailState | None:
    """What became of the newest mail to the owner about this action; None when it is not kept any more."""
    newest = select(OutboxMail).where(*_newest(action, email)).options(load_only(*STATE))
    found = session.scalars(newest.limit(1)).one_or_none()
    return None if found is None else mail_state(found)


def is_said_to_owner(session: Session, action: ImprovementAction, email: str, line: str) -> bool:
    """Whether the newest mail to the owner about this action says this; nothing is always said."""
    newest = session.scalars(select(OutboxMail.text).where(*_newest(action, email)).limit(1)).one_or_none()
    quoted = "\n".join(f"> {one}" for one in line.strip().splitlines())
    return quoted in (newest or "")


def _newest(action: ImprovementAction, email: str) -> tuple[ColumnElement[bool], ...]:
    """A mail has the moment at which it was asked for; there is no column for the action."""
    about = OutboxMail.kind == "action_owner", OutboxMail.recipient == email
    return *about, OutboxMail.created_at == action.owner_mailed_at


@dataclass(frozen=True, slots=True)
class OwnersAction:
    action: ImprovementAction
    today: date

    @property
    def is_open(self) -> bool:
        """Whether there is something to tell about it."""
        return self.action.state in UNFINISHED and self.action.trajectory.ended_at is None

    @property
    def where(self) -> str:
        trajectory = self.action.trajectory
        return f"{trajectory.municipality.name}, {Titles(trajectory.assessment).short(self.action.domain)}"

    @property
    def until(self) -> str:
        return texts.until(self.action.state, self.action.ends_on, self.today)

    @property
    def badge(self) -> tuple[str, str]:
        """(words, kind): how it stands; attention when it should have ended."""
        state, end = self.action.state, self.action.ends_on
        late = self.is_open and end is not None and end < self.today
        return STATES[state], "attention" if late else BADGES[state]


def owned_actions(session: Session, user: User, today: date) -> list[OwnersAction]:
    """The actions of this person in all municipalities: what ends first comes first, what has no end comes last."""
    whole = joinedload(ImprovementAction.trajectory).options(
        joinedload(Trajectory.municipality), joinedload(Trajectory.assessment).selectinload(Assessment.domains)
    )
    query = select(ImprovementAction).where(ImprovementAction.owner_id == user.id).options(whole)
    found = session.scalars(query.order_by(ImprovementAction.created_at, ImprovementAction.id))
    return sorted((OwnersAction(one, today) for one in found), key=lambda one: one.action.ends_on or date.max)


@dataclass(frozen=True, slots=True)
class OwnerNote:
    """A note to an action, as its owner reads it."""

    author: str
    on: date
    text: str


def notes_for(session: Session, user: User, action: ImprovementAction) -> Sequence[OwnerNote]:
    """The notes to an action of this person, the newest first; names and functions of others are left out."""
    columns = ActionNote.author_id, ActionNote.created_at, ActionNote.text
    query = select(*columns).where(ActionNote.action_id == action.id)
    rows = session.execute(query.order_by(ActionNote.created_at.desc(), ActionNote.id))
    return [
        OwnerNote("Jij" if author == user.id else texts.OTHERS, at.astimezone(HERE).date(), text)
        for author, at, text in rows
    ]


OWNER_MAILS = Limit("owner_mails", 100)
"""How many mails to owners of actions can be sent for one municipality in an hour."""
AGAIN = timedelta(hours=1)
"""How long a mail must be underway before the same person can get another one about the same action."""


class AskedJustNowError(Exception):
    """The owner got the mail less than an hour ago, at the moment `at`."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.at = at


class OwnerChangedError(Exception):
    """Somebody asked another person, or took the owner away, after the page was made."""


@dataclass(frozen=True, slots=True)
class OwnerRequest:
    """Who leads the trajectory and asks the owner of one action, which they hold; answers to the mail go to them."""

    session: Session
    leader: User
    action: ImprovementAction
    settings: Settings
    now: datetime

    def letter(self, address: str, line: str) -> Letter:
        """The mail, with the link at this address."""
        action = self.action
        asker = Asker(self.leader.name, action.trajectory.municipality.name)
        return action_mail(asker, OwnedAction(action.title, action.owner, action.ends_on), address, line)

    def record(self, action: str) -> None:
        """Add a row to the audit trail: whose action it is by function, never the address."""
        about, new = self.action.trajectory.assessment, {"title": self.action.title, "owner": self.action.owner}
        record(self.session, self.leader, action, self.action, now=self.now, assessment=about, new=new)


def asked_at(action: ImprovementAction) -> str:
    """What a page saw of whom was asked: the moment of the mail, or nothing."""
    return action.owner_mailed_at.isoformat() if action.owner_mailed_at else ""


def ask_owner(asking: OwnerRequest, email: str, line: str, *, seen: str) -> None:
    """Mail the owner at this address a link; who was asked before at another one has nothing to do with it any more.

    Raises AskedJustNowError, OwnerChangedError and TooManyTriesError; the caller then commits nothing.
    """
    action, session = asking.action, asking.session
    newcomer = Newcomer(email, action.owner or NAMELESS, action.owner)
    owner_id = sign_in_ids(session, [newcomer], now=asking.now)[email]
    same = owner_id == action.owner_id
    if same and _is_underway(asking, email):
        raise AskedJustNowError(action.owner_mailed_at or asking.now)
    if seen != asked_at(action):
        raise OwnerChangedError
    secret = asking.settings.secret_key.get_secret_value()
    count_try(session, OWNER_MAILS, str(action.municipality_id), secret, now=asking.now)
    moved = action.owner_id is not None and not same
    action.owner_id = owner_id
    _mail(asking, email, line)
    asking.record("ask_owner_again" if same else "ask_other_owner" if moved else "ask_owner")


def take_owner_away(asking: OwnerRequest) -> bool:
    """Nobody brings this action up to date by mail any more; False when nobody did."""
    action = asking.action
    if action.owner_id is None:
        return False
    action.owner_id = action.owner_mailed_at = action.link_hash = None
    asking.record("take_owner_away")
    return True


def _is_underway(asking: OwnerRequest, email: str) -> bool:
    """Whether the last mail is younger than an hour, and was not refused for good."""
    action = asking.action
    if action.owner_mailed_at is None or action.owner_mailed_at <= asking.now - AGAIN:
        return False
    last = mail_to_owner(asking.session, action, email)
    return last is None or last.state != "failed"


def _mail(asking: OwnerRequest, email: str, line: str) -> None:
    token = new_token()
    asking.action.link_hash = token_hash(token)
    asking.action.owner_mailed_at = asking.now
    letter = asking.letter(f"{asking.settings.base_url}/actie/{token}", line)
    reply_to = asking.leader.email
    queue_letter(asking.session, email, letter, "action_owner", now=asking.now, reply_to=reply_to)


def save_owner_report(
    session: Session,
    owner: User,
    action: ImprovementAction,
    report: ProgressReport,
    ends_on: date | None,
    note: str,
    *,
    seen: int,
    now: datetime,
) -> bool:
    """Save all that an owner tells at once; whether anything changed. The caller holds the action.

    Raises StaleActionError and IncompleteActionError; the caller then keeps nothing of it.
    """
    old = action.ends_on
    if old != ends_on:
        if seen != action.version:
            raise StaleActionError
        # The end comes first: an action that is planned has one.
        action.ends_on = ends_on
        action.version += 1
        seen = action.version
        session.flush()
        about, new = action.trajectory.assessment, {"title": action.title, "ends_on": action.ends_on}
        record(session, owner, "set_action_end", action, now=now, assessment=about, old={"ends_on": old}, new=new)
    changed = report_progress(session, owner, action, report, note, seen=seen, now=now)
    return changed or old != ends_on


LINE, TEXT = 1000, 2000
FAR = timedelta(days=5 * 366)
TOLD = ("planned", "running", "done", "stopped")
"""The states that an owner can give an action."""


class AskOwnerForm(BaseForm):
    """To which address the mail goes, and what is said in it."""

    email = text_field("E-mailadres van wie de actie doet", LENGTH, required(texts.NO_ADDRESS), clean, address)
    line = text_field("Wat wil je erbij zeggen?", LINE, area=True, description="Dit staat in de mail, onder je naam.")
    seen = HiddenField()


class OwnerForm(BaseForm):
    """How an action stands; the action is set when the form is made."""

    action: ImprovementAction
    today: date

    state = ChoiceField("Hoe staat het ermee?", [], message=texts.OWNER_STATE_MISSING)
    reason = text_field("Waarom stopt de actie?", TEXT, area=True)
    ends_on = DayField("Wanneer is het klaar?", message=texts.END_UNREADABLE, description="Bijvoorbeeld: 4-12-2026")
    note = text_field("Wat gebeurde er?", TEXT, area=True)
    seen = VersionField()

    def validate_state(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(texts.OWNER_STATE_MISSING)

    def validate_reason(self, field: Field) -> None:
        if self.state.data == "stopped" and not field.data:
            raise ValidationError(texts.STOP_REASON)
        if self.state.data != "stopped" and field.data and field.data != self.action.stop_reason:
            raise ValidationError(ONLY_STOPPED)

    def validate_ends_on(self, field: Field) -> None:
        """A day, not before the action begins; or nothing."""
        day = field.value
        if day and self.action.starts_on and day < self.action.starts_on:
            raise ValidationError(texts.end_before_start(self.action.starts_on))
        # What stands there already may be further away: who leads the plan chose it.
        if day and abs(day - self.today) > FAR and day != self.action.ends_on:
            raise ValidationError(texts.END_FAR)

    @property
    def chosen(self) -> str:
        """The state, once the form is valid."""
        return self.state.data or ""


def build_owner_form(action: ImprovementAction, today: date, posted: FormData | None) -> OwnerForm:
    """The form with what holds now, or with what was posted."""
    first = {"state": action.state, "reason": action.stop_reason or "", "ends_on": action.ends_on}
    form = OwnerForm(posted, data={**first, "seen": str(action.version)})
    # What is only proposed can stay so; an owner cannot make it so again.
    states = ("proposed", *TOLD) if action.state == "proposed" else TOLD
    form.state.choices = [SelectChoice(state, STATES[state]) for state in states]
    form.action, form.today = action, today
    return form


OWNER = f"{ACTION}/eigenaar"


@blueprint.get(OWNER)
def show_owner(action_id: uuid.UUID) -> ResponseReturnValue:
    """Who brings the action up to date, and the form that asks somebody."""
    action = _action(action_id)
    return _page(_asking(action), _form(action))


@blueprint.post(OWNER)
def ask_action_owner(action_id: uuid.UUID) -> ResponseReturnValue:
    """Mail the owner a link, for the first time or again, at this address or another one."""
    action = _action(action_id, "update")
    form, asking = AskOwnerForm(request.form), _asking(action)
    if not form.validate():
        return _page(asking, form), 422
    try:
        ask_owner(asking, form.email.data, form.line.data, seen=form.seen.data or "")
    except AskedJustNowError as error:
        told = texts.asked_just_now(form.email.data, error.at)
        # After two clicks the page of what was sent; with something else to say that stays in the form.
        if not is_said_to_owner(db.session, action, form.email.data, form.line.data or ""):
            form.form_errors.append(told)
            return _page(asking, form), 409
        flash(told, "info")
        return _back(action)
    except TooManyTriesError as error:
        form.form_errors.append(texts.too_many(OWNER_MAILS.most, error.minutes))
        return _page(asking, form), 429
    except OwnerChangedError:
        form.seen.data = asked_at(action)
        return _page(asking, form, texts.CHANGED_MEANWHILE), 409
    flash(texts.asked(form.email.data), "success")
    db.session.commit()
    return _back(action)


@blueprint.post(f"{OWNER}/weg")
def take_action_owner_away(action_id: uuid.UUID) -> ResponseReturnValue:
    action = _action(action_id, "update")
    asking = _asking(action)
    if action.owner_id is not None and request.form.get("seen", "") != asked_at(action):
        return _page(asking, _form(action), texts.CHANGED_MEANWHILE), 409
    if take_owner_away(asking):
        flash(texts.TAKEN_AWAY, "success")
    else:
        flash(texts.NOBODY_TO_TAKE_AWAY, "info")
    db.session.commit()
    return _back(action)


def _action(action_id: uuid.UUID, lock: Lock | None = None) -> ImprovementAction:
    """The action for who leads the trajectory: else 404; held (409 once closed) with `lock`."""
    action = action_for(current_user, action_id, lock)
    if lock:
        refuse_closed(action.trajectory)
    return action


def _asking(action: ImprovementAction) -> OwnerRequest:
    return OwnerRequest(db.session, current_user, action, current_app.config["SETTINGS"], now())


def _form(action: ImprovementAction) -> AskOwnerForm:
    address = action.owned_by.email if action.owned_by else ""
    return AskOwnerForm(data={"email": address, "seen": asked_at(action)})


def _back(action: ImprovementAction) -> ResponseReturnValue:
    return redirect(url_for("trajectories.show_owner", action_id=action.id), 303)


def _page(asking: OwnerRequest, form: AskOwnerForm, notice: str = "") -> str:
    """The page; `notice` says what somebody else did meanwhile."""
    action = asking.action
    with db.session.no_autoflush:
        mail = mail_to_owner(db.session, action, action.owned_by.email) if action.owned_by else None
    letter = render_text(asking.letter(texts.LINK_HERE, form.line.data or ""))
    shown = {"form": form, "mail": mail, "letter": letter, "notice": notice}
    return render_template("trajectories/owner.html", action=action, trajectory=action.trajectory, **shown)


OWN = "/mijn-acties"


@blueprint.get(OWN)
def list_own_actions() -> ResponseReturnValue:
    return render_template("trajectories/owner_list.html", owned=owned_actions(db.session, current_user, today()))


@blueprint.get(f"{OWN}/<uuid:action_id>")
def show_own_action(action_id: uuid.UUID) -> ResponseReturnValue:
    action = _own(action_id)
    return _own_page(action, build_owner_form(action, today(), None))


@blueprint.post(f"{OWN}/<uuid:action_id>")
def report_own_action(action_id: uuid.UUID) -> ResponseReturnValue:
    action = _own(action_id, "update")
    form = build_owner_form(action, today(), request.form)
    if action.trajectory.ended_at is not None:
        return _own_page(action, form, typed=typed_texts()), 409
    if not form.validate():
        return _own_page(action, form), 422
    told = ProgressReport(form.chosen, form.reason.data or ""), form.ends_on.value, form.note.data or ""
    try:
        changed = save_owner_report(db.session, current_user, action, *told, seen=form.seen.version, now=now())
    except StaleActionError:
        return _refused(action_id, form)
    except IncompleteActionError as error:
        db.session.rollback()
        messages = {"ends_on": ("ends_on", texts.END_MISSING), "owner": ("state", texts.OWNER_NOT_NAMED)}
        for name in error.missing:
            field, message = messages.get(name, ("reason", texts.STOP_REASON))
            form[field].errors = [message]
        return _own_page(_own(action_id), form), 422
    flash(texts.THANKS if changed else texts.UNCHANGED, "success" if changed else "info")
    db.session.commit()
    return redirect(url_for("trajectories.show_own_action", action_id=action_id), 303)


def _own(action_id: uuid.UUID, lock: Lock | None = None) -> ImprovementAction:
    """The action for its owner, else 404: who leads the trajectory has other pages."""
    return action_for(current_user, action_id, lock, owned=True)


def _refused(action_id: uuid.UUID, form: OwnerForm) -> ResponseReturnValue:
    """Both texts: what was saved meanwhile, and what was typed, which saves over it when it is sent once more."""
    action = _own(action_id)
    typed = texts.state_line(form.chosen, form.ends_on.value, form.reason.data)
    form.seen.data = str(action.version)
    return _own_page(
        action, form, newer=(texts.state_line(action.state, action.ends_on, action.stop_reason), typed)
    ), 409


def _own_page(
    action: ImprovementAction,
    form: OwnerForm,
    newer: tuple[tuple[str, ...], tuple[str, ...]] | None = None,
    typed: tuple[str, ...] = (),
) -> str:
    """The page; `newer` has what is saved now and what was typed, as lines."""
    shown = {"owned": OwnersAction(action, today()), "notes": notes_for(db.session, current_user, action)}
    told = {"newer": newer, "typed": typed, "states": STATES, "texts": texts}
    return render_template(
        "trajectories/owner_action.html", action=action, form=form, facts=facts(action), **shown, **told
    )
