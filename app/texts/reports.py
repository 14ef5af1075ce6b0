"""The words around a report: its editions, its versions, and what people read when a file is not made now."""

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
