"""What can be put on the list of a meeting, and the list that comes out of a choice."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.points import KINDS
from app.reviews.queries.functions import function_of
from app.reviews.queries.points import found_points
from app.reviews.queries.review import Review
from app.texts.words import ROLES
from questionnaires.model import GENERAL
from scoring.items import item_id

Agenda = tuple[tuple[str, str], ...]
"""(item, kind of point) for everything on the list; the kind is empty for what comes with its domain."""
USUAL = ("different", "inside_outside", "no_evidence", "unknown")
"""What is chosen at first."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The items that could be discussed: by kind of point, and by domain."""

    by_kind: Mapping[str, tuple[str, ...]]
    by_domain: Mapping[str, tuple[str, ...]]

    def agenda(self, kinds: Collection[str], domains: Collection[str]) -> Agenda:
        """Every chosen item once, in the order of the kinds and then of the domains."""
        found: dict[str, str] = {}
        for kind, items in self.by_kind.items():
            if kind in kinds:
                found = _added(found, items, kind)
        for domain, items in self.by_domain.items():
            if domain in domains:
                found = _added(found, items, "")
        return tuple(found.items())


def _added(found: Mapping[str, str], items: Collection[str], kind: str) -> dict[str, str]:
    return {**found, **{item: kind for item in items if item not in found}}


def offer(session: Session, review: Review) -> Offer:
    """What the answers of this assessment give to talk about; not what was settled already."""
    by_kind: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for point in found_points(session, review).open:
        # What strikes in the answers of one person is no matter for a meeting.
        if point.item:
            by_kind[point.kind].append(point.item)
    domains = [*(row.domain for row in review.assessment.domains), GENERAL]
    return Offer(
        {kind: tuple(items) for kind, items in by_kind.items() if items},
        {domain: tuple(item_id(domain, question.id) for question in review.questions(domain)) for domain in domains},
    )


def expected_functions(review: Review) -> str:
    """Who will be there as far as one can know: the functions of everybody who takes part, each on a line."""
    functions = [ROLES["coordinator"], *([ROLES["adviser"]] if review.situation.has_adviser else [])]
    functions += [
        function_of(part, review.questionnaire)
        for part in review.rows.participations
        if part.role == "participant" and part.invited_at and not part.ended_at
    ]
    return "\n".join(dict.fromkeys(functions))
