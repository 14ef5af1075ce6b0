"""The order by chance of what was agreed last, and what it proposes: the ground on which domains are chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from app.formatting import exact_number, number
from app.reports.document.chances import chance_figure, missing_parts
from app.reports.document.context import ReportContext
from app.reports.document.material import DomainMaterial, Material
from app.reports.document.model import Figure
from app.reports.document.summary import KEEP, start_and_later
from app.reports.sentences import opportunity as sentences
from app.texts import priorities as texts
from app.texts.counting import listing
from app.trajectories.queries.agreed import Agreed
from scoring.result import Opportunity, Rank


@dataclass(frozen=True, slots=True)
class Place:
    """Where a domain stands in the order by chance."""

    rank: Rank
    shared: bool
    found: Opportunity

    @property
    def in_words(self) -> str:
        """`1 (gelijk)`."""
        return sentences.place(self.rank.rank, self.shared)

    @property
    def certainty(self) -> str:
        """`zeker`, or from which to which place it can be."""
        return sentences.certainty(self.rank.best, self.rank.worst)

    @property
    def chance(self) -> str:
        """The chance as people read it."""
        return number(self.found.score)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A domain that can be chosen."""

    id: str
    title: str
    name: str
    """As it stands inside a sentence."""
    place: Place | None
    missing: tuple[str, ...]
    """What must be known before it has a place."""
    is_proposed: bool

    @property
    def is_kept(self) -> bool:
        """Whether it has reached its ambition, so that it can be asked as ambassador."""
        return self.place is not None and self.place.found.word == KEEP

    @property
    def needed(self) -> str:
        """What is missing, in words."""
        return listing(self.missing)

    @property
    def standing(self) -> str:
        """Where it stands, in a line."""
        if self.place is None:
            return texts.no_place(self.needed)
        proposed = texts.PROPOSED if self.is_proposed else ""
        found, rank = self.place, self.place.rank
        return texts.standing(found.in_words, found.found.word, found.chance, (rank.best, rank.worst)) + proposed

    @property
    def reason(self) -> str:
        """What is proposed as the reason to begin with it; nothing when it is not proposed."""
        if not (self.is_proposed and self.place):
            return ""
        found = self.place.found
        why = sentences.WORDS[found.word]
        return texts.proposed_reason(why, self.place.rank.rank, found.return_, found.feasibility)


@dataclass(frozen=True)
class Priorities:
    """The domains of what was agreed last, in the order of their chance, and what the tool proposes."""

    agreed: Agreed

    @cached_property
    def material(self) -> Material:
        """The same as the report is written from; how it came about plays no part in the order."""
        agreed = self.agreed
        return Material(agreed.questionnaire, agreed.data, agreed.result, ReportContext())

    @cached_property
    def figure(self) -> Figure | None:
        """The plot with its table; None when no domain has a place."""
        return chance_figure(self.material) if self.ranking else None

    @property
    def ranking(self) -> Sequence[Rank]:
        """The domains that have a place, in their order."""
        return self.agreed.result.ranking

    @cached_property
    def candidates(self) -> Mapping[str, Candidate]:
        """Every domain by id: those with a place in their order, then the others as they were chosen."""
        ranks = {rank.domain: rank for rank in self.ranking}
        ids = [*ranks, *(domain for domain in self.material.by_id if domain not in ranks)]
        return {domain: self._candidate(self.material.by_id[domain], ranks.get(domain)) for domain in ids}

    def _candidate(self, domain: DomainMaterial, rank: Rank | None) -> Candidate:
        found, place = domain.result.opportunity, None
        if rank and found:
            shared = sum(other.rank == rank.rank for other in self.ranking) > 1
            place = Place(rank, shared, found)
        missing = () if place else tuple(missing_parts(self.material, domain))
        own = domain.domain
        return Candidate(own.id, own.title, domain.name, place, missing, own.id in self.proposed)

    @cached_property
    def proposed(self) -> tuple[str, ...]:
        """With which domains the tool proposes to begin, in their order."""
        start, _ = start_and_later(self.material)
        return tuple(domain.domain.id for domain in start)

    @property
    def without_order(self) -> list[Candidate]:
        """The domains without a place."""
        return [candidate for candidate in self.candidates.values() if candidate.place is None]

    @property
    def certainty(self) -> str:
        """How certain the order is."""
        uncertain = [self.candidates[rank.domain].name for rank in self.ranking if rank.best != rank.worst]
        return sentences.uncertain(uncertain, len(self.ranking))

    @property
    def proposal(self) -> str:
        """With which domains the tool proposes to begin, and which come later."""
        start, later = ([domain.name for domain in some] for some in start_and_later(self.material))
        return sentences.proposal(start, later)

    @property
    def kept_proposal(self) -> list[dict[str, Any]]:
        """The proposal as it is kept beside a choice: of each domain with a place what the order said."""
        return [
            {
                "domain": candidate.id,
                "rank": candidate.place.rank.rank,
                "best": candidate.place.rank.best,
                "worst": candidate.place.rank.worst,
                "score": exact_number(candidate.place.found.score),
                "word": candidate.place.found.word,
                "proposed": candidate.is_proposed,
            }
            for candidate in self.candidates.values()
            if candidate.place
        ]

    def name(self, domain: str) -> str:
        """A domain inside a sentence; one that is not in this report by its id."""
        return self.candidates[domain].name if domain in self.candidates else domain
