"""The evaluation report as files: the norms, everything in them, and the same bytes every time."""

import io
import subprocess
import sys
import unicodedata
from dataclasses import replace
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from random import Random

import page
import pypdf
import pytest

from app.comparisons.document.ground import Back, DoneAction, What
from app.comparisons.document.report import FORMS, build_comparison_report, make_comparison, render_form
from app.documents.pdf.fonts import printable
from app.documents.rendering import render_booklet_docx, render_booklet_pdf
from questionnaires import catalogue
from tests.golden.reading_order import reading_order
from tests.selection import examples
from tests.unit.comparisons.materials import (
    golden,
    make_material,
    on_version_2,
    parsed,
    random_material,
    texts_of,
    three_rounds,
    worked_material,
)
from tests.unit.reports.examples import HOSTILE, LONG
from tests.unit.reports.generated import NAMES, TEXTS
from tests.unit.reports.word import expected_texts, texts_in

ROOT = Path(__file__).parents[3]
CHECKED = {"document_id": "R-1", "check_page": "https://samenhang.example/rapporten/controle"}
QUESTIONS = {question.id for question in catalogue.questionnaire("iba", 1).questions}


def of_size(size, seed="size", own=None, renamed=None, municipality="Voorbeeldstad", values=None):
    """Every question about so many domains on version 1, and a second round on version 2."""
    random, document = Random(seed), golden("iba-2.every-question")
    document["questionnaire"]["version"] = 1
    document["municipality"]["name"] = municipality
    document["domains"] = [*document["domains"][:size], *(own or {})]
    document["own_domains"] = [{"id": name, "title": title} for name, title in (own or {}).items()]
    document["renamed"] = renamed or {}
    kept = {*document["domains"], "algemeen"}
    known = [each for each in document["answers"] if each["item"].split("/")[1] in QUESTIONS]
    copied = [{**each, "item": f"{name}/{each['item'].split('/')[1]}"} for name in own or {} for each in known[:18]]
    document["answers"] = [each for each in (*known, *copied) if each["item"].split("/")[0] in kept]
    for given in document["answers"]:
        if values and random.random() < 0.5:
            given["value"] = random.choice(values)
    return document, on_version_2(document, seed, 0.6)


def actions_about(domains, text):
    states = ("done", "running", "planned", "stopped", "proposed")
    questions = ("A.BE", "M.BL", "S.UI", "D1.UI", None)
    return tuple(
        DoneAction(text, domain, f"{domain}/{question}" if question else None, text, state, 3)
        for domain in domains
        for state, question in zip(states, questions, strict=True)
    )


@lru_cache(maxsize=1)
def eight():
    before, after = of_size(8)
    acts = actions_about(before["domains"][:3], "Een training voor de medewerkers van de balie")
    said = {f"{domain}/A.BE": (What("Er is nu een opdracht."),) for domain in before["domains"][:3]}
    return make_material(parsed(before), parsed(after), actions=acts, whats=said, **CHECKED)


@lru_cache(maxsize=1)
def hostile():
    own = {f"eigen_{n}": name[:80] for n, name in enumerate((HOSTILE, NAMES[4], NAMES[1]), start=1)}
    renamed = {"geld": NAMES[6], "wonen": NAMES[3]}
    before, after = of_size(12, "hostile", own, renamed, HOSTILE, (0, 1, 2, 3, 4, "unknown"))
    material = make_material(parsed(before), parsed(after))
    whats = {f"geld/{name}": (What(text, text[:100]),) for name, text in zip(sorted(QUESTIONS), TEXTS, strict=False)}
    return replace(
        material,
        before=replace(material.before, title=HOSTILE[:120]),
        after=replace(material.after, title=HOSTILE[:120], agreed_on=None),
        actions=actions_about(("geld", "eigen_1", "algemeen"), HOSTILE),
        whats={**whats, "wonen/A.BE": (What(LONG),)},
        back=tuple(Back(f"{domain}/A.BE", 1) for domain in before["domains"]),
        preliminary=True,
        reopened=True,
    )


def nothing():
    return make_material(*(parsed({**each, "answers": []}) for each in of_size(2)))


MATERIALS = {
    "worked": worked_material,
    "eight": eight,
    "hostile": hostile,
    "three": lambda: three_rounds(of_size(3, own={"eigen_1": NAMES[4][:80]})[0]),
    "nothing": nothing,
    **{f"random {seed}": (lambda seed=seed: random_material(seed)) for seed in range(examples(6))},
}


@lru_cache(maxsize=32)
def material_of(name):
    return MATERIALS[name]()


@cache
def report_of(name):
    """The report of a material."""
    return build_comparison_report(material_of(name))


@cache
def pdf_of(name):
    """It as PDF, drawn once."""
    return render_booklet_pdf(report_of(name).booklet)


@cache
def pages_of(name):
    """The text of each page of it: reading takes longer than drawing."""
    return tuple(each.extract_text() for each in opened(pdf_of(name)).pages)


def opened(data):
    return pypdf.PdfReader(io.BytesIO(data))


def squeezed(text):
    return "".join(unicodedata.normalize("NFC", text).replace("\u00ad", "").split())


@pytest.mark.parametrize("name", MATERIALS)
def test_the_pdf_keeps_the_norms_whatever_is_in_it(name):
    data = pdf_of(name)
    for profile in ("ua1", "2a"):
        report = page.validate_pdf_bytes(data, profile=profile)
        assert [(failure.rule_id, failure.message) for failure in report.failures] == []
        assert report.is_compliant
    assert b"Helvetica" not in data


@pytest.mark.parametrize("name", ["worked", "hostile", "three", "random 1"])
def test_every_text_is_in_the_pdf(name):
    report = report_of(name)
    found = squeezed("".join(pages_of(name)))
    # The running header of a page can stand in the middle of a long text, which the next test reads in order.
    texts = [text for text in texts_of(report) if len(text) < 500]
    assert [text for text in texts if squeezed(printable(text)) not in found] == []


@pytest.mark.parametrize("name", ["worked", "three"])
def test_a_reader_aloud_hears_the_alternative_text_before_the_table(name):
    report = report_of(name)
    order = reading_order(pdf_of(name))
    pictures = [block for section in report.sections for block in section.blocks if block.type in ("moves", "trend")]
    assert len(pictures) >= 3
    place = 0
    for picture in pictures:
        place = order.index(f"[{printable(picture.alt)}]", place)
        place = order.index(printable(picture.table.caption), place)


@pytest.mark.parametrize("name", MATERIALS)
def test_every_text_is_in_word_as_typed_and_in_order(name):
    booklet = report_of(name).booklet
    # A file cannot hold a character that is no character.
    wanted = [text.replace("\x00", "\ufffd") for text in expected_texts(booklet)]
    assert texts_in(render_booklet_docx(booklet)) == wanted


def test_eight_domains_are_six_to_ten_pages():
    assert 6 <= len(pages_of("eight")) <= 10


def test_the_summary_is_one_page_that_can_stand_alone():
    pages = pages_of("eight")
    assert "Per domein" not in pages[0].replace("‘Per domein’", "")
    assert "Per domein" in pages[1]


@pytest.mark.parametrize("name", ["worked", "eight", "hostile", "three"])
def test_no_page_ends_with_a_heading(name):
    report = report_of(name)
    blocks = [block for section in report.sections for block in section.blocks if block.type == "heading"]
    headings = tuple(
        squeezed(printable(text)) for text in (*(s.title for s in report.sections), *(b.text for b in blocks))
    )
    items = tuple(
        squeezed(printable(text))
        for text in texts_of(report)
        if squeezed(printable(text)) not in headings and text.strip()
    )
    for number, each in enumerate(pages_of(name), start=1):
        body = squeezed(each).split("Samenhangbladzijde")[0]
        assert body.endswith(items) or not body.endswith(headings), number


def test_the_same_material_gives_the_same_bytes_in_another_process(tmp_path):
    program = (
        "import sys, time_machine\n"
        "from hashlib import sha256\n"
        "from app.comparisons.document.report import make_comparison, render_form\n"
        "from tests.unit.comparisons.materials import worked_material\n"
        "with time_machine.travel('2031-07-01'):\n"
        "    for form in sys.argv[1:]:\n"
        "        print(sha256(render_form(make_comparison(worked_material()), form)).hexdigest())\n"
    )
    environment = {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "HOME": str(tmp_path)}
    command = [sys.executable, "-c", program, *FORMS]
    run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=ROOT)
    made = make_comparison(worked_material())
    assert run.stdout.split() == [sha256(render_form(made, form)).hexdigest() for form in FORMS]


def test_bookmarks_lead_to_the_sections():
    report = report_of("worked")
    outline = opened(pdf_of("worked")).outline
    titles = [entry["/Title"] for entry in outline if not isinstance(entry, list)]
    assert titles == [section.title for section in report.sections]
