"""The report as a story: its conclusions are rules, and its rows say what the document says, rounded."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from app.documents.model import Figure, Heading, HeatTable, Table, parse_document
from app.reports import story as texts
from app.reports.document.building import build_document
from app.reports.document.material import ReportContext
from app.reports.document.overview import DomainTotal
from app.reports.example import example_contents
from app.reports.story import exact_points, rounded_sentences, rounded_table, story, whole
from app.texts.priorities import FIRM
from app.web.formatting import number
from questionnaires.catalogue import questionnaire
from scoring.engine import score
from tests.unit.reports.examples import blocks_of, make_document, make_round
from tests.unit.reports.generated import NUMBERS, generated_document
from tests.unit.scoring.samples import QUESTIONNAIRE, make_assessment
from tests.unit.scoring.samples import row as answers_in

FROZEN = Path(__file__).parents[2] / "golden/iba-1.frozen-document.json"
DIMENSIONS = ("Betrokkenheid", "Middelen", "Ondersteuning")


@pytest.mark.parametrize(
    ("names", "times", "domains", "title", "text"),
    [
        ([], 0, 0, "Nog te weinig bekend", "Hoe het staat met betrokkenheid, middelen en ondersteuning, weten we"),
        (["Middelen"], 6, 7, "Middelen is het zwakst", "Het laagst bij 6 van de 7 domeinen. Is er geld?"),
        (["Middelen"], 8, 8, "Middelen is het zwakst", "Het laagst bij alle 8 domeinen. Is er geld?"),
        (["Middelen"], 1, 1, "Middelen is het zwakst", "Het laagst in het ene domein. Is er geld?"),
        (DIMENSIONS[:2], 3, 6, "Betrokkenheid en middelen zijn het zwakst", "Ze zijn even vaak het laagst: bij 3 van"),
        (DIMENSIONS[:2], 1, 1, "Betrokkenheid en middelen zijn het zwakst", "Ze zijn even laag."),
        (DIMENSIONS, 2, 6, "Geen dimensie blijft achter", "Betrokkenheid, middelen en ondersteuning zijn even vaak"),
    ],
)
def test_which_dimension_is_weakest(names, times, domains, title, text):
    said = texts.lowest_dimension(names, DIMENSIONS, times, domains, "Is er geld?")
    assert said[0] == title and said[1].startswith(text)


def totals(*places):
    return [DomainTotal(name, Fraction(points), word) for name, points, word in places]


@pytest.mark.parametrize(
    ("standings", "domains", "title", "text"),
    [
        ([], 4, "Nog geen enkele totaalscore", "Bij geen enkel domein weten we al genoeg."),
        ([("A", 54, "In opbouw")], 1, "A is In opbouw", "54 punten."),
        ([("A", 54, "In opbouw")], 3, "A is In opbouw", "54 punten. Van 2 domeinen weten we nog te weinig."),
        (
            [("A", 50, "In opbouw"), ("B", 50, "In opbouw")],
            2,
            "Alle 2 domeinen zijn In opbouw",
            "Ze staan even hoog: 50 punten.",
        ),
        (
            [("A", 60, "In opbouw"), ("B", 40, "In opbouw")],
            3,
            "Alle 2 domeinen met een score zijn In opbouw",
            "A is het verst met 60 punten, B het minst ver met 40. Van 1 domein weten we nog te weinig.",
        ),
        ([("A", 75, "Geregeld"), ("B", 21, "Los")], 2, "A is Geregeld, B is Los", "75 tegen 21 punten."),
        (
            [("A", 75, "Geregeld"), ("C", 50, "In opbouw"), ("B", 21, "Los")],
            3,
            "A is Geregeld, B is Los",
            "75 tegen 21 punten. Het andere domein met een score is In opbouw.",
        ),
        (
            [("A", 75, "Geregeld"), ("C", 50, "In opbouw"), ("D", 40, "In opbouw"), ("B", 21, "Los")],
            5,
            "A is Geregeld, B is Los",
            "75 tegen 21 punten. De andere 2 met een score zijn In opbouw. Van 1 domein weten we nog te weinig.",
        ),
        (
            [("A", 75, "Geregeld"), ("C", 70, "Geregeld"), ("D", 40, "In opbouw"), ("B", 21, "Los")],
            4,
            "A is Geregeld, B is Los",
            "75 tegen 21 punten.",
        ),
        (
            [("A", 75, "Geregeld"), ("B", 75, "Geregeld"), ("C", 21, "Los"), ("D", 21, "Los"), ("E", 21, "Los")],
            5,
            "A en B zijn Geregeld, 3 domeinen zijn Los",
            "75 tegen 21 punten.",
        ),
    ],
)
def test_who_is_furthest_and_least_far(standings, domains, title, text):
    assert texts.extremes(totals(*standings), domains) == (title, text)


@pytest.mark.parametrize(
    ("start", "later", "ranked", "certain", "title", "text"),
    [
        ([], [], 0, True, "Nog geen volgorde", "Daarvoor weten we nog te weinig over de kansen."),
        (["A"], [], 1, False, "Begin bij A", "Dat is het voorstel: daar is nu de meeste kans."),
        (["A", "B"], ["C"], 3, True, "Begin bij A en B", "Dat is het voorstel: daar is nu de meeste kans."),
        (["A", "B"], [], 3, False, "Begin bij A en B", "Dat is het voorstel: daar is nu de meeste kans. De volgorde"),
        ([], ["A"], 2, True, "Nu is er nergens veel kans", "Bovenaan in de volgorde staat A."),
        ([], ["A", "B"], 2, True, "Nu is er nergens veel kans", "Bovenaan in de volgorde staan A en B."),
        ([], [], 2, True, "De ambities zijn bereikt", "Alle domeinen met een volgorde zijn al zo ver"),
    ],
)
def test_where_to_begin(start, later, ranked, certain, title, text):
    said = texts.chances_conclusion(start, later, ranked, certain)
    assert said[0] == title and said[1].startswith(text)


def test_the_conclusions_of_the_example_are_its_own():
    contents = example_contents()
    found = story(contents.document.edition("full"), contents.questionnaire)
    assert [title for title, _ in found.conclusions] == [
        "Middelen is het zwakst",
        "Digitaal is Geregeld, Wmo is Los",
        "Begin bij Geldzaken, Gezin en Inclusie",
    ]
    assert [row.name for row in found.map][::7] == ["Digitaal", "Gezondheid"]
    chances = {row.name: row for row in found.chances}
    assert chances["Geldzaken"].beside == (
        "we bereiken een heel grote groep, het is een goed moment, en 1 collega wil beginnen"
    )
    assert (chances["Geldzaken"].words, chances["Geldzaken"].more) == (
        "Nu kansrijk, kans 80 van 100, tussen 75 en 84.",
        "plaats 1 tot 4",
    )
    low, high = chances["Geldzaken"].span
    assert (round(low, 2), round(high, 2)) == (64.53, 77.38)
    assert chances["Digitaal"].span is None
    assert chances["Digitaal"].place is None and "ambitie" in chances["Digitaal"].words
    assert chances["Gezondheid"].beside.startswith("Nog nodig: een score voor betrokkenheid")
    assert [row.what for row in found.unknown][1].startswith("6 vragen (uitvoering). Met alle antwoorden ligt")


@pytest.mark.parametrize("made", [*NUMBERS, "frozen"])
def test_any_report_is_read_as_a_story_with_the_numbers_of_its_document(made):
    document = parse_document(FROZEN.read_bytes()) if made == "frozen" else generated_document(made)
    edition = document.edition("full")
    found = story(edition, QUESTIONNAIRE)
    heat, total = blocks_of(edition, HeatTable)[0], blocks_of(edition, Figure)[0]
    shown = {row.anchor: row for row in found.map}
    heads = [block for section in edition.sections if section.id == "domeinen" for block in section.blocks]
    anchors = [head.anchor for head in heads if isinstance(head, Heading) and head.level == 3]
    for anchor, row, dot in zip(anchors, heat.rows, total.dots, strict=True):
        kept = shown[anchor]
        assert kept.name == row.title
        assert kept.total.text == ("?" if dot.value is None else number(Fraction(str(dot.value)), 0))
        assert kept.total.step is None or kept.total.word == total.words[kept.total.step]
        for cell, original in zip(kept.cells, row.cells, strict=True):
            assert (cell.step, cell.value, cell.note) == (original.step, original.value, original.note)
            if original.value is None:
                assert cell.text == ("?" if original.word == "niet bekend" else "–")
            else:
                assert cell.text == whole(original.value)
    scores = [row.total.value for row in found.map]
    known = [value for value in scores if value is not None]
    assert known == sorted(known, reverse=True) and scores == known + [None] * (len(scores) - len(known))
    assert [row.name for row in found.domains] == [row.name for row in found.map]
    order = [table for table in blocks_of(edition, Table) if len(table.columns) == 8]
    assert len(found.chances) >= sum(len(table.rows) for table in order)
    assert not re.search(r"\d,\d (van de 100|punten)", " ".join(row.sentences for row in found.domains))


def test_a_report_without_an_order_says_what_is_needed_for_one():
    document = make_document(make_round(("geld", "inclusie"), value="unknown"))
    found = story(document.edition("full"), QUESTIONNAIRE)
    assert [title for title, _ in found.conclusions] == [
        "Nog te weinig bekend",
        "Nog geen enkele totaalscore",
        "Nog geen volgorde",
    ]
    assert {row.total.text for row in found.map} == {"?"} and "‘?’ is nog niet bekend" in found.legend
    assert len(found.chances) == 2 and all(row.place is None for row in found.chances)
    assert not found.ideas


def test_where_everything_is_known_nothing_is_said_of_what_is_not():
    document = make_document(make_round(("geld", "inclusie")))
    found = story(document.edition("full"), QUESTIONNAIRE)
    assert "?" not in {cell.text for row in found.map for cell in (row.total, *row.cells)} and "‘?’" not in found.legend
    assert [column.title for column in found.domains[0].scores.columns] == ["Onderdeel", "Score", "Woord"]
    assert found.differences is None


def test_only_sentences_of_the_report_itself_lose_their_decimals():
    said = (
        "A heeft 47,2 van de 100 punten. Bestuur staat hoger: 62,5 tegen 29,2 punten (12,5). Wijk 1,5 krijgt 2,5 ton."
    )
    rounded = "A heeft 47 van de 100 punten. Bestuur staat hoger: 63 tegen 29 punten (13). Wijk 1,5 krijgt 2,5 ton."
    assert rounded_sentences(said, {}) == rounded
    assert rounded_sentences("ligt de score tussen 45,8 en 51,4 punten", {}) == "ligt de score tussen 46 en 51 punten"
    # 45,46 is 45,5 with one decimal, and 45 without.
    assert rounded_sentences("A heeft 45,5 punten", exact_points([45.46, None])) == "A heeft 45 punten"


def test_a_table_keeps_only_the_columns_that_tell_of_something_unknown():
    contents = example_contents()
    figures = blocks_of(contents.document.edition("full"), Figure)
    tables = {each.table.caption: rounded_table(each.table, each.dots) for each in figures if each.kind == "dots"}
    known, partly = tables["Scores van Werk"], tables["Scores van Geldzaken"]
    assert [column.title for column in known.columns] == ["Onderdeel", "Score", "Woord"]
    assert "Bandbreedte" in [column.title for column in partly.columns]
    shown = {cell.text for row in partly.rows for cell in row}
    assert "46 tot 51" in shown
    assert not shown & {"alles bekend", "–"}


def test_a_newer_questionnaire_is_read_as_well():
    asked = questionnaire("iba", 2)
    data = example_contents().data
    edition = build_document(asked, data, score(asked, data), ReportContext()).edition("full")
    assert len(story(edition, asked).map) == 8


def told_of(given: dict[str, str]) -> tuple[str, ...]:
    """What would change the order of domains that are alike but in what was answered about their chances."""
    answers = [answer for domain, chances in given.items() for answer in answers_in(domain, "2 " * 14, chances)]
    document = make_document(make_assessment(answers, tuple(given)))
    return story(document.edition("full"), QUESTIONNAIRE).would_change


def test_what_would_change_the_order_begins_with_what_is_not_proposed():
    close = told_of({"geld": "4 4 4 4", "werk_inkomen": "4 4 4 3", "gezondheid": "4 4 3 3", "wmo_wijk": "4 3 3 3"})
    assert close == (
        "Als het antwoord over het nut, het moment of de mensen één stap hoger was, dan kwam Wmo op plaats 3 (nu 4).",
        "Als het antwoord over het moment of de mensen één stap hoger was, dan kwam Gezondheid op plaats 1 (nu 3).",
    )


def test_what_nothing_changes_is_said():
    assert told_of({"geld": "4 4 4 4"}) == told_of({"geld": "", "gezondheid": ""}) == ()
    assert told_of({"geld": "4 4 4 4", "gezondheid": "0 0 0 0"}) == (FIRM,)
    fixed = told_of({"geld": "4 4 4 4", "werk_inkomen": "4 4 4 3", "gezondheid": "0 0 0 0"})
    assert fixed[-1] == "Eén kleine stap bij Gezondheid verandert niets."
