"""Where the most chance lies (S16-S21), in words."""

from collections.abc import Sequence

from app.texts.words import counted, listing
from app.web.formatting import Number, number

WORDS = {
    "Nu kansrijk": "hier is veel te winnen, en het kan nu",
    "Kansrijk met voorwerk": "hier is iets te winnen, maar er is eerst voorwerk nodig",
    "Later": "hier is minder te winnen, of het kan nu nog niet goed",
    "Behouden": "hier is de ambitie al bereikt: houd het vast",
}

NO_ORDER = "nog geen volgorde"


def place(rank: int, shared: bool) -> str:
    """The place in the order, `gelijk` when it is shared (S20)."""
    return f"{rank} (gelijk)" if shared else str(rank)


def certainty(best: int, worst: int) -> str:
    """How certain that place is (S21)."""
    return "zeker" if best == worst else f"niet zeker (plaats {best} tot {worst})"


def uncertain(names: Sequence[str], ranked: int) -> str:
    """Of which domains the place is not certain (S21)."""
    if ranked == 0:
        return "Voor geen enkel domein weten we genoeg om de kans te bepalen."
    if ranked == 1:
        return "Er is 1 domein met een kans. Daarom is er nog geen volgorde."
    if not names:
        return "De volgorde is zeker. Die verandert niet door wat we nog niet weten, of door de manier van rekenen."
    if len(names) == ranked:
        return "De volgorde is niet zeker. Gebruik de plaatsen als begin van een gesprek."
    return f"De volgorde is niet zeker voor {listing(names)}. Gebruik de plaatsen als begin van een gesprek."


def proposal(names: Sequence[str], later: Sequence[str]) -> str:
    """With which domains the tool proposes to begin, and which come later (S19); people choose."""
    if not names and not later:
        return "Er is nu geen voorstel. Beantwoord eerst de vragen over kansen, of stel een hogere ambitie."
    first = f"kijk eerst naar {counted(len(names), 'domein', 'domeinen')}: {listing(names)}"
    come = "komt" if len(later) == 1 else "komen"
    parts = [
        f"Het voorstel: {first if names else 'begin nu nog met geen domein'}.",
        *([f"Later {come} {listing(later)} aan de beurt."] if later else []),
        "De gemeente kiest zelf en zegt waarom.",
    ]
    return " ".join(parts)


def missing(parts: Sequence[str]) -> str:
    """What must be known before a domain gets a place in the order (S19)."""
    return f"Nog nodig: {listing(parts)}."


def explained(name: str, word: str, return_: Number, feasibility: Number) -> str:
    """Why a domain stands where it stands."""
    numbers = f"opbrengst {number(return_)}, haalbaarheid {number(feasibility)}"
    return f"{name}: ‘{word}’, want {WORDS[word]} ({numbers})."


def plot_message(names: Sequence[str]) -> str:
    """What the chance plot shows."""
    if not names:
        return "Er staat nog geen domein in het plaatje."
    stand = "staat" if len(names) == 1 else "staan"
    return f"Hoe hoger en hoe verder naar rechts, hoe meer kans. Bovenaan in de volgorde {stand} {listing(names)}."


def plot_alt(parts: Sequence[str]) -> str:
    """The chance plot in words."""
    return "Haalbaarheid naar rechts, opbrengst omhoog, van 0 tot 100. " + " ".join(f"{part}." for part in parts)


def explained_numbers(name: str, return_: Number, feasibility: Number) -> str:
    """A domain's place in the chance plot."""
    return f"{name}: haalbaarheid {number(feasibility)}, opbrengst {number(return_)}"


def score_of(dimension: str) -> str:
    """A missing score of a dimension, which the chance needs."""
    return f"een score voor {dimension.lower()}"


LEAD = (
    "De kans van een domein hangt af van de opbrengst (wat valt er te winnen?) en de haalbaarheid "
    "(kan het nu, en wil er iemand?). Heeft een domein de ambitie al bereikt? Dan hoef je daar niet te beginnen."
)
CAPTION = "Domeinen op volgorde van kans"
AXES = {
    "return": "een antwoord op de vragen over bereik en nut",
    "feasibility": "een antwoord op de vragen over het moment en de mensen",
}
