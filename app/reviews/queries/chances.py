"""The chance questions of a domain with what was answered together."""

from app.reports.queries import StoredAnswer
from app.reviews.queries.review import Review
from scoring.items import item_id


def stored_chances(review: Review, domain: str) -> dict[str, StoredAnswer]:
    """The answers of the coordinator's participation to the chance questions of a domain, by question id."""
    coordinators = [part for part in review.rows.participations if part.role == "coordinator"]
    joint = sorted(coordinators, key=lambda part: not part.everything)
    if not joint:
        return {}
    found = {answer.item: answer for answer in review.rows.answers if answer.participation_id == joint[0].id}
    items = {question.id: item_id(domain, question.id) for question in review.chances(domain)}
    return {question_id: found[item] for question_id, item in items.items() if item in found}
