"""Names and shapes can be relied on: one file for each thing, a room for each file."""

import ast
from pathlib import Path

from tests.guards.sources import PACKAGES, ROOT, functions, python_files, relative
from tests.house import class_names

CUT = {"routes", "operations", "queries", "forms"}
"""Folders and files that would cut one idea into layers: to change it somebody would open all of them."""
LOOSE = {"__init__", "factory"}
IN_CORE_AND_DATABASE = {"Answer", "AgreedScore", "Assessment"}
"""The same thing, as it is calculated with and as it is kept."""
NOT_NAMES = ("common", "helpers", "utils", "services", "misc", "manager", "managers")


def test_a_thing_that_people_handle_has_one_file() -> None:
    folders = [path for path in (ROOT / "app").rglob("*") if path.is_dir() and path.name in CUT]
    assert folders == []


def test_every_module_has_a_room() -> None:
    assert {path.stem for path in (ROOT / "app").glob("*.py")} == LOOSE


def test_a_class_has_a_name_of_its_own() -> None:
    assert {name for name, number in class_names().items() if number > 1} == IN_CORE_AND_DATABASE


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [relative(p) for p in python_files(*PACKAGES) if p.stem in NOT_NAMES or p.parent.name in NOT_NAMES] == []


def test_no_function_has_a_name_that_says_nothing() -> None:
    starts = ("get_", "handle_", "process_")
    # These are named by the libraries that call them.
    theirs = {
        "get_id",
        "get_command",
        "get_help_option",
        "get_template",
        "get_canvas_width_height",
        "get_text_width_height_descent",
        "process_data",
        "process_formdata",
        "process_bind_param",
        "process_result_value",
    }
    vague = [
        f"{relative(path)}:{function.lineno} {function.name}"
        for path in python_files(*PACKAGES)
        for function in functions(path)
        if function.name.startswith(starts) and function.name not in theirs
    ]
    assert vague == []


def _docstring(path: Path) -> str:
    return ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""


def test_every_module_says_in_one_sentence_what_it_is() -> None:
    silent = [relative(p) for p in python_files() if "migrations" not in p.parts and not _docstring(p).strip()]
    assert silent == []


def test_suppressions_are_few_and_have_a_reason() -> None:
    bare, count = [], 0
    for path in python_files(*PACKAGES):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            for mark in ("# noqa", "# type: ignore"):
                if mark in line:
                    count += 1
                    after = line.split(mark, 1)[1]
                    if not (" - " in after or "  # " in after):
                        bare.append(f"{relative(path)}:{number}")
    assert bare == []
    assert count <= 21
