"""What is said before somebody approves, agrees or takes a step back: what is open, how the rest counts, who hears."""

from collections.abc import Sequence
from typing import Protocol

from app.texts.words import counted, listing, sentence_start

UNSAID_COUNTS = (
    "Zolang niemand iets zegt, telt zo’n verschil niet mee als verandering. Hangt de uitkomst daarvan af, dan staat er "
    "‘nog niet te zeggen’."
)
LOOK_FIRST = "Kijk eerst wat er nu staat. Klik daarna opnieuw."
MEANWHILE = "Dit is opgeslagen nadat jij de pagina opende:"


class QuestionCounts(Protocol):
    """How many questions there are, and by what those count on which nothing is agreed."""

    @property
    def questions(self) -> int: ...
    @property
    def agreed(self) -> int: ...
    @property
    def answered(self) -> int: ...
    @property
    def unknown(self) -> int: ...
    @property
    def not_applicable(self) -> int: ...


def what_counts(found: QuestionCounts) -> str:
    """By what each question counts (S1)."""
    parts = [f"Bij {found.agreed} van de {counted(found.questions, 'vraag', 'vragen')} telt de afgesproken score."]
    if found.answered:
        parts.append(f"Bij {counted(found.answered, 'vraag', 'vragen')} tellen de antwoorden, zonder afspraak.")
    parts.extend(
        f"{counted(number, 'vraag telt', 'vragen tellen')} niet mee, omdat {why}."
        for number, why in (
            (found.unknown, "het antwoord niet bekend is"),
            (found.not_applicable, "het antwoord ‘niet van toepassing’ is"),
        )
        if number
    )
    return " ".join(parts)


def points(count: int) -> str:
    """How many points are open."""
    return f"{counted(count, 'punt', 'punten')} om te bespreken"


def questions(count: int) -> str:
    """How many questions have no agreed score."""
    return f"{counted(count, 'vraag', 'vragen')} zonder afspraak"


def chances(questions_: int, domains: int) -> str:
    """How many chance questions have no answer, and how many domains no ambition."""
    found = [counted(questions_, "kansvraag", "kansvragen") + " zonder antwoord"] if questions_ else []
    found += [counted(domains, "domein", "domeinen") + " zonder ambitie"] if domains else []
    return listing(found)


def unsaid(count: int) -> str:
    """About how many differences from then nobody said anything."""
    return f"{counted(count, 'score', 'scores')} anders dan toen, en nog niet gezegd of er werkelijk iets veranderde"


def threads(count: int) -> str:
    """How many remarks are not done."""
    return f"{counted(count, 'opmerking', 'opmerkingen')} niet afgehandeld"


def without_place(titles: Sequence[str]) -> str:
    """What the report cannot say about the domains with these titles, as long as chance questions are open."""
    which = f"Bij {listing(titles)}" if len(titles) < 3 else f"Bij {len(titles)} domeinen"
    return f"{which} kan het rapport dan niet zeggen of dat een goed begin is."


def approve_button(points_: int, anything: bool) -> str:
    """What the button says with so many points open, and anything open at all."""
    if points_:
        return f"Toch akkoord met {counted(points_, 'open punt', 'open punten')}"
    return "Toch akkoord" if anything else "Geef akkoord"


def told(advisers: int = 0, coordinators: int = 0, *, others: bool = False) -> str:
    """Who gets a mail, as a sentence begins: never by name; `others` when who does it is a coordinator too."""
    counts = (advisers, "adviseur", "adviseurs"), (coordinators, "coördinator", "coördinatoren")
    other = {"coördinator": "andere "} if others else {}
    found = [
        f"de {other.get(one, '')}{one}" if count == 1 else f"de {count} {other.get(one, '')}{many}"
        for count, one, many in counts
        if count
    ]
    return sentence_start(listing(found))


def thanked(count: int) -> str:
    """Which colleagues hear of it."""
    return f"{counted(count, 'collega die antwoordde', 'collega’s die antwoordden')}"


def not_done(busy: int, asked: int, titles: Sequence[str]) -> str:
    """How far those are who were asked to look again at these domains."""
    about = f"Teruggestuurd: {listing(titles)}."
    if not asked:
        return about
    if not busy:
        return f"{about} {'De collega die opnieuw keek, is' if asked == 1 else f'Alle {asked} collega’s zijn'} klaar."
    return f"{about} Van {counted(asked, 'collega', 'collega’s')} {'is' if busy == 1 else 'zijn'} er {busy} nog bezig."


def resubmit_button(busy: int) -> str:
    """What the button says with so many who are not done."""
    return f"Lever in zonder {counted(busy, 'collega', 'collega’s')}" if busy else "Lever opnieuw in"
