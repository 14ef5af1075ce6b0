"""The sheets of scores: of whole domains, of their dimensions, of the nine cells of each, and of the general part."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.documents.sheets import Field, Sheet, decimal, either, make_sheet, whole
from app.reports.document.domains import cell_name, pattern_sentence
from app.reports.document.material import DomainMaterial, Item, Material
from app.reports.sentences import profile
from questionnaires.model import Dimension, Level
from scoring.result import DimensionScore, Opportunity, Rank, Score, WeakestCell
from scoring.words import word_step


@dataclass(frozen=True, slots=True)
class ProfilePlace:
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


def dimension_places(material: Material) -> Iterator[ProfilePlace]:
    """Every dimension of every domain."""
    for domain in material.domains:
        yield from (ProfilePlace(material, domain, dimension.id) for dimension in material.questionnaire.dimensions)


def cell_places(material: Material) -> Iterator[ProfilePlace]:
    """All nine cells of every domain."""
    levels = material.questionnaire.levels
    for place in dimension_places(material):
        yield from (ProfilePlace(material, place.domain, place.dimension, level.id) for level in levels)


DOMAIN: Field[ProfilePlace] = Field("Domein", "Het domein.", lambda place: place.domain.name)
DIMENSION: Field[ProfilePlace] = Field(
    "Dimensie", "De dimensie.", lambda place: place.material.dimension_title(place.dimension)
)

WORD = "Het woord bij de score, of dat er nog te weinig bekend is."
NEAR = "Of de score hoogstens 2,5 punt van een ander woord af ligt."
LOW = "De score als elk onbekend antwoord 0 punten zou zijn."
HIGH = "De score als elk onbekend antwoord 100 punten zou zijn."
KNOWN = "Hoeveel vragen een score hebben."
APPLICABLE = "Hoeveel vragen van toepassing zijn. Deel ‘Vragen bekend’ hierdoor: dat is de dekking."
UNKNOWN = "Hoeveel van de antwoorden ‘weet ik niet’ zijn."
ANSWERS = "Hoeveel antwoorden er zijn gegeven, door alle mensen samen."


def domains_sheet(material: Material) -> Sheet:
    """A row per domain."""
    about = "Elke rij is een domein, met de scores van 0 tot 100 punten."
    asked = material.questionnaire
    parts = (*map(_dimension_field, asked.dimensions), *map(_level_field, asked.levels))
    fields = (DOMAIN, *_TOTAL, *parts, *_PROFILE, *_CHANCE)
    return make_sheet("Domeinen", about, fields, (ProfilePlace(material, domain) for domain in material.domains))


def dimensions_sheet(material: Material) -> Sheet:
    """A row per domain and dimension."""
    about = "Elke rij is een dimensie van een domein: de score, en hoeveel daarvan bekend is."
    return make_sheet("Dimensies", about, _DIMENSION, dimension_places(material))


def cells_sheet(material: Material) -> Sheet:
    """A row per domain, dimension and level."""
    about = "Elke rij is een vak: een dimensie van een domein, op 1 niveau."
    return make_sheet("Vakken", about, _CELL, cell_places(material))


def general_sheet(material: Material) -> Sheet:
    """A row per group of general questions."""
    about = (
        "Elke rij is een onderwerp van de vragen over de hele gemeente. Ze tellen niet mee in de scores van domeinen. "
        "De vragen zelf staan op het blad Vragen."
    )
    fields: tuple[Field[str], ...] = (
        Field("Onderwerp", "Het onderwerp.", lambda group: group),
        decimal("Score", "De score, van 0 tot 100 punten.", lambda group: material.result.general_groups[group]),
        Field("Woord", WORD, lambda group: _word(material, material.result.general_groups[group])),
        whole("Vragen bekend", KNOWN, lambda group: _states(material, group).count("scored")),
        whole("Vragen die tellen", APPLICABLE, lambda group: _applicable(_states(material, group))),
    )
    return make_sheet("Algemeen", about, fields, material.result.general_groups)


def _states(material: Material, group: str) -> list[str]:
    items: list[Item] = [item for item in material.general if item.question.group == group]
    return [item.score.state for item in items]


def _applicable(states: list[str]) -> int:
    return len(states) - states.count("not_applicable")


def _word(material: Material, score: Score) -> str:
    return profile.TOO_LITTLE_KNOWN if score is None else material.questionnaire.words[word_step(score)]


def _cell_word(place: ProfilePlace) -> str | None:
    score = place.domain.result.known.cells[place.cell]
    return None if score is None else _word(place.material, score)


def _dimension_field(dimension: Dimension) -> Field[ProfilePlace]:
    meaning = f"De score van de dimensie {dimension.title.lower()}. Leeg: er is te weinig bekend."
    return decimal(dimension.title, meaning, lambda place: place.domain.result.known.dimensions[dimension.id])


def _level_field(level: Level) -> Field[ProfilePlace]:
    meaning = f"De score van het niveau {level.title.lower()}, over alle dimensies. Leeg: er is te weinig bekend."
    return decimal(level.title, meaning, lambda place: place.domain.result.known.levels[level.id])


_TOTAL: tuple[Field[ProfilePlace], ...] = (
    decimal("Totaal", "Het gemiddelde van de drie dimensies.", lambda place: place.domain.result.total.score),
    Field("Woord", WORD, lambda place: place.domain.result.total.word or profile.TOO_LITTLE_KNOWN),
    either("Op de grens", NEAR, lambda place: place.domain.result.total.near_border),
    decimal("Laagst mogelijk", LOW, lambda place: place.domain.result.total.low),
    decimal("Hoogst mogelijk", HIGH, lambda place: place.domain.result.total.high),
    whole("Vragen bekend", KNOWN, lambda place: place.total_of("scored")),
    whole("Vragen die tellen", APPLICABLE, lambda place: place.total_of("applicable")),
    whole("Weet ik niet", UNKNOWN, lambda place: place.total_of("unknown_answers")),
    whole("Antwoorden", ANSWERS, lambda place: place.total_of("answers")),
)
_PROFILE: tuple[Field[ProfilePlace], ...] = (
    Field("Zwakste vak", "Het laagste van de negen vakken.", lambda place: place.weakest_name),
    decimal("Score zwakste vak", "De score van dat vak.", lambda place: place.weakest.score if place.weakest else None),
    Field(
        "Niveaus vergeleken",
        "Of een niveau duidelijk hoger staat dan een ander: 25 punten of meer.",
        lambda place: pattern_sentence(place.material, place.domain),
        "long",
    ),
)
_CHANCE: tuple[Field[ProfilePlace], ...] = (
    whole("Ambitie", "Hoe ver de gemeente wil komen, in punten.", lambda place: place.domain.result.ambition),
    decimal("Kans", "De kans, van 0 tot 100.", lambda place: place.chance.score if place.chance else None),
    Field("Kans in woorden", "Het woord bij de kans.", lambda place: place.chance.word if place.chance else None),
    whole("Plaats", "De plaats in de volgorde van kans.", lambda place: place.rank.rank if place.rank else None),
)
_DIMENSION: tuple[Field[ProfilePlace], ...] = (
    DOMAIN,
    DIMENSION,
    decimal("Score", "De score. Leeg: er is te weinig bekend.", lambda place: place.score.score),
    Field("Woord", WORD, lambda place: place.score.word or profile.TOO_LITTLE_KNOWN),
    either("Op de grens", NEAR, lambda place: place.score.near_border),
    decimal("Laagst mogelijk", LOW, lambda place: place.score.low),
    decimal("Hoogst mogelijk", HIGH, lambda place: place.score.high),
    whole("Vragen bekend", KNOWN, lambda place: place.score.scored),
    whole("Vragen die tellen", APPLICABLE, lambda place: place.score.applicable),
    whole("Weet ik niet", UNKNOWN, lambda place: place.score.unknown_answers),
    whole("Antwoorden", ANSWERS, lambda place: place.score.answers),
)
_CELL: tuple[Field[ProfilePlace], ...] = (
    DOMAIN,
    DIMENSION,
    Field("Niveau", "Het niveau.", lambda place: place.material.levels[place.level].title),
    decimal("Score", "De score. Leeg: er is niets bekend.", lambda place: place.domain.result.known.cells[place.cell]),
    Field("Woord", "Het woord bij de score.", _cell_word),
    decimal("Laagst mogelijk", LOW, lambda place: place.domain.result.low.cells[place.cell]),
    decimal("Hoogst mogelijk", HIGH, lambda place: place.domain.result.high.cells[place.cell]),
    whole("Vragen bekend", KNOWN, lambda place: place.states.count("scored")),
    whole("Vragen die tellen", APPLICABLE, lambda place: _applicable(place.states)),
)
