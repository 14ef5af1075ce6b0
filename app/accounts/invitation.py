"""An invitation: what is asked of a colleague, to read without signing in, and the code with which they begin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import structlog
from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.accounts.blueprint import blueprint, network
from app.accounts.codes import ASKED_FROM_NETWORK, count_asking
from app.accounts.people import AFTERWARDS
from app.accounts.signing_in import SignInForm, other_person_page, send_code, sign_in_page
from app.doors.addresses import masked
from app.doors.limits import TooManyTriesError
from app.doors.tokens import token_hash
from app.models import Assessment, OutboxMail, Participation, User
from app.post.outbox import INVITATION
from app.saving.typed import last_person
from app.state.asked import Part, asked_parts, questions_for, sent_back_in
from app.state.lifecycle import AssessmentAction, Situation, State, refusal
from app.state.situation import coordinators_of
from app.texts.accounts import too_many_codes
from app.texts.mails.colleagues import AskedParts
from app.web.clock import now, today
from app.web.extensions import db, secret
from app.web.formatting import day_and_date
from app.web.forms import BaseForm

log = structlog.get_logger()
LONG_AGO = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Invitation:
    """What the link in an invitation leads to: a round, and the part in it of who was invited."""

    assessment: Assessment
    participation: Participation

    @property
    def open_parts(self) -> Sequence[Part]:
        """What can be answered now; nothing when the round has closed, or all was given to somebody else."""
        sent_back = frozenset(sent_back_in(self.assessment))
        state, roles = State(self.assessment.state), frozenset({"participant"})
        stands = Situation(state, roles, sent_back=sent_back, deadline_passed=self.is_late)
        parts = questions_for(self.participation, self.assessment)
        return [part for part in parts if refusal(AssessmentAction.ANSWER, stands, part.domain) is None]

    @property
    def is_late(self) -> bool:
        """Whether the last day is over; that day itself counts."""
        return self.assessment.deadline is not None and self.assessment.deadline < today()

    @property
    def until(self) -> str:
        """The last day in words, while it is to come."""
        day = self.assessment.deadline
        return day_and_date(day) if day and not self.is_late else ""

    @property
    def asked(self) -> AskedParts:
        """What is asked, in the words of the mail; never how much of it was answered."""
        return asked_parts("", self.open_parts)

    @property
    def said(self) -> str:
        """What the coordinator said in the mail."""
        lines = (self.participation.personal_line, self.assessment.invitation_line)
        return "\n\n".join(line.strip() for line in lines if line.strip())


def invitation_with(session: Session, token: str, *, today: date) -> Invitation | None:
    """The invitation that this link stood in; None when there is none, or it has ended.

    It ends when it is withdrawn, and some time after the last day of an inventory that is agreed: a link that still
    tells who asked what should not lie about in mailboxes for ever.
    """
    is_agreed = and_(Assessment.state == "agreed", func.coalesce(Assessment.deadline, LONG_AGO) < today - AFTERWARDS)
    row = session.execute(
        select(Assessment, Participation)
        .join(Participation, Participation.assessment_id == Assessment.id)
        .where(Participation.link_hash == token_hash(token), Participation.ended_at.is_(None), ~is_agreed)
        .options(joinedload(Assessment.municipality), selectinload(Assessment.domains))
        .options(joinedload(Participation.user), selectinload(Participation.parts))
    ).one_or_none()
    return Invitation(*row) if row else None


def asker_of(session: Session, invitation: Invitation) -> User | None:
    """Whose name stands below the newest invitation, while they coordinate; else whom to ask now."""
    asked = select(OutboxMail.reply_to).where(OutboxMail.participation_id == invitation.participation.id)
    asked = asked.where(OutboxMail.kind == INVITATION).order_by(OutboxMail.created_at.desc()).limit(1)
    address, coordinators = session.scalar(asked), coordinators_of(session, invitation.assessment)
    return next((one for one in coordinators if one.email == address), next(iter(coordinators), None))


@blueprint.route("/uitnodiging/<token>", methods=["GET", "POST"])
def invitation(token: str) -> ResponseReturnValue:
    """What is asked; a button mails a code to who was invited, whoever pushes it. Signed in it leads straight on."""
    found = invitation_with(db.session, token, today=today())
    if found is None:
        return sign_in_page(SignInForm(), None, is_over=True), 404
    posted = request.method == "POST"
    if not current_user.is_authenticated:
        return _ask_code(found) if posted and found.open_parts else (_page(found, BaseForm()), 409 if posted else 200)
    if current_user.id == found.participation.user_id:
        return redirect(url_for("assessments.go_on", assessment_id=found.assessment.id), 303 if posted else 302)
    return other_person_page(found.assessment.municipality.name, "uitnodiging"), 409 if posted else 200


def _ask_code(found: Invitation) -> ResponseReturnValue:
    person, form = found.participation.user, BaseForm()
    try:
        was_here = last_person() == person.id
        count_asking(db.session, person.email, network(), secret(), was_here=was_here, now=now())
    except TooManyTriesError as error:
        db.session.commit()
        log.warning("code_refused", limit=error.scope)
        form.form_errors.append(too_many_codes(error.minutes, one_address=error.scope != ASKED_FROM_NETWORK.scope))
        return _page(found, form), 429
    # The same link again, which then leads to the first question: what is answered stands in no cookie.
    return send_code(person.email, masked(person.email), request.path, request.path)


def _page(found: Invitation, form: BaseForm) -> str:
    told = {"found": found, "asker": asker_of(db.session, found), "form": form}
    return render_template("accounts/invitation.html", **told, address=masked(found.participation.user.email))
