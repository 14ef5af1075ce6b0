"""Any valid file comes back as it went; any broken one is refused, and nothing else happens."""

import copy
import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires import catalogue
from scoring.assessment import AgreedScore, Answer, Assessment, Evidence, Participant
from scoring.engine import score
from scoring.interchange import (
    InterchangeError,
    build_interchange,
    build_result_document,
    parse,
    parse_own,
    render_json,
)
from tests.selection import examples
from tests.unit.interchange.examples import EXAMPLE

QUESTIONNAIRE = catalogue.questionnaire("iba", 1)
DOMAINS = tuple(domain.id for domain in QUESTIONNAIRE.domains)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
filled = texts.filter(str.strip)
kinds = st.sampled_from(["document", "decision", "figures", "conversation", "impression"])
links = st.sampled_from([None, "http://x", "https://voorbeeld.example/pad"])
evidence = st.none() | st.builds(Evidence, kinds, st.none() | texts, links)
changes = st.sampled_from([None, "yes", "no"])
confidences = st.sampled_from([None, "sure", "fairly_sure", "not_sure"])


@st.composite
def assessments(draw: st.DrawFn) -> Assessment:
    """Any assessment that the format allows."""
    round_ = draw(st.sampled_from(["baseline", "evaluation"]))
    own = draw(st.dictionaries(st.sampled_from(["eigen_1", "eigen_2", "eigen_3"]), filled))
    chosen = draw(st.lists(st.sampled_from(DOMAINS), unique=True, min_size=0 if own else 1, max_size=3))
    domains = draw(st.permutations([*chosen, *own]))
    people = draw(st.lists(filled, unique=True, max_size=3))
    items = [*_items(domains, "domain"), *_items(domains, "opportunity"), *_items(["algemeen"], "general")]
    pairs = st.tuples(st.sampled_from(people or [""]), st.sampled_from(items))
    given_answers = draw(st.lists(pairs, unique=True, max_size=8 if people else 0))
    said = changes if round_ == "evaluation" else st.none()
    return Assessment(
        questionnaire_id="iba",
        version=1,
        municipality_code=draw(st.from_regex(r"GM[0-9]{4}", fullmatch=True)),
        municipality_name=draw(filled),
        round=round_,
        domains=tuple(domains),
        participants=tuple(draw(_participant(person)) for person in people),
        answers=tuple(draw(_answer(*pair, said)) for pair in given_answers),
        agreed=tuple(
            draw(_agreed(item, said)) for item in draw(st.lists(st.sampled_from(items), unique=True, max_size=4))
        ),
        ambitions=draw(st.dictionaries(st.sampled_from(domains), st.sampled_from([25, 50, 75, 100]))),
        own_domains=own,
        renamed=draw(st.dictionaries(st.sampled_from(chosen), filled)) if chosen else {},
    )


def _items(domains, kind):
    return [f"{domain}/{question.id}" for domain in domains for question in QUESTIONNAIRE.of_kind(kind)]


def _participant(person):
    roles = st.sampled_from(["coordinator", "participant", "adviser"])
    levels = st.sampled_from(["bestuur", "beleid", "uitvoering", None])
    return st.builds(Participant, st.just(person), roles, levels)


@st.composite
def _answer(draw: st.DrawFn, person: str, item: str, said: st.SearchStrategy[Any]) -> Answer:
    value = draw(st.sampled_from([0, 1, 2, 3, 4, "unknown", *([] if "/K" in item else ["not_applicable"])]))
    reason = draw(filled if value == "not_applicable" else st.none() | texts)
    return Answer(person, item, value, reason, draw(evidence), draw(confidences), draw(said))


@st.composite
def _agreed(draw: st.DrawFn, item: str, said: st.SearchStrategy[Any]) -> AgreedScore:
    value = draw(st.sampled_from([0, 1, 2, 3, 4, *([] if "/K" in item else ["not_applicable"])]))
    return AgreedScore(item, value, draw(filled), draw(evidence), draw(said))


@pytest.mark.heavy
@given(assessments())
def test_a_valid_file_comes_back_as_it_went_and_can_be_scored(assessment):
    data = render_json(build_interchange(assessment))
    assert parse(data) == parse_own(data) == assessment
    assert render_json(build_interchange(parse(data))) == data
    document = build_result_document(QUESTIONNAIRE, score(QUESTIONNAIRE, assessment))
    assert json.loads(render_json(document)) == document


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=6),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(max_size=6), children, max_size=3),
    max_leaves=6,
)


@given(st.randoms(use_true_random=False), json_values)
@settings(max_examples=examples(100))
def test_a_file_with_anything_anywhere_is_read_or_refused(chance, value):
    document = copy.deepcopy(EXAMPLE)
    container, key = chance.choice(list(_places(document)))
    container[key] = value
    check(json.dumps(document).encode())


@given(st.randoms(use_true_random=False), st.binary(max_size=3))
@settings(max_examples=examples(100))
def test_a_file_with_damaged_bytes_is_read_or_refused(chance: random.Random, damage: bytes):
    data = json.dumps(EXAMPLE, ensure_ascii=False).encode()
    place = chance.randrange(len(data))
    check(data[:place] + damage + data[place + chance.randrange(4) :])


@given(st.binary(max_size=60) | json_values.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_read_or_refused(data):
    check(data)


def check(data: bytes) -> None:
    """The file is read, or refused with at least one line; lines can be printed and stay lines."""
    try:
        assessment = parse(data)
    except InterchangeError as error:
        assert error.problems
        assert all(line and line.isprintable() for line in error.problems)
        assert "\n".join(error.problems).encode()
    else:
        assert parse(render_json(build_interchange(assessment))) == assessment


def _places(node):
    """Every place of a tree, as a container and a key."""
    for key, value in list(node.items() if isinstance(node, dict) else enumerate(node)):
        yield node, key
        if isinstance(value, dict | list):
            yield from _places(value)
