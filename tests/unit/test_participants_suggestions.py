"""What is suggested for somebody by their function: a level and the domains to begin with."""

import pytest

from app.participants.adding import level_of, named_domains, suggested_parts
from questionnaires.catalogue import current

DOMAINS = current("iba").domains
ALL = tuple(domain.id for domain in DOMAINS)
OWN = current("iba").chosen_domains(["geld", "eigen_1"], {"eigen_1": "Laaggeletterden in de sport"}, {})


@pytest.mark.parametrize(
    ("function", "level"),
    [
        ("Wethouder werk en inkomen", "bestuur"),
        ("burgemeester", "bestuur"),
        ("raadslid", "bestuur"),
        ("Gemeentesecretaris", "bestuur"),
        ("directeur sociaal domein", "bestuur"),
        ("beleidsmedewerker schuldhulp", "beleid"),
        ("adviseur van de wethouder", "beleid"),
        ("projectleider", "beleid"),
        ("Programmamanager", "beleid"),
        ("strateeg", "beleid"),
        ("teamleider beleid", "beleid"),
        ("senior medewerker beleid", "beleid"),
        ("coördinator basisvaardigheden", "beleid"),
        ("consulent schuldhulp", "uitvoering"),
        ("teamleider", "uitvoering"),
        ("teammanager Werk", "uitvoering"),
        ("klantmanager", "uitvoering"),
        ("lid van het wijkteam", "uitvoering"),
        ("medewerker balie", "uitvoering"),
        ("Baliemedewerker", "uitvoering"),
        ("docent NT2", "uitvoering"),
        ("bibliothecaris", "uitvoering"),
        ("medewerker", "uitvoering"),
        ("sociaal werker", "uitvoering"),
        ("", None),
        ("notaris", None),
    ],
)
def test_the_level_follows_from_the_function(function: str, level: str | None) -> None:
    assert level_of(function) == level


@pytest.mark.parametrize(
    ("function", "domains"),
    [
        ("consulent schuldhulp", ("geld",)),
        ("schuldhulpverlener", ("geld",)),
        ("inkomensconsulent", ("geld",)),
        ("beleidsadviseur werk en inkomen", ("werk_inkomen",)),
        ("Wmo-consulent", ("wmo_wijk",)),
        ("teamleider wijkteam", ("wmo_wijk",)),
        ("jeugdconsulent", ("gezin_jeugd",)),
        ("beleidsadviseur zorg en welzijn", ("wmo_wijk", "inclusie")),
        ("medewerker balie", ("dienstverlening",)),
        ("communicatieadviseur", ("dienstverlening",)),
        ("bibliothecaris", ("bibliotheek_cultuur",)),
        ("buurtsportcoach", ("bibliotheek_cultuur",)),
        ("personeelsadviseur", ("werkgever",)),
        ("adviseur inclusie", ("inclusie",)),
        ("vrijwilligerscoördinator", ("inclusie",)),
        # What many functions share names no domain.
        ("adviseur integrale aanpak", ()),
        ("sociaal werker", ()),
        ("maatschappelijk werker", ()),
        ("medewerker gemeente", ()),
        ("lid van de directie", ()),
        ("", ()),
    ],
)
def test_the_domains_are_those_that_the_function_names(function: str, domains: tuple[str, ...]) -> None:
    assert named_domains(function, DOMAINS) == domains


def test_only_chosen_domains_are_suggested() -> None:
    assert named_domains("beleidsadviseur geldzaken en wonen", [d for d in DOMAINS if d.id != "wonen"]) == ("geld",)


def test_a_domain_of_the_municipality_is_known_by_its_name_only() -> None:
    assert named_domains("sportcoach", OWN) == ("eigen_1",)
    assert named_domains("medewerker in de uitvoering", OWN) == ()


def test_a_board_gets_all_domains_unless_it_names_some() -> None:
    assert suggested_parts("burgemeester", "bestuur", DOMAINS) == tuple((domain, "bestuur") for domain in ALL)
    assert suggested_parts("wethouder van wonen", "bestuur", DOMAINS) == (("wonen", "bestuur"),)


def test_others_get_what_their_function_names_or_nothing() -> None:
    assert suggested_parts("consulent schuldhulp", "uitvoering", DOMAINS) == (("geld", "uitvoering"),)
    assert suggested_parts("strateeg", "beleid", DOMAINS) == ()
    assert suggested_parts("schuldhulp", None, DOMAINS) == ()
