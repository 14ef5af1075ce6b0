"""The three conclusions of a report, each a headline by rule with a sentence or two; and what its rows say."""

from collections.abc import Sequence

from app.reports.sentences.summary import DomainTotal
from app.texts.words import counted, listing, part_of, sentence_start
from app.web.formatting import number

Conclusion = tuple[str, str]
"""A headline, and what belongs to it."""


def lowest_dimension(
    names: Sequence[str], dimensions: Sequence[str], times: int, domains: int, means: str
) -> Conclusion:
    """Which dimension is most often the lowest one; `names` holds more on a tie, `means` says what the one is about."""
    if domains == 0:
        unknown = f"Hoe het staat met {listing([each.lower() for each in dimensions])}, weten we nergens helemaal."
        return "Nog te weinig bekend", unknown
    if len(names) == len(dimensions):
        return "Geen dimensie blijft achter", f"{sentence_start(_lower(names))} zijn even vaak het laagst."
    if len(names) > 1:
        how = f"Ze zijn even vaak het laagst: bij {part_of(times, domains)} domeinen."
        return f"{sentence_start(_lower(names))} zijn het zwakst", how if domains > 1 else "Ze zijn even laag."
    where = f"Het laagst bij {part_of(times, domains)} domeinen." if domains > 1 else "Het laagst in het ene domein."
    return f"{names[0]} is het zwakst", f"{where} {means}".strip()


def _lower(names: Sequence[str]) -> str:
    return listing([name.lower() for name in names])


def extremes(standings: Sequence[DomainTotal], domains: int) -> Conclusion:
    """The highest and the lowest total of these, which go from high to low; `domains` is how many there are."""
    if not standings:
        return "Nog geen enkele totaalscore", "Bij geen enkel domein weten we al genoeg."
    first, last = standings[0], standings[-1]
    unknown = domains - len(standings)
    rest = f" Van {counted(unknown, 'domein', 'domeinen')} weten we nog te weinig." if unknown else ""
    if len(standings) == 1:
        return f"{first.name} is {first.word}", f"{_points(first)} punten.{rest}"
    if first.score == last.score:
        same = f"Ze staan even hoog: {_points(first)} punten.{rest}"
        return f"{sentence_start(_all(len(standings), unknown))} zijn {first.word}", same
    if first.word == last.word:
        furthest = (
            f"{first.name} is het verst met {_points(first)} punten, {last.name} het minst ver met {_points(last)}."
        )
        return f"{sentence_start(_all(len(standings), unknown))} zijn {first.word}", f"{furthest}{rest}"
    tops = [each for each in standings if each.score == first.score]
    lows = [each for each in standings if each.score == last.score]
    between = standings[len(tops) : len(standings) - len(lows)]
    return f"{_stand(tops)}, {_stand(lows)}", f"{_points(first)} tegen {_points(last)} punten.{_others(between)}{rest}"


def _points(standing: DomainTotal) -> str:
    return number(standing.score, 0)


def _all(shown: int, unknown: int) -> str:
    return f"alle {shown} domeinen met een score" if unknown else f"alle {shown} domeinen"


def _stand(same: Sequence[DomainTotal]) -> str:
    names = listing([each.name for each in same]) if len(same) < 3 else f"{len(same)} domeinen"
    return f"{names} {'is' if len(same) == 1 else 'zijn'} {same[0].word}"


def _others(between: Sequence[DomainTotal]) -> str:
    words = {each.word for each in between}
    if len(words) != 1:
        return ""
    others = (
        "Het andere domein met een score is" if len(between) == 1 else f"De andere {len(between)} met een score zijn"
    )
    return f" {others} {words.pop()}."


def chances(start: Sequence[str], later: Sequence[str], ranked: int, certain: bool) -> Conclusion:
    """Where to begin: the report is frozen before the municipality chooses, so it only proposes."""
    if ranked == 0:
        return "Nog geen volgorde", "Daarvoor weten we nog te weinig over de kansen."
    if start:
        order = "" if certain or len(start) == 1 else " De volgorde is niet zeker."
        return f"Begin bij {listing(start)}", f"Dat is het voorstel: daar is nu de meeste kans.{order}"
    if later:
        stand = "staat" if len(later) == 1 else "staan"
        return "Nu is er nergens veel kans", f"Bovenaan in de volgorde {stand} {listing(later)}."
    return "De ambities zijn bereikt", "Alle domeinen met een volgorde zijn al zo ver als de ambitie vraagt."


def legend(unknown: bool, part: bool, known: str) -> str:
    """How to read the map, and how much is known; a sign only where it is used."""
    signs = "‘?’ is nog niet bekend: dat is iets anders dan 0." if unknown else ""
    parts = "‘1 van 2’: van 1 van de 2 vragen is het antwoord bekend." if part else ""
    return " ".join(each for each in ("Punten van 0 tot 100, afgerond.", signs, parts, known) if each)


def asked(count: int, level: str, names: str) -> str:
    """Which questions of a level nobody could answer: by name, or their number when there are many."""
    what = f"{count} vragen" if count > 3 else names
    return f"{what} ({level.lower()})" if level not in ("–", "") else what


def could_become(low: str, high: str) -> str:
    """What a total can become once everything is known."""
    return f"Met alle antwoorden ligt de score tussen {low} en {high}."


def at_least(word: str) -> str:
    """Of a mean between two answers the lower one."""
    return f"{word} of meer"


UNKNOWN = "onbekend"
TOO_LITTLE = "te weinig bekend"
KEPT = "De ambitie is al bereikt: behouden."
