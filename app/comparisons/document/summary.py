"""Section 1: in words where each domain went, and then on which rounds and people that rests."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from app.comparisons.document.domains import TOGETHER, left_reason, new_reason
from app.comparisons.document.ground import Compared, Ground
from app.documents.model import Block, BulletList, Paragraph, Section
from app.reports.document import comparison as moves
from app.reports.document.comparison import STANDINGS, Standing
from app.texts.words import counted, listing, part_of, sentence_start

TITLE = "In het kort"
GROUPS: dict[Standing, str] = {
    "grown": "Meer integraal geworden",
    "mixed": "Deels vooruit, deels achteruit",
    "slipped": "Minder integraal geworden",
    "unsupported": "Zichtbaar anders, nog niet onderbouwd",
    "unsaid": "Nog niet te zeggen",
    "same": "Geen zichtbare verandering",
    "unknown": "Niet te vergelijken",
}
"""What can be said of a domain, in the order in which the summary tells it."""
CORE = "We vergelijken alleen vragen die in beide rondes een score hebben en nog hetzelfde betekenen."
SAME_PEOPLE = "Minstens de helft van de mensen die nu antwoord gaven, deed dat toen ook."
READING = "Zo lees je dit"
SMALL = "‘Iets omhoog’ of ‘iets omlaag’ is een kleine verandering. Die kan toeval zijn."
SUPPORTED = (
    "‘Onderbouwd’ betekent: bij minstens 1 vraag die meebewoog, staat in deze ronde bewijs en zei iemand dat er "
    "werkelijk iets veranderde. Een eigen indruk telt niet als bewijs."
)
UNSAID = (
    "‘Nog niet te zeggen’ betekent: bij sommige vragen is de score anders, maar niemand zei of er werkelijk iets "
    "veranderde. Het hangt daarvan af wat de uitkomst is."
)
NOBODY = "In deze vergelijking staat geen enkel domein."

BY_CHANCE = (
    "Ook een zichtbare of onderbouwde verandering kan toeval zijn. We probeerden dit uit met verzonnen gemeenten waar "
    "niets veranderde. Bij hooguit 3 van de 100 leek toch ergens iets onderbouwd veranderd."
)


def in_numbers(counts: Mapping[Standing, int]) -> str:
    """How many domains went which way; growth and decline are always told, the rest where there is any."""
    total, said = sum(counts.values()), {standing: counted(n, "domein", "domeinen") for standing, n in counts.items()}
    if total == 0:
        return NOBODY
    grown = f"{part_of(counts.get('grown', 0), total)} domeinen"
    if total == 1:
        grown = "het ene domein" if counts.get("grown") else "geen enkel domein"
    told: dict[Standing, str] = {
        "grown": f"Bij {grown} is het beleid meer integraal geworden, zichtbaar en onderbouwd.",
        "slipped": f"Bij {said['slipped'] if counts.get('slipped') else 'geen enkel domein'} is het minder integraal "
        "geworden.",
        "mixed": f"Bij {said.get('mixed')} ging het deels vooruit en deels achteruit.",
        "unsupported": f"Bij {said.get('unsupported')} is een verandering nog niet onderbouwd.",
        "unsaid": f"Bij {said.get('unsaid')} is het nog niet te zeggen.",
        "same": f"Bij {said.get('same')} is er geen zichtbare verandering.",
        "unknown": f"{sentence_start(said.get('unknown', ''))} kunnen we niet vergelijken.",
    }
    return " ".join(text for standing, text in told.items() if standing in ("grown", "slipped") or counts.get(standing))


def summary_section(ground: Ground) -> Section:
    """Every domain of both rounds once, under what can be said of it."""
    return Section(id="kort", title=TITLE, blocks=tuple(_blocks(ground)))


def _blocks(ground: Ground) -> Iterator[Block]:
    material = ground.material
    before, after = material.before, material.after
    counts: Counter[Standing] = Counter(domain.standing for domain in ground.domains)
    counts["unknown"] += len(ground.left)
    yield Paragraph(text=in_numbers(counts))
    if not material.comparison.same_people:
        yield Paragraph(text=moves.OTHER_PEOPLE, tone="warning")
    for standing in STANDINGS:
        yield from _group(ground, standing)
    yield Paragraph(text=READING, tone="lead")
    yield Paragraph(text=f"Dit rapport legt ‘{after.title}’ naast ‘{before.title}’. {CORE}")
    then, now = before.questionnaire.version, after.questionnaire.version
    if then != now:
        changed = f"De vragenlijst veranderde tussendoor van versie {then} naar versie {now}."
        yield Paragraph(text=f"{changed} Bij ‘Niet te vergelijken’ staat welke vragen daardoor afvallen.")
    if material.comparison.same_people and after.data.answers:
        yield Paragraph(text=SAME_PEOPLE)
    yield from _meaning(ground)


def _group(ground: Ground, standing: Standing) -> Iterator[Block]:
    items = [_of_domain(ground, domain) for domain in ground.domains if domain.standing == standing]
    left = ground.left if standing == "unknown" else ()
    if items or left:
        yield Paragraph(text=f"{GROUPS[standing]} ({len(items) + len(left)})", tone="lead")
        # By reason: who measures two domains again has left many.
        by_reason: dict[str, list[str]] = {}
        for domain in left:
            by_reason.setdefault(left_reason(ground, domain), []).append(domain.short)
        for reason, names in by_reason.items():
            items.append(left_told(names, reason))
        yield BulletList(items=tuple(items))


def _of_domain(ground: Ground, domain: Compared) -> str:
    if domain.found is None:
        return of_domain(domain.name, new_reason(ground, domain))
    changes = [(ground.titles[name], change) for name, change in domain.found.dimensions.items()]
    return of_domain(domain.name, moves.dimensions_moved(changes, briefly=True))


def left_told(names: Sequence[str], reason: str) -> str:
    """The domains of the earlier round that are not compared for the same reason."""
    return of_domain(listing(names), reason if len(names) == 1 else TOGETHER[reason])


def of_domain(name: str, moved: str) -> str:
    """What happened in one domain; `moved` is about its dimensions."""
    return f"{name}: {moved[:1].lower()}{moved[1:]}"


def _meaning(ground: Ground) -> Iterator[Block]:
    """What small and supported mean, where something is said to have changed."""
    changes = [change for domain in ground.domains if domain.found for change in domain.found.dimensions.values()]
    kinds = {change.kind for change in changes}
    if "small" in kinds:
        yield Paragraph(text=SMALL)
    if "unsaid" in kinds:
        yield Paragraph(text=UNSAID)
    if "visible" in kinds:
        yield Paragraph(text=f"{SUPPORTED} {BY_CHANCE}")
