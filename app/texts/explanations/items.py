"""What one question's score is made of: with the answers for who leads the review, as numbers for who reads."""

from collections.abc import Sequence

from app.formatting import Number, number
from app.texts.counting import counted, listing, sentence_start

AGREED = "er is een afgesproken score"
OUTVOTED = "meer dan de helft zegt ‘niet van toepassing’"
UNKNOWN = "Nog niet bekend."
NOT_APPLICABLE = "Niet van toepassing."


def agreed(value: int, points: Number) -> str:
    """An agreed score in points."""
    return f"Afgesproken: {value} × 25 = {number(points)}."


AGREED_NOT_APPLICABLE = "Afgesproken: niet van toepassing."


def agreed_by(who: str, when: str) -> str:
    """Who wrote down what was agreed."""
    return f"Door {who}, op {when}."


def present(who: str) -> str:
    """Who was there."""
    return f"Erbij: {who}"


def reason(text: str) -> str:
    """Why it was agreed."""
    return f"Reden: {text}"


def dissent(text: str) -> str:
    """Who sees it differently, and why."""
    return f"Ziet het anders: {text}"


def from_answers(answers: Sequence[tuple[str, str]], points: Number) -> str:
    """The answers (value, function) that count."""
    values = listing([f"{value} ({who})" for value, who in answers])
    if len(answers) == 1:
        return f"1 antwoord: {values}. {answers[0][0]} × 25 = {number(points)}."
    return f"Gemiddelde van {len(answers)} antwoorden: {values}. Het gemiddelde × 25 = {number(points)}."


def from_numbers(count: int, mean: Number, points: Number) -> str:
    """The same without what anybody answered: `3 antwoorden, gemiddeld 2,3.`"""
    if count == 1:
        return f"1 antwoord: {number(mean, 0)} × 25 = {number(points)}."
    return f"{count} antwoorden, gemiddeld {number(mean)}. Het gemiddelde × 25 = {number(points)}."


def not_counted(answers: Sequence[tuple[str, str]], why: str | None) -> str:
    """The answers (value, function) to an item that do not count, and why when it is not what they say."""
    values = listing([f"‘{value}’ ({who})" for value, who in answers])
    return f"Telt niet mee: {values}, want {why}." if why else f"Telt niet mee: {values}."


def so_many_not_counted(count: int, why: str | None) -> str:
    """How many answers do not count, and why when it is not what they say."""
    start = f"{sentence_start(counted(count, 'antwoord telt', 'antwoorden tellen'))} niet mee"
    return f"{start}, want {why}." if why else f"{start}: daar staat ‘weet ik niet’ of ‘niet van toepassing’."


def counts_in(cell: str, points: Number, dimension: str, score: Number | None) -> str:
    """In what else the question counts."""
    start = f"De vraag telt mee in {cell} ({number(points)})"
    return f"{start}, en daarmee in {dimension}." if score is None else f"{start} en {dimension} ({number(score)})."
