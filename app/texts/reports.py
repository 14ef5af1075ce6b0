"""The words around a report: which editions there are, and what its page says."""

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

TOO_EARLY = (
    "De inventarisatie is nog open, en collega’s hebben al geantwoord. Hun antwoorden zie je pas als de bespreking "
    "begint. Zo beantwoordt iedereen de vragen zelf. Start de bespreking, dan kun je het rapport bekijken."
)
