"""What the application says about actions that municipalities share, and about questions on them."""

from collections.abc import Sequence

from app.texts.counting import counted, listing

OWN_DOMAIN = "Een eigen domein"
"""How a domain that a municipality added is called: its name would tell whose it is."""
OWN_DOMAIN_FILTER = "eigen"
"""The same in an address."""
ANONYMOUS = "Een andere gemeente"
NO_QUESTION = "Geen vraag"
NO_EFFORT = "Niet ingevuld"
SHOWS_NAME = {"yes": "Ja, anderen zien de naam van onze gemeente", "no": "Nee, anderen zien ‘Een andere gemeente’"}
STATES = {
    "proposed": "Nog niet begonnen",
    "planned": "Gepland",
    "running": "Bezig",
    "done": "Klaar",
    "stopped": "Gestopt",
}
"""How far an action was when it was shared."""
LABELS = {
    "title": "Titel",
    "domain": "Domein",
    "question": "Vraag",
    "text": "Wat houdt de actie in?",
    "partners": "Met wie?",
    "done_when": "Waaraan zie je dat het klaar is?",
    "effort": "Hoeveel moeite kost het?",
    "experience": "Hoe ging het?",
    "shows_name": "Naam van de gemeente",
    "state": "Hoe ver de actie is",
}
"""What others read of a shared action, in the order of the form."""
NAME_SHOWN, NAME_HIDDEN = "Zichtbaar", "Niet zichtbaar"
NOTHING = "Niets"

TITLE_MISSING = "Vul in wat je deed, in een paar woorden."
DOMAIN_UNKNOWN = "Dit domein staat niet in de vragenlijst. Kies een ander domein."
QUESTION_UNKNOWN = "Deze vraag is er niet. Kies een andere vraag, of geen vraag."
QUESTION_GENERAL = (
    "Deze vraag gaat over de hele gemeente. Kies bij het domein ‘Algemene vragen’, of kies een andere vraag."
)
QUESTION_OF_DOMAIN = "Deze vraag gaat over een domein. Kies bij het domein geen ‘Algemene vragen’, of kies geen vraag."
EFFORT_UNKNOWN = "Kies klein, gemiddeld of groot, of laat het open."
EXPERIENCE_MISSING = "Vertel in twee zinnen hoe het ging. Daar leren anderen het meest van."
NAME_MISSING = "Kies of anderen de naam van je gemeente zien."

SHARED = "De actie is gedeeld. Andere gemeenten vinden haar vanaf nu."
CHANGED = "Het is veranderd. Andere gemeenten zien vanaf nu de nieuwe tekst."
UNCHANGED = "Er is niets veranderd."
WITHDRAWN = "De actie is teruggetrokken. Andere gemeenten vinden haar niet meer."
NOT_SHARED = "Deze actie was al niet meer gedeeld. Er is niets veranderd."
CHANGED_MEANWHILE = "Iemand anders veranderde intussen wat jullie delen. Jouw tekst is nog niet opgeslagen."
SHARED_MEANWHILE = "Iemand anders deelde deze actie intussen. Jouw tekst is nog niet opgeslagen."
WITHDRAWN_MEANWHILE = "Iemand anders trok deze actie intussen terug. Jouw tekst is niet gedeeld."

GONE = "Deze actie wordt niet meer gedeeld. De andere gemeente heeft haar teruggetrokken."
GONE_TITLE = "Een actie die niet meer gedeeld wordt"
OWN_NOT_COPIED = "Dit is jullie eigen actie. Zij staat al in jullie plan."
NO_PLAN = "Daarvoor heb je een traject nodig dat open is. Begin een traject, of open het weer. Kom daarna terug."
TRAJECTORY_MISSING = "Kies in welk plan de actie komt."
DOMAIN_MISSING = "Kies bij welk domein de actie hoort."

QUESTION_MISSING = "Schrijf op wat je wilt weten."
MUNICIPALITY_MISSING = "Kies namens welke gemeente je de vraag stelt."
ASKED = "Je vraag is verstuurd. Je krijgt een mail als er een antwoord is."
ASKED_BEFORE = "Deze vraag was al verstuurd. Je krijgt een mail als er een antwoord is."
NO_ADVISER = (
    "Vragen lopen via een adviseur. Er is nu geen adviseur die je vraag kan doorgeven. "
    "Vraag de Stichting om een adviseur voor jouw gemeente."
)
OWN_NOT_ASKED = "Dit is een actie van jullie eigen gemeente. Daarover kun je hier geen vraag stellen."
ANSWER_MISSING = "Schrijf het antwoord op."
ANSWERED = "Het antwoord is opgeslagen. Wie de vraag stelde, krijgt een mail."
ANSWERED_MEANWHILE = "Een andere adviseur gaf intussen een antwoord. Jouw tekst is nog niet opgeslagen."


def source(name: str) -> str:
    """Whose action it is."""
    return f"Gemeente {name}"


def taken_from(name: str | None) -> str:
    """Where a copied action comes from; None: the other municipality does not show its name."""
    return f"Overgenomen van gemeente {name}" if name else "Overgenomen van een andere gemeente"


def found(total: int, *, filtered: bool) -> str:
    """How many shared actions there are, or fit what somebody looks for."""
    if not filtered:
        return f"Er {'is' if total == 1 else 'zijn'} {counted(total, 'gedeelde actie', 'gedeelde acties')}."
    return f"{counted(total, 'actie past', 'acties passen')} bij wat je zoekt."


def copied(title: str) -> str:
    """That an action was put in the own plan, and what to do next."""
    return f"‘{title}’ staat in jullie plan. Kies ‘Wijzig de actie’ en vul in wie het doet, en wanneer het klaar is."


def copied_before(title: str) -> str:
    """That the action was in the plan already."""
    return f"‘{title}’ stond al in jullie plan. Er is niets veranderd."


def declined(reason: str) -> str:
    """Why an action cannot come in the plan with its question."""
    return f"Jullie besloten eerder dat er bij deze vraag geen actie komt. De reden was: {reason}"


def name_in_text(name: str, where: Sequence[str]) -> str:
    """That the name of a municipality stands in what it shares without its name."""
    places = listing([f"‘{LABELS[field]}’" for field in where])
    return f"Je koos om de naam niet te tonen. Maar ‘{name}’ staat nog bij {places}. Haal de naam daar weg."


def too_many(most: int, minutes: int) -> str:
    """That a municipality asked as many questions as it can in an hour."""
    wait = counted(minutes, "minuut", "minuten")
    return (
        f"Je gemeente kan {most} vragen per uur stellen. Dat aantal is bereikt. Je vraag is nog niet verstuurd. "
        f"Probeer het over {wait} opnieuw."
    )


def how_to_answer(sharing: str | None, *, own: bool, hidden: bool, other_adviser: bool) -> str:
    """What an adviser does with a question; `sharing` is the municipality that shared, when they may know it."""
    if sharing and own and hidden:
        return f"Bespreek de vraag met gemeente {sharing}. Noem haar naam niet in je antwoord: zij wil anoniem blijven."
    if sharing:
        return f"Bespreek de vraag met gemeente {sharing}. Schrijf daarna het antwoord op."
    if other_adviser:
        return (
            "De gemeente die dit deelde, wil anoniem blijven. Haar adviseur heeft deze vraag ook gekregen. "
            "Weet jij het antwoord? Dan kun jij het ook opschrijven."
        )
    return (
        "De gemeente die dit deelde, wil anoniem blijven en heeft nu geen adviseur. "
        "Schrijf op wat je zelf weet, of dat het niet lukt om het na te vragen."
    )
