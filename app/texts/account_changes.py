"""What people read about changes to an account that wait: administrators, and who has the link of a mail."""

from datetime import datetime
from typing import Any, Protocol

from app.formatting import long_moment
from app.texts.words import ROLES

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


class Asked(Protocol):
    """A change that was asked for."""

    kind: str
    email: str | None
    role: str | None
    municipality: Any
    user: Any
    asker: Any
    not_before: datetime
    takes_effect_at: datetime | None


def what(change: Asked) -> str:
    """`een ander e-mailadres`, `de rol adviseur in Voorbeeldstad`."""
    if change.kind == "role":
        where = f" in {change.municipality.name}" if change.municipality else ""
        return f"de rol {ROLES[change.role or '']}{where}"
    return {"email": "een ander e-mailadres", "second_step": "het weghalen van de tweede stap"}[change.kind]


def asked_by(change: Asked, *, own: bool) -> str:
    """Who asked for what, as who was told of it reads it."""
    by = f"Beheerder {change.asker.name}"
    if change.kind == "email":
        return f"{by} vroeg aan dat {'je' if own else change.user.name} voortaan inlogt met {change.email}."
    if change.kind == "second_step":
        return f"{by} haalt je tweede stap weg: de code uit de app waarmee je inlogt."
    return f"{by} geeft {'je' if own else f'{change.user.name} ({change.user.function})'} {what(change)}."


def waits_until(change: Asked) -> str:
    """When it takes effect, for who was told of it."""
    if change.takes_effect_at is not None:
        return f"Dat gaat in op {long_moment(change.takes_effect_at)}."
    return (
        f"Dat gaat in als het nieuwe adres is bevestigd, maar niet voor {long_moment(change.not_before)}. "
        "Bevestigen het oude en het nieuwe adres allebei? Dan gaat het meteen in."
    )


def waits_for(change: Asked) -> str:
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
    """That a role waits."""
    return f"De rol gaat in op {long_moment(at)}, of eerder als iemand die hierover een e-mail kreeg dat bevestigt."


def hand_over_asked(name: str, at: datetime) -> str:
    """That handing over waits."""
    return (
        f"{name} neemt het over op {long_moment(at)}, of eerder als iemand die hierover een e-mail kreeg dat bevestigt."
    )
