"""What stands on the page to unfold what is there for who wants to check."""

from app.comparisons.sentences.accountability import ACCOUNTING_CAPTION
from app.comparisons.sentences.excluded import QUESTIONS_CAPTION

TABLES = {
    QUESTIONS_CAPTION: "Bekijk de vragen die niet te vergelijken zijn, met de reden",
    ACCOUNTING_CAPTION: "Bekijk wat er met elk antwoord van toen gebeurde",
}
"""By what stands above the table."""


def changes(n: int, name: str) -> str:
    """What people say really changed in a domain."""
    return f"Bekijk de {n} veranderingen: {name}"


def profile(name: str) -> str:
    """The whole profile of a domain in both rounds."""
    return f"Bekijk het hele profiel van toen en nu: {name}"
