"""What colleagues wrote about the domains in their own words: for the adviser, by function."""

from app.reports.document.editions import Section
from app.reports.document.material import DomainMaterial, Material
from app.reports.document.model import Block, Fact, Heading, KeyFacts, Paragraph
from app.reports.sentences import adviser as texts


def own_words_sections(material: Material) -> tuple[Section, ...]:
    """The section, or none where nobody wrote anything."""
    blocks = [block for domain in material.domains for block in _domain_blocks(material, domain)]
    if not blocks:
        return ()
    return (Section(id="woorden", title="In eigen woorden", blocks=(Paragraph(text=texts.OWN_WORDS), *blocks)),)


def _domain_blocks(material: Material, domain: DomainMaterial) -> list[Block]:
    written = [each for each in material.context.own_words if each.domain == domain.domain.id]
    blocks: list[Block] = [Heading(level=3, text=domain.domain.title)] if written else []
    for question in dict.fromkeys(each.question for each in written):
        facts = tuple(Fact(label=each.function, text=each.text) for each in written if each.question == question)
        blocks += [Heading(level=4, text=question), KeyFacts(facts=facts)]
    return blocks
