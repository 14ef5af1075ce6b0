"""The words that stand inside pictures and cells, whatever document they are of."""

YES, NO = "ja", "nee"
CUT = " […] Deze tekst is afgekapt: hij is te lang voor een cel."
"""Stands at the end of a text that is longer than a cell can hold."""
CONTENTS = "Inhoud"
ANNEX = "Bijlage"
"""How all answers behind a report are called, as a file of its own."""
FEASIBILITY_AXIS = "haalbaarheid (0 tot 100)"
RETURN_AXIS = "opbrengst (0 tot 100)"


def border(word: str) -> str:
    """The name of a line in the chance plot, above which a word holds."""
    return f"boven deze lijn: {word}"
