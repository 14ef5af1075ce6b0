"""What cannot be compared, each with its reason: nothing is silently left out."""

from collections.abc import Mapping, Sequence

from app.texts.words import listing

TITLE = "Niet te vergelijken"
NEVER = (
    "De vragen over de hele gemeente en over kansen horen bij geen enkele dimensie. "
    "Ze doen daarom nooit mee in deze vergelijking."
)
LEAD = f"Hier staat alles wat we niet konden vergelijken, met de reden. {NEVER}"
ANCHORS = (
    "Ankervragen zijn de vragen waarmee we rondes vergelijken. Per dimensie moeten we er minstens 2 van de 3 kunnen "
    "vergelijken."
)
NOTHING = f"Alle domeinen, dimensies en vragen over domeinen van deze 2 rondes zijn te vergelijken. {NEVER}"
PLACES_CAPTION = "Domeinen en dimensies die niet te vergelijken zijn"
QUESTIONS_CAPTION = "Vragen die niet te vergelijken zijn"
COLUMNS = ("Waar", "Wat", "Waarom niet")
WHOLE_DOMAIN = "Het hele domein"
EVERY_DOMAIN = "Elk domein"
ANY_DOMAIN = "dit domein"

NEW_DOMAIN = "Dit domein zat toen niet in de ronde."
LEFT_DOMAIN = "Dit domein zit niet meer in deze ronde."
OTHER_TITLE_THEN = "Dit eigen domein had toen een andere titel. Daarom telt het als een ander domein."
OTHER_TITLE = "Dit eigen domein heeft nu een andere titel. Daarom telt het als een ander domein."
TOGETHER = {
    LEFT_DOMAIN: "Deze domeinen zitten niet meer in deze ronde.",
    OTHER_TITLE: "Deze eigen domeinen hebben nu een andere titel. Daarom tellen ze als andere domeinen.",
}
"""The reasons for which a domain of the earlier round is not compared, said of several at once."""
FEW_LEVELS = "Op minder dan 2 niveaus is er een vraag die we kunnen vergelijken."
NOTHING_APPLIES = "Geen enkele vraag van deze dimensie is nu van toepassing."

CLASSES = {
    "added": "Nieuwe vraag.",
    "retired": "De vraag is vervallen.",
    "meaning_changed": "De vraag betekent nu iets anders.",
    "moved": "De vraag kreeg een andere plek en een nieuw nummer.",
    "split": "De vraag is gesplitst.",
    "merged": "De vraag is samengevoegd met een andere.",
}
"""What became of a question that cannot be compared; every other class asks the same as before."""
STATES = {
    "both_unknown": "In beide rondes onbekend.",
    "then_unknown": "Toen onbekend, nu bekend.",
    "now_unknown": "Toen bekend, nu onbekend.",
    "task_changed": "De taak veranderde: de vraag was of werd niet van toepassing.",
    "never_applied": "In beide rondes niet van toepassing.",
}
"""Why an item that means the same has no score in both rounds."""
_CAUSES = {
    "meaning": ("betekent nu iets anders", "betekenen nu iets anders"),
    "new": ("is nieuw", "zijn nieuw"),
    "both_unknown": ("is in beide rondes onbekend", "zijn in beide rondes onbekend"),
    "then_unknown": ("was toen onbekend", "waren toen onbekend"),
    "now_unknown": ("is nu onbekend", "zijn nu onbekend"),
    "task_changed": ("was toen niet van toepassing", "waren toen niet van toepassing"),
}


def too_few(inside: int, applicable: int, causes: Mapping[str, int]) -> str:
    """That fewer than 2 in 3 of the questions on which a dimension is compared could be (S23), and why."""
    found = [f"{n} {_CAUSES[cause][n > 1]}" for cause, n in causes.items() if n]
    if applicable == 1:
        return f"We kunnen de ene ankervraag niet vergelijken.{f' Die {found[0][2:]}.' if found else ''}"
    if inside == 0:
        return f"We kunnen geen van de {applicable} ankervragen vergelijken{f': {listing(found)}' if found else ''}."
    why = f" Van de andere: {listing(found)}." if found else ""
    return f"We kunnen {inside} van de {applicable} ankervragen vergelijken. Dat is te weinig.{why}"


def because(class_: str, reasons: Sequence[str]) -> str:
    """What became of a question, and why according to the was-wordt table."""
    return " ".join((CLASSES[class_], *dict.fromkeys(reasons)))
