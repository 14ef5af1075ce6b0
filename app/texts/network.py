"""What the network says: how one stands among others, taking part, and the country."""

from collections.abc import Mapping

from app.places import REGIONS, SIZE_CLASSES
from app.texts.trajectories import STEPS

QUARTERS = (
    "in het laagste kwart",
    "in het kwart net onder het midden",
    "in het kwart net boven het midden",
    "in het hoogste kwart",
)
"""Where an own score lies among those of others."""
MIDDLE = "rond het midden"
TOO_FEW = "Er doen nog te weinig gemeenten mee om dit te tonen."
TOO_FEW_GROUP = "Er zijn te weinig gemeenten om dit zo te tonen."
NO_SCORE = "Nog te weinig bekend"
SIZES: Mapping[int, str] = {size: f"ten minste {size}" for size in (5, 10, 20, 50, 100)}
ALL = "Alle gemeenten die meedoen"
FILTERS: Mapping[str, str] = {
    **{f"size:{name}": f"Gemeenten met {text}" for name, text in SIZE_CLASSES.items()},
    **{f"region:{name}": text for name, text in REGIONS.items()},
}
"""By how addresses name them."""
FEWER = "minder dan 5"
FINISHED = "Klaar met het traject"
STAGES: Mapping[str, str] = {**STEPS, "finished": FINISHED}
NOT_COVERED = (
    "Wie de scores van meer gemeenten kent, kan meer uitrekenen. Dat zijn adviseurs van meer gemeenten. "
    "En gemeenten die elkaar hun scores vertellen: zij kunnen een score van een andere gemeente ongeveer afleiden."
)
JOINED = "Je gemeente doet mee met het netwerk. In de nacht na vandaag telt dat mee."
LEFT = "Je gemeente doet niet meer mee met deze ronde. In nieuwe cijfers tellen jullie scores niet meer mee."
MEANWHILE_GIVEN = "Iemand anders heeft intussen al toestemming gegeven. Je hoeft niets meer te doen."
MEANWHILE_LEFT = "Iemand anders heeft de toestemming intussen al ingetrokken. Je hoeft niets meer te doen."
NOT_AGREED = "Deze ronde is nog niet vastgesteld. Stel de inventarisatie eerst vast. Daarna kun je meedoen."
NOT_CONFIRMED = "Zet een vinkje als je namens de gemeente toestemming geeft."
CONFIRM = "Ik geef toestemming namens de gemeente"
CSV_QUESTIONS = ("Vraag", "Code", "Midden (0-100)", "Aantal gemeenten")
CSV_STAGES = ("Stap", "Aantal gemeenten")


def told(count: int) -> str:
    """A number of municipalities as it may be told: rounded down to fives."""
    return f"ten minste {count}" if count else FEWER


def spread(low: int, middle: int, high: int) -> str:
    """Three quartiles in a sentence."""
    return f"Een kwart scoort lager dan {low}, de helft lager dan {middle}, driekwart lager dan {high}."


def half(low: int, high: int) -> str:
    """Where the middle half lies."""
    return f"{low} tot {high}" if low != high else f"rond {low}"
