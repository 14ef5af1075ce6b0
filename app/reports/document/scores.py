"""What a score, a profile and an answer are called in words, and what one step further would be."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.texts.words import EVIDENCE, counted
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


ABOVE = "Alles van het antwoord hierboven."
"""How the highest option of a question begins; it only makes sense under the option before it."""

UNKNOWN = "Nog niet bekend."
NOT_APPLICABLE = "Niet van toepassing."
HIGHEST = "Dit is al het hoogste antwoord."

CONFIDENCE = {"sure": "zeker", "fairly_sure": "redelijk zeker", "not_sure": "niet zeker"}


def answer_text(options: Sequence[str], value: int) -> str:
    """What an answer says, complete by itself: the highest option includes the one before it."""
    text = options[value]
    if value and text.startswith(ABOVE):
        return f"{options[value - 1]}{text.removeprefix(ABOVE)}"
    return text


def reached_statement(statements: Sequence[str], points: Fraction) -> str:
    """What a chance answer says without its question: `1 collega wil beginnen`."""
    text = statements[math.floor(points / 25)]
    return text if points % 25 == 0 else f"{text} (of iets beter)"


def now(options: Sequence[str], words: Sequence[str], points: Fraction) -> str:
    """Where the item stands: the answer in words. A mean between two answers counts as the lower of the two."""
    value = points / 25
    step = math.floor(value)
    text = answer_text(options, step)
    if value == step:
        return f"{words[step]} ({number(points)}). {text}"
    return f"Tussen {words[step]} en {words[step + 1]} ({number(points)}). In elk geval: {text}"


def chance_now(options: Sequence[str], points: Fraction) -> str:
    """The answer to a chance question with its number: the words of S11 are about how far something is, and not this.

    A mean between two answers counts as the lower of the two.
    """
    text, shown = answer_text(options, math.floor(points / 25)), number(points)
    return (
        f"{shown} punten. {text}" if points % 25 == 0 else f"{shown} punten: tussen 2 antwoorden. In elk geval: {text}"
    )


def next_step(options: Sequence[str], points: Fraction) -> str:
    """What one step further would be: the text of the next option."""
    step = math.floor(points / 25)
    if step + 1 >= len(options):
        return HIGHEST
    text = options[step + 1]
    return f"Alles van ‘nu’.{text.removeprefix(ABOVE)}" if text.startswith(ABOVE) else text


def basis(agreed: bool, answers: int, numbers: int) -> str:
    """On what the score rests: `answers` were given, `numbers` of them have a value of 0 to 4."""
    if answers == 0:
        return "Afgesproken, zonder losse antwoorden." if agreed else "Er zijn geen antwoorden."
    if agreed:
        return f"Afgesproken, na {counted(answers, 'antwoord', 'antwoorden')}."
    if numbers == 0:
        return f"{counted(answers, 'antwoord', 'antwoorden')}, zonder score."
    if numbers == answers:
        return "1 antwoord." if answers == 1 else f"Gemiddelde van {answers} antwoorden."
    return (
        f"Gemiddelde van {numbers} van de {answers} antwoorden." if numbers > 1 else f"1 van de {answers} antwoorden."
    )


def evidence(kind: str, note: str | None) -> str:
    """What an answer rests on."""
    name = EVIDENCE[kind]
    return f"{name}: {note}" if note and note.strip() else f"{name}."
