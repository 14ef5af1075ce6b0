"""The plan and the overview as files: everything is in them, they keep the norms, and are the same bytes on any day."""

import hashlib
import io
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import docx
import page
import pytest

from app.documents.docx.package import cleaned
from app.documents.pdf.booklet import draw_booklet
from app.documents.pdf.fonts import printable
from app.documents.pdf.styles import Styles
from app.documents.rendering import render_booklet_docx
from app.plan.document import ONE_PAGE_SCALES, plan_of_action, render_one_page, render_plan, summary
from tests.guards.browsers import text_of_office
from tests.unit.paper.booklets import elements, opened, squeezed, texts_of
from tests.unit.trajectories.plans import PLANS, plan

ROOT = Path(__file__).parents[3]
FILES = {f"plan {name}": (plan_of_action(each), render_plan) for name, each in PLANS.items()}
FILES |= {f"overview {name}": (summary(each), render_one_page) for name, each in PLANS.items()}


@cache
def drawn(name):
    """The bytes of a file, drawn once."""
    booklet, render = FILES[name]
    return render(booklet)


@cache
def words_of(name):
    """Its text without spaces."""
    return squeezed("".join(each.extract_text() for each in opened(drawn(name)).pages))


@pytest.mark.parametrize("name", FILES)
def test_it_keeps_the_norms_for_access_and_archive(name):
    for profile in ("ua1", "2a"):
        report = page.validate_pdf_bytes(drawn(name), profile=profile)
        assert [(failure.rule_id, failure.message) for failure in report.failures] == []
        assert report.is_compliant


@pytest.mark.parametrize("name", FILES)
def test_every_text_is_in_it(name):
    found = words_of(name)
    missing = [text for text in texts_of(FILES[name][0]) if squeezed(printable(text)) not in found]
    # A text over two pages has a footer and a header between.
    assert [text for text in missing if len(text) < 250] == []


@pytest.mark.parametrize("name", PLANS)
def test_every_text_is_in_the_word_file_too(name):
    booklet = plan_of_action(PLANS[name])
    data = render_booklet_docx(booklet)
    found = squeezed(text_of_office(data))
    assert [text for text in texts_of(booklet) if squeezed(cleaned(text)) not in found] == []
    assert render_booklet_docx(booklet) == data


def test_the_word_file_has_headings_in_order_header_rows_and_its_language():
    data = render_booklet_docx(plan_of_action(plan()))
    document = docx.Document(io.BytesIO(data))
    styles = [each.style.name for each in document.paragraphs if each.style.name.startswith("Heading")]
    levels = [int(name[-1]) for name in styles]
    assert levels[0] == 1 and max(levels) == 3
    assert all(below <= above + 1 for above, below in pairwise(levels))
    with ZipFile(io.BytesIO(data)) as opened_file:
        body, style = (opened_file.read(f"word/{part}.xml").decode() for part in ("document", "styles"))
    assert body.count("<w:tblHeader/>") == len(document.tables) == 4
    assert 'w:val="nl-NL"' in style


def test_a_normal_plan_takes_two_to_four_pages():
    actions = [action for action in plan(count=3).actions if action.state != "stopped" and not action.find_out]
    for count in (5, 6, 8):
        made = plan(actions=(*actions[:count], *plan().actions[-2:]))
        assert 2 <= len(opened(render_plan(plan_of_action(made))).pages) <= 4


@pytest.mark.parametrize("name", PLANS)
def test_the_overview_is_always_one_page_that_can_be_read(name):
    booklet = FILES[f"overview {name}"][0]
    assert len(opened(drawn(f"overview {name}")).pages) == 1
    # The texts in tables are of 8.4 points at full size.
    scales = [scale for scale in ONE_PAGE_SCALES if scale >= 0.84]
    assert any(draw_booklet(booklet, Styles().scaled(scale), b"")[1] == 1 for scale in scales)


def test_the_same_plans_give_the_same_bytes_in_another_process(tmp_path):
    names = ("plan normal", "plan hostile", "overview normal", "overview long names")
    for name in names:
        (tmp_path / f"{name}.json").write_text(FILES[name][0].model_dump_json())
    program = (
        "import sys, hashlib, pathlib\n"
        "from app.documents.model import Booklet\n"
        "from app.plan.document import render_one_page, render_plan\n"
        "for name in sys.argv[1:]:\n"
        "    booklet = Booklet.model_validate_json(pathlib.Path(f'{name}.json').read_bytes())\n"
        "    render = render_plan if name.startswith('plan') else render_one_page\n"
        "    print(hashlib.sha256(render(booklet)).hexdigest())\n"
    )
    environment = {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "HOME": str(tmp_path)}
    command = [sys.executable, "-c", program, *names]
    run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=tmp_path)
    assert run.stdout.split() == [hashlib.sha256(drawn(name)).hexdigest() for name in names]


def test_it_is_read_in_the_order_of_the_booklet():
    for name in ("plan normal", "overview normal"):
        booklet, text = FILES[name][0], words_of(name)
        places = [text.find(squeezed(each.title)) for each in booklet.sections]
        assert places == sorted(places) and -1 not in places


def test_headings_and_tables_are_tagged():
    data = drawn("plan normal")
    assert len(elements(data, "/H1")) == 1
    assert len(elements(data, "/H2")) == len(FILES["plan normal"][0].sections)
    assert len(elements(data, "/H4")) == 7
    assert len(elements(data, "/Table")) == len(elements(data, "/THead")) == len(elements(data, "/Caption")) == 4


def test_the_bookmarks_are_the_sections():
    outline = [entry["/Title"] for entry in opened(drawn("plan normal")).outline if not isinstance(entry, list)]
    assert outline == [each.title for each in FILES["plan normal"][0].sections]
