"""What is computed without a database: progress in words, and which words of the glossary occur in a question."""

import pytest

from app.assessments.visit import terms_in
from app.assessments.work import progress_of
from app.state.asked import Part
from app.texts.assessments import progress, time_left
from questionnaires.catalogue import current
from questionnaires.model import Question

ASKED = current("iba")


@pytest.mark.parametrize(("answered", "text"), [(0, "Nog niet begonnen"), (3, "3 van 14 beantwoord"), (14, "Klaar")])
def test_progress_in_words(answered, text):
    assert progress(answered, 14) == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (1, "nog ongeveer 5 minuten"),
        (6, "nog ongeveer 10 minuten"),
        (59, "nog ongeveer 60 minuten"),
        (60, "nog ongeveer 1 uur"),
        (61, "nog ongeveer 1,5 uur"),
        (124, "nog ongeveer 2,5 uur"),
    ],
)
def test_time_left_in_words(minutes, text):
    assert time_left(minutes) == text


def part(domain):
    return Part(domain, domain, domain, ASKED.of_kind("domain"))


def test_goes_on_with_what_was_begun():
    parts = [part("geld"), part("wonen")]
    assert progress_of(parts, frozenset()).next.part.domain == "geld"
    assert progress_of(parts, frozenset({"wonen/A.BE"})).next.part.domain == "wonen"
    everything = frozenset(parts[0].items + parts[1].items)
    done = progress_of(parts, everything)
    assert done.next is None and done.open == 0 and done.answered == done.total == 28


def question(text):
    return Question(id="X", kind="domain", text=text, help="Hulp.", options=("a", "b", "c", "d", "e"))


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Is er vast overleg?", ["Vast"]),
        ("Is dat vastgesteld?", []),
        ("Verwijzen bewindvoerders door?", ["Bewindvoerder"]),
        ("Gaat het om de Wmo?", ["Wmo"]),
        ("Is er geld voor volwasseneneducatie?", ["Volwasseneneducatie (WEB)"]),
    ],
)
def test_finds_the_terms_that_occur(text, terms):
    assert [term.term for term in terms_in(ASKED, question(text))] == terms
