"""The PDF: everything is in it, it keeps the norms, and the same document gives the same bytes."""

import hashlib
import subprocess
import sys
from pathlib import Path

import page
import pytest

from app.documents.model import ANNEX, EDITION_KINDS, Heading, render_json
from app.documents.pdf.fonts import printable
from app.reports.contents import draw_pdf
from app.reports.printed import DOMAINS, printed_report
from tests.unit.reports.drawn import DOCUMENTS, WORKED, opened, pages_of, pdf_of, squeezed, words_of
from tests.unit.reports.examples import LONG, QUESTIONNAIRE, make_document, make_round, texts_of

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        # The generated documents have fifteen domains in the edition of the adviser too.
        pytest.param(name, kind, marks=[pytest.mark.long] if (name, kind) == ("large", "adviser") else [])
        for name in DOCUMENTS
        for kind in (*EDITION_KINDS, ANNEX)
    ],
)
def test_it_keeps_the_norms_for_access_and_archive(name, kind):
    data = pdf_of(name, kind)
    for profile in ("ua1", "2a"):
        report = page.validate_pdf_bytes(data, profile=profile)
        assert [(failure.rule_id, failure.message) for failure in report.failures] == []
        assert report.is_compliant


@pytest.mark.parametrize("kind", ["alderman", "adviser"])
@pytest.mark.parametrize("name", ["worked", "hostile"])
def test_every_text_and_number_of_the_document_is_in_it(name, kind):
    found = squeezed("".join(pages_of(name, kind)))
    missing = [text for text in texts_of(DOCUMENTS[name].edition(kind)) if squeezed(printable(text)) not in found]
    assert missing == []


@pytest.mark.parametrize("name", ["worked", "hostile"])
def test_every_answer_is_in_the_annex(name):
    found = squeezed("".join(pages_of(name, ANNEX)))
    full = DOCUMENTS[name].edition("full")
    annex = full.model_copy(update={"sections": tuple(section for section in full.sections if section.annex)})
    missing = [text for text in texts_of(annex) if squeezed(printable(text)) not in found]
    # What stands on the cover of the report itself.
    assert set(missing) <= {full.title, full.subtitle, full.lead, *_covered(full)}


def _covered(edition):
    return [text for fact in edition.facts.facts for text in (fact.label, fact.text)]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_aldermans_page_is_one_page(name):
    assert len(opened(pdf_of(name, "alderman")).pages) == 1


@pytest.mark.long
def test_long_reasons_flow_over_pages():
    found = words_of(draw_pdf(make_document(make_round(reason=LONG)), ANNEX))
    # Each of the 18 answers has it twice: as its reason and as the note of its evidence.
    assert found.count("toelichting") == 2 * 18 * 125


@pytest.mark.long
def test_the_same_document_gives_the_same_bytes_in_another_process(tmp_path):
    source = tmp_path / "document.json"
    source.write_bytes(render_json(WORKED))
    program = (
        "import sys, hashlib, pathlib\n"
        "from app.documents.model import parse_document\n"
        "from app.reports.contents import draw_pdf\n"
        "document = parse_document(pathlib.Path(sys.argv[1]).read_bytes())\n"
        "print(hashlib.sha256(draw_pdf(document, 'full')).hexdigest())\n"
    )
    command = [sys.executable, "-c", program, str(source)]
    environment = {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "HOME": str(tmp_path)}
    run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert run.stdout.strip() == hashlib.sha256(pdf_of("worked")).hexdigest()


def test_different_documents_have_different_ids():
    ids = {opened(pdf_of(name, kind)).trailer["/ID"][0] for name in ("worked", "large") for kind in EDITION_KINDS[:2]}
    assert len(ids) == 4


def test_it_says_what_it_is_and_when():
    reader = opened(pdf_of("worked"))
    assert reader.metadata["/Title"] == "Eerste meting basisvaardigheden – Voorbeeldstad"
    assert reader.metadata["/CreationDate"] == "D:20261124000000Z"
    assert reader.root_object["/Lang"] == "nl-NL"
    assert "/CreationDate" not in opened(pdf_of("nothing known")).metadata


def test_only_the_own_fonts_are_in_it_and_all_embedded():
    reader = opened(pdf_of("large"))
    for each in reader.pages:
        for font in each["/Resources"]["/Font"].values():
            assert "NotoSans" in font["/BaseFont"]
            assert "/FontFile2" in font["/FontDescriptor"]


def test_bookmarks_lead_to_the_sections():
    outline = opened(pdf_of("worked")).outline
    titles = [entry["/Title"] for entry in outline if not isinstance(entry, list)]
    first = ["De kaart: score per domein, van 0 tot 100", "Inhoud", "Zo lees je dit rapport"]
    last = ["Waar ligt de meeste kans?", "Ideeën voor acties", "Verantwoording"]
    assert titles[:3] == first and titles[-3:] == last
    (domains,) = [outline[at + 1] for at, entry in enumerate(outline[:-1]) if _title(entry) == DOMAINS]
    assert [entry["/Title"] for entry in domains] == [
        domain.title for domain in printed_report(WORKED, QUESTIONNAIRE).domains
    ]
    annex = WORKED.edition("full").sections[-1]
    below = [block.text for block in annex.blocks if isinstance(block, Heading) and block.level == 3]
    outline = opened(pdf_of("worked", ANNEX)).outline
    assert [entry["/Title"] for entry in outline if not isinstance(entry, list)] == below


def _title(entry):
    return None if isinstance(entry, list) else entry["/Title"]


def test_links_are_those_of_the_evidence():
    reader = opened(draw_pdf(make_document(make_round(reason="Plan.")), ANNEX))
    links = {note.get_object()["/A"]["/URI"] for each in reader.pages for note in each.get("/Annots", [])}
    assert links == {"https://voorbeeld.example/plan?a=1&b=(2)"}
