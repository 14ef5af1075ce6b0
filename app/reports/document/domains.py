"""Sections 3 and 4 and the annex: each domain, the municipality as a whole, and every question as facts."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

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
    Section,
    Table,
)
from app.documents.printed import CHANGED, WINS
from app.reports.document import differences, overview, scores
from app.reports.document.material import DomainMaterial, Item, Material
from app.reports.document.overview import score_cell, score_dot
from app.reports.document.scores import CellInWords
from app.texts.assessments import split_question
from app.texts.words import listing
from app.web.formatting import number
from scoring.assessment import Evidence
from scoring.result import DimensionScore, Total
from scoring.words import BALANCED, word_step

TOTAL = "Totaal"


def cell_name(dimension: str, level: str) -> str:
    """A cell of the profile in words: `middelen bij beleid`."""
    return f"{dimension.lower()} bij {level.lower()}"


STEPS_LEAD = f"{WINS}. Alle antwoorden staan in de bijlage."
ANNEX_LEAD = "Per vraag: het antwoord nu, 1 stap verder, de reden en het bewijs."
GENERAL_PART = "De hele gemeente"


GENERAL_LEAD = (
    "Deze vragen gaan over de hele gemeente. Ze tellen niet mee in de scores van de domeinen. "
    "De antwoorden staan in de bijlage."
)
GROUPS_CAPTION = "Score per onderwerp (0 tot 100 punten)"
TOO_LITTLE = "Nog te weinig bekend"


def group_extremes(highest: Sequence[str], lowest: Sequence[str], shown: int) -> str:
    """Which groups score highest and lowest; on a tie more than one."""
    if shown == 0:
        return "Over geen enkel onderwerp is al genoeg bekend voor een score."
    if shown == 1:
        return f"Alleen {_quoted(highest)} heeft al een score."
    if list(highest) == list(lowest):
        return "Alle onderwerpen met een score staan even hoog."
    return f"Het verst is de gemeente met {_quoted(highest)}, het minst ver met {_quoted(lowest)}."


def _quoted(groups: Sequence[str]) -> str:
    return listing([f"‘{group.lower()}’" for group in groups])


def step_facts(material: Material, item: Item) -> KeyFacts:
    """Now, and one step further."""
    return KeyFacts(facts=tuple(_steps(material, item)))


def item_facts(material: Material, item: Item) -> KeyFacts:
    """All that the report for the municipality says about an item: no answer that is only somebody's own."""
    facts = (
        *_steps(material, item),
        FactRow(label="Basis", text=scores.basis(item.score.agreed, len(item.answers), len(item.numbers))),
        *_difference(material, item),
        *_agreed(material, item),
        *_own(material, item),
        *_remarks(material, item),
    )
    return KeyFacts(facts=facts)


def _steps(material: Material, item: Item) -> Iterator[FactRow]:
    yield FactRow(label="Nu", text=now_text(material, item))
    if (further := step_text(item)) is not None:
        yield FactRow(label="1 stap verder", text=further)


def now_text(material: Material, item: Item) -> str:
    """Where an item stands: with a word of the profile (S11), which a chance question (S19) does not have."""
    points, options = item.score.points, item.question.options
    if points is None:
        return scores.UNKNOWN if item.score.state == "unknown" else scores.NOT_APPLICABLE
    if is_chance(item):
        return scores.chance_now(options, points)
    return scores.now(options, material.questionnaire.words, points)


def step_text(item: Item) -> str | None:
    """What the next answer says; None where nothing is known, and for a chance: nobody works on a good moment."""
    points = item.score.points
    return None if points is None or is_chance(item) else scores.next_step(item.question.options, points)


def is_chance(item: Item) -> bool:
    """Whether it is about what can be won and whether it is feasible, and not about how far a domain is."""
    return item.question.kind == "opportunity"


def _difference(material: Material, item: Item) -> Iterator[FactRow]:
    agreement = material.result.agreement.get(item.id)
    if agreement is not None and agreement.n > 1:
        yield FactRow(label="Collega’s", text=differences.said(agreement.kind, agreement.average_deviation))


def _agreed(material: Material, item: Item) -> Iterator[FactRow]:
    if item.agreed is None:
        return
    yield FactRow(label="Reden", text=item.agreed.reason)
    yield from evidence_facts(item.agreed.evidence)
    if dissent := material.context.dissents.get(item.id):
        yield FactRow(label="Iemand ziet het anders", text=dissent)


def _own(material: Material, item: Item) -> Iterator[FactRow]:
    """The reason of the only participant; said once when the agreed score took it over."""
    if not material.sole_participant:
        return
    for answer in item.answers:
        if answer.reason and answer.reason.strip() and not (item.agreed and item.agreed.reason == answer.reason):
            yield FactRow(label="Toelichting" if item.agreed else "Reden", text=answer.reason)
        if not (item.agreed and item.agreed.evidence == answer.evidence):
            yield from evidence_facts(answer.evidence)


def evidence_facts(evidence: Evidence | None) -> Iterator[FactRow]:
    """What an answer rests on, with its link as a fact of its own."""
    if evidence is None:
        return
    yield FactRow(label="Bewijs", text=scores.evidence(evidence.kind, evidence.note))
    if evidence.link:
        yield FactRow(label="Link", text=evidence.link, href=evidence.link)


def _remarks(material: Material, item: Item) -> Iterator[FactRow]:
    for remark in material.context.remarks:
        if remark.item == item.id:
            yield FactRow(label="Opmerking", text=f"{remark.text} ({remark.function})")


MOST_STEPS = 2
MOST_CHANGED = 3
_NOBODY_ALONE = 3
"""So many answers have a mean that tells nobody's own."""
_HALF_A_STEP = Fraction(1, 2)
OUT = "‘niet van toepassing’"
_WHOLE_SCALE = Fraction(4)


def moved(before: str, after: str) -> str:
    """From which score to which."""
    return f"van {before} naar {after}."


def mean_before(mean: Fraction) -> str:
    """What colleagues answered together, in steps."""
    return f"gemiddeld {number(mean)}"


def domains_section(material: Material) -> Section:
    """All chosen domains, one after the other."""
    blocks = [block for domain in material.domains for block in _domain_blocks(material, domain)]
    return Section(id="domeinen", title="Per domein", blocks=tuple(blocks))


def _domain_blocks(material: Material, domain: DomainMaterial) -> list[Block]:
    return [
        Heading(level=3, text=domain.domain.title, anchor=f"domein-{domain.domain.id}"),
        Paragraph(text=" ".join(_sentences(material, domain))),
        _profile_figure(material, domain),
        *_domain_steps(material, domain),
        *_changed(material, domain),
    ]


def _sentences(material: Material, domain: DomainMaterial) -> list[str]:
    total = domain.result.total
    unknown = sum(item.score.state == "unknown" for item in domain.items)
    found = [
        scores.total(domain.name, total.score, total.word, total.near_border),
        scores.reach(total.low, total.high, unknown),
        scores.strong_and_weak(*strong_and_weak(material, domain)),
        pattern_sentence(material, domain),
    ]
    return [sentence for sentence in found if sentence]


def strong_and_weak(material: Material, domain: DomainMaterial) -> tuple[CellInWords | None, CellInWords | None]:
    """The highest cell (first in order on a tie) and the weakest (S7)."""
    strongest, weakest = strongest_cell(domain), domain.result.weakest
    if strongest is None or weakest is None:
        return None, None
    (dimension, level), score = strongest
    return (
        CellInWords(named_cell(material, dimension, level), score),
        CellInWords(named_cell(material, weakest.dimension, weakest.level), weakest.score),
    )


def strongest_cell(domain: DomainMaterial) -> tuple[tuple[str, str], Fraction] | None:
    """The dimension and level with the highest score, and that score: the first in order on a tie."""
    cells = {place: score for place, score in domain.result.known.cells.items() if score is not None}
    return max(cells.items(), key=lambda entry: entry[1]) if cells else None


def named_cell(material: Material, dimension: str, level: str) -> str:
    """`middelen bij beleid`."""
    return cell_name(material.dimension_title(dimension), material.levels[level].title)


def pattern_sentence(material: Material, domain: DomainMaterial) -> str:
    """Which level stands above which, in words (S12)."""
    found = domain.result.pattern
    if found is None:
        return scores.levels_unknown()
    if found == BALANCED:
        return scores.balanced()
    levels = domain.result.known.levels
    high, low = (
        CellInWords(material.levels[level].title, levels[level] or Fraction(0)) for level in found.split("_above_")
    )
    return scores.out_of_balance(high, low)


def _profile_figure(material: Material, domain: DomainMaterial) -> Figure:
    total = domain.result.total
    parts: list[tuple[str, DimensionScore | Total]] = [
        (material.dimension_title(name), score) for name, score in domain.result.dimensions.items()
    ]
    parts.append((TOTAL, total))
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
    word = scores.word(scored.word, scored.near_border)
    if scored.score is None:
        return word.lower()
    return f"{scores.points(scored.score)} ({word})"


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
        _profile_row(TOTAL, DimensionScore(total.score, total.low, total.high, total.word, total.near_border, *sums))
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
        Cell(text=scores.word(score.word, score.near_border)),
        Cell(text=scores.bandwidth(score.low, score.high)),
        Cell(text=scores.coverage(score.scored, score.applicable)),
        Cell(text=scores.unknown_share(score.unknown_answers, score.answers)),
    )


def _domain_steps(material: Material, domain: DomainMaterial) -> list[Block]:
    items = weakest_items(domain)[:MOST_STEPS]
    if not items:
        return []
    blocks: list[Block] = [Paragraph(text=STEPS_LEAD, tone="lead")]
    for item in items:
        question = Paragraph(text=split_question(item.question)[0], tone="note")
        blocks += [Heading(level=4, text=item.question.short_name), question, step_facts(material, item)]
    return blocks


def _changed(material: Material, domain: DomainMaterial) -> list[Block]:
    """The agreed scores that differ most from the answers, with their reason; no answer that is only somebody's own."""
    found = [(item, said) for item in domain.items if (said := _before(material, item)) is not None]
    found.sort(key=lambda each: -each[1][0])
    told = tuple(
        f"{item.question.short_name}, {moved(before, after)} {item.agreed.reason if item.agreed else ''}"
        for item, (_, before, after) in found[:MOST_CHANGED]
    )
    return [Paragraph(text=CHANGED, tone="lead"), BulletList(items=told)] if told else []


def _before(material: Material, item: Item) -> tuple[Fraction, str, str] | None:
    """How far an agreed score lies from the answers, what those were and what it is; None where that is not told.

    It is told where one person filled in everything, and where the mean of three or more lies nearer to another answer.
    """
    if item.agreed is None or not item.answers:
        return None
    value, only = item.agreed.value, item.answers[0].value
    after = OUT if isinstance(value, str) else str(value)
    if material.sole_participant:
        if only in ("unknown", value):
            return None
        apart = Fraction(abs(only - value)) if isinstance(only, int) and isinstance(value, int) else _WHOLE_SCALE
        return apart, OUT if isinstance(only, str) else str(only), after
    if len(item.numbers) < _NOBODY_ALONE or isinstance(value, str):
        return None
    mean = Fraction(sum(item.numbers), len(item.numbers))
    return (abs(mean - value), mean_before(mean), after) if abs(mean - value) > _HALF_A_STEP else None


def weakest_items(domain: DomainMaterial) -> list[Item]:
    """The scored items that can still grow, lowest first, then in the order of the questionnaire."""
    scored = [item for item in domain.items if item.score.points is not None and item.score.points < 100]
    return sorted(scored, key=lambda item: item.score.points or Fraction(0))


def general_section(material: Material) -> Section:
    """The groups of general questions with their scores, never mixed into the domains."""
    blocks: list[Block] = [Paragraph(text=GENERAL_LEAD)]
    if material.general:
        blocks += [Paragraph(text=_extremes(material)), _groups_table(material)]
    return Section(id="algemeen", title="De gemeente als geheel", blocks=tuple(blocks))


def _extremes(material: Material) -> str:
    scores = {group: score for group, score in material.result.general_groups.items() if score is not None}
    highest, lowest = max(scores.values(), default=None), min(scores.values(), default=None)
    return group_extremes(
        [group for group, score in scores.items() if score == highest],
        [group for group, score in scores.items() if score == lowest],
        len(scores),
    )


def _groups_table(material: Material) -> Table:
    rows = []
    for group, score in material.result.general_groups.items():
        items = [item for item in material.general if item.question.group == group]
        states = [item.score.state for item in items]
        known = scores.coverage(states.count("scored"), len(states) - states.count("not_applicable"))
        word = TOO_LITTLE if score is None else material.questionnaire.words[word_step(score)]
        rows.append((Cell(text=group), score_cell(score), Cell(text=word), Cell(text=known)))
    columns = (Column(title="Onderwerp"), Column(title="Score", align="number"), Column(title="Woord"))
    return Table(caption=GROUPS_CAPTION, columns=(*columns, Column(title="Vragen bekend")), rows=tuple(rows))


def annex_section(material: Material) -> Section:
    """All items of all domains, their chance questions, and the general ones."""
    blocks: list[Block] = [Paragraph(text=ANNEX_LEAD)]
    for domain in material.domains:
        blocks.append(Heading(level=3, text=domain.domain.title, anchor=f"antwoorden-{domain.domain.id}"))
        blocks += _item_blocks(material, (*domain.items, *domain.chances))
    if material.general:
        blocks.append(Heading(level=3, text=GENERAL_PART, anchor="antwoorden-algemeen"))
        blocks += _item_blocks(material, material.general)
    return Section(id="bijlage", title="Bijlage: alle vragen en antwoorden", blocks=tuple(blocks), annex=True)


def _item_blocks(material: Material, items: tuple[Item, ...]) -> list[Block]:
    blocks: list[Block] = []
    for item in items:
        blocks += [Heading(level=4, text=item.question.text), item_facts(material, item)]
    return blocks
