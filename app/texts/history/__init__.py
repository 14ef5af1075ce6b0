"""The history in Dutch: a sentence for everything that the application records, by kinds from which people choose."""

from app.texts.history.people import ASKING, MUNICIPALITIES, PEOPLE, PRIVACY, PROVIDERS, ROLES_AND_PEOPLE, SIGNING_IN
from app.texts.history.plan import ACTIONS, APPOINTMENTS, CHOSEN, HOURS, NETWORK, PARTNERS, PLANNING, PRACTICE
from app.texts.history.review import AGREEMENTS, LOOKING_BACK, MEETINGS, REMARKS, STEPS
from app.texts.words import counted
from app.trail.telling import EventKind, Events
from app.web.formatting import number

INSIDE = Events(
    EventKind("antwoorden", "Antwoorden"),
    EventKind("afspraken", "Afspraken en ambities", *AGREEMENTS),
    EventKind("slotvragen", "Teksten bij de laatste vragen over een domein"),
    EventKind("terugkijken", "Terugkijken", *LOOKING_BACK),
    EventKind("opmerkingen", "Opmerkingen", *REMARKS),
    EventKind("deelnemers", "Collega’s", *PEOPLE),
    EventKind("stappen", "Stappen en gesprekken", *STEPS, *MEETINGS),
    EventKind(
        "traject",
        "Keuze van domeinen, acties en planning",
        *(*CHOSEN, *ACTIONS, *PARTNERS, *PLANNING, *HOURS, *APPOINTMENTS, *PRACTICE),
    ),
    EventKind("netwerk", "Meedoen met het netwerk", *NETWORK),
    other="stappen",
)
"""What happens in an inventory and its plan."""
OUTSIDE = Events(
    EventKind("rollen", "Mensen en rollen", *ROLES_AND_PEOPLE),
    EventKind("gemeenten", "Gemeenten", *MUNICIPALITIES),
    EventKind("werkaccounts", "Organisaties met werkaccounts", *PROVIDERS),
    EventKind("inloggen", "Inloggen", *SIGNING_IN),
    EventKind("vragen", "Vragen aan andere gemeenten", *ASKING),
    EventKind("privacy", "Persoonsgegevens", *PRIVACY),
    EventKind("anders", "Anders"),
    other="anders",
)
"""What happens besides."""


OWN_KINDS = ("antwoorden", "slotvragen", "terugkijken", "deelnemers")
"""The kinds of changes that a colleague can have made."""
ANY_KIND = "Alle soorten"
ANY_DOMAIN = "Alle domeinen"
ANYBODY = "Iedereen"
ANY_MUNICIPALITY = "Alle gemeenten"
NOT_IN_LIST = "Deze keuze bestaat hier niet. Kies uit de lijst."
DAY_UNREADABLE = "Deze dag kunnen we niet lezen. Schrijf bijvoorbeeld: 4-12-2026."
DAY_ORDER = "Deze dag ligt voor de eerste dag. Kies dezelfde dag of een latere."

LEADER = "Wie veranderde wat, wanneer en waarom."
COLLEAGUE = "Alles wat jij in deze inventarisatie antwoordde en veranderde."
ADMINISTRATOR = "Wat er veranderde aan gemeenten, mensen, rollen en werkaccounts. Antwoorden zie je hier niet."
OTHER_CHOICE = "Kies iets anders, of toon alles."
DOWNLOAD = "Je krijgt alle wijzigingen die je nu hebt gekozen, ook die van de andere pagina’s. Er staan geen namen in."
BLIND_TITLE = "Je ziet nog niet alles"
BLIND = (
    "De inventarisatie is nog open. Daarom zie je hier alleen de antwoorden die jullie zelf gaven. Die van collega’s "
    "zie je als de bespreking begint."
)


def which(first: int, last: int, total: int) -> str:
    """Which changes a page shows."""
    if total == 0:
        return "Er zijn geen wijzigingen."
    if first == 1 and last == total:
        return f"{counted(total, 'wijziging', 'wijzigingen')}. De nieuwste staat bovenaan."
    shown = number(first, 0) if first == last else f"{number(first, 0)} tot en met {number(last, 0)}"
    return f"Wijziging {shown} van {number(total, 0)}. De nieuwste staat bovenaan."
