"""What is wrong with a line that was pasted to add colleagues."""

NO_LINES = "Plak hier de collega’s die je wilt toevoegen, ieder op een eigen regel."
NO_ADDRESS = "er staat geen e-mailadres. Zet op elke regel 1 e-mailadres."
TWO_ADDRESSES = "er staan 2 e-mailadressen. Zet elke persoon op een eigen regel."
YOURSELF = "dit ben je zelf. Jij beantwoordt vragen bij ‘Samen invullen’. Haal deze regel weg."
COORDINATOR = "dit is de coördinator die antwoordt bij ‘Samen invullen’. Haal deze regel weg."
ADVISER = "dit is een adviseur van je gemeente. Die antwoordt niet mee. Haal deze regel weg."
ALREADY_HERE = "dit e-mailadres staat al in je lijst met collega’s. Haal deze regel weg."
BROKEN = "deze regel kunnen we niet lezen. Kijk of alle aanhalingstekens ook weer sluiten."
TOO_MANY_CELLS = (
    "er staan meer kolommen dan we kennen. Zet boven de lijst een regel met de namen: naam; e-mail; functie; niveau."
)


def wrong_address(typed: str) -> str:
    """That an address is none."""
    return f"‘{typed[:60]}’ is geen goed e-mailadres. Een adres ziet eruit als naam@gemeente.nl."


def repeated(first: int) -> str:
    """That an address stands in the list twice."""
    return f"dit e-mailadres staat ook op regel {first}. Haal een van de twee weg."


def unknown_level(typed: str) -> str:
    """That a level is none."""
    return f"we kennen het niveau ‘{typed[:40]}’ niet. Kies bestuur, beleid of uitvoering, of laat het leeg."


def too_long(what: str, length: int) -> str:
    """That a name or a function does not fit."""
    return f"de {what} is langer dan {length} tekens. Maak die korter."


def too_many(found: int, most: int) -> str:
    """That there are too many people."""
    return f"Je lijst heeft {found} collega’s. Voeg er hooguit {most} tegelijk toe. De rest kun je daarna plakken."


def at_line(number: int, text: str, message: str) -> str:
    """A problem with the line on which it stands."""
    shown = f"{text[:60]}…" if len(text) > 60 else text
    return f"Regel {number} (‘{shown}’): {message}"


def several_problems(count: int) -> str:
    """That a list has problems, which stand above the form."""
    return f"Deze lijst heeft {count} problemen. Ze staan boven aan deze pagina."
