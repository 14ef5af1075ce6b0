"""The people around a review: who leads it, whose answers can be sent back, and the mails to them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from flask_login import current_user
from sqlalchemy import literal, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from app.doors.access import LEADERS, roles_in
from app.doors.limits import Limit, TooManyTriesError, count_try
from app.models import Answer, Assessment, Membership, Participation, Report, User
from app.participants.mails import MAILS
from app.participants.team import SENT_BACK
from app.post.letters import Letter
from app.post.outbox import queue_letter
from app.reports.alderman import alderman_page
from app.reviews.review import who
from app.state.asked import Part, name_of, questionnaire_of, questions_for, sent_back_in
from app.state.situation import INVITED, leaders_of
from app.texts.mails.colleagues import Asker
from app.texts.mails.reviews import ADVISER, COORDINATOR, Reviewed, outcome, sent_back_to_colleague
from app.texts.still_open import told
from app.trail.events import record
from app.web.clock import now
from app.web.extensions import db
from app.web.publication import frozen_document
from config import Settings


@dataclass(frozen=True, slots=True)
class InvitedColleague:
    """Somebody who takes part and was invited, with what they answer."""

    participation: Participation
    parts: tuple[Part, ...]

    @property
    def name(self) -> str:
        """How the coordinator calls this person."""
        return self.participation.name or self.participation.user.name

    @property
    def done(self) -> bool:
        return self.participation.state == "submitted"

    def about(self, domains: Collection[str]) -> tuple[Part, ...]:
        """What this person answers about these domains."""
        return tuple(part for part in self.parts if part.domain in domains)


def colleagues_of(session: Session, assessment: Assessment) -> tuple[InvitedColleague, ...]:
    """Every colleague who was invited and still takes part, in the order in which they came, in one statement."""
    found = session.scalars(
        select(Participation)
        .where(Participation.assessment_id == assessment.id, *INVITED)
        .join(Participation.user)
        .options(contains_eager(Participation.user), joinedload(Participation.parts))
        .order_by(Participation.created_at, Participation.id)
    )
    return tuple(InvitedColleague(part, questions_for(part, assessment)) for part in found.unique())


def outcome_readers(session: Session, assessment: Assessment, number: int) -> Mapping[Participation, bool]:
    """Who hears that version `number` of the report is there, and whether they may read it.

    Of the first one everybody who answered and still takes part; of a later one those who may read it. Not who leads
    the review: they hear it as such.
    """
    roles = select(Membership.id).where(
        Membership.municipality_id == assessment.municipality_id,
        Membership.user_id == Participation.user_id,
        Membership.ended_at.is_(None),
    )
    reads = roles.where(Membership.role == "reader").exists()
    found = session.execute(
        select(Participation, reads)
        .where(Participation.assessment_id == assessment.id, Participation.role == "participant")
        .where(
            Participation.ended_at.is_(None),
            select(Answer.id).where(Answer.participation_id == Participation.id).exists(),
        )
        .where(~roles.where(Membership.role.in_(LEADERS)).exists(), reads | literal(number == 1))
        .join(Participation.user)
        .options(contains_eager(Participation.user))
        .order_by(Participation.created_at, Participation.id)
    )
    return dict(found.all())


def asked_about(colleagues: Collection[InvitedColleague], domains: Collection[str]) -> tuple[InvitedColleague, ...]:
    return tuple(colleague for colleague in colleagues if colleague.about(domains))


def handing_in_again(session: Session, assessment: Assessment) -> list[tuple[str, bool]]:
    """(what somebody is, whether they are done) of who was asked to look at answers again.

    Nobody, without a statement, when nothing was sent back.
    """
    back = sent_back_in(assessment)
    asked = asked_about(colleagues_of(session, assessment), back) if back else ()
    return [(who(one.participation, questionnaire_of(assessment)), one.done) for one in asked]


def answers_again(session: Session, assessment: Assessment) -> bool:
    """Whether something that was sent back is answered together; no statement when nothing was sent back."""
    back = sent_back_in(assessment)
    joint = select(Participation).where(
        Participation.assessment_id == assessment.id, Participation.role == "coordinator"
    )
    found = session.scalars(joint.options(joinedload(Participation.parts))).unique() if back else ()
    return any(part.domain in back for one in found for part in questions_for(one, assessment))


NEWS = Limit("review_mails", 60)
"""How many mails who leads the reviews of one municipality gets in an hour; what is beyond it stands on the pages."""


@dataclass(frozen=True, slots=True)
class ReviewPost:
    """What somebody does in one review, for the trail and in mails."""

    session: Session
    actor: User
    assessment: Assessment
    settings: Settings
    now: datetime

    @property
    def by(self) -> str:
        """Who does it, as a sentence begins."""
        roles = roles_in(self.actor, self.assessment.municipality_id)
        return COORDINATOR if "coordinator" in roles else ADVISER

    @property
    def about(self) -> Reviewed:
        return Reviewed(self.assessment.municipality.name, self.assessment.title, self.settings.contact)

    def page(self, path: str = "") -> str:
        return f"{self.settings.base_url}/inventarisaties/{self.assessment.id}{path}"

    def record(self, action: str, old: Any = None, new: Any = None, reason: str | None = None) -> None:
        """Write in the trail what somebody does to the review as a whole."""
        record(self.session, self.actor, action, self.assessment, now=self.now, old=old, new=new, reason=reason)

    def tell(self, roles: Sequence[str], kind: str, letter: Callable[[Reviewed, str], Letter]) -> None:
        """Send a letter to everybody with one of these roles; not to who did it."""
        others = [user for user in leaders_of(self.session, self.assessment, *roles) if user.id != self.actor.id]
        if not others:
            return
        try:
            self._count(NEWS, len(others))
        except TooManyTriesError:
            return
        for user in others:
            queue_letter(self.session, user.email, letter(self.about, user.name), kind, now=self.now)

    def ask_again(self, colleagues: Sequence[InvitedColleague], domains: Sequence[str], reason: str) -> int:
        """Ask colleagues to look at their answers about these domains again; how many get a mail.

        Raises TooManyTriesError.
        """
        others = [one for one in colleagues if one.participation.user_id != self.actor.id]
        if not others:
            return 0
        self._count(MAILS, len(others))
        asker, reply_to = self._asker()
        by = asker.name if self.by == COORDINATOR else ADVISER
        for one in others:
            parts = [(part.title, len(part.questions)) for part in one.about(domains)]
            letter = sent_back_to_colleague(asker, one.name, parts, by, reason, self.page())
            part = one.participation
            queue_letter(
                self.session,
                part.user.email,
                letter,
                SENT_BACK,
                now=self.now,
                participation_id=part.id,
                reply_to=reply_to,
            )
        return len(others)

    def thank(self, report: Report) -> None:
        """Tell who answered that the report is there, and who may read it what it says."""
        readers = outcome_readers(self.session, self.assessment, report.number)
        document = frozen_document(self.session, report) if any(readers.values()) else None
        page = alderman_page(document, questionnaire_of(self.assessment)) if document else None
        conclusions = page.conclusions if page else ()
        asker, reply_to = self._asker()
        for part, may_read in readers.items():
            address = self.page("/rapport") if may_read else None
            letter = outcome(asker, name_of(part), report.number, conclusions=conclusions, address=address)
            to, at = part.user.email, self.now
            queue_letter(self.session, to, letter, "outcome", now=at, participation_id=part.id, reply_to=reply_to)

    def _asker(self) -> tuple[Asker, str]:
        """In whose name colleagues are asked, and where their answers go: a coordinator, as in all mails to them."""
        where = self.assessment.municipality.name
        if self.by == COORDINATOR:
            return Asker(self.actor.name, where), self.actor.email
        coordinator = next(iter(leaders_of(self.session, self.assessment, "coordinator")), None)
        if coordinator is None:
            return Asker("de helpdesk", where), self.settings.contact
        return Asker(coordinator.name, where), coordinator.email

    def _count(self, limit: Limit, mails: int) -> None:
        key, secret = str(self.assessment.municipality_id), self.settings.secret_key.get_secret_value()
        count_try(self.session, limit, key, secret, now=self.now, tries=mails)


def own_post(assessment: Assessment) -> ReviewPost:
    """What who is signed in does now."""
    return ReviewPost(db.session, current_user, assessment, current_app.config["SETTINGS"], now())


def told_of(post: ReviewPost, *roles: str) -> str:
    """Who with these roles gets a mail of what somebody is about to do, without names; empty when nobody does."""
    counts = {
        role: sum(user.id != post.actor.id for user in leaders_of(post.session, post.assessment, role))
        for role in roles
    }
    return told(counts.get("adviser", 0), counts.get("coordinator", 0), others=post.by == COORDINATOR)
