"""What the general part says about the municipality as a whole."""

from collections.abc import Sequence

from app.texts.words import listing

LEAD = (
    "Deze vragen gaan over de hele gemeente. Ze tellen niet mee in de scores van de domeinen. "
    "De antwoorden staan in de bijlage."
)
GROUPS_CAPTION = "Score per onderwerp (0 tot 100 punten)"
TOO_LITTLE = "Nog te weinig bekend"


def extremes(highest: Sequence[str], lowest: Sequence[str], shown: int) -> str:
    """Which groups score highest and lowest; on a tie more than one."""
    if shown == 0:
        return "Over geen enkel onderwerp is al genoeg bekend voor een score."
    if shown == 1:
        return f"Alleen {_quoted(highest)} heeft al een score."
    if list(highest) == list(lowest):
        return "Alle onderwerpen met een score staan even hoog."
    return f"Het verst is de gemeente met {_quoted(highest)}, het minst ver met {_quoted(lowest)}."


def _quoted(groups: Sequence[str]) -> str:
    return listing([f"‘{group.lower()}’" for group in groups])
