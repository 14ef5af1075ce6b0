"""In short: where policy became more integral, where it stayed as it was, and where it slipped."""

from collections.abc import Mapping, Sequence

from app.comparisons.sentences.excluded import TOGETHER
from app.reports.document.comparison import Standing
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


def compared(then: str, now: str) -> str:
    """Which rounds stand beside each other."""
    return f"Dit rapport legt ‘{now}’ naast ‘{then}’. {CORE}"


def other_version(before: int, after: int) -> str:
    """That the questionnaire changed in between."""
    return (
        f"De vragenlijst veranderde tussendoor van versie {before} naar versie {after}. "
        "Bij ‘Niet te vergelijken’ staat welke vragen daardoor afvallen."
    )


def in_numbers(counts: Mapping[Standing, int]) -> str:
    """How many domains went which way; growth and decline are always told, the rest where there is any."""
    total = sum(counts.values())
    if total == 0:
        return NOBODY
    grown = _first(counts.get("grown", 0), total)
    slipped = (
        counted(counts.get("slipped", 0), "domein", "domeinen") if counts.get("slipped", 0) else "geen enkel domein"
    )
    told = [
        f"Bij {grown} is het beleid meer integraal geworden, zichtbaar en onderbouwd.",
        f"Bij {slipped} is het minder integraal geworden.",
    ]
    if mixed := counts.get("mixed", 0):
        told.append(f"Bij {counted(mixed, 'domein', 'domeinen')} ging het deels vooruit en deels achteruit.")
    if unsupported := counts.get("unsupported", 0):
        told.append(f"Bij {counted(unsupported, 'domein', 'domeinen')} is een verandering nog niet onderbouwd.")
    if unsaid := counts.get("unsaid", 0):
        told.append(f"Bij {counted(unsaid, 'domein', 'domeinen')} is het nog niet te zeggen.")
    if same := counts.get("same", 0):
        told.append(f"Bij {counted(same, 'domein', 'domeinen')} is er geen zichtbare verandering.")
    if unknown := counts.get("unknown", 0):
        told.append(f"{sentence_start(counted(unknown, 'domein', 'domeinen'))} kunnen we niet vergelijken.")
    return " ".join(told)


def _first(n: int, total: int) -> str:
    if total == 1:
        return "het ene domein" if n else "geen enkel domein"
    return f"{part_of(n, total)} domeinen"


def of_domain(name: str, moved: str) -> str:
    """What happened in one domain; `moved` is about its dimensions."""
    return f"{name}: {moved[:1].lower()}{moved[1:]}"


def left(names: Sequence[str], reason: str) -> str:
    """The domains of the earlier round that are not compared for the same reason."""
    return of_domain(listing(names), reason if len(names) == 1 else TOGETHER[reason])


def group(standing: Standing, n: int) -> str:
    """Above the domains of a group."""
    return sentence_start(f"{GROUPS[standing]} ({n})")
