"""What a municipality shares of an action: what others read of it, the form, and sharing and withdrawing it."""

import re
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import Session
from wtforms import Field, HiddenField
from wtforms.validators import ValidationError

from app.doors.access import Lock, action_for, require_role
from app.models import EFFORTS as KNOWN_EFFORTS
from app.models import ImprovementAction, SharedPractice, User
from app.network.entrance import NETWORK
from app.saving.versioned import StaleSaveError
from app.texts import network as texts
from app.texts.actions import BADGES
from app.texts.network import OWN_DOMAIN
from app.texts.trajectories import EFFORTS, PARTNER_KINDS
from app.texts.words import GENERAL as GENERAL_TITLE
from app.trail.events import record
from app.web.clock import now
from app.web.extensions import db
from app.web.forms import BaseForm, ChoiceField, FormData, one_line, required, selectable, text_field
from questionnaires.catalogue import current, questionnaire
from questionnaires.model import GENERAL


def domain_titles() -> Mapping[str, str]:
    """The domains of the questionnaire and its general part, by id."""
    return {**{domain.id: domain.title for domain in current(NETWORK).domains}, GENERAL: GENERAL_TITLE}


def question_texts() -> Mapping[str, str]:
    """Every question of the profile, in words that fit every domain, and the general ones, by id."""
    return {
        **_in_words(current(NETWORK).version, ""),
        **{one.id: one.text for one in current(NETWORK).of_kind("general")},
    }


def question_names() -> Mapping[str, str]:
    asked = current(NETWORK)
    return {one.id: one.short_name for kind in ("domain", "general") for one in asked.of_kind(kind)}


def domain_title(domain: str) -> str:
    """The title of the domain of a shared action; one that is not asked about any more is nobody's."""
    return domain_titles().get(domain, OWN_DOMAIN)


def domain_name(domain: str) -> str:
    """The same, as short as it can be."""
    return next((one.short for one in current(NETWORK).domains if one.id == domain), domain_title(domain))


def question_text(domain: str, question: str) -> str:
    """The question in the words of its domain; empty when there is none, or none that is still asked."""
    return _in_words(current(NETWORK).version, domain).get(question) or question_texts().get(question, "")


def is_general(question: str) -> bool:
    return current(NETWORK).question(question).kind == "general"


@lru_cache(maxsize=64)
def _in_words(version: int, domain: str) -> Mapping[str, str]:
    """The questions about a domain in its own words; in words that fit every one when it is not there."""
    asked = questionnaire(NETWORK, version)
    known = {one.id: one for one in asked.domains}
    return {one.id: one.text for one in asked.questions_in(known.get(domain) or asked.any_domain)}


def shared_of(session: Session, action_id: uuid.UUID) -> SharedPractice | None:
    return session.scalars(
        select(SharedPractice).where(SharedPractice.action_id == action_id, SharedPractice.withdrawn_at.is_(None))
    ).one_or_none()


def stamp(practice: SharedPractice | None) -> str:
    """What tells one text that is shared from the next; empty when nothing is."""
    return f"{practice.id.hex}-{practice.version}" if practice else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedContent:
    """What others read of a shared action, as a municipality fills it in."""

    title: str
    domain: str
    question: str
    text: str
    partners: str
    done_when: str
    effort: str | None
    experience: str
    shows_name: bool

    @property
    def plain(self) -> dict[str, Any]:
        """The same as columns, and for the audit trail."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def told_of(practice: SharedPractice) -> SharedContent:
    return SharedContent(**{field.name: getattr(practice, field.name) for field in fields(SharedContent)})


@dataclass(frozen=True, slots=True)
class Practice:
    """A shared action in words; of another municipality only what it agreed to show."""

    title: str
    text: str
    partners: str
    done_when: str
    experience: str
    domain: str
    domain_name: str
    question: str
    question_name: str
    effort: str
    bars: int
    """1 to 3: how much effort; 0 when that is not told."""
    state: str
    """As an id; the words and the badge go by it."""
    source: str
    id: uuid.UUID | None = None
    """None of one that is not shared yet."""
    shared_at: datetime | None = None
    is_own: bool = False
    hides_name: bool = False
    hidden_at: datetime | None = None
    hidden_reason: str = ""


def practice_as(told: SharedContent, state: str, name: str) -> Practice:
    """What others read, with the name of the municipality as far as it is shown."""
    values = {field: getattr(told, field) for field in ("title", "text", "partners", "done_when", "experience")}
    return Practice(
        **values,
        domain=domain_title(told.domain),
        domain_name=domain_name(told.domain),
        question=question_text(told.domain, told.question),
        question_name=question_names().get(told.question, ""),
        effort=EFFORTS.get(told.effort or "", ""),
        bars=KNOWN_EFFORTS.index(told.effort) + 1 if told.effort else 0,
        state=state,
        source=texts.source(name) if told.shows_name else texts.ANONYMOUS,
    )


def shown(practice: SharedPractice, own: Collection[uuid.UUID]) -> Practice:
    """A shared action as somebody reads it who leads or advises these municipalities; its municipality is loaded."""
    return replace(
        practice_as(told_of(practice), practice.state, practice.municipality.name),
        id=practice.id,
        shared_at=practice.shared_at,
        is_own=practice.municipality_id in own,
        hides_name=not practice.shows_name,
        hidden_at=practice.hidden_at,
        hidden_reason=practice.hidden_reason or "",
    )


def proposed(action: ImprovementAction) -> dict[str, Any]:
    """What the form begins with: what the action says, without names of a domain or organisations of their own."""
    domain = action.domain if action.domain in domain_titles() else ""
    question = (action.item or "").partition("/")[2]
    kinds = dict.fromkeys(PARTNER_KINDS[partner.kind] for partner in action.partners)
    return {
        "title": action.title,
        "domain": domain,
        "question": question if question in question_texts() else "",
        "text": action.text,
        "partners": ", ".join([*kinds, *([action.partners_text] if action.partners_text else [])]),
        "done_when": action.done_when,
        "effort": action.effort or "",
    }


class PracticeForm(BaseForm):
    """What others read of an action; every text is the municipality's own."""

    title = text_field("Wat deden jullie?", 120, required(texts.TITLE_MISSING), one_line)
    experience = text_field(
        "Hoe ging het?",
        500,
        required(texts.EXPERIENCE_MISSING),
        area=True,
        description="Vertel in twee zinnen hoe het ging. Wat werkte, en wat zou je anders doen?",
    )
    domain = ChoiceField("Domein", [], message=texts.DOMAIN_UNKNOWN)
    question = ChoiceField("Welk antwoord moest hierdoor omhoog?", [], message=texts.QUESTION_UNKNOWN)
    text = text_field("Wat houdt de actie in?", 4000, area=True)
    partners = text_field(
        "Met wie?",
        500,
        one_line,
        description="Functies en soorten organisaties, geen namen.",
        name="partners_text",
    )
    done_when = text_field("Waaraan zie je dat het klaar is?", 1000, area=True)
    effort = ChoiceField(
        "Hoeveel moeite kost het?", [("", texts.NO_EFFORT), *EFFORTS.items()], message=texts.EFFORT_UNKNOWN
    )
    shows_name = ChoiceField(
        "Zien anderen de naam van je gemeente?",
        list(texts.SHOWS_NAME.items()),
        message=texts.NAME_MISSING,
        validators=[required(texts.NAME_MISSING)],
    )
    seen = HiddenField()

    def validate_question(self, field: Field) -> None:
        """A question about the whole municipality belongs to the general part, and another one to a domain."""
        if field.data and is_general(field.data) != (self.domain.data == GENERAL):
            raise ValidationError(texts.QUESTION_GENERAL if is_general(field.data) else texts.QUESTION_OF_DOMAIN)

    @property
    def told(self) -> SharedContent:
        """What others will read, once the form is valid."""
        chosen = {"effort": self.effort.data or None, "shows_name": self.shows_name.data == "yes"}
        return SharedContent(**self.values | chosen)


def build_practice_form(
    action: ImprovementAction, there: SharedPractice | None, posted: FormData | None
) -> PracticeForm:
    """The form with what was posted, else with what is shared, else with what the action says."""
    shared = {**told_of(there).plain, "shows_name": "yes" if there.shows_name else "no"} if there else proposed(action)
    form = PracticeForm(posted, data={**shared, "seen": stamp(there)})
    form.domain.choices = selectable({"": texts.OWN_DOMAIN, **domain_titles()}.items())
    form.question.choices = selectable({"": texts.NO_QUESTION, **question_names()}.items())
    return form


def share_practice(
    session: Session, user: User, action: ImprovementAction, told: SharedContent, *, seen: str, now: datetime
) -> bool:
    """Let others read this about an action, for the first time or instead of what they read; False when they do.

    `seen` is the stamp of what the page showed. Raises StaleSaveError.
    """
    there = shared_of(session, action.id)
    new = {**told.plain, "state": action.state}
    old = {**told_of(there).plain, "state": there.state} if there else None
    if old == new:
        return False
    if stamp(there) != seen:
        raise StaleSaveError([str(action.id)])
    assessment = action.trajectory.assessment
    if there is None or old is None:
        there = _share(session, user, action, new | _hidden_before(session, action.id), now)
        record(session, user, "share_practice", there.id, now=now, assessment=assessment, new=new)
        return True
    for name, value in new.items():
        setattr(there, name, value)
    there.version += 1
    session.flush()
    changed = [name for name in new if old[name] != new[name]]
    was, becomes = ({"title": values["title"]} | {name: values[name] for name in changed} for values in (old, new))
    record(session, user, "change_practice", there.id, now=now, assessment=assessment, old=was, new=becomes)
    return True


def _hidden_before(session: Session, action_id: uuid.UUID) -> dict[str, Any]:
    """What is hidden stays so when it is withdrawn and shared once more."""
    columns = SharedPractice.hidden_at, SharedPractice.hidden_by, SharedPractice.hidden_reason
    last = select(*columns).where(SharedPractice.action_id == action_id).order_by(SharedPractice.shared_at.desc())
    row = session.execute(last.limit(1)).mappings().first()
    return dict(row) if row else {}


def _share(
    session: Session, user: User, action: ImprovementAction, columns: dict[str, Any], now: datetime
) -> SharedPractice:
    made = SharedPractice(
        id=uuid.uuid4(),
        action_id=action.id,
        municipality_id=action.municipality_id,
        questionnaire_id=action.trajectory.assessment.questionnaire_id,
        shared_at=now,
        shared_by=user.id,
        **columns,
    )
    session.add(made)
    session.flush()
    return made


def withdraw_practice(session: Session, user: User, action: ImprovementAction, *, now: datetime) -> bool:
    """Let others find this action no longer; False when they did not already. Copies in other plans stay."""
    there = shared_of(session, action.id)
    if there is None:
        return False
    there.withdrawn_at, there.withdrawn_by = now, user.id
    session.flush()
    old, assessment = told_of(there).plain, action.trajectory.assessment
    record(session, user, "withdraw_practice", there.id, now=now, assessment=assessment, old=old)
    return True


sharing = Blueprint("sharing", __name__, template_folder="templates")
"""Beside that of the network, since its address belongs to an action."""
SHARING = "/traject/acties/<uuid:action_id>/delen"
NAMING = ("title", "text", "partners", "done_when", "experience")


@sharing.get(SHARING)
def show_sharing(action_id: uuid.UUID) -> ResponseReturnValue:
    action = _action(action_id)
    return _page(action, build_practice_form(action, shared_of(db.session, action.id), None))


@sharing.post(SHARING)
def share(action_id: uuid.UUID) -> ResponseReturnValue:
    """Show how others will read it, go on typing, or share it."""
    action = _action(action_id, "update")
    there = shared_of(db.session, action.id)
    form, step = build_practice_form(action, there, request.form), request.form.get("step", "")
    if step == "edit":
        return _page(action, form)
    if not form.validate():
        return _page(action, form), 422
    if step != "share":
        return _preview(action, form)
    try:
        is_changed = share_practice(db.session, current_user, action, form.told, seen=form.seen.data or "", now=now())
    except StaleSaveError:
        return _stale_page(action, form, there), 409
    shared = shared_of(db.session, action.id)
    sentence = texts.shared(again=there is not None, hidden=shared is not None and shared.hidden_at is not None)
    sentence = sentence if is_changed else texts.UNCHANGED
    flash(sentence, "success" if is_changed else "info")
    return _done(action)


@sharing.post(f"{SHARING}/intrekken")
def withdraw(action_id: uuid.UUID) -> ResponseReturnValue:
    action = _action(action_id, "update")
    is_changed = withdraw_practice(db.session, current_user, action, now=now())
    flash(texts.WITHDRAWN if is_changed else texts.NOT_SHARED, "success" if is_changed else "info")
    return _done(action)


def _action(action_id: uuid.UUID, lock: Lock | None = None) -> ImprovementAction:
    """The action for who coordinates its municipality, closed or not: what was experienced can be told afterwards."""
    action = action_for(current_user, action_id, lock)
    require_role(current_user, action, "coordinator")
    return action


def _done(action: ImprovementAction) -> ResponseReturnValue:
    to = url_for("sharing.show_sharing", action_id=action.id)
    db.session.commit()
    return redirect(to, 303)


def _stale_page(action: ImprovementAction, form: PracticeForm, there: SharedPractice | None) -> str:
    """What is shared now beside what was typed; sharing once more is choosing."""
    was, form.seen.data = form.seen.data, stamp(there)
    sentence = (
        texts.WITHDRAWN_MEANWHILE if there is None else texts.CHANGED_MEANWHILE if was else texts.SHARED_MEANWHILE
    )
    rows = _differences(told_of(there), form.told) if there else []
    return _page(action, form, warning=sentence, differences=rows)


def _differences(stored: SharedContent, typed: SharedContent) -> list[list[str]]:
    """(field, what is shared, what was typed) of what differs, in words."""
    was, wants = stored.plain, typed.plain
    return [
        [label, _words(stored, name), _words(typed, name)]
        for name, label in texts.LABELS.items()
        if name in was and was[name] != wants[name]
    ]


def _words(told: SharedContent, name: str) -> str:
    named = {
        "domain": domain_title(told.domain),
        "question": question_text(told.domain, told.question),
        "effort": EFFORTS.get(told.effort or "", ""),
        "shows_name": texts.NAME_SHOWN if told.shows_name else texts.NAME_HIDDEN,
    }
    return (named[name] if name in named else str(told.plain[name])) or texts.NOTHING


def _page(action: ImprovementAction, form: PracticeForm, *, warning: str = "", differences: object = ()) -> str:
    there = shared_of(db.session, action.id)
    seen_by_others = practice_as(told_of(there), there.state, action.trajectory.municipality.name) if there else None
    return render_template(
        "network/sharing.html",
        action=action,
        trajectory=action.trajectory,
        form=form,
        there=there,
        practice=seen_by_others,
        warning=warning,
        differences=differences,
        page_has_errors=bool(warning or form.errors),
        texts=texts,
    )


def _preview(action: ImprovementAction, form: PracticeForm) -> str:
    """Exactly what others will read, before they do."""
    told, name = form.told, action.trajectory.municipality.name
    own = re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)
    found = [] if told.shows_name else [field for field in NAMING if own.search(told.plain[field])]
    return render_template(
        "network/sharing_preview.html",
        action=action,
        trajectory=action.trajectory,
        form=form,
        is_shared=shared_of(db.session, action.id) is not None,
        practice=practice_as(told, action.state, name),
        warning=texts.name_in_text(name, found) if found else "",
        badges=BADGES,
        texts=texts,
    )
