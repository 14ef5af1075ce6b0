"""The sheets: each number that of scoring, nothing is never 0, single answers for the adviser only."""

from dataclasses import replace

from app.reports.document import comparison as comparison_texts
from app.reports.document.material import ReportRemark
from app.texts.points import KINDS
from scoring.assessment import AgreedScore, Evidence
from scoring.comparison import compare
from tests.unit.reports.examples import agreed_everywhere, make_round
from tests.unit.reports.tables import everything, make_sheets, records
from tests.unit.scoring.comparisons import ALL_TWO, evaluation, said
from tests.unit.scoring.samples import QUESTIONNAIRE, make_assessment

FULL = ("Uitleg", "Domeinen", "Dimensies", "Vakken", "Vragen", "Algemeen", "Onbekend", "Kansen", "Acties")
WORKED = make_sheets()


def test_the_editions_have_their_sheets():
    assert tuple(sheet.name for sheet in WORKED.sheets) == FULL
    adviser = make_sheets(kind="adviser")
    assert tuple(sheet.name for sheet in adviser.sheets) == (*FULL, "Punten", "Verdeling", "Antwoorden")
    for name in FULL[1:]:
        assert adviser.sheet(name) == WORKED.sheet(name)


def test_what_is_not_known_is_empty_and_never_0():
    sheets = make_sheets(make_round(value="unknown"))
    (row,) = records(sheets, "Domeinen")
    assert [row[key] for key in ("Totaal", "Kans", "Plaats", "Bestuur", "Zwakste vak")] == [None] * 5
    assert (row["Vragen bekend"], row["Vragen die tellen"], row["Weet ik niet"]) == (0, 14, 14)
    assert {each["Score"] for each in records(sheets, "Vragen")} == {None}
    assert records(sheets, "Acties") == []
    assert "antwoorden over bereik en nut" in records(sheets, "Kansen")[0]["Nog nodig"]
    assert records(sheets, "Onbekend")[0]["Wie het kan weten"] == "de wethouder van armoede en schulden"


def test_single_answers_and_reasons_stand_in_the_advisers_workbook_only():
    reasons = {f"p{n}": f"Dat zei nummer {n} zelf." for n in range(3)}
    assessment = make_round(people=3, reason="x")
    spoken = [
        replace(each, reason=reasons[each.participant], evidence=Evidence("figures", f"Cijfer {each.participant}"))
        for each in assessment.answers
    ]
    assessment = replace(assessment, answers=tuple(spoken))
    full, adviser = make_sheets(assessment), make_sheets(assessment, "adviser")
    for text in (*reasons.values(), "Dat zei", "Cijfer p"):
        assert text not in everything(full)
        assert text in everything(adviser)
    rows = records(adviser, "Antwoorden")
    assert len(rows) == 3 * 18
    assert {row["Functie"] for row in rows} == {"collega bij beleid", "collega bij uitvoering"}
    assert {(row["Waarde"], row["Hoe zeker"]) for row in rows} == {(2, "zeker")}
    assert {row["Antwoord"] for row in rows if "/K" not in row["Code"]} == {"In opbouw (2)"}
    assert {row["Reden"] for row in rows} == set(reasons.values())


def test_a_chance_has_its_answer_and_no_word_of_a_profile():
    asked = {question.id: question for question in QUESTIONNAIRE.of_kind("opportunity")}
    sheets = make_sheets(make_round(value=1), "adviser")
    rows = {row["Code"].split("/")[1]: row for row in records(sheets, "Vragen")}
    given = {row["Code"].split("/")[1]: row["Antwoord"] for row in records(sheets, "Antwoorden")}
    for name, question in asked.items():
        assert rows[name]["Nu"] == f"25,0 punten. {question.options[1]}"
        assert rows[name]["1 stap verder"] is None
        assert given[name] == f"{question.options[1].removesuffix('.')} (1)"
    assert rows["A.BE"]["Nu"].startswith("Los (25,0). ") and rows["A.BE"]["1 stap verder"]


def test_the_full_workbook_has_no_answer_that_the_mean_does_not_tell():
    # People at the same level swap their answers: nothing of it changes.
    assessment = make_round(people=4)
    low = {"p0": 0, "p1": 1, "p2": 3, "p3": 4}
    one, other = (
        replace(assessment, answers=tuple(replace(each, value=values[each.participant]) for each in assessment.answers))
        for values in (low, {"p0": 3, "p1": 4, "p2": 0, "p3": 1})
    )
    assert make_sheets(one) == make_sheets(other)
    assert make_sheets(one, "adviser").sheet("Antwoorden") != make_sheets(other, "adviser").sheet("Antwoorden")
    assert not {"Antwoorden", "Verdeling", "Punten"} & {sheet.name for sheet in make_sheets(one).sheets}


def test_the_only_participant_is_quoted_in_the_full_workbook():
    sheets = make_sheets(make_round(reason="Zo is het hier."))
    assert {row["Reden"] for row in records(sheets, "Vragen") if row["Antwoorden"]} == {"Zo is het hier."}
    assert "1 persoon vulde deze inventarisatie in." in everything(sheets)
    assert "1 persoon vulde deze inventarisatie in." not in everything(make_sheets(make_round(people=2)))


def test_agreed_reasons_evidence_dissent_and_remarks_stand_in_the_full_workbook():
    evidence = Evidence("document", "Plan, bladzijde 3", "https://voorbeeld.example/plan")
    agreed = (
        AgreedScore("geld/A.BE", 3, "Samen besproken.", evidence),
        AgreedScore("geld/A.BL", "not_applicable", "Nee."),
    )
    remarks = tuple(ReportRemark("geld/A.BE", "adviseur", text) for text in ("Vraag de griffie.", "Gevraagd."))
    sheets = make_sheets(make_round(people=2, agreed=agreed), remarks=remarks, dissents={"geld/A.BE": "Nee hoor."})
    first, second, *_ = records(sheets, "Vragen")
    assert (first["Waarde"], first["Score"], first["Afgesproken"], first["Reden"]) == (
        3.0,
        75.0,
        "ja",
        "Samen besproken.",
    )
    assert (first["Bewijs"], first["Link"]) == ("Document: Plan, bladzijde 3", "https://voorbeeld.example/plan")
    assert first["Opmerkingen"] == "Vraag de griffie. (adviseur)\nGevraagd. (adviseur)"
    assert first["Iemand ziet het anders"] == "Nee hoor."
    assert first["Gemiddeld verschil"] is None
    assert (second["Stand"], second["Score"], second["Nu"]) == ("Niet van toepassing", None, "Niet van toepassing.")


def test_the_adviser_sees_how_answers_are_spread_and_what_to_talk_about():
    sheets = make_sheets(make_round(people=3, agreed=(AgreedScore("geld/A.BE", 3, "Zo."),)), "adviser")
    first, second, *_ = records(sheets, "Verdeling")
    assert [first[f"Antwoord {n}"] for n in range(5)] == [0, 0, 3, 0, 0]
    assert (first["Gemiddeld antwoord"], first["Afgesproken"], first["Beeld"]) == (2.0, 3, "afgesproken")
    assert (second["Afgesproken"], second["Beeld"]) == (None, "eens")
    points = records(sheets, "Punten")
    assert {row["Soort"] for row in points} <= set(KINDS.values())
    alike = [row for row in points if row["Soort"] == "Opvallend patroon"]
    assert [row["Waarom"] for row in alike] == ["Gaf 14 keer hetzelfde antwoord: 2."] * 3
    assert [row["Functie"] for row in alike] == [
        "collega bij beleid",
        "collega bij uitvoering",
        "collega bij beleid",
    ]


def test_actions_are_those_of_the_report_with_the_others_that_fit():
    domain = ("geld",)
    scores = [replace(s, value=0) if s.item == "geld/S.BL" else s for s in agreed_everywhere(domain, 4, "Zo.")]
    rows = records(make_sheets(make_round(value=1, agreed=tuple(scores))), "Acties")
    assert [row["Idee"] for row in rows] == [each.title for each in QUESTIONNAIRE.actions if each.question == "S.BL"]
    assert [row["Keuze"] for row in rows] == ["eerste idee", *["kan ook"] * (len(rows) - 1)]


def test_then_and_now_have_sheets_where_there_is_an_earlier_round():
    before = make_assessment(said(ALL_TWO))
    after = evaluation(said({**ALL_TWO, "A.BE": 4, "A.BL": "unknown"}, changed="yes"))
    sheets = make_sheets(after, comparison=compare(QUESTIONNAIRE, before, QUESTIONNAIRE, after))
    first, *_ = records(sheets, comparison_texts.TITLE)
    assert (first["Domein"], first["Dimensie"], first["Toen"]) == ("Geldzaken", "Betrokkenheid", 50.0)
    assert first["Verschil"] == first["Nu"] - first["Toen"] > 0
    (left_out,) = records(sheets, "Geen verandering")
    assert left_out["Waarom"] == "nu onbekend"
    assert [sheet.name for sheet in sheets.sheets][-2:] == ["Toen en nu", "Geen verandering"]


def test_every_column_is_explained():
    for kind in ("full", "adviser"):
        sheets = make_sheets(kind=kind)
        explained = {(row["Waarover"], row["Naam"]): row["Uitleg"] for row in records(sheets, "Uitleg")}
        for sheet in sheets.sheets[1:]:
            names = [column.title for column in sheet.columns]
            assert len(set(names)) == len(names)
            assert all(explained[f"Blad {sheet.name}", name] for name in names)
            assert explained[f"Blad {sheet.name}", "Het hele blad"].endswith(("rijen.", "1 rij."))


def test_the_first_sheet_says_which_report_it_is():
    facts = {row["Naam"]: row["Uitleg"] for row in records(make_sheets(document_id="R-1", version=2), "Uitleg")}
    assert facts["Gemeente"] == "Voorbeeldstad (GM9901)"
    assert (facts["Versie"], facts["Datum"], facts["Kenmerk"]) == ("2", "24 november 2026", "R-1")
    assert facts["Lege cel"] == "Niet bekend, of niet van toepassing. Een lege cel is nooit 0."
    assert "Datum" not in {row["Naam"] for row in records(make_sheets(date=None), "Uitleg")}
    assert "Voorlopig" in everything(make_sheets(preliminary=True))
