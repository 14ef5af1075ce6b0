"""What stands with each domain."""

from app.reports.sentences.counting import counted

TOTAL = "Totaal"


def cell_name(dimension: str, level: str) -> str:
    """A cell of the profile in words: `middelen bij beleid`."""
    return f"{dimension.lower()} bij {level.lower()}"


def steps_lead(n: int) -> str:
    """What stands below: the questions with the lowest score."""
    if n == 1:
        return "Hier is nog iets te winnen. Alle vragen en antwoorden staan in de bijlage."
    return (
        f"Hier is het meest te winnen: de {counted(n, 'vraag', 'vragen')} met de laagste score. "
        "Alle vragen en antwoorden staan in de bijlage."
    )


ANNEX_LEAD = "Per vraag: het antwoord nu, 1 stap verder, de reden en het bewijs."
NOTHING_APPLICABLE = "Er zijn geen vragen."
GENERAL_PART = "De hele gemeente"
