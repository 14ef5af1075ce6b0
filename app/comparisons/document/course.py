"""What a domain did as a whole, in a few words: the title of an evaluation, on its page and its files."""

from collections.abc import Collection, Sequence
from typing import Literal, TypeAlias

from app.reports.document.comparison import Moved, standing
from app.texts.words import listing, sentence_start

Course: TypeAlias = Literal[
    "grown", "partly_grown", "mixed", "partly_slipped", "slipped", "unsupported", "unsaid", "same", "still", "unknown"
]
"""What a domain did: more in one word than its standing, because a title that says `vooruit` is about all of it."""

COURSE_WORDS: dict[Course, tuple[str, str, str]] = {
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
NO_DOMAINS = "Er is geen domein om te vergelijken"


def headline(found: Sequence[tuple[str, Course]]) -> str:
    """Each domain once: `Geldzaken ging vooruit, Gezin deels achteruit, Bibliotheek bleef gelijk`."""
    told, before = [], ""
    for course, (one, more, ending) in COURSE_WORDS.items():
        names = [name for name, its in found if its == course]
        if names:
            verb = one if len(names) == 1 else more
            where = "bij " if course == "unsaid" else ""
            told.append(
                f"{where}{_named(names, len(found))} {'' if verb == before and one == 'ging' else f'{verb} '}{ending}"
            )
            before = verb
    return sentence_start(", ".join(told)) or NO_DOMAINS


def _named(names: Sequence[str], total: int) -> str:
    return listing(names) if len(names) == 1 or total <= MOST_NAMES else f"{len(names)} domeinen"


def course_briefly(course: Course) -> str:
    """The same beside the name of a domain."""
    verb, _, ending = COURSE_WORDS[course]
    return ending if verb in ("ging", "is", "is het") else f"{verb} {ending}"


def course_of(changes: Collection[Moved]) -> Course:
    """What the dimensions of a domain did together."""
    whole = standing(changes)
    if whole in ("grown", "slipped") and not all(change.supported for change in changes):
        return "partly_grown" if whole == "grown" else "partly_slipped"
    if whole == "same" and any(change.kind != "same" for change in changes):
        return "still"
    return whole
