"""Documents that were frozen by an earlier release still read, and come out byte for byte as they were kept."""

from pathlib import Path

import pytest

from app.comparisons.document.report import parse_report
from app.documents.model import EDITION_KINDS, EditionKind, parse_document, render_json
from app.reports.contents import draw_docx, draw_pdf
from scoring.engine import RULES
from tests.golden.document_bytes import FORMER
from tests.selection import EVERYTHING

FROZEN = sorted(Path(__file__).parent.glob("*.frozen-document.json"))
"""One of each release that changed what documents are made of."""


@pytest.mark.parametrize("path", FROZEN, ids=lambda path: path.stem)
def test_it_is_kept_to_the_byte(path: Path) -> None:
    kept = path.read_bytes()
    assert render_json(parse_document(kept)) == kept


@pytest.mark.parametrize("kind", EDITION_KINDS)
@pytest.mark.parametrize("path", FROZEN, ids=lambda path: path.stem)
def test_its_files_can_be_made_again_and_are_the_same_each_time(path: Path, kind: EditionKind) -> None:
    document = parse_document(path.read_bytes())
    for render, begins in ((draw_pdf, b"%PDF-1.7"), (draw_docx, b"PK")):
        data = render(document, kind)
        assert data.startswith(begins)
        # The tests of the bytes draw other documents twice in each edition.
        if EVERYTHING or kind == "alderman":
            assert render(parse_document(path.read_bytes()), kind) == data


def test_an_evaluation_of_former_rules_is_kept_to_the_byte_and_says_by_which() -> None:
    report = parse_report(FORMER.read_bytes())
    assert render_json(report) == FORMER.read_bytes()
    assert report.comparison["rules"] == 1 != RULES
    assert "versie 1" in report.model_dump_json()
