"""What colleagues wrote about a domain in their own words, by function: for the review, and not before."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.asked import domains_of
from app.lifecycle import State
from app.models import Assessment, ClosingText
from app.parts import closing_questions
from app.reviews.queries.functions import who
from app.reviews.queries.review import Review


@dataclass(frozen=True, slots=True)
class Written:
    """One open question with what was written under it: (function, text)."""

    question: str
    texts: tuple[tuple[str, str], ...]


def closing_rows(session: Session, assessment: Assessment) -> Sequence[tuple[str, str, str]]:
    """(participation, item, text) of everything that was written in this assessment, in a fixed order."""
    query = select(ClosingText.participation_id, ClosingText.item, ClosingText.text).where(
        ClosingText.assessment_id == assessment.id, ClosingText.text != ""
    )
    return sorted((str(part), item, text) for part, item, text in session.execute(query))


def closing_texts(session: Session, review: Review, domain: str) -> Sequence[Written]:
    """The open questions about a domain that somebody wrote something under; none while people still write."""
    about = [found for found in domains_of(review.assessment) if found.id == domain]
    if review.situation.state is State.OPEN or not about:
        return ()
    items = {f"{domain}/{key}": question for key, question in closing_questions(about[0]).items()}
    query = select(ClosingText.item, ClosingText.participation_id, ClosingText.text).where(
        ClosingText.assessment_id == review.assessment.id, ClosingText.item.in_(items), ClosingText.text != ""
    )
    found = {(item, part_id): text for item, part_id, text in session.execute(query)}
    people = [(part.id, who(part, review.questionnaire)) for part in review.rows.participations]
    written = [
        Written(question, tuple((by, found[item, id_]) for id_, by in people if (item, id_) in found))
        for item, question in items.items()
    ]
    return [one for one in written if one.texts]
