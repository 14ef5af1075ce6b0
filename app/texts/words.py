"""The Dutch words for the ids that people meet, and numbers and lists inside a sentence."""

from collections.abc import Sequence

STATES = {"open": "Invullen", "in_review": "Bespreken", "agreed": "Vastgesteld"}
ROUNDS = {"baseline": "Eerste meting", "evaluation": "Vervolgmeting"}
ROLES = {
    "coordinator": "coördinator",
    "participant": "collega",
    "adviser": "adviseur",
    "reader": "lezer",
    "administrator": "beheerder",
}
NO_FUNCTION = "collega"
"""How somebody without a function is called."""
SPECIAL = {"unknown": "Weet ik niet", "not_applicable": "Niet van toepassing"}
EVIDENCE = {
    "document": "Document",
    "decision": "Besluit of afspraak",
    "figures": "Cijfers",
    "conversation": "Gesprek met een collega",
    "impression": "Eigen indruk",
}
CONFIDENCE = {"sure": "Zeker", "fairly_sure": "Redelijk zeker", "not_sure": "Niet zeker"}
CHANGED = {
    "yes": "Er is werkelijk iets veranderd sinds de vorige ronde.",
    "no": "Er is niet werkelijk iets veranderd. Alleen het oordeel is nu anders.",
    "unknown": "Niet bekend of er werkelijk iets veranderde.",
}
"""What somebody says of an answer that is another one than then (S25)."""
AMBITIONS = {25: "Los (25)", 50: "In opbouw (50)", 75: "Geregeld (75)", 100: "Verankerd (100)"}
WHO_READS = (
    "Zolang de ronde open is, leest niemand antwoorden van een ander; daarna lezen coördinator, adviseur en wie "
    "meepraat ze met de functie erbij, nooit met een naam tenzij jij dat goedvindt."
)
"""What is promised to who answers, in the same words wherever it stands: before the first question, in the mail that
asks, and on the page about privacy."""
GENERAL = "Algemene vragen"
"""How the municipality-wide items (`algemeen`) are called on the screen."""


def round_label(number: int) -> str:
    """How a round is called by how many came before it: `Eerste meting`, `Vervolgmeting 1`, `Vervolgmeting 2`."""
    return f"{ROUNDS['evaluation']} {number}" if number else ROUNDS["baseline"]


def counted(n: int, one: str, many: str) -> str:
    """`1 vraag`, `3 vragen`, `geen vragen`."""
    if n == 0:
        return f"geen {many}"
    return f"{n} {one if n == 1 else many}"


def listing(names: Sequence[str], before_last: str = "en") -> str:
    """`Geld`, `Geld en Wonen`, `Geld, Wonen en Werk`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {before_last} {names[-1]}"


def part_of(n: int, total: int) -> str:
    """`geen van de 8`, `3 van de 8`, `alle 8`; of a total of at least 1."""
    if n == total:
        return f"alle {total}"
    return f"geen van de {total}" if n == 0 else f"{n} van de {total}"


def sentence_start(text: str) -> str:
    return text[:1].upper() + text[1:]
