"""The sheets of what to do (chances, ideas for actions), and of then and now."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.documents.sheets import Field, Sheet, decimal, either, make_sheet, whole
from app.reports.document import comparison as comparison_texts
from app.reports.document.chances import actions_for, missing_parts, worth_acting_on
from app.reports.document.material import DomainMaterial, Item, Material
from app.reports.document.overview import proposed
from app.reports.sentences import actions, opportunity
from app.reports.sentences import sheets as texts
from app.reports.sheets.scores import DOMAIN, ProfilePlace
from app.texts.words import listing
from questionnaires.model import Action, Question
from scoring.comparison import Comparison, DimensionChange


def chances_sheet(material: Material) -> Sheet:
    """A row per domain: those with a place first, in their order."""
    about = "Elke rij is een domein, met wat de kans ervan bepaalt. De domeinen met een plaats staan bovenaan."
    ranked = [material.by_id[rank.domain] for rank in material.result.ranking]
    others = [domain for domain in material.domains if domain not in ranked]
    return make_sheet("Kansen", about, _CHANCE, (ProfilePlace(material, domain) for domain in (*ranked, *others)))


@dataclass(frozen=True, slots=True)
class IdeaRow:
    """One action from the bank for one item."""

    domain: DomainMaterial
    item: Item
    action: Action
    first: bool


def actions_sheet(material: Material) -> Sheet:
    """A row per action, for the same questions as in the report."""
    about = "Elke rij is een idee voor een actie, bij dezelfde vragen als in het rapport. Kies wat past."
    return make_sheet("Acties", about, _ACTION, _ideas(material))


def _ideas(material: Material) -> Iterator[IdeaRow]:
    for domain, found in worth_acting_on(material):
        for item in found:
            for n, action in enumerate(actions_for(material, domain, item)):
                yield IdeaRow(domain, item, action, n == 0)


def _certainty(place: ProfilePlace) -> str:
    rank = place.rank
    return opportunity.certainty(rank.best, rank.worst) if rank else opportunity.NO_ORDER


def _shared(place: ProfilePlace) -> bool | None:
    ranks = [rank.rank for rank in place.material.result.ranking]
    return ranks.count(place.rank.rank) > 1 if place.rank else None


def _missing(place: ProfilePlace) -> str | None:
    return None if place.rank else listing(missing_parts(place.material, place.domain))


_CHANCE: tuple[Field[ProfilePlace], ...] = (
    DOMAIN,
    whole(
        "Plaats",
        "De plaats in de volgorde. Leeg: nog geen volgorde.",
        lambda place: place.rank.rank if place.rank else None,
    ),
    either("Gelijk", "Of een ander domein dezelfde plaats heeft.", _shared),
    whole(
        "Beste plaats",
        "De beste plaats die het domein kan hebben.",
        lambda place: place.rank.best if place.rank else None,
    ),
    whole(
        "Slechtste plaats",
        "De laagste plaats die het domein kan hebben.",
        lambda place: place.rank.worst if place.rank else None,
    ),
    Field("Hoe zeker", "Of de plaats zeker is.", _certainty),
    decimal("Kans", "De kans, van 0 tot 100.", lambda place: place.chance.score if place.chance else None),
    Field("Woord", "Het woord bij de kans.", lambda place: place.chance.word if place.chance else None),
    decimal("Opbrengst", "Wat er te winnen is, van 0 tot 100.", lambda place: place.domain.result.parts.return_),
    decimal("Haalbaarheid", "Of het nu kan, van 0 tot 100.", lambda place: place.domain.result.parts.feasibility),
    decimal(
        "Ruimte",
        "Hoeveel ruimte er is tot de ambitie: 1 is genoeg, 0 is geen.",
        lambda place: place.domain.result.parts.room,
        "share",
    ),
    whole("Ambitie", "Hoe ver de gemeente wil komen, in punten.", lambda place: place.domain.result.ambition),
    either(
        "Voorstel",
        "Of het rapport dit domein voorstelt. De gemeente kiest zelf.",
        lambda place: place.domain in proposed(place.material),
    ),
    Field("Nog nodig", "Wat we nog moeten weten voor een plaats in de volgorde.", _missing, "long"),
)
_ACTION: tuple[Field[IdeaRow], ...] = (
    Field("Domein", "Het domein.", lambda idea: idea.domain.name),
    Field("Idee", "De naam van het idee.", lambda idea: idea.action.title, "long"),
    Field(
        "Keuze",
        "Het eerste idee bij de vraag, of een ander idee dat ook kan.",
        lambda idea: texts.FIRST_IDEA if idea.first else texts.OTHER_IDEA,
    ),
    Field("Wat", "Wat je doet.", lambda idea: idea.action.text, "long"),
    Field("Wie", "Wie het doet, en met wie samen.", lambda i: actions.who(i.action.who, i.action.partners), "long"),
    Field("Moeite", "Hoeveel moeite het kost.", lambda idea: actions.EFFORTS[idea.action.effort]),
    Field("Klaar als", "Wanneer het klaar is.", lambda idea: idea.action.done_when, "long"),
    Field(*texts.SHORT_NAME, lambda idea: idea.item.question.short_name),
    Field("Hoort bij", "De vraag waar het idee bij hoort.", lambda idea: idea.item.question.text, "long"),
    Field("Uit de praktijk", "Wat andere gemeenten doen.", lambda idea: idea.domain.domain.practice, "long"),
    Field("Code", "De code van die vraag.", lambda idea: idea.item.id),
)


@dataclass(frozen=True, slots=True)
class DimensionMoved:
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
    question: Question


def comparison_sheets(material: Material) -> tuple[Sheet, ...]:
    """What changed, and what does not count as change; none without an earlier round."""
    comparison = material.context.comparison
    if comparison is None:
        return ()
    about = f"Elke rij is een dimensie van een domein, toen en nu. {comparison_texts.CORE}"
    uncounted = "Elke rij is een vraag met een ander antwoord dan toen, die we niet als verandering tellen."
    return (
        make_sheet(comparison_texts.TITLE, about, _MOVED, _moved(material, comparison)),
        make_sheet("Geen verandering", uncounted, _UNCOUNTED, _uncounted(material, comparison)),
    )


def _moved(material: Material, comparison: Comparison) -> Iterator[DimensionMoved]:
    for domain in material.domains:
        found = comparison.domains[domain.domain.id]
        if found is None:
            yield DimensionMoved(material, domain)
        else:
            yield from (DimensionMoved(material, domain, name, change) for name, change in found.dimensions.items())


def _uncounted(material: Material, comparison: Comparison) -> Iterator[Uncounted]:
    for domain in material.domains:
        found, asked = comparison.domains[domain.domain.id], {item.question.id: item.question for item in domain.items}
        if found is not None:
            for name, why in comparison_texts.LISTS.items():
                yield from (Uncounted(domain, why, asked[question_id]) for question_id in getattr(found, name))


_MOVED: tuple[Field[DimensionMoved], ...] = (
    Field("Domein", "Het domein.", lambda moved: moved.domain.name),
    Field(
        "Dimensie",
        "De dimensie. Leeg bij een domein dat er eerst niet was.",
        lambda moved: moved.dimension and moved.material.dimension_title(moved.dimension),
    ),
    decimal(
        "Toen",
        f"De score van toen, op de vragen die te vergelijken zijn. {comparison_texts.ONLY_CHANGED}",
        lambda m: m.change.before if m.change else None,
    ),
    decimal("Nu", "De score van nu, op diezelfde vragen.", lambda moved: moved.change.after if moved.change else None),
    decimal("Verschil", "Nu min toen, in punten.", lambda moved: moved.change.change if moved.change else None),
    Field(
        "Wat het betekent",
        "Hoe groot de verandering is, en of er bewijs bij staat.",
        lambda moved: comparison_texts.meaning(moved.change) if moved.change else comparison_texts.NEW_DOMAIN,
        "long",
    ),
)
_UNCOUNTED: tuple[Field[Uncounted], ...] = (
    Field("Domein", "Het domein.", lambda each: each.domain.name),
    Field("Waarom", "Waarom het geen verandering is.", lambda each: each.why),
    Field(*texts.SHORT_NAME, lambda each: each.question.short_name),
    Field("Vraag", "De vraag.", lambda each: each.question.text, "long"),
)
