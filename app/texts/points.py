"""What the application says about the points to talk about."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from app.texts.words import SPECIAL, counted, listing, part_of
from app.web.formatting import number

KINDS: Mapping[str, str] = {
    "different": "Verschil",
    "inside_outside": "Eigen niveau en anderen",
    "no_evidence": "3 of 4 zonder bewijs",
    "unknown": "Niet bekend",
    "not_applicable": "Niet van toepassing",
    "pattern": "Opvallend patroon",
    "uncertain": "Niet zeker",
}
WHY: Mapping[str, str] = {
    "different": "Collega’s zien dit duidelijk verschillend.",
    "inside_outside": "Wie op dit niveau werkt, antwoordt gemiddeld minstens 1 stap hoger of lager dan anderen.",
    "no_evidence": "Er is 3 of 4 geantwoord of afgesproken. Nog niemand schreef op waar dat uit blijkt.",
    "unknown": "Nog niemand weet het antwoord.",
    "not_applicable": "Iemand antwoordt dat deze vraag niet van toepassing is.",
    "pattern": "Iemand gaf bij een domein steeds hetzelfde antwoord, of antwoordde heel snel. Vraag hoe dat komt. "
    "Het zegt niet dat de antwoorden niet kloppen.",
    "uncertain": "Iemand is niet zeker van het antwoord.",
}
"""Why a point of this kind is on the list."""

SETTLED = "Opgeslagen: hier is geen afspraak nodig."
OPENED = "Het punt staat weer open."
GONE = "Dit punt staat niet meer op de lijst. Er is intussen iets veranderd."
DONE = "Punt besproken"
END = "Dit was het laatste punt van de lijst."
KINDS_MISSING = "Kies welke punten jullie hebben besproken."
NO_SUBJECT = "Kies eerst een punt. Open het punt in de lijst hieronder en vul daar in waarom er geen afspraak nodig is."
KIND_UNKNOWN = "Kies uit de punten op deze pagina."


def progress(questions: int, patterns: int, settled: int) -> str:
    """How much there is to talk about, and how many points were settled."""
    open_ = [
        *([counted(questions, "vraag", "vragen")] if questions else []),
        *([counted(patterns, "opvallend patroon", "opvallende patronen")] if patterns else []),
    ]
    if not open_:
        left = "Er zijn geen open punten meer." if settled else "Er zijn geen punten om te bespreken."
    else:
        left = f"Er {'is' if questions + patterns == 1 else 'zijn'} {listing(open_)} open."
    return f"{left} {counted(settled, 'punt is', 'punten zijn')} afgehandeld." if settled else left


def place(place_: int | None, total: int) -> str:
    """Where a point stands on the list; None when it is on it no more."""
    if place_ is None:
        return f"Dit punt is klaar. Op de lijst {_stand(total)} nog {counted(total, 'punt', 'punten')}."
    return f"Punt {place_} van {total}"


def _stand(n: int) -> str:
    return "staat" if n == 1 else "staan"


GROUPS: Mapping[str, str] = {
    "different": "Hier denken jullie verschillend over",
    "inside_outside": "Wie op dit niveau werkt, antwoordt anders",
    "unknown": "Dit weet nog niemand",
    "not_applicable": "Iemand vindt dit niet van toepassing",
    "uncertain": "Hier is iemand niet zeker",
    "pattern": "Vraag hoe dit komt",
    "no_evidence": "Schrijf op waar het uit blijkt",
}
"""Over the questions of a kind."""
LATER = "Iemand antwoordt 3 of 4, of jullie spraken het af. Er staat nog geen bewijs bij. Dit kan ook na het gesprek."
NOT_WRONG = "Het zegt niet dat de antwoorden niet kloppen."
AGREED = ("afgesproken", "done")
WIDEST = 4
MOST = 3
"""So many colleagues with the same answer against one other are told as such."""


def begin(kind: str, count: int) -> str:
    """On the button that leads to the first of so many questions."""
    if kind == "different":
        return "Begin met het verschil" if count == 1 else f"Begin met de {count} verschillen"
    return "Begin met dit punt" if count == 1 else f"Begin met deze {count} punten"


def badge(kind: str, *, refused: int, unsure: int) -> str:
    """What else there is about a question, in two or three words."""
    return {
        "no_evidence": "geen bewijs",
        "not_applicable": f"{refused}× niet van toepassing",
        "uncertain": f"{unsure}× niet zeker",
    }.get(kind, KINDS.get(kind, kind).lower())


def evidence_of(questions: int, agreed: int) -> str:
    """How many questions of a domain ask for evidence, and of how many a score was agreed."""
    said = counted(questions, "vraag", "vragen")
    return f"{said}, {part_of(agreed, questions)} al afgesproken" if agreed else said


def difference(values: Sequence[int]) -> str:
    """How far the answers with a score lie apart."""
    low, *_, high = found = sorted(values)
    if high - low == WIDEST:
        return f"heel ver uit elkaar, van {low} tot {high}"
    for value, other in ((low, high), (high, low)):
        if found.count(value) >= MOST and found.count(other) == 1 and len(found) == found.count(value) + 1:
            return f"{found.count(value)} collega’s {value}, 1 collega {other}"
    return f"{low} en {high}" if len(found) == len({low, high}) else f"van {low} tot {high}"


def sides(inside: Fraction, outside: Fraction) -> str:
    """The people of the level itself against all others."""
    return f"gemiddeld {number(inside)} van wie daar werkt, {number(outside)} van anderen"


def refused(people: int, of: int) -> str:
    """How many of those who answered say that it does not apply."""
    return "de enige die antwoordde" if of == 1 else part_of(people, of)


def alike(n: int, value: int) -> str:
    return f"Gaf {n} keer hetzelfde antwoord: {value}."


def fast(seconds: float) -> str:
    return f"Antwoordde snel: ongeveer {counted(max(1, round(seconds)), 'seconde', 'seconden')} per vraag."


def unsure(functions: Sequence[str]) -> str:
    return listing(functions)


def strip(counts: Mapping[str, int], agreed: str | None, *, is_apart: bool) -> str:
    """How the answers to a question lie, for who hears the picture of it."""
    given = [f"{counts[value]} keer {_value(value)}" for value in sorted(counts) if counts[value]]
    said = f"Antwoorden: {', '.join(given)}." if given else "Geen antwoorden."
    told = [said, *([f"Afgesproken: {_value(agreed)}."] if agreed is not None else [])]
    return " ".join([*told, *(["Ver uit elkaar."] if is_apart else [])])


def _value(value: str) -> str:
    return SPECIAL[value].lower() if value in SPECIAL else value
