"""The fixed sentences on what stands out, for none, one and many."""

from fractions import Fraction

import pytest

from app.reports.document import domains, overview
from app.reports.document.overview import DomainTotal
from app.texts import words as counting


@pytest.mark.parametrize(
    ("names", "expected"), [([], ""), (["A"], "A"), (["A", "B"], "A en B"), (["A", "B", "C"], "A, B en C")]
)
def test_lists_of_names(names, expected):
    assert counting.listing(names) == expected


@pytest.mark.parametrize(("n", "expected"), [(0, "geen vragen"), (1, "1 vraag"), (7, "7 vragen")])
def test_counted_things(n, expected):
    assert counting.counted(n, "vraag", "vragen") == expected


@pytest.mark.parametrize(("n", "expected"), [(0, "geen van de 3"), (1, "1 van de 3"), (3, "alle 3")])
def test_parts_of_a_whole(n, expected):
    assert counting.part_of(n, 3) == expected


@pytest.mark.parametrize(
    ("reached", "shown", "expected"),
    [
        (0, 0, "Bij geen enkel domein weten we al genoeg voor een totaalscore."),
        (0, 1, "1 domein heeft een totaalscore, en dat is nog minder dan 62,5 punten."),
        (1, 1, "1 domein heeft een totaalscore, en dat is 62,5 punten of meer: daar is al veel geregeld."),
        (0, 8, "Geen van de 8 domeinen met een totaalscore heeft al 62,5 punten of meer."),
        (1, 8, "Bij 1 van de 8 domeinen met een totaalscore is al veel geregeld: 62,5 punten of meer."),
        (8, 8, "Bij alle 8 domeinen met een totaalscore is al veel geregeld: 62,5 punten of meer."),
    ],
)
def test_breadth(reached, shown, expected):
    assert overview.breadth(reached, shown) == expected


HIGH, LOW = DomainTotal("Werk", Fraction(90), "Verankerd"), DomainTotal("Wonen", Fraction(325, 6), "In opbouw")


@pytest.mark.parametrize(
    ("standings", "expected"),
    [
        ([], "Dit rapport laat daarom vooral zien welke antwoorden er al wel zijn."),
        ([LOW], "Wonen heeft 54,2 punten (In opbouw)."),
        ([LOW, LOW], "Alle domeinen met een totaalscore staan even hoog: 54,2 punten."),
        (
            [HIGH, LOW],
            "Werk is het verst met 90,0 punten (Verankerd), en Wonen het minst ver met 54,2 punten (In opbouw).",
        ),
    ],
)
def test_extremes(standings, expected):
    assert overview.extremes(standings) == expected


@pytest.mark.parametrize(
    ("names", "times", "domains", "expected"),
    [
        ([], 0, 0, "Hoe het staat met aandacht en middelen, weten we voor geen enkel domein helemaal."),
        (["Middelen"], 1, 1, "Van aandacht en middelen is ‘middelen’ het laagst in dat domein."),
        (
            ["Middelen"],
            3,
            5,
            "Van aandacht en middelen is ‘middelen’ het laagst bij 3 van de 5 domeinen met een totaalscore.",
        ),
        (
            ["Aandacht", "Middelen"],
            2,
            4,
            "Van aandacht en middelen zijn ‘aandacht’ en ‘middelen’ even vaak het laagst.",
        ),
    ],
)
def test_the_lowest_dimension(names, times, domains, expected):
    assert overview.lowest_dimension(names, ("Aandacht", "Middelen"), times, domains) == expected


@pytest.mark.parametrize(
    ("scored", "applicable", "expected"),
    [
        (0, 0, "Alle vragen over de domeinen zijn ‘niet van toepassing’."),
        (1, 1, "De ene vraag heeft een antwoord."),
        (14, 14, "Alle 14 vragen over de domeinen hebben een antwoord."),
        (0, 14, "Van de 14 vragen over de domeinen is er nog geen beantwoord."),
        (13, 14, "13 van de 14 vragen over de domeinen zijn beantwoord, van 1 weten we het antwoord nog niet."),
        (1, 14, "1 van de 14 vragen over de domeinen is beantwoord, van 13 weten we het antwoord nog niet."),
    ],
)
def test_what_is_known(scored, applicable, expected):
    assert overview.known(scored, applicable) == expected


@pytest.mark.parametrize(
    ("names", "later", "ranked", "expected"),
    [
        ([], [], 0, "Er is nog geen volgorde van domeinen met de meeste kans, want daarvoor weten we nog te weinig."),
        ([], [], 2, "Alle domeinen met een volgorde zijn al zo ver als de ambitie vraagt."),
        (["Werk"], ["Zorg"], 2, "De meeste kans ligt nu bij Werk."),
        (["Werk", "Wonen"], [], 2, "De meeste kans ligt nu bij Werk en Wonen."),
        ([], ["Zorg"], 1, "Nu is er bij geen domein veel kans. Bovenaan in de volgorde staat Zorg."),
        ([], ["Zorg", "Geld"], 2, "Nu is er bij geen domein veel kans. Bovenaan in de volgorde staan Zorg en Geld."),
    ],
)
def test_chances(names, later, ranked, expected):
    assert overview.chances(names, later, ranked) == expected


@pytest.mark.parametrize(
    ("names", "expected"), [(["Werk"], "1 domein: Werk."), (["Werk", "Wonen"], "2 domeinen: Werk en Wonen.")]
)
def test_the_chosen_domains(names, expected):
    assert overview.domains_chosen(names) == expected


@pytest.mark.parametrize(
    ("shown", "domains", "expected"),
    [
        (0, 3, "Voor geen enkel domein is genoeg bekend voor een totaalscore."),
        (1, 1, f"Dit domein heeft een totaalscore. {overview.BANDWIDTH}"),
        (3, 3, f"Elk domein heeft een totaalscore. {overview.BANDWIDTH}"),
        (1, 3, f"Van de 3 domeinen heeft er 1 een totaalscore. {overview.BANDWIDTH}"),
        (2, 3, f"Van de 3 domeinen hebben er 2 een totaalscore. {overview.BANDWIDTH}"),
    ],
)
def test_what_the_picture_of_the_totals_shows(shown, domains, expected):
    assert overview.totals_message(shown, domains) == expected


@pytest.mark.parametrize(
    ("lowest", "expected"),
    [
        ([], "Nog niet alle dimensies van Werk hebben een score."),
        (["Middelen"], "Van de drie dimensies is middelen het laagst."),
        (["Betrokkenheid", "Middelen"], "Het laagst zijn betrokkenheid en middelen."),
    ],
)
def test_what_the_picture_of_one_domain_shows(lowest, expected):
    assert overview.profile_message(lowest, "Werk") == expected


def test_what_was_asked():
    assert overview.what_we_ask(("Bestuur", "Beleid")) == "Per domein kijken we bij bestuur en beleid naar:"


def test_a_cell_without_a_score_says_why():
    assert (overview.no_score(2), overview.no_score(0)) == ("niet bekend", "n.v.t.")


@pytest.mark.parametrize(
    ("highest", "lowest", "shown", "expected"),
    [
        ([], [], 0, "Over geen enkel onderwerp is al genoeg bekend voor een score."),
        (["Geld"], ["Geld"], 1, "Alleen ‘geld’ heeft al een score."),
        (["Geld", "Aanbod"], ["Geld", "Aanbod"], 2, "Alle onderwerpen met een score staan even hoog."),
        (
            ["Geld"],
            ["Aanbod", "Netwerk"],
            3,
            "Het verst is de gemeente met ‘geld’, het minst ver met ‘aanbod’ en ‘netwerk’.",
        ),
    ],
)
def test_the_general_part(highest, lowest, shown, expected):
    assert domains.group_extremes(highest, lowest, shown) == expected
