"""What differs between two versions of a report, kind by kind."""

from dataclasses import replace

import pytest

from app.reports.differences import (
    AgreedChange,
    AnswerChange,
    ChangedValue,
    DissentChange,
    MovedDomain,
    compare_numbers,
    compare_said,
)
from app.texts import reports as texts
from scoring.assessment import AgreedScore, Answer, Evidence
from scoring.engine import score
from tests.unit.reports.examples import agreed_everywhere, make_round
from tests.unit.scoring.samples import QUESTIONNAIRE

MONEY = "Geldzaken, armoede en schulden"
QUESTION = "Aandacht – bestuur"
GENERAL = "Plan"
BEFORE = make_round(people=2, agreed=(AgreedScore("geld/A.BE", 1, "Er is geen plan."),))


def said(before, after, dissents=({}, {})):
    return compare_said(QUESTIONNAIRE, before, after, dissents)


def numbers(before, after):
    old, new = ((each, score(QUESTIONNAIRE, each)) for each in (before, after))
    return compare_numbers(QUESTIONNAIRE, old, new)


def with_answer(item, person="p0", **columns):
    """The round of before, in which somebody answers one item otherwise."""
    kept = [answer for answer in BEFORE.answers if (answer.item, answer.participant) != (item, person)]
    return replace(BEFORE, answers=(*kept, Answer(person, item, **columns)) if columns else tuple(kept))


def test_nothing_differs():
    again = replace(BEFORE, answers=BEFORE.answers[::-1], municipality_name="Herindeling")
    found = said(BEFORE, again)
    assert not found.anything and not numbers(BEFORE, again).anything
    assert texts.differs(0, 0, 0, 0) == texts.NOTHING


@pytest.mark.parametrize(
    ("agreed", "new", "reason"),
    [
        (AgreedScore("geld/A.BE", 3, "Er is een plan."), "3", "Er is een plan."),
        (AgreedScore("geld/A.BE", "not_applicable", "Geen taak."), "Niet van toepassing", "Geen taak."),
        (AgreedScore("geld/A.BE", 1, "Er komt een plan."), f"1, {texts.OTHER_REASON}", "Er komt een plan."),
        (
            AgreedScore("geld/A.BE", 1, "Er is geen plan.", Evidence("document")),
            f"1, {texts.OTHER_REASON}",
            "Er is geen plan.",
        ),
        *(
            (
                AgreedScore("geld/A.BE", 1, "Er is geen plan.", changed=said),
                f"1, {texts.REALLY[said]}",
                "Er is geen plan.",
            )
            for said in ("yes", "no", "unknown")
        ),
        (None, "niet afgesproken", ""),
    ],
)
def test_an_agreed_score_is_another_one(agreed, new, reason):
    after = replace(BEFORE, agreed=(agreed,) if agreed else ())
    assert said(BEFORE, after).agreed == (AgreedChange(MONEY, QUESTION, "1", new, reason),)


def test_an_agreed_score_is_new():
    after = replace(BEFORE, agreed=(*BEFORE.agreed, AgreedScore("algemeen/G01", 0, "Nee.")))
    assert said(BEFORE, after).agreed == (AgreedChange("Algemene vragen", GENERAL, "niet afgesproken", "0", "Nee."),)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"geld/A.BE": "Blijft bij 0."}, {}),
        ({}, {"geld/A.BE": "Blijft bij 2."}),
        ({"geld/A.BE": "0"}, {"geld/A.BE": "2"}),
    ],
)
def test_somebody_sees_it_differently_in_another_way(before, after):
    found = said(BEFORE, BEFORE, (before, after))
    old, new = (each.get("geld/A.BE", texts.NO_DISSENT) for each in (before, after))
    assert found.anything and found.dissents == (DissentChange(MONEY, QUESTION, old, new),)
    assert not said(BEFORE, BEFORE, (before, before)).anything


@pytest.mark.parametrize(
    ("columns", "new"),
    [
        ({"value": 4}, "4"),
        ({"value": "unknown"}, "Weet ik niet"),
        ({"value": 2, "reason": "Zo staat het er."}, f"2, {texts.OTHER_TEXT}"),
        ({"value": 2, "evidence": Evidence("figures"), "confidence": "sure"}, f"2, {texts.OTHER_TEXT}"),
    ],
)
def test_an_answer_is_another_one(columns, new):
    found = said(BEFORE, with_answer("geld/A.BE", **columns))
    assert found.answers == (AnswerChange(MONEY, QUESTION, "2", new),)
    assert not found.agreed and not found.ambitions


def test_answers_come_and_go_without_whose_they_are():
    gone = with_answer("geld/A.BE")
    assert said(BEFORE, gone).answers == (AnswerChange(MONEY, QUESTION, "2", "geen antwoord", is_gone=True),)
    assert said(gone, BEFORE).answers == (AnswerChange(MONEY, QUESTION, "geen antwoord", "2", is_new=True),)
    both = {
        person: [with_answer("geld/A.BE", "p0", value=value), with_answer("geld/A.BE", "p1", value=value)]
        for person, value in (("low", 0), ("high", 4))
    }
    for one, other in both.values():
        assert said(BEFORE, one) == said(BEFORE, other)


def test_a_general_answer_and_a_chance_are_answers_too():
    found = said(BEFORE, with_answer("algemeen/G01", value=3))
    assert found.answers == (AnswerChange("Algemene vragen", GENERAL, "geen antwoord", "3", is_new=True),)
    assert said(BEFORE, with_answer("geld/K1", value=0)).answers == (AnswerChange(MONEY, "Bereik", "2", "0"),)


def test_an_ambition_is_another_one():
    after = replace(BEFORE, ambitions={"geld": 100})
    assert said(BEFORE, after).ambitions == (ChangedValue(MONEY, "Ambitie", texts.NO_AMBITION, "Verankerd (100)"),)
    assert said(after, BEFORE).ambitions == (ChangedValue(MONEY, "Ambitie", "Verankerd (100)", texts.NO_AMBITION),)


def test_a_domain_that_came_or_went():
    wider = make_round(("geld", "wonen", "eigen_1"), own_domains={"eigen_1": "Bibliotheek"})
    narrow = make_round(("geld",))
    came, went = said(narrow, wider), said(wider, narrow)
    names = (QUESTIONNAIRE.domain("wonen").title, "Bibliotheek")
    assert (came.new_domains, came.gone_domains) == (names, ())
    assert (went.new_domains, went.gone_domains) == ((), names)
    assert {answer.place for answer in came.answers} == {answer.place for answer in went.answers} == set(names)
    assert all(answer.is_new for answer in came.answers) and all(answer.is_gone for answer in went.answers)
    found = numbers(narrow, wider)
    assert ChangedValue(names[1], "Totaal", texts.NOT_THERE, "50,0 (In opbouw)", "–") in found.scores
    assert [(each.place, each.old_place) for each in found.order if each.place in names] == [
        (name, "geen plaats") for name in names
    ]
    assert MONEY in {each.place for each in numbers(wider, narrow).order}


def test_a_new_name_of_a_domain_is_how_it_is_called():
    after = replace(with_answer("geld/A.BE", value=0), renamed={"geld": "Schuldhulp"})
    assert said(BEFORE, after).answers[0].place == "Schuldhulp"


def test_scores_differ_as_they_are_shown():
    after = replace(BEFORE, agreed=agreed_everywhere(["geld"], 3, "Overal een plan."))
    found = numbers(BEFORE, after)
    total = score(QUESTIONNAIRE, BEFORE).domains["geld"].total.score
    assert found.scores[0].part == "Totaal" and found.scores[0].place == MONEY
    assert found.scores[0].new == "75,0 (Geregeld)"
    assert total is not None and found.scores[0].difference == f"+{float(75 - total):.1f}".replace(".", ",")
    assert [each.part for each in found.scores[1:]] == [each.title for each in QUESTIONNAIRE.dimensions]


def test_a_score_that_is_no_longer_known():
    found = numbers(make_round(), make_round(value="unknown"))
    assert {each.new for each in found.scores} == {"Nog te weinig bekend"}
    assert {each.difference for each in found.scores} == {"–"}
    assert found.order[0].new_place == "geen plaats" and found.order[0].new_chance == "–"


def test_general_scores_differ_by_their_group():
    group = QUESTIONNAIRE.question("G01").group
    one, other = ([Answer("p0", f"algemeen/G0{n}", value) for n in (1, 2, 3)] for value in (1, 2))
    before, after = (replace(BEFORE, answers=(*BEFORE.answers, *answers)) for answers in (one, other))
    assert numbers(before, after).scores == (ChangedValue("Algemene vragen", group, "25,0", "50,0", "+25,0"),)


def test_the_order_by_chance():
    before = make_round(("geld", "wonen"))
    after = replace(before, ambitions={"geld": 50})
    found = numbers(before, after)
    assert found.scores == ()
    home = QUESTIONNAIRE.domain("wonen").title
    places = {each.place: (each.old_place, each.new_place) for each in found.order}
    assert places == {MONEY: ("1 (gelijk)", "2"), home: ("1 (gelijk)", "1")}
    assert isinstance(found.order[0], MovedDomain) and found.order[0].old_chance != found.order[0].new_chance


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((1, 0, 0, 0), "Anders dan in de versie ervoor is 1 afgesproken score."),
        ((0, 2, 0, 0), "Anders dan in de versie ervoor zijn 2 antwoorden."),
        ((1, 0, 0, 0, 2), "Anders dan in de versie ervoor zijn 1 afgesproken score en 2 afwijkende meningen."),
        ((1, 1, 1, 1), "Anders dan in de versie ervoor zijn 1 domein, 1 afgesproken score, 1 antwoord en 1 ambitie."),
    ],
)
def test_in_a_sentence(counts, sentence):
    assert texts.differs(*counts) == sentence


def test_answers_in_numbers():
    assert texts.answers_differ(0, 0, 0) == "De antwoorden zijn gelijk gebleven."
    assert texts.answers_differ(1, 2, 1) == (
        "1 antwoord is veranderd, 2 antwoorden zijn erbij gekomen en 1 antwoord is vervallen."
    )


def test_who_did_it():
    assert texts.somebody("Coördinator", "coördinator") == "coördinator"
    assert texts.somebody("collega", "adviseur") == "adviseur"
    assert texts.somebody("beleidsadviseur", "coördinator") == "beleidsadviseur (coördinator)"
    assert texts.when_and_who(None, "adviseur") == "Door adviseur."
