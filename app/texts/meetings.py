"""What the application says while people discuss the answers together."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from app.texts.words import SPECIAL, counted
from app.web.formatting import long_moment

GUIDE: Mapping[str, str] = {
    "different": "Wat zie jij in je werk, waardoor je dit antwoord koos?",
    "inside_outside": "Wat merken de mensen die hier elke dag mee werken?",
    "no_evidence": "Waaraan kun je zien dat dit zo is?",
    "unknown": "Wie zou hier meer over kunnen vertellen?",
    "not_applicable": "Wat maakt dat deze vraag hier niet past?",
    "uncertain": "Wat zou je helpen om het zeker te weten?",
    "": "Wat valt jullie op aan deze antwoorden?",
}
"""The open question with which to begin, by the kind of point; without one for what somebody added."""

NOTHING_CHOSEN = "Kies minstens 1 punt of 1 domein."
NOT_OFFERED = "Kies uit wat op deze pagina staat."
CODE_MISSING = "Typ de code die op het grote scherm staat."
NOT_A_CODE = "Een code heeft 6 cijfers. Kijk op het grote scherm."
WRONG_CODE = (
    "Met deze code kom je nergens. Misschien zit er een typfout in, is de code van een andere dag, "
    "of ben je voor deze bespreking niet uitgenodigd."
)
MINUTES_MISSING = "Kies hoe lang jullie per vraag willen praten."

LEAVE = {"aanwezig": "Wie is er", "afronden": "Rond af", "overzicht": "Sluit dit scherm", "": "Ververs"}
"""The ways from the screen to another page, by what its address ends in."""

ALREADY_RUNNING = "Er is al een bespreking bezig. Je doet nu mee."
ALREADY_RUNNING_TYPED = (
    "Er is al een bespreking bezig. Iemand anders begon net voor jou, met een eigen lijst. "
    "Ga naar de bespreking om mee te doen. Klopt daar niet wie erbij zijn? Dan kun je dat daar veranderen."
)
PRESENT_SAVED = "Opgeslagen. Vanaf nu staat dit bij elke score die jullie afspreken."
NOT_RUNNING = (
    "Er is nu geen bespreking bezig. Misschien heeft iemand die net afgerond. "
    "Ga naar de bespreking om te zien wat er is afgesproken, of om opnieuw te beginnen."
)
MOVED = (
    "Iemand anders ging net ook al verder. Er is niets overgeslagen. "
    "Ga terug naar de bespreking. Je ziet dan bij welke vraag jullie zijn."
)
ENDED_MEANWHILE = (
    "De bespreking is intussen afgerond. Deze score is niet opgeslagen. "
    "Je kunt de score nog wel afspreken op de pagina van de vraag zelf."
)

SENT_BACK = (
    "Dit domein is teruggestuurd: de antwoorden kunnen nog veranderen. Wie opnieuw antwoordt, ziet niet wat anderen "
    "antwoorden. Daarom staan hier nu geen antwoorden. Die komen terug als het domein opnieuw is ingeleverd."
)
"""On every screen, that of who leads too: everybody in the room sees it."""
SENT_BACK_FOR_LEADERS = (
    "Zelf kun je de antwoorden lezen bij Bespreken, op de pagina van de vraag. Doe dat niet op dit scherm."
)

NOT_AGREED = "Besproken, nog geen afspraak"
KEPT = "Besproken, de eerdere afspraak blijft staan"
ELSEWHERE = "Besproken, en de score is afgesproken op de pagina van de vraag zelf"
WITHDRAWN = "Afspraak ingetrokken, de antwoorden tellen weer"
NOT_REACHED = "Niet aan de beurt gekomen"
WITHOUT_SCORE = (WITHDRAWN, NOT_AGREED, ELSEWHERE, KEPT, NOT_REACHED)
"""What can come out for a question when no score was agreed in the meeting, in the order of a summary."""
IN_A_LINE = {
    WITHDRAWN: "afspraak ingetrokken, de antwoorden tellen weer",
    NOT_AGREED: "geen afspraak",
    NOT_REACHED: "niet aan de beurt gekomen",
    ELSEWHERE: "afgesproken op de pagina van de vraag",
    KEPT: "stond al",
}
"""The same behind the name of the question."""
LEFT = (WITHDRAWN, NOT_AGREED, NOT_REACHED)
"""What leaves a question open."""


def agreed_value(value: str, words: Sequence[str]) -> str:
    """An agreed score as people read it: `2, In opbouw`."""
    return f"{value}, {words[int(value)]}" if value.isdecimal() else SPECIAL[value]


def place(number: int, total: int) -> str:
    """Where the meeting is on its list, counted from 1."""
    return f"Punt {number} van {total}"


def too_many_codes(minutes: int) -> str:
    """Too many wrong codes; the way that needs none stays."""
    wait = counted(minutes, "minuut", "minuten")
    return f"Dat waren te veel codes die niet kloppen. Wacht {wait}. Ben je uitgenodigd? Dan staat bovenaan ‘Doe mee’."


def duration(points: int, minutes: int) -> str:
    """How much there is to discuss: `11 punten, ongeveer een uur`."""
    what = counted(points, "punt", "punten")
    return f"{what}, ongeveer {span(points * minutes)}" if minutes else what


def proposal(points: int, per_point: int) -> str:
    """How much is proposed, and why this."""
    if points == 0:
        return "In de antwoorden valt niets op waar jullie over moeten praten. Kies zelf punten of een heel domein."
    return (
        f"We stellen {counted(points, 'punt', 'punten')} voor, ongeveer {span(points * per_point)}: waar praten de "
        "score het meest kan veranderen. Bewijs zoeken kan ook na het gesprek."
    )


def span(minutes: int) -> str:
    """A length of time as people say it."""
    if minutes == 30:
        return "een half uur"
    hours, rest = divmod(minutes, 60)
    if hours and rest in (0, 30):
        whole = {0: f"{hours} uur", 30: "anderhalf uur" if hours == 1 else f"{hours},5 uur"}[rest]
        return "een uur" if minutes == 60 else whole
    return counted(minutes, "minuut", "minuten")


def domain_with_count(title: str, count: int) -> str:
    return f"{title} ({counted(count, 'vraag', 'vragen')})"


def minutes_choice(minutes: int) -> str:
    """How long a question may take; 0: no clock."""
    return counted(minutes, "minuut", "minuten") if minutes else "Geen klok"


class Spread(NamedTuple):
    """How answers lie: `5 antwoorden`, `ver uit elkaar`, `van 0 tot 4`; the last two empty when they are all equal."""

    how_many: str
    lie: str = ""
    ends: str = ""


LIES = {"agreed": "dicht bij elkaar", "spread": "verspreid", "different": "ver uit elkaar"}


def spread(values: Sequence[int], kind: str | None) -> Spread:
    """How answers with these values lie; `kind` is how far apart (S13)."""
    if not values or kind is None:
        return Spread("Niemand gaf een score.")
    count, low, high = counted(len(values), "antwoord", "antwoorden"), min(values), max(values)
    if low == high:
        return Spread(f"{count}, allemaal {low}." if len(values) > 1 else f"{count}: {low}.")
    return Spread(f"{count}, ", LIES[kind], f": van {low} tot {high}.")


def timer(passed: int | str, minutes: int, is_over: bool) -> str:
    """How long an item is discussed already, in whole minutes, of how many; `{}` for who fills that in later."""
    return f"{passed} van {counted(minutes, 'minuut', 'minuten')}{': de tijd is om' if is_over else ''}"


def since(moment: datetime) -> str:
    """When an item was begun, for who has no clock that goes on: `sinds 14.05 uur`."""
    return f"sinds {long_moment(moment).partition(' om ')[2]}"


def score_saved(name: str, value: str | None, elsewhere: str | None) -> str:
    """After a score, by the short names of its question and of the one at which the meeting is when that is another."""
    what = f"Opgeslagen: {name}, {SPECIAL.get(value, value).lower()}." if value else f"Ingetrokken: {name}."
    return f"{what} De bespreking is intussen bij {elsewhere}." if elsewhere else what


def ended(mails: int) -> str:
    """What ending the meeting did."""
    if mails == 0:
        return "De bespreking is afgerond. Er is geen mail verstuurd."
    leave = "gaat" if mails == 1 else "gaan"
    return f"De bespreking is afgerond. {counted(mails, 'mail', 'mails')} met de afspraken {leave} nu weg."


def in_short(items: int, agreed: int, discussed: int) -> str:
    """What came out of a meeting, in numbers."""
    talked = f"Jullie bespraken {discussed} van de {counted(items, 'vraag', 'vragen')}."
    return f"{talked} {sentence_of_scores(agreed)}"


def sentence_of_scores(agreed: int) -> str:
    """How many scores were agreed."""
    if agreed == 0:
        return "Er zijn geen scores afgesproken."
    return f"Er {'is' if agreed == 1 else 'zijn'} {counted(agreed, 'score', 'scores')} afgesproken."
