"""The history in Dutch: a sentence for everything that the application records, by kinds from which people choose."""

from app.texts.history.outside import ASKING, MUNICIPALITIES, PRIVACY, PROVIDERS, ROLES_AND_PEOPLE, SIGNING_IN
from app.texts.history.people import PEOPLE
from app.texts.history.plan import ACTIONS, APPOINTMENTS, CHOSEN, HOURS, NETWORK, PARTNERS, PLANNING, PRACTICE
from app.texts.history.review import AGREEMENTS, LOOKING_BACK, MEETINGS, REMARKS, STEPS
from app.trail.telling import EventKind, Events

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
