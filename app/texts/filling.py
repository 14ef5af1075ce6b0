"""What the page says on which a coordinator fills in what the alderman's page leaves open."""

NUMBER = "Hoeveel volwassenen hebben hier moeite met basisvaardigheden?"
LIKE_NUMBER = "Bijvoorbeeld: 12.500"
NO_NUMBER = "Vul een heel getal in, bijvoorbeeld 12.500."
YEAR = "Jaar"
NO_YEAR = "Vul een jaar in, bijvoorbeeld 2025."
YEAR_MISSING = "Vul ook in van welk jaar het getal is."
SOURCE = "Bron"
LIKE_SOURCE = "Bijvoorbeeld: geletterdheidinzicht.nl"
SOURCE_MISSING = "Vul ook in waar het getal vandaan komt."
ASSIGNMENT, MEANS, MOMENT = "1 Opdracht", "2 Uren en geld", "3 Moment"
"""How the three decisions are called."""
AMOUNT = f"{MEANS}: bedrag, uren"
FUNCTION = "Een functie, geen naam."
NO_DAY = "Vul een dag in zoals 4-12-2026."
FAR_AWAY = "Kijk of het jaar klopt."
SAVED = "Opgeslagen. Het staat nu ook in de PDF, in Word en in de presentatie."


def owner(place: str) -> str:
    """Who does it."""
    return f"{place}: wie"


def day(place: str) -> str:
    """Before when."""
    return f"{place}: vóór"
