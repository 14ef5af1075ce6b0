"""What people read when they sign in, are signed out, or cannot sign in."""

SIGNED_OUT = "Je bent uitgelogd. Je laatste stap is niet bewaard. Log in en doe die stap opnieuw."
SIGNED_OUT_HELD = "Je bent uitgelogd. Wat je typte, hebben we bewaard. Log in om het te versturen."
RIGHTS_ENDED = (
    "Een van je rollen is net beëindigd. Daarom hebben we niets bewaard. Heb je nog een rol? Probeer het opnieuw."
)
SIGNED_OUT_NOW = "Je bent uitgelogd."
ASK_FIRST = "Vraag eerst een code aan. Gebruik daarvoor dezelfde browser als waarin je inlogt."
NO_ADDRESS = "Vul je e-mailadres in."
WRONG_ADDRESS = "Vul een e-mailadres in zoals naam@gemeente.nl."
NO_CODE = "Vul de code in die in de e-mail staat."
NOT_A_CODE = "Een code bestaat uit 6 cijfers, soms 10. Kijk in de e-mail en vul de code opnieuw in."
CODE_OVER = "Deze code werkt niet meer: te oud, al gebruikt, of te vaak verkeerd ingevuld. Vraag een nieuwe code aan."


def wrong_code(left: int) -> str:
    """What is wrong with a code, and how often it can still be tried."""
    if not left:
        return CODE_OVER
    return f"Deze code klopt niet. Kijk in de nieuwste e-mail. Je kunt het nog {left} keer proberen."


def too_many_codes(minutes: int, *, one_address: bool) -> str:
    """How long to wait for the next code."""
    if not one_address:
        return f"Vanaf jouw netwerk zijn veel codes aangevraagd. Probeer het over {written_minutes(minutes)} opnieuw."
    return (
        "Voor dit e-mailadres zijn veel codes aangevraagd. "
        f"Gebruik de code uit de nieuwste e-mail, of probeer het over {written_minutes(minutes)} opnieuw."
    )


def written_minutes(minutes: int) -> str:
    """How long that is, in words."""
    return "1 minuut" if minutes == 1 else f"{minutes} minuten"
