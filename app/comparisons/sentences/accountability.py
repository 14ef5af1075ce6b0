"""How then and now were compared, and what became of every answer of then."""

from app.reports.document.comparison import ONLY_CHANGED

TITLE = "Verantwoording"
HOW = (
    "We vergelijken alleen vragen die in beide rondes een score hebben en nog hetzelfde betekenen.",
    "Een dimensie vergelijken we als dat voor minstens 2 van de 3 ankervragen kan, en voor minstens 2 niveaus.",
    "Minder dan 5 punten verschil noemen we ongeveer gelijk. Een verandering is zichtbaar vanaf 10 punten als van de "
    "meeste vragen in beide rondes de score samen is afgesproken, en anders vanaf 15 punten. Daartussen is ze klein.",
    "Wat eerst onbekend was, wat nu onbekend is, wat niet van toepassing was of werd en wat mensen nu anders bekijken, "
    f"telt niet als verandering. {ONLY_CHANGED}",
    "Deze grenzen zijn afspraken. Ze gelden tot een proef met gemeenten laat zien wat beter is.",
)
ACCOUNTING_CAPTION = "Wat er met elk antwoord van toen gebeurde"
ACCOUNTING_COLUMNS = ("Wat er gebeurde", "Aantal vragen", "Wat dat betekent")
TOTAL = "Samen"
TOTAL_CELL = "Alle vragen van toen met een antwoord of een afgesproken score."
TOTAL_MEANING = "Elke vraag met een antwoord of afgesproken score, per domein geteld, telt precies 1 keer mee."
MEANINGS = {
    "carried": "De vraag is precies hetzelfde gebleven.",
    "grammar": "Alleen de taal is beter. De vraag betekent hetzelfde.",
    "reworded": "De vraag staat er met andere woorden. Ze betekent hetzelfde.",
    "meaning_changed": "De vraag betekent nu iets anders. We vergelijken haar niet.",
    "moved": "De vraag staat nu ergens anders in de vragenlijst.",
    "split": "Er zijn meer vragen van gemaakt. We vergelijken haar niet.",
    "merged": "De vraag ging op in een andere. We vergelijken haar niet.",
    "retired": "De vraag wordt niet meer gesteld.",
    "domain_left": "Dit domein zit niet meer in deze ronde.",
}
"""By class of the accounting."""


def two_versions(title: str, before: int, after: int) -> str:
    """Which questionnaire both rounds were on."""
    if before == after:
        return f"{title}, 2 keer versie {after}."
    return f"{title}, toen versie {before} en nu versie {after}."
