"""Starting the review: first who is not done, what was promised, and which mails go out; waiting is what we propose."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from wtforms import HiddenField
from wtforms.fields import SelectChoice

from app.doors.limits import TooManyTriesError
from app.models import Assessment, User
from app.participants import mails
from app.participants.deadline import LastDayForm, set_deadline, told_of_deadline
from app.participants.proposals import waiting_proposals
from app.participants.team import CLOSED, Member, Team, blueprint, items_of, load_team, require_open
from app.post.letters import Letter
from app.post.outbox import queue_letter
from app.state.last_day import proposed_last_day
from app.state.lifecycle import AFTER, AssessmentAction, State
from app.state.situation import leaders_of
from app.texts import still_open as texts
from app.texts.mails.colleagues import deadline_changed, round_closed
from app.texts.mails.reviews import Reviewed, review_begun
from app.texts.participants import deadline_set, reminded
from app.trail.events import record
from app.web.clock import today
from app.web.extensions import db
from app.web.forms import ChoiceField, FormData, required


def start_review(session: Session, actor: User, assessment: Assessment, *, now: datetime) -> None:
    """Close the answers of everybody; from here on they are discussed."""
    old, assessment.state = assessment.state, AFTER[AssessmentAction.START_REVIEW].value
    assessment.review_started_at = now
    record(session, actor, "start_review", assessment, now=now, old=old, new=assessment.state)


@dataclass(frozen=True)
class UnfinishedRound:
    """How a round stands before its review: who is not done, and until when they can answer."""

    team: Team
    sender: mails.Sender
    today: date

    @cached_property
    def asked(self) -> tuple[Member, ...]:
        return tuple(member for member in self.team.members if member.invited_at)

    @cached_property
    def busy(self) -> tuple[Member, ...]:
        return tuple(member for member in self.asked if member.state != "submitted")

    @cached_property
    def uninvited(self) -> tuple[Member, ...]:
        return tuple(member for member in self.team.members if not member.invited_at)

    @property
    def deadline(self) -> date | None:
        """The last day, as long as it is to come."""
        return self.team.day_to_come

    @cached_property
    def reminding(self) -> list[Member]:
        """Who can get a reminder that says something new."""
        if self.team.deadline_passed:
            return []
        asked = mails.to_remind(self.team.members)
        return [one for one in asked if not mails.reminded_within(one, mails.LATELY, self.sender)]

    @property
    def thanked(self) -> list[Member]:
        """Who is done and gets thanks at the start: who had them already does not."""
        return mails.to_thank(self.team.members)

    @property
    def joint_open(self) -> int:
        """How many of their own questions the coordinator and the adviser left open."""
        return sum(len(part.questions) for part in self.team.joint_questions) - self.team.joint_answered

    @property
    def choices(self) -> list[str]:
        """What can be done about who is not done, what we propose first."""
        if not self.busy:
            return ["start"]
        if self.deadline is None:
            return ["move", "start"]
        return [*(["remind"] if self.reminding else []), "wait", "start"]

    @property
    def unanswered(self) -> int:
        """How many questions of who is not done have an answer of nobody."""
        return len({item for member in self.busy for item in items_of(member.questions)} - self._answered)

    def alone(self, member: Member) -> list[str]:
        """The domains in which somebody was asked as the only one, and nobody answered yet; one for each question."""
        open_ = items_of(member.questions) - self._answered
        others = [self.team.joint_questions, *(one.questions for one in self.team.members if one.id != member.id)]
        theirs = open_ - {item for parts in others for part in parts for item in part.items}
        return [part.short for part in member.questions for item in part.items if item in theirs]

    @cached_property
    def _answered(self) -> frozenset[str]:
        return frozenset().union(*self.team.answered.values())

    @property
    def seen(self) -> str:
        """What the page shows of it, as its form carries it: the last day, and each who is not done with how far."""
        far = {str(member.id): str(member.answered) for member in self.busy}
        far |= {str(member.id): "added" for member in self.uninvited}
        day = f"{self.team.assessment.deadline}{'-over' if self.team.deadline_passed else ''}"
        return " ".join([day, *(f"{id_}:{count}" for id_, count in far.items())])

    def changes_since(self, seen: str) -> list[str]:
        """What is otherwise than on the page that carried this; in words, and nothing when all is the same."""
        if seen == self.seen:
            return []
        (day, before), (now_day, now) = _read(seen), _read(self.seen)
        if not day:
            return [texts.NOT_SEEN]
        names = {str(member.id): member.name for member in self.team.everybody}
        told = [texts.far(names[id_], before.get(id_), far) for id_, far in now.items() if before.get(id_) != far]
        told += [texts.no_longer_busy(names[id_]) for id_ in before if id_ not in now and id_ in names]
        if day != now_day and self.team.assessment.deadline:
            told.append(texts.day_is(self.team.assessment.deadline, self.today))
        return told or [texts.NOT_SEEN]


def _read(seen: str) -> tuple[str, Mapping[str, str]]:
    day, *rest = seen.split(" ")
    return day, {id_: far for id_, _, far in (one.partition(":") for one in rest)}


def close_answers(stand: UnfinishedRound) -> None:
    """Start the review; who was not done, who was, and the advisers hear of it.

    These mails are not counted: a round begins its review once, and each of these people was invited before.
    """
    team, sender = stand.team, stand.sender
    start_review(sender.session, sender.coordinator, team.assessment, now=sender.now)
    for member in mails.to_remind(team.members):
        sender.send(CLOSED, member, closing_letter(stand, member))
    mails.thank_people(sender, stand.thanked, "", counted=True)
    for adviser in leaders_of(sender.session, team.assessment, "adviser"):
        queue_letter(sender.session, adviser.email, begun_letter(stand, adviser.name), "review_begun", now=sender.now)


def closing_letter(stand: UnfinishedRound, member: Member) -> Letter:
    """The mail to somebody whose answers are closed while they were busy."""
    sender = stand.sender
    return round_closed(sender.asker, member.name, stand.deadline, sender.page, answered=member.answered)


def begun_letter(stand: UnfinishedRound, adviser: str) -> Letter:
    sender, round_ = stand.sender, stand.team.assessment
    about = Reviewed(round_.municipality.name, round_.title, sender.settings.contact)
    return review_begun(about, adviser, len(stand.busy), f"{sender.page}/bespreken")


class ReviewStartForm(LastDayForm):
    """What to do about who is not done; the last day only for who moves it."""

    choice = ChoiceField(
        texts.CHOOSE,
        list(texts.CHOICES.items()),
        message=texts.CHOICE_MISSING,
        validators=[required(texts.CHOICE_MISSING)],
    )
    seen = HiddenField()

    def validate(self, extra_validators: Any = None) -> bool:
        """A choice; only moving the last day asks for a day."""
        right: bool = super().validate(extra_validators) if self.choice.data == "move" else self.choice.validate(self)
        return right


def build_form(stand: UnfinishedRound, posted: FormData | None) -> ReviewStartForm:
    """The form with what we propose, or with what was posted."""
    first = {"choice": stand.choices[0], "deadline": proposed_last_day(stand.today)} if posted is None else {}
    form = ReviewStartForm(posted, data=first)
    form.today, form.current = stand.today, stand.team.assessment.deadline
    return form


@dataclass(frozen=True)
class StartPage:
    """The page: how the round stands, with the form."""

    stand: UnfinishedRound
    form: ReviewStartForm
    changed: Sequence[str] = ()
    """What is otherwise than on the page before, in words."""

    def render(self) -> str:
        stand, form = self.stand, self.form
        if form.choice.data not in stand.choices:
            form.choice.data = stand.choices[0]
        form.choice.choices = [SelectChoice(name, texts.CHOICES[name]) for name in stand.choices]
        advisers = leaders_of(db.session, stand.team.assessment, "adviser")
        return render_template(
            "participants/start_review.html",
            stand=stand,
            team=stand.team,
            form=form,
            changed=self.changed,
            texts=texts,
            about={name: self._about(name) for name in stand.choices},
            buttons={name: self._button(name) for name in stand.choices},
            letters=self._letters(advisers),
            advised=bool(advisers),
            proposals=len(waiting_proposals(db.session, stand.team.assessment)),
        )

    def _about(self, choice: str) -> str:
        stand = self.stand
        if choice == "start":
            return texts.about_starting(len(stand.busy), stand.unanswered)
        after = stand.deadline + timedelta(days=1) if stand.deadline else None
        mailed = stand.reminding if choice == "remind" else stand.busy
        all_of_more = len(mailed) == len(stand.busy) > 1
        return texts.about_waiting(choice, [] if all_of_more else [member.name for member in mailed], after)

    def _button(self, choice: str) -> str:
        stand = self.stand
        people = stand.reminding if choice == "remind" else stand.busy
        return texts.button(choice, [member.name for member in people], stand.deadline)

    def _letters(self, advisers: Sequence[User]) -> dict[str, Letter]:
        """The mails, each as the first who gets it will read it."""
        stand, sender = self.stand, self.stand.sender
        found: dict[str, Letter] = {}
        if stand.reminding:
            found["remind"] = mails.reminder_letter(sender, stand.reminding[0], "")
        if "move" in stand.choices:
            day = self.form.day if self.form.deadline.data and not self.form.deadline.errors else None
            new = day or proposed_last_day(stand.today)
            old = stand.team.assessment.deadline
            found["move"] = deadline_changed(sender.asker, stand.busy[0].name, old, new, sender.page)
        if shut_out := mails.to_remind(stand.team.members):
            found["busy"] = closing_letter(stand, shut_out[0])
        if stand.thanked:
            found["done"] = mails.thanks_letter(sender, stand.thanked[0], "")
        if advisers:
            found["adviser"] = begun_letter(stand, "adviseur")
        return found


@blueprint.route("/inventarisaties/<uuid:assessment_id>/bespreking-starten", methods=["GET", "POST"])
def post_start_review(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Who is not done, and what to do about it: wait for them, or close the answers and go on to the review."""
    posted = request.form if request.method == "POST" else None
    team = load_team(assessment_id)
    # A second click asks for what is so already; once something was agreed it must be an old page.
    begun = team.assessment.state == State.IN_REVIEW and team.assessment.agreed_at is None
    if begun and (posted is None or posted.get("choice") == "start"):
        return redirect(url_for("reviews.overview", assessment_id=assessment_id), 303)
    require_open(team)
    stand = UnfinishedRound(team, mails.sender_of(team), today())
    form = build_form(stand, posted)
    if posted is None:
        return StartPage(stand, form).render()
    return _answer(stand, form)


def _answer(stand: UnfinishedRound, form: ReviewStartForm) -> ResponseReturnValue:
    choice, id_ = form.choice.data, stand.team.assessment.id
    # Waiting, and moving the day, are as good for who came or began meanwhile.
    depends = choice in ("start", "remind") or (choice == "wait" and "wait" not in stand.choices)
    changed = stand.changes_since(form.seen.data or "") if depends else []
    if changed:
        return StartPage(stand, form, changed).render(), 409
    if not form.validate():
        return StartPage(stand, form).render(), 422
    if choice == "start":
        close_answers(stand)
        db.session.commit()
        return redirect(url_for("reviews.overview", assessment_id=id_), 303)
    try:
        flash(_wait(stand, choice, form), "success")
    except TooManyTriesError as error:
        return StartPage(stand, mails.too_many(form, error)).render(), 429
    db.session.commit()
    return redirect(url_for("participants.overview", assessment_id=id_), 303)


def _wait(stand: UnfinishedRound, choice: str | None, form: ReviewStartForm) -> str:
    """Wait for who is not done; what to say of it."""
    team, sender = stand.team, stand.sender
    if choice == "remind":
        return reminded(len(mails.remind_people(sender, stand.reminding, "")))
    if choice == "move":
        told = set_deadline(sender, told_of_deadline(team), form.day, team.assessment.reminder_days)
        return deadline_set(form.day, told)
    return texts.waits_until(stand.deadline)
