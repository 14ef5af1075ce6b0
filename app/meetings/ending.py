"""What came out of a meeting, item by item, as it was when it ended; ending it, and telling people what was agreed."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload
from wtforms import SelectMultipleField

from app.doors.access import LEADERS
from app.doors.limits import TooManyTriesError, count_try
from app.meetings.attendees import load_present
from app.meetings.leading import StaleMeetingError, change, from_the_page
from app.meetings.running import MEETING, blueprint, load_attendance, load_leading, refuse
from app.models import AgreedScoreVersion, Assessment, Meeting, MeetingItem, Membership, Participation, User
from app.participants.mails import MAILS
from app.post.outbox import queue_letter
from app.reports.stored import StoredScore
from app.reviews.point_list import who_could_know
from app.state.asked import question_of, questionnaire_of, short_title_of, title_of
from app.state.situation import INVITED
from app.texts import meetings as texts
from app.texts.mails.reviews import AgreedLine, meeting_summary
from app.texts.participants import too_many_mails
from app.texts.words import SPECIAL, counted
from app.trail.events import record
from app.web.clock import now
from app.web.extensions import db
from app.web.forms import BaseForm, FormData, VersionField, selectable
from config import Settings
from questionnaires.model import Question


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out for one item."""

    item: str
    title: str
    """Of the domain."""
    short: str
    """The same, as short as it is called in lists."""
    question: Question
    score: StoredScore | None
    """What was agreed in this meeting, or before it and kept; None without."""
    is_new: bool
    """Whether it was agreed in this meeting."""
    is_elsewhere: bool
    """Whether it was saved while the meeting went on, but on the page of the question."""
    discussed: bool
    ask: str | None
    """Who could know what nobody knew."""
    words: Sequence[str]
    """Of the questionnaire, by value."""

    @property
    def is_left(self) -> bool:
        """Whether it stayed open in this meeting."""
        return self.without_score in texts.LEFT

    @property
    def value(self) -> str:
        """The agreed score that holds, as people read it."""
        return texts.agreed_value(self.holds.value, self.words) if self.holds and self.holds.value else ""

    @property
    def in_a_line(self) -> str:
        """What else there is to say behind its name."""
        return texts.IN_A_LINE.get(self.without_score or "", "")

    @property
    def without_score(self) -> str | None:
        """What came out when nothing was agreed here, as WITHOUT_SCORE has it; None when something was."""
        if self.is_new:
            return None if self.score and self.score.value else texts.WITHDRAWN
        if not self.discussed:
            return texts.NOT_REACHED
        if not self.holds:
            return texts.NOT_AGREED
        return texts.ELSEWHERE if self.is_elsewhere else texts.KEPT

    @property
    def holds(self) -> StoredScore | None:
        """The agreed score that holds, of somebody who discussed it."""
        return self.score if self.score and self.score.value and (self.discussed or self.is_new) else None


@dataclass(frozen=True, slots=True)
class Summary:
    """A meeting with what came out of it."""

    meeting: Meeting
    present: str
    """Who were there, a function on each line."""
    outcomes: tuple[Outcome, ...]

    @property
    def agreed(self) -> tuple[tuple[Outcome, StoredScore], ...]:
        """The items with a score that was agreed in this meeting."""
        found = [(outcome, outcome.holds) for outcome in self.outcomes if not outcome.without_score]
        return tuple((outcome, score) for outcome, score in found if score)

    @property
    def others(self) -> Mapping[str, tuple[Outcome, ...]]:
        """The other items, by what came out; only what there is."""
        by_end = {end: tuple(o for o in self.outcomes if o.without_score == end) for end in texts.WITHOUT_SCORE}
        return {end: outcomes for end, outcomes in by_end.items() if outcomes}

    @property
    def in_short(self) -> str:
        """How many items were discussed, and how many scores agreed."""
        discussed = sum(outcome.discussed for outcome in self.outcomes)
        return texts.in_short(len(self.outcomes), len(self.agreed), discussed)


def load_summary(session: Session, assessment: Assessment, meeting: Meeting) -> Summary:
    """The summary of a meeting with its items loaded, in two statements."""
    scores, present = _last_scores(session, meeting), load_present(session, meeting)
    outcomes = [_outcome(assessment, row, meeting, present, scores.get(row.item)) for row in meeting.items]
    return Summary(meeting, present, tuple(outcomes))


def _outcome(
    assessment: Assessment, row: MeetingItem, meeting: Meeting, present: str, score: StoredScore | None
) -> Outcome:
    domain, question_id = row.item.split("/")
    question = question_of(assessment, domain, question_id)
    if score and score.present == present:
        # It stands once above all of them.
        score = score._replace(present=None)
    is_new = score is not None and score.meeting_id == meeting.id
    return Outcome(
        item=row.item,
        title=title_of(assessment, domain),
        short=short_title_of(assessment, domain),
        question=question,
        score=score,
        is_new=is_new,
        is_elsewhere=score is not None and not is_new and score.saved_at >= meeting.started_at,
        discussed=row.discussed_at is not None,
        ask=who_could_know(assessment, domain, question.level) if row.kind == "unknown" else None,
        words=questionnaire_of(assessment).words,
    )


def _last_scores(session: Session, meeting: Meeting) -> dict[str, StoredScore]:
    """By item the last version of its agreed score in this meeting, or before its end."""
    columns = [getattr(AgreedScoreVersion, name) for name in StoredScore._fields]
    query = select(*columns).where(
        AgreedScoreVersion.assessment_id == meeting.assessment_id,
        AgreedScoreVersion.item.in_([row.item for row in meeting.items]),
    )
    rows = [StoredScore(*row) for row in session.execute(query.order_by(AgreedScoreVersion.version))]
    return {row.item: row for row in rows if meeting.ended_at is None or row.saved_at <= meeting.ended_at}


def earlier_meetings(session: Session, assessment: Assessment) -> Sequence[Meeting]:
    """The meetings that have ended, the newest first."""
    mine = Meeting.assessment_id == assessment.id, Meeting.ended_at.is_not(None)
    return session.scalars(select(Meeting).where(*mine).order_by(Meeting.started_at.desc())).all()


GROUPS = {
    "coordinator": ("coördinator", "coördinatoren"),
    "adviser": ("adviseur", "adviseurs"),
    "participant": ("collega die meedoet", "collega’s die meedoen"),
}


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who can get the mail."""

    group: str
    name: str
    email: str


def recipients(session: Session, assessment: Assessment) -> tuple[Recipient, ...]:
    """Everybody once, coordinators first; in two statements."""
    leading = session.execute(
        select(Membership.role, User.name, User.email)
        .join(User, User.id == Membership.user_id)
        .where(Membership.municipality_id == assessment.municipality_id, Membership.ended_at.is_(None))
        .where(Membership.role.in_(LEADERS))
        .order_by(Membership.role.desc(), User.email)
    )
    found = [Recipient(*row) for row in leading]
    taking_part = session.scalars(
        select(Participation)
        .where(Participation.assessment_id == assessment.id, *INVITED)
        .options(joinedload(Participation.user))
        .order_by(Participation.created_at, Participation.id)
    )
    # A colleague is called what the coordinator calls them.
    found += [Recipient("participant", part.name or part.user.name, part.user.email) for part in taking_part]
    return tuple({one.email: one for one in reversed(found)}.values())[::-1]


def groups(found: Iterable[Recipient]) -> Mapping[str, str]:
    """The groups that have somebody in them, by id, with how many that are."""
    sizes: dict[str, int] = {}
    for one in found:
        sizes[one.group] = sizes.get(one.group, 0) + 1
    return {group: counted(sizes[group], *names) for group, names in GROUPS.items() if group in sizes}


class EndForm(BaseForm):
    """Who gets the summary by mail."""

    to = SelectMultipleField("Wie krijgt de afspraken per mail?", [from_the_page], choices=[], validate_choice=False)
    version = VersionField()


def build_end_form(groups: Mapping[str, str], version: int, posted: FormData | None = None) -> EndForm:
    """The form with the groups that can get it, by id with a label; all are chosen at first."""
    form = EndForm(posted, data={"to": list(groups), "version": str(version)})
    form.to.choices = selectable(groups.items())
    return form


def end_meeting(
    session: Session,
    actor: User,
    assessment: Assessment,
    meeting: Meeting,
    to: Sequence[Recipient],
    seen: int,
    settings: Settings,
    *,
    now: datetime,
) -> None:
    """End a meeting and mail what came out of it. Raises StaleMeetingError and TooManyTriesError."""
    change(session, meeting, seen, ended_at=now, ended_by=actor.id, item=None, item_since=None)
    summary = load_summary(session, assessment, meeting)
    if to:
        key, secret = str(assessment.municipality_id), settings.secret_key.get_secret_value()
        count_try(session, MAILS, key, secret, now=now, tries=len(to))
    where, page = assessment.municipality.name, f"{settings.base_url}/inventarisaties/{assessment.id}/bespreken/samen"
    lines = [_line(outcome, score) for outcome, score in summary.agreed]
    others = {
        end: [f"{one.title}: {one.question.short_name}" for one in found] for end, found in summary.others.items()
    }
    for recipient in to:
        letter = meeting_summary(
            recipient.name, where, summary.in_short, lines, others, f"{page}/{meeting.id}", settings.contact
        )
        queue_letter(session, recipient.email, letter, "meeting", now=now)
    agreed = [outcome.item for outcome, _ in summary.agreed]
    new = {"agreed": agreed, "discussed": [one.item for one in summary.outcomes if one.discussed], "mails": len(to)}
    record(session, actor, "end_meeting", meeting, now=now, new=new)


def _line(outcome: Outcome, score: StoredScore) -> AgreedLine:
    answer = outcome.question.options[int(score.value)] if score.value.isdecimal() else SPECIAL[score.value]
    number = f"{score.value}. " if score.value.isdecimal() else ""
    return AgreedLine(
        outcome.title, outcome.question.short_name, f"{number}{answer}", score.reason or "", score.dissent or ""
    )


@blueprint.get(f"{MEETING}/afronden")
def consider_ending(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """What came out until now, and who gets it by mail."""
    assessment, meeting = load_leading(assessment_id, None)
    form = build_end_form(groups(recipients(db.session, assessment)), meeting.version)
    return end_page(assessment, meeting, form)


def end_page(assessment: Assessment, meeting: Meeting, form: EndForm) -> str:
    summary = load_summary(db.session, assessment, meeting)
    return render_template("meetings/end.html", assessment=assessment, summary=summary, form=form)


@blueprint.post(f"{MEETING}/afronden")
def end(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """End the meeting and mail what was agreed."""
    assessment, meeting = load_leading(assessment_id)
    offered = recipients(db.session, assessment)
    form = build_end_form(groups(offered), meeting.version, request.form)
    if not form.validate():
        return end_page(assessment, meeting, form), 422
    to, settings = [one for one in offered if one.group in (form.to.data or ())], current_app.config["SETTINGS"]
    try:
        end_meeting(db.session, current_user, assessment, meeting, to, form.version.version, settings, now=now())
    except StaleMeetingError:
        refuse(assessment, texts.MOVED)
    except TooManyTriesError as error:
        db.session.rollback()
        form.form_errors.append(too_many_mails(MAILS.most, error.minutes))
        return end_page(*load_leading(assessment_id, None), form), 429
    flash(texts.ended(len(to)), "success")
    db.session.commit()
    return redirect(url_for("meetings.summary", assessment_id=assessment_id, meeting_id=meeting.id), 303)


@blueprint.get(f"{MEETING}/<uuid:meeting_id>")
def summary(assessment_id: uuid.UUID, meeting_id: uuid.UUID) -> ResponseReturnValue:
    """What was agreed in a meeting, for who leads and who takes part."""
    attendance = load_attendance(assessment_id)
    mine = Meeting.id == meeting_id, Meeting.assessment_id == assessment_id
    found = db.session.scalars(select(Meeting).where(*mine).options(joinedload(Meeting.items)))
    meeting = found.unique().one_or_none() or abort(404)
    if meeting.ended_at is None:
        return redirect(url_for("meetings.meeting", assessment_id=assessment_id))
    return render_template(
        "meetings/summary.html",
        assessment=attendance.assessment,
        summary=load_summary(db.session, attendance.assessment, meeting),
        leads=attendance.leads,
    )
