"""What can be done about the weakest items: from what was agreed and the bank, without a database."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.plan.entrance import Agreed
from app.plan.ideas import days_of, ideas_about, value_of
from app.state.steps import proposed_dates
from app.texts import actions as texts
from questionnaires.catalogue import current
from scoring.assessment import AgreedScore, Answer, Assessment, Participant
from scoring.engine import score

BANK = current("iba")
QUESTIONS = [question.id for question in BANK.of_kind("domain")]
STEPS = proposed_dates(date(2026, 1, 15))


def agreed(values, **columns):
    """What was agreed: values by item."""
    data = Assessment(
        **{
            "questionnaire_id": "iba",
            "version": 1,
            "municipality_code": "GM9901",
            "municipality_name": "Voorbeeldstad",
            "round": "baseline",
            "domains": ("geld", "eigen_1"),
            "own_domains": {"eigen_1": "Sport"},
            "participants": (Participant("p", "coordinator"),),
            "agreed": tuple(AgreedScore(item, value, "Zo is het.") for item, value in values.items()),
            **columns,
        }
    )
    return Agreed(None, BANK, data, score(BANK, data))


@given(st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from([0, 1, 2, 3, 4, "not_applicable"]), min_size=1))
def test_every_low_value_is_there_once_lowest_first_and_nothing_else(values):
    about, _ = ideas_about(agreed({f"geld/{question}": value for question, value in values.items()}), ["geld"])
    found = [(weak.question.id, weak.value) for weak in about.weak]
    low = {question: value for question, value in values.items() if value not in (4, "not_applicable")}
    assert dict(found) == low and len(found) == len(low)
    assert [value for _, value in found] == sorted(low.values())
    assert {weak.question.id for weak in about.unknown} == set(QUESTIONS) - values.keys()
    for weak in about.weak:
        assert (weak.expected, weak.further) == (weak.value + 1, weak.question.options[weak.value + 1])
        assert weak.ideas and all(idea.kind == "improve" for idea in weak.ideas)
    for weak in about.unknown:
        assert [(idea.kind, idea.bank_id, weak.expected) for idea in weak.ideas] == [("find_out", None, None)]


def test_a_mean_is_rounded_down_to_a_step():
    people = {"participants": (Participant("p", "coordinator"), Participant("q", "participant", "beleid"))}
    both = (Answer("p", "geld/A.BE", 3), Answer("q", "geld/A.BE", 4))
    found = agreed({}, **people, answers=both)
    about, _ = ideas_about(found, ["geld"])
    (weak,) = about.weak
    assert (weak.value, weak.expected, weak.agreed) == (3, 4, False)
    assert value_of(found, "geld/A.BE") == 3
    for item in ("geld/M.BE", "wonen/A.BE", "x", ""):
        assert value_of(found, item) is None


def test_an_own_domain_has_ideas_in_its_own_words():
    about, general = ideas_about(agreed({"eigen_1/A.BL": 0}), ["eigen_1", "wonen"])
    assert (about.title, about.few, general.few) == ("Sport", 5, 3)
    assert "collega’s van het domein Sport" in about.weak[0].ideas[0].text
    assert "{" not in "".join(idea.text + idea.owner for weak in about.everything for idea in weak.ideas)


@pytest.mark.parametrize(
    ("kind", "effort"), [("improve", "small"), ("improve", "medium"), ("improve", "large"), ("find_out", "small")]
)
@given(today=st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_days_follow_the_steps_and_never_end_before_they_begin(kind, effort, today):
    days = days_of(kind, effort, STEPS, today)
    step = STEPS["actions" if kind == "find_out" else "partners"]
    assert days.start == max(step.start, today) and days.end > days.start


def test_a_large_action_takes_the_whole_step():
    early = date(2026, 2, 1)
    assert days_of("improve", "small", STEPS, early).end == date(2026, 7, 14)
    assert days_of("improve", "medium", STEPS, early).end == date(2026, 9, 14)
    assert days_of("improve", "large", STEPS, early).end == STEPS["partners"].end == date(2026, 10, 14)
    assert days_of("find_out", "small", STEPS, early).end == date(2026, 5, 14)


def test_every_title_fits():
    for domain in BANK.domains:
        for question in BANK.questions_in(domain):
            assert len(texts.find_out_title(question.text)) <= 120
    assert texts.find_out_title("Zonder vraagteken") == "Zoek uit: Zonder vraagteken"
    assert texts.find_out_title("Hoe gaat het? Denk aan: alles.") == "Zoek uit: Hoe gaat het?"


def test_what_became_of_what_was_taken():
    assert texts.taken(["A"], [], [], 1) == "De actie ‘A’ staat nu in het plan. Het plan heeft 1 actie."
    assert texts.taken(["A", "B"], ["C"], ["D", "E"], 4) == (
        "2 acties staan nu in het plan. Het plan heeft 4 acties. De actie ‘C’ staat al in het plan, en is er niet nog "
        "een keer bij gezet. Niet overgenomen: ‘D’ en ‘E’. Bij die vragen staat nu ‘geen actie’."
    )


@dataclass
class Thin:
    """An action with little in it."""

    owner: str = ""
    ends_on: date | None = None
    done_when: str = ""


def test_what_is_missing_is_said():
    assert texts.still_missing(Thin("wethouder", date(2026, 1, 1), "Er is een besluit.")) == ""
    assert texts.still_missing(Thin()) == (
        "Voor een goede actie ontbreekt nog: wie het doet, een einddatum en waaraan je ziet dat het klaar is."
    )
