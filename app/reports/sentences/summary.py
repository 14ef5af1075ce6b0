"""What stands out, in five sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.texts.words import counted, listing, part_of, sentence_start
from app.web.formatting import Number, number


@dataclass(frozen=True, slots=True)
class DomainTotal:
    """A domain with its total, in points, and the word for it."""

    name: str
    score: Number
    word: str


def breadth(reached: int, shown: int) -> str:
    """How many domains have a total of 62.5 or more (S15)."""
    if shown == 0:
        return "Bij geen enkel domein weten we al genoeg voor een totaalscore."
    if shown == 1:
        more = "62,5 punten of meer: daar is al veel geregeld" if reached else "nog minder dan 62,5 punten"
        return f"1 domein heeft een totaalscore, en dat is {more}."
    if reached == 0:
        return f"Geen van de {shown} domeinen met een totaalscore heeft al 62,5 punten of meer."
    return f"Bij {part_of(reached, shown)} domeinen met een totaalscore is al veel geregeld: 62,5 punten of meer."


def extremes(standings: Sequence[DomainTotal]) -> str:
    """The highest and the lowest total; `standings` from high to low."""
    if not standings:
        return "Dit rapport laat daarom vooral zien welke antwoorden er al wel zijn."
    first, last = standings[0], standings[-1]
    if len(standings) == 1:
        return f"{first.name} heeft {_in_words(first)}."
    if first.score == last.score:
        return f"Alle domeinen met een totaalscore staan even hoog: {number(first.score)} punten."
    return f"{first.name} is het verst met {_in_words(first)}, en {last.name} het minst ver met {_in_words(last)}."


def _in_words(standing: DomainTotal) -> str:
    return f"{number(standing.score)} punten ({standing.word})"


def lowest_dimension(names: Sequence[str], dimensions: Sequence[str], times: int, domains: int) -> str:
    """Which of the dimensions is most often the lowest one; `names` holds more than one on a tie."""
    all_of_them = listing([name.lower() for name in dimensions])
    if domains == 0:
        return f"Hoe het staat met {all_of_them}, weten we voor geen enkel domein helemaal."
    lowest = listing([f"‘{name.lower()}’" for name in names])
    if len(names) > 1:
        return f"Van {all_of_them} zijn {lowest} even vaak het laagst."
    where = f"bij {part_of(times, domains)} domeinen met een totaalscore" if domains > 1 else "in dat domein"
    return f"Van {all_of_them} is {lowest} het laagst {where}."


def known(scored: int, applicable: int) -> str:
    """How many of the questions about domains have an answer (S8)."""
    if applicable == 0:
        return "Alle vragen over de domeinen zijn ‘niet van toepassing’."
    if scored == applicable:
        all_of_them = f"Alle {applicable} vragen over de domeinen hebben" if applicable > 1 else "De ene vraag heeft"
        return f"{all_of_them} een antwoord."
    if scored == 0:
        return f"Van de {counted(applicable, 'vraag', 'vragen')} over de domeinen is er nog geen beantwoord."
    answered = f"{scored} van de {applicable} vragen over de domeinen {'is' if scored == 1 else 'zijn'} beantwoord"
    return f"{answered}, van {applicable - scored} weten we het antwoord nog niet."


def chances(names: Sequence[str], later: Sequence[str], ranked: int) -> str:
    """Where the most chance lies, of at most three domains that have room to grow; `later` are those of S19."""
    if ranked == 0:
        return "Er is nog geen volgorde van domeinen met de meeste kans, want daarvoor weten we nog te weinig."
    if names:
        return f"De meeste kans ligt nu bij {listing(names)}."
    if later:
        stand = "staat" if len(later) == 1 else "staan"
        return f"Nu is er bij geen domein veel kans. Bovenaan in de volgorde {stand} {listing(later)}."
    return "Alle domeinen met een volgorde zijn al zo ver als de ambitie vraagt."


def domains_chosen(names: Sequence[str]) -> str:
    """Which domains this report is about."""
    return sentence_start(f"{counted(len(names), 'domein', 'domeinen')}: {listing(names)}.")
