"""Guard: the scripts are few, ours and small, take no text for markup or code, and everything works without them."""

import re

import pytest

from tests.guards.sources import ROOT, relative, templates

STATIC = ROOT / "app/static"
SCRIPTS = {
    # the script, and the templates that ask for it
    "aloud.js": {
        "app/instrument/templates/instrument/domain.html",
        "app/instrument/templates/instrument/questionnaire.html",
        "app/reports/templates/reports/example.html",
        "app/reports/templates/reports/report.html",
    },
    "board.js": {"app/plan/templates/trajectories/board.html"},
    "drafts.js": {
        "app/assessments/templates/assessments/domain.html",
        "app/assessments/templates/assessments/question.html",
        "app/reviews/templates/reviews/chance.html",
        "app/reviews/templates/reviews/item.html",
    },
    "keys.js": {
        "app/assessments/templates/assessments/question.html",
        "app/reviews/templates/reviews/item.html",
    },
    "typed.js": {"app/templates/base.html", "app/templates/errors/plain.html"},
    "meeting.js": {"app/meetings/templates/meetings/frame.html"},
}
KEEPS = {"typed.js": {"localStorage"}, "keys.js": {"localStorage"}}
"""What a script may do that others may not: keep what was typed until the server has it, and whether keys choose."""
FORBIDDEN = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|Function\(|import\("
    r"|https?:|['\"`]//|cookie|localStorage"
)


def test_there_are_no_other_scripts() -> None:
    found = [path.relative_to(STATIC) for path in STATIC.rglob("*") if path.suffix in (".js", ".mjs", ".wasm")]
    assert sorted(map(str, found)) == sorted(SCRIPTS)


@pytest.mark.parametrize("script", SCRIPTS)
def test_it_takes_no_text_for_code_and_asks_nobody_else(script: str) -> None:
    assert set(FORBIDDEN.findall((STATIC / script).read_text("utf-8"))) == KEEPS.get(script, set())


def test_together_they_are_small() -> None:
    assert sum(len((STATIC / script).read_bytes()) for script in SCRIPTS) <= 28_500


def test_pages_ask_for_them_after_everything_else() -> None:
    sources = {relative(path): re.sub(r"{#.*?#}", "", path.read_text("utf-8"), flags=re.S) for path in templates()}
    found = {name: tags for name, source in sources.items() if (tags := re.findall(r"<script\b[^>]*>", source))}
    assert set(found) == set().union(*SCRIPTS.values())
    for script, names in SCRIPTS.items():
        assert all(any(script in tag for tag in found[name]) for name in names)
    assert all("defer" in tag for tags in found.values() for tag in tags)
