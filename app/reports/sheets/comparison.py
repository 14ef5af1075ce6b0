"""The sheets of then and now, where there is an earlier round to compare with."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.reports.document.material import DomainMaterial, Material
from app.reports.sentences import comparison as texts
from app.reports.sheets.fields import Field, decimal, make_sheet
from app.reports.sheets.model import Sheet
from scoring.comparison import Comparison, DimensionChange


@dataclass(frozen=True, slots=True)
class Moved:
    """A dimension of a domain at both moments; a new domain has neither."""

    material: Material
    domain: DomainMaterial
    dimension: str | None = None
    change: DimensionChange | None = None


@dataclass(frozen=True, slots=True)
class Uncounted:
    """A question that looks changed, and why that does not count (S25)."""

    domain: DomainMaterial
    why: str
    question_id: str

    @property
    def text(self) -> str:
        """The question."""
        return next(item.question.text for item in self.domain.items if item.question.id == self.question_id)


def comparison_sheets(material: Material) -> tuple[Sheet, ...]:
    """What changed, and what does not count as change; none without an earlier round."""
    comparison = material.context.comparison
    if comparison is None:
        return ()
    about = f"Elke rij is een dimensie van een domein, toen en nu. {texts.CORE}"
    uncounted = "Elke rij is een vraag met een ander antwoord dan toen, die we niet als verandering tellen."
    return (
        make_sheet(texts.TITLE, about, _MOVED, _moved(material, comparison)),
        make_sheet("Geen verandering", uncounted, _UNCOUNTED, _uncounted(material, comparison)),
    )


def _moved(material: Material, comparison: Comparison) -> Iterator[Moved]:
    for domain in material.domains:
        found = comparison.domains[domain.domain.id]
        if found is None:
            yield Moved(material, domain)
        else:
            yield from (Moved(material, domain, name, change) for name, change in found.dimensions.items())


def _uncounted(material: Material, comparison: Comparison) -> Iterator[Uncounted]:
    for domain in material.domains:
        found = comparison.domains[domain.domain.id]
        if found is not None:
            for name, why in texts.LISTS.items():
                yield from (Uncounted(domain, why, question_id) for question_id in getattr(found, name))


_MOVED: tuple[Field[Moved], ...] = (
    Field("Domein", "Het domein.", lambda moved: moved.domain.name),
    Field(
        "Dimensie",
        "De dimensie. Leeg bij een domein dat er eerst niet was.",
        lambda moved: moved.dimension and moved.material.dimension_title(moved.dimension),
    ),
    decimal(
        "Toen",
        f"De score van toen, op de vragen die te vergelijken zijn. {texts.SEEN_DIFFERENTLY}",
        lambda m: m.change.before if m.change else None,
    ),
    decimal("Nu", "De score van nu, op diezelfde vragen.", lambda moved: moved.change.after if moved.change else None),
    decimal("Verschil", "Nu min toen, in punten.", lambda moved: moved.change.change if moved.change else None),
    Field(
        "Wat het betekent",
        "Hoe groot de verandering is, en of er bewijs bij staat.",
        lambda moved: texts.meaning(moved.change) if moved.change else texts.NEW_DOMAIN,
        "long",
    ),
)
_UNCOUNTED: tuple[Field[Uncounted], ...] = (
    Field("Domein", "Het domein.", lambda each: each.domain.name),
    Field("Waarom", "Waarom het geen verandering is.", lambda each: each.why),
    Field("Vraag", "De vraag.", lambda each: each.text, "long"),
)
