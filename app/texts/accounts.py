"""What people read at the door: signing in, the second step, work accounts, and changes to an account that wait."""

from datetime import datetime
from typing import Any, Protocol

from app.texts.words import ROLES
from app.web.formatting import long_moment

SIGNED_OUT = "Je bent uitgelogd. Je laatste stap is niet opgeslagen. Log in en doe die stap opnieuw."
SIGNED_OUT_HELD = "Je bent uitgelogd. Wat je typte, hebben we bewaard. Log in om het te versturen."
RIGHTS_ENDED = (
    "Een van je rollen is net beëindigd. Daarom hebben we niets opgeslagen. Heb je nog een rol? Probeer het opnieuw."
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


CONFIRMED = "Dank je. De wijziging is bevestigd."
STOPPED = "De wijziging is gestopt. Er verandert niets. De beheerders krijgen bericht."
WITHDRAWN = "De wijziging is ingetrokken. Er verandert niets."
OVER = {
    "done": "Deze wijziging is al ingegaan. Klopt dat niet? Mail dan meteen naar de beheerder.",
    "stopped": "Deze wijziging is gestopt. Je hoeft niets te doen.",
    "replaced": "Er is een nieuwe wijziging aangevraagd. Gebruik de link in de nieuwste e-mail.",
    "lapsed": "Deze wijziging gaat niet meer door. Je hoeft niets te doen.",
}
"""Why nothing can be done with a link any more."""


class AskedChange(Protocol):
    kind: str
    email: str | None
    role: str | None
    municipality: Any
    user: Any
    asker: Any
    not_before: datetime
    takes_effect_at: datetime | None


def what(change: AskedChange) -> str:
    """`een ander e-mailadres`, `de rol adviseur in Voorbeeldstad`."""
    if change.kind == "role":
        where = f" in {change.municipality.name}" if change.municipality else ""
        return f"de rol {ROLES[change.role or '']}{where}"
    return {"email": "een ander e-mailadres", "second_step": "het weghalen van de tweede stap"}[change.kind]


def asked_by(change: AskedChange, *, own: bool) -> str:
    """Who asked for what, as who was told of it reads it."""
    by = f"Beheerder {change.asker.name}"
    if change.kind == "email":
        return f"{by} vroeg aan dat {'je' if own else change.user.name} voortaan inlogt met {change.email}."
    if change.kind == "second_step":
        return f"{by} haalt je tweede stap weg: de code uit de app waarmee je inlogt."
    return f"{by} geeft {'je' if own else f'{change.user.name} ({change.user.function})'} {what(change)}."


def waits_until(change: AskedChange) -> str:
    """When it takes effect, for who was told of it."""
    if change.takes_effect_at is not None:
        return f"Dat gaat in op {long_moment(change.takes_effect_at)}."
    return (
        f"Dat gaat in als het nieuwe adres is bevestigd, maar niet voor {long_moment(change.not_before)}. "
        "Bevestigen het oude en het nieuwe adres allebei? Dan gaat het meteen in."
    )


def waits_for(change: AskedChange) -> str:
    """What waits, and for what, as an administrator reads it."""
    start = f"Nieuw e-mailadres {change.email}" if change.kind == "email" else what(change)
    start = start[0].upper() + start[1:]
    if change.takes_effect_at is None:
        return f"{start}: wacht tot het nieuwe adres is bevestigd, en niet voor {long_moment(change.not_before)}."
    return f"{start}: gaat in op {long_moment(change.takes_effect_at)}."


def address_asked(email: str, at: datetime) -> str:
    """That both addresses were asked."""
    return (
        f"We stuurden een e-mail naar het oude en het nieuwe adres. {email} geldt als het is bevestigd, "
        f"maar niet voor {long_moment(at)}. Bevestigen beide adressen? Dan geldt het meteen."
    )


def reset_asked(name: str, at: datetime) -> str:
    """That somebody was told that their second step goes."""
    return (
        f"{name} krijgt een e-mail. De tweede stap gaat weg op {long_moment(at)}, "
        "of meteen als de wijziging via die e-mail is bevestigd."
    )


def role_asked(at: datetime) -> str:
    return f"De rol gaat in op {long_moment(at)}, of eerder als iemand die hierover een e-mail kreeg dat bevestigt."


def hand_over_asked(name: str, at: datetime) -> str:
    return (
        f"{name} neemt het over op {long_moment(at)}, of eerder als iemand die hierover een e-mail kreeg dat bevestigt."
    )


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
    "Verander dan je tweede stap."
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


NO_ATTEMPT = (
    "Deze stap hoort niet bij dit venster, is te oud, of is al gezet. Er is niets veranderd. Begin gewoon opnieuw."
)
EXPIRED = "Het is te lang geleden dat je je bij je organisatie aanmeldde. Begin gewoon opnieuw."
USED = "Met deze aanmelding is al ingelogd. Begin gewoon opnieuw."
LINKED = "Je werkaccount is gekoppeld. Je kunt er voortaan mee inloggen."
LINKED_ALREADY = "Dit werkaccount was al aan je account gekoppeld. Je kunt ermee inloggen."
UNLINKED = "Je werkaccount is ontkoppeld. Je kunt inloggen met een code."
LINKED_ELSEWHERE = (
    "Dit werkaccount hoort al bij iemand anders in Samenhang. Daarom kun je het niet koppelen. "
    "Heb je twee accounts? Log dan in met het andere account en ontkoppel het werkaccount daar. "
    "Ken je dat andere account niet? Neem contact op, dan zoeken we het uit."
)
ENDED = (
    "Met een werkaccount van deze organisatie kun je niet meer inloggen. Log in met een code die we je mailen. "
    "Je gegevens en antwoorden zijn er nog."
)


def unknown(organisation: str) -> str:
    """That nobody has this work account yet, and how to become who has."""
    return (
        f"We kennen je werkaccount van {organisation} nog niet. Log één keer in met een code. "
        "Daarna kun je je werkaccount koppelen."
    )


def cancelled(organisation: str) -> str:
    """That somebody stopped on the page of the organisation."""
    return f"Je hebt het aanmelden bij {organisation} afgebroken. Er is niets veranderd."


def refused(organisation: str) -> str:
    """That the organisation let nobody in."""
    return (
        f"{organisation} heeft je niet aangemeld. Er is niets veranderd. "
        "Gebeurt dit vaker? Vraag dan de ICT-afdeling van je organisatie om hulp."
    )


def too_many_visits(minutes: int) -> str:
    """How long to wait until somebody is sent to an organisation again."""
    return (
        f"Vanaf jouw netwerk is vaak met een werkaccount ingelogd. Probeer het over {written_minutes(minutes)} opnieuw."
    )


FAULTS = {
    "unreachable": "{organisation} antwoordt nu niet. Probeer het over een minuut opnieuw.",
    "busy": "Het is even druk. Probeer het over een minuut opnieuw.",
    "code": "De aanmelding bij {organisation} is te oud of al gebruikt. Begin gewoon opnieuw.",
}
WRONG = (
    "Het antwoord van {organisation} klopt niet. Daarom hebben we je niet ingelogd. "
    "We hebben dit opgeschreven voor de beheerder."
)


def fault(kind: str, organisation: str) -> str:
    """What went wrong, for who wanted to sign in; the details are for the administrator."""
    return FAULTS.get(kind, WRONG).format(organisation=organisation)
