"""Sections 7 and 8: where the most chance lies, how certain that is, and ideas for actions on the weakest items."""

from app.documents.model import (
    Block,
    BulletList,
    Cell,
    Column,
    FactRow,
    Figure,
    Heading,
    KeyFacts,
    Paragraph,
    PlotPoint,
    Section,
    Table,
)
from app.reports.document.domains import weakest_items
from app.reports.document.material import DomainMaterial, Item, Material
from app.reports.document.overview import MOST_PROPOSED, proposed, start_and_later
from app.reports.sentences import actions as actions
from app.reports.sentences import opportunity as texts
from app.texts.words import listing
from app.web.formatting import exact_number, number
from questionnaires.model import Action
from scoring.result import Opportunity, Rank


def chances_section(material: Material) -> Section:
    """The plot, the order with its certainty, the proposal, and the domains without an order."""
    blocks: list[Block] = [Paragraph(text=texts.LEAD)]
    ranking = material.result.ranking
    if ranking:
        blocks.append(chance_figure(material))
    uncertain = [material.by_id[rank.domain].name for rank in ranking if rank.best != rank.worst]
    blocks.append(Paragraph(text=texts.uncertain(uncertain, len(ranking))))
    start, later = ([domain.name for domain in domains] for domains in start_and_later(material))
    blocks.append(Paragraph(text=texts.proposal(start, later), tone="lead"))
    blocks += _explained(material)
    blocks += _without_order(material)
    return Section(id="kansen", title="Waar ligt de meeste kans", blocks=tuple(blocks))


def chance_figure(material: Material) -> Figure:
    """Feasibility against return, for the domains that have an order."""
    ranked = [(rank, material.by_id[rank.domain]) for rank in material.result.ranking]
    first = [domain.name for rank, domain in ranked if rank.rank == 1]
    return Figure(
        kind="opportunity",
        message=texts.plot_message(first),
        alt=texts.plot_alt([_in_words(domain) for _, domain in ranked]),
        points=tuple(_point(domain) for _, domain in ranked),
        table=order_table(material),
    )


def _opportunity(domain: DomainMaterial) -> Opportunity:
    if domain.result.opportunity is None:
        raise ValueError(f"{domain.domain.id} stands in the ranking without an opportunity")
    return domain.result.opportunity


def _in_words(domain: DomainMaterial) -> str:
    found = _opportunity(domain)
    return texts.explained_numbers(domain.name, found.return_, found.feasibility)


def _point(domain: DomainMaterial) -> PlotPoint:
    found = _opportunity(domain)
    return PlotPoint.model_validate(
        {
            "label": domain.name,
            "word": found.word,
            "feasibility": exact_number(found.feasibility),
            "return": exact_number(found.return_),
        }
    )


def order_table(material: Material) -> Table:
    """The domains in the order of their chance."""
    ranks = [rank.rank for rank in material.result.ranking]
    numbers = ("Kans", "Opbrengst", "Haalbaarheid", "Ambitie")
    titles = ("Domein", "Plaats", "Kans", "Woord", *numbers[1:], "Hoe zeker")
    columns = tuple(Column(title=title, align="number" if title in numbers else "text") for title in titles)
    return Table(
        caption=texts.CAPTION,
        columns=columns,
        rows=tuple(_order_row(material, rank, ranks.count(rank.rank) > 1) for rank in material.result.ranking),
    )


def _order_row(material: Material, rank: Rank, shared: bool) -> tuple[Cell, ...]:
    domain = material.by_id[rank.domain]
    found = _opportunity(domain)
    return (
        Cell(text=domain.name),
        Cell(text=texts.place(rank.rank, shared), value=rank.rank),
        Cell(text=number(found.score), value=exact_number(found.score)),
        Cell(text=found.word),
        Cell(text=number(found.return_), value=exact_number(found.return_)),
        Cell(text=number(found.feasibility), value=exact_number(found.feasibility)),
        Cell(text=number(domain.result.ambition, 0), value=domain.result.ambition),
        Cell(text=texts.certainty(rank.best, rank.worst)),
    )


def _explained(material: Material) -> list[Block]:
    sentences = []
    for domain in proposed(material):
        found = _opportunity(domain)
        sentences.append(texts.explained(domain.name, found.word, found.return_, found.feasibility))
    return [BulletList(items=tuple(sentences))] if sentences else []


def _without_order(material: Material) -> list[Block]:
    ordered = {rank.domain for rank in material.result.ranking}
    found = tuple(
        f"{domain.name}: {texts.NO_ORDER}. {texts.missing(missing_parts(material, domain))}"
        for domain in material.domains
        if domain.domain.id not in ordered
    )
    return [BulletList(items=found)] if found else []


def missing_parts(material: Material, domain: DomainMaterial) -> list[str]:
    """What S19 still needs to give this domain a place."""
    missing = []
    for axis, text in texts.AXES.items():
        if not any(item.score.points is not None for item in domain.chances if item.question.axis == axis):
            missing.append(text)
    for name, score in domain.result.dimensions.items():
        if score.score is None:
            missing.append(texts.score_of(material.dimension_title(name)))
    return missing


MOST_ITEMS = 2


def actions_section(material: Material) -> Section:
    """Ideas for the proposed domains; without a proposal for the first domains that have a weak item."""
    chosen = worth_acting_on(material)
    blocks: list[Block] = [Paragraph(text=actions.lead(bool(chosen), bool(proposed(material))))]
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
        blocks.append(Paragraph(text=actions.practice(domain.domain.practice)))
    for item in items:
        first, *others = actions_for(material, domain, item)
        blocks += [Heading(level=4, text=first.title), _facts(item, first, others)]
    return blocks


def _facts(item: Item, action: Action, others: list[Action]) -> KeyFacts:
    facts = [
        FactRow(label="Wat", text=action.text),
        FactRow(label="Wie", text=actions.who(action.who, action.partners)),
        FactRow(label="Moeite", text=actions.EFFORTS[action.effort]),
        FactRow(label="Klaar als", text=action.done_when),
        FactRow(label="Hoort bij", text=item.question.short_name),
    ]
    if others:
        facts.append(FactRow(label="Kan ook", text=f"{listing([f'‘{other.title}’' for other in others])}."))
    return KeyFacts(facts=tuple(facts))
