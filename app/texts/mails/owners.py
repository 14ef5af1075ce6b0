"""The mail that asks the owner of an action how it goes."""

from dataclasses import dataclass
from datetime import date

from app.formatting import day_and_date
from app.letters import Button, Letter, one_line
from app.texts.mails.asking import SIGN_IN, Asker, quote


@dataclass(frozen=True, slots=True)
class OwnedAction:
    """What somebody is asked to keep up to date."""

    title: str
    function: str
    """Of who does it; may be empty."""
    until: date | None


def action_mail(asker: Asker, action: OwnedAction, address: str, line: str = "") -> Letter:
    """The mail to who does an action; `line` is what the asker says to them. It knows no name: just a function."""
    who, where, title = one_line(asker.name), one_line(asker.municipality), one_line(action.title)
    return Letter(
        subject=f"{where}: hoe gaat het met jouw actie?",
        greeting="Hallo,",
        blocks=(
            f"{who} werkt voor de gemeente {where} aan een plan voor basisvaardigheden. "
            f"In dat plan staat een actie die jij doet: ‘{title}’.{_function(action)}{_until(action)}",
            "Wil je laten weten hoe het met deze actie gaat? Dat kost je een paar minuten.",
            *quote(who, line),
            Button("Werk je actie bij", address),
            SIGN_IN,
            "Je laat weten of de actie loopt, klaar is of stopt. Je kunt er een notitie bij schrijven. "
            "En je kunt de einddatum veranderen.",
            "Doe jij deze actie niet? Antwoord dan op deze mail. Dan hoef je verder niets te doen.",
        ),
        contact=asker.contact,
    )


def _function(action: OwnedAction) -> str:
    return f" Daarbij staat: {one_line(action.function)}." if action.function else ""


def _until(action: OwnedAction) -> str:
    return f" De einddatum is {day_and_date(action.until)}." if action.until else ""
