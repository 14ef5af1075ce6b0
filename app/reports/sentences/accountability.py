"""How the report came about, and what its numbers are worth."""

from collections.abc import Mapping, Sequence

from app.reports.document.material import FUNCTIONS
from app.texts.words import counted, listing

WAYS = {
    "together": "Samen ingevuld: coördinator en adviseur zaten samen aan 1 scherm.",
    "invited": "Collega’s vulden ieder hun eigen deel in.",
    "mixed": "Voor een deel samen ingevuld, voor een deel door collega’s die ieder hun eigen deel deden.",
}

PROVENANCE = "Gebaseerd op de folder van het Maatwerktraject; nog niet door de Stichting vastgesteld."

CONVENTIONS = (
    "De grenzen in dit rapport, zoals 62,5 punten of 2 van de 3 vragen, zijn afspraken. "
    "Ze gelden tot een proef heeft laten zien hoeveel een score verschilt als dezelfde mensen nog een keer invullen."
)

NO_INTERVAL = (
    "De bandbreedte laat zien hoe laag en hoe hoog een score nog kan worden als de onbekende antwoorden bekend zijn. "
    "Het is geen statistische marge."
)

HOW_COUNTED = (
    "Elk antwoord telt 0, 25, 50, 75 of 100 punten. Een score is het gemiddelde van de antwoorden die bekend zijn. "
    "‘Weet ik niet’ en ‘niet van toepassing’ tellen niet mee, dus ook niet als nul."
)

OWN_JUDGEMENT = (
    "De antwoorden zijn het oordeel van de mensen die invulden. Ze zijn een begin van een gesprek, geen rapportcijfer."
)

PRELIMINARY = "Voorlopig: deze inventarisatie is nog niet vastgesteld. De cijfers kunnen nog veranderen."
WITHOUT_ADVISER = "Dit rapport is vastgesteld zonder adviseur van de Stichting."

_PLURALS = dict(FUNCTIONS.values())


def people(counts: Mapping[str, int]) -> str:
    """By how many people it was filled in, and with which function."""
    total = sum(counts.values())
    if total == 0:
        return "Niemand vulde deze inventarisatie in."
    if len(counts) == 1:
        return f"{listing([f'{n} {_plural(name, n)}' for name, n in counts.items()])}."
    functions = listing([f"{n} {_plural(name, n)}" for name, n in counts.items()])
    return f"{counted(total, 'persoon', 'personen')}: {functions}."


def _plural(name: str, n: int) -> str:
    if n == 1:
        return name
    first, rest = next(((one, name[len(one) :]) for one in _PLURALS if name.startswith(one)), (name, ""))
    return f"{_PLURALS.get(first, first)}{rest}"


def agreed_by(functions: Sequence[str]) -> str:
    """Who agreed the report."""
    return f"Door {listing(functions)}." if functions else "Nog niet vastgesteld."


def agreed_scores(agreed: int, scored: int) -> str:
    """How many of the scores were agreed."""
    if scored == 0:
        return "Er zijn nog geen scores."
    if agreed == 0:
        return "Over de scores is nog niets afgesproken: ze zijn het gemiddelde van de antwoorden."
    if agreed == scored:
        return "Alle scores zijn samen afgesproken, met een reden."
    are = "is" if agreed == 1 else "zijn"
    others = "De andere zijn het gemiddelde van de antwoorden."
    return f"{agreed} van de {scored} scores {are} samen afgesproken, met een reden. {others}"


def instrument(title: str, version: int) -> str:
    """Which questionnaire was used."""
    return f"{title}, versie {version}."


def rules(version: int) -> str:
    """Which rules made the scores."""
    return f"Versie {version}."


def check(address: str) -> str:
    """Where to check that a file is the report as it was agreed."""
    return f"Op {address} zie je of een bestand precies dit rapport is, zoals het is vastgesteld."


CHANCE_BORDERS = (
    "Een kans van 65 of meer heet ‘Nu kansrijk’, een kans van 45 of meer ‘Kansrijk met voorwerk’. "
    "Domeinen die minder dan 5 punten lager staan dan het eerste van hun groep, delen een plaats. "
    "De cijfers kiezen niet. Met dezelfde cijfers kun je ook een andere volgorde verdedigen."
)
