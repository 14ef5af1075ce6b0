"""Guard: there is one script, it is ours, it takes no text for markup or code, and everything works without it."""

import re

from tests.guards.sources import ROOT, relative, templates

STATIC = ROOT / "app/static"
SCRIPT = STATIC / "meeting.js"
FORBIDDEN = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|Function\(|import\("
    r"|https?:|['\"`]//|cookie|localStorage"
)


def test_there_is_one_script() -> None:
    assert [path for path in STATIC.rglob("*") if path.suffix in (".js", ".mjs", ".wasm")] == [SCRIPT]


def test_it_takes_no_text_for_code_and_asks_nobody_else() -> None:
    assert FORBIDDEN.findall(SCRIPT.read_text("utf-8")) == []


def test_it_is_small() -> None:
    assert len(SCRIPT.read_bytes()) <= 10_000


def test_pages_ask_for_it_after_everything_else() -> None:
    sources = {relative(path): re.sub(r"{#.*?#}", "", path.read_text("utf-8"), flags=re.S) for path in templates()}
    found = {name: tags for name, source in sources.items() if (tags := re.findall(r"<script\b[^>]*>", source))}
    assert list(found) == ["app/meetings/templates/meetings/frame.html"]
    assert all("defer" in tag and "meeting.js" in tag for tags in found.values() for tag in tags)
