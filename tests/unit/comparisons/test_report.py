"""The evaluation report as data: its parts, what it says of itself, and that it can be kept."""

import json
from dataclasses import replace

import pytest
from pydantic import ValidationError

from app.comparisons.document import ground
from app.comparisons.document.domains import NEW_DOMAIN
from app.comparisons.document.ground import Back
from app.comparisons.document.report import build_comparison_report, parse_report
from app.comparisons.document.summary import SAME_PEOPLE
from app.documents.model import Moves, Paragraph, render_json
from app.reports.document import comparison as moves
from scoring.interchange import build_comparison_document
from tests.selection import examples
from tests.unit.comparisons.materials import (
    golden,
    make_material,
    random_material,
    section_of,
    texts_of,
    three_rounds,
    worked_material,
)
from tests.unit.scoring.comparisons import ALL_TWO, evaluation, said
from tests.unit.scoring.samples import make_assessment

PARTS = ("kort", "domeinen", "niet-vergelijkbaar", "acties", "verder", "verantwoording")


def test_it_has_every_part_in_order():
    report = build_comparison_report(worked_material())
    assert tuple(section.id for section in report.sections) == PARTS
    three = build_comparison_report(three_rounds(golden("iba-1.worked-example")))
    assert tuple(section.id for section in three.sections) == (*PARTS[:4], "tijd", *PARTS[4:])
    back = replace(worked_material(), back=(Back("geld/A.BE", 1),))
    assert "terugkijken" in [section.id for section in build_comparison_report(back).sections]


def test_it_can_be_kept_and_read_again():
    report = build_comparison_report(worked_material())
    data = render_json(report)
    assert parse_report(data) == report
    assert render_json(parse_report(data)) == data
    assert (report.format, report.format_version, report.renderer) == ("samenhang-comparison", 1, 1)
    with pytest.raises(ValidationError):
        parse_report(data.replace(b'"samenhang-comparison"', b'"samenhang-report"'))


def test_the_same_material_gives_the_same_report():
    assert render_json(build_comparison_report(worked_material())) == render_json(
        build_comparison_report(replace(worked_material()))
    )


def test_it_holds_the_comparison_document_and_both_rounds():
    material = worked_material()
    report = build_comparison_report(material)
    assert report.comparison == json.loads(json.dumps(build_comparison_document(material.comparison)))
    assert (report.before.id, report.after.id) == (material.before.id, material.after.id)
    assert (report.before.number, report.after.number) == (1, 2)
    assert (report.before.version, report.after.version) == (1, 2)
    assert (report.before.agreed_on, report.after.report_number) == ("2026-11-24", 1)
    assert (report.day, report.date) == ("2027-10-04", "4 oktober 2027")


def test_a_preview_says_so_everywhere():
    material = worked_material()
    after = replace(material.after, agreed_on=None)
    report = build_comparison_report(replace(material, after=after, preliminary=True, day=None))
    assert report.notices == (ground.PRELIMINARY,)
    assert report.booklet.running_header.endswith(", voorlopig")
    assert (report.day, report.after.agreed_on) == (None, None)
    assert any("nog niet vastgesteld" in fact.text for fact in report.facts.facts)
    assert build_comparison_report(material).notices == ()


def test_a_round_that_was_opened_again_is_named_with_the_version_used_here():
    (notice,) = build_comparison_report(replace(worked_material(), reopened=True)).notices
    assert "‘Nulmeting’ is heropend en kan nog veranderen" in notice
    assert "versie 1 van het rapport" in notice


def test_it_names_the_round_since_which_people_said_what_changed():
    (notice,) = build_comparison_report(replace(worked_material(), said_since="Vervolgmeting 2027")).notices
    assert notice.startswith("Mensen zeiden wat er veranderde sinds ‘Vervolgmeting 2027’, niet sinds ‘Nulmeting’.")


def test_where_it_can_be_checked_is_told_when_it_is_frozen():
    check = {"check_page": "https://samenhang.example/rapporten/controle"}
    frozen = texts_of(build_comparison_report(replace(worked_material(), document_id="R-1", **check)))
    assert frozen[frozen.index("Kenmerk") + 1] == "R-1"
    assert check["check_page"] in frozen[frozen.index("Controle") + 1]
    preview = texts_of(build_comparison_report(replace(worked_material(), **check)))
    assert "Kenmerk" not in preview and "Controle" not in preview


def test_each_domain_has_its_picture_its_whole_profile_and_what_really_changed():
    blocks = section_of(build_comparison_report(worked_material()), "domeinen")
    assert len([block for block in blocks if isinstance(block, Moves)]) == 5
    profiles = [block for block in blocks if block.type == "table"]
    assert [table.rows[-1][0].text for table in profiles] == ["Totaal"] * 5
    geld = profiles[0]
    assert [cell.text for cell in geld.rows[1]][1:] == ["33,3 (Los)", "50,0 (In opbouw)", "op 4 van de 6 vragen"]
    assert {cell.text for row in profiles[-1].rows[:3] for cell in row[3:]} == {"niet vergelijkbaar"}
    (first, *_) = [item for block in blocks if block.type == "list" for item in block.items]
    assert first.endswith(
        "De wethouder spreekt er nu elk kwartaal over. Hoort bij de actie ‘Taalcafé bij de Voedselbank’. Met bewijs."
    )


def test_questions_that_do_not_count_have_their_short_names():
    before, after = make_assessment(said(ALL_TWO)), evaluation(said({**ALL_TWO, "S.UI": "unknown"}))
    later = replace(after, version=2)
    blocks = section_of(build_comparison_report(make_material(before, later)), "domeinen")
    (facts,) = [block for block in blocks if block.type == "facts"]
    assert [(fact.label, fact.text) for fact in facts.facts] == [("Nu onbekend", "Vraagbaak – uitvoering")]


def test_what_really_changed_about_the_whole_municipality_has_a_place():
    material = worked_material()
    said_so = {"algemeen/G01": material.whats["geld/A.BE"]}
    blocks = section_of(build_comparison_report(replace(material, whats=said_so)), "domeinen")
    assert [block.text for block in blocks if block.type == "heading"][-1] == "De hele gemeente"


def test_a_score_of_then_that_is_that_of_now_is_explained_where_it_stands():
    """S25: what is seen differently has the later points at both moments; its whole profile has those of then."""
    higher = dict.fromkeys(ALL_TWO, 4)
    before = make_assessment(said(ALL_TWO))
    seen = section_of(
        build_comparison_report(make_material(before, evaluation(said(higher, changed="no")))), "domeinen"
    )
    (table,) = [block.table for block in seen if isinstance(block, Moves)]
    assert [cell.text for cell in table.rows[0][1:3]] == ["100,0", "100,0"]
    # Once, above all domains.
    assert [block.text for block in seen if isinstance(block, Paragraph)].index(moves.ONLY_CHANGED) == 1
    really = build_comparison_report(make_material(before, evaluation(said(higher, changed="yes"))))
    assert moves.ONLY_CHANGED not in [getattr(block, "text", "") for block in section_of(really, "domeinen")]


def test_how_it_was_compared_is_told_as_the_rules_have_it():
    _, list_, *_ = section_of(build_comparison_report(worked_material()), "verantwoording")
    _, _, sizes, uncounted, _ = list_.items
    assert "vanaf 10 punten als van de meeste vragen in beide rondes de score samen is afgesproken" in sizes
    assert "wat niet van toepassing was of werd" in uncounted and moves.ONLY_CHANGED in uncounted


def test_no_sentence_says_that_the_round_of_then_was_the_one_before():
    """Any earlier round of the chain can be held against: people may have answered in one between them."""
    found = [text for seed in range(examples(60)) for text in texts_of(build_comparison_report(random_material(seed)))]
    assert SAME_PEOPLE in found and moves.OTHER_PEOPLE in found and NEW_DOMAIN in found
    assert not [text for text in found if "vorige" in text.lower()]


def test_rounds_without_any_answer_make_a_report_too():
    report = build_comparison_report(make_material(make_assessment([]), evaluation([])))
    text = "\n".join(texts_of(report))
    assert "Geldzaken: betrokkenheid, middelen en ondersteuning niet vergelijkbaar." in text
    assert "Tussen deze 2 rondes staan er geen verbeteracties in de tool." in text
