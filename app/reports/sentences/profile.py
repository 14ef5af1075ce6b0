"""What a profile says: how far a domain is, where it is strong and weak, and what is not known of it."""

from dataclasses import dataclass
from fractions import Fraction

from app.texts.words import counted
from app.web.formatting import number
from scoring.result import Score

TOO_LITTLE_KNOWN = "Nog te weinig bekend"
ON_THE_BORDER = "op de grens"
ALL_KNOWN = "alles bekend"


@dataclass(frozen=True, slots=True)
class CellInWords:
    """A cell of a profile in words: `middelen bij beleid`, and its points."""

    name: str
    score: Fraction


def points(score: Score) -> str:
    """`54,2`, or a dash where there is no score."""
    return "–" if score is None else number(score)


def word(name: str | None, near_border: bool | None) -> str:
    """The word of S11, with `op de grens` where that holds, or that too little is known (S9)."""
    if name is None:
        return TOO_LITTLE_KNOWN
    return f"{name}, {ON_THE_BORDER}" if near_border else name


def bandwidth(low: Score, high: Score) -> str:
    """The lowest and the highest that the score can still become (S10)."""
    if low is None or high is None:
        return "–"
    return ALL_KNOWN if low == high else f"{number(low)} tot {number(high)}"


def coverage(scored: int, applicable: int) -> str:
    """How many questions have an answer (S8)."""
    return "geen vragen" if applicable == 0 else f"{scored} van {applicable}"


def unknown_share(unknown: int, answers: int) -> str:
    """How many of the answers given are `weet ik niet` (S8)."""
    return "–" if answers == 0 else f"{unknown} van {answers}"


def total(domain: str, score: Score, name: str | None, near_border: bool | None) -> str:
    """How far a domain is."""
    if score is None or name is None:
        return f"Over {domain} is nog te weinig bekend voor een totaalscore."
    return f"{domain} heeft {number(score)} van de 100 punten: {word(name, near_border)}."


def reach(low: Score, high: Score, unknown: int) -> str | None:
    """What the unknown answers could still do to the total (S10); None when nothing is unknown."""
    if unknown == 0 or low is None or high is None or low == high:
        return None
    missing = f"Van {counted(unknown, 'vraag', 'vragen')} weten we het antwoord nog niet."
    known = "dat antwoord" if unknown == 1 else "die antwoorden"
    return f"{missing} Met {known} erbij ligt de score tussen {number(low)} en {number(high)} punten."


def strong_and_weak(strongest: CellInWords | None, weakest: CellInWords | None) -> str:
    """The highest and the lowest of the nine cells (S7)."""
    if strongest is None or weakest is None:
        return "Voor geen enkel niveau is er al een score."
    if strongest.score == weakest.score:
        return f"Alle scores op de niveaus zijn even hoog: {number(weakest.score)} punten."
    strong = f"Het hoogst scoort {strongest.name} ({number(strongest.score)} punten)."
    return f"{strong} Het laagst scoort {weakest.name} ({number(weakest.score)} punten)."


def balanced() -> str:
    """The levels are close together (S12)."""
    return "Bestuur, beleid en uitvoering lopen ongeveer gelijk op."


def out_of_balance(highest: CellInWords, lowest: CellInWords) -> str:
    """One level stands clearly above another (S12)."""
    numbers = f"{number(highest.score)} tegen {number(lowest.score)} punten"
    return f"{highest.name} staat duidelijk hoger dan {lowest.name.lower()}: {numbers}."


def levels_unknown() -> str:
    """Not all levels have a score (S12)."""
    return "Niet alle niveaus hebben een score. Daarom zegt dit rapport niets over het verschil tussen de niveaus."
