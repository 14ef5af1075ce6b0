"""Sending domains back to be answered again, and handing them in again."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app import audit
from app.asked import title_of
from app.models import Assessment, User
from app.reviews.operations.approval import end_approval_by_sending_back
from app.reviews.operations.mailing import Post
from app.reviews.queries.changes import changes_in, noted_now, periods_of
from app.reviews.queries.people import Colleague, asked_about, colleagues_of
from app.texts.changes import changed_in_short
from app.texts.mails.reviewing import handed_in_again, sent_back_to_coordinator
from config import Settings


def send_back_domains(
    session: Session,
    actor: User,
    assessment: Assessment,
    domains: Sequence[str],
    reason: str,
    settings: Settings,
    *,
    now: datetime,
) -> None:
    """Open the answers of these domains again and ask who gave them to look; the approval falls away.

    The audit trail keeps the version of every answer at this moment: afterwards what changed can be shown.
    Raises TooManyTriesError; then the caller does not commit.
    """
    approved = assessment.approved_at is not None
    for row in assessment.domains:
        if row.domain in domains:
            row.sent_back_at, row.sent_back_reason = now, reason
    post = Post(session, actor, assessment, settings, now)
    end_approval_by_sending_back(post, [title_of(assessment, domain) for domain in domains], reason)
    colleagues = asked_about(colleagues_of(session, assessment), domains)
    audit.record(
        session,
        actor,
        "send_back",
        assessment.id,
        assessment=assessment,
        old={"approved": approved},
        new={
            "domains": sorted(domains),
            "colleagues": [str(one.participation.id) for one in colleagues],
            **noted_now(session, assessment, domains),
        },
        reason=reason,
        now=now,
    )
    _ask_again(post, colleagues, domains, reason)


def _ask_again(post: Post, colleagues: Sequence[Colleague], domains: Sequence[str], reason: str) -> None:
    """Who had handed in, does so again; `submitted_at` still says when they did last."""
    for one in colleagues:
        if one.done:
            one.participation.state = "started"
    mailed = post.ask_again(colleagues, domains, reason)
    titles = [title_of(post.assessment, domain) for domain in domains]
    page = post.page("/bespreken")
    post.tell(
        ("coordinator",),
        "sent_back_news",
        lambda about, name: sent_back_to_coordinator(about, name, titles, mailed, post.by, reason, page),
    )


def resubmit_domains(
    session: Session, actor: User, assessment: Assessment, settings: Settings, *, now: datetime
) -> str:
    """Close the domains that were sent back; how many answers and closing texts are others than before, in words."""
    domains = [row.domain for row in assessment.domains if row.sent_back_at]
    open_ = [period for period in periods_of(session, assessment) if period.end is None]
    answers = [changes_in(session, "versions", assessment, period) for period in open_]
    texts = [changes_in(session, "texts", assessment, period) for period in open_]
    for row in assessment.domains:
        row.sent_back_at = row.sent_back_reason = None
    audit.record(
        session,
        actor,
        "resubmit",
        assessment.id,
        assessment=assessment,
        new={
            "domains": domains,
            "changed": sorted(item for found in answers for item in found.items),
            "changed_texts": sorted(item for found in texts for item in found.items),
            "not_done": _close(session, assessment, domains),
            **noted_now(session, assessment, domains),
        },
        now=now,
    )
    counts = (sum(len(found.changed) for found in each) for each in (answers, texts))
    changed = changed_in_short(*counts)
    _tell_adviser(Post(session, actor, assessment, settings, now), domains, changed)
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


def _tell_adviser(post: Post, domains: Sequence[str], changed: str) -> None:
    titles = [title_of(post.assessment, domain) for domain in domains]
    page = post.page("/bespreken/veranderd")
    post.tell(
        ("adviser",),
        "handed_in_again",
        lambda about, name: handed_in_again(about, name, titles, changed, page),
    )
