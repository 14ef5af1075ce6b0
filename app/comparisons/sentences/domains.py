"""Each domain: then and now, its whole profile, what does not count, and what people say really changed."""

from app.reports.sentences import profile as profiles
from app.web.formatting import number
from scoring.result import Score

TITLE = "Per domein"
WHOLE_MUNICIPALITY = "De hele gemeente"
LEAD = (
    "Een open rondje is toen, een dicht rondje is nu. De getallen daarbij gaan over de vragen die te vergelijken zijn. "
    "Het hele profiel rekent met alle vragen van een ronde. Die getallen kunnen dus anders zijn."
)
PROFILE_COLUMNS = ("Hele profiel", "Toen", "Nu", "Te vergelijken")
TOTAL = "Totaal"
ONLY_DIMENSIONS = "alleen per dimensie"
NOT_COMPARABLE = "niet vergelijkbaar"
NOT_COUNTED = "Dit telt niet als verandering"
NOT_COUNTED_LABELS = {
    "now_known": "Nu bekend",
    "now_unknown": "Nu onbekend",
    "task_changed": "Taak veranderd",
    "seen_differently": "Anders bekeken",
    "unsaid": "Nog niet te zeggen",
}
"""The lists of S25."""
NOT_KNOWN = "dat weten jullie niet"
"""Behind what is unsaid, where people said that they do not know."""
REALLY_CHANGED = "Dit is volgens jullie werkelijk veranderd"
WITH_EVIDENCE, WITHOUT_EVIDENCE = "Er staat bewijs bij.", "Er staat geen bewijs bij."


def profile_caption(name: str) -> str:
    """Above the whole profile of both rounds."""
    return f"{name}, het hele profiel (0 tot 100 punten)"


def profile_score(score: Score, word: str | None) -> str:
    """A score with its word, or that too little is known."""
    return profiles.TOO_LITTLE_KNOWN if score is None or word is None else f"{number(score)} ({word})"


def core(inside: int, asked: int) -> str:
    """On how many of the questions of now a dimension is compared."""
    return f"op {inside} van de {asked} vragen" if inside < asked or asked > 1 else "op de ene vraag"


def really_changed(question: str, text: str, action: str | None, evidence: bool) -> str:
    """What somebody says about an item that differs, with the action that it has to do with."""
    said = " ".join(text.split())
    ending = "" if said.endswith((".", "!", "?", "…")) else "."
    about = f" Hoort bij de actie ‘{action}’." if action else ""
    return f"{question}: {said}{ending}{about} {WITH_EVIDENCE if evidence else WITHOUT_EVIDENCE}"
