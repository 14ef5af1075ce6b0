"""Section 2: all domains at a glance, in a heat table; and their totals with bandwidth."""

from app.formatting import exact_number
from app.reports.document.editions import Section
from app.reports.document.material import DomainMaterial, Material
from app.reports.document.model import (
    Cell,
    Column,
    Dot,
    Figure,
    HeatCell,
    HeatGroup,
    HeatRow,
    HeatTable,
    Paragraph,
    Table,
)
from app.reports.sentences import overview, profile
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
