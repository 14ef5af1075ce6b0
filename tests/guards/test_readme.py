"""The README cannot lag: what it names exists, and every rule it lists is in code and in a test."""

import re

import pytest

from app.cli import main
from tests.guards.sources import ROOT, python_files

README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
RULES = range(1, 27)


def section(title: str) -> str:
    """The text below a heading."""
    return README.split(f"## {title}")[1].split("\n## ")[0]


def test_every_command_exists() -> None:
    named = set(re.findall(r"^ +(?:\.venv/bin/)?samenhang ([a-z-]+)", README, re.MULTILINE))
    known = set(main.list_commands(main.make_context("samenhang", [], resilient_parsing=True)))
    assert named
    assert named <= known
    assert known - named <= {"example", "tasks"}


def test_every_make_target_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z-]+)", README)) - {"test-retest"} <= targets


def test_everything_in_the_tree_exists() -> None:
    tree = section("The tree").split("```")[1]
    folder, missing = "", []
    for line in tree.splitlines():
        if top := re.match(r"(\w+/?\S*)", line):
            folder = top[1] if top[1].endswith("/") else ""
            names = [top[1]] if not folder else []
        else:
            names = re.findall(r"(?<![\w/])([a-z_]+(?:/[a-z0-9/]*|\.py|\.toml))", line)
        missing += [f"{folder}{name}" for name in names if not (ROOT / folder / name).exists()]
    assert missing == []


def spans(text: str) -> set[int]:
    """The rule numbers that a text names, `S4-S6` meaning all three."""
    found = {int(number) for number in re.findall(r"\bS(\d+)", text)}
    for first, last in re.findall(r"\bS(\d+)-S?(\d+)", text):
        found |= set(range(int(first), int(last) + 1))
    return found


@pytest.mark.parametrize("where", ["README", "scoring", "tests/unit"])
def test_every_rule_is_named(where: str) -> None:
    texts = [section("Scoring rules")] if where == "README" else [p.read_text("utf-8") for p in python_files(where)]
    assert set(RULES) - {number for text in texts for number in spans(text)} == set()


def test_every_term_of_the_glossary_is_used_in_the_code() -> None:
    rows = re.findall(r"^\| ([^|]+) \|", section("Glossary"), re.MULTILINE)[2:]
    terms = {term.strip() for row in rows for term in re.split(r"[,;]", row)}
    code = " ".join(path.read_text("utf-8").lower() for path in python_files("app", "scoring", "questionnaires"))
    unused = {term for term in terms if term.replace(" ", "_") not in code and term not in code}
    assert unused <= {"trajectory", "choice"}, "these come with the steps after the inventory"
