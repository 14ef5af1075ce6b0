"""The sentences of the adviser's edition."""

from app.texts.words import counted

ANCHORS = (
    "Met ankervragen vergelijken we metingen. Wat zij vragen, houden we zo lang mogelijk gelijk. Een volgende meting "
    "is goed te vergelijken als minstens 2 van de 3 ankervragen van een dimensie in beide metingen een score hebben."
)
ANCHORS_CAPTION = "Ankervragen met een score, per domein"
DISTRIBUTION = "Hoe vaak elk antwoord is gegeven. Afgesproken scores tellen hier niet mee."
ANSWERS = "Elk los antwoord, met de functie van wie het gaf. Deel deze bijlage niet met anderen."
OWN_WORDS = (
    "Wat collega’s schreven bij de open vragen over een domein, met hun functie. Deel deze teksten niet met anderen."
)
NO_PATTERNS = "Er zijn geen invullers die bij een domein steeds hetzelfde antwoord gaven."
SPECIAL = {"unknown": "Weet ik niet", "not_applicable": "Niet van toepassing"}


def guide(questions: int) -> str:
    """How many questions there are to open the conversation with."""
    if questions == 0:
        return "Er zijn geen vragen die collega’s duidelijk anders zien. Begin bij wat nog niet bekend is."
    return (
        f"Begin met {counted(questions, 'vraag die', 'vragen die')} collega’s duidelijk anders zien. "
        "Vraag telkens: ‘Wat zie jij gebeuren dat een ander misschien niet ziet?’ Praat pas daarna over de score."
    )


def without_evidence(n: int) -> str:
    """How many questions with a 3 or 4 have no evidence for it."""
    if n == 0:
        return "Bij elke vraag met een 3 of 4 is er bewijs, of er is geen 3 of 4."
    return (
        f"Bij {counted(n, 'vraag', 'vragen')} is 3 of 4 geantwoord of afgesproken, zonder bewijs. "
        "Vraag waar dit uit blijkt."
    )


REALLY = {"yes": "Er is echt iets veranderd.", "no": "Er veranderde niets, maar jullie kijken er nu anders naar."}
"""What an agreed score says of the difference with the earlier round (S25)."""


def changed(n: int) -> str:
    """How many agreed scores differ from the mean of the answers."""
    if n == 0:
        return "Geen enkele afgesproken score wijkt af van het gemiddelde van de antwoorden."
    differ = "wijkt" if n == 1 else "wijken"
    return f"{counted(n, 'afgesproken score', 'afgesproken scores')} {differ} af van het gemiddelde van de antwoorden."


def became(mean: str, agreed: int) -> str:
    """From the mean of the answers to the agreed value."""
    return f"Gemiddeld antwoord {mean}, afgesproken {agreed}."


def became_not_applicable(mean: str) -> str:
    """From the mean of the answers to not applicable."""
    return f"Gemiddeld antwoord {mean}, afgesproken dat de vraag niet van toepassing is."


def all_alike(function: str, domain: str, n: int, value: int) -> str:
    """Somebody who gave the same answer to everything in a domain."""
    return f"Iemand gaf bij {domain} {n} keer hetzelfde antwoord: {value} ({function}). Vraag hoe dat komt."


def distribution_caption(name: str) -> str:
    """The caption of the distribution of one domain."""
    return f"Verdeling van de antwoorden bij {name}"
