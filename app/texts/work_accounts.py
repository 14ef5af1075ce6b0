"""What people read when they sign in with a work account, and what administrators read about organisations."""

from app.texts.accounts import written_minutes

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
