"""The title of the evaluation page: what each domain did, by rule; only supported changes count (S25)."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from app.texts.words import listing, sentence_start

Course: TypeAlias = Literal[
    "grown", "partly_grown", "mixed", "partly_slipped", "slipped", "unsupported", "unsaid", "same", "still", "unknown"
]
"""What a domain did: more in one word than its standing, because a title that says `vooruit` is about all of it."""

WORDS: dict[Course, tuple[str, str, str]] = {
    "grown": ("ging", "gingen", "vooruit"),
    "partly_grown": ("ging", "gingen", "deels vooruit"),
    "mixed": ("ging", "gingen", "deels vooruit en deels achteruit"),
    "partly_slipped": ("ging", "gingen", "deels achteruit"),
    "slipped": ("ging", "gingen", "achteruit"),
    "unsupported": ("is", "zijn", "anders (nog niet onderbouwd)"),
    "unsaid": ("is het", "is het", "nog niet te zeggen"),
    "same": ("bleef", "bleven", "gelijk"),
    "still": ("veranderde", "veranderden", "niet zichtbaar"),
    "unknown": ("is", "zijn", "niet te vergelijken"),
}
"""By course: the verb of one domain, of more, and what follows."""
MOST_NAMES = 5
"""With more domains than this, a group of them is counted, not named."""
NOTHING = "Er is geen domein om te vergelijken"


def title(found: Sequence[tuple[str, Course]]) -> str:
    """Each domain once: `Geldzaken ging vooruit, Gezin deels achteruit, Bibliotheek bleef gelijk`."""
    told, before = [], ""
    for course, (one, more, ending) in WORDS.items():
        names = [name for name, its in found if its == course]
        if names:
            verb = one if len(names) == 1 else more
            where = "bij " if course == "unsaid" else ""
            told.append(
                f"{where}{_named(names, len(found))} {'' if verb == before and one == 'ging' else f'{verb} '}{ending}"
            )
            before = verb
    return sentence_start(", ".join(told)) or NOTHING


def _named(names: Sequence[str], total: int) -> str:
    return listing(names) if len(names) == 1 or total <= MOST_NAMES else f"{len(names)} domeinen"


def briefly(course: Course) -> str:
    """The same beside the name of a domain."""
    verb, _, ending = WORDS[course]
    return ending if verb in ("ging", "is", "is het") else f"{verb} {ending}"
