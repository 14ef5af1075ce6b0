"""Whoever is anywhere sees where: of the links around a page one says so, and it is the right one."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from tests.guards.leaks.shown import EVERYBODY, shown_to
from tests.guards.leaks.site import Site

PLACES = (
    # (what an address begins with, the label of the link)
    (r"/inventarisaties/[^/]*/prioriteren", "Traject"),
    ("/adviseur", "Mijn gemeenten"),
    ("/inventarisaties", "Inventarisaties"),
    ("/traject", "Traject"),
    ("/mijn-acties", "Mijn acties"),
    ("/netwerk", "Netwerk"),
    ("/beheer", "Beheer"),
    ("/account", "Je account"),
    ("/inloggen", "Inloggen"),
    ("/hulp", "Hulp en contact"),
    ("/over-het-model", "Over het model"),
    ("/vragenlijsten", "Over het model"),
    ("/rapporten/controle", "Rapport controleren"),
    ("/toegankelijkheid", "Toegankelijkheid"),
    ("/privacy", "Privacy"),
    ("/voorbeeld/rapport", "Samenhang"),
    ("/mee", "Start"),
    ("/$", "Start"),
)
PARTS = (
    (r"/inventarisaties/[^/]*/prioriteren$", "Domeinen kiezen"),
    ("/traject/acties/", "Acties"),
    ("/traject/[^/]*(/stappen|/afsluiten)?$", "Tien maanden"),
    ("/traject/[^/]*/acties", "Acties"),
    ("/traject/[^/]*/partners", "Partners"),
    ("/traject/[^/]*/uren", "Uren"),
    ("/traject/[^/]*/(afspraken|agenda)", "Afspraken"),
    ("/traject/[^/]*/plan$", "Plan van aanpak"),
    ("/traject/[^/]*/overzicht$", "Overzicht"),
)
"""Of the pages of a trajectory that have the row with its parts."""


def label_at(path: str, table: tuple[tuple[str, str], ...]) -> str:
    """What the table says of an address."""
    return next((label for begins, label in table if re.match(begins, path)), "")


@pytest.mark.heavy
@pytest.mark.parametrize("key", EVERYBODY)
def test_one_link_says_where_somebody_is(sites: Callable[[str], Site], key: str) -> None:
    wrong = []
    for page in shown_to(sites("sqlite"), key):
        if page.around is None:
            # What is shown to a room, or held in a hand.
            assert page.path.endswith("/bespreken/samen")
            continue
        path = urlsplit(page.path).path
        label = label_at(path, PLACES)
        if path.startswith("/inloggen") and key != "nobody":
            label = "Je account"
        elif path == "/" and key == "nobody":
            label = "Samenhang"
        found = [link.label.split(":")[0] for link in page.around]
        # What leads to the page itself says `page`, what the page stands under `true`.
        said = all(link.said == ("page" if link.address == path else "true") for link in page.around)
        if found != [label] or not said:
            wrong.append((page.path, page.around))
    assert wrong == []


@pytest.mark.heavy
@pytest.mark.parametrize("key", ["coordinator stad", "reader stad"])
def test_the_parts_of_a_trajectory_say_where_somebody_is(sites: Callable[[str], Site], key: str) -> None:
    pages = [(page.path, page.parts) for page in shown_to(sites("sqlite"), key) if page.parts is not None]
    assert len(pages) >= 3
    assert [path for path, parts in pages if [link.label for link in parts] != [label_at(path, PARTS)]] == []
