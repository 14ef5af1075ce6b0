"""What is said of the questions of a domain on a line each, and of taking over their answers."""

from collections.abc import Mapping, Sequence

from app.texts.words import SPECIAL, counted, listing

GROUPS = {
    "differs": "Hier verschillen de antwoorden",
    "unknown": "Dit weet nog niemand",
    "taken": "Eens",
    "agreed": "Al afgesproken",
    "asked": "De vragen",
}
"""What stands out, in the order in which it is best looked at."""
SENT_BACK = (
    "Dit domein is teruggestuurd: de antwoorden kunnen nog veranderen. Daarom is er niets overgenomen. "
    "Overnemen kan als de coördinator opnieuw heeft ingeleverd."
)
OTHERWISE = "Deze antwoorden zijn intussen anders. Kijk nog eens. Je reden staat er nog."


def agreed(value: str) -> str:
    return f"Afgesproken: {_value(value)}"


def taken(value: str, unknown: int) -> str:
    """What would be agreed, and how many do not know it."""
    return f"Wordt {_value(value)}{_unknown(unknown)}"


def differing(counts: Mapping[str, int]) -> str:
    """How far the answers lie apart, and who has no score."""
    scores = sorted(value for value in counts if value.isdecimal() and counts[value])
    apart = [f"van {scores[0]} tot {scores[-1]}" if len(scores) > 1 else scores[0]] if scores else []
    refused = counts.get("not_applicable", 0)
    apart += [f"{refused}× niet van toepassing"] if refused else []
    if not apart:
        return _unknown(counts.get("unknown", 0)).removeprefix(", ") or "niemand antwoordde"
    return f"{', '.join(apart)}{_unknown(counts.get('unknown', 0))}"


def own(values: Sequence[str]) -> str:
    """What somebody answered who sees no answers of others yet."""
    return f"Jullie antwoord: {listing([_value(value) for value in values])}" if values else "Nog geen antwoord"


def _unknown(people: int) -> str:
    if not people:
        return ""
    return f", {people} {'weet' if people == 1 else 'weten'} het niet"


def _value(value: str) -> str:
    return SPECIAL.get(value, value).lower()


def button(count: int) -> str:
    return f"Neem {counted(count, 'antwoord', 'antwoorden')} over"


def alike(count: int) -> str:
    """In how many questions nobody says something else."""
    return f"Bij {counted(count, 'vraag', 'vragen')} geeft iedereen die het weet hetzelfde antwoord."


def left(count: int) -> str:
    """That not everything is taken over."""
    if not count:
        return "Daarna is alles afgesproken."
    stays = "blijft" if count == 1 else "blijven"
    return f"{counted(count, 'vraag', 'vragen')} {stays} open: daar verschillen de antwoorden, of weet niemand het."
