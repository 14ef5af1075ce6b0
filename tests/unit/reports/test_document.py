"""The document: complete, lossless, the same bytes every time, and honest about what is not known."""

from dataclasses import replace

import pydantic
import pytest

from app.documents.model import EDITION_KINDS, Figure, HeatTable, KeyFacts, Table, parse_document, render_json
from scoring.engine import score
from tests.unit.reports.examples import (
    ALL_DOMAINS,
    HOSTILE,
    agreed_everywhere,
    blocks_of,
    make_document,
    make_round,
    section_of,
    texts_of,
)
from tests.unit.scoring.samples import QUESTIONNAIRE, worked_example

WORKED = make_document()


@pytest.mark.parametrize(
    "document",
    [WORKED, make_document(make_round(ALL_DOMAINS, reason=HOSTILE)), make_document(make_round(value="unknown"))],
)
def test_a_document_survives_the_way_to_json_and_back(document):
    data = render_json(document)
    assert parse_document(data) == document
    assert render_json(parse_document(data)) == data


def test_the_same_assessment_gives_the_same_bytes():
    assert render_json(make_document()) == render_json(WORKED)


def test_anything_else_is_refused():
    with pytest.raises(pydantic.ValidationError):
        parse_document(render_json(WORKED).replace(b'"format_version":1', b'"format_version":2'))


def test_the_full_report_has_its_parts_in_order():
    assert [section.id for section in WORKED.edition("full").sections] == [
        *("kort", "beeld", "domeinen", "algemeen", "verschillen", "onbekend", "kansen", "acties"),
        *("verantwoording", "bijlage"),
    ]


def test_five_sentences_say_what_stands_out():
    block = WORKED.edition("full").sections[0].blocks[0]
    assert block.items == (
        "Bij 1 van de 4 domeinen met een totaalscore is al veel geregeld: 62,5 punten of meer.",
        "Bibliotheek is het verst met 93,1 punten (Verankerd), en Wonen het minst ver met 13,9 punten (Los).",
        "Van betrokkenheid, middelen en ondersteuning is ‘middelen’ het laagst "
        "bij alle 4 domeinen met een totaalscore.",
        "63 van de 70 vragen over de domeinen zijn beantwoord, van 7 weten we het antwoord nog niet.",
        "De meeste kans ligt nu bij Geldzaken en Inclusie.",
    )


def test_the_heat_table_has_every_cell_of_the_result():
    (heat,) = blocks_of(WORKED.edition("full"), HeatTable)
    geld = {cell.text: cell for cell in heat.rows[0].cells}
    assert [cell.text for cell in heat.rows[0].cells] == [
        "50,0",
        "75,0",
        "37,5",
        "37,5",
        "25,0",
        *["37,5", "50,0", "50,0", "62,5"],
    ]
    assert (geld["25,0"].word, geld["25,0"].step, geld["25,0"].value, geld["25,0"].note) == ("Los", 1, 25.0, "1 van 2")
    unknown = heat.rows[4].cells[2]
    assert (unknown.text, unknown.word, unknown.step, unknown.value) == ("–", "niet bekend", None, None)
    assert all(len(row.cells) == 9 for row in heat.rows)


@pytest.mark.parametrize("kind", EDITION_KINDS)
def test_every_row_of_a_table_has_all_columns(kind):
    edition = make_document(make_round(ALL_DOMAINS, people=3)).edition(kind)
    tables = blocks_of(edition, Table) + [figure.table for figure in blocks_of(edition, Figure)]
    assert all(len(row) == len(table.columns) for table in tables for row in table.rows)


def test_no_score_is_shown_without_its_bandwidth_and_coverage():
    for figure in blocks_of(WORKED.edition("full"), Figure):
        titles = [column.title for column in figure.table.columns]
        assert figure.kind == "opportunity" or {"Bandbreedte", "Vragen bekend", "‘Weet ik niet’"} <= set(titles)
    totals = blocks_of(WORKED.edition("full"), Figure)[0].table
    geld, gezondheid = totals.rows[0], totals.rows[4]
    assert [cell.text for cell in geld] == ["Geldzaken", "47,2", "In opbouw", "45,8 tot 51,4", "13 van 14", "1 van 14"]
    assert [cell.text for cell in gezondheid][1:4] == ["–", "Nog te weinig bekend", "30,6 tot 63,9"]
    assert gezondheid[1].value is None


def test_what_is_unknown_is_never_a_number():
    document = make_document(make_round(value="unknown"))
    (heat,) = blocks_of(document.edition("full"), HeatTable)
    assert {(cell.text, cell.value) for row in heat.rows for cell in row.cells} == {("–", None)}
    assert "Er zijn nu geen ideeën" in section_of(document, "acties")
    assert "Bij geen enkel domein weten we al genoeg" in section_of(document, "kort")
    assert "Geldzaken: nog geen volgorde. Nog nodig:" in section_of(document, "kansen")


def test_actions_are_for_the_weakest_agreed_items_only():
    domain = ("geld",)
    scores = [
        replace(each, value=0) if each.item == "geld/S.BL" else each for each in agreed_everywhere(domain, 4, "Zo.")
    ]
    text = section_of(make_document(make_round(value=1, agreed=tuple(scores))), "acties")
    own = [action for action in QUESTIONNAIRE.actions if action.question == "S.BL"]
    others = [action for action in QUESTIONNAIRE.actions if action.question == "A.BE"]
    assert own[0].title in text
    assert not any(action.title in text for action in others)


def test_the_alderman_gets_a_small_map_and_three_decisions():
    edition = WORKED.edition("alderman")
    ((small,), (asked,)) = blocks_of(edition, HeatTable), blocks_of(edition, Table)
    assert [group.title for group in small.groups] == ["Totaal", "Betrokkenheid", "Middelen", "Ondersteuning"]
    assert [len(row.cells) for row in small.rows] == [4] * 5 and len(asked.rows) == 3
    assert section_of(WORKED, "waarom", "alderman").count("Bron: ") == 3


def test_the_accountability_says_how_it_was_made():
    document = make_document(
        way="together", agreed_by=("de coördinator",), without_adviser=True, document_id="R-1", filled_in="maart 2026"
    )
    facts = {fact.label: fact.text for block in blocks_of(document.edition("full"), KeyFacts) for fact in block.facts}
    assert facts["Datum"] == "24 november 2026"
    assert facts["Rekenregels"] == "Versie 2."
    assert facts["Vragenlijst"].endswith("versie 1.")
    assert facts["Kenmerk"] == "R-1"
    assert facts["Vastgesteld"] == "Door de coördinator. Dit rapport is vastgesteld zonder adviseur van de Stichting."
    assert "nog niet door de Stichting vastgesteld" in facts["Herkomst"]
    assert document.edition("full").notices == ("Dit rapport is vastgesteld zonder adviseur van de Stichting.",)


def test_a_preliminary_report_says_so_on_every_page():
    document = make_document(preliminary=True)
    assert document.running_header.endswith("versie 1, voorlopig")
    assert document.edition("alderman").notices[0].startswith("Voorlopig")


def test_own_and_renamed_domains_have_their_names():
    assessment = make_round(("geld", "eigen_1"), own_domains={"eigen_1": "Veiligheid"}, renamed={"geld": "Armoede"})
    text = "\n".join(texts_of(make_document(assessment).edition("full")))
    assert "Veiligheid heeft 50,0 van de 100 punten" in text
    assert "Armoede heeft 50,0 van de 100 punten" in text
    assert "Geldzaken" not in text


def test_numbers_for_calculating_are_those_of_the_result():
    result = score(QUESTIONNAIRE, worked_example())
    table = next(figure.table for figure in blocks_of(WORKED.edition("full"), Figure) if figure.kind == "opportunity")
    assert [row[2].value for row in table.rows] == [
        pytest.approx(result.domains[rank.domain].opportunity.score, abs=5e-5) for rank in result.ranking
    ]
    assert [row[1].text for row in table.rows] == ["1 (gelijk)", "1 (gelijk)", "3", "4"]
    assert [row[7].text for row in table.rows] == ["niet zeker (plaats 1 tot 2)"] * 2 + ["zeker"] * 2


def test_the_full_report_lists_the_largest_differences():
    assessment = make_round(people=2)
    answers = [replace(each, value=0 if each.participant == "p0" else 4) for each in assessment.answers]
    document = make_document(replace(assessment, answers=tuple(answers)))
    assert section_of(document, "verschillen").count("2,0 stap") == 12
    assert "Hier staan de 12 grootste verschillen." in section_of(document, "verschillen")
    assert section_of(document, "bijlage").count("Verschil, gemiddeld verschil 2,0 stap.") == 18
