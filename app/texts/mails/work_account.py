"""The mail that tells people that a work account opens their account from now on."""

from app.letters import Letter
from app.texts.mails.signing_in import question_line


def work_account_linked(name: str, organisation: str, contact: str) -> Letter:
    """That it is bound, and what to do for whom it comes as a surprise."""
    return Letter(
        subject="Er is een werkaccount gekoppeld bij Samenhang",
        greeting=f"Hallo {name},",
        blocks=(
            f"Je kunt vanaf nu bij Samenhang inloggen met een werkaccount van {organisation}.",
            "Was jij dat? Dan hoef je niets te doen.",
            "Was jij dat niet? Dan kan iemand anders bij je account. Log in, ga naar je account en ontkoppel het "
            f"werkaccount. Mail daarna naar {contact}.",
        ),
        contact=question_line(contact),
    )
