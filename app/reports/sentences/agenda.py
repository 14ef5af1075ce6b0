"""What the agenda of the next conversation says: subjects, the question that opens each, and how long it takes."""

from collections.abc import Sequence

from app.texts.words import counted, listing

CAPTION = "Voorstel voor de agenda"
TOGETHER = "Samen"
NOTHING = "Er staat niets open. Kies wat jullie zelf willen bespreken."
START = (
    "Vraag eerst: ‘Wat zie jij gebeuren dat een ander misschien niet ziet?’ Praat pas daarna over de score. "
    "Een middenweg is geen doel: het hoogste antwoord dat helemaal klopt, telt."
)
COORDINATOR = "coördinator"
ADVISER = "adviseur"
CHANCES = "kansen"
BARE = "Waar blijkt dat uit? Is er een stuk, een afspraak of een getal?"
IMPRESSION = "Nu staat er alleen een eigen indruk bij. Waar blijkt het nog meer uit?"
CLOSE = "De cijfers liggen dicht bij elkaar. Wat geeft voor jullie de doorslag?"
NEXT = "De volgende meting"
ALONE = "Wie vullen er dan mee in? Uit de antwoorden van 1 persoon blijken geen verschillen."


def title(minutes: int) -> str:
    """Over the agenda; none is proposed where nothing is open."""
    return f"Voorstel voor het volgende gesprek: {minutes} minuten" if minutes else "Voor het volgende gesprek"


def placed(name: str, level: str | None) -> str:
    """A domain, or a level of it: `Werk: bestuur`."""
    return f"{name}: {level.lower()}" if level else name


def apart(question: str, high: tuple[int, Sequence[str]], low: tuple[int, Sequence[str]]) -> str:
    """The question of a group that lies furthest apart, with who gave its highest and who its lowest answer."""
    return f"‘{question}’: {_side(*high)} tegenover {_side(*low)}. Hoe komt dat?"


def _side(value: int, functions: Sequence[str]) -> str:
    return f"{value} ({functions[0] if len(functions) == 1 else f'{len(functions)} collega’s'})"


def bare(name: str, n: int) -> str:
    """Of how many high scores of a domain the evidence is asked."""
    return f"{name}: bewijs bij {counted(n, 'score', 'scores')}"


def unknown(name: str, n: int) -> str:
    """How many questions about a domain nobody could answer."""
    return f"{name}: {counted(n, 'vraag', 'vragen')} open"


def who_knows(n: int, needed: int | None) -> str:
    """Who can answer them; `needed` is how many answers give the domain a total that it does not have."""
    asked = "Wie weet het antwoord" if n == 1 else f"Wie weet de antwoorden op deze {n} vragen"
    total = f" Met {counted(needed, 'antwoord', 'antwoorden')} meer kan er een totaal zijn." if needed else ""
    return f"{asked}, en wanneer spreken we die?{total}"


def chances(domains: int) -> str:
    """The questions about chances that are open."""
    return f"Kansen van {counted(domains, 'domein', 'domeinen')}"


def chances_open(names: Sequence[str], n: int) -> str:
    """For which domains, and what that means."""
    are = "is" if n == 1 else "zijn"
    where = listing(names) if len(names) <= _NAMED else f"{len(names)} domeinen"
    return f"{counted(n, 'vraag', 'vragen')} over kansen {are} nog open bij {where}. Zonder antwoord is er geen plaats."


_NAMED = 3
_LEFT = 6


def order(domains: int) -> str:
    """Of how many domains the place is not certain."""
    return f"Volgorde van {counted(domains, 'domein', 'domeinen')}"


def missing(levels: Sequence[str]) -> str:
    """The levels of which nobody answered."""
    return f"Wie van {listing([level.lower() for level in levels])} vult dan mee in? Daarvan vulde nu niemand in."


def left_out(subjects: Sequence[str]) -> str:
    """What is for another conversation; of very much the first."""
    more = len(subjects) - _LEFT
    named = [*subjects[:_LEFT], *([f"nog {counted(more, 'onderwerp', 'onderwerpen')}"] if more > 0 else [])]
    return f"Staat niet op deze agenda: {'; '.join(named)}."
