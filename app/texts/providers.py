"""What an administrator reads about the organisations whose people sign in with a work account."""

KINDS = {"entra": "Microsoft Entra ID", "generic": "Andere aanbieder"}
NO_NAME = "Vul de naam van de organisatie in. Die staat op de knop om in te loggen."
WRONG_TENANT = (
    "Vul de tenant-id in: 32 cijfers en letters met streepjes ertussen. "
    "De organisatie vindt die bij Microsoft Entra ID, onder Overzicht."
)
WRONG_ISSUER = (
    "Vul het volledige adres in. Het begint met https:// en bevat geen wachtwoord, vraagteken of hekje. "
    "De organisatie noemt dit de issuer."
)
NO_CLIENT_ID = "Vul de client-id in. De organisatie krijgt die als ze Samenhang bij haar aanbieder aanmeldt."
NO_SECRET = "Vul het clientgeheim in. De organisatie maakt dat aan bij haar aanbieder."  # noqa: S105 - a sentence
STRANGE = "Hierin staat een teken dat niet kan. Kopieer de waarde opnieuw, zonder spaties."
ACCOUNTS_BOUND = (
    "Dit kun je niet meer veranderen: er zijn al werkaccounts gekoppeld. "
    "Gaat het om een andere aanbieder? Beëindig deze organisatie dan en voeg een nieuwe toe."
)
PROVIDER_ENDED = (
    "Deze organisatie is beëindigd. Je kunt de gegevens niet meer veranderen. Voeg zo nodig een nieuwe toe."
)
FINE = "We hebben de aanbieder gevonden, en die doet wat wij nodig hebben."
SECRET_NOT_CHECKED = "Of de client-id en het geheim kloppen, blijkt pas als iemand inlogt."  # noqa: S105 - a sentence
CHECKS = {
    "address": (
        "Dit adres mogen we niet gebruiken. Het moet met https:// beginnen en op internet staan, "
        "dus niet in een intern netwerk."
    ),
    "unreachable": "We kunnen dit adres niet bereiken, of het antwoord duurt te lang. Kijk of het adres klopt.",
    "redirect": "Dit adres verwijst door naar een ander adres. Vul het adres in waar de aanbieder echt staat.",
    "too_large": "Het antwoord van dit adres is te groot. Kijk of het adres klopt.",
    "not_understood": (
        "Op dit adres staat geen aanbieder die we begrijpen, of er ontbreekt iets in wat die vertelt. "
        "Kijk of het adres klopt. Er moet een bestand staan met de naam .well-known/openid-configuration."
    ),
    "busy": "Het is even druk. Probeer het over een minuut opnieuw.",
    "issuer": (
        "De aanbieder op dit adres noemt zichzelf anders. "
        "Neem het adres precies over, ook met of zonder schuine streep aan het eind."
    ),
    "flow": (
        "Deze aanbieder kan niet wat wij nodig hebben: inloggen met een code (authorization code), "
        "met PKCE S256 en met een clientgeheim."
    ),
    "keys": (
        "Deze aanbieder heeft geen sleutel die we vertrouwen. "
        "Nodig is een RSA-sleutel van 2048 bits of meer, of een EC-sleutel."
    ),
}


def check_result(fault: str | None) -> str:
    """What a check found, in a sentence."""
    return f"{FINE} {SECRET_NOT_CHECKED}" if fault is None else CHECKS.get(fault, CHECKS["not_understood"])


def added(name: str) -> str:
    """That an organisation is there now, and what comes next."""
    return f"{name} is toegevoegd. Test het meteen: log in met een werkaccount van deze organisatie."


def ended(name: str) -> str:
    """That nobody can sign in with an account of this organisation any more."""
    return f"{name} is beëindigd. Niemand kan er nog mee inloggen. Inloggen met een code kan gewoon."
