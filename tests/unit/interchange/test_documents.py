"""The documents that are made: the file itself, results, comparisons and questionnaires."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires import catalogue
from scoring.engine import score
from scoring.interchange import (
    build_interchange,
    build_questionnaire_document,
    build_result_document,
    pair_problems,
    parse,
    render_json,
)
from scoring.interchange.rounding import rounded, rounded_root
from tests.unit.interchange.examples import ABSENT, EXAMPLE, changed
from tests.unit.scoring.samples import QUESTIONNAIRE as SAMPLE
from tests.unit.scoring.samples import worked_example

QUESTIONNAIRE = catalogue.questionnaire("iba", 1)


def parsed(document):
    return parse(json.dumps(document).encode())


def result_document(document):
    return build_result_document(QUESTIONNAIRE, score(QUESTIONNAIRE, parsed(document)))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(100, 3), 33.3333),
        (Fraction(200, 3), 66.6667),
        (Fraction(-234375, 100000), -2.3438),
        (Fraction(234375, 100000), 2.3438),
        (Fraction(1, 20000), 0.0001),
        (Fraction(-1, 20000), -0.0001),
        (Fraction(1, 20001), 0.0),
        (Fraction(-1, 20001), 0.0),
        (Fraction(50), 50.0),
        (None, None),
    ],
)
def test_halves_go_away_from_zero(value, expected):
    found = rounded(value)
    assert found == expected
    assert repr(found) == repr(expected)


@given(st.fractions(min_value=-100, max_value=100))
def test_rounding_stays_within_half_a_step(value):
    found = rounded(value)
    assert found is not None
    assert abs(Fraction(str(found)) - value) <= Fraction(1, 20000)


@given(st.fractions(min_value=0, max_value=100))
def test_the_root_of_a_square_is_rounded_like_the_number_itself(value):
    assert rounded_root(value**2) == rounded(value)


@given(st.fractions(min_value=0, max_value=10000))
def test_a_root_stays_within_half_a_step(square):
    steps = Fraction(str(rounded_root(square))) * 10000
    assert max(0, 2 * steps - 1) ** 2 <= 4 * square * 10**8 < (2 * steps + 1) ** 2
    assert steps.denominator == 1


def test_json_is_utf_8_with_an_indent_of_2_and_a_newline_at_the_end():
    assert render_json({"naam": "Coördinator", "score": 50.0}) == (
        '{\n  "naam": "Coördinator",\n  "score": 50.0\n}\n'.encode()
    )


def test_a_file_comes_back_as_it_went():
    assert build_interchange(parsed(EXAMPLE)) == {
        **EXAMPLE,
        "agreed": [{key: value for key, value in each.items() if value is not None} for each in EXAMPLE["agreed"]],
    }


def test_every_key_is_there_also_when_nobody_answered():
    document = result_document({**EXAMPLE, "answers": [], "agreed": []})
    nothing = {"score": None, "low": 0.0, "high": 100.0, "word": None, "near_border": None}
    levels = dict.fromkeys(("bestuur", "beleid", "uitvoering"))
    sizes = {"betrokkenheid": 4, "middelen": 6, "ondersteuning": 4}
    assert list(document["domains"]) == EXAMPLE["domains"]
    assert document["domains"]["eigen_1"] == {
        "cells": dict.fromkeys(sizes, levels),
        "dimensions": {name: {**nothing, "scored": 0, "applicable": size} for name, size in sizes.items()},
        "levels": levels,
        "total": nothing,
        "weakest": None,
        "pattern": None,
        "opportunity": None,
    }
    assert document["ranking"] == []
    assert document["agreement"] == {}
    assert document["municipality"] == {"breadth": {"reached": 0, "shown": 0}, "depth": None, "balance": None}
    general = QUESTIONNAIRE.of_kind("general")
    assert document["general"]["items"] == {f"algemeen/{question.id}": None for question in general}
    assert document["general"]["groups"] == dict.fromkeys(QUESTIONNAIRE.groups)


def test_the_keys_stand_in_the_order_of_the_format():
    document = result_document(EXAMPLE)
    assert list(document) == [
        "rules",
        "questionnaire",
        "domains",
        "ranking",
        "agreement",
        "municipality",
        "general",
    ]
    domain = document["domains"]["geld"]
    assert list(domain) == ["cells", "dimensions", "levels", "total", "weakest", "pattern", "opportunity"]
    measures = ["score", "low", "high", "word", "near_border", "scored", "applicable"]
    assert list(domain["dimensions"]["middelen"]) == measures


def test_a_chance_and_a_place():
    document = build_result_document(SAMPLE, score(SAMPLE, worked_example()))
    geld = {"return": 100.0, "feasibility": 64.5833, "room": 1.0, "score": 80.3638, "word": "Nu kansrijk"}
    assert document["domains"]["geld"]["opportunity"] == geld
    assert document["ranking"][0] == {"domain": "geld", "rank": 1, "best": 1, "worst": 2}
    assert document["domains"]["geld"]["weakest"] == {"dimension": "middelen", "level": "beleid", "score": 25.0}


def test_numbers_of_people_and_items_are_integers_and_scores_are_not():
    text = " ".join(render_json(result_document(EXAMPLE)).decode().split())
    assert '"geld/A.BE": { "n": 1, "mean": 2.0, "average_deviation": 0.0, "kind": "single" }' in text
    assert '"near_border": null, "scored": 2, "applicable": 4 }' in text
    assert '"breadth": { "reached": 0, "shown": 0 }' in text


def test_a_questionnaire_as_people_who_calculate_need_it():
    document = build_questionnaire_document(QUESTIONNAIRE)
    assert list(document) == ["id", "version", "words", "facets", "domains", "questions", "actions"]
    assert document["words"] == ["Nog niet", "Los", "In opbouw", "Geregeld", "Verankerd"]
    assert document["facets"] == {
        "aandacht": "betrokkenheid",
        "steun": "ondersteuning",
        "middelen": "middelen",
        "capaciteit": "middelen",
    }
    assert [len(document[key]) for key in ("domains", "questions", "actions")] == [12, 30, 42]
    assert sum(domain["default"] for domain in document["domains"]) == 8
    questions = {question["id"]: question for question in document["questions"]}
    places = {
        name: [questions[name][key] for key in ("kind", "facet", "level", "group", "anchor")] for name in questions
    }
    assert places["S.BE"] == ["domain", "steun", "bestuur", None, True]
    assert places["G01"] == ["general", None, None, "Plan en regie", False]
    assert places["K1"] == ["opportunity", None, None, None, None]
    assert "{bestuurder}" in questions["S.BE"]["text"]
    assert all(len(question["options"]) == 5 and question["meaning"] == 1 for question in document["questions"])
    assert list(document["actions"][0]) == ["id", "question", "title"]


def test_rounds_of_one_municipality_on_one_questionnaire_go_together():
    assert pair_problems(parsed(EXAMPLE), parsed(changed("municipality.name", "Nieuwe naam"))) == []
    assert pair_problems(parsed(EXAMPLE), parsed(changed("own_domains[0].title", "Sport"))) == []


def test_other_rounds_do_not_go_together():
    before = replace(parsed(EXAMPLE), questionnaire_id="andere")
    municipality, questionnaire = pair_problems(before, parsed(changed("municipality.code", "GM9902")))
    assert municipality == (
        "municipality.code: het eerste bestand gaat over ‘GM9901’. Je kunt alleen rondes van één gemeente vergelijken."
    )
    assert questionnaire == (
        "questionnaire.id: het eerste bestand gebruikt ‘andere’. Je kunt alleen rondes met één vragenlijst vergelijken."
    )


def test_absent_and_null_are_the_same():
    assert parsed(changed("renamed", ABSENT)) == parsed(changed("renamed", None))


@pytest.mark.parametrize("place", ["answers[0].changed", "agreed[0].changed"])
@pytest.mark.parametrize("said", ["yes", "no", "unknown", None])
def test_people_say_whether_something_changed_or_that_they_do_not_know(place, said):
    found = parsed(changed(place, said))
    assert said in {found.answers[0].changed, found.agreed[0].changed}
