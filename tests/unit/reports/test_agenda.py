"""The proposed agenda: each rule of it, what goes first, and what fits in one conversation."""

from dataclasses import replace

import pytest

from app.reports.document import agenda as texts
from app.reports.document.agenda import (
    MOST_MINUTES,
    Gain,
    TalkSubject,
    agenda,
    agenda_blocks,
    answers_needed,
    fitted,
    gains_of,
)
from app.reports.document.differences import WHOLE
from app.reports.document.material import Material, ReportContext
from scoring.assessment import Answer, Evidence, Participant
from scoring.engine import score
from tests.unit.reports.examples import make_round
from tests.unit.scoring.samples import OPPORTUNITY, PROFILE, QUESTIONNAIRE, worked_example

GENERAL = tuple(question.id for question in QUESTIONNAIRE.of_kind("general"))

PEOPLE = (
    Participant("p0", "participant", "bestuur"),
    Participant("p1", "participant", "beleid"),
    Participant("p2", "participant", "uitvoering"),
)


def material_of(values, people=PEOPLE, domains=("geld",), evidence=None, default=2, general=2):
    """A round in which these people answer `default`, but at `values` (by item) what stands there for each."""
    everywhere = [f"{domain}/{question}" for domain in domains for question in (*PROFILE, *OPPORTUNITY)]
    everywhere += [f"algemeen/{question}" for question in GENERAL] if general is not None else []
    answers = []
    for item in everywhere:
        given = values.get(item, [default] * len(people))
        answers += [
            Answer(person.id, item, value, None, evidence)
            for person, value in zip(people, given, strict=False)
            if value is not None
        ]
    assessment = replace(make_round(domains), participants=people, answers=tuple(answers))
    return Material(QUESTIONNAIRE, assessment, score(QUESTIONNAIRE, assessment), ReportContext())


def subjects(found):
    return [point.subject for point in found.points]


def test_without_anything_open_nothing_is_proposed():
    found = agenda(material_of({}))
    assert found.points == ()
    assert found.minutes == 0
    assert texts.agenda_title(found.minutes) == "Voor het volgende gesprek"
    assert [block.text for block in agenda_blocks(found)] == [texts.NOTHING]


@pytest.mark.parametrize(
    ("questions", "minutes"), [(["A.BE"], 10), (["A.BE", "M.BE"], 15), (["A.BE", "M.BE", "C.BE"], 20)]
)
def test_differences_go_by_domain_and_level_and_take_longer_when_there_are_more(questions, minutes):
    (point,) = agenda(material_of({f"geld/{question}": [2, 0, 0] for question in questions})).points
    assert point.subject == "Geldzaken: bestuur"
    assert point.minutes == minutes
    assert point.who == ("collega bij bestuur", "collega bij beleid", "collega bij uitvoering")
    assert point.question == ("‘Aandacht’: 2 (collega bij bestuur) tegenover 0 (2 collega’s). Hoe komt dat?")


def test_what_is_seen_differently_about_chances_and_the_whole_municipality_has_no_level():
    found = agenda(material_of({f"geld/{OPPORTUNITY[0]}": [4, 0, 0], f"algemeen/{GENERAL[0]}": [0, 4, 4]}))
    assert {"Geldzaken: kansen", "Hele gemeente"} <= {*subjects(found)}


def test_the_group_with_the_most_questions_comes_first():
    values = {"geld/A.BE": [4, 0, 0]} | {f"geld/{each}": [3, 0, 0] for each in ("A.UI", "M.UI")}
    assert subjects(agenda(material_of(values)))[:2] == ["Geldzaken: uitvoering", "Geldzaken: bestuur"]


@pytest.mark.parametrize(
    ("n", "subject", "minutes"),
    [(1, "1 score", 5), (2, "2 scores", 5), (3, "3 scores", 10), (6, "6 scores", 15)],
)
def test_evidence_is_asked_by_domain(n, subject, minutes):
    (point,) = agenda(material_of({f"geld/{each}": [3, 3, 3] for each in PROFILE[:n]})).points
    assert point.subject == f"Geldzaken: bewijs bij {subject}"
    assert (point.question, point.minutes) == (texts.BARE, minutes)
    assert point.who == ("collega bij bestuur", "collega bij beleid", "collega bij uitvoering")


def test_an_own_impression_is_no_evidence_and_that_is_said():
    impression = Evidence("impression")
    (point,) = agenda(material_of({"geld/A.BE": [3, 3, 3]}, evidence=impression)).points
    assert point.question == texts.IMPRESSION
    assert not agenda(material_of({"geld/A.BE": [3, 3, 3]}, evidence=Evidence("document"))).points


def test_who_filled_in_alone_is_not_asked_again():
    found = agenda(material_of({"geld/A.BE": [3]}, PEOPLE[:1]))
    assert found.points[0].who == (QUESTIONNAIRE.domain("geld").parameters.bestuurder,)
    assert found.points[-1] == TalkSubject(texts.NEXT, texts.ALONE, (texts.COORDINATOR,), 10, Gain("people"))


def test_general_questions_without_evidence_are_for_the_coordinator_when_one_person_answered():
    found = agenda(material_of({f"algemeen/{GENERAL[0]}": [4]}, PEOPLE[:1]))
    assert found.points[0].subject == "Hele gemeente: bewijs bij 1 score"
    assert found.points[0].who == ("de coördinator basisvaardigheden",)


@pytest.mark.parametrize(("n", "minutes"), [(1, 5), (2, 5), (3, 10), (5, 10), (6, 15)])
def test_what_is_unknown_goes_by_domain_with_who_could_know(n, minutes):
    (point,) = agenda(material_of({f"geld/{each}": ["unknown"] * 3 for each in PROFILE[:n]})).points
    assert point.subject == f"Geldzaken: {'1 vraag' if n == 1 else f'{n} vragen'} open"
    assert point.minutes == minutes
    assert point.who


def test_what_is_unknown_about_the_whole_municipality_is_asked_too():
    found = agenda(material_of({}, general=None))
    assert subjects(found) == [f"Hele gemeente: {len(GENERAL)} vragen open"]


def test_how_many_answers_give_a_total_is_said():
    material = Material(QUESTIONNAIRE, worked_example(), score(QUESTIONNAIRE, worked_example()), ReportContext())
    needed = {domain.name: answers_needed(material, domain) for domain in material.domains}
    # Two dimensions have 2 of their 4 questions; at least 3 (2/3) are needed (S9).
    assert {name: n for name, n in needed.items() if n} == {"Gezondheid": 2}
    (point,) = [each for each in agenda(material).points if each.subject == "Gezondheid: 6 vragen open"]
    assert point.question.endswith("Met 2 antwoorden meer kan er een totaal zijn.")


def test_open_questions_about_chances_come_before_the_order():
    unknown = {f"geld/{each}": ["unknown"] * 3 for each in OPPORTUNITY}
    found = agenda(material_of(unknown, domains=("geld", "wonen", "inclusie")))
    assert subjects(found) == ["Kansen van 1 domein", "Volgorde van 2 domeinen"]
    assert found.points[0].question.startswith(f"{len(OPPORTUNITY)} vragen over kansen zijn nog open bij Geldzaken.")
    assert (found.points[0].minutes, found.points[1].minutes) == (15, 20)
    assert found.points[1].who == (texts.COORDINATOR, texts.ADVISER)


def test_many_domains_with_open_chances_are_counted():
    assert "bij 4 domeinen" in texts.chances_open(["A", "B", "C", "D"], 16)
    assert texts.chances_open(["A"], 1).startswith("1 vraag over kansen is nog open bij A.")


def test_levels_of_which_nobody_answered_are_asked_for_the_next_round():
    found = agenda(material_of({}, PEOPLE[:2]))
    assert found.points == (
        TalkSubject(texts.NEXT, texts.levels_missing(["Uitvoering"]), (texts.COORDINATOR,), 10, Gain("people")),
    )
    assert found.points[0].question.startswith("Wie van uitvoering vult dan mee in?")


def test_where_nobody_answered_only_what_is_unknown_is_asked():
    found = agenda(material_of({}, people=(), general=None))
    assert not [each for each in found.points if each.subject == texts.NEXT]
    assert found.points[0].subject.endswith("open")


def points(*minutes, name="a"):
    return [TalkSubject(f"{name}{place}", "?", (), n, Gain("people")) for place, n in enumerate(minutes)]


def test_the_first_of_every_kind_goes_before_the_second_of_any():
    kinds = [points(20, 20, 20, name="a"), points(15, 15, name="b"), [], points(20, name="d")]
    found = fitted(kinds)
    assert subjects(found) == ["a0", "a1", "b0", "b1", "d0"]
    assert found.left_out == ("a2",)
    assert found.minutes == MOST_MINUTES


def test_of_very_much_that_is_left_the_first_is_named():
    told = texts.not_on_it([str(n) for n in range(8)])
    assert told == "Staat niet op deze agenda: 0; 1; 2; 3; 4; 5; nog 2 onderwerpen."
    assert texts.not_on_it(["a"] * 6).count("a;") == 5


def test_of_one_kind_three_go_on_the_agenda():
    found = fitted([points(5, 5, 5, 5, name="a"), points(5, name="b")])
    assert (subjects(found), found.left_out) == (["a0", "a1", "a2", "b0"], ("a3",))


def test_what_does_not_fit_makes_room_for_what_is_shorter_and_is_said():
    found = fitted([points(80, name="a"), points(20, 10, name="b")])
    assert subjects(found) == ["a0", "b1"]
    table, left, start, *_ = agenda_blocks(found)
    assert left.text == "Staat niet op deze agenda: b0."
    assert start.text == texts.START
    assert [row[0].text for row in table.rows] == ["1. a0", "2. b1", "Samen"]
    assert table.rows[-1][-1].value == MOST_MINUTES


@pytest.mark.parametrize(
    ("gains", "said"),
    [
        ([Gain("differences", ("Werk",), 1)], ["Een score met een reden bij 1 vraag over Werk."]),
        (
            [Gain("evidence", ("Werk",), 1), Gain("evidence", (WHOLE,), 3), Gain("people")],
            [
                "Bewijs bij 4 hoge scores van Werk en de hele gemeente, of een lagere score.",
                "Functies die de volgende keer ook invullen.",
            ],
        ),
        ([Gain("totals", ("Werk",), 2), Gain("totals", ("Wonen",), 4)], ["Een totaal voor Werk en Wonen."]),
        ([Gain("answers", ("Werk",), 1)], ["Antwoord op 1 vraag over Werk."]),
        ([Gain("places", ("Werk",))], ["Wat er nodig is voor een plaats van Werk in de volgorde."]),
        ([Gain("choice", n=5)], ["Een keuze uit 5 domeinen die dicht bij elkaar liggen, met een eigen reden."]),
    ],
)
def test_what_the_conversation_can_bring_is_said_once_of_each_kind(gains, said):
    points = [TalkSubject("?", "?", (), 5, gain) for gain in gains]
    assert list(gains_of(points)) == said
