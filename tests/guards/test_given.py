"""Guard: a page asks of the modules that it is given only what is in them; nothing says so before it is shown."""

import ast
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import pytest
from jinja2 import Environment, nodes

from tests.guards.sources import ROOT, functions, python_files, relative, templates

PAGES = {path.as_posix().rpartition("/templates/")[2]: path for path in templates()}


def asked_of(source: str, name: str) -> Iterator[tuple[int, str]]:
    """By line what a template asks of what it is given under this name; a macro can be given something of its own."""
    tree = Environment(autoescape=True).parse(source)
    own = [macro for macro in tree.find_all(nodes.Macro) if name in {argument.name for argument in macro.args}]
    elsewhere = {id(node) for macro in own for node in macro.find_all(nodes.Getattr)}
    for node in tree.find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name) and node.node.name == name and id(node) not in elsewhere:
            yield node.lineno, node.attr


def given(function: ast.AST, module: ModuleType) -> Iterator[tuple[str, str, ModuleType]]:
    """Every (page, name, module) that this function shows a page with, by name or in a dict that it makes."""
    dicts = [
        pair
        for node in ast.walk(function)
        if isinstance(node, ast.Dict)
        for pair in zip(node.keys, node.values, strict=True)
    ]
    made = [(key.value, value) for key, value in dicts if isinstance(key, ast.Constant)]
    for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
        pages = [each.value for each in call.args if isinstance(each, ast.Constant) and each.value in PAGES]
        for name, value in [*made, *((word.arg, word.value) for word in call.keywords)]:
            found = getattr(module, value.id, None) if isinstance(value, ast.Name) else None
            if isinstance(found, ModuleType):
                yield from ((str(page), str(name), found) for page in pages)


def missing() -> Iterator[str]:
    """What a page asks of a module that does not have it."""
    for path in python_files("app"):
        module = import_module(relative(path).removesuffix(".py").removesuffix("/__init__").replace("/", "."))
        for function in functions(path):
            for page, name, found in given(function, module):
                for line, attribute in asked_of(PAGES[page].read_text("utf-8"), name):
                    if not hasattr(found, attribute):
                        yield f"{relative(PAGES[page])}:{line}: {name}.{attribute} is not in {found.__name__}"


def test_a_page_is_given_what_it_asks_for() -> None:
    assert list(missing()) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ texts.HELLO }}", [(1, "HELLO")]),
        ("\n{% if texts.said(one.texts) %}{% endif %}", [(2, "said")]),
        ("{% macro told(texts) %}{{ texts.ITS_OWN }}{% endmacro %}", []),
    ],
)
def test_the_guard_finds_what_is_asked(source: str, expected: list[tuple[int, str]]) -> None:
    assert list(asked_of(source, "texts")) == expected


def test_the_guard_sees_the_sentences() -> None:
    path = ROOT / "app/comparisons/page.py"
    found = [each for function in functions(path) for each in given(function, import_module("app.comparisons.page"))]
    assert {name for page, name, _ in found if page == "comparisons/accounting.html"} == {"sentences", "texts", "words"}
