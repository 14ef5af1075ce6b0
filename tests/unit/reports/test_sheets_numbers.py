"""The numbers on the sheets: each that of scoring, and that of the document."""

from dataclasses import replace

import pytest

from app.documents.model import Figure, Table
from scoring.engine import score
from scoring.interchange import build_result_document
from tests.selection import examples
from tests.unit.reports.examples import blocks_of, make_document, make_round
from tests.unit.reports.remade import random_assessment
from tests.unit.reports.tables import make_sheets, records
from tests.unit.scoring.samples import QUESTIONNAIRE

SEEDS = range(examples(25))


def scored(assessment):
    """What `samenhang score` says of it."""
    return build_result_document(QUESTIONNAIRE, score(QUESTIONNAIRE, assessment))


def titles(parts):
    return {part.title: part.id for part in parts}


DIMENSIONS, LEVELS = titles(QUESTIONNAIRE.dimensions), titles(QUESTIONNAIRE.levels)


def random_sheets(seed):
    """A random assessment with its result, its domains in order, and its sheets for the adviser."""
    assessment = random_assessment(seed)
    result = scored(assessment)
    return assessment, result, list(result["domains"].values()), make_sheets(assessment, "adviser")


@pytest.mark.parametrize("seed", SEEDS)
def test_every_number_of_a_domain_is_that_of_scoring(seed):
    _, result, domains, sheets = random_sheets(seed)
    ranks = {rank["domain"]: rank["rank"] for rank in result["ranking"]}
    for (name, domain), row in zip(result["domains"].items(), records(sheets, "Domeinen"), strict=True):
        total, chance = domain["total"], domain["opportunity"] or {}
        assert [row["Totaal"], row["Laagst mogelijk"], row["Hoogst mogelijk"]] == [
            *(total[key] for key in ("score", "low", "high"))
        ]
        assert row["Woord"] == (total["word"] or "Nog te weinig bekend")
        assert {key: row[title] for title, key in LEVELS.items()} == domain["levels"]
        assert row["Score zwakste vak"] == (domain["weakest"] or {}).get("score")
        assert (row["Kans"], row["Kans in woorden"]) == (chance.get("score"), chance.get("word"))
        assert row["Plaats"] == ranks.get(name)
        assert row["Vragen bekend"] == sum(each["scored"] for each in domain["dimensions"].values())
    rows = records(sheets, "Dimensies")
    expected = [each for domain in domains for each in domain["dimensions"].values()]
    keys = ("Score", "Laagst mogelijk", "Hoogst mogelijk", "Vragen bekend", "Vragen die tellen")
    assert [[row[key] for key in keys] for row in rows] == [
        [each[key] for key in ("score", "low", "high", "scored", "applicable")] for each in expected
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_number_of_a_cell_is_that_of_scoring(seed):
    assessment, _, domains, sheets = random_sheets(seed)
    rows = records(sheets, "Vakken")
    results = list(score(QUESTIONNAIRE, assessment).domains.values())
    assert len(rows) == 9 * len(domains)
    for number, row in enumerate(rows):
        dimension, level = DIMENSIONS[row["Dimensie"]], LEVELS[row["Niveau"]]
        assert row["Score"] == domains[number // 9]["cells"][dimension][level]
        for title, profile in (("Laagst mogelijk", "low"), ("Hoogst mogelijk", "high")):
            exact = getattr(results[number // 9], profile).cells[dimension, level]
            assert row[title] == (None if exact is None else pytest.approx(float(exact), abs=5e-5))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_number_of_a_question_is_that_of_scoring(seed):
    assessment, result, _, sheets = random_sheets(seed)
    exact = score(QUESTIONNAIRE, assessment)
    items = {each.item: each for domain in exact.domains.values() for each in domain.items.values()}
    items |= exact.general_items
    rows = records(sheets, "Vragen")
    assert {row["Code"] for row in rows} == items.keys()
    for row in rows:
        item, agreement = items[row["Code"]], result["agreement"].get(row["Code"])
        points = None if item.points is None else float(item.points)
        assert row["Score"] == (None if points is None else pytest.approx(points, abs=5e-5))
        assert row["Waarde"] == (None if points is None else pytest.approx(points / 25, abs=5e-5))
        assert row["Stand"] == {"scored": "Bekend", "unknown": "Nog niet bekend"}.get(item.state, "Niet van toepassing")
        assert row["Afgesproken"] == ("ja" if item.agreed else "nee")
        compared = agreement if agreement and agreement["n"] > 1 else {}
        assert row["Gemiddeld verschil"] == compared.get("average_deviation")
        assert row["Verschil"] == ({True: "ja", False: "nee"}[compared["kind"] == "different"] if compared else None)
    unknown = [row["Code"] for row in records(sheets, "Onbekend")]
    assert unknown == [row["Code"] for row in rows if row["Stand"] == "Nog niet bekend"]
    groups = {row["Onderwerp"]: row["Score"] for row in records(sheets, "Algemeen")}
    assert groups == result["general"]["groups"]


def test_the_numbers_are_those_of_the_document():
    document = make_document()
    tables = [figure.table for figure in blocks_of(document.edition("full"), Figure)]
    totals, order = tables[0], tables[-1]
    assert [row[1].value for row in totals.rows] == [row["Totaal"] for row in records(make_sheets(), "Domeinen")]
    chances = [row for row in records(make_sheets(), "Kansen") if row["Plaats"]]
    for title, column in {"Plaats": 1, "Kans": 2, "Opbrengst": 4, "Haalbaarheid": 5, "Ambitie": 6}.items():
        assert [row[column].value for row in order.rows] == [row[title] for row in chances]
    differences = make_round(people=2)
    changed = [replace(each, value=0 if each.participant == "p0" else 4) for each in differences.answers]
    differences = replace(differences, answers=tuple(changed))
    (table,) = [t for t in blocks_of(make_document(differences).edition("full"), Table) if "verschillend" in t.caption]
    apart = [
        row["Gemiddeld verschil"] for row in records(make_sheets(differences), "Vragen") if row["Verschil"] == "ja"
    ]
    assert [row[4].value for row in table.rows] == apart[: len(table.rows)]
