"""The fixed sentences on chances, actions, accountability, and for alderman and adviser."""

from fractions import Fraction

import pytest

from app.reports.document import accountability, alderman, chances, domains
from app.reports.document import building as cover
from app.reports.document.material import role_at_level


@pytest.mark.parametrize(
    ("names", "ranked", "start"),
    [
        ([], 0, "Voor geen enkel domein weten we genoeg"),
        ([], 1, "Er is 1 domein met een kans."),
        ([], 3, "De volgorde is zeker"),
        (["Werk"], 3, "De volgorde is niet zeker voor Werk."),
        (["Werk", "Wonen"], 3, "De volgorde is niet zeker voor Werk en Wonen."),
        (["Werk", "Wonen"], 2, "De volgorde is niet zeker. Gebruik"),
    ],
)
def test_how_certain_the_order_is(names, ranked, start):
    assert chances.order_certainty(names, ranked).startswith(start)


def test_places_and_their_certainty():
    assert (chances.place(1, shared=True), chances.place(3, shared=False)) == ("1 (gelijk)", "3")
    assert (chances.certainty(3, 3), chances.certainty(1, 3)) == ("zeker", "niet zeker (plaats 1 tot 3)")


@pytest.mark.parametrize(
    ("names", "later", "start"),
    [
        ([], [], "Er is nu geen voorstel. Beantwoord"),
        (["Werk"], [], "Het voorstel: kijk eerst naar 1 domein: Werk. De gemeente"),
        (["Werk", "Wonen"], [], "Het voorstel: kijk eerst naar 2 domeinen: Werk en Wonen. De gemeente"),
        (["Werk"], ["Zorg"], "Het voorstel: kijk eerst naar 1 domein: Werk. Later komt Zorg aan de beurt. De"),
        ([], ["Zorg", "Geld"], "Het voorstel: begin nu nog met geen domein. Later komen Zorg en Geld aan de beurt."),
    ],
)
def test_the_proposal(names, later, start):
    assert chances.proposal(names, later).startswith(start)


def test_why_a_domain_stands_where_it_stands():
    assert chances.explained("Werk", "Later", Fraction(125, 2), Fraction(125, 8)) == (
        "Werk: ‘Later’, want hier is minder te winnen, of het kan nu nog niet goed (opbrengst 62,5, haalbaarheid 15,6)."
    )
    assert chances.missing(["een", "twee"]) == "Nog nodig: een en twee."
    assert chances.score_of("Middelen") == "een score voor middelen"


@pytest.mark.parametrize(
    ("names", "end"), [([], "in het plaatje."), (["Werk"], "staat Werk."), (["Werk", "Wonen"], "staan Werk en Wonen.")]
)
def test_what_the_chance_plot_shows(names, end):
    assert chances.plot_message(names).endswith(end)


def test_the_chance_plot_in_words():
    part = chances.explained_numbers("Werk", Fraction(75), Fraction(325, 4))
    assert chances.plot_alt([part]).endswith("Werk: haalbaarheid 81,3, opbrengst 75,0.")


@pytest.mark.parametrize(
    ("ideas", "proposed", "start"),
    [
        (False, False, "Er zijn nu geen ideeën."),
        (True, True, "Dit zijn ideeën voor de domeinen uit het voorstel,"),
        (True, False, "Dit zijn ideeën voor domeinen waar iets te winnen is,"),
    ],
)
def test_where_ideas_come_from(ideas, proposed, start):
    assert chances.ideas_lead(ideas, proposed).startswith(start)


def test_who_does_an_action():
    assert chances.who("coördinator", "griffie") == "Coördinator. Samen met: griffie."
    assert chances.practice("Bel vaker.") == "Uit de praktijk: Bel vaker."


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, "Niemand vulde deze inventarisatie in."),
        ({"coördinator": 1}, "1 coördinator."),
        ({"coördinator": 1, "collega bij beleid": 3}, "4 personen: 1 coördinator en 3 collega’s bij beleid."),
        ({"adviseur van de Stichting": 2}, "2 adviseurs van de Stichting."),
        ({"teamleider": 2}, "2 teamleider."),
    ],
)
def test_by_whom(counts, expected):
    assert accountability.people(counts) == expected


def test_functions_without_names():
    assert role_at_level("participant", "Beleid") == "collega bij beleid"
    assert role_at_level("coordinator", None) == "coördinator"


@pytest.mark.parametrize(
    ("agreed", "scored", "start"),
    [
        (0, 0, "Er zijn nog geen scores."),
        (0, 9, "Over de scores is nog niets afgesproken"),
        (9, 9, "Alle scores zijn samen afgesproken"),
        (1, 9, "1 van de 9 scores is samen afgesproken"),
        (4, 9, "4 van de 9 scores zijn samen afgesproken"),
    ],
)
def test_how_many_scores_were_agreed(agreed, scored, start):
    assert accountability.agreed_scores(agreed, scored).startswith(start)


def test_who_agreed():
    assert accountability.agreed_by(()) == "Nog niet vastgesteld."
    assert accountability.agreed_by(("de coördinator", "de adviseur")) == "Door de coördinator en de adviseur."


@pytest.mark.parametrize(
    ("source", "year", "expected"),
    [
        ("Pharos", "2023", "Feit. (Bron: Pharos, 2023.)"),
        ("Wending, 2017", "2017", "Feit. (Bron: Wending, 2017.)"),
        ("Pharos", None, "Feit. (Bron: Pharos.)"),
    ],
)
def test_facts_have_a_source(source, year, expected):
    assert alderman.fact("Feit.", source, year) == expected


@pytest.mark.parametrize(
    ("names", "start"),
    [
        ([], "Opdracht: de domeinen die we kiezen werken mee. Jij steunt dat."),
        (["Werk"], "Opdracht: Werk werkt mee"),
        (["Werk", "Wonen"], "Opdracht: Werk en Wonen werken mee"),
    ],
)
def test_the_first_decision(names, start):
    assert alderman.assignment(names).startswith(start)


def test_titles_and_headers():
    assert cover.report_title("baseline") == "Eerste meting basisvaardigheden"
    assert cover.running_header("Stad", "Titel", 2, preliminary=False) == "Stad – Titel, versie 2"
    assert cover.running_header("Stad", "Titel", 2, preliminary=True) == "Stad – Titel, versie 2, voorlopig"
    assert domains.cell_name("Middelen", "Beleid") == "middelen bij beleid"
