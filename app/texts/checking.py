"""The words of the page on which anybody checks a report."""

from app.texts.reports import EDITION_NAMES, FORMS
from app.texts.words import counted

CHECK_PAGE = "/rapporten/controle"

NOTHING = "Kies een bestand of plak een controlecode."
TWO_THINGS = (
    "Je koos een bestand en plakte ook een code. Controleer ze 1 voor 1: maak dit veld leeg of kies geen bestand."
)
NO_CODE = "Een controlecode heeft 64 tekens: cijfers en de letters a tot en met f. Kopieer de code opnieuw."
ONLY_AN_ID = (
    "Dit is het kenmerk van een rapport. Een kenmerk bewijst niets, want iedereen kan het in een bestand typen. "
    "Kies het bestand zelf of plak de controlecode."
)
EXACTLY = "Dit bestand is precies het rapport zoals het is vastgesteld"
EXACTLY_CODE = "Deze code hoort bij een rapport zoals het is vastgesteld"
ONLY_A_CODE = (
    "Heb je de code van iemand gekregen? Dan weet je nog niet of jouw bestand klopt. Kies hieronder het bestand zelf."
)
UNKNOWN = "Dit bestand is geen vastgesteld rapport"
UNKNOWN_CODE = "Deze code hoort bij geen enkel vastgesteld rapport"
WHAT_CAN_BE = "Dat kan komen doordat:"
REASONS = (
    "iemand het bestand heeft veranderd, of opnieuw heeft opgeslagen vanuit een programma als Word of Excel;",
    "het een voorlopig rapport is: dat is nog niet vastgesteld;",
    "het bestand niet uit Samenhang komt.",
)
COMPARISON = "comparison"
"""The kind of the files that compare a round with an earlier one."""
ANSWERS = "De antwoorden en afgesproken scores"
ASK = "Twijfel je? Vraag het bestand opnieuw aan de gemeente."


def what_it_is(kind: str, form: str) -> str:
    """Which edition in which form: `Het hele rapport, als PDF`."""
    names = {**EDITION_NAMES, "slides": "De presentatie", "annex": "De bijlage", COMPARISON: "Het evaluatierapport"}
    name = "De vergelijking van toen en nu" if (kind, form) == (COMPARISON, "json") else names.get(kind, ANSWERS)
    return f"{name}, als {FORMS[form].name}"


def too_often(minutes: int) -> str:
    """How long to wait."""
    wait = counted(minutes, "minuut", "minuten")
    return f"Vanaf jouw netwerk zijn dit uur heel veel rapporten gecontroleerd. Probeer het over {wait} opnieuw."
