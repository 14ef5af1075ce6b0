"""Guard: what a template asks of a module (its sentences) is there; else only who meets that branch would know."""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib import import_module
from types import ModuleType

from jinja2 import Environment, nodes

from tests.guards.sources import python_files, relative, templates

Given = Mapping[str, Mapping[str, set[ModuleType]]]
"""By template and name in it: the modules that views give it by that name."""


def given() -> Given:
    """What views give to the templates that they name: keywords, and keys of what they gather first."""
    found: dict[str, dict[str, set[ModuleType]]] = defaultdict(lambda: defaultdict(set))
    for path in python_files("app"):
        nodes_of = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        named = {
            str(one.value) for one in nodes_of if isinstance(one, ast.Constant) and str(one.value).endswith(".html")
        }
        if named:
            module = import_module(relative(path).removesuffix(".py").removesuffix("/__init__").replace("/", "."))
            for name, value in pairs(nodes_of):
                known = getattr(module, value.id, None) if isinstance(value, ast.Name) else None
                if isinstance(known, ModuleType):
                    for template in named:
                        found[template][name].add(known)
    return found


def pairs(nodes_of: list[ast.AST]) -> Iterator[tuple[str, ast.expr]]:
    """Every name that gets a value: in a call by keyword, and in a dict."""
    for node in nodes_of:
        if isinstance(node, ast.Call):
            yield from ((keyword.arg, keyword.value) for keyword in node.keywords if keyword.arg)
        elif isinstance(node, ast.Dict):
            yield from (
                (str(key.value), value)
                for key, value in zip(node.keys, node.values, strict=True)
                if isinstance(key, ast.Constant)
            )


def missing(source: str, modules: Mapping[str, set[ModuleType]]) -> list[str]:
    """What a template asks that none of the modules of that name has, by line."""
    asked = Environment(autoescape=True).parse(source).find_all(nodes.Getattr)
    return [
        f"{one.lineno}: {one.node.name}.{one.attr}"
        for one in asked
        if isinstance(one.node, nodes.Name) and modules.get(one.node.name)
        if not any(hasattr(module, one.attr) for module in modules[one.node.name])
    ]


def test_everything_asked_of_a_module_is_there() -> None:
    """Of every template that a view names itself, and there are many of these."""
    known = given()
    wrong, checked = {}, 0
    for path in templates():
        name = path.as_posix().rpartition("/templates/")[2]
        checked += bool(known.get(name))
        if found := missing(path.read_text("utf-8"), known.get(name, {})):
            wrong[name] = found
    assert wrong == {}
    assert checked > 80


def test_the_guard_sees_what_is_not_there() -> None:
    """A name that no module of that name has; not a value of the template's own."""
    modules = {"texts": {sys, ast}}
    assert missing("{{ texts.parse }}{{ texts.nowhere }}{{ other.nowhere }}", modules) == ["1: texts.nowhere"]
