"""What stands with the picture that grows while people answer together, and with a domain that is done."""

from app.texts.words import counted, listing
from app.web.formatting import number
from scoring.result import Score

GIVEN_AWAY = "bij collega’s"
NOTHING_YET = "nog leeg"
NOT_APPLICABLE = "n.v.t."
NOT_KNOWN = "niet bekend"
TOO_LITTLE_KNOWN = "nog te weinig bekend"
PROVISIONAL = "Voorlopig: dit zijn alleen de gezamenlijke antwoorden, zonder die van collega’s."
MAY_CHANGE = "In de bespreking kan het nog veranderen."
UNSEEN = "Collega’s zien dit niet."
NO_TOTAL = "Voor een totaal is nog te weinig bekend."
ALL_EQUAL = "De drie dimensies staan gelijk."


def still(questions: int) -> str:
    """How many questions of a cell are open."""
    return f"nog {counted(questions, 'vraag', 'vragen')}"


def points(score: Score, scored: int, applicable: int) -> str:
    """`54,2`, and of how many questions when not of all: `54,2 (3 van 4)`."""
    shown = number(score) if score is not None else "–"
    return shown if scored == applicable else f"{shown} ({scored} van {applicable})"


def total(score: Score, word: str | None, near_border: bool | None) -> str:
    """Where the domain stands."""
    if score is None or word is None:
        return NO_TOTAL
    where = f"{word.lower()}, op de grens" if near_border else word.lower()
    return f"Alles samen: {where}, {number(score)} van de 100 punten."


def highest(dimension: str) -> str:
    """The dimension that is ahead of both others."""
    return f"{dimension} is het verst."


def lowest(dimension: str, level: str | None) -> str:
    """The dimension behind both others, and the level where it is lowest when there is one."""
    return f"Bij {dimension.lower()} is het meest te winnen{f', vooral bij {level.lower()}' if level else ''}."


def answered(total: int, unknown: int, absent: int, reasons: int) -> str:
    """What somebody did: how they answered all questions of a part."""
    apart = ((unknown, "weet ik niet"), (absent, "niet van toepassing"))
    kinds = [f"{times} keer ‘{what}’" for times, what in apart if times]
    known = total - unknown - absent
    how = listing([*([f"{known} met een antwoord"] if known else []), *kinds]) if kinds else ""
    all_of = "Je hebt de vraag beantwoord" if total == 1 else f"Je hebt alle {total} vragen beantwoord"
    done = f"{all_of}: {how}." if how else f"{all_of}."
    return f"{done} Bij {counted(reasons, 'vraag', 'vragen')} schreef je een toelichting." if reasons else done


def left(questions: int, duration: str) -> str:
    """How much is still open, in a sentence."""
    return f"Nog {counted(questions, 'vraag', 'vragen')}, {duration}."
