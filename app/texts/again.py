"""What a coordinator reads while choosing which colleagues of the earlier round take part again."""

from collections.abc import Sequence

from app.texts.words import counted, listing

ASK = "Kies wie er weer meedoen"
NOBODY_CHOSEN = "Kies minstens 1 collega. Doet niemand weer mee? Sla deze stap dan over."
UNKNOWN = "Een van de collega’s die je koos, staat niet in deze lijst. Kijk de lijst na en probeer het opnieuw."
EVERYTHING = "Toen: alle vragen."
NO_QUESTIONS = "Toen: geen vragen."
STILL_NONE = "Deze collega krijgt nu nog geen vragen. Je kiest die straks zelf."
WITHDRAWN_THEN = "Niet aangevinkt: deze collega stopte tijdens de vorige ronde."
UNREACHABLE = "Niet aangevinkt: de laatste mail naar dit adres kwam niet aan. Kijk eerst of het adres klopt."
WITHDRAWN_HERE = "Niet aangevinkt: je haalde deze collega uit deze ronde."
NOBODY_ELSE = "Er deden toen geen andere collega’s mee. Wil je nu wel iemand vragen? Voeg dan een nieuwe collega toe."
YOU_TOOK_PART = "In de vorige ronde deed je zelf mee als collega. Nu antwoord je bij ‘Samen invullen’."
COORDINATOR_TOOK_PART = (
    "Wie nu coördinator is, deed toen mee als collega. Die antwoordt nu bij ‘Samen invullen’ en staat niet in de lijst."
)


def replaced_then(name: str) -> str:
    return f"Niet aangevinkt: {name} nam de vragen over tijdens de vorige ronde."


def division(by_level: Sequence[tuple[str, Sequence[str]]], general: str, single: int, given_away: int) -> str:
    """What somebody answered: `Toen: Geld en Wonen (beleid). Algemene vragen. 2 losse vragen.`"""
    parts = [f"{listing(domains)} ({level.lower()})" for level, domains in by_level]
    parts += [general] if general else []
    parts += [counted(single, "losse vraag", "losse vragen")] if single else []
    said = ". ".join(parts)
    if given_away:
        said += f", zonder {counted(given_away, 'vraag', 'vragen')} die een ander beantwoordde"
    return f"Toen: {said}." if said else NO_QUESTIONS


def gone(parts: Sequence[str], questions: int) -> str:
    """What somebody answered then and is not asked in this round; nothing when all of it is."""
    what = [*parts, *([counted(questions, "losse vraag", "losse vragen")] if questions else [])]
    return f"Niet meer in deze ronde: {listing(what)}." if what else ""


def added_again(names: Sequence[str]) -> str:
    who = f"{names[0]} doet" if len(names) == 1 else f"{len(names)} collega’s doen"
    return f"{who} weer mee. Er is nog geen uitnodiging verstuurd. Kijk eerst of de verdeling nog klopt."


def missing(count: int) -> str:
    if count == 1:
        return "In de vorige ronde deed 1 collega mee die hier nog niet staat."
    return f"In de vorige ronde deden {count} collega’s mee die hier nog niet staan."


def only_together(title: str) -> str:
    return f"In ‘{title}’ vulden jullie alles samen in. Er zijn dus geen collega’s om opnieuw te vragen."


def took_part(title: str, count: int) -> str:
    """Who can be chosen, and what that does."""
    if count == 1:
        return (
            f"Deze collega deed mee in ‘{title}’. Zet je een vinkje? Dan krijgt deze collega dezelfde vragen als toen."
        )
    return f"Deze collega’s deden mee in ‘{title}’. Wie je aanvinkt, krijgt dezelfde vragen als toen."


def add(count: int) -> str:
    return f"Voeg deze {'collega' if count == 1 else 'collega’s'} toe"


def everybody_here(title: str, count: int) -> str:
    if count == 1:
        return f"De enige collega uit ‘{title}’ doet al mee in deze ronde."
    return f"Alle collega’s uit ‘{title}’ doen al mee in deze ronde."


def here_already(names: Sequence[str]) -> str:
    return f"{listing(names)} {'doet' if len(names) == 1 else 'doen'} al mee in deze ronde."


def changed_meanwhile(names: Sequence[str]) -> str:
    are, they = ("is", "Deze collega is") if len(names) == 1 else ("zijn", "Deze collega’s zijn")
    return (
        f"{listing(names)} {are} intussen uit deze ronde gehaald. Er is nog niets opgeslagen. "
        f"{they} hieronder nog aangevinkt. Klopt dat? Sla dan opnieuw op. Of haal het vinkje weg."
    )
