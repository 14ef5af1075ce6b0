"""Section 7: where the most chance lies, how certain that is, and what the tool proposes."""

from app.formatting import exact_number, number
from app.reports.document.editions import Section
from app.reports.document.material import DomainMaterial, Material
from app.reports.document.model import Block, BulletList, Cell, Column, Figure, Paragraph, Point, Table
from app.reports.document.summary import proposed, start_and_later
from app.reports.sentences import opportunity as texts
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


def _point(domain: DomainMaterial) -> Point:
    found = _opportunity(domain)
    return Point.model_validate(
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
