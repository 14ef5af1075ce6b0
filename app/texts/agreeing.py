"""What the application says about agreeing, before somebody does."""

from collections.abc import Sequence
from typing import Protocol

from app.texts.counting import counted, listing


class Counted(Protocol):
    """What agreeing does, in numbers."""

    @property
    def version(self) -> int: ...
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
    @property
    def readers(self) -> int: ...
    @property
    def mailed(self) -> int: ...


def consequences(found: Counted) -> tuple[str, ...]:
    """What happens when somebody agrees, one sentence or two for each thing."""
    older = ("", " Versie 1 blijft bestaan.", " De oudere versies blijven bestaan.")[min(found.version, 3) - 1]
    return (
        f"Het rapport wordt versie {found.version} en ligt daarna vast. Niemand kan die versie nog veranderen.{older}",
        _what_counts(found),
        f"{_readers(found.readers)} {_mailed(found.mailed)}",
        "De antwoorden en de afgesproken scores zijn daarna gesloten.",
        "Moet er later toch iets anders? Dan kun je heropenen, met een reden. Er komt dan een nieuwe versie. "
        "Deze versie blijft bestaan.",
    )


def without_place(titles: Sequence[str]) -> str:
    """What the report cannot say about the domains with these titles, as long as chance questions are open."""
    which = f"Bij {titles[0]}" if len(titles) == 1 else f"Bij {len(titles)} domeinen ({listing(titles)})"
    return f"{which} staan kansvragen open. Het rapport kan dan niet zeggen of dat een goed begin is."


def _what_counts(found: Counted) -> str:
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


def _readers(number: int) -> str:
    if not number:
        return "Jullie gemeente heeft nog geen lezers."
    verb = "kan" if number == 1 else "kunnen"
    return f"{counted(number, 'lezer', 'lezers')} van jouw gemeente {verb} het rapport bekijken."


def _mailed(number: int) -> str:
    if not number:
        return "Niemand krijgt er een mail over."
    verb = "krijgt" if number == 1 else "krijgen"
    return f"{counted(number, 'persoon', 'personen')} {verb} er een mail over: de adviseur en andere coördinatoren."
