"""For which figures the scores of a municipality count: a score counts once, so it counts for one kind of figure."""

from datetime import timedelta

from app.network.privacy.model import ALL
from app.state.places import REGION_OF

QUESTIONS = "questions"
"""The lane of who counts for the questions: those are of the same answers as the domains."""
FIRST = 24
"""So many municipalities come in with everybody, so that there is something to see soon."""
BEFORE_QUESTIONS = 12
"""Of who comes after these every fourth counts for the questions instead of for domains."""
PATIENCE = timedelta(days=60)
"""How long a score waits for others of its own group; after that it comes in with everybody."""


def lane(number: int) -> str:
    """Where the municipality that joins as the so manyth goes; the order of joining is no secret."""
    if number % 4 == 0 and number > BEFORE_QUESTIONS:
        return QUESTIONS
    if number <= FIRST:
        return "open"
    return ("size", "region")[(number if number % 4 != 3 else number // 4) % 2 == 0]


def pool(lane_: str, size_class: str | None, province: str | None, waited: timedelta = timedelta()) -> str:
    """With whom a score comes in."""
    if waited >= PATIENCE:
        return ALL
    if lane_ == "size" and size_class:
        return f"size:{size_class}"
    region = REGION_OF.get(province or "")
    return f"region:{region}" if lane_ == "region" and region else ALL
