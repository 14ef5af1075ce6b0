"""The mails to colleagues who are done: thanks, or that they do not have to answer any more."""

from app.letters import Letter, one_line
from app.texts.mails.asking import Asker, greeting, quote


def withdrawn(asker: Asker, name: str, *, has_answers: bool) -> Letter:
    """The mail to somebody who does not have to answer (any more)."""
    where = one_line(asker.municipality)
    kept = "De antwoorden die je al gaf, tellen mee. Daar hoef je niets voor te doen." if has_answers else ""
    return Letter(
        subject=f"{where}: je hoeft geen vragen meer te beantwoorden",
        greeting=greeting(name),
        blocks=(
            f"Je had een uitnodiging van de gemeente {where} om vragen te beantwoorden over basisvaardigheden. "
            "Dat hoeft niet meer. De link in de uitnodiging kun je niet meer gebruiken.",
            *([kept] if kept else []),
            "Bedankt dat je wilde meedoen.",
        ),
        contact=asker.contact,
    )


def thanks(asker: Asker, name: str, line: str = "") -> Letter:
    """The mail to somebody who has answered everything and handed it in."""
    where = one_line(asker.municipality)
    return Letter(
        subject=f"{where}: bedankt voor je antwoorden",
        greeting=greeting(name),
        blocks=(
            "Je hebt de vragen over basisvaardigheden beantwoord. Dank je wel. Jouw antwoorden helpen de gemeente "
            f"{where} om inwoners beter te helpen.",
            *quote(asker.name, line),
            "Wat gebeurt er nu? De coördinator en de adviseur bespreken alle antwoorden. Daarna komt er een rapport. "
            "Je hoeft niets meer te doen.",
        ),
        contact=asker.contact,
    )
