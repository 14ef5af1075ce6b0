"""The files that the guards look at."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("app", "questionnaires", "scoring")
SKIPPED = {".venv", "node_modules", "instance", ".git", "vendor"}


def python_files(*folders: str) -> list[Path]:
    """Every Python file of these folders (all of them when none is named), vendored ones aside."""
    roots = [ROOT / folder for folder in folders] or [ROOT]
    files = [path for root in roots for path in sorted(root.rglob("*.py"))]
    return [path for path in files if not SKIPPED & set(path.relative_to(ROOT).parts)]


def templates() -> list[Path]:
    """Every template."""
    return sorted((ROOT / "app").rglob("templates/**/*.html"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a file, nested ones too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def relative(path: Path) -> str:
    """The path as people name it."""
    return path.relative_to(ROOT).as_posix()
