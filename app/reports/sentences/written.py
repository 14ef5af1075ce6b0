"""The words around the story of a report as it is written for Word."""

from app.texts.words import sentence_start

MAP = "In 3 zinnen"
MAP_CAPTION = "Hoe hoger, hoe meer er is geregeld"
TOTAL, TOGETHER = "Totaal", "samen"
DOMAINS = "Per domein"
GENERAL = "De gemeente als geheel"
UNKNOWN = "Wat we nog niet weten"
CHANCES = "Waar ligt de meeste kans"
ORDER = "De domeinen op volgorde van kans"
IDEAS = "Ideeën voor acties"
PRACTICE = "Zo doen andere gemeenten het"
QUESTION, DOMAIN, WHAT = "Vraag", "Domein", "Wat"
UNKNOWN_HEADS = (DOMAIN, WHAT, "Vraag het aan")
CHANCE_HEADS = (DOMAIN, "Kans", "Waarom")


def sentences(said: str, more: str) -> str:
    """Two texts after each other, the first as a sentence of its own."""
    return ". ".join(part for part in (said.removesuffix("."), more) if part)


def above(municipality: str, title: str, day: str | None, version: int) -> str:
    """Which report it is, above its conclusion."""
    return " · ".join(part for part in (municipality, title, day, f"versie {version}") if part)


def to_win(name: str) -> str:
    """The caption above the questions with the lowest answers of a domain."""
    return f"Hier is het meest te winnen bij {name}"


def apart(said: str) -> str:
    """That the general questions stand apart."""
    return f"{said} Dit telt niet mee in de domeinen."


def placed(place: str) -> str:
    """The place in the order, as a sentence."""
    return f"{sentence_start(place)}." if place else ""


def reasons(said: str) -> str:
    """Why a domain has its chance, as a sentence."""
    return f"{sentence_start(said)}." if said else ""
