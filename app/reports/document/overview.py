"""Sections 1 and 2: what stands out in five sentences, and all domains at a glance."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

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
from app.reports.document import scores
from app.reports.document.material import DomainMaterial, Material
from app.texts.words import counted, listing, part_of, sentence_start
from app.web.formatting import Number, exact_number, number
from scoring.result import DimensionScore, Score, Total
from scoring.words import word_step


@dataclass(frozen=True, slots=True)
class DomainTotal:
    """A domain with its total, in points, and the word for it."""

    name: str
    score: Number
    word: str


def breadth(reached: int, shown: int) -> str:
    """How many domains have a total of 62.5 or more (S15)."""
    if shown == 0:
        return "Bij geen enkel domein weten we al genoeg voor een totaalscore."
    if shown == 1:
        more = "62,5 punten of meer: daar is al veel geregeld" if reached else "nog minder dan 62,5 punten"
        return f"1 domein heeft een totaalscore, en dat is {more}."
    if reached == 0:
        return f"Geen van de {shown} domeinen met een totaalscore heeft al 62,5 punten of meer."
    return f"Bij {part_of(reached, shown)} domeinen met een totaalscore is al veel geregeld: 62,5 punten of meer."


def extremes(standings: Sequence[DomainTotal]) -> str:
    """The highest and the lowest total; `standings` from high to low."""
    if not standings:
        return "Dit rapport laat daarom vooral zien welke antwoorden er al wel zijn."
    first, last = standings[0], standings[-1]
    if len(standings) == 1:
        return f"{first.name} heeft {_in_words(first)}."
    if first.score == last.score:
        return f"Alle domeinen met een totaalscore staan even hoog: {number(first.score)} punten."
    return f"{first.name} is het verst met {_in_words(first)}, en {last.name} het minst ver met {_in_words(last)}."


def _in_words(standing: DomainTotal) -> str:
    return f"{number(standing.score)} punten ({standing.word})"


def lowest_dimension(names: Sequence[str], dimensions: Sequence[str], times: int, domains: int) -> str:
    """Which of the dimensions is most often the lowest one; `names` holds more than one on a tie."""
    all_of_them = listing([name.lower() for name in dimensions])
    if domains == 0:
        return f"Hoe het staat met {all_of_them}, weten we voor geen enkel domein helemaal."
    lowest = listing([f"‘{name.lower()}’" for name in names])
    if len(names) > 1:
        return f"Van {all_of_them} zijn {lowest} even vaak het laagst."
    where = f"bij {part_of(times, domains)} domeinen met een totaalscore" if domains > 1 else "in dat domein"
    return f"Van {all_of_them} is {lowest} het laagst {where}."


def known(scored: int, applicable: int) -> str:
    """How many of the questions about domains have an answer (S8)."""
    if applicable == 0:
        return "Alle vragen over de domeinen zijn ‘niet van toepassing’."
    if scored == applicable:
        all_of_them = f"Alle {applicable} vragen over de domeinen hebben" if applicable > 1 else "De ene vraag heeft"
        return f"{all_of_them} een antwoord."
    if scored == 0:
        return f"Van de {counted(applicable, 'vraag', 'vragen')} over de domeinen is er nog geen beantwoord."
    answered = f"{scored} van de {applicable} vragen over de domeinen {'is' if scored == 1 else 'zijn'} beantwoord"
    return f"{answered}, van {applicable - scored} weten we het antwoord nog niet."


def chances(names: Sequence[str], later: Sequence[str], ranked: int) -> str:
    """Where the most chance lies, of at most three domains that have room to grow; `later` are those of S19."""
    if ranked == 0:
        return "Er is nog geen volgorde van domeinen met de meeste kans, want daarvoor weten we nog te weinig."
    if names:
        return f"De meeste kans ligt nu bij {listing(names)}."
    if later:
        stand = "staat" if len(later) == 1 else "staan"
        return f"Nu is er bij geen domein veel kans. Bovenaan in de volgorde {stand} {listing(later)}."
    return "Alle domeinen met een volgorde zijn al zo ver als de ambitie vraagt."


def domains_chosen(names: Sequence[str]) -> str:
    """Which domains this report is about."""
    return sentence_start(f"{counted(len(names), 'domein', 'domeinen')}: {listing(names)}.")


HEAT_CAPTION = "Score per domein, dimensie en niveau (0 tot 100 punten)"
TOTALS_CAPTION = "Totaalscore per domein"
BANDWIDTH = (
    "De balk is de bandbreedte: hoe laag en hoe hoog een score nog kan worden als de onbekende antwoorden bekend zijn."
)
HEAT_NOTE = (
    "Staat er ‘1 van 2’ bij een vak? Dan is van 1 van de 2 vragen het antwoord bekend. "
    "Een streep betekent: geen score. Dat is iets anders dan 0 punten."
)


def what_we_ask(levels: Sequence[str]) -> str:
    """At which levels the dimensions are asked about; the dimensions follow."""
    return f"Per domein kijken we bij {listing([level.lower() for level in levels])} naar:"


def points_and_words(words: Sequence[str]) -> str:
    """What the points and the five words mean."""
    return (
        "Elke score loopt van 0 tot 100 punten. Bij de score hoort een woord. "
        f"Van laag naar hoog zijn dat: {listing([f'‘{word}’' for word in words])}."
    )


def no_score(applicable: int) -> str:
    """Why a cell has no score."""
    return "niet bekend" if applicable else "n.v.t."


def totals_message(shown: int, domains: int) -> str:
    """What the picture of the totals shows."""
    if shown == 0:
        return "Voor geen enkel domein is genoeg bekend voor een totaalscore."
    if shown == domains:
        reach = "Elk domein heeft" if domains > 1 else "Dit domein heeft"
        return f"{reach} een totaalscore. {BANDWIDTH}"
    have = "heeft" if shown == 1 else "hebben"
    return f"Van de {counted(domains, 'domein', 'domeinen')} {have} er {shown} een totaalscore. {BANDWIDTH}"


def totals_alt(domains: Sequence[tuple[str, str]]) -> str:
    """The picture of the totals in words."""
    return "Totaalscore per domein. " + " ".join(f"{name}: {words}." for name, words in domains)


def profile_alt(domain: str, parts: Sequence[tuple[str, str]]) -> str:
    """The picture of one domain in words."""
    return f"Scores van {domain}. " + " ".join(f"{name}: {words}." for name, words in parts)


def profile_caption(domain: str) -> str:
    return f"Scores van {domain}"


def profile_message(lowest: Sequence[str], domain: str) -> str:
    """What the picture of one domain shows: which dimensions are lowest, `lowest` being none when some are unknown."""
    if not lowest:
        return f"Nog niet alle dimensies van {domain} hebben een score."
    if len(lowest) > 1:
        return f"Het laagst zijn {listing([name.lower() for name in lowest])}."
    return f"Van de drie dimensies is {lowest[0].lower()} het laagst."


def overview_section(material: Material) -> Section:
    """The heat table, with how to read it."""
    blocks = (
        Paragraph(text=f"{points_and_words(material.questionnaire.words)} Hoe donkerder het vak, hoe hoger."),
        _heat_table(material),
        Paragraph(text=HEAT_NOTE, tone="note"),
    )
    return Section(id="beeld", title="Het hele beeld", blocks=blocks)


def _heat_table(material: Material) -> HeatTable:
    levels = tuple(level.title for level in material.questionnaire.levels)
    return HeatTable(
        caption=HEAT_CAPTION,
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
        return HeatCell(text="–", word=no_score(applicable))
    note = None if scored == applicable else scores.coverage(scored, applicable)
    step = word_step(score)
    word = material.questionnaire.words[step]
    return HeatCell(text=scores.points(score), word=word, step=step, value=exact_number(score), note=note)


def totals_figure(material: Material) -> Figure:
    """The totals of all domains with their bandwidth."""
    names = [domain.name for domain in material.domains if domain.result.total.score is not None]
    return Figure(
        kind="dots",
        message=totals_message(len(names), len(material.domains)),
        alt=totals_alt([(domain.name, _total_words(domain)) for domain in material.domains]),
        words=material.questionnaire.words,
        dots=tuple(score_dot(domain.name, domain.result.total) for domain in material.domains),
        table=_totals_table(material),
    )


def _total_words(domain: DomainMaterial) -> str:
    total = domain.result.total
    word = scores.word(total.word, total.near_border)
    return f"{scores.points(total.score)} ({word})" if total.score is not None else word.lower()


def _totals_table(material: Material) -> Table:
    titles = ("Domein", "Score", "Woord", "Bandbreedte", "Vragen bekend", "‘Weet ik niet’")
    return Table(
        caption=TOTALS_CAPTION,
        columns=tuple(Column(title=title, align="number" if title == "Score" else "text") for title in titles),
        rows=tuple(_totals_row(domain) for domain in material.domains),
    )


def _totals_row(domain: DomainMaterial) -> tuple[Cell, ...]:
    total, parts = domain.result.total, domain.result.dimensions.values()
    return (
        Cell(text=domain.name),
        score_cell(total.score),
        Cell(text=scores.word(total.word, total.near_border)),
        Cell(text=scores.bandwidth(total.low, total.high)),
        Cell(text=scores.coverage(sum(part.scored for part in parts), sum(part.applicable for part in parts))),
        Cell(
            text=scores.unknown_share(sum(part.unknown_answers for part in parts), sum(part.answers for part in parts))
        ),
    )


def score_cell(score: Score) -> Cell:
    """A score as a cell: a dash without one."""
    return Cell(text=scores.points(score), value=None if score is None else exact_number(score))


def score_dot(label: str, scored: DimensionScore | Total, strong: bool = False) -> Dot:
    """A score with its bandwidth as a row of a dot plot."""
    values = (scored.score, scored.low, scored.high)
    value, low, high = (None if points is None else exact_number(points) for points in values)
    text = scores.points(scored.score) if scored.score is not None else scores.TOO_LITTLE_KNOWN
    return Dot(label=label, text=text, value=value, low=low, high=high, strong=strong)


MOST_PROPOSED = 3
KEEP = "Behouden"
LATER = "Later"


def summary_section(material: Material) -> Section:
    """What stands out, in exactly five sentences; what the words in it mean, and the totals."""
    start, later = ([domain.name for domain in domains] for domains in start_and_later(material))
    sentences = (
        breadth(material.result.municipality.reached, material.result.municipality.shown),
        extremes(standings(material)),
        _lowest_dimension(material),
        _known(material),
        chances(start, later, len(material.result.ranking)),
    )
    blocks = (BulletList(items=sentences, ordered=True), *_what_we_ask(material), totals_figure(material))
    return Section(id="kort", title="In 5 zinnen", blocks=blocks)


def _what_we_ask(material: Material) -> tuple[Block, ...]:
    """What the words for the dimensions and levels mean, where a reader meets them first."""
    asked = material.questionnaire
    return (
        Paragraph(text=what_we_ask([level.title for level in asked.levels])),
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
    return lowest_dimension(names, [dimension.title for dimension in asked], most, domains)


def _known(material: Material) -> str:
    found = [score for domain in material.domains for score in domain.result.dimensions.values()]
    return known(sum(score.scored for score in found), sum(score.applicable for score in found))
