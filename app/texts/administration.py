"""What an administrator reads about lists of municipalities, people and roles."""

UNREADABLE = "Dit bestand kunnen we niet lezen. Sla het op als csv met UTF-8 en probeer het opnieuw."
NO_ROWS = "Er staan geen gemeenten in. Plak een lijst of kies een bestand met een code en een naam per regel."
NO_CODE_COLUMN = (
    "De eerste regel heeft geen kolomnamen die we kennen. "
    "Zet er bijvoorbeeld GM_CODE;GM_NAAM boven, of Gemeentecode;Gemeentenaam."
)
NO_LIST = "Kies een bestand of plak een lijst."
TWO_LISTS = "Kies een bestand of plak een lijst, niet allebei."
WRONG_SIZE = "Vul het aantal inwoners in met alleen cijfers, zoals 45.300. Of laat het leeg."
NO_PROVINCE = ("", "Niet bekend")
WRONG_CODE = "Vul een gemeentecode in zoals GM0363: GM en 4 cijfers."
NO_NAME = "Vul de naam in."
NO_EMAIL = "Vul het e-mailadres in."
NO_FUNCTION = "Vul de functie in. In rapporten staat de functie, nooit de naam."
NO_ROLE = "Kies een rol."
NO_MUNICIPALITY = "Kies een gemeente. Alleen een beheerder hoort niet bij een gemeente."
MUNICIPALITY_TOO_MANY = "Een beheerder hoort niet bij een gemeente. Kies hier ‘Geen gemeente’."
HAS_ROLE = "Deze persoon heeft deze rol al."
OTHER_SIDE = {
    "coordinator": "Deze persoon is hier coördinator. Een adviseur beoordeelt dat werk. Dat moet iemand anders zijn.",
    "participant": "Deze persoon vult hier mee in. Een adviseur beoordeelt dat werk. Dat moet iemand anders zijn.",
    "adviser": "Deze persoon is hier adviseur. Wie beoordeelt, kan niet ook leiden. Kies iemand anders.",
}
"""Why somebody cannot lead and advise the same municipality, by what they are there already."""
KNOWN_ADDRESS = "Dit e-mailadres is al in gebruik. Zoek de persoon op en voeg daar een rol toe."
LAST_ADMINISTRATOR = (
    "Dit is de laatste beheerder. Zonder beheerder kan niemand meer gemeenten of mensen toevoegen. "
    "Maak eerst iemand anders beheerder."
)
OWN_SECOND_STEP = (
    "Je eigen tweede stap haal je hier niet weg. Op de pagina van je account kun je die wijzigen, met een code uit je "
    "app of een herstelcode. Heb je geen van beide? Vraag dan een andere beheerder."
)
CHANGED_MEANWHILE = "Er is net iets veranderd in de lijst van gemeenten. Controleer het voorbeeld opnieuw."


def known_code(name: str) -> str:
    """That a code is in use, and by whom."""
    return f"Deze code is al in gebruik voor {name}. Kijk of de code klopt."


def too_many_lines(most: int) -> str:
    """That a list is too long."""
    return f"Deze lijst heeft meer dan {most} regels. Dat is meer dan er gemeenten zijn."


def too_many_columns(number: int, most: int) -> str:
    """That a line is too wide."""
    return f"Regel {number}: hier staan meer dan {most} kolommen. Houd alleen de kolommen over die nodig zijn."


def broken_line(number: int) -> str:
    """That a line cannot be split into cells."""
    return f"Regel {number}: deze regel kunnen we niet lezen. Kijk of alle aanhalingstekens ook weer sluiten."


def missing_columns(code: bool) -> str:
    """Which column is not there."""
    if code:
        return "De kolom met de gemeentecode ontbreekt. Noem die kolom Gemeentecode of GM_CODE."
    return "De kolom met de gemeentenaam ontbreekt. Noem die kolom Gemeentenaam of GM_NAAM."


def bad_code(number: int, typed: str) -> str:
    """That a code is none."""
    shown = f"‘{typed[:20]}’ is geen gemeentecode" if typed else "de gemeentecode ontbreekt"
    return f"Regel {number}: {shown}. Gebruik GM en 4 cijfers, zoals GM0363."


def bad_name(number: int, typed: str, length: int) -> str:
    """That a name is absent or cannot be kept."""
    if not typed:
        return f"Regel {number}: de naam ontbreekt."
    if len(typed) > length:
        return f"Regel {number}: de naam is langer dan {length} tekens."
    return f"Regel {number}: in de naam staat een nieuwe regel. Zet de naam op één regel."


def bad_size(number: int, typed: str) -> str:
    """That a number of inhabitants is none."""
    return f"Regel {number}: ‘{typed[:20]}’ is geen aantal inwoners. Gebruik alleen cijfers, zoals 45.300."


def bad_province(number: int, typed: str) -> str:
    """That a province is none."""
    return f"Regel {number}: ‘{typed[:20]}’ is geen provincie. Gebruik een naam zoals Utrecht of Noord-Brabant."


def bad_width(number: int, found: int, wanted: int) -> str:
    """That a line has more or fewer columns than the first."""
    here = "staat 1 kolom" if found == 1 else f"staan {found} kolommen"
    way_on = (
        "Kijk of de code en de naam er allebei staan."
        if found < wanted
        else "Zet een naam met een komma erin tussen aanhalingstekens."
    )
    return f"Regel {number}: hier {here}, in de eerste regel {wanted}. {way_on}"


def twice(number: int, code: str, first: int) -> str:
    """That a code stands in a list twice."""
    return f"Regel {number}: {code} staat ook op regel {first}. Haal een van de twee weg."


def counted_municipalities(count: int) -> str:
    """1 gemeente, 2 gemeenten."""
    return "1 gemeente" if count == 1 else f"{count} gemeenten"
