"""Section 1: in five sentences, what stands out."""

from collections import Counter

from app.reports.document.editions import Section
from app.reports.document.material import DomainMaterial, Material
from app.reports.document.model import Block, BulletList, Fact, KeyFacts, Paragraph
from app.reports.document.overview import totals_figure
from app.reports.sentences import overview, summary
from app.reports.sentences.summary import Standing

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
        KeyFacts(facts=tuple(Fact(label=each.title, text=each.explanation) for each in asked.dimensions)),
    )


def standings(material: Material) -> list[Standing]:
    """The domains with a total, from high to low; on a tie in their own order."""
    shown = [domain for domain in material.domains if domain.result.total.score is not None]
    found = [Standing(domain.name, domain.result.total.score or 0, domain.result.total.word or "") for domain in shown]
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
