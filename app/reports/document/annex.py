"""The annex: every question with its answer, one step further, reason, evidence and remarks."""

from app.reports.document.answers import item_facts
from app.reports.document.editions import Section
from app.reports.document.material import Item, Material
from app.reports.document.model import Block, Heading, Paragraph
from app.reports.sentences import domains as texts


def annex_section(material: Material) -> Section:
    """All items of all domains, their chance questions, and the general ones."""
    blocks: list[Block] = [Paragraph(text=texts.ANNEX_LEAD)]
    for domain in material.domains:
        blocks.append(Heading(level=3, text=domain.domain.title, anchor=f"antwoorden-{domain.domain.id}"))
        blocks += _item_blocks(material, (*domain.items, *domain.chances))
    if material.general:
        blocks.append(Heading(level=3, text=texts.GENERAL_PART, anchor="antwoorden-algemeen"))
        blocks += _item_blocks(material, material.general)
    return Section(id="bijlage", title="Bijlage: alle vragen en antwoorden", blocks=tuple(blocks), annex=True)


def _item_blocks(material: Material, items: tuple[Item, ...]) -> list[Block]:
    blocks: list[Block] = []
    for item in items:
        blocks += [Heading(level=4, text=item.question.text), item_facts(material, item)]
    return blocks
