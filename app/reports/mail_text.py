"""A short text to paste in a mail: from the alderman's page of a document, and from nothing else."""

from app.documents.model import ReportDocument
from app.reports.alderman import alderman_page
from questionnaires.model import Questionnaire


def opening(title: str, municipality: str) -> str:
    """What the mail is about."""
    return f"{title}: het rapport van {municipality}"


def state_line(version: int, date: str | None, *, preliminary: bool) -> str:
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
PROPOSAL = "Ons voorstel"
CLOSING = "Meer lezen? Het rapport zit in de bijlage."


def mail_text(document: ReportDocument, questionnaire: Questionnaire) -> str:
    """What somebody tells colleagues about a report: plain text of short lines, which ends with a newline."""
    page = alderman_page(document, questionnaire)
    state = state_line(document.version, document.date, preliminary=document.preliminary)
    title, lead, proposal = page.conclusions
    parts = (
        [opening(document.title, document.municipality)],
        [state, ABOUT],
        [STANDING, title, lead, *(f"- {total}" for total in page.totals)],
        [PROPOSAL, proposal, *(f"- {head}." for head, _ in page.reasons if head)],
        [CLOSING],
    )
    return "\n\n".join("\n".join(part) for part in parts) + "\n"
