"""What a score is made of, what it leaves out, and what would change it."""

from collections.abc import Sequence
from fractions import Fraction

from app.formatting import Number, number
from app.texts.counting import counted, listing, part_of, sentence_start
from scoring.explanation.step import Reason
from scoring.result import Score

REASONS: dict[Reason, str] = {
    "unknown": "nog niet bekend",
    "not_applicable": "niet van toepassing",
    "overruled": "er is een afgesproken score",
    "outvoted": "meer dan de helft zegt ‘niet van toepassing’",
    "no_score": "er is nog geen score",
    "coverage": "er is te weinig bekend (minder dan 2 van de 3 vragen)",
    "levels": "minder dan 2 van de 3 niveaus hebben een score",
    "dimensions": "minder dan 2 van de 3 dimensies hebben een score",
    "incomplete": "er ontbreekt nog een deel",
    "too_few": "er zijn te weinig antwoorden",
}

NOTHING_BELOW = "daar heeft nog geen enkele vraag een score"


def mean_of(title: str, value: Number, parts: Sequence[tuple[str, Number]]) -> str:
    """`Middelen is 33,3: het gemiddelde van bestuur (25,0) en beleid (41,7).`"""
    if len(parts) == 1:
        return f"{title} is {number(value)}: alleen {parts[0][0]} telt mee."
    return f"{title} is {number(value)}: het gemiddelde van {_listed(parts)}."


def sum_of(title: str, value: Number, parts: Sequence[tuple[Fraction, str, Number]]) -> str:
    """A number that weighs its parts: `1/2 × 75,0 (K3 en K4) + 1/4 × ...`."""
    terms = " + ".join(f"{weight} × {number(part)} ({name})" for weight, name, part in parts)
    return f"{title} is {number(value)}: {terms}."


def _listed(parts: Sequence[tuple[str, Number]]) -> str:
    return listing([f"{name} ({number(value)})" for name, value in parts])


def without_number(title: str, reason: Reason | None) -> str:
    """Why there is no number."""
    why = NOTHING_BELOW if reason in (None, "no_score") else REASONS[reason]
    return f"{title} heeft nog geen score: {why}."


def left_out(name: str, reason: Reason | None) -> str:
    """What does not count, and why."""
    return f"{name} telt niet mee: {REASONS[reason or 'no_score']}."


def bandwidth(title: str, low: Score, high: Score) -> str | None:
    """Between what a score can still lie (S10)."""
    if low is None or high is None:
        return None
    if low == high:
        return f"Alle vragen van {title.lower()} zijn bekend. De score kan daardoor niet meer schuiven."
    lowest = f"Tellen alle onbekende vragen als 0, dan is het {number(low)}."
    return f"{lowest} Tellen ze als 100, dan is het {number(high)}."


def when_known(question: str | None, title: str, low: Number, high: Number) -> str:
    """What one unknown question could still do; the one that it is all about needs no name."""
    start = f"Als ‘{question}’ bekend wordt" if question else "Als deze vraag bekend wordt"
    if low == high:
        return f"{start}, blijft {title.lower()} {number(low)}."
    return f"{start}, ligt {title.lower()} tussen {number(low)} en {number(high)}."


def more_needed(title: str, questions: int) -> str:
    """That each of so many unknown questions is too little by itself."""
    unknown = counted(questions, "onbekende vraag", "onbekende vragen")
    return f"Bij {unknown} is het niet genoeg als alleen die bekend wordt: {title.lower()} heeft dan nog geen score."


def word(score: Number, name: str, lowest: tuple[str, str] | None, near_border: bool) -> str:
    """Which word goes with a score; `lowest` (dimension, its word) when that holds the word of a total back."""
    sentence = f"Bij {number(score)} hoort het woord ‘{name}’."
    if lowest:
        step = f"hoogstens 1 stap hoger dan dat van de laagste dimensie, {lowest[0]} (‘{lowest[1]}’)"
        sentence = f"Het woord is ‘{name}’: {step}."
    return f"{sentence} De score ligt op de grens met een ander woord." if near_border else sentence


def coverage(scored: int, unknown: int, not_applicable: int) -> str:
    """How many questions have a score, and what the others are."""
    if scored + unknown == 0:
        return "Geen van de vragen is van toepassing."
    sentences = [_scored(scored, scored + unknown)]
    if unknown:
        sentences.append(f"Nog niet bekend: {counted(unknown, 'vraag', 'vragen')}.")
    if not_applicable:
        sentences.append(f"Niet van toepassing: {counted(not_applicable, 'vraag', 'vragen')}.")
    return " ".join(sentences)


def _scored(scored: int, applicable: int) -> str:
    if applicable == 1:
        return "De ene vraag heeft een score." if scored else "De ene vraag heeft nog geen score."
    have = "heeft" if scored < 2 else "hebben"
    return sentence_start(f"{part_of(scored, applicable)} vragen {have} een score.")


def of_questions(title: str, value: Number, parts: Sequence[Number], left_out: int) -> str:
    """A number that is the mean of questions, which are listed elsewhere."""
    if len(parts) == 1:
        sentence = f"{title} is {number(value)}: de score van 1 vraag."
    else:
        sentence = f"{title} is {number(value)}: het gemiddelde van {len(parts)} vragen ({_numbers(parts)})."
    if not left_out:
        return sentence
    return f"{sentence} {counted(left_out, 'andere vraag telt', 'andere vragen tellen')} niet mee."


def _numbers(parts: Sequence[Number]) -> str:
    return listing([number(part) for part in parts])


def weakest(cell: str, score: Number) -> str:
    """The lowest cell."""
    return f"Het zwakste vak is {cell} ({number(score)})."


def level_gap(highest: tuple[str, Number], lowest: tuple[str, Number], balanced: bool) -> str:
    """The highest level against the lowest, and whether that is called a difference."""
    numbers = f"{highest[0].lower()} ({number(highest[1])}), het laagste {lowest[0].lower()} ({number(lowest[1])})"
    means = (
        "minder dan 25: ze lopen ongeveer gelijk op" if balanced else f"25 of meer: {highest[0].lower()} staat hoger"
    )
    return f"Het hoogste niveau is {numbers}. Dat scheelt {means}."


def chance(value: Number) -> str:
    """The chance itself."""
    return f"De kans is {number(value)}."


def chance_word(word: str) -> str:
    """What that chance is called."""
    return f"Dat heet ‘{word}’."


def unknown_answers(unknown: int, answers: int) -> str | None:
    """How often people answered that they do not know; None when nobody answered."""
    if answers == 0:
        return None
    given = f"Er {'is' if answers == 1 else 'zijn'} {counted(answers, 'antwoord', 'antwoorden')}."
    if unknown == 0:
        return f"{given} Niemand antwoordde ‘weet ik niet’."
    return f"{given} ‘Weet ik niet’ is {unknown} keer gezegd."


def room(value: Number, ambition: Number, total: Number) -> str:
    """How much there is to win."""
    return f"De ruimte is {number(value, 2)}: de ambitie is {number(ambition, 0)} punten, het totaal {number(total)}."
