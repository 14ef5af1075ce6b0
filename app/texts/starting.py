"""What the application says while a round is started: which earlier round it is held against, and what differs."""

from collections.abc import Collection, Sequence
from datetime import date

from app.formatting import long_date
from app.texts.counting import listing
from app.texts.words import round_label

EARLIER_UNKNOWN = "Kies naast welke ronde we de vervolgmeting leggen."
FROM_TODAY = "We stellen een dag voor die 3 weken na vandaag ligt."
ONLY_FIRST = "Start je nu toch? Dan wordt het een nieuwe eerste meting, die we nergens naast leggen."
COMPARED = " De betekenis is dezelfde. Daarom vergelijken we wel."
NOT_COMPARED = " Daarom vergelijken we niet."
KEPT_HIDDEN = (
    "De antwoorden van toen blijven verborgen. Je ziet een oud antwoord pas als je zelf opnieuw hebt geantwoord. "
    "Zo kijkt iedereen met een frisse blik."
)
OWN_NAMES = (
    "Geef je een eigen domein een andere naam? Dan is het voor ons een ander domein. "
    "We leggen het dan niet naast de vorige ronde."
)


def proposed_title(number: int, year: int, taken: Collection[str]) -> str:
    """A name that says which round it is, and that no other round has: `Vervolgmeting 2 (2027)`."""
    title = f"{round_label(number)} ({year})" if number else f"{round_label(0)} {year}"
    count, free = 1, title
    while free in taken:
        count += 1
        free = f"{title}, nummer {count}"
    return free


def title_of_another(fitting: str) -> str:
    """That the proposed name belongs to another choice than the one that was made."""
    return f"Deze naam hoort bij een andere keuze. Bij jouw keuze past bijvoorbeeld: {fitting}"


def reopened(titles: Sequence[str]) -> str:
    """That rounds were opened again, so that nothing can be held against them now."""
    named = listing([f"‘{title}’" for title in titles])
    are, them = ("is", "die ronde") if len(titles) == 1 else ("zijn", "die rondes")
    return f"{named} {are} heropend. Stel {them} eerst opnieuw vast. Daarna kan er een vervolgmeting op volgen."


def not_agreed(title: str, *, has_others: bool = True) -> str:
    """That a round was chosen that is not agreed (any more), and what can be done: choose one of the others."""
    if not has_others:
        return f"‘{title}’ is nu niet vastgesteld. Stel die ronde eerst vast. {ONLY_FIRST}"
    return f"‘{title}’ is nu niet vastgesteld. Kies een andere ronde, of stel ‘{title}’ eerst vast."


def about_round(label: str, agreed_on: date, version: int, domains: Sequence[str]) -> str:
    """One line about a round that can be chosen."""
    return f"{label}, vastgesteld op {long_date(agreed_on)}. Versie {version} van de vragenlijst. {listing(domains)}."


def gone_domains(names: Sequence[str]) -> str:
    """That domains of then are not in the questionnaire any more; nothing when all are."""
    if not names:
        return ""
    one = len(names) == 1
    return (
        f"{listing(names)} {'staat' if one else 'staan'} niet meer in de vragenlijst. "
        f"Wil je {'dit domein' if one else 'deze domeinen'} toch meten? Voeg {'het' if one else 'ze'} toe als eigen "
        f"domein. We kunnen {'het' if one else 'ze'} dan niet naast de vorige ronde leggen."
    )


def goes_on(title: str) -> str:
    """That somebody started a round on the same one before, which is not agreed yet."""
    return f"Er loopt al een vervolgmeting hierop: ‘{title}’."


def versions(before: int, after: int) -> str:
    """That the earlier round was on another version."""
    return f"Toen gebruikten jullie versie {before} van de vragenlijst. Nu is er versie {after}."


def ten_months(label: str, is_first: bool, day: date, today: date) -> str:
    """When ten months have passed since a round was agreed, and whether that day is over."""
    since = "de eerste meting" if is_first else label
    is_when = "Dat is vandaag." if day == today else "Die dag is al geweest." if day < today else "Die dag komt nog."
    return f"Tien maanden na {since}: {long_date(day)}. {is_when} Eerder of later meten mag ook."


def from_plan(start: date, end: date) -> str:
    """That a last day comes from the plan of the ten months."""
    when = f"van {long_date(start)} tot en met {long_date(end)}"
    return f"Ons voorstel past bij de planning van het traject. Daarin staat evalueren {when}."


def merged(name: str, into: str | None) -> str:
    """That a municipality became part of another one, for which a round can be started."""
    if into is None:
        return (
            f"De gemeente {name} bestaat niet meer. Daarom kun je er geen inventarisatie meer voor starten. "
            "Wat er al is, kun je blijven lezen."
        )
    return (
        f"{name} hoort nu bij de gemeente {into}. Daarom kun je voor {name} geen inventarisatie meer starten. "
        f"Begin met een eerste meting voor {into}. Wat er van {name} al is, kun je blijven lezen."
    )


def only_together(title: str) -> str:
    """That nobody has to be asked again: there were no colleagues."""
    return f"De inventarisatie is gestart. In ‘{title}’ vulden jullie alles samen in. Daarom kun je meteen beginnen."


def version_lines(*, reworded: int, changed: int, regrouped: int, retired: int, added: int) -> list[str]:
    """What became of the questions between two versions, a sentence for each kind of change that there is."""
    lines = (
        (changed, "1 vraag heeft nu een andere betekenis.", "{} vragen hebben nu een andere betekenis.", NOT_COMPARED),
        (reworded, "1 vraag is anders opgeschreven.", "{} vragen zijn anders opgeschreven.", COMPARED),
        (regrouped, "1 vraag is samengevoegd of gesplitst.", "{} vragen zijn samengevoegd of gesplitst.", NOT_COMPARED),
        (retired, "1 vraag is weggehaald.", "{} vragen zijn weggehaald.", ""),
        (added, "1 vraag is nieuw.", "{} vragen zijn nieuw.", " Daarop is er geen antwoord van toen."),
    )
    return [(one if count == 1 else many.format(count)) + then for count, one, many, then in lines if count]
