"""What differs between two texts, word by word, as plain pieces: whoever shows them escapes and marks them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

WORDS = re.compile(r"\w+|\s+|[^\w\s]")
MOST = 50_000
"""How many pairs of equal words are compared at most: of a text of one word, again and again, it would take seconds."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, and whether it stands in this text only."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """Two texts, each whole and in order; what is not marked is the same in both."""

    old: tuple[Piece, ...]
    new: tuple[Piece, ...]


def difference(old: str, new: str) -> Difference:
    """What was taken out of the old text and what came into the new one."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    start = _equal(before, after)
    end = _equal(before[start:][::-1], after[start:][::-1])
    middle = slice(start, len(before) - end), slice(start, len(after) - end)
    runs = [
        (False, before[:start], after[:start]),
        *_runs(before[middle[0]], after[middle[1]]),
        (False, before[middle[0].stop :], after[middle[1].stop :]),
    ]
    return Difference(
        _pieces((marked, words) for marked, words, _ in runs), _pieces((marked, words) for marked, _, words in runs)
    )


def _equal(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words at the beginning are the same."""
    pairs = zip(one, other, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _runs(before: list[str], after: list[str]) -> list[tuple[bool, list[str], list[str]]]:
    counts = Counter(before)
    # White space holds nothing together: it never counts as what two texts have in common by itself.
    if sum(counts[word] for word in after if not word.isspace()) > MOST:
        return [(True, before, after)]
    matcher = SequenceMatcher(str.isspace, before, after, autojunk=False)
    return [(tag != "equal", before[a:b], after[c:d]) for tag, a, b, c, d in matcher.get_opcodes()]


def _pieces(runs: Iterable[tuple[bool, Sequence[str]]]) -> tuple[Piece, ...]:
    """With neighbours of one kind taken together, and nothing empty."""
    found: list[Piece] = []
    for marked, words in runs:
        text = "".join(words)
        if found and found[-1].marked == marked:
            found[-1] = Piece(found[-1].text + text, marked)
        elif text:
            found.append(Piece(text, marked))
    return tuple(found)
