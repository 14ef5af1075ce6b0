"""What stands with each domain."""

TOTAL = "Totaal"


def cell_name(dimension: str, level: str) -> str:
    """A cell of the profile in words: `middelen bij beleid`."""
    return f"{dimension.lower()} bij {level.lower()}"


STEPS_LEAD = "Hier is het meest te winnen. Alle antwoorden staan in de bijlage."
ANNEX_LEAD = "Per vraag: het antwoord nu, 1 stap verder, de reden en het bewijs."
GENERAL_PART = "De hele gemeente"
