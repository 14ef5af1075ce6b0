"""What the workbook says about itself: how its sheets are read, and the words in its cells."""

from collections.abc import Sequence

from app.texts.words import counted, listing

STATES = {"scored": "Bekend", "unknown": "Nog niet bekend", "not_applicable": "Niet van toepassing"}
AXES = {"return": "Opbrengst", "feasibility": "Haalbaarheid"}
CHANCES = "Kansen"
SHORT_NAME = ("Korte naam", "Hoe de vraag in lijsten en tabellen heet.")
FIRST_IDEA, OTHER_IDEA = "eerste idee", "kan ook"

EDITIONS = {"full": "Volledig rapport", "adviser": "Voor de adviseur"}

READING = {
    "Lege cel": "Niet bekend, of niet van toepassing. Een lege cel is nooit 0.",
    "Getallen": (
        "Je ziet getallen zoals in het rapport, meestal met 1 cijfer achter de komma. "
        "In de cel staan er hoogstens 4, zodat je er verder mee kunt rekenen."
    ),
    "Laagst en hoogst mogelijk": (
        "De bandbreedte: hoe laag en hoe hoog een score nog kan worden als de onbekende antwoorden bekend zijn. "
        "Zijn ze gelijk? Dan is alles bekend."
    ),
    "Filteren": "Elk blad is een tabel. Met de pijltjes in de bovenste rij kun je sorteren en filteren.",
}
SINGLE = "Losse antwoorden"
WITHOUT_SINGLE = (
    "Die staan niet in dit bestand. Bij elke vraag zie je de afgesproken score of het gemiddelde, "
    "en hoeveel antwoorden er zijn."
)
ONLY_ONE = "1 persoon vulde deze inventarisatie in. Daarom staan ook de redenen en het bewijs van die persoon hier."
WITH_SINGLE = (
    "Die staan op het blad Antwoorden, met de functie van wie het antwoord gaf en zonder namen. "
    "Deel dit bestand niet met anderen."
)
CUT_TITLE = "Afgekapte teksten"


def cut_texts(n: int, sheets: Sequence[str]) -> str:
    """That texts were too long for a cell, and where."""
    were = "is 1 tekst" if n == 1 else f"zijn {n} teksten"
    where = f"het blad {sheets[0]}" if len(sheets) == 1 else f"de bladen {listing(sheets)}"
    return (
        f"Op {where} {were} te lang voor een cel: daar passen 32.767 tekens in. Het begin staat er. "
        "Alles staat in het rapport en in het JSON-bestand."
    )


def about_sheet(about: str, rows: int) -> str:
    """What stands on a sheet, and on how many rows."""
    return f"{about} Er {'is' if rows == 1 else 'zijn'} {counted(rows, 'rij', 'rijen')}."


def on_sheet(name: str) -> str:
    """How the explanation names a sheet."""
    return f"Blad {name}"


def title(report: str, municipality: str) -> str:
    """The title of the workbook."""
    return f"{report} – {municipality}"
