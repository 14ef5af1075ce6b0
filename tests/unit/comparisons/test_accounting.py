"""Every old question is accounted for once, in the class that the comparison counts it in."""

import json
from dataclasses import replace
from random import Random

import pytest

from app.comparisons.document.accountability import Sides, account_for
from questionnaires import catalogue
from scoring.comparison import compare
from scoring.interchange import build_questionnaire_document, parse
from tests.golden.random_pairs import random_pair
from tests.selection import examples
from tests.unit.comparisons.materials import golden, on_version_2, parsed, worked_material

ASKED = {n: catalogue.questionnaire("iba", n) for n in (1, 2)}


def sides_of(before, after):
    """Two rounds on their own versions."""
    return Sides(before, after, ASKED[before.version], ASKED[after.version])


@pytest.mark.parametrize("versions", [(1, 1), (1, 2), (2, 1), (2, 2)])
@pytest.mark.parametrize("seed", range(examples(12)))
def test_the_classes_are_those_of_the_comparison_and_add_up(versions, seed):
    documents = [json.loads(json.dumps(build_questionnaire_document(ASKED[n]))) for n in versions]
    pair = random_pair(Random(f"{versions} {seed}"), *documents)
    before, after = (parse(json.dumps(each).encode()) for each in pair)
    found = account_for(sides_of(before, after))
    assert found.counts == compare(ASKED[before.version], before, ASKED[after.version], after).accounting
    for part in found.parts:
        assert (*part.changed, *part.unchanged) and len(part.accounts) == len(part.changed) + len(part.unchanged)
        assert part.has_left == all(each.class_ == "domain_left" for each in part.accounts)
        assert not any("{" in text for each in part.accounts for text in (each.text, *each.now))


def test_it_says_why_in_the_words_of_the_table():
    material = worked_material()
    found = account_for(sides_of(material.before.data, material.after.data))
    geld = {each.text: each for part in found.parts if part.id == "geld" for each in part.accounts}
    changed = next(each for each in geld.values() if each.class_ == "meaning_changed")
    (row,) = [row for row in ASKED[2].changes if row.kind == "question" and row.old == ("M.BL",)]
    assert changed.reasons == (row.reason,) and changed.now and changed.now[0] != changed.text
    # A better answer text counts for its question, which itself reads the same.
    grammar = next(each for each in geld.values() if each.class_ == "grammar")
    assert grammar.reasons and grammar.now == ()
    assert [(each.is_general, len(each.reasons)) for each in found.new] == [(True, 1)]


def test_backwards_what_was_retired_is_new():
    document = golden("iba-1.worked-example")
    before, after = parsed(on_version_2(document)), parsed(document)
    found = account_for(sides_of(replace(before, round="baseline"), after))
    assert [each.text for each in found.new] == [ASKED[1].question("G12").text]


def test_a_domain_that_left_and_one_that_came():
    material = worked_material()
    then, now = material.before.data, material.after.data
    left, *stay = then.domains
    answers = tuple(each for each in now.answers if not each.item.startswith(f"{left}/"))
    agreed = tuple(each for each in now.agreed if not each.item.startswith(f"{left}/"))
    later = replace(
        now, domains=(*stay, "eigen_1"), own_domains={"eigen_1": "Veiligheid"}, answers=answers, agreed=agreed
    )
    found = account_for(sides_of(then, later))
    gone = next(part for part in found.parts if part.id == left)
    assert gone.has_left and all(each.reasons == each.now == () for each in gone.accounts)
    assert [domain.title for domain in found.new_domains] == ["Veiligheid"]
