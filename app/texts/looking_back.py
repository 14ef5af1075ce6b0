"""What the application says about looking back: which answer people would now give for then."""

from collections.abc import Sequence

from app.texts.words import counted

WHICH_DOMAINS = "Bij welke domeinen kijken jullie terug?"
DOMAIN_UNKNOWN = "Dit domein kun je hier niet kiezen. Kies uit de domeinen op deze pagina."
CHOICE_SAVED = "Jullie keuze voor terugkijken is opgeslagen."
CHOICE_CLOSED = (
    "De inventarisatie is niet meer open. Bij welke domeinen jullie terugkijken, kan daarom niet meer veranderen."
)

CHOOSE_ANSWER = "Kies een van de antwoorden. Of kies ‘Sla over’."
LEAVE_OUT = "Sla over"
SAVED = "Wat je bij het terugkijken koos, is opgeslagen."
FILLED_IN, NOT_YET, OWN_FIRST = "Ingevuld", "Nog niet ingevuld", "Eerst de vragen van nu"
"""How far somebody is with looking back at a domain."""


def own_first(domain: str) -> str:
    """Why somebody cannot look back yet; `domain` as inside a sentence."""
    return (
        f"Beantwoord eerst alle vragen over {domain} zoals het nu is. Daarna kun je terugkijken. "
        "Zo kleurt het een het ander niet. Weet je een antwoord niet? Kies dan ‘Weet ik niet’."
    )


def not_chosen(domain: str) -> str:
    return f"De coördinator heeft niet gekozen voor terugkijken bij {domain}. Je hoeft hier dus niets te doen."


SECTION = "Terugkijken: toen, met de ogen van nu"
INTRODUCTION = (
    "Aan het eind van deze ronde keken mensen terug. De vraag was: welk antwoord zou je nu geven voor toen? "
    "Zo zie je of zij nu anders naar toen kijken."
)
CAUTION = "Terugkijken kleurt vaak mooier of somberder. Daarom telt dit nergens mee."
CAPTION = "Terugkijken, per domein en dimensie (0 tot 100 punten)"
THEN, SEEN_NOW, NOW = "Toen", "Teruggekeken", "Nu"
READING = (
    "‘Teruggekeken’ is toen, met de ogen van nu. Ligt dat lager dan ‘toen’? Dan kijken mensen nu strenger naar toen. "
    "Ligt het hoger? Dan kijken ze nu milder."
)
WHICH_QUESTIONS = (
    "De drie getallen gaan over dezelfde vragen: die toen en nu een score hebben, nog hetzelfde betekenen, en waarbij "
    "iemand terugkeek. Daarom kunnen ze anders zijn dan in de rest van het rapport. "
    "Wat coördinator en adviseur samen invulden, telt als 1 persoon."
)
NOTHING_TO_SHOW = "Bij geen enkele vraag is er een antwoord voor toen dat naast de scores kan staan."


def rests_on(people: Sequence[int], *, is_enough: bool) -> str:
    """On how many questions and people a row rests; `people` has their number for each question."""
    fewest, most = min(people), max(people)
    who = counted(most, "persoon", "mensen") if fewest == most else f"{fewest} tot {most} mensen"
    told = f"{counted(len(people), 'vraag', 'vragen')}, {who} per vraag"
    return told if is_enough else f"te weinig vragen ({told})"
