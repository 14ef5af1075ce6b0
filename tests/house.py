"""The measures of the house: how much there is, in how many places, and how much of it is ceremony (`make house`)."""

import ast
import sys
from collections import Counter

from tests.guards.sources import PACKAGES, ROOT, python_files

ROOMLESS = {"__init__.py", "factory.py"}


def class_names() -> Counter[str]:
    """How many classes each name has, inner ones left out."""
    trees = (ast.parse(path.read_text("utf-8")) for path in python_files(*PACKAGES))
    return Counter(node.name for tree in trees for node in tree.body if isinstance(node, ast.ClassDef))


def ceremony(text: str) -> int:
    """How many lines of a module are blank, imports, docstrings or signatures."""
    tree = ast.parse(text)
    lines = {number for number, line in enumerate(text.splitlines(), 1) if not line.strip()}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            lines |= _lines(node.lineno, node.end_lineno)
        elif isinstance(node, ast.FunctionDef):
            lines |= _lines(node.lineno, node.body[0].lineno - 1)
        # A text by itself says something to the reader of what stands above it.
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            lines |= _lines(node.lineno, node.end_lineno)
    return len(lines)


def _lines(first: int, last: int | None) -> set[int]:
    return set(range(first, (last or first) + 1))


def measures() -> list[tuple[str, str, str]]:
    """(what, how much now, the goal)."""
    files = [path for path in python_files("app") if "migrations" not in path.parts]
    texts = [path.read_text("utf-8") for path in files]
    lines = sum(len(text.splitlines()) for text in texts)
    loose = {path.name for path in files if path.parent.name == "app"}
    readme = (ROOT / "README.md").read_text("utf-8").splitlines()
    pages = [path for path in (ROOT / "docs").rglob("*.md") if path.parent.name != "decisions"]
    return [
        ("lines of app", f"{lines}", "48000"),
        ("files of app", f"{len(texts)}", "330"),
        ("mean lines of a file", f"{lines / len(texts):.0f}", "150"),
        ("blank, imports, docstrings, signatures", f"{100 * sum(map(ceremony, texts)) / lines:.0f}%", "45%"),
        ("modules loose in app", f"{len(loose - ROOMLESS)} beside {len(ROOMLESS)}", "2"),
        ("class names for two or more classes", f"{sum(number > 1 for number in class_names().values())}", "10"),
        ("lines of the README", f"{len(readme)}", "140"),
        ("pages in docs, without decisions", f"{len(pages)}", "20"),
    ]


if __name__ == "__main__":
    for what, now, goal in measures():
        sys.stdout.write(f"{what:42}{now:>12}{goal:>10}\n")
