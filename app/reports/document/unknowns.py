"""Section 6: what is not known yet, and who could know it."""

from app.reports.document.editions import Section
from app.reports.document.material import DomainMaterial, Item, Material
from app.reports.document.model import Block, BulletList, Cell, Column, Paragraph, Table
from app.reports.sentences import unknown as texts
from app.texts.counting import listing


def unknowns_section(material: Material) -> Section:
    """The unknown items by domain and level, with whom to ask."""
    items = [item for _, item in material.everything()]
    unknown = [item for item in items if item.score.state == "unknown"]
    applicable = len(items) - sum(item.score.state == "not_applicable" for item in items)
    blocks: list[Block] = [Paragraph(text=texts.overview(len(unknown), applicable))]
    hidden = tuple(sentence for domain in material.domains for sentence in _hidden(material, domain))
    if hidden:
        blocks.append(BulletList(items=hidden))
    if unknown:
        blocks.append(_table(material))
    return Section(id="onbekend", title="Wat we nog niet weten", blocks=tuple(blocks))


def _hidden(material: Material, domain: DomainMaterial) -> list[str]:
    """The dimensions that are not shown under S9, in a sentence."""
    names = [
        material.dimension_title(name).lower()
        for name, score in domain.result.dimensions.items()
        if score.score is None
    ]
    return [texts.too_little(domain.name, listing(names))] if names else []


def _table(material: Material) -> Table:
    rows = [row for domain in material.domains for row in _domain_rows(material, domain)]
    general = [item for item in material.general if item.score.state == "unknown"]
    if general:
        rows.append(_row(texts.WHOLE, "–", general, texts.GENERAL))
    titles = ("Domein", "Niveau", "Nog niet bekend", "Wie dit kan weten")
    return Table(caption=texts.CAPTION, columns=tuple(Column(title=title) for title in titles), rows=tuple(rows))


def _domain_rows(material: Material, domain: DomainMaterial) -> list[tuple[Cell, ...]]:
    rows = []
    for level in material.questionnaire.levels:
        items = [item for item in domain.items if _unknown_at(item, level.id)]
        if items:
            rows.append(_row(domain.name, level.title, items, who_could_know(domain, level.id)))
    chances = [item for item in domain.chances if item.score.state == "unknown"]
    if chances:
        rows.append(_row(domain.name, texts.CHANCES, chances, texts.CHANCES_WHO))
    return rows


def _unknown_at(item: Item, level: str) -> bool:
    return item.question.level == level and item.score.state == "unknown"


def who_could_know(domain: DomainMaterial, level: str) -> str:
    """Whom to ask about a level of this domain."""
    names = domain.domain.parameters
    return texts.who_could_know(level, names.bestuurder, names.domein, names.uitvoerders)


def _row(domain: str, level: str, items: list[Item], who: str) -> tuple[Cell, ...]:
    asked = texts.asked([item.question.text for item in items])
    return (Cell(text=domain), Cell(text=level), Cell(text=asked, value=len(items)), Cell(text=who))
