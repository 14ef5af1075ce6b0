"""Sending domains back to be answered again, handing them in again, and what changed meanwhile."""

import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Literal, NamedTuple, TypeAlias

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload
from wtforms import Field, SelectMultipleField
from wtforms.validators import ValidationError

from app.doors.access import LEADERS, assessment_for, require_role, roles_in
from app.doors.limits import TooManyTriesError
from app.models import Answer, AnswerVersion, Assessment, AuditEntry, ClosingText, ClosingTextVersion, Participation
from app.reports.stored import functions_of_users
from app.reviews.approval import end_approval_by_sending_back
from app.reviews.people import (
    ReviewPost,
    answers_again,
    asked_about,
    colleagues_of,
    handing_in_again,
    own_post,
    told_of,
)
from app.reviews.review import (
    ASSESSMENT,
    REVIEW,
    blueprint,
    load_asked,
    load_for,
    refuse,
    repeats_last_step,
    to_overview,
    who,
)
from app.reviews.watched import REASON
from app.state.asked import (
    closing_questions,
    domains_of,
    question_of,
    questionnaire_of,
    questions_of,
    sent_back_in,
    title_of,
)
from app.state.lifecycle import AssessmentAction
from app.texts import reviews as texts
from app.texts import still_open as open_texts
from app.texts.assessments import CLOSING
from app.texts.mails.reviews import handed_in_again, sent_back_to_coordinator
from app.trail.differences import Difference, Piece, difference
from app.web.extensions import db
from app.web.forms import BaseForm, FormData, required, selectable, text_field
from questionnaires.model import Question
from scoring.items import item_id


def send_back_domains(post: ReviewPost, domains: Sequence[str], reason: str) -> None:
    """Open the answers of these domains again and ask who gave them to look; the approval falls away.

    The audit trail keeps the version of every answer at this moment: afterwards what changed can be shown.
    Raises TooManyTriesError; then the caller does not commit.
    """
    assessment, old = post.assessment, {"approved": post.assessment.approved_at is not None}
    for row in assessment.domains:
        if row.domain in domains:
            row.sent_back_at, row.sent_back_reason = post.now, reason
    titles = [title_of(assessment, domain) for domain in domains]
    end_approval_by_sending_back(post, titles, reason)
    colleagues = asked_about(colleagues_of(post.session, assessment), domains)
    asked = [str(one.participation.id) for one in colleagues]
    noted = noted_now(post.session, assessment, domains)
    post.record("send_back", old, {"domains": sorted(domains), "colleagues": asked, **noted}, reason)
    # Who had handed in, does so again; `submitted_at` still says when they did last.
    for one in colleagues:
        if one.done:
            one.participation.state = "started"
    mailed = post.ask_again(colleagues, domains, reason)
    page = post.page("/bespreken")
    post.tell(
        ("coordinator",),
        "sent_back_news",
        lambda about, name: sent_back_to_coordinator(about, name, titles, mailed, post.by, reason, page),
    )


def resubmit_domains(post: ReviewPost) -> str:
    """Close the domains that were sent back; how many answers and closing texts are others than before, in words."""
    session, assessment = post.session, post.assessment
    domains = sent_back_in(assessment)
    open_ = [period for period in periods_of(session, assessment) if period.end is None]
    answers = [changes_in(session, "versions", assessment, period) for period in open_]
    written = [changes_in(session, "texts", assessment, period) for period in open_]
    for row in assessment.domains:
        row.sent_back_at = row.sent_back_reason = None
    post.record(
        "resubmit",
        new={
            "domains": domains,
            "changed": sorted(item for found in answers for item in found.items),
            "changed_texts": sorted(item for found in written for item in found.items),
            "not_done": _close(session, assessment, domains),
            **noted_now(session, assessment, domains),
        },
    )
    counts = (sum(len(found.changed) for found in each) for each in (answers, written))
    changed, titles = texts.changed_in_short(*counts), [title_of(assessment, domain) for domain in domains]
    page = post.page("/bespreken/veranderd")
    post.tell(("adviser",), "handed_in_again", lambda about, name: handed_in_again(about, name, titles, changed, page))
    return changed


def _close(session: Session, assessment: Assessment, domains: Sequence[str]) -> list[str]:
    """End the asking of colleagues; the participations of who had not handed in again, but had before."""
    late = [
        one.participation
        for one in asked_about(colleagues_of(session, assessment), domains)
        if one.participation.state == "started" and one.participation.submitted_at
    ]
    for participation in late:
        participation.state = "submitted"
    return [str(participation.id) for participation in late]


class SendBackForm(BaseForm):
    """Which domains must be answered again, and why."""

    domains = SelectMultipleField("Welke domeinen?", choices=[], validate_choice=False)
    reason = text_field("Wat moet er anders?", REASON, required(texts.REASON_SEND_BACK), area=True)

    def validate_domains(self, field: Field) -> None:
        """At least one, and all from the page."""
        if not field.data:
            raise ValidationError(texts.DOMAINS_MISSING)
        if not set(field.data) <= {choice.value for choice in self.domains.choices}:
            raise ValidationError(texts.DOMAIN_CLOSED)


def _send_back_form(assessment: Assessment, posted: FormData | None) -> SendBackForm:
    """The form with the domains that do not wait already; those in the address are chosen at first."""
    form, waiting = SendBackForm(posted, data={"domains": request.args.getlist("domein")}), sent_back_in(assessment)
    form.domains.choices = selectable(
        [(domain.id, domain.title) for domain in domains_of(assessment) if domain.id not in waiting]
    )
    return form


def _send_back_page(assessment: Assessment, form: SendBackForm) -> str:
    """The page on which domains are chosen, with who would get a mail about each."""
    questionnaire, colleagues = questionnaire_of(assessment), colleagues_of(db.session, assessment)
    coordinates = "coordinator" in roles_in(current_user, assessment.municipality_id)
    mailed = {
        choice.value: texts.mailed_about(
            [who(one.participation, questionnaire) for one in asked_about(colleagues, {choice.value})], coordinates
        )
        for choice in form.domains.choices
    }
    post = own_post(assessment)
    return render_template(
        "reviews/send_back.html",
        assessment=assessment,
        form=form,
        coordinates=coordinates,
        mailed=mailed,
        told=told_of(post, "coordinator"),
        approvers=told_of(post, "adviser") if assessment.approved_at else "",
    )


@blueprint.get(f"{ASSESSMENT}/terugsturen")
def consider_sending_back(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Choose the domains that must be answered again, and say why."""
    assessment = load_for(AssessmentAction.SEND_BACK, assessment_id, None)
    return _send_back_page(assessment, _send_back_form(assessment, None))


@blueprint.post(f"{ASSESSMENT}/terugsturen")
def send_back(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Open the answers of the chosen domains again, and ask who gave them to look. A second click finds it done."""
    assessment = load_for(AssessmentAction.SEND_BACK, assessment_id, "update")
    form = _send_back_form(assessment, request.form)
    chosen, reason = form.domains.data or [], form.reason.data
    waiting = {row.domain for row in assessment.domains if row.sent_back_at and row.sent_back_reason == reason}
    if not chosen or set(chosen) != waiting:
        if not form.validate():
            return _send_back_page(assessment, form), 422
        try:
            send_back_domains(own_post(assessment), chosen, reason)
        except TooManyTriesError as error:
            form.form_errors.append(texts.too_many_mails(error.minutes))
            return _send_back_page(assessment, form), 429
    return to_overview(assessment, texts.sent_back([title_of(assessment, domain) for domain in chosen]))


@blueprint.get(f"{ASSESSMENT}/opnieuw-inleveren")
def consider_resubmitting(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Who of those who were asked is not done, and what becomes of it."""
    assessment = load_for(AssessmentAction.RESUBMIT, assessment_id, None)
    asked = handing_in_again(db.session, assessment)
    busy = [person for person, done in asked if not done]
    titles = [title_of(assessment, domain) for domain in sent_back_in(assessment)]
    return render_template(
        "reviews/resubmit.html",
        assessment=assessment,
        busy=busy,
        intro=open_texts.not_done(len(busy), len(asked), titles),
        label=open_texts.resubmit_button(len(busy)),
        joint=answers_again(db.session, assessment),
        told=told_of(own_post(assessment), "adviser"),
    )


@blueprint.post(f"{ASSESSMENT}/opnieuw-inleveren")
def resubmit(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Close the domains that were sent back, and show what changed. A second click shows it too."""
    assessment, why = load_asked(AssessmentAction.RESUBMIT, assessment_id, "update")
    if why is None:
        flash(texts.resubmitted(resubmit_domains(own_post(assessment))), "success")
    elif not repeats_last_step(db.session, current_user, assessment, AssessmentAction.RESUBMIT):
        refuse(why, assessment)
    db.session.commit()
    return redirect(url_for("reviews.changes", assessment_id=assessment_id), 303)


Versions: TypeAlias = Mapping[str, Mapping[str, int]]
"""By participation, then by item: the version of an answer or a closing text."""
Kind: TypeAlias = Literal["versions", "texts"]
"""Of answers, or of closing texts; by these names they are noted in the audit trail."""
KINDS: tuple[Kind, Kind] = ("versions", "texts")

NEWEST: Mapping[Kind, type[Answer | ClosingText]] = {"versions": Answer, "texts": ClosingText}
EVERY: Mapping[Kind, type[AnswerVersion | ClosingTextVersion]] = {
    "versions": AnswerVersion,
    "texts": ClosingTextVersion,
}


def items_of(kind: Kind, assessment: Assessment, domains: Collection[str]) -> list[str]:
    """All items of these domains, in order; chance questions are no part of sending back."""
    if kind == "texts":
        return [item_id(domain, key) for domain in domains for key in CLOSING]
    return [item_id(domain, question.id) for domain in domains for question in questions_of(assessment, domain)]


def read_versions(
    session: Session, kind: Kind, assessment: Assessment, domains: Collection[str], at: datetime | None = None
) -> Versions:
    """The versions of all answers, or of all closing texts, about these domains: now, or as they were then."""
    table = NEWEST[kind] if at is None else EVERY[kind]
    query = (
        select(table.participation_id, table.item, func.max(table.version))
        .where(table.assessment_id == assessment.id, table.item.in_(items_of(kind, assessment, domains)))
        .group_by(table.participation_id, table.item)
    )
    found: dict[str, dict[str, int]] = {}
    for participation_id, item, version in session.execute(query if at is None else query.where(table.saved_at <= at)):
        found.setdefault(str(participation_id), {})[item] = version
    return found


def noted_now(session: Session, assessment: Assessment, domains: Collection[str]) -> dict[Kind, Versions]:
    """Both, as the audit trail notes them."""
    return {kind: read_versions(session, kind, assessment, domains) for kind in KINDS}


@dataclass(frozen=True, slots=True)
class NotedVersions:
    """A row of the audit trail: a moment, and the versions at that moment."""

    at: datetime
    versions: Mapping[str, Versions]
    """By kind; a row from before a kind was noted lacks it."""


@dataclass(frozen=True, slots=True)
class Period:
    """From sending domains back until they were handed in again."""

    number: int
    """1 is the first."""
    domains: tuple[str, ...]
    """In the order of the assessment."""
    by: uuid.UUID | None
    reason: str
    start: NotedVersions
    end: NotedVersions | None = None
    """None while the answers can still change."""

    def versions(self, session: Session, kind: Kind, assessment: Assessment) -> tuple[Versions, Versions]:
        """The versions at the beginning, and at the end or now."""
        return self._at(session, kind, assessment, self.start), self._at(session, kind, assessment, self.end)

    def _at(self, session: Session, kind: Kind, assessment: Assessment, noted: NotedVersions | None) -> Versions:
        if noted is None:
            return read_versions(session, kind, assessment, self.domains)
        if kind in noted.versions:
            return noted.versions[kind]
        return read_versions(session, kind, assessment, self.domains, noted.at)


def periods_of(session: Session, assessment: Assessment) -> list[Period]:
    """Every time that domains were sent back, oldest first."""
    query = (
        select(AuditEntry.at, AuditEntry.actor_id, AuditEntry.action, AuditEntry.new, AuditEntry.reason)
        .where(AuditEntry.assessment_id == assessment.id, AuditEntry.action.in_(("send_back", "resubmit")))
        .order_by(AuditEntry.at)
    )
    periods: list[Period] = []
    for at, actor, action, new, reason in session.execute(query):
        said = new or {}
        noted = NotedVersions(at, {kind: said[kind] for kind in KINDS if kind in said})
        if action == "send_back":
            domains = tuple(row.domain for row in assessment.domains if row.domain in said.get("domains", ()))
            periods.append(Period(len(periods) + 1, domains, actor, reason or "", noted))
        else:
            # Handing in again closes everything that was sent back before.
            periods = [period if period.end else replace(period, end=noted) for period in periods]
    return periods


Key: TypeAlias = tuple[str, str]
"""Somebody's participation, and the item."""


class SaidContent(NamedTuple):
    """What somebody said, as the history keeps it; of a closing text there is a text only."""

    value: str | None = None
    reason: str | None = None
    evidence_kind: str | None = None
    evidence_note: str | None = None
    evidence_link: str | None = None
    confidence: str | None = None
    text: str | None = None


NOTHING = SaidContent()


@dataclass(frozen=True, slots=True)
class SaidBeforeAfter:
    """What one person said about one item before and after; NOTHING when there was no answer yet."""

    participation_id: uuid.UUID
    item: str
    old: SaidContent
    new: SaidContent

    @property
    def domain(self) -> str:
        return self.item.split("/")[0]


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed of one kind, and what did not."""

    changed: tuple[SaidBeforeAfter, ...]
    """In the order of the questions."""
    same: int
    """How many answers or texts are there that say the same as before."""

    @property
    def items(self) -> list[str]:
        return list(dict.fromkeys(change.item for change in self.changed))


UNTOLD = Changes((), 0)


def changes_in(session: Session, kind: Kind, assessment: Assessment, period: Period) -> Changes:
    """What changed in this period, from the versions that were noted."""
    before, after = period.versions(session, kind, assessment)
    order = {item: place for place, item in enumerate(items_of(kind, assessment, period.domains))}
    there = {key: version for key, version in _flat(after).items() if key[1] in order}
    pairs = {key: (_flat(before).get(key, 0), version) for key, version in there.items()}
    newer = {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}
    said = _contents(session, kind, assessment, newer)
    found = [
        SaidBeforeAfter(uuid.UUID(person), item, said.get((person, item, old), NOTHING), said[person, item, new])
        for (person, item), (old, new) in newer.items()
    ]
    # Who changed an answer and changed it back has a newer version that says the same.
    changed = sorted((one for one in found if one.old != one.new), key=lambda one: order[one.item])
    return Changes(tuple(changed), len(there) - len(changed))


def _flat(versions: Versions) -> dict[Key, int]:
    return {(person, item): version for person, items in versions.items() for item, version in items.items()}


def _contents(
    session: Session, kind: Kind, assessment: Assessment, newer: Mapping[Key, tuple[int, int]]
) -> dict[tuple[str, str, int], SaidContent]:
    """What was said in these versions, in one statement; more of them than asked for."""
    if not newer:
        return {}
    table = EVERY[kind]
    names = [name for name in SaidContent._fields if hasattr(table, name)]
    query = select(table.participation_id, table.item, table.version, *(getattr(table, name) for name in names)).where(
        table.assessment_id == assessment.id,
        table.item.in_({item for _, item in newer}),
        table.version.in_({version for pair in newer.values() for version in pair}),
    )
    return {
        (str(person), item, version): SaidContent(**dict(zip(names, texts, strict=True)))
        for person, item, version, *texts in session.execute(query)
    }


@dataclass(frozen=True, slots=True)
class Recent:
    """The last time that domains were sent back, or handed in again."""

    handed_in: bool
    questions: int
    """To how many questions an answer changed; 0 while they were not handed in again."""
    texts: int
    """Under how many closing questions a text changed; 0 when that was not noted yet."""


def recent_changes(session: Session, assessment_id: uuid.UUID) -> Recent | None:
    """How it went the last time; None when nothing was ever sent back. The versions in the rows are not read."""
    query = (
        select(AuditEntry.action, AuditEntry.new["changed"], AuditEntry.new["changed_texts"])
        .where(AuditEntry.assessment_id == assessment_id, AuditEntry.action.in_(("send_back", "resubmit")))
        .order_by(AuditEntry.at.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    return Recent(row[0] == "resubmit", *(len(set(items or ())) for items in row[1:])) if row else None


WHOLE = frozenset({"value", "evidence_kind", "confidence"})
"""What is chosen, and not written: it changes as a whole."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that changed: its name, and what differs."""

    label: str
    difference: Difference


@dataclass(frozen=True, slots=True)
class PersonChanges:
    """What one person changed under one question."""

    who: str
    is_new: bool
    """Whether this person had said nothing there before."""
    lines: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class ChangedItem:
    """One question with everybody who changed something under it."""

    domain: str
    question: Question | None
    """None for a closing question."""
    text: str
    people: tuple[PersonChanges, ...]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    periods: tuple[Period, ...]
    """Every time that domains were sent back, newest first."""
    chosen: Period
    by: str
    """Who sent back, by function."""
    domains: tuple[tuple[str, str, tuple[ChangedItem, ...]], ...]
    """(id, title, what changed) of each domain that was sent back."""
    is_told: bool
    """Whether what changed is told already; otherwise there is nothing in it."""
    answers: Changes
    texts: Changes


def changes_page(session: Session, assessment: Assessment, number: int | None) -> ChangesPage | None:
    """The page of the time with this number, or of the newest; None when nothing was ever sent back."""
    periods = tuple(reversed(periods_of(session, assessment)))
    if not periods:
        return None
    chosen = next((period for period in periods if period.number == number), periods[0])
    # Until it was handed in again, what people answer is nobody else's to see: not that they change something either.
    is_told = chosen.end is not None
    answers, texts = (changes_in(session, kind, assessment, chosen) if is_told else UNTOLD for kind in KINDS)
    people = _people(session, assessment, {one.participation_id for one in (*answers.changed, *texts.changed)})
    items = [*_items(assessment, answers, people), *_items(assessment, texts, people)]
    by = functions_of_users(session, [chosen.by] if chosen.by else [])
    return ChangesPage(
        periods=periods,
        chosen=chosen,
        by=next(iter(by.values()), ""),
        domains=tuple(
            (domain, title_of(assessment, domain), tuple(item for item in items if item.domain == domain))
            for domain in chosen.domains
        ),
        is_told=is_told,
        answers=answers,
        texts=texts,
    )


def _people(session: Session, assessment: Assessment, ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    query = select(Participation).where(Participation.id.in_(ids)).options(joinedload(Participation.user))
    questionnaire = questionnaire_of(assessment)
    found = session.scalars(query.order_by(Participation.created_at, Participation.id))
    return {part.id: who(part, questionnaire) for part in found}


def _items(assessment: Assessment, found: Changes, people: dict[uuid.UUID, str]) -> Iterator[ChangedItem]:
    order = list(people)
    for item, group in groupby(found.changed, key=lambda change: change.item):
        domain, key = item.split("/")
        changes = sorted(group, key=lambda change: order.index(change.participation_id))
        question = None if key in CLOSING else question_of(assessment, domain, key)
        about = (found for found in domains_of(assessment) if found.id == domain)
        text = question.text if question else closing_questions(next(about))[key]
        said = (
            PersonChanges(people[change.participation_id], change.old == NOTHING, tuple(_lines(change, question)))
            for change in changes
        )
        yield ChangedItem(domain, question, text, tuple(said))


def _lines(change: SaidBeforeAfter, question: Question | None) -> Iterator[FieldChange]:
    options = question.options if question else ()
    for name, old, new in zip(texts.LABELS, change.old, change.new, strict=True):
        before, after = texts.field_text(name, old, options), texts.field_text(name, new, options)
        if before != after:
            whole = Difference(*(tuple([Piece(text, marked=True)] if text else []) for text in (before, after)))
            yield FieldChange(texts.LABELS[name], whole if name in WHOLE else difference(before, after))


@blueprint.get(f"{REVIEW}/veranderd")
def changes(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Every answer that is another one than when its domain was sent back, once it was handed in again: `keer` chooses
    an earlier time."""
    assessment = assessment_for(current_user, assessment_id)
    require_role(current_user, assessment, *LEADERS)
    page = changes_page(db.session, assessment, request.args.get("keer", type=int))
    titles = {row.domain: title_of(assessment, row.domain) for row in assessment.domains}
    return render_template("reviews/changes.html", assessment=assessment, page=page, titles=titles, texts=texts)
