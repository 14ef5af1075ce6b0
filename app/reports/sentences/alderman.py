"""The sentences of the alderman's page."""

from collections.abc import Mapping, Sequence

from app.reports.sentences.opportunity import WORDS
from app.texts.words import listing, part_of

BASIC_SKILLS = (
    "Basisvaardigheden zijn lezen, schrijven, rekenen en omgaan met een computer of telefoon. "
    "Ongeveer 2,5 miljoen volwassenen in Nederland hebben daar moeite mee. "
    "(Bron: folder van het Maatwerktraject, 2023.)"
)
NO_STRONG = "Een sterk punt is er nog niet: de aanpak is nog los, of moet nog beginnen."
NO_STRONG_KNOWN = "Welke punten sterk zijn, weten we nog niet."
NO_WEAK = "Bij het bestuur is er geen duidelijk zwakke plek."
NO_WEAK_KNOWN = "Bij het bestuur is nog geen zwakke plek bekend."
STRONG = "Sterke punten"
WEAK = "Zwakke plek bij het bestuur"
NO_PROPOSAL = (
    "Er is nog geen voorstel, want daarvoor weten we te weinig. "
    "Het eerste voorstel komt als de vragen over kansen zijn beantwoord."
)
ALL_REACHED = "Alle domeinen met een volgorde zijn al zo ver als de ambitie vraagt. Ons voorstel: houd dit vast."
LATER = "Later:"
HOLD = "Een opdracht: de domeinen die al zo ver zijn, houden dat vast, en jij steunt dat."
WAIT_OR_BEGIN = "Een keuze: wachten we op een beter moment, of beginnen we toch met een domein?"
DECISIONS = (
    "Uren en geld: een vaste contactpersoon met genoeg uren, en een bedrag voor de eerste acties.",
    "Een moment: spreek af wanneer college en raad hierover praten, en kijk dan naar de resultaten.",
)
"""The second and the third decision that are asked: the first depends on the proposal."""


def fact(text: str, source: str, year: str | None) -> str:
    """A fact with its source, and its year where the source's title does not name it."""
    when = f", {year}" if year and year not in source else ""
    return f"{text} (Bron: {source}{when}.)"


def reached(n: int, shown: int, scale: Sequence[str]) -> str:
    """In how many domains much is in place, and the five words of the scores; `scale` from low to high."""
    if shown == 0:
        return "Van geen enkel domein weten we al genoeg om te zeggen hoe ver het is."
    scores = f"Een score is, van laag naar hoog: {listing(scale, 'of')}."
    if shown == 1:
        return f"Van 1 domein weten we hoe ver het is. {scores}"
    return f"In {part_of(n, shown)} domeinen die we kunnen meten, is al veel geregeld. {scores}"


def words(standings: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Where the domains stand, by word, highest first."""
    by_word: dict[str, list[str]] = {}
    for name, word in standings:
        by_word.setdefault(word, []).append(name)
    return tuple(f"{word}: {listing(names)}." for word, names in by_word.items())


def unknown(names: Sequence[str]) -> str:
    """Of which domains too little is known."""
    return f"Nog te weinig bekend: {listing(names)}."


def strong(domain: str, place: str, word: str) -> str:
    """A strong point, with its word."""
    return f"Sterk in {domain}: {place} ({word})."


def weak(domain: str, question: str) -> str:
    """The weak spot at the level of the board; it need not be the lowest answer of all."""
    return f"In {domain}: ‘{question}’ Op deze vraag is de score laag."


def proposal(n: int) -> str:
    """With how many domains to begin."""
    return "Begin met dit domein:" if n == 1 else f"Begin met deze {n} domeinen:"


def only_later(n: int) -> str:
    """There are domains that can grow, and none to begin with now."""
    which = "Dit domein kan" if n == 1 else "Deze domeinen kunnen"
    return f"We stellen nu geen domein voor om mee te beginnen. {which} later aan de beurt komen:"


def reason(title: str, word: str, answers: Mapping[str, str]) -> str:
    """Why this domain: the word, and the first answers on return (reach) and feasibility (moment)."""
    reach, moment = answers.get("return"), answers.get("feasibility")
    parts = [f"{title}: {WORDS[word]}."]
    if reach:
        parts.append(f"Hoeveel inwoners bereiken we hier? {reach}")
    if moment:
        parts.append(f"Is dit een goed moment? {moment}")
    return " ".join(parts)


def assignment(names: Sequence[str]) -> str:
    """The first decision: what is asked of the domains to begin with."""
    where = listing(names) if names else "de domeinen die we kiezen,"
    join = "werkt mee" if len(names) == 1 else "werken mee"
    return f"Een opdracht: {where} {join} aan betere basisvaardigheden, en jij steunt dat."
