"""Guard: third-party files in the tree are the ones of the manifest, with their licences, and free to ship."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "app/static/vendor"
MANIFEST = tomllib.loads((VENDOR / "manifest.toml").read_text("utf-8"))
FILES = [pytest.param(file, id=file["path"]) for file in MANIFEST["file"]]
# The folders that hold nothing but vendored files.
VENDORED_FOLDERS = (VENDOR, ROOT / "app/documents/fonts", ROOT / "tests/browser/vendor")
FREE_LICENCES = {"EUPL-1.2", "OFL-1.1", "MIT AND OFL-1.1", "MPL-2.0"}


@pytest.mark.parametrize("file", FILES)
def test_file_is_the_one_of_the_manifest(file: dict[str, str]) -> None:
    assert hashlib.sha256((ROOT / file["path"]).read_bytes()).hexdigest() == file["sha256"]


def test_every_vendored_file_is_in_the_manifest() -> None:
    listed = {ROOT / file["path"] for file in MANIFEST["file"]} | {VENDOR / "manifest.toml"}
    assert {path for folder in VENDORED_FOLDERS for path in folder.rglob("*") if path.is_file()} == listed


def test_every_package_is_free_and_none_is_a_municipality_s_look() -> None:
    assert {package["licence"] for package in MANIFEST["package"]} <= FREE_LICENCES
    tokens = [package["name"] for package in MANIFEST["package"] if "design-tokens" in package["name"]]
    assert tokens == ["@nl-design-system-unstable/voorbeeld-design-tokens"]


@pytest.mark.parametrize("text", ["EUPL-1.2.md", "OFL-1.1.txt"])
def test_licence_texts_lie_beside_what_is_served(text: str) -> None:
    assert len((VENDOR / "licences" / text).read_text("utf-8")) > 4_000


@pytest.mark.parametrize("sheet", ["vendor/nlds.css", "site.css"])
def test_style_sheets_ask_nothing_of_another_host(sheet: str) -> None:
    """The content security policy would block it; a data: address is another source too."""
    addresses = re.findall(r"url\(\s*[\"']?([^\"')]+)", (ROOT / "app/static" / sheet).read_text("utf-8"))
    assert [address for address in addresses if re.match(r"[a-z]+:|//", address)] == []


def test_style_sheet_reads_no_token_that_nothing_sets() -> None:
    """A token of our own that is misspelled would be dropped in silence."""
    own = (ROOT / "app/static/site.css").read_text("utf-8")
    known = set(re.findall(r"(--[\w-]+)\s*:", own + (VENDOR / "nlds.css").read_text("utf-8")))
    assert set(re.findall(r"var\((--[\w-]+)\)", own)) - known == set()
