"""Sections 1 and 2: what stands out in five sentences, and all domains at a glance."""

from collections import Counter

from app.documents.model import (
    Block,
    BulletList,
    Cell,
    Column,
    Dot,
    FactRow,
    Figure,
    HeatCell,
    HeatGroup,
    HeatRow,
    HeatTable,
    KeyFacts,
    Paragraph,
    Section,
    Table,
)
from app.reports.document.material import DomainMaterial, Material
from app.reports.sentences import overview, profile, summary
from app.reports.sentences.summary import DomainTotal
from app.web.formatting import exact_number
from scoring.result import DimensionScore, Score, Total
from scoring.words import word_step


def overview_section(material: Material) -> Section:
    """The heat table, with how to read it."""
    blocks = (
        Paragraph(text=overview.how_to_read(material.questionnaire.words)),
        _heat_table(material),
        Paragraph(text=overview.HEAT_NOTE, tone="note"),
    )
    return Section(id="beeld", title="Het hele beeld", blocks=blocks)


def _heat_table(material: Material) -> HeatTable:
    levels = tuple(level.title for level in material.questionnaire.levels)
    return HeatTable(
        caption=overview.HEAT_CAPTION,
        groups=tuple(HeatGroup(title=dim.title, columns=levels) for dim in material.questionnaire.dimensions),
        rows=tuple(HeatRow(title=domain.name, cells=_heat_cells(material, domain)) for domain in material.domains),
    )


def _heat_cells(material: Material, domain: DomainMaterial) -> tuple[HeatCell, ...]:
    asked = material.questionnaire
    return tuple(
        _heat_cell(material, domain, dimension.id, level.id) for dimension in asked.dimensions for level in asked.levels
    )


def _heat_cell(material: Material, domain: DomainMaterial, dimension: str, level: str) -> HeatCell:
    score = domain.result.known.cells[dimension, level]
    states = [
        item.score.state
        for item in domain.items
        if item.question.level == level and material.questionnaire.dimension_of[item.question.facet or ""] == dimension
    ]
    applicable = len(states) - states.count("not_applicable")
    scored = states.count("scored")
    if score is None:
        return HeatCell(text="–", word=overview.no_score(applicable))
    note = None if scored == applicable else profile.coverage(scored, applicable)
    step = word_step(score)
    word = material.questionnaire.words[step]
    return HeatCell(text=profile.points(score), word=word, step=step, value=exact_number(score), note=note)


def totals_figure(material: Material) -> Figure:
    """The totals of all domains with their bandwidth."""
    names = [domain.name for domain in material.domains if domain.result.total.score is not None]
    return Figure(
        kind="dots",
        message=overview.totals_message(len(names), len(material.domains)),
        alt=overview.totals_alt([(domain.name, _total_words(domain)) for domain in material.domains]),
        words=material.questionnaire.words,
        dots=tuple(score_dot(domain.name, domain.result.total) for domain in material.domains),
        table=_totals_table(material),
    )


def _total_words(domain: DomainMaterial) -> str:
    total = domain.result.total
    word = profile.word(total.word, total.near_border)
    return f"{profile.points(total.score)} ({word})" if total.score is not None else word.lower()


def _totals_table(material: Material) -> Table:
    titles = ("Domein", "Score", "Woord", "Bandbreedte", "Vragen bekend", "‘Weet ik niet’")
    return Table(
        caption=overview.TOTALS_CAPTION,
        columns=tuple(Column(title=title, align="number" if title == "Score" else "text") for title in titles),
        rows=tuple(_totals_row(domain) for domain in material.domains),
    )


def _totals_row(domain: DomainMaterial) -> tuple[Cell, ...]:
    total, parts = domain.result.total, domain.result.dimensions.values()
    return (
        Cell(text=domain.name),
        score_cell(total.score),
        Cell(text=profile.word(total.word, total.near_border)),
        Cell(text=profile.bandwidth(total.low, total.high)),
        Cell(text=profile.coverage(sum(part.scored for part in parts), sum(part.applicable for part in parts))),
        Cell(
            text=profile.unknown_share(sum(part.unknown_answers for part in parts), sum(part.answers for part in parts))
        ),
    )


def score_cell(score: Score) -> Cell:
    """A score as a cell: a dash without one."""
    return Cell(text=profile.points(score), value=None if score is None else exact_number(score))


def score_dot(label: str, scored: DimensionScore | Total, strong: bool = False) -> Dot:
    """A score with its bandwidth as a row of a dot plot."""
    values = (scored.score, scored.low, scored.high)
    value, low, high = (None if points is None else exact_number(points) for points in values)
    text = profile.points(scored.score) if scored.score is not None else profile.TOO_LITTLE_KNOWN
    return Dot(label=label, text=text, value=value, low=low, high=high, strong=strong)


MOST_PROPOSED = 3
KEEP = "Behouden"
LATER = "Later"


def summary_section(material: Material) -> Section:
    """What stands out, in exactly five sentences; what the words in it mean, and the totals."""
    start, later = ([domain.name for domain in domains] for domains in start_and_later(material))
    sentences = (
        summary.breadth(material.result.municipality.reached, material.result.municipality.shown),
        summary.extremes(standings(material)),
        _lowest_dimension(material),
        _known(material),
        summary.chances(start, later, len(material.result.ranking)),
    )
    blocks = (BulletList(items=sentences, ordered=True), *_what_we_ask(material), totals_figure(material))
    return Section(id="kort", title="In 5 zinnen", blocks=blocks)


def _what_we_ask(material: Material) -> tuple[Block, ...]:
    """What the words for the dimensions and levels mean, where a reader meets them first."""
    asked = material.questionnaire
    return (
        Paragraph(text=overview.what_we_ask([level.title for level in asked.levels])),
        KeyFacts(facts=tuple(FactRow(label=each.title, text=each.explanation) for each in asked.dimensions)),
    )


def standings(material: Material) -> list[DomainTotal]:
    """The domains with a total, from high to low; on a tie in their own order."""
    shown = [domain for domain in material.domains if domain.result.total.score is not None]
    found = [
        DomainTotal(domain.name, domain.result.total.score or 0, domain.result.total.word or "") for domain in shown
    ]
    return sorted(found, key=lambda standing: -standing.score)


def proposed(material: Material) -> tuple[DomainMaterial, ...]:
    """The at most three domains with the most chance that have room to grow."""
    ranked = (material.by_id[rank.domain] for rank in material.result.ranking)
    growing = [domain for domain in ranked if domain.result.opportunity and domain.result.opportunity.word != KEEP]
    return tuple(growing[:MOST_PROPOSED])


def start_and_later(material: Material) -> tuple[tuple[DomainMaterial, ...], tuple[DomainMaterial, ...]]:
    """The proposed domains to begin with, and those of which the chance says: later (S19)."""
    later = [
        domain for domain in proposed(material) if domain.result.opportunity and domain.result.opportunity.word == LATER
    ]
    return tuple(domain for domain in proposed(material) if domain not in later), tuple(later)


def _lowest_dimension(material: Material) -> str:
    lowest = Counter[str]()
    domains = 0
    for domain in material.domains:
        scores = {name: found.score for name, found in domain.result.dimensions.items() if found.score is not None}
        if len(scores) == len(material.questionnaire.dimensions):
            domains += 1
            lowest.update(name for name, score in scores.items() if score == min(scores.values()))
    most = max(lowest.values(), default=0)
    asked = material.questionnaire.dimensions
    names = [dimension.title for dimension in asked if lowest[dimension.id] == most]
    return summary.lowest_dimension(names, [dimension.title for dimension in asked], most, domains)


def _known(material: Material) -> str:
    found = [score for domain in material.domains for score in domain.result.dimensions.values()]
    return summary.known(sum(score.scored for score in found), sum(score.applicable for score in found))
