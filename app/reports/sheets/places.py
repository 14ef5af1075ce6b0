"""A domain, one of its dimensions, or one of its nine cells: what the rows of the sheets of scores are about."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.reports.document.domains import cell_name
from app.reports.document.material import DomainMaterial, Material
from scoring.result import DimensionScore, Opportunity, Rank, WeakestCell


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the profile of a domain; without a level, or without both, it is wider."""

    material: Material
    domain: DomainMaterial
    dimension: str = ""
    level: str = ""

    @property
    def score(self) -> DimensionScore:
        """What is known of the dimension."""
        return self.domain.result.dimensions[self.dimension]

    @property
    def cell(self) -> tuple[str, str]:
        """The key of the cell."""
        return self.dimension, self.level

    @property
    def rank(self) -> Rank | None:
        """The place of the domain in the order of chances."""
        return next((rank for rank in self.material.result.ranking if rank.domain == self.domain.domain.id), None)

    @property
    def chance(self) -> Opportunity | None:
        """The chance of the domain, where it has an order (S19)."""
        return self.domain.result.opportunity

    @property
    def weakest(self) -> WeakestCell | None:
        """The lowest of the nine cells of the domain (S7)."""
        return self.domain.result.weakest

    @property
    def weakest_name(self) -> str | None:
        """The lowest cell in words: `middelen bij beleid`."""
        found = self.weakest
        return cell_name(self.material, found.dimension, found.level) if found else None

    def total_of(self, count: str) -> int:
        """One of the counts of the dimensions, over all of them."""
        return sum(getattr(score, count) for score in self.domain.result.dimensions.values())

    @property
    def states(self) -> list[str]:
        """The states of the items of the cell."""
        dimension_of = self.material.questionnaire.dimension_of
        return [
            item.score.state
            for item in self.domain.items
            if item.question.level == self.level and dimension_of[item.question.facet or ""] == self.dimension
        ]


def dimension_places(material: Material) -> Iterator[Place]:
    """Every dimension of every domain."""
    for domain in material.domains:
        yield from (Place(material, domain, dimension.id) for dimension in material.questionnaire.dimensions)


def cell_places(material: Material) -> Iterator[Place]:
    """All nine cells of every domain."""
    levels = material.questionnaire.levels
    for place in dimension_places(material):
        yield from (Place(material, place.domain, place.dimension, level.id) for level in levels)
