"""The kinds of changes that people can choose from, and which action belongs to which."""

from collections.abc import Mapping

from app.texts.history.answers import LOOKING_BACK
from app.texts.history.outside import NETWORK, PRACTICE
from app.texts.history.people import ACTIONS, PEOPLE_AGAIN
from app.texts.history.plan import ACTING, APPOINTMENTS, CHOICES, HOURS, OWNERS, PARTNERS, PLANNING
from app.texts.history.review import AGREEMENTS, POINTS_TALKED, REMARKS, STEPS, TALKS
from app.trail.telling import Entry, Telling, Told

KINDS = {
    "antwoorden": "Antwoorden",
    "afspraken": "Afspraken en ambities",
    "slotvragen": "Teksten bij de slotvragen",
    "terugkijken": "Terugkijken",
    "opmerkingen": "Opmerkingen",
    "deelnemers": "Deelnemers",
    "stappen": "Stappen en gesprekken",
    "traject": "Keuze van domeinen, acties en planning",
    "netwerk": "Meedoen met het netwerk",
}
"""By how addresses name them."""
OTHER = "stappen"
"""Where an action belongs that nobody knows any more."""

ACTIONS_BY_KIND: Mapping[str, Mapping[str, Telling]] = {
    "afspraken": {**AGREEMENTS, **POINTS_TALKED},
    "terugkijken": LOOKING_BACK,
    "opmerkingen": REMARKS,
    "deelnemers": {**ACTIONS, **PEOPLE_AGAIN},
    "stappen": {**STEPS, **TALKS},
    "traject": {
        **{**CHOICES, **ACTING, **OWNERS, **PLANNING},
        **{event.name: event.told for event in (*HOURS, *APPOINTMENTS, *PARTNERS, *PRACTICE)},
    },
    "netwerk": NETWORK,
}
_TELLING = {action: telling for actions in ACTIONS_BY_KIND.values() for action, telling in actions.items()}
_KINDS = {action: kind for kind, actions in ACTIONS_BY_KIND.items() for action in actions}


def kind_of(action: str) -> str:
    """The kind of an action."""
    return _KINDS.get(action, OTHER)


def action_told(entry: Entry) -> Told:
    """A row of the audit trail in words; an action of long ago that nobody knows any more is told as it stands."""
    telling = _TELLING.get(entry.action)
    return telling(entry) if telling else Told(f"deed iets dat hier geen zin heeft ({entry.action}).", why=entry.why)
