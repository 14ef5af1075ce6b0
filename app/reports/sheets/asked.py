"""One question about one domain, or about the whole municipality, as the rows of the sheets show it."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from app.reports.document.answers import evidence_facts
from app.reports.document.differences import STRIKING
from app.reports.document.material import DomainMaterial, Item, Material
from app.reports.document.unknowns import who_could_know
from app.reports.sentences import differences, unknown
from app.reports.sentences import sheets as texts
from app.reports.sheets.cells import lines
from app.reports.sheets.fields import Field
from scoring.assessment import Evidence
from scoring.result import Agreement, InsideOutside


@dataclass(frozen=True, slots=True)
class Asked:
    """An item with the domain that it is about; without one it is about the whole municipality."""

    material: Material
    domain: DomainMaterial | None
    item: Item

    @property
    def name(self) -> str:
        """The name of the domain."""
        return self.domain.name if self.domain else differences.GENERAL

    @property
    def dimension(self) -> str:
        """The dimension, or which other part of the questionnaire."""
        facet = self.item.question.facet
        if facet:
            return self.material.dimension_title(self.material.questionnaire.dimension_of[facet])
        return texts.CHANCES if self.domain else differences.GENERAL

    @property
    def subject(self) -> str | None:
        """The facet, the axis of a chance question, or the group of a general one."""
        question = self.item.question
        if question.facet:
            return next(facet.title for facet in self.material.questionnaire.facets if facet.id == question.facet)
        return texts.AXES[question.axis] if question.axis else question.group

    @property
    def level(self) -> str | None:
        """The level, where the question is about one."""
        level = self.item.question.level
        return self.material.levels[level].title if level else None

    @property
    def could_know(self) -> str | None:
        """Whom to ask, while the answer is not known."""
        if self.item.score.state != "unknown":
            return None
        if self.domain is None:
            return unknown.GENERAL
        level = self.item.question.level
        return who_could_know(self.domain, level) if level else unknown.CHANCES_WHO

    @property
    def value(self) -> Fraction | None:
        """The agreed value, or the mean of the answers: 0 to 4."""
        points = self.item.score.points
        return None if points is None else points / 25

    @property
    def agreement(self) -> Agreement | None:
        """How people differ: with two answers or more, as long as nothing was agreed."""
        found = self.material.result.agreement.get(self.item.id)
        return found if found and found.n > 1 else None

    @property
    def sides(self) -> InsideOutside | None:
        """Who works at the level and the others, where the report shows that: at a striking difference (S14)."""
        found = self.agreement
        return self.material.result.inside_outside.get(self.item.id) if found and found.kind in STRIKING else None

    def given(self, value: str | int) -> int:
        """How many people gave this answer."""
        return sum(answer.value == value for answer in self.item.answers)


def asked_items(material: Material) -> Iterator[Asked]:
    """Every question: of the domains, their chances, and the general ones."""
    return (Asked(material, domain, item) for domain, item in material.everything())


def evidence_text(*found: Evidence | None) -> str | None:
    """On what something rests, in words."""
    return lines(fact.text for each in found for fact in evidence_facts(each) if fact.href is None)


def evidence_link(*found: Evidence | None) -> str | None:
    """The links to what something rests on."""
    return lines(fact.href for each in found for fact in evidence_facts(each))


DOMAIN: Field[Asked] = Field("Domein", "Het domein, of de hele gemeente.", lambda asked: asked.name)
LEVEL: Field[Asked] = Field(
    "Niveau",
    "Het niveau. Leeg bij vragen over kansen en over de hele gemeente: die gaan niet over 1 niveau.",
    lambda asked: asked.level,
)
QUESTION: Field[Asked] = Field("Vraag", "De vraag.", lambda asked: asked.item.question.text, "long")
CODE: Field[Asked] = Field(
    "Code",
    "De code van de vraag. Die is in elk bestand van deze inventarisatie hetzelfde.",
    lambda asked: asked.item.id,
)
