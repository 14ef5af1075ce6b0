"""Why a score is what it is, in sentences: what counts, what is left out, by which rule, and what would change it."""

from collections.abc import Sequence
from fractions import Fraction

from app.formatting import Number, number
from app.texts.counting import listing
from scoring.explanation.step import Reason
from scoring.result import Score

REASONS: dict[Reason, str] = {
    "unknown": "nog niet bekend",
    "not_applicable": "niet van toepassing",
    "overruled": "er is een afgesproken score",
    "outvoted": "meer dan de helft zegt ‘niet van toepassing’",
    "no_score": "er is nog geen score",
    "coverage": "er is te weinig bekend: minder dan 2 van de 3 vragen",
    "levels": "minder dan 2 van de 3 niveaus hebben een score",
    "dimensions": "minder dan 2 van de 3 dimensies hebben een score",
    "incomplete": "er ontbreekt nog een deel",
    "too_few": "er zijn te weinig antwoorden",
}

RULES = {
    "S1": "Een afgesproken score gaat voor. Is er geen, dan telt het gemiddelde van de antwoorden van 0 tot en met 4. "
    "Elke stap is 25 punten. Zegt meer dan de helft ‘niet van toepassing’, dan doet de vraag niet mee.",
    "S2": "De vragen over hetzelfde onderwerp op hetzelfde niveau tellen even zwaar.",
    "S3": "Bij ‘middelen’ horen twee onderwerpen: middelen en capaciteit. Die tellen even zwaar.",
    "S4": "Een dimensie is het gemiddelde van de niveaus met een score. Elk niveau telt even zwaar.",
    "S5": "Een niveau is het gemiddelde van de dimensies met een score. Minstens 2 dimensies moeten een score hebben.",
    "S6": "Het totaal is het gemiddelde van de drie dimensies. Alle drie moeten een score hebben.",
    "S8": "De dekking is het aantal vragen met een score, van alle vragen die van toepassing zijn.",
    "S9": "We tonen een dimensie pas als minstens 2 van de 3 vragen en minstens 2 van de 3 niveaus een score hebben.",
    "S10": "De bandbreedte: we rekenen alles nog eens uit met elke onbekende vraag op 0 punten, en op 100 punten.",
    "S16": "De opbrengst is het gemiddelde van de eerste twee kansvragen.",
    "S17": "De haalbaarheid is voor de helft het gemiddelde van de laatste twee kansvragen. "
    "Betrokkenheid en ondersteuning tellen elk voor een kwart.",
    "S18": "De ruimte is de ambitie min het totaal, gedeeld door 12,5. De ruimte is minstens 0 en hoogstens 1.",
    "S19": "De kans is de wortel uit opbrengst keer haalbaarheid, keer de ruimte.",
}
"""The rules by which a domain is scored, in the words of a reader."""


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
    return f"{title} heeft nog geen score: {REASONS[reason or 'no_score']}."


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


def when_known(question: str, title: str, low: Score, high: Score) -> str:
    """What one unknown question could still do."""
    start = f"Als ‘{question}’ bekend wordt"
    if low is None or high is None:
        return f"{start}, heeft {title.lower()} nog steeds geen score. Er moet meer bekend worden."
    if low == high:
        return f"{start}, blijft {title.lower()} {number(low)}."
    return f"{start}, ligt {title.lower()} tussen {number(low)} en {number(high)}."


def from_agreed(value: str, points: Number, who: str, when: str, reason: str) -> str:
    """An item with an agreed score."""
    return f"Afgesproken: {value} × 25 = {number(points)}. Door {who}, op {when}. Reden: {reason}"


def agreed_not_applicable(who: str, when: str, reason: str) -> str:
    """An item that was agreed not to apply."""
    return f"Afgesproken: niet van toepassing. Door {who}, op {when}. Reden: {reason}"


def from_answers(answers: Sequence[tuple[str, str]], points: Number) -> str:
    """An item from the answers (value, function) that count."""
    values = listing([f"{value} ({who})" for value, who in answers])
    if len(answers) == 1:
        return f"1 antwoord: {values}. {answers[0][0]} × 25 = {number(points)}."
    return f"Gemiddelde van {len(answers)} antwoorden: {values}. Het gemiddelde × 25 = {number(points)}."


def not_counted(answers: Sequence[tuple[str, str]]) -> str | None:
    """The answers (value, function) to an item that do not count."""
    if not answers:
        return None
    values = listing([f"‘{value}’ ({who})" for value, who in answers])
    return f"Telt niet mee: {values}."


def no_answers(state: str) -> str:
    """An item without a score."""
    return "Niet van toepassing." if state == "not_applicable" else "Nog niet bekend."
