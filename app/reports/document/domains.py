"""Section 3: each domain: its profile, where it is strong and weak, and what one step further would be."""

from fractions import Fraction

from app.reports.document.answers import step_facts
from app.reports.document.editions import Section
from app.reports.document.material import DomainMaterial, Item, Material
from app.reports.document.model import Block, Cell, Column, Figure, Heading, Paragraph, Table
from app.reports.document.overview import score_cell, score_dot
from app.reports.sentences import domains as texts
from app.reports.sentences import overview, profile
from app.reports.sentences.profile import Place
from scoring.result import DimensionScore, Total
from scoring.words import BALANCED

MOST_STEPS = 2


def domains_section(material: Material) -> Section:
    """All chosen domains, one after the other."""
    blocks = [block for domain in material.domains for block in _domain_blocks(material, domain)]
    return Section(id="domeinen", title="Per domein", blocks=tuple(blocks))


def _domain_blocks(material: Material, domain: DomainMaterial) -> list[Block]:
    return [
        Heading(level=3, text=domain.domain.title, anchor=f"domein-{domain.domain.id}"),
        Paragraph(text=" ".join(_sentences(material, domain))),
        _profile_figure(material, domain),
        *_steps(material, domain),
    ]


def _sentences(material: Material, domain: DomainMaterial) -> list[str]:
    total = domain.result.total
    unknown = sum(item.score.state == "unknown" for item in domain.items)
    found = [
        profile.total(domain.name, total.score, total.word, total.near_border),
        profile.reach(total.low, total.high, unknown),
        profile.strong_and_weak(*strong_and_weak(material, domain)),
        pattern_sentence(material, domain),
    ]
    return [sentence for sentence in found if sentence]


def strong_and_weak(material: Material, domain: DomainMaterial) -> tuple[Place | None, Place | None]:
    """The highest cell (first in order on a tie) and the weakest (S7)."""
    strongest, weakest = strongest_cell(domain), domain.result.weakest
    if strongest is None or weakest is None:
        return None, None
    (dimension, level), score = strongest
    return (
        Place(cell_name(material, dimension, level), score),
        Place(cell_name(material, weakest.dimension, weakest.level), weakest.score),
    )


def strongest_cell(domain: DomainMaterial) -> tuple[tuple[str, str], Fraction] | None:
    """The dimension and level with the highest score, and that score: the first in order on a tie."""
    cells = {place: score for place, score in domain.result.known.cells.items() if score is not None}
    return max(cells.items(), key=lambda entry: entry[1]) if cells else None


def cell_name(material: Material, dimension: str, level: str) -> str:
    """`middelen bij beleid`."""
    return texts.cell_name(material.dimension_title(dimension), material.levels[level].title)


def pattern_sentence(material: Material, domain: DomainMaterial) -> str:
    """Which level stands above which, in words (S12)."""
    found = domain.result.pattern
    if found is None:
        return profile.levels_unknown()
    if found == BALANCED:
        return profile.balanced()
    levels = domain.result.known.levels
    high, low = (Place(material.levels[level].title, levels[level] or Fraction(0)) for level in found.split("_above_"))
    return profile.out_of_balance(high, low)


def _profile_figure(material: Material, domain: DomainMaterial) -> Figure:
    total = domain.result.total
    parts: list[tuple[str, DimensionScore | Total]] = [
        (material.dimension_title(name), score) for name, score in domain.result.dimensions.items()
    ]
    parts.append((texts.TOTAL, total))
    return Figure(
        kind="dots",
        message=overview.profile_message(_lowest(material, domain), domain.name),
        alt=overview.profile_alt(domain.name, [(name, _in_words(score)) for name, score in parts]),
        words=material.questionnaire.words,
        dots=tuple(score_dot(name, score, strong=score is total) for name, score in parts),
        table=_profile_table(material, domain),
    )


def _lowest(material: Material, domain: DomainMaterial) -> list[str]:
    scores = {name: score.score for name, score in domain.result.dimensions.items()}
    known = [score for score in scores.values() if score is not None]
    if len(known) < len(scores):
        return []
    return [material.dimension_title(name) for name, score in scores.items() if score == min(known)]


def _in_words(scored: DimensionScore | Total) -> str:
    word = profile.word(scored.word, scored.near_border)
    if scored.score is None:
        return word.lower()
    return f"{profile.points(scored.score)} ({word})"


def _profile_table(material: Material, domain: DomainMaterial) -> Table:
    titles = ("Onderdeel", "Score", "Woord", "Bandbreedte", "Vragen bekend", "‘Weet ik niet’")
    dimensions = domain.result.dimensions
    rows = [_profile_row(material.dimension_title(name), score) for name, score in dimensions.items()]
    total = domain.result.total
    sums = [
        sum(getattr(score, name) for score in dimensions.values())
        for name in ("scored", "applicable", "unknown_answers", "answers")
    ]
    rows.append(
        _profile_row(
            texts.TOTAL, DimensionScore(total.score, total.low, total.high, total.word, total.near_border, *sums)
        )
    )
    return Table(
        caption=overview.profile_caption(domain.name),
        columns=tuple(Column(title=title, align="number" if title == "Score" else "text") for title in titles),
        rows=tuple(rows),
    )


def _profile_row(title: str, score: DimensionScore) -> tuple[Cell, ...]:
    return (
        Cell(text=title),
        score_cell(score.score),
        Cell(text=profile.word(score.word, score.near_border)),
        Cell(text=profile.bandwidth(score.low, score.high)),
        Cell(text=profile.coverage(score.scored, score.applicable)),
        Cell(text=profile.unknown_share(score.unknown_answers, score.answers)),
    )


def _steps(material: Material, domain: DomainMaterial) -> list[Block]:
    items = weakest_items(domain)[:MOST_STEPS]
    if not items:
        return []
    blocks: list[Block] = [Paragraph(text=texts.STEPS_LEAD, tone="lead")]
    for item in items:
        blocks += [Heading(level=4, text=item.question.text), step_facts(material, item)]
    return blocks


def weakest_items(domain: DomainMaterial) -> list[Item]:
    """The scored items that can still grow, lowest first, then in the order of the questionnaire."""
    scored = [item for item in domain.items if item.score.points is not None and item.score.points < 100]
    return sorted(scored, key=lambda item: item.score.points or Fraction(0))
