"""What the application says about answers that changed after domains were sent back."""

from collections.abc import Sequence
from datetime import datetime

from app.formatting import long_moment
from app.texts.counting import counted, listing
from app.texts.words import CONFIDENCE, EVIDENCE, SPECIAL

LABELS = {
    "value": "Antwoord",
    "reason": "Toelichting",
    "evidence_kind": "Soort bewijs",
    "evidence_note": "Waar het bewijs staat",
    "evidence_link": "Link bij het bewijs",
    "confidence": "Hoe zeker",
    "text": "Tekst",
}
"""The fields of an answer, in the order in which the history keeps them."""


def field_text(name: str, value: str | None, options: Sequence[str]) -> str:
    """A field as people read it; `options` are the answers of the question. Empty when there is nothing."""
    if value is None:
        return ""
    if name == "value" and value.isdecimal():
        return f"{value}. {options[int(value)]}"
    words = {"value": SPECIAL, "evidence_kind": EVIDENCE, "confidence": CONFIDENCE}.get(name, {})
    return words.get(value, value)


def how_many(answers: int, questions: int, texts: int) -> str:
    """How much changed: answers to so many questions, and texts under the closing questions."""
    if not answers and not texts:
        return "Er is niets veranderd."
    told = f"{counted(answers, 'antwoord', 'antwoorden')} bij {counted(questions, 'vraag', 'vragen')}"
    return f"{_changed(told, answers, texts)} Je ziet hieronder wat het was en wat het nu is."


def _changed(told: str, answers: int, texts: int) -> str:
    """That so many answers, which are `told`, and so many texts are others; at least one of both is."""
    said = [told] if answers else []
    if texts:
        said.append(counted(texts, "tekst bij de slotvragen", "teksten bij de slotvragen"))
    return f"{listing(said)} {'is' if answers + texts == 1 else 'zijn'} veranderd."


def changed_in_short(answers: int, texts: int) -> str:
    """How much changed, without where."""
    if not answers and not texts:
        return "Er is geen antwoord veranderd."
    return _changed(counted(answers, "antwoord", "antwoorden"), answers, texts)


def the_rest(same: int) -> str:
    """That nothing else changed."""
    if not same:
        return "In wat toen is teruggestuurd, staan geen andere antwoorden."
    if same == 1:
        return "Het andere antwoord in wat toen is teruggestuurd, is hetzelfde gebleven."
    return f"De andere {same} antwoorden in wat toen is teruggestuurd, zijn hetzelfde gebleven."


def sent_back_line(at: datetime, by: str) -> str:
    """When it was sent back, and by whom."""
    return f"{long_moment(at)}, door {by}" if by else long_moment(at)


def handed_in_line(at: datetime | None) -> str:
    """When it was handed in again, or that it was not yet."""
    if at is None:
        return "Nog niet. De antwoorden kunnen nog veranderen. Je ziet hoe ze nu zijn."
    return long_moment(at)


def choice(number: int, at: datetime, titles: Sequence[str]) -> str:
    """One time that domains were sent back, in the list of all."""
    return f"Keer {number}: {long_moment(at)}, {listing(titles)}"


def mailed_about(people: Sequence[str]) -> str:
    """Who gets a mail when a domain is sent back, by function."""
    if not people:
        return "Hier antwoordden geen collega’s. De coördinator past de antwoorden aan."
    return f"Mail naar: {'; '.join(people)}."


def too_many_mails(minutes: int) -> str:
    """That so many mails went to colleagues that no more can go now."""
    return (
        "Er zijn in dit uur al veel mails naar collega’s gestuurd. Er is nu niets teruggestuurd. "
        f"Probeer het over {counted(minutes, 'minuut', 'minuten')} opnieuw, of kies minder domeinen."
    )


def how_far(done: int, asked: int) -> str:
    """How many colleagues handed in again, and what the coordinator can do."""
    if done == asked:
        return "Iedereen is klaar. De coördinator kan opnieuw inleveren."
    who = f"{done} van de {asked} {'is' if done == 1 else 'zijn'} klaar." if done else "Nog niemand is klaar."
    return f"{who} De coördinator kan wachten, of alvast inleveren."


def recent_line(handed_in: bool, questions: int, texts: int) -> str:
    """How it went the last time that domains were sent back: `questions` and closing `texts` that are others."""
    if not handed_in:
        return "Er is nog niet opnieuw ingeleverd."
    written = counted(texts, "slotvraag is de tekst", "slotvragen zijn teksten")
    if not questions:
        ends = f"Er is geen antwoord veranderd. Bij {written} veranderd." if texts else "Er is geen antwoord veranderd."
        return f"Er is opnieuw ingeleverd. {ends}"
    what = counted(questions, "vraag is een antwoord", "vragen zijn antwoorden")
    also = f" Bij {written} veranderd." if texts else ""
    return f"Er is opnieuw ingeleverd. Bij {what} veranderd.{also}"
