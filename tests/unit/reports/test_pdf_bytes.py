"""The same document gives the same bytes: on any day, in any place, in any process, whatever was made before it."""

import subprocess
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
import time_machine

from app.documents.model import EDITION_KINDS, EditionKind, parse_document, render_json
from app.reports.contents import draw_pdf
from tests.selection import EVERYTHING
from tests.unit.reports.generated import generated_document, longest_document

ROOT = Path(__file__).parents[3]
PROGRAM = """
import pathlib, sys
from hashlib import sha256
import time_machine
from app.documents.model import parse_document
from app.reports.contents import draw_pdf
day, kinds, *files = sys.argv[1:]
with time_machine.travel(day):
    for file in files:
        document = parse_document(pathlib.Path(file).read_bytes())
        for kind in kinds.split(","):
            print(sha256(draw_pdf(document, kind)).hexdigest())
"""
DOCUMENTS = (generated_document(17), longest_document(), *((generated_document(11),) if EVERYTHING else ()))
AGAIN = range(len(DOCUMENTS) if EVERYTHING else 1)
"""Those that are drawn a second time in this process: in the short form the other process draws the rest again."""


@cache
def first(number: int, kind: EditionKind) -> str:
    """The hash of the file that the first one gave, in this process."""
    with time_machine.travel("2026-11-26T08:00:00Z"):
        return sha256(draw_pdf(DOCUMENTS[number], kind)).hexdigest()


def hashes(folder: Path, day: str, seed: str, zone: str, kinds: tuple[EditionKind, ...]) -> list[str]:
    files = [folder / f"{number}.json" for number, _ in enumerate(DOCUMENTS)]
    for file, document in zip(files, DOCUMENTS, strict=True):
        file.write_bytes(render_json(document))
    environment = {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed, "TZ": zone, "HOME": str(folder), "LC_ALL": "C"}
    command = [sys.executable, "-c", PROGRAM, day, ",".join(kinds), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout.split()


@pytest.mark.heavy
def test_two_processes_on_different_days_make_the_same_files(tmp_path):
    here = [first(number, kind) for number, _ in enumerate(DOCUMENTS) for kind in EDITION_KINDS]
    later = hashes(tmp_path, "2036-02-29T23:59:59Z", "2718", "Asia/Tokyo", EDITION_KINDS[::-1])
    editions = len(EDITION_KINDS)
    turned = [each for start in range(0, len(later), editions) for each in later[start : start + editions][::-1]]
    assert here == turned
    assert len(set(here)) == len(DOCUMENTS) * editions


@pytest.mark.parametrize("kind", EDITION_KINDS)
@pytest.mark.parametrize("number", AGAIN)
def test_a_frozen_document_gives_the_bytes_that_the_first_one_gave(number, kind):
    with time_machine.travel("2031-07-01"):
        document = parse_document(render_json(DOCUMENTS[number]))
        assert sha256(draw_pdf(document, kind)).hexdigest() == first(number, kind)
