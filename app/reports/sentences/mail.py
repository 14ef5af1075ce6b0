"""The short text about a report, to paste in a mail."""

from app.reports.sentences.opportunity import WORDS


def opening(title: str, municipality: str) -> str:
    """What the mail is about."""
    return f"{title}: het rapport van {municipality}"


def state(version: int, date: str | None, *, preliminary: bool) -> str:
    """Which version it is, and whether it still can change."""
    if preliminary:
        return "Dit is een voorlopige versie. De uitkomsten kunnen nog veranderen."
    when = f", vastgesteld op {date}" if date else ""
    return f"Dit gaat over versie {version}{when}."


ABOUT = (
    "Met deze inventarisatie is onderzocht hoe goed de aanpak van basisvaardigheden is geregeld. "
    "Basisvaardigheden zijn lezen, schrijven, rekenen en omgaan met een computer of telefoon."
)
STANDING = "Waar we staan"
STRONG = "Sterke punten"
PROPOSAL = "Ons voorstel"
CLOSING = "Meer lezen? Het rapport zit in de bijlage."


def in_short(reason: str) -> str:
    """A proposed domain with its word, without the answers that follow: `Geldzaken: nu kansrijk.`"""
    for word in WORDS.values():
        name, found, _ = reason.partition(f": {word}.")
        if found:
            return f"{name}{found}"
    return reason
