"""Sections 5 and 6: where colleagues see things differently, never by person, and what is not known yet."""

from collections.abc import Iterator

from app.documents.model import Block, BulletList, Cell, Column, Paragraph, Section, Table
from app.reports.document.material import DomainMaterial, Item, Material
from app.reports.sentences import differences as texts
from app.reports.sentences import unknown as unknown_texts
from app.texts.words import listing
from app.web.formatting import exact_number, number
from scoring.result import Agreement

STRIKING = ("different", "spread")
MOST_SHOWN = 12


def differences_section(material: Material, most: int | None = MOST_SHOWN) -> Section:
    """The items that people see differently, the largest difference first; at most this many of them."""
    found = material.result.agreement
    kinds = [agreement.kind for agreement in found.values()]
    compared = len(kinds) - kinds.count("single")
    blocks: list[Block] = [
        Paragraph(text=texts.overview(kinds.count("different"), kinds.count("spread"), compared)),
        *_striking_table(material, most),
    ]
    if most is not None and len(striking(material)) > most:
        blocks.append(Paragraph(text=texts.cut(most), tone="note"))
    return Section(id="verschillen", title="Verschillen tussen collega’s", blocks=tuple(blocks))


def striking(material: Material) -> list[tuple[str, Item, Agreement]]:
    """The items with a striking difference, with the name of their domain; the largest first."""
    found = [
        (domain.name if domain else texts.GENERAL, item, material.result.agreement[item.id])
        for domain, item in material.everything()
        if item.id in material.result.agreement
    ]
    kept = [entry for entry in found if entry[2].kind in STRIKING]
    return sorted(kept, key=lambda entry: (entry[2].kind != STRIKING[0], -entry[2].average_deviation))


def _striking_table(material: Material, most: int | None) -> list[Table]:
    """The table of striking differences, or none when there are none."""
    rows = tuple(_row(material, name, item, agreement) for name, item, agreement in striking(material)[:most])
    if not rows:
        return []
    titles = ("Vraag", "Domein", "Antwoorden", "Gemiddeld antwoord", "Gemiddeld verschil", "Beeld")
    columns = tuple(Column(title=title, align="number" if title in titles[2:4] else "text") for title in titles)
    return [Table(caption=texts.CAPTION, columns=columns, rows=rows)]


def _row(material: Material, name: str, item: Item, agreement: Agreement) -> tuple[Cell, ...]:
    kind = texts.KINDS[agreement.kind]
    sides = material.result.inside_outside.get(item.id)
    if sides is not None:
        kind = f"{kind}; {texts.inside_outside(sides.inside, sides.outside)}"
    return (
        Cell(text=item.question.short_name),
        Cell(text=name),
        Cell(text=str(agreement.n), value=agreement.n),
        Cell(text=number(agreement.mean), value=exact_number(agreement.mean)),
        Cell(
            text=texts.average_difference(agreement.average_deviation),
            value=exact_number(agreement.average_deviation),
        ),
        Cell(text=kind),
    )


def unknowns_section(material: Material) -> Section:
    """The unknown items by domain and level, with whom to ask."""
    items = [item for _, item in material.everything()]
    unknown = [item for item in items if item.score.state == "unknown"]
    applicable = len(items) - sum(item.score.state == "not_applicable" for item in items)
    blocks: list[Block] = [Paragraph(text=unknown_texts.overview(len(unknown), applicable))]
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
    return [unknown_texts.too_little(domain.name, listing(names))] if names else []


def _table(material: Material) -> Table:
    titles = ("Domein", "Niveau", "Nog niet bekend", "Wie dit kan weten")
    return Table(
        caption=unknown_texts.CAPTION,
        columns=tuple(Column(title=title) for title in titles),
        rows=tuple(unknown_row(*group) for group in unknown_groups(material)),
    )


def unknown_groups(material: Material) -> Iterator[tuple[str, str, list[Item], str]]:
    """What is not known by domain and level: the name of the domain, the level, the items and who could know."""
    for domain in material.domains:
        for level in material.questionnaire.levels:
            items = [item for item in domain.items if _unknown_at(item, level.id)]
            if items:
                yield domain.name, level.title, items, who_could_know(domain, level.id)
        chances = [item for item in domain.chances if item.score.state == "unknown"]
        if chances:
            yield domain.name, unknown_texts.CHANCES, chances, unknown_texts.CHANCES_WHO
    general = [item for item in material.general if item.score.state == "unknown"]
    if general:
        yield unknown_texts.WHOLE, "–", general, unknown_texts.GENERAL


def _unknown_at(item: Item, level: str) -> bool:
    return item.question.level == level and item.score.state == "unknown"


def who_could_know(domain: DomainMaterial, level: str) -> str:
    """Whom to ask about a level of this domain."""
    names = domain.domain.parameters
    return unknown_texts.who_could_know(level, names.bestuurder, names.domein, names.uitvoerders)


def unknown_row(domain: str, level: str, items: list[Item], who: str) -> tuple[Cell, ...]:
    """A row of what is not known."""
    asked = ", ".join(item.question.short for item in items)
    return (Cell(text=domain), Cell(text=level), Cell(text=asked, value=len(items)), Cell(text=who))
