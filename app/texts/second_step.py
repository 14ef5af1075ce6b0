"""What people read about their second step."""

NO_STEP = "Vul een code in."
NO_OLD_STEP = "Vul een code uit de oude app in, of een herstelcode."
NOT_A_STEP = "Vul de 6 cijfers uit de app in, of een herstelcode van 12 letters en cijfers."
NOT_A_NEW_CODE = "Vul de 6 cijfers in die de app laat zien."
WRONG_STEP = (
    "Deze code klopt niet of is al gebruikt. Wacht tot de app een nieuwe code laat zien en vul die in. "
    "Of gebruik een herstelcode."
)
WRONG_NEW_CODE = "Deze code klopt niet. Scan het plaatje opnieuw, en kijk of je telefoon de juiste tijd heeft."
TOO_LATE = "Dat duurde te lang. Log opnieuw in. Daarna vragen we je tweede stap."
HAS_NONE = "Je hebt nog geen tweede stap."
IS_ON = "Je tweede stap staat aan."
IS_OFF = "Je tweede stap staat uit. Op andere plekken ben je uitgelogd."
DEMANDED = (
    "Als adviseur of beheerder log je altijd in met een tweede stap. Heb je een nieuwe telefoon? "
    "Wijzig dan je tweede stap."
)
SIGNED_OUT_EVERYWHERE = "Je bent overal uitgelogd."
FEW = 3
"""With so few recovery codes, people are told to make new ones."""


def too_many_steps(minutes: int) -> str:
    """How long to wait until a code is looked at again."""
    wait = "1 minuut" if minutes == 1 else f"{minutes} minuten"
    return f"Er zijn te veel verkeerde codes ingevuld. Probeer het over {wait} opnieuw."


def codes_left(left: int) -> str:
    """How many recovery codes are left after one was used."""
    said = "Je hebt een herstelcode gebruikt. "
    if not left:
        return f"{said}Dat was de laatste. Maak nieuwe herstelcodes op de pagina van je account."
    have = "Je hebt er nog 1." if left == 1 else f"Je hebt er nog {left}."
    return f"{said}{have} Maak nieuwe op de pagina van je account." if left <= FEW else f"{said}{have}"
