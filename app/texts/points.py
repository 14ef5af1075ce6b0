"""What the application says about the points to talk about."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from app.texts.words import SPECIAL, counted, listing, part_of, sentence_start
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


def progress(still: int, settled: int) -> str:
    """How many points are open, and how many were settled."""
    if not still and not settled:
        return "Er zijn geen punten om te bespreken."
    left = (
        "Er zijn geen open punten meer." if not still else f"Er {_are(still)} {counted(still, 'punt', 'punten')} open."
    )
    return f"{left} {counted(settled, 'punt is', 'punten zijn')} afgehandeld." if settled else left


def _are(n: int) -> str:
    return "is" if n == 1 else "zijn"


def place(place_: int | None, total: int) -> str:
    """Where a point stands on the list; None when it is on it no more."""
    if place_ is None:
        return f"Dit punt is klaar. Op de lijst {_stand(total)} nog {counted(total, 'punt', 'punten')}."
    return f"Punt {place_} van {total}"


def _stand(n: int) -> str:
    return "staat" if n == 1 else "staan"


def difference(values: str, deviation: Fraction) -> str:
    """What was answered, and how far that lies apart."""
    return f"Antwoorden: {values}. Gemiddeld verschil: {number(deviation)} stap."


def sides(inside: Fraction, outside: Fraction) -> str:
    """The people of the level itself against all others."""
    return f"Gemiddeld antwoord van wie op dit niveau werkt: {number(inside)}. Van anderen: {number(outside)}."


def high(people: int, agreed: str | None) -> str:
    """Who says 3 or 4: people who answer, or the agreed score."""
    if agreed is not None:
        return f"Afgesproken: {agreed}, zonder bewijs."
    return f"{counted(people, 'persoon antwoordt', 'personen antwoorden')} 3 of 4, zonder bewijs."


def could_know(answers: int, who: str) -> str:
    """That nobody knows, and who may."""
    said = (
        "Niemand heeft geantwoord."
        if not answers
        else f"{counted(answers, 'persoon weet', 'personen weten')} het niet."
    )
    return f"{said} Wie het kan weten: {who}."


def refused(people: int, of: int) -> str:
    """How many of those who answered say that it does not apply."""
    if of == 1:
        return "De enige die antwoordde, zegt: niet van toepassing."
    return (
        f"{sentence_start(part_of(people, of))} zeggen: niet van toepassing."
        if people > 1
        else f"1 van de {of} zegt: niet van toepassing."
    )


def alike(n: int, value: int) -> str:
    """That somebody gave the same answer everywhere."""
    return f"Gaf {n} keer hetzelfde antwoord: {value}."


def fast(seconds: float) -> str:
    """That somebody answered very fast."""
    return f"Antwoordde snel: ongeveer {counted(max(1, round(seconds)), 'seconde', 'seconden')} per vraag."


def unsure(functions: Sequence[str]) -> str:
    """Who is not sure."""
    return f"Niet zeker: {listing(functions)}."


def chosen_by(people: int) -> str:
    """How many people chose an answer."""
    return counted(people, "persoon", "personen") if people else "niemand"


def strip(counts: Mapping[str, int], agreed: str | None, *, is_apart: bool) -> str:
    """How the answers to a question lie, for who hears the picture of it."""
    given = [f"{counts[value]} keer {_value(value)}" for value in sorted(counts) if counts[value]]
    said = f"Antwoorden: {', '.join(given)}." if given else "Geen antwoorden."
    told = [said, *([f"Afgesproken: {_value(agreed)}."] if agreed is not None else [])]
    return " ".join([*told, *(["Ver uit elkaar."] if is_apart else [])])


def _value(value: str) -> str:
    return SPECIAL[value].lower() if value in SPECIAL else value
