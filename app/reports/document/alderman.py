"""The alderman's page: why it matters, where we stand, what to decide; on one A4, without a table of numbers."""

from fractions import Fraction

from app.reports.document.domains import strong_and_weak
from app.reports.document.editions import Section
from app.reports.document.material import DomainMaterial, Item, Material
from app.reports.document.model import Block, BulletList, Paragraph
from app.reports.document.summary import proposed, standings
from app.reports.sentences import alderman as texts
from app.reports.sentences.items import reached_text
from app.reports.sentences.profile import Place
from scoring.words import word_step

MOST_FACTS = 2
MOST_STRONG = 2
BOARD = "bestuur"
STRONG_STEP = 2
"""From the word In opbouw on, a cell is called strong."""


def alderman_sections(material: Material) -> tuple[Section, ...]:
    """The parts of the page, in the order in which an alderman asks."""
    return (
        _section("waarom", "Waarom dit telt voor jouw portefeuille", _why(material)),
        _section("stand", "Waar we staan", _standing(material)),
        _section("sterk", "Sterk en zwak", _strong_and_weak(material)),
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


def _strong_and_weak(material: Material) -> list[Block]:
    strong = [
        texts.strong(domain.name, place.name, material.questionnaire.words[word_step(score)])
        for score, domain, place in _strong_places(material)[:MOST_STRONG]
    ]
    weak = _weakest_of_the_board(material)
    weak_text = texts.weak(weak[0].name, weak[1].question.text) if weak else texts.NO_WEAK
    if not strong:
        strong = [texts.NO_STRONG if _anything_known(material) else texts.NO_STRONG_KNOWN]
    return [BulletList(items=(*strong, weak_text))]


def _anything_known(material: Material) -> bool:
    """What is unknown is not weak: without any score nothing can be said."""
    return any(score is not None for domain in material.domains for score in domain.result.known.cells.values())


def _strong_places(material: Material) -> list[tuple[Fraction, DomainMaterial, Place]]:
    """The strongest cell of each domain, highest first, as far as it is at least in the making."""
    found = []
    for domain in material.domains:
        place, _ = strong_and_weak(material, domain)
        if place is not None and place.score is not None and word_step(place.score) >= STRONG_STEP:
            found.append((place.score, domain, place))
    return sorted(found, key=lambda entry: -entry[0])


def _weakest_of_the_board(material: Material) -> tuple[DomainMaterial, Item] | None:
    """The lowest scored item at the level of the board, in the proposed domains first."""
    for domains in (_first_domains(material), material.domains):
        found = [
            (item.score.points, domain, item)
            for domain in domains
            for item in domain.items
            if item.question.level == BOARD and item.score.points is not None and item.score.points < 100
        ]
        if found:
            _, domain, item = min(found, key=lambda entry: entry[0])
            return domain, item
    return None


def _proposal(material: Material) -> list[Block]:
    chosen = proposed(material)
    if not chosen:
        return [Paragraph(text=texts.NO_PROPOSAL)]
    reasons = [_reason(domain) for domain in chosen]
    return [Paragraph(text=texts.proposal(len(chosen))), BulletList(items=tuple(reasons), ordered=True)]


def _reason(domain: DomainMaterial) -> str:
    word = domain.result.opportunity.word if domain.result.opportunity else ""
    answers: dict[str, str] = {}
    for item in domain.chances:
        if item.score.points is not None and item.question.axis:
            answers.setdefault(item.question.axis, reached_text(item.question.options, item.score.points))
    return texts.reason(domain.domain.title, word, answers)


def _decisions(material: Material) -> list[Block]:
    names = [domain.name for domain in proposed(material)]
    return [BulletList(items=texts.decisions(names), ordered=True)]
