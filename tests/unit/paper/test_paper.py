"""What goes on paper as PDF: everything is in it, it keeps the norms, and it is the same bytes on any day."""

import hashlib
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import html5lib
import page
import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.documents.docx.package import cleaned
from app.documents.model import Booklet, Choice, PaperQuestion, Space
from app.documents.pdf.fonts import printable
from app.documents.rendering import render_booklet_docx, render_booklet_pdf
from app.paper.document import chosen_parts, colleague_questions, own_answers, whole_questionnaire
from app.web.formatting import short_day
from tests.guards.browsers import text_of_office
from tests.selection import EVERYTHING
from tests.unit.paper.booklets import (
    GENERAL_PART,
    IBA,
    NAMES,
    answered,
    colleague,
    elements,
    opened,
    part,
    squeezed,
    texts_of,
)
from tests.unit.reports.examples import HOSTILE, LONG

ROOT = Path(__file__).parents[3]
MANY = IBA.domains[:: 1 if EVERYTHING else 4]
BOOKLETS: dict[str, Booklet] = {
    "whole": whole_questionnaire(IBA, IBA.terms),
    "many domains": chosen_parts(IBA, [*(part(domain.id) for domain in MANY), GENERAL_PART], IBA.terms),
    "one": chosen_parts(IBA, [part()], ()),
    "no questions": colleague_questions(IBA, [], (), colleague(deadline=None, function="")),
    "answers": own_answers(answered()),
    "long answers": own_answers(answered(LONG)),
    "hostile answers": own_answers(answered(HOSTILE)),
    "no answers": own_answers(answered(None, parts=[], answers={})),
} | {
    name: colleague_questions(IBA, [part("geld", title), part("eigen_1", title)], IBA.terms, colleague(title))
    for name, title in NAMES.items()
}


@cache
def pdf_of(name: str) -> bytes:
    """A booklet as PDF, drawn once."""
    return render_booklet_pdf(BOOKLETS[name])


@cache
def pages_of(name: str) -> tuple[str, ...]:
    """The text of each page of it: reading takes longer than drawing."""
    return tuple(each.extract_text() for each in opened(pdf_of(name)).pages)


@pytest.mark.parametrize("name", BOOKLETS)
def test_it_keeps_the_norms_for_access_and_archive(name):
    data = pdf_of(name)
    for profile in ("ua1", "2a"):
        report = page.validate_pdf_bytes(data, profile=profile)
        assert [(failure.rule_id, failure.message) for failure in report.failures] == []
        assert report.is_compliant


@pytest.mark.parametrize("name", BOOKLETS)
def test_every_text_is_in_it(name):
    found = squeezed("".join(pages_of(name)))
    missing = [text for text in texts_of(BOOKLETS[name]) if squeezed(printable(text)) not in found]
    # A long text goes on over pages, with a header and a footer between.
    assert [text for text in missing if len(text) < 2000] == []


@pytest.mark.parametrize("name", BOOKLETS)
def test_every_text_is_in_the_word_file_too(name):
    data = render_booklet_docx(BOOKLETS[name])
    found = squeezed(text_of_office(data))
    assert [text for text in texts_of(BOOKLETS[name]) if squeezed(cleaned(text)) not in found] == []
    assert render_booklet_docx(BOOKLETS[name]) == data


def test_the_same_booklets_give_the_same_bytes_in_another_process(tmp_path):
    names = ("whole", "one", "long", "answers")
    for name in names:
        (tmp_path / f"{name}.json").write_text(BOOKLETS[name].model_dump_json())
    program = (
        "import sys, hashlib, pathlib\n"
        "from app.documents.model import Booklet\n"
        "from app.documents.rendering import render_booklet_pdf\n"
        "for name in sys.argv[1:]:\n"
        "    booklet = Booklet.model_validate_json(pathlib.Path(f'{name}.json').read_bytes())\n"
        "    print(hashlib.sha256(render_booklet_pdf(booklet)).hexdigest())\n"
    )
    environment = {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "HOME": str(tmp_path)}
    command = [sys.executable, "-c", program, *names]
    run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=tmp_path)
    assert run.stdout.split() == [hashlib.sha256(pdf_of(name)).hexdigest() for name in names]


def test_a_printed_square_is_the_label_of_its_answer():
    data = pdf_of("one")
    squares = [label for label in elements(data, "/Lbl") if label.get("/Alt") == "vakje"]
    # For each of the 14 questions five answers, two that stand apart, and how sure somebody is.
    assert len(squares) == 14 * (5 + 2 + 3)
    for square in squares:
        item = square["/P"].get_object()
        assert item["/S"] == "/LI" and item["/P"].get_object()["/S"] == "/L"
        assert [child.get_object()["/S"] for child in item["/K"]] == ["/Lbl", "/LBody"]


def test_a_question_stays_on_one_page():
    for name in ("many domains", "long"):
        for text in pages_of(name):
            assert text.count("Weet ik niet. Wie kan") == text.count("Hoe zeker ben je?")
            assert text.count("Toelichting: waarom") == text.count("Hoe zeker ben je?")


def test_a_domain_begins_on_a_new_page():
    bodies = [squeezed(text.split("\n", 1)[1]) for text in pages_of("many domains")]
    for domain in MANY:
        assert any(text.startswith(squeezed(domain.title)) for text in bodies), domain.id


def test_the_bookmarks_are_the_parts_and_their_questions():
    outline = opened(pdf_of("one")).outline
    assert [entry["/Title"] for entry in outline if not isinstance(entry, list)][:2] == [
        "Zo vul je dit in",
        "Geldzaken, armoede en schulden",
    ]
    below = [len(entry) for entry in outline if isinstance(entry, list)]
    assert below == [1, 14 + 3]


def test_another_text_gives_another_file():
    one, other = (render_booklet_pdf(own_answers(replace(answered(), round=name))) for name in ("A", "B"))
    assert opened(one).trailer["/ID"][0] != opened(other).trailer["/ID"][0]


def test_a_page_shows_what_is_asked():
    folders = [ROOT / "app/templates", ROOT / "app/reports/templates"]
    shown = Environment(loader=FileSystemLoader(folders), undefined=StrictUndefined, autoescape=True, trim_blocks=True)
    shown.filters["short_day"] = short_day
    source = '{% from "reports/blocks.html" import render_block %}{{ render_block(block, "a", none) }}'
    block = PaperQuestion(
        text="<b>Is er geld?</b>",
        help="Kijk in de begroting.",
        choices=(Choice(text="Ja"),),
        spaces=(Space(label="Reden"),),
    )
    html = shown.from_string(source).render(block=block)
    parsed = html5lib.HTMLParser(strict=True).parseFragment(html)
    text = "".join(parsed.itertext())
    assert [said for said in ("<b>Is er geld?</b>", "begroting.", "Ja", "Reden") if said not in text] == []
