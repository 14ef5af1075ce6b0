"""The words around a report: its editions and versions, filling in what it leaves open, and checking a file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from app.texts.words import counted, listing, sentence_start

KINDS: dict[str, Literal["full", "alderman", "adviser"]] = {
    "beleid": "full",
    "wethouder": "alderman",
    "adviseur": "adviser",
}
"""From the word in an address to the edition."""

EDITIONS = {
    "beleid": "Het hele rapport",
    "wethouder": "Voor de wethouder",
    "adviseur": "Voor de adviseur",
}

EDITION_NAMES: dict[str, str] = {kind: EDITIONS[word] for word, kind in KINDS.items()}
"""The same by the edition itself."""


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of file that a report is given as."""

    name: str
    """How it is called within a sentence: `PDF`."""
    media: str
    """The media type."""
    use: str
    """What it is good for."""
    button: bool = True
    """Whether it has a button at the top; what few people need stands below the report."""

    @property
    def title(self) -> str:
        """Its name at the beginning of a line."""
        return sentence_start(self.name)


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMS = {
    "pdf": Form("PDF", "application/pdf", "om te lezen, te delen en te bewaren"),
    "docx": Form("Word", f"{_OFFICE}.wordprocessingml.document", "om tekst over te nemen"),
    "xlsx": Form("Excel", f"{_OFFICE}.spreadsheetml.sheet", "om met de scores te rekenen"),
    "pptx": Form(
        "PowerPoint", f"{_OFFICE}.presentationml.presentation", "om de dia’s zelf te veranderen", button=False
    ),
    "csv": Form("CSV", "text/csv", "voor andere programma’s: 1 tabel met de scores per vraag", button=False),
    "json": Form(
        "JSON",
        "application/json",
        "de antwoorden en afgesproken scores, om ze opnieuw te berekenen",
        button=False,
    ),
}
"""By the ending of the file."""

PRESENTATION = {
    "pdf": Form("presentatie (PDF)", FORMS["pdf"].media, "7 dia’s voor het college of je team", button=False),
    "pptx": Form("presentatie (PowerPoint)", FORMS["pptx"].media, FORMS["pptx"].use, button=False),
}
"""The same of the presentation."""

ANNEX = Form("bijlage (PDF)", FORMS["pdf"].media, "alle vragen en antwoorden, met de redenen", button=False)
"""The same of all answers behind the whole report."""


def as_it_was(form: Form) -> Form:
    """The same file as it was agreed, beside one in which something was filled in."""
    return replace(form, name=f"{form.name} zoals vastgesteld", use="met lijnen om op te schrijven", button=False)


BEING_DRAWN = "wordt nu gemaakt"
DRAWN_LATER = "maken lukt nog niet; we proberen het vanzelf opnieuw"
"""Of a file of a report that was just agreed."""

EXAMPLE_TITLE = "Voorbeeldrapport"
EXAMPLE = (
    "Dit is een verzonnen voorbeeld. Voorbeeldstad bestaat niet, en niemand gaf deze antwoorden. "
    "Zo ziet een rapport van je gemeente eruit."
)
EXAMPLE_AGREED_BY = ("een verzonnen coördinator", "een verzonnen adviseur")

TOO_EARLY = (
    "De inventarisatie is nog open, en collega’s hebben al geantwoord. Hun antwoorden zie je pas als de bespreking "
    "begint. Zo beantwoordt iedereen de vragen zelf. "
    "Als de coördinator de bespreking start, kun je het rapport bekijken."
)
ANSWERED_AGAIN = (
    "Er zijn domeinen teruggestuurd. Collega’s beantwoorden die opnieuw, zonder de antwoorden van anderen te zien. "
    "Is alles opnieuw ingeleverd, dan kun je dit weer bekijken."
)


FIRST = "Dit is de eerste versie. Er is geen eerdere versie om mee te vergelijken."
NOTHING = "De afspraken, antwoorden, ambities en scores zijn dezelfde als in de versie ervoor."
NO_ANSWER = "geen antwoord"
NOT_AGREED = "niet afgesproken"
NO_DISSENT = "niemand ziet het anders"
NOT_THERE = "was er nog niet"
NO_PLACE = "geen plaats"
NO_AMBITION = "niet gekozen: Geregeld (75)"
AMBITION = "Ambitie"
TOTAL = "Totaal"
OTHER_TEXT = "met een andere toelichting, ander bewijs of een andere zekerheid"
OTHER_REASON = "met een andere reden of ander bewijs"
REALLY = {
    "yes": "en er is werkelijk iets veranderd sinds de vorige ronde",
    "no": "maar nu anders bekeken dan in de vorige ronde",
    "unknown": "maar niet bekend of er werkelijk iets veranderde sinds de vorige ronde",
    None: "niet meer gezegd of er werkelijk iets veranderde",
}
"""What an agreed score says now of the difference with the earlier round, where it said something else before."""
WITHOUT_ADVISER = "Zonder adviseur van de Stichting."
NO_REASON = "De reden kun je vragen aan de coördinator."
SAME_SCORES = "Alle scores zijn gelijk gebleven."
SAME_ORDER = "De volgorde en de kansen zijn gelijk gebleven."
SAME_AGREED = "De afgesproken scores zijn gelijk gebleven."
SAME_AMBITIONS = "De ambities zijn gelijk gebleven."
ANSWERS_STAY = "Wie wat antwoordde, staat hier niet."


def somebody(function: str, role: str) -> str:
    """`beleidsadviseur sociaal domein (coördinator)`; the role alone when the function is the same."""
    return role if function.lower() in (role, "collega") else f"{function} ({role})"


def when_and_who(moment: str | None, who: str) -> str:
    """When something was done, and by whom; without a moment when that is not known."""
    return f"Op {moment}, door {who}." if moment else f"Door {who}."


def reopened(moment: str, who: str) -> str:
    """That the version before was opened again."""
    return f"De inventarisatie is op {moment} heropend door {who}."


def differs(agreed: int, answers: int, ambitions: int, domains: int, dissents: int = 0) -> str:
    """What differs from the version before, in a sentence."""
    numbers = {
        ("domein", "domeinen"): domains,
        ("afgesproken score", "afgesproken scores"): agreed,
        ("afwijkende mening", "afwijkende meningen"): dissents,
        ("antwoord", "antwoorden"): answers,
        ("ambitie", "ambities"): ambitions,
    }
    parts = [counted(n, *words) for words, n in numbers.items() if n]
    if not parts:
        return NOTHING
    are = "is" if sum(numbers.values()) == 1 else "zijn"
    return f"Anders dan in de versie ervoor {are} {listing(parts)}."


def domains_differ(new: Sequence[str], gone: Sequence[str]) -> str:
    """Which domains came and went."""
    came = f"Nieuw in deze versie: {listing(new)}." if new else ""
    went = f"Niet meer in deze versie: {listing(gone)}." if gone else ""
    return f"{came} {went}".strip()


def answers_differ(changed: int, new: int, gone: int) -> str:
    """How many answers differ, without what anybody answered."""
    parts: Sequence[str] = [
        *([f"{counted(changed, 'antwoord is', 'antwoorden zijn')} veranderd"] if changed else []),
        *([f"{counted(new, 'antwoord is', 'antwoorden zijn')} erbij gekomen"] if new else []),
        *([f"{counted(gone, 'antwoord is', 'antwoorden zijn')} vervallen"] if gone else []),
    ]
    return f"{listing(parts)}." if parts else "De antwoorden zijn gelijk gebleven."


def answers_title(n: int) -> str:
    """The line that opens what differs per question."""
    return f"Bekijk per vraag wat er anders is ({counted(n, 'antwoord', 'antwoorden')})"


def other_rules(rules: Sequence[int]) -> str:
    """That the scores on the page come from other rules than those of a report."""
    made = listing([str(each) for each in rules])
    return (
        f"De rapporten zijn gemaakt met versie {made} van de rekenregels. De scores op deze pagina komen van de regels "
        "van nu. Daarom kunnen getallen hier anders zijn dan in de rapporten."
    )


BUSY = "Er worden nu veel bestanden gemaakt."
TOO_MANY = "Je hebt het afgelopen uur veel bestanden laten maken."


CHECK_PAGE = "/rapporten/controle"

NOTHING_TO_CHECK = "Kies een bestand of plak een controlecode."
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


NUMBER = "Hoeveel volwassenen hebben hier moeite met basisvaardigheden?"
LIKE_NUMBER = "Bijvoorbeeld: 12.500"
NO_NUMBER = "Vul een heel getal in, bijvoorbeeld 12.500."
YEAR = "Jaar"
NO_YEAR = "Vul een jaar in, bijvoorbeeld 2025."
YEAR_MISSING = "Vul ook in van welk jaar het getal is."
SOURCE = "Bron"
LIKE_SOURCE = "Bijvoorbeeld: geletterdheidinzicht.nl"
SOURCE_MISSING = "Vul ook in waar het getal vandaan komt."
ASSIGNMENT, MEANS, MOMENT = "1 Opdracht", "2 Uren en geld", "3 Moment"
"""How the three decisions are called."""
AMOUNT = f"{MEANS}: bedrag, uren"
FUNCTION = "Een functie, geen naam."
NO_DAY = "Vul een dag in zoals 4-12-2026."
FAR_AWAY = "Kijk of het jaar klopt."
SAVED = "Opgeslagen. Het staat nu ook in de PDF, in Word en in de presentatie."


def owner(place: str) -> str:
    return f"{place}: wie"


def day(place: str) -> str:
    return f"{place}: vóór"
