"""What an approval covers, by its hash, and how an approval ends by itself."""

from collections.abc import Sequence
from hashlib import sha256

from sqlalchemy.orm import Session

from app.models import Assessment
from app.reports.stored import Rows, build_assessment, load_rows
from app.reviews.people import ReviewPost
from app.reviews.review import closing_rows
from app.texts.mails import reviews as mails
from app.trail.events import record
from scoring.interchange import build_interchange, render_json


def covered_hash(session: Session, assessment: Assessment, rows: Rows) -> str:
    """The hash of what an approval is about: answers, closing texts, agreed scores with all beside them, ambitions.

    How the municipality is called decides no score, and remarks can be made at any time: they are no part of it.
    """
    document = build_interchange(build_assessment(assessment, rows))
    del document["municipality"]
    document["dissents"] = {score.item: score.dissent for score in rows.agreed if score.dissent}
    # Only where there is something, so that approvals from before there were second rounds still hold.
    if changes := {score.item: score.changed_what for score in rows.agreed if score.changed_what}:
        document["changes"] = changes
    document["texts"] = {f"{part}/{item}": text for part, item, text in closing_rows(session, assessment)}
    return sha256(render_json(document)).hexdigest()


def approval_covers(session: Session, assessment: Assessment, rows: Rows) -> bool:
    """Whether what was approved is what is there now; an approval from before hashes were kept covers all."""
    return assessment.approved_hash is None or assessment.approved_hash == covered_hash(session, assessment, rows)


def approval_holds(session: Session, assessment: Assessment) -> bool:
    """The same from the database, for who holds the assessment; true as well when nothing was approved."""
    return assessment.approved_hash is None or approval_covers(session, assessment, load_rows(session, assessment))


def drop_approval(assessment: Assessment) -> None:
    """Take the approval away, as part of something that is recorded itself."""
    assessment.approved_at = assessment.approved_by = assessment.approved_hash = None


def clear_open_points(assessment: Assessment) -> None:
    """Take away what an adviser named as open: there is an approval, or nothing left to approve."""
    assessment.open_points = assessment.open_points_at = assessment.open_points_by = None


def let_approval_fall_away(post: ReviewPost) -> None:
    """Drop an approval that no longer covers what is there, and tell the advisers; the actor came upon it."""
    covered = covered_hash(post.session, post.assessment, load_rows(post.session, post.assessment))
    _record_fall(post, "changed", {"hash": covered})
    page = post.page("/bespreken")
    post.tell(("adviser",), "approval_gone", lambda about, name: mails.approval_fell_away(about, name, page))


def end_approval_by_sending_back(post: ReviewPost, titles: Sequence[str], reason: str) -> None:
    """Drop the approval, if there is one, because these domains can change again; tell the other advisers."""
    if post.assessment.approved_at is None:
        return
    _record_fall(post, "send_back", {})
    page = post.page("/bespreken")
    post.tell(
        ("adviser",),
        "approval_gone",
        lambda about, name: mails.approval_ended_by_sending_back(about, name, titles, post.by, reason, page),
    )


def _record_fall(post: ReviewPost, because: str, found: dict[str, str]) -> None:
    assessment = post.assessment
    old: dict[str, object] = {"approved": True, "hash": assessment.approved_hash}
    new = {"approved": False, "because": because, **found}
    drop_approval(assessment)
    # Nobody does it: it happens because something else was done.
    record(post.session, None, "approval_fell_away", assessment, now=post.now, old=old, new=new)
