"""The Dutch words for the ids that people meet: states, roles, kinds of evidence and the like."""

STATES = {"open": "Invullen", "in_review": "Bespreken", "agreed": "Vastgesteld"}
ROUNDS = {"baseline": "Eerste meting", "evaluation": "Vervolgmeting"}
ROLES = {
    "coordinator": "coördinator",
    "participant": "invuller",
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
