"""Section 8: ideas for actions from the bank, on the weakest agreed items; never for what is unknown."""

from app.reports.document.domains import weakest_items
from app.reports.document.editions import Section
from app.reports.document.material import DomainMaterial, Item, Material
from app.reports.document.model import Block, Fact, Heading, KeyFacts, Paragraph
from app.reports.document.summary import MOST_PROPOSED, proposed
from app.reports.sentences import actions as texts
from app.texts.counting import listing
from questionnaires.model import Action

MOST_ITEMS = 2


def actions_section(material: Material) -> Section:
    """Ideas for the proposed domains; without a proposal for the first domains that have a weak item."""
    chosen = worth_acting_on(material)
    blocks: list[Block] = [Paragraph(text=texts.lead(bool(chosen), bool(proposed(material))))]
    for domain, items in chosen:
        blocks += _domain_blocks(material, domain, items)
    return Section(id="acties", title="Ideeën voor acties", blocks=tuple(blocks))


def worth_acting_on(material: Material) -> list[tuple[DomainMaterial, list[Item]]]:
    """The domains that get ideas for actions, each with the items that the ideas are about."""
    candidates = proposed(material) or material.domains
    return [(domain, found) for domain in candidates if (found := _items(material, domain))][:MOST_PROPOSED]


def _items(material: Material, domain: DomainMaterial) -> list[Item]:
    """The weakest agreed items that have an action; where nothing was agreed at all, the weakest scored ones."""
    anything_agreed = bool(material.assessment.agreed)
    return [
        item
        for item in weakest_items(domain)
        if (item.score.agreed or not anything_agreed) and actions_for(material, domain, item)
    ][:MOST_ITEMS]


def actions_for(material: Material, domain: DomainMaterial, item: Item) -> tuple[Action, ...]:
    """The actions in the bank for an item; the first is the one that is written out."""
    return material.questionnaire.actions_in(domain.domain, item.question.id)


def _domain_blocks(material: Material, domain: DomainMaterial, items: list[Item]) -> list[Block]:
    blocks: list[Block] = [Heading(level=3, text=domain.domain.title)]
    if domain.domain.practice:
        blocks.append(Paragraph(text=texts.practice(domain.domain.practice)))
    for item in items:
        first, *others = actions_for(material, domain, item)
        blocks += [Heading(level=4, text=first.title), _facts(item, first, others)]
    return blocks


def _facts(item: Item, action: Action, others: list[Action]) -> KeyFacts:
    facts = [
        Fact(label="Wat", text=action.text),
        Fact(label="Wie", text=texts.who(action.who, action.partners)),
        Fact(label="Moeite", text=texts.EFFORTS[action.effort]),
        Fact(label="Klaar als", text=action.done_when),
        Fact(label="Hoort bij", text=item.question.text),
    ]
    if others:
        facts.append(Fact(label="Kan ook", text=f"{listing([f'‘{other.title}’' for other in others])}."))
    return KeyFacts(facts=tuple(facts))
