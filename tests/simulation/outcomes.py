"""What the rules say of every dimension."""

from collections.abc import Iterator
from dataclasses import dataclass

from scoring.assessment import Assessment
from scoring.comparison import compare
from scoring.result import Score
from tests.simulation.municipality import QUESTIONNAIRE

WORDS = ("any", "visible", "supported")
"""A kleine or zichtbare verandering; a zichtbare; a supported one. Each is one of the former too."""
UNSAID = "unsaid"
"""Nog niet te zeggen: none of these."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One dimension of one domain."""

    domain: str
    dimension: str
    change: Score
    """None when it is not to be said."""
    words: tuple[str, ...]
    """Those of WORDS that hold, or UNSAID alone."""


def outcomes(before: Assessment, after: Assessment) -> Iterator[Outcome]:
    """What the rules say of every dimension (S22-S25)."""
    for domain, compared in compare(QUESTIONNAIRE, before, QUESTIONNAIRE, after).domains.items():
        assert compared is not None
        for dimension, found in compared.dimensions.items():
            held = (found.kind in ("small", "visible"), found.kind == "visible", bool(found.supported))
            words = tuple(word for word, holds in zip(WORDS, held, strict=True) if holds)
            yield Outcome(domain, dimension, found.change, (UNSAID,) if found.kind == "unsaid" else words)
