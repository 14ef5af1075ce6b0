"""The mails about what is kept of somebody."""

from app.letters import Button, Letter
from app.texts.mails.signing_in import question_line


def removal_asked(name: str, page: str, contact: str) -> Letter:
    """To an administrator: that somebody asks to be removed. Who it is stands on the page only."""
    return Letter(
        subject="Iemand vraagt om verwijderd te worden uit Samenhang",
        greeting=f"Hallo {name},",
        blocks=(
            "Iemand vraagt om verwijderd te worden uit Samenhang. Doe dat binnen een maand.",
            Button("Bekijk het verzoek", page),
        ),
        contact=question_line(contact),
    )


def own_data(name: str, page: str, contact: str) -> Letter:
    """To somebody who asked an administrator what is kept of them."""
    return Letter(
        subject="Zo bekijk je wat Samenhang van je bewaart",
        greeting=f"Hallo {name},",
        blocks=(
            "Je vroeg wat Samenhang van je bewaart. Log in om dat te bekijken. Je kunt het daar ook downloaden.",
            Button("Bekijk je gegevens", page),
        ),
        contact=question_line(contact),
    )
