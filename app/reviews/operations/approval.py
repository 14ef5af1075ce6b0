"""What an approval covers: the interchange document of that moment, by its hash."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from app import audit
from app.models import Assessment, User
from app.reports.queries import assessment_data
from app.reviews.operations.mailing import Post
from app.texts.mails.reviewing import approval_fell_away
from config import Settings
from scoring.assessment import Assessment as PlainAssessment
from scoring.interchange import build_interchange, render_json


def covered_hash(data: PlainAssessment) -> str:
    """The hash of all that goes into the report and its scores: answers, agreed scores, ambitions."""
    return sha256(render_json(build_interchange(data))).hexdigest()


def approval_covers(assessment: Assessment, data: PlainAssessment) -> bool:
    """Whether what was approved is what is there now; an approval from before hashes were kept covers all."""
    return assessment.approved_hash is None or assessment.approved_hash == covered_hash(data)


def approval_holds(session: Session, assessment: Assessment) -> bool:
    """The same from the database, for who holds the assessment; true as well when nothing was approved."""
    return assessment.approved_hash is None or approval_covers(assessment, assessment_data(session, assessment))


def drop_approval(assessment: Assessment) -> None:
    """Take the approval away, as part of something that is recorded itself."""
    assessment.approved_at = assessment.approved_by = assessment.approved_hash = None


def let_approval_fall_away(
    session: Session, actor: User, assessment: Assessment, settings: Settings, *, now: datetime
) -> None:
    """Drop an approval that no longer covers what is there, and tell the advisers; `actor` came upon it."""
    old = {"approved": True, "hash": assessment.approved_hash}
    drop_approval(assessment)
    new = {"approved": False, "hash": covered_hash(assessment_data(session, assessment))}
    # Nobody does it: it happens because something else was done.
    audit.record(session, None, "approval_fell_away", assessment.id, assessment=assessment, old=old, new=new, now=now)
    post = Post(session, actor, assessment, settings, now)
    page = post.page("/bespreken")
    post.tell(("adviser",), "approval_gone", lambda about, name: approval_fell_away(about, name, page))
