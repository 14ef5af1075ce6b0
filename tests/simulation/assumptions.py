"""What is assumed about people and municipalities: every figure of the simulation follows from this."""

from dataclasses import dataclass, replace
from typing import NamedTuple

SEED = 2026
MUNICIPALITIES = 800
"""How many municipalities without a change are made for each setting, and half as many with one."""
DOMAINS = 8
"""How many domains a municipality without a change has."""
SHARES = {"a third": 1 / 3, "two thirds": 2 / 3, "all": 1.0}
"""Which part of a dimension's items really goes one step up, each in two domains of a municipality."""


class Setting(NamedTuple):
    """Who answers in the two rounds, and whether scores are agreed on."""

    people: int
    others: bool
    """Whether all who answer the second time are new; else two thirds of them, or the only one, stayed."""
    agreed: bool

    @property
    def staying(self) -> int:
        """How many people answer in both rounds."""
        return 0 if self.others else max(1, self.people * 2 // 3)


SETTINGS = tuple(
    Setting(people, others, agreed) for agreed in (True, False) for people in (1, 3, 6) for others in (False, True)
)


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Shares and probabilities, 0 to 1, and the spread of what is true, in answer steps."""

    average: float = 1.8
    """What is true of an item on average, before it is rounded to 0 to 4."""
    spread: tuple[float, float, float] = (0.6, 0.6, 0.8)
    """Standard deviations: between municipalities, between domains of one, between items of a domain."""
    right: float = 2 / 3
    """An answer is what is true; else one step up or down, with equal chances."""
    right_agreed: float = 5 / 6
    """The same for an agreed score."""
    inclined: float = 0.5
    """People who are mild or strict, half of them each."""
    shifted: float = 0.2
    """Of the answers of who is mild or strict, those that are a step higher or lower for that reason."""
    replying: float = 0.8
    """Who is asked whether something really changed and says yes or no."""
    mistaken: float = 0.1
    """Of those, who say the wrong one of the two."""
    evidence: float = 0.3
    """Answers and agreed scores with evidence, where nothing changed."""
    evidence_of_change: float = 0.7
    """The same for an item that really changed."""


PLAUSIBLE = Assumptions()
"""What the published figures are made with."""
REPLIES = {f"{share:.0%} says it": replace(PLAUSIBLE, replying=share) for share in (0.8, 0.9, 1.0)}
"""How many of those who are asked say whether something really changed: what decides most under S25."""
VARIATIONS = {
    "as assumed": PLAUSIBLE,
    "an agreed score is right in 75%": Assumptions(right_agreed=0.75),
    "20% say wrongly what changed": Assumptions(mistaken=0.2),
    "half says whether something changed": Assumptions(replying=0.5),
    "60% has evidence": Assumptions(evidence=0.6),
}
"""What else could be so; tried with agreed scores only."""
VARIED = Setting(people=3, others=True, agreed=True)
NOISELESS = Assumptions(right=1, right_agreed=1, shifted=0)
"""Everybody always says what is true."""
