"""The sentences of the alderman's page."""

from collections.abc import Mapping, Sequence

from app.reports.sentences.counting import listing
from app.reports.sentences.opportunity import WORDS

NO_FACT = "Bij deze domeinen staat nog geen feit met een bron in de vragenlijst."
NO_STRONG = "Een sterk punt is er nog niet: de aanpak is nog los, of moet nog beginnen."
NO_WEAK = "Bij het bestuur is nog geen zwakke plek bekend."
NO_PROPOSAL = (
    "Er is nog geen voorstel, want daarvoor weten we te weinig. "
    "Het eerste voorstel komt als de vragen over kansen zijn beantwoord."
)


def fact(text: str, source: str, year: str | None) -> str:
    """A fact with its source, and its year where the source's title does not name it."""
    when = f", {year}" if year and year not in source else ""
    return f"{text} (Bron: {source}{when}.)"


def words(standings: Sequence[tuple[str, str]]) -> str:
    """Where the domains stand, by word, highest first."""
    by_word: dict[str, list[str]] = {}
    for name, word in standings:
        by_word.setdefault(word, []).append(name)
    return " ".join(f"{word}: {listing(names)}." for word, names in by_word.items())


def unknown(names: Sequence[str]) -> str:
    """Of which domains too little is known."""
    return f"Nog te weinig bekend: {listing(names)}." if names else ""


def strong(domain: str, place: str, word: str) -> str:
    """A strong point, with its word."""
    return f"Sterk in {domain}: {place} ({word})."


def weak(domain: str, question: str) -> str:
    """The weak spot at the level of the board."""
    return f"Zwakke plek bij het bestuur, in {domain}: ‘{question}’ Daar is de score het laagst."


def proposal(n: int) -> str:
    """How many domains are proposed."""
    return "Kijk eerst naar dit domein:" if n == 1 else f"Kijk eerst naar deze {n} domeinen:"


def reason(title: str, word: str, answers: Mapping[str, str]) -> str:
    """Why this domain: the word, and the first answers on return (reach) and feasibility (moment)."""
    reach, moment = answers.get("return"), answers.get("feasibility")
    parts = [f"{title}: {WORDS[word]}."]
    if reach:
        parts.append(f"Bereik: {reach}")
    if moment:
        parts.append(f"Moment: {moment}")
    return " ".join(parts)


def decisions(names: Sequence[str]) -> tuple[str, str, str]:
    """The three decisions that are asked."""
    where = listing(names) if names else "de domeinen die we kiezen"
    join = "werkt mee" if len(names) == 1 else "werken mee"
    return (
        f"Een opdracht: {where} {join} aan basisvaardigheden, en jij steunt dat.",
        "Uren en geld: een vaste contactpersoon met genoeg uren, en een bedrag voor de eerste acties.",
        "Een moment: spreek af wanneer dit in het college en in de raad komt, en kijk dan naar de resultaten.",
    )
