"""What stands on the cover and in the running header."""

from app.texts.words import ROUNDS

LEADS = {
    "full": "Hoe integraal is de aanpak van basisvaardigheden? Per domein, met ideeën voor acties.",
    "alderman": "Basisvaardigheden, voor de wethouder: waarom dit telt, waar we staan en wat we vragen.",
    "adviser": "Voor de adviseur: wat je kunt bespreken, hoe de antwoorden verdeeld zijn en wat nog onbekend is.",
}


def title(round_name: str) -> str:
    """The title of a report that was given none."""
    return f"{ROUNDS[round_name]} basisvaardigheden"


def running_header(municipality: str, title: str, version: int, preliminary: bool) -> str:
    """What stands above every page."""
    state = ", voorlopig" if preliminary else ""
    return f"{municipality} – {title}, versie {version}{state}"
