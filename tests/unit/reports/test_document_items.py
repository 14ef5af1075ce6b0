"""What the document says about each question: its answer, the step after it, and what people wrote."""

import re
from dataclasses import replace

import pytest

from app.documents.printed import CHANGED
from app.reports.document.material import ReportRemark
from scoring.assessment import AgreedScore
from tests.unit.reports.examples import make_document, make_round, section_of, texts_of
from tests.unit.scoring.samples import PROFILE, QUESTIONNAIRE

WORKED = make_document()


def test_every_item_says_now_and_one_step_further():
    annex = section_of(WORKED, "bijlage")
    question = QUESTIONNAIRE.question_in(QUESTIONNAIRE.domain("geld"), QUESTIONNAIRE.question("A.BE"))
    assert f"Nu\nIn opbouw (50,0). {question.options[2]}\n1 stap verder\n{question.options[3]}" in annex
    assert annex.count("Nu\n") == 5 * 18 + 12


def test_a_chance_has_its_answer_and_no_word_or_step():
    question = QUESTIONNAIRE.of_kind("opportunity")[0]
    annex = section_of(make_document(make_round(value=1)), "bijlage")
    assert f"Nu\n25,0 punten. {question.options[1]}\nBasis\n" in annex
    assert annex.count("1 stap verder\n") == 14
    mixed = make_round(people=2)
    answers = tuple(replace(each, value=3) if each.participant == "p1" else each for each in mixed.answers)
    annex = section_of(make_document(replace(mixed, answers=answers)), "bijlage")
    assert f"62,5 punten: tussen 2 antwoorden. In elk geval: {question.options[2]}" in annex


def test_a_mean_between_two_answers_is_said_to_be_one():
    assessment = make_round(people=2)
    first, *rest = [answer for answer in assessment.answers if answer.item == "geld/A.BE"]
    changed = [replace(answer, value=3) if answer is first else answer for answer in assessment.answers]
    annex = section_of(make_document(replace(assessment, answers=tuple(changed))), "bijlage")
    assert len(rest) == 1
    assert "Tussen In opbouw en Geregeld (62,5). In elk geval: " in annex
    assert "Gemiddelde van 2 antwoorden." in annex


def test_reasons_of_persons_stand_only_in_the_advisers_edition():
    document = make_document(make_round(people=3, reason="Dat zei ik zelf."))
    assert "Dat zei ik zelf." not in "\n".join(
        [*texts_of(document.edition("full")), *texts_of(document.edition("alderman"))]
    )
    said = section_of(document, "gezegd", "adviser")
    assert said.count("Dat zei ik zelf. (collega bij") == 3 * 18
    assert "collega bij beleid; Document: Dat zei ik zelf)" in said
    assert "p0" not in "\n".join(texts_of(document.edition("adviser")))


def test_the_only_participant_is_quoted_in_the_full_report():
    assert (
        section_of(make_document(make_round(reason="Zo is het hier.")), "bijlage").count("Reden\nZo is het hier.") == 18
    )


def test_agreed_reasons_remarks_and_evidence_stand_in_the_full_report():
    assessment = make_round(people=2, agreed=(AgreedScore("geld/A.BE", 3, "Samen besproken."),))
    remark = ReportRemark("geld/A.BE", "adviseur van de Stichting", "Vraag het de griffie.")
    annex = section_of(make_document(assessment, remarks=(remark,)), "bijlage")
    assert "Afgesproken, na 2 antwoorden." in annex
    assert "Reden\nSamen besproken." in annex
    assert "Opmerking\nVraag het de griffie. (adviseur van de Stichting)" in annex


def test_where_many_questions_stand_together_they_have_their_short_names():
    document = make_document(make_round(["geld"], value="unknown"))
    assert "Geldzaken\nBestuur\nAandacht, Geld, Tijd en kennis, Steun\n" in section_of(document, "onbekend")
    asked = QUESTIONNAIRE.question_in(QUESTIONNAIRE.domain("geld"), QUESTIONNAIRE.question("A.BE"))
    assert f"Aandacht – bestuur\n{asked.text}\nNu\n" in section_of(make_document(make_round(["geld"])), "domeinen")
    assert asked.text in section_of(make_document(make_round(["geld"])), "bijlage")
    for section in ("bewijs", "gesprek"):
        assert asked.text not in section_of(make_document(make_round(["geld"], value=4)), section, "adviser")


@pytest.mark.parametrize(
    ("answered", "agreed", "said"),
    [
        ([4], 3, "van 4 naar 3."),
        ([3], 3, None),
        (["unknown"], 3, None),
        (["not_applicable"], 0, "van ‘niet van toepassing’ naar 0."),
        ([2], "not_applicable", "van 2 naar ‘niet van toepassing’."),
        ([0, 4], 3, None),
        ([4, 4, "unknown"], 0, None),
        ([4, 4, 3], 2, "van gemiddeld 3,7 naar 2."),
        ([2, 2, 3], 2, None),
        ([2, 2, 3, 3], 3, None),
        ([4, 4, 4], "not_applicable", None),
    ],
    ids=str,
)
def test_what_the_talk_changed_is_told_without_what_one_of_several_people_answered(answered, agreed, said):
    whole = make_round(people=len(answered))
    given = {f"p{place}": value for place, value in enumerate(answered)}
    answers = tuple(
        replace(each, value=given[each.participant]) if each.item == "geld/A.BE" else each for each in whole.answers
    )
    score = AgreedScore("geld/A.BE", agreed, "Samen besproken.")
    domains = section_of(make_document(replace(whole, answers=answers, agreed=(score,))), "domeinen")
    assert (CHANGED in domains) is (said is not None)
    assert said is None or f"{CHANGED}\nAandacht – bestuur, {said} Samen besproken." in domains


def test_the_largest_changes_are_told_first_and_no_more_than_three():
    whole = make_round(value=4)
    agreed = tuple(AgreedScore(f"geld/{question}", value, "Zo.") for value, question in enumerate(PROFILE[:4]))
    domains = section_of(make_document(replace(whole, agreed=agreed)), "domeinen")
    assert re.findall(r"van 4 naar (\d)", domains) == ["0", "1", "2"]
