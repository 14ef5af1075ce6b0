"""What stands open: the start of the next round of the circle."""

from collections.abc import Sequence

from app.comparisons.sentences.actions import TITLE as ACTIONS
from app.texts.words import counted, listing

TITLE = "Volgende ronde"
MOST_ACTIONS = 4
"""More are counted instead of named."""
LEAD = "Dit staat nog open. Je kunt hier de volgende ronde mee beginnen."


def nothing(actions: int) -> str:
    """That nothing stands open; of actions only where there are any."""
    done = ("", ", de ene actie is gedaan")[actions] if actions < 2 else ", alle acties zijn gedaan"
    known = f"Elk domein ging zichtbaar vooruit{done} en alles is bekend."
    return f"{known} Kies voor de volgende ronde wat jullie willen vasthouden."


def slipped(names: Sequence[str]) -> str:
    """The domains that went down, whole or in part."""
    return f"Achteruit, helemaal of voor een deel: {listing(names)}."


def unsupported(names: Sequence[str]) -> str:
    """The domains in which something is other than it was, without evidence with a `yes`."""
    return f"Zichtbaar anders, nog zonder bewijs: {listing(names)}."


def unsaid(names: Sequence[str]) -> str:
    """The domains of which nobody said whether what differs really changed."""
    return f"Nog niet te zeggen of er werkelijk iets veranderde: {listing(names)}."


def stayed(names: Sequence[str]) -> str:
    """The domains that stayed as they were."""
    return f"Geen zichtbare verandering: {listing(names)}."


def not_done(titles: Sequence[str]) -> str:
    """The actions that were not done."""
    return f"Nog niet gedaan: {_actions(titles)}."


def stopped(titles: Sequence[str]) -> str:
    """The actions that were stopped."""
    return f"Gestopt: {_actions(titles)}."


def _actions(titles: Sequence[str]) -> str:
    """A few by name; more of them stand in the table above."""
    if len(titles) > MOST_ACTIONS:
        return f"{len(titles)} acties. Bij ‘{ACTIONS}’ staat welke"
    return listing([f"‘{title}’" for title in titles])


def unknown(name: str, n: int, total: int) -> str:
    """How many questions about a domain nobody knows now."""
    if total == 1:
        return f"{name}: de ene vraag."
    return f"{name}: {n} van de {total} vragen."


def without_comparison(names: Sequence[str]) -> str:
    """The domains that can be compared next time."""
    return f"Nu niet te vergelijken, de volgende keer misschien wel: {listing(names)}."


def too_little(n: int) -> str:
    """How many domains are in the list of what is unknown."""
    return f"Bij {counted(n, 'domein', 'domeinen')} zijn nu nog antwoorden onbekend:"
