"""What the application says of what was typed on a page, when something else on that page was saved."""

from collections.abc import Mapping

PARTS: Mapping[str, str] = {
    "score": "De afgesproken score",
    "chance": "Je antwoord op deze vraag",
    "settle": "Waarom er geen afspraak nodig is",
    "answer": "Je antwoord op een opmerking",
    "addressee": "Voor wie een opmerking is",
    "remark": "Je nieuwe opmerking",
}
"""What was typed, by the part of the page."""
KEPT_SCORE = "De opgeslagen score blijft staan."
KEPT_CHANCE = "Het opgeslagen antwoord blijft staan."
