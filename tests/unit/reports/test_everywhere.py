"""Every item of the data against every form of a report: there where it must be, absent where it must not."""

from dataclasses import replace

import pytest

from app.documents.model import Figure, Voices
from app.reports.alderman import mail_text
from app.reports.contents import make_contents
from app.reports.printed import printed_report
from app.reports.written import written
from tests.guards.leaks.audience import ALWAYS, AUDIENCE
from tests.unit.reports.everywhere.placement import PLACED, PLACES, REPORT, misplaced
from tests.unit.reports.everywhere.reading import squeezed
from tests.unit.reports.everywhere.worlds import WORLDS
from tests.unit.reports.examples import blocks_of
from tests.unit.reports.tables import records
from tests.unit.scoring.samples import QUESTIONNAIRE

WORDS = {"unknown": "Weet ik niet", "not_applicable": "Niet van toepassing"}
WORDS |= {value: f"{word} ({value})" for value, word in enumerate(QUESTIONNAIRE.words)}
# One world after the other: what is drawn of it for one test is there for the next.
worlds = pytest.mark.parametrize("world", WORLDS, scope="module")
FUNCTIONS = {"coordinator": "coördinator", "participant": "collega"}


@pytest.mark.parametrize(("edition", "form"), PLACES)
@worlds
def test_everything_stands_where_it_must_and_nothing_where_it_must_not(forms, world, edition, form):
    texts, found = WORLDS[world].texts, forms.read(world, edition, form)
    shown, anywhere = texts.marks_in(found.shown), texts.marks_in(found.everything)
    wrong = misplaced(texts.known, shown, anywhere, edition, form)
    if world == "many domains" and edition == "adviser" and form in REPORT:
        # Of very many differences the edition tells the largest (decision 0044); the workbook has them all.
        assert any(texts.known[mark].kind == "reason of an answer" for mark in shown)
        wrong = [each for each in wrong if each != ("lacks", "reason of an answer of")]
    assert wrong == []


def test_every_kind_of_data_of_an_assessment_is_in_a_world():
    kinds = {canary.kind for world in WORLDS.values() if world.contents for canary in world.texts.known.values()}
    assert PLACED.keys() - AUDIENCE.keys() - ALWAYS.keys() <= kinds


def test_texts_that_nobody_sees_are_read_too(forms):
    document = WORLDS["alone"].contents.document
    (figure, *_) = blocks_of(written(document, QUESTIONNAIRE), Figure)
    printed = printed_report(document, QUESTIONNAIRE).domains[0].scores[0]
    for form, alt in (("pdf", f"{printed.label}: {printed.text}"), ("docx", figure.alt)):
        found = forms.read("alone", "full", form)
        assert squeezed(alt) in found.everything and squeezed(alt) not in found.shown
    sheets = forms.read("alone", "full", "xlsx")
    assert ">Samenhang</dc:creator>" in sheets.everything and "creator>" not in sheets.shown


def single_answers(world):
    """Every answer of a world in words, with the function of who gave it."""
    about, context = WORLDS[world].contents.data, WORLDS[world].context
    levels = {level.id: level.title.lower() for level in QUESTIONNAIRE.levels}
    functions = {each.id: f"{FUNCTIONS[each.role]} bij {levels[each.level]}" for each in about.participants}
    functions |= context.functions
    return [(functions[each.participant], in_words(each, about), each) for each in about.answers]


def in_words(answer, about):
    """A word of the profile; to a chance question what was answered."""
    place, name = answer.item.split("/")
    question = QUESTIONNAIRE.question(name)
    if question.kind != "opportunity" or not isinstance(answer.value, int):
        return WORDS[answer.value]
    domains = QUESTIONNAIRE.chosen_domains(about.domains, about.own_domains, about.renamed)
    options = QUESTIONNAIRE.question_in(next(each for each in domains if each.id == place), question).options
    return f"{options[answer.value].removesuffix('.')} ({answer.value})"


@worlds
def test_every_answer_stands_by_function_in_the_workbook_of_the_adviser_only(forms, world):
    wanted = {
        squeezed(f"{function}: {answer.reason}") for function, _, answer in single_answers(world) if answer.reason
    }
    for form in REPORT:
        for edition in ("full", "alderman"):
            elsewhere = forms.read(world, edition, form).everything
            assert [text for text in wanted if text in elsewhere] == []
    rows = records(WORLDS[world].contents.sheets("adviser"), "Antwoorden")
    assert sorted((row["Code"], row["Functie"], row["Antwoord"], row["Reden"] or "") for row in rows) == sorted(
        (answer.item, function, said, answer.reason or "") for function, said, answer in single_answers(world)
    )


@worlds
def test_what_is_seen_most_differently_stands_by_function_in_the_advisers_edition(forms, world):
    cases = blocks_of(WORLDS[world].contents.document.edition("adviser"), Voices)
    said = {squeezed(voice.text) for case in cases for voice in case.voices}
    for form in REPORT:
        shown = forms.read(world, "adviser", form).shown
        assert [text for text in said if text not in shown] == []


def without_the_adviser(data, context):
    """All that others than who leads the conversation get."""
    contents = make_contents(QUESTIONNAIRE, data, context)
    editions = [contents.document.edition(kind) for kind in ("full", "alderman")]
    return editions, contents.sheets("full"), mail_text(contents.document, contents.questionnaire)


def test_who_gave_which_answer_and_why_makes_no_difference_to_other_editions():
    world = WORLDS["three people"]
    data, context = world.contents.data, world.context
    first, second, third = (each.id for each in data.participants)
    swapped = {first: second, second: first, third: third}
    answers = [
        replace(each, participant=swapped[each.participant], reason=None, evidence=None, confidence=None)
        for each in data.answers
    ]
    answers.sort(key=lambda each: (each.item, each.participant))
    changed = replace(data, answers=tuple(answers))
    assert without_the_adviser(changed, context) == without_the_adviser(data, context)
    # And it is about something: without one of the answers a mean is another.
    assert without_the_adviser(replace(changed, answers=tuple(answers[1:])), context) != without_the_adviser(
        data, context
    )


@worlds
def test_ideas_for_actions_stand_in_the_full_report(forms, world):
    rows = records(WORLDS[world].contents.sheets("full"), "Acties")
    first = [row for row in rows if row["Keuze"] == "eerste idee"]
    assert first
    for form in (*REPORT, "xlsx"):
        shown = forms.read(world, "full", form).shown
        assert [
            row for row in first for part in ("Idee", "Wat", "Wie", "Klaar als") if squeezed(row[part]) not in shown
        ] == []
