"""How the overview of all domains is read, and what it shows."""

from collections.abc import Sequence

from app.texts.words import counted, listing

HEAT_CAPTION = "Score per domein, dimensie en niveau (0 tot 100 punten)"
TOTALS_CAPTION = "Totaalscore per domein"
BANDWIDTH = (
    "De balk is de bandbreedte: hoe laag en hoe hoog een score nog kan worden als de onbekende antwoorden bekend zijn."
)
HEAT_NOTE = (
    "Staat er ‘1 van 2’ bij een vak? Dan is van 1 van de 2 vragen het antwoord bekend. "
    "Een streep betekent: geen score. Dat is iets anders dan 0 punten."
)


def what_we_ask(levels: Sequence[str]) -> str:
    """At which levels the dimensions are asked about; the dimensions follow."""
    return f"Per domein kijken we bij {listing([level.lower() for level in levels])} naar:"


def how_to_read(words: Sequence[str]) -> str:
    """What the points, the five words and the colours mean."""
    return f"{points_and_words(words)} Hoe donkerder het vak, hoe hoger."


def points_and_words(words: Sequence[str]) -> str:
    """What the points and the five words mean."""
    return (
        "Elke score loopt van 0 tot 100 punten. Bij de score hoort een woord. "
        f"Van laag naar hoog zijn dat: {listing([f'‘{word}’' for word in words])}."
    )


def no_score(applicable: int) -> str:
    """Why a cell has no score."""
    return "niet bekend" if applicable else "n.v.t."


def totals_message(shown: int, domains: int) -> str:
    """What the picture of the totals shows."""
    if shown == 0:
        return "Voor geen enkel domein is genoeg bekend voor een totaalscore."
    if shown == domains:
        reach = "Elk domein heeft" if domains > 1 else "Dit domein heeft"
        return f"{reach} een totaalscore. {BANDWIDTH}"
    have = "heeft" if shown == 1 else "hebben"
    return f"Van de {counted(domains, 'domein', 'domeinen')} {have} er {shown} een totaalscore. {BANDWIDTH}"


def totals_alt(domains: Sequence[tuple[str, str]]) -> str:
    """The picture of the totals in words."""
    return "Totaalscore per domein. " + " ".join(f"{name}: {words}." for name, words in domains)


def profile_alt(domain: str, parts: Sequence[tuple[str, str]]) -> str:
    """The picture of one domain in words."""
    return f"Scores van {domain}. " + " ".join(f"{name}: {words}." for name, words in parts)


def profile_caption(domain: str) -> str:
    """The caption of the table of one domain."""
    return f"Scores van {domain}"


def profile_message(lowest: Sequence[str], domain: str) -> str:
    """What the picture of one domain shows: which dimensions are lowest, `lowest` being none when some are unknown."""
    if not lowest:
        return f"Nog niet alle dimensies van {domain} hebben een score."
    if len(lowest) > 1:
        return f"Het laagst zijn {listing([name.lower() for name in lowest])}."
    return f"Van de drie dimensies is {lowest[0].lower()} het laagst."
