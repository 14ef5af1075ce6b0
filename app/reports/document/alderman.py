"""The alderman's page: why it matters, where we stand, what to decide; on one A4, without a table of numbers."""

from dataclasses import dataclass
from fractions import Fraction

from app.documents.model import Block, BulletList, Paragraph, Section
from app.reports.document.domains import cell_name, strongest_cell
from app.reports.document.material import DomainMaterial, Item, Material
from app.reports.document.overview import proposed, standings, start_and_later
from app.reports.sentences import alderman as texts
from app.reports.sentences.items import reached_text
from scoring.words import word_step

MOST_FACTS = 2
MOST_STRONG = 2
BOARD = "bestuur"
STRONG_STEP = 2
"""From the word In opbouw on, a cell is called strong; an answer is weak only below it."""


@dataclass(frozen=True, slots=True)
class _Strong:
    domain: DomainMaterial
    cell: tuple[str, str]
    """Its dimension and level."""
    score: Fraction


def alderman_sections(material: Material) -> tuple[Section, ...]:
    """The parts of the page, in the order in which an alderman asks."""
    return (
        _section("waarom", "Waarom dit telt voor jouw portefeuille", _why(material)),
        _section("stand", "Waar we staan", _standing(material)),
        _section("sterk", texts.STRONG, _strong(material)),
        _section("zwak", texts.WEAK, _weak(material)),
        _section("voorstel", "Ons voorstel", _proposal(material)),
        _section("besluiten", "3 besluiten die we vragen", _decisions(material)),
    )


def _section(section_id: str, title: str, blocks: list[Block]) -> Section:
    return Section(id=section_id, title=title, blocks=tuple(blocks))


def _first_domains(material: Material) -> tuple[DomainMaterial, ...]:
    return proposed(material) or material.domains


def _why(material: Material) -> list[Block]:
    """The sourced facts of the first two domains that have one, the proposed ones first."""
    order = dict.fromkeys((*proposed(material), *material.domains))
    facts = [domain.domain.fact for domain in order if domain.domain.fact is not None][:MOST_FACTS]
    blocks: list[Block] = [Paragraph(text=texts.BASIC_SKILLS)]
    if not facts:
        return blocks
    asked = material.questionnaire
    return [
        *blocks,
        BulletList(items=tuple(texts.fact(each.text, asked.source(each.source).title, each.year) for each in facts)),
    ]


def _standing(material: Material) -> list[Block]:
    municipality = material.result.municipality
    lines = texts.words([(standing.name, standing.word) for standing in standings(material)])
    unknown = [domain.name for domain in material.domains if domain.result.total.score is None]
    return [
        Paragraph(text=texts.reached(municipality.reached, municipality.shown, material.questionnaire.words)),
        BulletList(items=(*lines, *([texts.unknown(unknown)] if unknown else []))),
    ]


def _strong(material: Material) -> list[Block]:
    words = material.questionnaire.words
    found = [
        texts.strong(strong.domain.name, cell_name(material, *strong.cell), words[word_step(strong.score)])
        for strong in _strong_places(material)
    ]
    nothing = texts.NO_STRONG if _anything_known(material) else texts.NO_STRONG_KNOWN
    return [BulletList(items=tuple(found) or (nothing,))]


def _weak(material: Material) -> list[Block]:
    weak = _weakest_of_the_board(material)
    if weak is not None:
        return [BulletList(items=(texts.weak(weak[0].name, weak[1].question.text),))]
    known = any(item.score.points is not None for domain in material.domains for item in _of_the_board(domain))
    return [BulletList(items=(texts.NO_WEAK if known else texts.NO_WEAK_KNOWN,))]


def _anything_known(material: Material) -> bool:
    """What is unknown is not weak: without any score nothing can be said."""
    return any(score is not None for domain in material.domains for score in domain.result.known.cells.values())


def _strong_places(material: Material) -> list[_Strong]:
    """The strongest cells of two domains, highest first, as far as they are at least in the making."""
    found = []
    for domain in material.domains:
        strongest = strongest_cell(domain)
        if strongest is not None and word_step(strongest[1]) >= STRONG_STEP:
            found.append(_Strong(domain, *strongest))
    return sorted(found, key=lambda strong: -strong.score)[:MOST_STRONG]


def _of_the_board(domain: DomainMaterial) -> list[Item]:
    return [item for item in domain.items if item.question.level == BOARD]


def _weakest_of_the_board(material: Material) -> tuple[DomainMaterial, Item] | None:
    """The lowest scored item at the level of the board, in the proposed domains first.

    Not in a cell that the page just called strong, and not where the answer is in the making already.
    """
    strong = {(place.domain.domain.id, *place.cell) for place in _strong_places(material)}
    for domains in (_first_domains(material), material.domains):
        found = [
            (item.score.points, domain, item)
            for domain in domains
            for item in _of_the_board(domain)
            if item.score.points is not None
            and word_step(item.score.points) < STRONG_STEP
            and (domain.domain.id, _dimension(material, item), BOARD) not in strong
        ]
        if found:
            _, domain, item = min(found, key=lambda entry: entry[0])
            return domain, item
    return None


def _dimension(material: Material, item: Item) -> str | None:
    facet = item.question.facet
    return material.questionnaire.dimension_of[facet] if facet else None


def _proposal(material: Material) -> list[Block]:
    """Where to begin, and apart from that what can wait; or why there is nothing to propose."""
    start, later = start_and_later(material)
    if not start and not later:
        return [Paragraph(text=texts.ALL_REACHED if material.result.ranking else texts.NO_PROPOSAL)]
    blocks: list[Block] = []
    if start:
        reasons = tuple(_reason(domain) for domain in start)
        blocks += [Paragraph(text=texts.proposal(len(start))), BulletList(items=reasons, ordered=True)]
    if later:
        lead = texts.LATER if start else texts.only_later(len(later))
        blocks += [Paragraph(text=lead), BulletList(items=tuple(_reason(domain) for domain in later))]
    return blocks


def _reason(domain: DomainMaterial) -> str:
    word = domain.result.opportunity.word if domain.result.opportunity else ""
    answers: dict[str, str] = {}
    for item in domain.chances:
        if item.score.points is not None and item.question.axis:
            answers.setdefault(item.question.axis, reached_text(item.question.options, item.score.points))
    return texts.reason(domain.domain.title, word, answers)


def _decisions(material: Material) -> list[Block]:
    return [BulletList(items=(_first_decision(material), *texts.DECISIONS), ordered=True)]


def _first_decision(material: Material) -> str:
    start, later = start_and_later(material)
    if start or not material.result.ranking:
        return texts.assignment([domain.name for domain in start])
    return texts.WAIT_OR_BEGIN if later else texts.HOLD
