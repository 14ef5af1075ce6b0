"""The numbers of a report are equal on the page, in the PDF, Word, Excel, CSV and the answers, and those of scoring."""

import re

import pytest

from app.documents.rendering import render_xlsx
from app.reports.document import scores as item_texts
from app.reports.document.adviser import MATRIX
from app.web.formatting import number
from scoring.engine import score
from scoring.interchange import parse
from scoring.items import answers_by_item
from tests.selection import examples
from tests.unit.reports.everywhere.numbers import (
    expected,
    in_sheets,
    in_word,
    on_page,
    rounded,
    sheets_of,
    shown,
    tables_of_word,
)
from tests.unit.reports.everywhere.reading import squeezed
from tests.unit.reports.everywhere.worlds import GENERAL, WORLDS
from tests.unit.reports.remade import random_assessment
from tests.unit.reports.tables import csv_rows, make_sheets
from tests.unit.scoring.samples import QUESTIONNAIRE

EDITIONS = ("full", "adviser")
# One world after the other: what is drawn of it for one test is there for the next.
worlds = pytest.mark.parametrize("world", WORLDS, scope="module")


def names_of(data):
    chosen = QUESTIONNAIRE.chosen_domains(data.domains, data.own_domains, data.renamed)
    return {domain.id: domain.short for domain in chosen}


def numbers_of(data):
    return expected(score(QUESTIONNAIRE, data), names_of(data))


@worlds
def test_the_page_word_and_excel_have_the_scores_of_scoring(forms, world):
    data = WORLDS[world].contents.data
    wanted = numbers_of(data)
    assert {key[0] for key in wanted} == {"total", "dimension", "cell", "chance", "group"}
    whole = rounded(score(QUESTIONNAIRE, data), names_of(data))
    assert on_page(forms.made(world, "full", "page")) == whole
    if all(points == ("",) for (kind, *_), points in whole.items() if kind == "group"):
        whole = {key: points for key, points in whole.items() if key[0] != "group"}
    assert in_word(forms.made(world, "full", "docx")) == whole
    for edition in EDITIONS:
        assert in_sheets(sheets_of(forms.made(world, edition, "xlsx"))) == wanted


@worlds
def test_the_pdf_has_the_rounded_scores_of_scoring_with_their_words(forms, world):
    data = WORLDS[world].contents.data
    names, pdf = names_of(data), forms.read(world, "full", "pdf").shown
    found = score(QUESTIONNAIRE, data).domains
    titles = {each.id: each.title for each in QUESTIONNAIRE.dimensions}
    scored = [(names[each], about.total) for each, about in found.items()]
    scored += [(titles[each], part) for about in found.values() for each, part in about.dimensions.items()]
    lines = [f"{name}{number(each.score, 0)}{each.word}" for name, each in scored if each.score is not None]
    assert len(lines) > len(found)
    assert [line for line in lines if squeezed(line) not in pdf] == []


@worlds
def test_every_table_is_the_same_in_word_and_in_the_pdf_of_the_adviser(forms, world):
    tables = tables_of_word(forms.made(world, "adviser", "docx"))
    # In the PDF a shade says what a high score rests on, and in Word a word.
    tables.pop(squeezed(MATRIX), None)
    pdf = forms.read(world, "adviser", "pdf").shown
    assert [row for rows in tables.values() for row in rows if "".join(row) not in pdf] == []


@pytest.mark.parametrize("seed", range(examples(12)))
def test_excel_shows_the_scores_of_any_assessment(seed):
    data = random_assessment(seed)
    assert in_sheets(sheets_of(render_xlsx(make_sheets(data)))) == numbers_of(data)


def questions_of(data):
    """The item, question, points and answers of everything that is asked, in the order of the report."""
    result = score(QUESTIONNAIRE, data)
    answers = answers_by_item(data)
    scores = {each.item: each for domain in result.domains.values() for each in domain.items.values()}
    scores |= result.general_items
    for domain in QUESTIONNAIRE.chosen_domains(data.domains, data.own_domains, data.renamed):
        for kind in ("domain", "opportunity"):
            for question in QUESTIONNAIRE.questions_in(domain, kind):
                item = f"{domain.id}/{question.id}"
                yield item, question, scores[item], answers.get(item, [])
    for question in QUESTIONNAIRE.of_kind("general"):
        yield (
            f"algemeen/{question.id}",
            question,
            scores[f"algemeen/{question.id}"],
            answers.get(f"algemeen/{question.id}", []),
        )


def said_now(question, points):
    """How the answer to a question begins: with a word for how far it is, which a chance does not have."""
    if question.kind == "opportunity":
        return f"{shown(points)} punten{'.' if points % 25 == 0 else ': tussen 2 antwoorden.'}"
    words, step = QUESTIONNAIRE.words, int(points // 25)
    if points == step * 25:
        return f"{words[step]} ({shown(points)})."
    return f"Tussen {words[step]} en {words[step + 1]} ({shown(points)})."


@worlds
def test_every_question_has_its_score_and_number_of_answers(forms, world):
    """In the annex: the value, agreed or the mean, and on how many answers it rests."""
    data = WORLDS[world].contents.data
    asked = list(questions_of(data))
    assert len(asked) == 18 * len(data.domains) + len(GENERAL)
    states = {"unknown": item_texts.UNKNOWN, "not_applicable": item_texts.NOT_APPLICABLE}
    for edition, form in (("full", "page"), ("annex", "pdf")):
        text = forms.read(world, edition, form).shown
        for item, question, found, answers in asked:
            now = said_now(question, found.points) if found.points is not None else states[found.state]
            numbers = sum(isinstance(each.value, int) for each in answers)
            basis = item_texts.basis(found.agreed, len(answers), numbers)
            begin, end = re.escape(squeezed(f"{question.text}Nu{now}")), re.escape(squeezed(f"Basis{basis}"))
            assert re.search(f"{begin}(?:(?!Basis(?:Gemiddelde|Afgesproken|Er|[0-9])).)*{end}", text), (form, item)


@worlds
def test_excel_and_csv_have_the_score_of_every_question(forms, world):
    rows = sheets_of(forms.made(world, "full", "xlsx"))["Vragen"]
    asked = {item: (found, answers) for item, _, found, answers in questions_of(WORLDS[world].contents.data)}
    assert [row["Code"] for row in rows] == list(asked)
    for row in rows:
        found, answers = asked[row["Code"]]
        value = None if found.points is None else found.points / 25
        assert (row["Score"], row["Waarde"]) == (shown(found.points), shown(value))
        assert (row["Antwoorden"], row["Afgesproken"]) == (str(len(answers)), "ja" if found.agreed else "nee")
    heads, *lines = csv_rows(forms.made(world, "full", "csv"))
    in_excel = WORLDS[world].contents.sheets("full").sheet("Vragen").rows
    for line, row in zip(lines, in_excel, strict=True):
        for title, text, cell in zip(heads, line, row, strict=True):
            if isinstance(cell, int | float):
                assert float(text.replace(",", ".")) == cell, title


@worlds
def test_the_answers_give_the_same_scores_again(forms, world):
    contents = WORLDS[world].contents
    assert score(QUESTIONNAIRE, parse(forms.made(world, "all", "json"))) == contents.result


@worlds
def test_the_files_of_the_alderman_and_the_mail_have_the_scores_of_the_page(forms, world):
    contents = WORLDS[world].contents
    names = names_of(contents.data)
    totals = {names[domain]: found.total for domain, found in contents.result.domains.items()}
    scores = {name: number(total.score, 0) if total.score is not None else "?" for name, total in totals.items()}
    exact = {each for found in numbers_of(contents.data).values() for each in found if "," in each}
    for form in ("pdf", "docx", "mail"):
        text = forms.read(world, "all" if form == "mail" else "alderman", form).shown
        said = "{}{}{}" if form != "mail" else "{}:{},{}"
        lines = [said.format(name, scores[name], total.word) for name, total in totals.items() if total.word]
        assert [line for line in lines if squeezed(line) not in text] == []
        assert [score for score in exact if score in text] == []
