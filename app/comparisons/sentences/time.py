"""Three rounds or more: the total of each domain in every round, on its own whole profile."""

from collections.abc import Sequence

from app.web.formatting import number
from scoring.result import Score

TITLE = "Door de tijd"
LEAD = (
    "Hier staat elke ronde met zijn eigen hele profiel. Niet in elke ronde zijn dezelfde vragen bekend. "
    "Lees dit als een beeld, niet als bewijs. Wat echt te vergelijken is, staat bij ‘Per domein’."
)
BREACH = "andere vragenlijst"
BREAKS = "Bij de stippellijn veranderde de vragenlijst. Daar loopt geen lijn, want die punten zijn niet vergelijkbaar."
COLUMNS = ("Ronde", "Vragenlijst", "Totaal")
NOT_CHOSEN = "niet gekozen"
UNKNOWN = "nog te weinig bekend"
NO_TOTAL = "In geen enkele ronde is er een totaalscore: er is nog te weinig bekend."


def round_name(n: int) -> str:
    """A round below its dot."""
    return f"Ronde {n}"


def round_title(n: int, title: str, year: int | None, preliminary: bool) -> str:
    """A round in the table."""
    when = f", {year}" if year and str(year) not in title else ""
    return f"{n}. {title}{when}{' (voorlopig)' if preliminary else ''}"


def version(n: int) -> str:
    """On which version of the questionnaire a round was."""
    return f"versie {n}"


def caption(name: str) -> str:
    """Above the table of a domain."""
    return f"{name} door de tijd (0 tot 100 punten)"


def message(runs: Sequence[Sequence[tuple[int, Score]]]) -> str:
    """What the total of a domain did; each run is of rounds that can stand on one line."""
    known = [[(n, score) for n, score in run if score is not None] for run in runs]
    return " ".join(_run(run) for run in known if run) or NO_TOTAL


def _run(run: Sequence[tuple[int, Score]]) -> str:
    """One run of rounds with a total."""
    (first, then), (last, now) = run[0], run[-1]
    if len(run) == 1:
        return f"In ronde {first} was het totaal {number(then or 0)}."
    if number(then or 0) == number(now or 0):
        return f"In ronde {first} en in ronde {last} was het totaal {number(now or 0)}."
    return f"Van ronde {first} naar ronde {last} ging het totaal van {number(then or 0)} naar {number(now or 0)}."


def alt(name: str, points: Sequence[tuple[str, str, bool]]) -> str:
    """The picture for who cannot see it: round, score, and whether the line breaks before it."""
    said = [
        f"{'daarna een andere vragenlijst, ' if breaks else ''}{label.lower()} {text}" for label, text, breaks in points
    ]
    return f"{name}, totaalscore per ronde op een schaal van 0 tot 100: {'; '.join(said)}."
