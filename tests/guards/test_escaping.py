"""Guard: what people typed is escaped everywhere, since nothing says that a text needs no escaping."""

import ast
import re

from tests.guards.sources import python_files, relative, templates

OFF = re.compile(r"\|\s*safe\b|\bautoescape\b|\bMarkup\b")
ESCAPED = {
    "app/templating.py": "puts one attribute into what a macro wrote",
    "app/reports/routes/page.py": "takes a picture over from app.reports.charts.svg, which escapes every text in it",
}
"""Where Markup is made of something else than a fixed text, and why that is escaped."""


def test_no_template_leaves_a_text_as_it_is() -> None:
    sources = {relative(path): re.sub(r"{#.*?#}", "", path.read_text("utf-8"), flags=re.S) for path in templates()}
    assert len(sources) > 200
    assert {name: found for name, source in sources.items() if (found := OFF.findall(source))} == {}


def test_markup_is_made_of_fixed_texts() -> None:
    loose, fixed = set(), 0
    for path in python_files("app"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Markup":
                is_fixed = all(isinstance(one, ast.Constant) for one in node.args)
                fixed += is_fixed
                loose |= set() if is_fixed else {relative(path)}
    assert fixed > 10
    assert loose == set(ESCAPED)
