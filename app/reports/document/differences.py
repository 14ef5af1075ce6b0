"""Section 5: where colleagues see things differently, by mean and spread, never by person."""

from app.formatting import exact_number, number
from app.reports.document.editions import Section
from app.reports.document.material import Item, Material
from app.reports.document.model import Block, Cell, Column, Paragraph, Table
from app.reports.sentences import differences as texts
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
        Cell(text=item.question.text),
        Cell(text=name),
        Cell(text=str(agreement.n), value=agreement.n),
        Cell(text=number(agreement.mean), value=exact_number(agreement.mean)),
        Cell(
            text=texts.average_difference(agreement.average_deviation),
            value=exact_number(agreement.average_deviation),
        ),
        Cell(text=kind),
    )
