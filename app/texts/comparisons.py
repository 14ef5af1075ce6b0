"""The words around then and now: what its pages say besides the evaluation report itself."""

from collections.abc import Sequence

from app.texts.reports import FORMS, Form
from app.texts.words import counted, listing

FILES = {
    **{form: FORMS[form] for form in ("pdf", "docx", "xlsx")},
    "json": Form("JSON", "application/json", "de vergelijking zelf, om mee verder te rekenen", button=False),
}
"""By the ending of the file."""

TO_ROUND = "Naar de inventarisatie"
TOO_EARLY = (
    "Deze ronde is nog open. Toen en nu zie je pas als de bespreking begint. Zo beantwoordt iedereen de vragen zelf, "
    "zonder naar de antwoorden van toen te kijken."
)
ONLY_FIRST = "Dit is een eerste meting. Er is nog geen eerdere ronde om mee te vergelijken."
START = "Start een vervolgmeting. Dan zie je hier later wat er veranderde."
NOT_AGREED = "Stel deze ronde eerst vast. Daarna kun je een vervolgmeting starten, en die met deze ronde vergelijken."
WAIT_FOR_NEXT = "Is er een vervolgmeting vastgesteld? Dan lees je daar wat er veranderde."
MADE_NOW = (
    "Deze vergelijking is nu gemaakt, van antwoorden die zijn vastgesteld. Ze is zelf niet vastgesteld: daarom hebben "
    "de bestanden geen controlecode."
)
RENEW = "Wil je vergelijken met de nieuwste versie? Heropen deze ronde en stel haar opnieuw vast."
FIRST_OF_MORE = "Dit is een eerste meting. Kies de vervolgmeting waarvan je wilt lezen wat er veranderde:"
COUNTED_BY_DOMAIN = (
    "Een vraag telt voor elk domein apart mee. Alleen vragen met een antwoord of een afgesproken score tellen mee."
)
NEW_QUESTIONS = "Deze vragen waren er toen nog niet. Daarom is er niets om ze mee te vergelijken."
NO_NEW_QUESTIONS = "Er zijn geen nieuwe vragen."


def accounting_lead(title: str, report: int, then: int, now: int) -> str:
    """From which answers this is, and on which versions both rounds were."""
    versions = f"Beide rondes zijn ingevuld met versie {now} van de vragenlijst."
    if then != now:
        versions = f"Toen was er versie {then} van de vragenlijst, nu versie {now}."
    return f"Elke vraag van ‘{title}’ (rapport versie {report}) staat hier precies 1 keer. {versions}"


def other_rules(made: int, newest: int) -> str:
    """That a comparison was made by rules of before."""
    return (
        f"Deze vergelijking is gemaakt met versie {made} van de rekenregels. Nu is er versie {newest}: daarmee kan de "
        "uitkomst anders zijn."
    )


def newer_report(title: str, used: int, newest: int, *, may_reopen: bool) -> str:
    """That the earlier round was agreed anew after this comparison was frozen, and what who leads can do then."""
    said = (
        f"{title} is later opnieuw vastgesteld: daarvan is er nu versie {newest}. Deze vergelijking gebruikt versie "
        f"{used}, zoals het toen was."
    )
    return f"{said} {RENEW}" if may_reopen else said


def in_short(unchanged: int, total: int) -> str:
    """How many questions of one domain are the same to the letter."""
    if unchanged == 0:
        return "Geen enkele vraag is precies hetzelfde gebleven."
    if unchanged == total:
        return f"{counted(total, 'vraag is', 'vragen zijn')} precies hetzelfde gebleven."
    verb = "is" if unchanged == 1 else "zijn"
    return f"{unchanged} van de {counted(total, 'vraag', 'vragen')} {verb} precies hetzelfde gebleven."


def left(total: int) -> str:
    """That a domain is not in the later round."""
    return (
        f"Dit domein zit niet meer in de latere ronde. {counted(total, 'vraag', 'vragen')} van toen "
        f"{'heeft' if total == 1 else 'hebben'} daarom geen vervolg."
    )


def show_unchanged(n: int, title: str) -> str:
    """The button that unfolds them."""
    what = "de vraag die precies hetzelfde is" if n == 1 else f"de {n} vragen die precies hetzelfde zijn"
    return f"Bekijk {what}: {title}"


def show_left(n: int, title: str) -> str:
    """The same of a domain that left."""
    return f"Bekijk {'de vraag' if n == 1 else f'de {n} vragen'} van toen: {title}"


def new_domains(names: Sequence[str]) -> str:
    """The domains that the earlier round did not have."""
    return f"Nieuw in deze ronde: {listing(names)}. Daarover is er niets van toen."
