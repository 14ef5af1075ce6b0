"""What the application says about mails to colleagues, the last day, and people who leave."""

from collections.abc import Sequence
from datetime import date, datetime

from app.texts.words import counted, listing
from app.web.formatting import day_and_date, long_moment

MAIL_WAITING = "wordt verstuurd"
MAIL_LATE = "nog niet aangekomen, we proberen het opnieuw"
MAIL_FAILED = "niet aangekomen, controleer het adres"

DAY_MISSING = "Vul de laatste dag in. Bijvoorbeeld: 4-12-2026"
DAY_UNREADABLE = "Dit is geen datum. Schrijf de dag zo: 4-12-2026"
DAY_TOO_EARLY = "Deze dag is te vroeg. Kies een dag na vandaag, zodat iedereen kan antwoorden."
DAY_TOO_LATE = "Deze dag is te ver weg. Kies een dag binnen een jaar."
REMINDER_MISSING = "Kies of er een herinnering uitgaat."
REMINDER_TOO_EARLY = (
    "Die dag is vandaag of al voorbij. Kies een herinnering die dichter bij de laatste dag ligt, of geen herinnering."
)
REMINDERS = {
    "none": "Geen herinnering",
    "1": "1 dag voor de laatste dag",
    "3": "3 dagen voor de laatste dag",
    "7": "7 dagen voor de laatste dag",
}

NOBODY_CHOSEN = "Kies minstens 1 collega."
NOT_TAKING_PART = "Iemand die je koos, doet niet meer mee. Kijk de lijst na en probeer het opnieuw."

NO_DAY_TO_COME = (
    "Er is geen laatste dag die nog komt. Spreek die eerst af, en nodig daarna uit. Of haal het vinkje weg."
)
DECISIONS = {
    "instead": "De collega antwoordt, in plaats van wie het voorstelt",
    "beside": "De collega antwoordt ook, naast wie het voorstelt",
    "declined": "Nee, de vraag blijft zoals die is",
}
DECISION_MISSING = "Kies wat je beslist."
DECIDED_BEFORE = (
    "Over dit voorstel is al beslist. Er is nu niets veranderd. Bij de collega’s zie je wie wat beantwoordt."
)
PROPOSED_THEMSELVES = "Dit is het adres van wie het voorstelt. Vul het adres van de collega in."
ALREADY_ENDED = "Deze collega doet al niet meer mee. Er is niets veranderd."
DEADLINE_OVER = (
    "De laatste dag om te antwoorden is voorbij. Collega’s kunnen daarom niet meer antwoorden. "
    "Verzet eerst de laatste dag. Daarna kun je een herinnering sturen."
)


def mail_sent(moment: datetime) -> str:
    """When a mail went out."""
    return f"verstuurd op {long_moment(moment)}"


def too_many_mails(most: int, minutes: int) -> str:
    """That a municipality has sent as many mails as can be in an hour."""
    wait = counted(minutes, "minuut", "minuten")
    return (
        f"Je gemeente kan {most} mails per uur versturen. Dat aantal is bereikt. Er is nu niets verstuurd. "
        f"Probeer het over {wait} opnieuw, of kies minder collega’s."
    )


def people(count: int) -> str:
    """`1 collega`, `3 collega’s`."""
    return counted(count, "collega", "collega’s")


def invited(count: int) -> str:
    """That invitations go out."""
    if not count:
        return "Iedereen die je koos, was al uitgenodigd. We hebben niets verstuurd."
    return f"We sturen de uitnodiging naar {people(count)}."


def invited_again(_: int) -> str:
    """That one invitation goes out again."""
    return "We sturen de uitnodiging opnieuw."


def invited_just_now(name: str, moment: datetime) -> str:
    """Why an invitation does not go out again."""
    return (
        f"{name} heeft de uitnodiging al gekregen op {long_moment(moment)}. "
        "Je kunt de uitnodiging hoogstens 1 keer per uur sturen. We hebben nu niets verstuurd."
    )


def reminded(count: int) -> str:
    """That reminders go out."""
    if not count:
        return "Iedereen die je koos, heeft het afgelopen uur al een herinnering gekregen. We hebben niets verstuurd."
    return f"We sturen de herinnering naar {people(count)}."


def thanked(count: int) -> str:
    """That thanks go out."""
    if not count:
        return "Iedereen die je koos, is al bedankt. We hebben niets verstuurd."
    return f"We sturen de bedankmail naar {people(count)}."


def withdrawn(name: str) -> str:
    """That somebody does not take part any more."""
    return f"{name} doet niet meer mee."


def replaced(name: str, new: str, *, invited: bool) -> str:
    """That somebody else takes over, and what comes next."""
    after = f"We sturen {new} een uitnodiging." if invited else f"{new} is nog niet uitgenodigd."
    return f"{new} beantwoordt nu de vragen van {name}. {after}"


def decided(decision: str, name: str) -> str:
    """What was decided about a proposal, for who decided it."""
    if decision == "declined":
        return "Je hebt het voorstel afgewezen."
    return f"{name} krijgt de vragen uit het voorstel."


def deadline_set(day: date, mails: int) -> str:
    """That the last day is set, and who hears of it."""
    told = f" We sturen een mail met de nieuwe dag naar {people(mails)}." if mails else ""
    return f"De laatste dag is nu {day_and_date(day)}.{told}"


def who_is_told(names: Sequence[str]) -> str:
    """Who gets a mail when the last day moves."""
    if not names:
        return "Er gaat geen mail uit: niemand is uitgenodigd die nog moet antwoorden."
    ending = "krijgt" if len(names) == 1 else "krijgen"
    return f"Verander je de dag? Dan {ending} {listing(names)} een mail met de nieuwe dag."


def about_progress(answered: int, total: int, reminded_at: datetime | None) -> str:
    """How far somebody is, below the name in a list, and when they were reminded."""
    far = f"{answered} van de {total} vragen beantwoord" if answered else "Nog niet begonnen"
    if answered == total:
        far = "Alles beantwoord, nog niet ingeleverd"
    return f"{far}. Herinnerd op {long_moment(reminded_at)}" if reminded_at else far


def about_person(function: str, email: str, questions: int) -> str:
    """Who somebody is, below the name in a list: function, address and how much is asked."""
    return " – ".join(part for part in (function, email, counted(questions, "vraag", "vragen")) if part)
