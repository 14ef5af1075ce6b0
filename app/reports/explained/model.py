"""An explanation as data: every text in Dutch, every number already formatted."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.texts.explanations.rules import words_of


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One question in an explanation: its place, its points, and what they are made of."""

    item: str
    question: str
    place: str
    """`Middelen bij beleid`; empty for a question without a place in the profile."""
    number: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """One score: its name and number, the sentences that make it, by which rules, and the questions below it."""

    id: str
    """To link to: the only one on its page."""
    title: str
    number: str
    """Empty where there is no single number."""
    sentences: tuple[str, ...]
    rules: tuple[str, ...] = ()
    rows: tuple[ItemRow, ...] = ()

    @property
    def rule_words(self) -> Mapping[str, str]:
        """The rules by number, in words."""
        return words_of(self.rules)
