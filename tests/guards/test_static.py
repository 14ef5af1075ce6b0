"""Guard: every file that a page or a style sheet asks for is there."""

import re
from pathlib import Path

from tests.guards.sources import ROOT, templates

STATIC = ROOT / "app/static"
ASKED = re.compile(r"/static/([\w./-]+)|url_for\(\"static\", filename=\"([^\"]+)\"")
IN_SHEET = re.compile(r"url\(\s*[\"']?([^\"')]+)")


def asked_for() -> set[Path]:
    """The files that templates name, and those that the style sheets among them name."""
    texts = (path.read_text("utf-8") for path in templates())
    found = {STATIC / (plain or made) for text in texts for plain, made in ASKED.findall(text)}
    sheets = [path for path in found if path.suffix == ".css"]
    return found | {path.parent / name for path in sheets for name in IN_SHEET.findall(path.read_text("utf-8"))}


def test_what_is_asked_for_is_there() -> None:
    asked = asked_for()
    assert len(asked) > 6
    assert [path for path in asked if not path.is_file()] == []
