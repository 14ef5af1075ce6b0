"""How an event is told: places in its sentence, parts that fall away, and which of its fields are facts."""

import pytest

from app.trail import wording
from app.trail.telling import Entry, Event, EventKind, Events, ToldFact, ToldField, each
from tests.golden.trail import Names

DAY, ROLE = ToldField("day", "Dag", wording.day), ToldField("role", "Rol", wording.one_of({"reader": "lezer"}))


def entry(old=None, new=None, subject="geld/A.BE", reason=None, where=""):
    return Entry("change", subject, old, new, reason, Names(), where)


@pytest.mark.parametrize(
    ("sentence", "row", "expected"),
    [
        ("zette {title} op {day}.", entry(new={"title": "Les", "day": "2026-12-04"}), "zette Les op 4 december 2026."),
        ("zegde {title} van {day} af.", entry(old={"title": "Les", "day": "?"}), "zegde Les van ? af."),
        ("was {old.day}[, nu {day}].", entry({"day": "2026-12-04"}, {"day": None}), "was 4 december 2026."),
        ("gaf de rol {role}[ in {where}].", entry(new={"role": "reader"}), "gaf de rol lezer."),
        ("gaf de rol {role}[ in {where}].", entry(new={"role": "x"}, where="Stad"), "gaf de rol x in Stad."),
        ("zette {value} voor {domain}.", entry(new=75), "zette 75 voor ‘geld’."),
        ("keek naar {person}.", entry(subject="geld/iemand"), "keek naar iemand."),
        # What people typed is never read as a place.
        (
            "maakte {title}[ voor {who}].",
            entry(new={"title": "[{day}]", "who": "{item}"}),
            "maakte [{day}] voor {item}.",
        ),
    ],
)
def test_a_sentence_has_the_values_of_the_row_in_the_words_of_their_fields(sentence, row, expected):
    assert Event("change", sentence, said=(DAY, ROLE)).told(row).sentence("jij") == f"Jij {expected}"


def test_a_question_stands_apart_so_that_a_page_can_link_to_it():
    told = Event("change", "schreef iets bij {item}.").told(entry())
    assert (told.did, told.where, told.then) == ("schreef iets bij", "‘geld/A.BE’", ".")
    named = entry(new={"domain": "wonen", "question": "M.UI"}, subject="id")
    assert Event("change", "vroeg iets over {item}.").told(named).where == "‘wonen/M.UI’"


@pytest.mark.parametrize(
    ("only", "old", "new", "expected"),
    [
        ("", "a", "b", [("a", "b")]),
        ("", None, "", []),
        ("", "a", "a", []),
        ("", None, 0, [("", "0")]),
        ("new", "a", "b", [("", "b")]),
        ("new", None, 0, []),
        ("old", "a", "b", [("", "a")]),
        ("changed", None, "b", []),
        ("changed", "a", "b", [("a", "b")]),
    ],
)
def test_a_field_is_a_fact_where_its_words_differ(only, old, new, expected):
    facts = ToldField("key", "Sleutel", only=only)(entry({"key": old}, {"key": new}))
    assert [(fact.old, fact.new) for fact in facts] == expected


def test_each_key_of_the_row_can_be_a_fact():
    row = entry({"a": ["1"]}, {"a": ["1", "2"], "b": None})
    facts = tuple(each(wording.domain, wording.many(wording.as_it_is))(row))
    assert facts == (ToldFact("‘a’", "1", "1; 2"), ToldFact("‘b’", "", ""))


def test_a_reason_that_is_a_fact_already_is_not_told_twice():
    event = Event("stop", "stopte.", ToldField("reason", "Waarom gestopt"))
    assert event.told(entry(new={"reason": "Geen geld."}, reason="Geen geld.")).why == ""
    assert event.told(entry(new={"reason": "Geen geld."}, reason="Iets anders.")).why == "Iets anders."


def test_what_nobody_knows_any_more_is_named_and_no_more():
    events = Events(EventKind("rest", "De rest"), EventKind("dagen", "Dagen", Event("move", "verzette.")), other="rest")
    assert (events.kind_of("move"), events.kind_of("change"), events.of_kind) == ("dagen", "rest", {"dagen": ["move"]})
    told = events.told(entry(new={"secret": "x"}, reason="y"))
    assert (told.sentence("jij"), told.facts, told.why) == ("Jij deed iets dat hier geen zin heeft (change).", (), "")
