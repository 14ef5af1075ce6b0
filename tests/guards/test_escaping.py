"""Guard: what people typed is escaped everywhere; only two functions say of a text that it is markup already."""

import ast
from collections.abc import Iterator

import pytest
from jinja2 import Environment, nodes

from tests.guards.sources import ROOT, python_files, relative

MEANT = {
    "app/reports/page.py _inline": "a picture, of which app.documents.charts.svg escapes every text",
    "app/web/templating.py _with_choice": "a field that a macro wrote, with a value that is escaped",
}
"""Where a text is called markup, and why that is right."""
WORDS = {"Markup", "safe", "autoescape"}


def unescaped_in_template(source: str) -> Iterator[str]:
    """What a template does not let Jinja escape, by line."""
    # No comments and texts: only what Jinja makes of it counts.
    for node in Environment(autoescape=True).parse(source).find_all(nodes.Node):
        if isinstance(node, nodes.Filter) and node.name == "safe":
            yield f"{node.lineno}: |safe"
        # A filter by its name, as in map("safe").
        if isinstance(node, nodes.Const) and node.value == "safe":
            yield f"{node.lineno}: 'safe'"
        if isinstance(node, nodes.EvalContextModifier):
            yield f"{node.lineno}: autoescape"
        if isinstance(node, nodes.Name | nodes.Getattr) and getattr(node, "name", getattr(node, "attr", "")) in WORDS:
            yield f"{node.lineno}: Markup"


def unescaped_in_module(source: str) -> Iterator[tuple[str, str]]:
    """(function, what is wrong) for everything that says of a text that changes that it is markup."""
    tree = ast.parse(source)
    inside = {
        id(node): function.name
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        where = inside.get(id(node), "")
        if isinstance(node, ast.ImportFrom | ast.Import):
            yield from ((where, "another name") for one in node.names if one.name == "Markup" and one.asname)
        if isinstance(node, ast.ClassDef) and any(name_of(base) == "Markup" for base in node.bases):
            yield where, "a class of Markup"
        if isinstance(node, ast.FunctionDef) and node.name == "__html__":
            yield where, "__html__"
        if isinstance(node, ast.keyword) and node.arg == "autoescape" and not is_true(node.value):
            yield where, "autoescape"
        if isinstance(node, ast.Call):
            if name_of(node.func) == "Markup" and not all(isinstance(one, ast.Constant) for one in node.args):
                yield where, "Markup of what changes"
            if any(name_of(one) == "Markup" for one in node.args):
                yield where, "Markup passed on"


def name_of(node: ast.expr) -> str:
    """The last part of a name."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def is_true(node: ast.expr) -> bool:
    """Whether it says True."""
    return isinstance(node, ast.Constant) and node.value is True


def test_every_template_is_escaped() -> None:
    word = ROOT / "app/documents/docx/templates"
    found = [path for path in (ROOT / "app").rglob("templates/**/*") if path.is_file() and path.parent != word]
    assert len(found) > 200
    # Flask escapes nothing in a template whose name ends otherwise.
    assert {path.suffix for path in found} == {".html"}
    wrong = {relative(path): [*unescaped_in_template(path.read_text("utf-8"))] for path in found}
    assert {path: what for path, what in wrong.items() if what} == {}


def test_no_module_calls_a_text_markup() -> None:
    found = {
        f"{relative(path)} {where}": what
        for path in python_files("app")
        for where, what in unescaped_in_module(path.read_text("utf-8"))
    }
    assert found == dict.fromkeys(MEANT, "Markup of what changes")


@pytest.mark.parametrize(
    "source",
    [
        "{{ text|safe }}",
        "{{ text | trim | safe }}",
        "{% filter safe %}{{ text }}{% endfilter %}",
        "{{ texts|map('safe')|join }}",
        "{% autoescape false %}{{ text }}{% endautoescape %}",
        "{% macro shown(text) %}{% set kept = text|safe %}{{ kept }}{% endmacro %}",
        "{{ Markup(text) }}",
    ],
)
def test_what_a_template_leaves_alone_is_found(source: str) -> None:
    assert [*unescaped_in_template(source)]


@pytest.mark.parametrize(
    "source",
    [
        "Markup(text)",
        "Markup(f'<b>{text}</b>')",
        "Markup('<b>' + text)",
        "markupsafe.Markup(text)",
        "list(map(Markup, texts))",
        "from markupsafe import Markup as Plain",
        "class Own(Markup): pass",
        "class Own:\n    def __html__(self): return self.text",
        "Environment(autoescape=False)",
    ],
)
def test_what_a_module_calls_markup_is_found(source: str) -> None:
    assert [*unescaped_in_module(source)]


def test_what_is_escaped_is_fine() -> None:
    assert [*unescaped_in_template("{# |safe #}{{ text }} is safe {{ text|e }}")] == []
    assert [*unescaped_in_module("Markup('<b>{}</b>').format(text)\nMarkup('<br>').join(texts)")] == []
