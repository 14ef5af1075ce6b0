"""The words around a report: which editions there are, and what its page says."""

from dataclasses import dataclass
from typing import Literal

KINDS: dict[str, Literal["full", "alderman", "adviser"]] = {
    "beleid": "full",
    "wethouder": "alderman",
    "adviseur": "adviser",
}
"""From the word in an address to the edition."""

EDITIONS = {
    "beleid": "Het hele rapport",
    "wethouder": "Voor de wethouder",
    "adviseur": "Voor de adviseur",
}

EDITION_NAMES: dict[str, str] = {kind: EDITIONS[word] for word, kind in KINDS.items()}
"""The same by the edition itself."""


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of file that a report is given as."""

    name: str
    """How it is called: `PDF`."""
    media: str
    """The media type."""
    use: str
    """What it is good for."""
    button: bool = True
    """Whether it has a button at the top; what few people need stands below the report."""


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMS = {
    "pdf": Form("PDF", "application/pdf", "om te lezen, te delen en te bewaren"),
    "docx": Form("Word", f"{_OFFICE}.wordprocessingml.document", "om tekst over te nemen"),
    "xlsx": Form("Excel", f"{_OFFICE}.spreadsheetml.sheet", "om met de scores te rekenen"),
    "csv": Form("CSV", "text/csv", "voor andere programma’s: 1 tabel met de scores per vraag", button=False),
    "json": Form(
        "JSON",
        "application/json",
        "de antwoorden en afgesproken scores, om ze opnieuw te berekenen",
        button=False,
    ),
}
"""By the ending of the file."""

TOO_EARLY = (
    "De inventarisatie is nog open, en collega’s hebben al geantwoord. Hun antwoorden zie je pas als de bespreking "
    "begint. Zo beantwoordt iedereen de vragen zelf. "
    "Als de coördinator de bespreking start, kun je het rapport bekijken."
)
