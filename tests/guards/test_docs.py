"""The documents cannot lag: what they name exists, what exists is named, and every link leads somewhere."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from app.cli import main
from config import Settings
from tests.guards.sources import ROOT, python_files

README = (ROOT / "README.md").read_text("utf-8")
PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for path in (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")))
}
RULES = range(1, 27)
WORDS = (
    *("questionnaire", "version", "domain", "level", "facet", "dimension", "question", "option", "item"),
    *("assessment", "round", "participant", "participation", "answer", "unknown", "not applicable", "agreed score"),
    *("profile", "cell", "weakest cell", "word", "coverage", "bandwidth", "opportunity", "choice", "review", "remark"),
    *("report", "document", "trajectory", "action"),
)
"""What the glossary has at least: the words with which everything else is explained."""


def section(page: str, title: str) -> str:
    """The text below a heading of a page, until the next one of its level."""
    return PAGES[page].split(f"## {title}\n")[1].split("\n## ")[0]


def rows(text: str) -> list[list[str]]:
    """The cells of the tables in a text, without their heads."""
    lines = text.splitlines()
    pairs = zip(lines, [*lines[1:], ""], strict=True)
    body = [line for line, below in pairs if line[:1] == "|" and not _is_border(line) and not _is_border(below)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in body]


def _is_border(line: str) -> bool:
    return line[:2] == "|-" or line[:3] == "| -"


def blocks(text: str) -> Iterator[str]:
    """Every line of the code blocks in a text, fenced or indented."""
    fenced = False
    for line in text.splitlines():
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif fenced or line.startswith("    "):
            yield line.strip()


def calls() -> Iterator[tuple[str, str, list[str]]]:
    """(page, command, options) of every call of `samenhang` in a code block."""
    for page, text in PAGES.items():
        for line in blocks(text):
            if call := re.search(r"(?:^|bin/)samenhang ([a-z][a-z-]*)(.*)", line):
                yield page, call[1], re.findall(r"(--[a-z-]+)", call[2])


def test_every_command_and_option_exists() -> None:
    context = main.make_context("samenhang", [], resilient_parsing=True)
    wrong = []
    for page, name, options in calls():
        command = main.get_command(context, name)
        known = {option for each in command.params for option in each.opts} if command else set()
        wrong += [] if command else [f"{page}: {name}"]
        wrong += [f"{page}: {name} {option}" for option in options if command and option not in known]
    assert wrong == []


def test_every_command_is_named() -> None:
    context = main.make_context("samenhang", [], resilient_parsing=True)
    assert set(main.list_commands(context)) - {name for _, name, _ in calls()} == set()
    assert isinstance(context.command, click.Group)


def test_every_make_target_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    spans = [span for text in PAGES.values() for span in (*re.findall(r"`([^`\n]+)`", text), *blocks(text))]
    named = {call[1] for span in spans if (call := re.match(r"make (?:-C \S+ )?([a-z-]+)", span))}
    assert {"run", "test"} <= named <= targets


def test_everything_in_the_tree_exists() -> None:
    tree = section("README.md", "The tree").split("```")[1]
    folder, missing = "", []
    for line in tree.splitlines():
        if top := re.match(r"(\w+/?\S*)", line):
            folder = top[1] if top[1].endswith("/") else ""
            names = [top[1]] if not folder else []
        else:
            names = re.findall(r"(?<![\w/])([a-z_]+(?:/[a-z0-9/]*|\.py|\.toml))", line)
        missing += [f"{folder}{name}" for name in names if not (ROOT / folder / name).exists()]
    assert missing == []


def test_every_folder_of_the_application_is_told() -> None:
    told = section("README.md", "The tree") + PAGES["docs/architecture.md"]
    folders = [path.name for path in sorted((ROOT / "app").iterdir()) if path.is_dir() and path.name[0] not in "._"]
    assert [name for name in folders if f"{name}/" not in told] == []


def test_the_readme_is_read_in_one_go() -> None:
    assert len(README.splitlines()) <= 140
    assert len(README.split()) <= 900


def anchors(text: str) -> set[str]:
    """What a link can lead to within a page, as forges make it of headings."""
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def links(page: str) -> Iterator[str]:
    """Where a page leads within the repository, pictures included."""
    for target in re.findall(r"\]\(([^)\s]+)\)", PAGES[page]):
        if not re.match(r"[a-z]+:", target):
            yield target


def place(page: str, target: str) -> Path:
    """The file that a link of a page leads to."""
    return ((ROOT / page).parent / target.partition("#")[0]).resolve() if target[0] != "#" else ROOT / page


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    dead = [target for target in links(page) if not place(page, target).exists()]
    for target in links(page):
        to, _, anchor = target.partition("#")
        known = anchors(PAGES[place(page, to or "#").relative_to(ROOT).as_posix()]) if anchor and not dead else {anchor}
        dead += [] if anchor in known else [target]
    assert dead == []


def test_the_readme_leads_to_every_page() -> None:
    found, new = set(), {"README.md"}
    while new:
        found |= new
        new = {place(page, to).relative_to(ROOT).as_posix() for page in new for to in links(page)} & PAGES.keys()
        new -= found
    assert set(PAGES) - found == set()


def test_every_setting_is_in_the_installation() -> None:
    named = [re.findall(r"`([a-z_]+)`", row[0]) for row in rows(section("docs/installation.md", "All settings"))]
    assert {name for names in named for name in names} == set(Settings.model_fields)


def test_every_word_of_the_log_is_explained() -> None:
    told = set(re.findall(r"`([a-z_]+)`", section("docs/operation.md", "Logs")))
    silent = {event for path in python_files("app") for event in _events(path)} - told
    assert silent == set()


def _events(path: Path) -> Iterator[str]:
    """What a module writes to the log; a name stands for the texts that it is given there."""
    tree = ast.parse(path.read_text("utf-8"))
    if not any(isinstance(node, ast.Import) and node.names[0].name == "structlog" for node in ast.walk(tree)):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            by = node.func.value
            is_log = (isinstance(by, ast.Name) and by.id == "log") or "get_logger" in ast.unparse(by)
            if is_log and node.func.attr in ("info", "warning", "error", "log"):
                yield from (arg.value for arg in node.args if isinstance(arg, ast.Constant) and _is_word(arg.value))
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "event":
            yield from (
                one.value for one in ast.walk(node.value) if isinstance(one, ast.Constant) and _is_word(one.value)
            )


def _is_word(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[a-z_]+", value) is not None


def spans(text: str) -> set[int]:
    """The rule numbers that a text names, `S4-S6` meaning all three."""
    found = {int(number) for number in re.findall(r"\bS(\d+)", text)}
    for first, last in re.findall(r"\bS(\d+)-S?(\d+)", text):
        found |= set(range(int(first), int(last) + 1))
    return found


def test_every_rule_is_explained() -> None:
    told = [row[0] for row in rows(PAGES["docs/scoring.md"]) if re.match(r"S\d+ ", row[0])]
    assert [int(head.split()[0][1:]) for head in told] == list(RULES)


@pytest.mark.parametrize("where", ["scoring", "tests/unit"])
def test_every_rule_is_named(where: str) -> None:
    texts = [path.read_text("utf-8") for path in python_files(where)]
    assert set(RULES) - {number for text in texts for number in spans(text)} == set()


def test_where_a_rule_is_in_the_code() -> None:
    modules = {row[2].strip("`") for row in rows(PAGES["docs/scoring.md"]) if re.match(r"S\d+ ", row[0])}
    assert [name for name in modules if not (ROOT / "scoring" / f"{name}.py").exists()] == []


def terms() -> set[str]:
    """The words of the code that the glossary explains."""
    return {term.strip() for row in rows(PAGES["docs/glossary.md"]) for term in re.split(r"[,;]", row[0])}


def test_the_glossary_has_the_words_with_which_the_rest_is_explained() -> None:
    assert set(WORDS) - terms() == set()


def test_every_term_of_the_glossary_is_used_in_the_code() -> None:
    code = " ".join(path.read_text("utf-8").lower() for path in python_files("app", "scoring", "questionnaires"))
    assert {term for term in terms() if term.replace(" ", "_") not in code and term not in code} == set()


def test_every_decision_says_when_why_what_and_at_which_price() -> None:
    decisions = sorted(page for page in PAGES if re.match(r"docs/decisions/\d", page))
    listed = re.findall(r"\]\((\d{4}-[a-z0-9-]+\.md)\)", PAGES["docs/decisions/README.md"])
    assert [Path(page).name for page in decisions] == listed
    assert [int(name[:4]) for name in listed] == list(range(1, len(listed) + 1))
    for page in decisions:
        assert re.findall(r"^## (.+)$", PAGES[page], re.MULTILINE) == ["Date", "Context", "Choice", "Price"], page
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", section(page, "Date").strip()), page


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_of_no_machine_and_fits_a_screen(page: str) -> None:
    assert re.findall(r"(?<![\w.])/(?:home|root|tmp|work|mnt|Users)/\S*", PAGES[page]) == []
    assert [line for line in PAGES[page].splitlines() if len(line) > 120 and not line.startswith(("|", "    "))] == []
