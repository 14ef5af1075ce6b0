"""What the application says while coordinator and adviser discuss the answers and agree the scores."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from app.formatting import long_moment, number
from app.lifecycle import Situation, State
from app.texts.counting import counted, listing
from app.texts.words import SPECIAL

REASON_MISSING = "Schrijf op waarom jullie deze score afspreken."
CHOOSE_SCORE = "Kies de score die jullie afspreken."
REASON_FOR_ALL = "Schrijf op waarom jullie deze antwoorden overnemen."
REASON_SEND_BACK = "Schrijf op wat er anders moet. De invullers lezen dit."
REASON_REOPEN = "Schrijf op waarom jullie de inventarisatie heropenen."
OPEN_POINTS_MISSING = "Schrijf op wat er nog moet gebeuren. De coördinator leest dit."
DOMAINS_MISSING = "Kies minstens 1 domein."
DOMAIN_CLOSED = "Dit domein kun je niet terugsturen. Kies uit de domeinen op deze pagina."
REMARK_MISSING = "Schrijf eerst je opmerking."
AUDIENCE_MISSING = "Kies wie de opmerking mag lezen."
CHOOSE_CHANCE = "Kies een antwoord. Weet je het niet? Kies dan ‘Weet ik niet’."
CHOOSE_AMBITION = "Kies een ambitie, of ‘Nog niet bepaald’."

SCORE_SAVED = "De afgesproken score is opgeslagen."
SCORE_WITHDRAWN = "De afgesproken score is ingetrokken. De antwoorden tellen weer."
CHANCES_SAVED = "De antwoorden over kansen zijn opgeslagen."
REMARK_SAVED = "Je opmerking is opgeslagen."
APPROVED = "Je hebt akkoord gegeven. De coördinator kan de inventarisatie nu vaststellen."
APPROVAL_WITHDRAWN = "Je hebt je akkoord ingetrokken. De scores kunnen weer veranderen."
NO_APPROVAL = "Er is geen akkoord meer. De scores kunnen veranderen."
NO_OPEN_POINTS = "Er is nu niets open volgens de adviseur."
OPEN_POINTS_FINISHED = "Je hebt laten weten dat het gedaan is. De adviseur krijgt een mail en kijkt opnieuw."
OPEN_POINTS_OTHER = (
    "De adviseur schreef intussen iets anders op dat nog open is. Daarom is er nog niets doorgegeven. "
    "Lees bij de bespreking wat er nu staat."
)
OPEN_POINTS_NAMED = "Je hebt opgeschreven wat er nog open is. De coördinator krijgt een mail."
APPROVAL_GONE = (
    "Na het akkoord is er iets veranderd. Daarom is het akkoord vervallen en is er niets vastgesteld. "
    "De adviseur krijgt een mail en kan opnieuw akkoord geven. Daarna kun je vaststellen."
)
CHANGED_WHILE_DRAWING = (
    "Terwijl we het rapport maakten, veranderde er iets. Daarom is er nog niets vastgesteld. "
    "Ga terug naar de bespreking en stel daarna opnieuw vast."
)
APPROVAL_OUTDATED = (
    "Na het akkoord is er iets veranderd",
    "De adviseur gaf akkoord, maar daarna is er iets veranderd. Het akkoord telt daarom niet meer. "
    "De adviseur kan opnieuw kijken en opnieuw akkoord geven. Daarna stelt de coördinator vast.",
)
CHANGED_MEANWHILE = (
    "Er is intussen iets veranderd",
    "Er is iets opgeslagen nadat jij de pagina opende. Daarom is er nog niets gebeurd. "
    "Bekijk wat er nu staat, en probeer het daarna opnieuw.",
)
NOTHING_SEEN = (
    "Bekijk eerst wat er nu staat",
    "We weten niet wat er op de pagina stond toen je klikte. Daarom is er nog niets gebeurd. "
    "Open de pagina opnieuw, en probeer het daarna nog een keer.",
)
REOPENED = "De inventarisatie is heropend. Jullie kunnen de scores weer aanpassen."

WITHDRAW = "Geen afspraak: de antwoorden tellen"
NO_AMBITION = "Nog niet bepaald"
AUDIENCES = {"all": "Iedereen die het rapport leest", "advisers": "Alleen adviseurs"}
KINDS = {"single": "1 antwoord", "agreed": "Eens", "spread": "Verspreid", "different": "Verschil"}


def agreement_sentence(n: int, mean: Fraction, deviation: Fraction, kind: str) -> str:
    """How the answers to one question lie (S13)."""
    if n == 1:
        return f"Er is 1 antwoord met een score: {number(mean, 0)}."
    ends = {
        "agreed": "Jullie zijn het ongeveer eens.",
        "spread": "De antwoorden liggen verspreid.",
        "different": "Jullie zien dit duidelijk verschillend. Praat erover.",
    }
    steps = f"Het gemiddelde is {number(mean)}, het gemiddelde verschil {number(deviation)} stap."
    return f"Er zijn {n} antwoorden met een score. {steps} {ends[kind]}"


def inside_outside_sentence(inside: Fraction, outside: Fraction) -> str:
    """The people of the level itself against all others (S14)."""
    return f"Wie op dit niveau werkt, geeft gemiddeld {number(inside)}. Anderen geven gemiddeld {number(outside)}."


def item_state(agreed: str | None, state: str, picture: str | None) -> tuple[str, str]:
    """(words, kind of badge) of one question: what was agreed, or how its answers lie."""
    if agreed is not None:
        return f"Afgesproken: {SPECIAL.get(agreed, agreed).lower()}", "done"
    if state == "unknown":
        return "Niet bekend", "attention"
    if picture == "different":
        return KINDS[picture], "attention"
    return "Nog geen afspraak", "neutral"


def chance_state(state: str) -> tuple[str, str]:
    """(words, kind of badge) of one chance question."""
    return ("Nog niet bekend", "attention") if state == "unknown" else ("Beantwoord", "done")


def answers_in_short(count: int, values: str) -> str:
    """How many answers there are, and which."""
    return f"{counted(count, 'antwoord', 'antwoorden')}: {values}." if count else "Nog geen antwoord."


def taken_over(count: int, left: int) -> str:
    """How many answers became agreed scores, and how many questions are still open."""
    if count == 0:
        done = "Er waren geen antwoorden om over te nemen."
    else:
        done = f"{counted(count, 'antwoord is', 'antwoorden zijn')} overgenomen als afgesproken score."
    if left == 0:
        return f"{done} Alle vragen van dit deel hebben nu een afspraak."
    still = f"{counted(left, 'vraag heeft', 'vragen hebben')} nog geen afspraak."
    return f"{done} {still} Daar is het antwoord onbekend of verschillend."


def resubmitted(changed: str) -> str:
    """What handing in again did; `changed` says how much is different."""
    return f"Opnieuw ingeleverd. {changed}"


def sent_back(titles: Sequence[str]) -> str:
    """Which domains can be changed again."""
    return f"Teruggestuurd: {listing(titles)}. De antwoorden daar kunnen nu weer veranderen."


def approval_fallen(at: datetime, sent_back: bool) -> str:
    """When an approval ended by itself, why, and how to go on."""
    why = "omdat er domeinen zijn teruggestuurd" if sent_back else "omdat er daarna iets is veranderd"
    return (
        f"Het akkoord is vervallen op {long_moment(at)}, {why}. "
        "De adviseur kan opnieuw kijken en opnieuw akkoord geven. Daarna kan de coördinator vaststellen."
    )


def open_points_done(at: datetime) -> str:
    """When the coordinator said that what was open is done."""
    return f"De coördinator liet op {long_moment(at)} weten dat dit gedaan is. De adviseur kijkt ernaar."


def progress(agreed: int, items: int) -> str:
    """How many questions of a part have an agreed score."""
    if agreed == 0:
        return "Nog geen afspraken"
    return "Alles afgesproken" if agreed == items else f"{agreed} van {items} afgesproken"


def next_step(situation: Situation, titles: Sequence[str], approved_at: datetime | None) -> tuple[str, str]:
    """(heading, sentences): where the review stands, and who does what next; `titles` of what was sent back."""
    if situation.state is State.OPEN:
        return (
            "De inventarisatie is nog open",
            "Je kunt nog niets afspreken. Is iedereen klaar met antwoorden? Dan start de coördinator de bespreking.",
        )
    if situation.state is State.AGREED:
        return (
            "Vastgesteld",
            "De scores liggen vast en het rapport is klaar. Je kunt alles lezen. "
            "Moet er toch iets anders? Dan kunnen coördinator en adviseur de inventarisatie heropenen.",
        )
    if situation.sent_back:
        return (
            "Wachten op nieuwe antwoorden",
            f"Teruggestuurd: {listing(titles)}. De gemeente past de antwoorden aan. "
            "Daarna levert de coördinator opnieuw in.",
        )
    return _in_review(situation, approved_at)


def _in_review(situation: Situation, approved_at: datetime | None) -> tuple[str, str]:
    if situation.approved and approved_at:
        return (
            "De adviseur is akkoord",
            f"De adviseur gaf akkoord op {long_moment(approved_at)}. Nu stelt de coördinator de inventarisatie vast.",
        )
    if situation.has_adviser:
        return (
            "Bespreek de antwoorden",
            "Spreek per vraag een score af en beantwoord de vragen over kansen. "
            "Is alles besproken? Dan geeft de adviseur akkoord. Daarna stelt de coördinator vast.",
        )
    return (
        "Bespreek de antwoorden",
        "Spreek per vraag een score af en beantwoord de vragen over kansen. "
        "Daarna stelt de coördinator vast. Jullie gemeente heeft geen adviseur. Dat komt in het rapport te staan.",
    )
