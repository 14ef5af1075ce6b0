"""What is not known yet, and who could know it."""

from app.texts.words import counted


def overview(unknown: int, applicable: int) -> str:
    """How many questions nobody could answer."""
    if unknown == 0:
        return "Van alle vragen is het antwoord bekend."
    return (
        f"Van {unknown} van de {counted(applicable, 'vraag', 'vragen')} weten we het antwoord nog niet. "
        "Niet weten telt nooit als nul. Daarom staat bij elke score hoeveel vragen bekend zijn."
    )


def who_could_know(level: str, officer: str, domain: str, workers: str) -> str:
    """Whom to ask, by level; the names are functions, as the questionnaire calls them."""
    return {"bestuur": officer, "beleid": f"beleidsmedewerkers van {domain}"}.get(level, workers)


def too_little(domain: str, parts: str) -> str:
    """Of which parts of a domain too little is known to show them (S9)."""
    return f"{domain}: nog te weinig bekend over {parts}."


GENERAL = "de coördinator basisvaardigheden"
WHOLE = "Hele gemeente"
CHANCES = "Kansen"
CHANCES_WHO = "de coördinator en de adviseur, in het gesprek"
CAPTION = "Wat we nog niet weten, en wie het kan weten"
