"""Approving, saying what is open, agreeing and reopening: each leaves a line in the audit trail, and others hear it."""

from datetime import datetime

from sqlalchemy.orm import Session

from app import audit
from app.comparisons.operations import DrawnRound, freeze_round
from app.lifecycle import AFTER, Action
from app.models import Assessment, Report, User
from app.reports.queries import load_rows
from app.reviews.operations.approval import covered_hash, drop_approval
from app.reviews.operations.mailing import Post
from app.reviews.operations.meetings import end_running_meeting
from app.situation import waits_for_open_points
from app.texts.mails import reviewing as mails
from app.versions import StaleSaveError
from config import Settings

LEADERS = ("coordinator", "adviser")


def approve(
    session: Session, actor: User, assessment: Assessment, settings: Settings | None = None, *, now: datetime
) -> None:
    """The adviser says that the scores are right as they are now; without settings nobody is told."""
    covered = covered_hash(session, assessment, load_rows(session, assessment))
    assessment.approved_at, assessment.approved_by, assessment.approved_hash = now, actor.id, covered
    _clear_open_points(assessment)
    new = {"approved": True, "hash": covered}
    audit.record(
        session, actor, "approve", assessment.id, assessment=assessment, old={"approved": False}, new=new, now=now
    )
    if settings:
        post = Post(session, actor, assessment, settings, now)
        page = post.page("/vaststellen")
        post.tell(("coordinator",), "approved", lambda about, name: mails.approved(about, name, page))


def withdraw_approval(session: Session, actor: User, assessment: Assessment, *, now: datetime) -> None:
    """The approval no longer holds; scores can change again."""
    drop_approval(assessment)
    old, new = {"approved": True}, {"approved": False}
    audit.record(session, actor, "withdraw_approval", assessment.id, assessment=assessment, old=old, new=new, now=now)


def open_points_version(assessment: Assessment) -> str:
    """When what is open was written, as a page gives it back; empty when nothing was."""
    return assessment.open_points_at.isoformat() if assessment.open_points_at else ""


def name_open_points(
    session: Session, actor: User, assessment: Assessment, text: str, seen: str, settings: Settings, *, now: datetime
) -> None:
    """The adviser says what must be done before approval; the same text again was said already, unless it is done.

    `seen` is the version on the page. Raises StaleSaveError when another adviser wrote something in the meantime.
    """
    if assessment.open_points == text and waits_for_open_points(session, assessment):
        return
    if seen != open_points_version(assessment):
        raise StaleSaveError(["open_points"])
    old = {"named": assessment.open_points is not None}
    assessment.open_points, assessment.open_points_at, assessment.open_points_by = text, now, actor.id
    audit.record(
        session,
        actor,
        "name_open_points",
        assessment.id,
        assessment=assessment,
        old=old,
        new={"named": True},
        reason=text,
        now=now,
    )
    post = Post(session, actor, assessment, settings, now)
    page = post.page("/bespreken")
    post.tell(("coordinator",), "open_points", lambda about, name: mails.open_points_named(about, name, text, page))


def finish_open_points(
    session: Session, actor: User, assessment: Assessment, seen: str, settings: Settings, *, now: datetime
) -> None:
    """The coordinator says that what was open is done: the text stays, and it is the adviser's turn.

    `seen` is the version on the page. Raises StaleSaveError when an adviser wrote something else in the meantime.
    """
    if seen != open_points_version(assessment):
        raise StaleSaveError(["open_points"])
    old, new, text = {"open": True}, {"open": False}, assessment.open_points or ""
    audit.record(session, actor, "finish_open_points", assessment.id, assessment=assessment, old=old, new=new, now=now)
    post = Post(session, actor, assessment, settings, now)
    page = post.page("/bespreken")
    post.tell(
        ("adviser",),
        "open_points_done",
        lambda about, name: mails.open_points_finished(about, name, post.by, text, page),
    )


def _clear_open_points(assessment: Assessment) -> None:
    assessment.open_points = assessment.open_points_at = assessment.open_points_by = None


def agree(
    session: Session,
    actor: User,
    assessment: Assessment,
    settings: Settings | None = None,
    *,
    now: datetime,
    drawn: DrawnRound | None = None,
) -> Report:
    """The coordinator agrees: the report is frozen in the same transaction, the assessment held for update.

    Without settings nobody is told.
    """
    report = freeze_round(session, assessment, actor, now=now, drawn=drawn)
    old, assessment.state = assessment.state, AFTER[Action.AGREE].value
    assessment.agreed_at = now
    # Of an adviser who left without approving.
    _clear_open_points(assessment)
    end_running_meeting(session, assessment, now=now)
    new = {"state": assessment.state, "report": report.number, "approved": assessment.approved_at is not None}
    audit.record(session, actor, "agree", assessment.id, assessment=assessment, old={"state": old}, new=new, now=now)
    if settings:
        post = Post(session, actor, assessment, settings, now)
        page, number = post.page("/rapport"), report.number
        post.tell(LEADERS, "agreed", lambda about, name: mails.agreed(about, name, number, page))
    return report


def reopen(
    session: Session, actor: User, assessment: Assessment, reason: str, settings: Settings, *, now: datetime
) -> None:
    """Open an agreed assessment for review; the approval falls away, the frozen report stays.

    `agreed_at` stays too: it says since when there is something for readers, and they keep the older versions.
    """
    old, assessment.state = assessment.state, AFTER[Action.REOPEN].value
    drop_approval(assessment)
    audit.record(
        session,
        actor,
        "reopen",
        assessment.id,
        assessment=assessment,
        old={"state": old},
        new={"state": assessment.state},
        reason=reason,
        now=now,
    )
    post = Post(session, actor, assessment, settings, now)
    page = post.page("/bespreken")
    post.tell(LEADERS, "reopened", lambda about, name: mails.reopened(about, name, post.by, reason, page))
