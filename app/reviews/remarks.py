"""Remarks: the threads on a page with their forms, and what somebody says, answers, gives away and finishes."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import abort, request
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import Session
from wtforms import Field, StringField
from wtforms.validators import StopValidation

from app.doors.access import LEADERS, roles_in
from app.models import Assessment, Membership, Remark, User
from app.post.outbox import queue_letter
from app.reviews.watched import REASON, WasField, WatchedForm
from app.saving.remarks import Thread, threads_of
from app.saving.versioned import StaleSaveError
from app.state.asked import domain_ids, opportunity_questions_of, questions_of, title_of
from app.texts import reviews as texts
from app.texts.mails.reviews import assigned
from app.texts.words import NO_FUNCTION, ROLES
from app.trail.events import record
from app.web.extensions import db
from app.web.forms import BaseForm, ChoiceField, FormData, required, selectable, text_field
from config import Settings
from questionnaires.model import GENERAL

ON_A_PAGE = 25
"""How many threads a page of the list holds."""
ABOUT_ALL = "geheel"
"""What stands in the address for remarks on the whole inventory, where else a domain stands."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody to whom a remark can be given."""

    user: User
    label: str
    advises: bool


def addressees(session: Session, me: User, assessment: Assessment) -> tuple[Addressee, ...]:
    """The coordinators and advisers of the municipality now, by function; with a number where two are called alike."""
    rows = session.execute(
        select(User, Membership.role)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.municipality_id == assessment.municipality_id, Membership.ended_at.is_(None))
        .where(Membership.role.in_(LEADERS))
        .order_by(User.created_at, User.id, Membership.role)
    )
    roles: dict[User, list[str]] = {}
    for user, role in rows:
        roles.setdefault(user, []).append(role)
    labels = _labels(me, roles)
    return tuple(Addressee(user, labels[user], "adviser" in has) for user, has in roles.items())


def _labels(me: User, roles: Mapping[User, Sequence[str]]) -> dict[User, str]:
    plain = {
        user: texts.addressee(user.function or NO_FUNCTION, " en ".join(ROLES[role] for role in has))
        for user, has in roles.items()
    }
    times, seen, labels = Counter(plain.values()), Counter[str](), {}
    for user, label in plain.items():
        seen[label] += 1
        own = texts.YOURSELF if user.id == me.id else label
        labels[user] = own if own is not label or times[label] == 1 else f"{label} {seen[label]}"
    return labels


def remark_of(session: Session, assessment: Assessment, remark_id: uuid.UUID, *, is_adviser: bool) -> Remark:
    """A remark of the assessment that is no answer, or 404; one among advisers only for them."""
    remark = session.scalars(
        select(Remark).where(Remark.id == remark_id, Remark.assessment_id == assessment.id, Remark.parent_id.is_(None))
    ).one_or_none()
    if remark is None or (remark.audience == "advisers" and not is_adviser):
        abort(404)
    return remark


@dataclass(frozen=True)
class RemarkList:
    """All threads of an assessment, and which of them somebody wants to see; `domain` empty: of every domain."""

    assessment: Assessment
    me: uuid.UUID
    threads: tuple[Thread, ...]
    shown: str
    domain: str
    page: int

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many of the chosen domain there are, by what can be shown."""
        here = [thread for thread in self.threads if self._is_about(thread)]
        return {name: sum(self._is_shown(thread, name) for thread in here) for name in texts.SHOWN}

    @cached_property
    def found(self) -> tuple[Thread, ...]:
        """What is asked for, newest first."""
        wanted = [thread for thread in self.threads if self._is_about(thread) and self._is_shown(thread, self.shown)]
        return tuple(reversed(wanted))

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.found) // ON_A_PAGE))

    @property
    def on_page(self) -> tuple[Thread, ...]:
        return self.found[(self.page - 1) * ON_A_PAGE : self.page * ON_A_PAGE]

    def _is_about(self, thread: Thread) -> bool:
        where = thread.item.split("/")[0] if thread.item else ABOUT_ALL
        return not self.domain or where == self.domain

    def _is_shown(self, thread: Thread, shown: str) -> bool:
        wanted = {
            "open": not thread.resolved,
            "mij": not thread.resolved and thread.assigned_to == self.me,
            "afgehandeld": bool(thread.resolved),
        }
        return wanted.get(shown, True)


def places(assessment: Assessment) -> dict[str, tuple[str, str]]:
    """(title of the domain, text of the question) of every item, chance questions included."""
    found: dict[str, tuple[str, str]] = {}
    for domain in domain_ids(assessment):
        chances = () if domain == GENERAL else opportunity_questions_of(assessment, domain)
        title = title_of(assessment, domain)
        found |= {f"{domain}/{q.id}": (title, q.text) for q in (*questions_of(assessment, domain), *chances)}
    return found


def domain_choices(assessment: Assessment) -> list[tuple[str, str]]:
    """(id, title) of what remarks can be about: the whole, each domain, and the general part."""
    return [(ABOUT_ALL, texts.WHOLE), *((domain, title_of(assessment, domain)) for domain in domain_ids(assessment))]


TWICE = timedelta(minutes=2)
"""Within this time the same remark is the same click."""


def add_remark(
    session: Session, actor: User, assessment: Assessment, item: str | None, text: str, audience: str, *, now: datetime
) -> Remark:
    """Say something about an item, or (None) the whole, to all or among advisers; the same again is said already."""
    remark = _remark(actor, assessment, item, text, audience, now)
    return _said_just_now(session, remark) or _say(session, actor, assessment, "add_remark", remark)


def _remark(
    actor: User, assessment: Assessment, item: str | None, text: str, audience: str, now: datetime, **more: uuid.UUID
) -> Remark:
    where = {"assessment_id": assessment.id, "municipality_id": assessment.municipality_id, "author_id": actor.id}
    return Remark(item=item, audience=audience, text=text, created_at=now, **where, **more)


def answer_remark(
    session: Session, actor: User, assessment: Assessment, remark: Remark, text: str, *, now: datetime
) -> bool:
    """Answer a remark, for who may read that; one that was done opens again. Whether it did. Twice is once."""
    answer = _remark(actor, assessment, remark.item, text, remark.audience, now, parent_id=remark.id)
    if _said_just_now(session, answer):
        return False
    _say(session, actor, assessment, "answer_remark", answer)
    # Somebody who still has something to say must not be overlooked.
    return reopen_remark(session, actor, assessment, remark, now=now)


def assign_remark(
    session: Session,
    actor: User,
    assessment: Assessment,
    remark: Remark,
    to: User | None,
    seen: uuid.UUID | None,
    settings: Settings,
    *,
    now: datetime,
) -> None:
    """Give a remark to somebody (None: to nobody), who gets a mail unless they did it themselves.

    `seen` is whose it was on the page. Raises StaleSaveError when it is somebody else's by now.
    """
    chosen = to.id if to else None
    if remark.assigned_to == chosen:
        return
    if remark.assigned_to != seen:
        raise StaleSaveError([str(remark.id)])
    old = {"assigned_to": str(remark.assigned_to) if remark.assigned_to else None}
    remark.assigned_to = chosen
    _record(session, actor, assessment, "assign_remark", remark, now, old, assigned_to=str(chosen) if chosen else None)
    if to and to.id != actor.id:
        _tell(session, actor, assessment, remark, to, settings, now)


def resolve_remark(session: Session, actor: User, assessment: Assessment, remark: Remark, *, now: datetime) -> None:
    """Say that a remark is done; twice is once."""
    if remark.resolved_at is None:
        remark.resolved_at, remark.resolved_by = now, actor.id
        _record(session, actor, assessment, "resolve_remark", remark, now)


def reopen_remark(session: Session, actor: User, assessment: Assessment, remark: Remark, *, now: datetime) -> bool:
    """Open a remark again; whether it was done before."""
    if remark.resolved_at is None:
        return False
    remark.resolved_at = remark.resolved_by = None
    _record(session, actor, assessment, "reopen_remark", remark, now)
    return True


def _say(session: Session, actor: User, assessment: Assessment, action: str, remark: Remark) -> Remark:
    session.add(remark)
    session.flush()
    more: dict[str, Any] = {"answers": str(remark.parent_id)} if remark.parent_id else {}
    _record(session, actor, assessment, action, remark, remark.created_at, **more)
    return remark


def _record(
    session: Session,
    actor: User,
    assessment: Assessment,
    action: str,
    remark: Remark,
    now: datetime,
    old: Any = None,
    **new: Any,
) -> None:
    # About the whole inventory there is no item: then it is the inventory itself.
    subject = remark.item or str(assessment.id)
    values = {"remark": str(remark.id), "audience": remark.audience, **new}
    record(session, actor, action, subject, assessment=assessment, old=old, new=values, now=now)


def _tell(
    session: Session,
    actor: User,
    assessment: Assessment,
    remark: Remark,
    to: User,
    settings: Settings,
    now: datetime,
) -> None:
    author = session.scalars(select(User.function).where(User.id == remark.author_id)).one() or NO_FUNCTION
    letter = assigned(
        to.name,
        actor.function or NO_FUNCTION,
        assessment.municipality.name,
        assessment.title,
        (author, remark.text),
        f"{settings.base_url}/inventarisaties/{assessment.id}/bespreken/opmerkingen?toon=mij",
        settings.contact,
    )
    queue_letter(session, to.email, letter, "remark_assigned", now=now)


def _said_just_now(session: Session, remark: Remark) -> Remark | None:
    same = ("assessment_id", "author_id", "text", "audience")
    return session.scalars(
        select(Remark).where(
            *(getattr(Remark, name) == getattr(remark, name) for name in same),
            Remark.item.is_(None) if remark.item is None else Remark.item == remark.item,
            Remark.parent_id.is_(None) if remark.parent_id is None else Remark.parent_id == remark.parent_id,
            Remark.created_at > remark.created_at - TWICE,
        )
    ).first()


class RemarkForm(BaseForm):
    """Something that somebody says about a question."""

    text = text_field("Nieuwe opmerking", REASON, required(texts.REMARK_MISSING), area=True)
    audience = ChoiceField("Wie mag dit lezen?", [], message=texts.AUDIENCE_MISSING)

    def validate_audience(self, field: Field) -> None:
        """One of the two must be chosen where there is a choice."""
        if not field.data:
            raise StopValidation(texts.AUDIENCE_MISSING)


def build_remark_form(is_adviser: bool, posted: FormData | None = None) -> RemarkForm:
    """The form of a remark; only advisers can keep it among advisers."""
    form = RemarkForm(posted, data={"audience": "all"})
    allowed = texts.AUDIENCES if is_adviser else {"all": texts.AUDIENCES["all"]}
    form.audience.choices = selectable(allowed.items())
    return form


class RemarkAnswerForm(BaseForm):
    """An answer to a remark; its fields have the id of the remark before their name."""

    text = text_field("Antwoord", REASON, required(texts.ANSWER_MISSING), area=True)


class RemarkChangeForm(WatchedForm):
    """What is done with a remark: give it to somebody, say that it is done, or open it again."""

    action = StringField()
    addressee = ChoiceField("Voor wie is deze opmerking?", [], message=texts.CHOOSE_ADDRESSEE)
    seen = StringField()
    was = WasField()

    def validate_addressee(self, _: Field) -> None:
        """The buttons have no place of their own for a message."""
        if self.action.data not in ("assign", "resolve", "reopen"):
            raise StopValidation(texts.CHOOSE_CHANGE)


def build_change_form(
    remark_id: uuid.UUID,
    people: Sequence[Addressee],
    assigned_to: uuid.UUID | None,
    posted: FormData | None,
    *,
    among_advisers: bool,
) -> RemarkChangeForm:
    """The form of a remark with who may get it: what is among advisers is for advisers only.

    Its fields have the id of the remark before their name, as those of an answer.
    """
    fitting = [(str(one.user.id), one.label) for one in people if one.advises or not among_advisers]
    owner = str(assigned_to or "")
    # What is not posted is not chosen: whose it is may have lost the role since, and would be no choice.
    is_posted = posted is not None and not {f"{remark_id}-addressee", f"{remark_id}-action"}.isdisjoint(posted)
    shown = owner if owner in dict(fitting) else ""
    fresh = None if is_posted else {"addressee": shown, "seen": owner}
    form = RemarkChangeForm(posted if is_posted else None, prefix=str(remark_id), data=fresh)
    form.addressee.choices = selectable([("", texts.NOBODY), *fitting])
    if not is_posted:
        form.watch()
    return form


FormHere = TypeVar("FormHere", RemarkForm, RemarkAnswerForm, RemarkChangeForm)


@dataclass(frozen=True, slots=True)
class FailedForm:
    """A form that was not saved: the new remark (no id), or one at a remark; `notice` says what happened meanwhile."""

    form: RemarkForm | RemarkAnswerForm | RemarkChangeForm
    remark_id: uuid.UUID | None = None
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """The remarks on a page, with everything that can be done to them."""

    threads: tuple[Thread, ...]
    people: tuple[Addressee, ...]
    is_adviser: bool
    failed: FailedForm | None = None
    left: FormData | None = None
    """What was posted and not saved."""

    @property
    def problem(self) -> BaseForm | None:
        """The form with mistakes, for the summary above the page."""
        return self.failed.form if self.failed else None

    @property
    def notices(self) -> tuple[tuple[str, str], ...]:
        """(id of the field, sentence): what somebody else did meanwhile."""
        failed = self.failed
        return ((f"{failed.remark_id}-addressee", failed.notice),) if failed and failed.notice else ()

    @property
    def open(self) -> tuple[Thread, ...]:
        return tuple(thread for thread in self.threads if not thread.resolved)

    @property
    def resolved(self) -> tuple[Thread, ...]:
        return tuple(thread for thread in self.threads if thread.resolved)

    @property
    def new(self) -> RemarkForm:
        return self._failed_at(None, RemarkForm) or build_remark_form(self.is_adviser, self.left)

    @property
    def query(self) -> str:
        """What stands behind the address of this page: forms give it back, so that people stay where they were."""
        return same_query()

    def unfolds(self, thread: Thread) -> bool:
        """Whether something was typed at this thread that was not saved."""
        if self.failed is not None and self.failed.remark_id == thread.id:
            return True
        # Most pages keep nothing, and making forms takes long.
        return self.left is not None and bool(self.answer_form(thread).text.data or self.change_form(thread).is_touched)

    def unfolds_one(self, threads: tuple[Thread, ...]) -> bool:
        """Whether something was typed at one of these that was not saved."""
        return any(self.unfolds(thread) for thread in threads)

    def answer_form(self, thread: Thread) -> RemarkAnswerForm:
        return self._failed_at(thread.id, RemarkAnswerForm) or RemarkAnswerForm(self.left, prefix=str(thread.id))

    def change_form(self, thread: Thread) -> RemarkChangeForm:
        """The form that gives the remark to somebody; who chose nothing sees whose it is by now."""
        if failed := self._failed_at(thread.id, RemarkChangeForm):
            return failed
        whose, among_advisers = thread.assigned_to, thread.is_among_advisers
        kept = build_change_form(thread.id, self.people, whose, self.left, among_advisers=among_advisers)
        if self.left is None or kept.is_touched:
            return kept
        return build_change_form(thread.id, self.people, whose, None, among_advisers=among_advisers)

    def _failed_at(self, remark_id: uuid.UUID | None, kind: type[FormHere]) -> FormHere | None:
        failed = self.failed
        return failed.form if failed and failed.remark_id == remark_id and isinstance(failed.form, kind) else None


def talk_on(
    assessment: Assessment, item: str | None = None, failed: FailedForm | None = None, left: FormData | None = None
) -> Talk:
    """The remarks on an item, or (None) all of the assessment, as who is signed in may read them.

    `left` is what was posted and not saved: it is shown again.
    """
    is_adviser = "adviser" in roles_in(current_user, assessment.municipality_id)
    threads = threads_of(db.session, assessment.id, among_advisers=is_adviser, item=item)
    return Talk(threads, addressees(db.session, current_user, assessment), is_adviser, failed, left)


def same_query() -> str:
    """The query of this request, made anew, to put behind an address of ours; empty without one."""
    pairs = list(request.args.items(multi=True))
    return f"?{urlencode(pairs)}" if pairs else ""
