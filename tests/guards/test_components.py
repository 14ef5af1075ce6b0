"""Guard: the component macros and error pages give valid, lean HTML that a strict content security policy allows."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import html5lib
import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from app.doors.door import cleaned
from tests.guards.sources import relative, templates

FORM = re.compile(r"<form[^>]*method=\"post\"[^>]*>")
TEMPLATES = Path(__file__).resolve().parents[2] / "app/templates"
ERROR_PAGES = sorted(path.name for path in (TEMPLATES / "errors").glob("[0-9]*.html"))
ANSWERS = [SelectChoice(str(value), f"Antwoord {value}") for value in range(5)] + [
    SelectChoice("unknown", "Weet ik niet")
]
DOMAINS = [SelectChoice("werk", "Werk"), SelectChoice("geld", "Geldzaken")]

Render = Callable[..., str]


class ExampleForm(Form):
    email = StringField("E-mailadres", [DataRequired("Vul je e-mailadres in.")], description="Van je gemeente.")
    round = SelectField("Ronde", choices=[SelectChoice("baseline", "Nulmeting")])
    reason = TextAreaField("Reden")
    value = RadioField("Is er geld?", [DataRequired("Kies 1 antwoord.")], choices=ANSWERS, description="Kies 1.")
    domains = SelectMultipleField("Domeinen", [DataRequired("Kies ten minste 1 domein.")], choices=DOMAINS)
    consent = BooleanField("Ik doe mee", [DataRequired("Zet een vinkje.")])


ALL_FIELDS = """
{% from "components/errors.html" import error_summary %}
{% from "components/fields.html" import text_field, textarea_field, select_field %}
{% from "components/choices.html" import radio_cards, checkbox_group, checkbox %}
{{ error_summary(form) }}
{{ text_field(form.email, type="email", autocomplete="email") }}{{ select_field(form.round) }}
{{ textarea_field(form.reason) }}
{{ radio_cards(form.value, set_apart=1) }}{{ checkbox_group(form.domains) }}{{ checkbox(form.consent) }}
"""


@pytest.fixture(params=[True, False], ids=["blocks trimmed", "blocks not trimmed"])
def render(request: pytest.FixtureRequest) -> Render:
    """Render a text of our own with the macros, whatever the application does with white space."""
    options = {"trim_blocks": request.param, "lstrip_blocks": request.param}
    environment = Environment(loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=True, **options)
    environment.filters["cleaned"] = cleaned
    environment.globals["csrf_token"] = lambda: "token"
    environment.globals["get_flashed_messages"] = lambda **_: [("success", "Opgeslagen.")]
    environment.globals["url_for"] = lambda endpoint, filename: f"/{endpoint}/{filename}"
    return lambda source, **values: environment.from_string(source).render(**values)


def parsed(html: str) -> None:
    """Raise when a strict parser objects, or when an attribute would need an unsafe policy."""
    html5lib.HTMLParser(strict=True).parseFragment(html)
    assert re.findall(r"<(?:style|script)\b|\s(?:style|on\w+)=", html) == []


@pytest.mark.parametrize("data", [{}, {"email": "a@b.nl", "value": "3", "domains": "geld", "consent": "y"}])
def test_form_is_valid_html_and_every_reference_arrives(render: Render, data: dict[str, str]) -> None:
    form = ExampleForm(MultiDict(data))
    form.validate()
    html = render(ALL_FIELDS, form=form)
    parsed(html)
    ids = re.findall(r'\sid="([^"]+)"', html)
    wanted = re.findall(r'\s(?:for|href)="#?([^"]+)"', html)
    described = " ".join(re.findall(r'aria-describedby="([^"]+)"', html)).split()
    assert len(ids) == len(set(ids))
    assert {*wanted, *described} <= set(ids)


def test_error_stands_in_the_summary_and_at_the_field(render: Render) -> None:
    form = ExampleForm(MultiDict())
    form.validate()
    html = render(ALL_FIELDS, form=form)
    assert 'tabindex="-1" autofocus' in html
    assert html.count("Kies ten minste 1 domein.") == 2
    assert '<a class="nl-link" href="#value">Kies 1 antwoord.</a>' in html


def test_what_was_typed_comes_back_escaped_and_with_its_first_empty_line(render: Render) -> None:
    form = ExampleForm(
        data={"email": '"><script>', "reason": "\neerst een lege regel", "value": "2", "domains": ["geld"]}
    )
    html = render(ALL_FIELDS, form=form)
    parsed(html)
    document = html5lib.parseFragment(html, namespaceHTMLElements=False)
    assert document.find(".//textarea").text == "\neerst een lege regel"
    checked = [choice.get("value") for choice in document.iter("input") if choice.get("checked") is not None]
    assert checked == ["2", "geld"]


def test_page_of_a_whole_domain_is_lean(render: Render) -> None:
    """A page may be 90 kB, 12 kB compressed: the markup of 98 answers takes a small part, the text gets the rest."""
    texts = [" ".join(f"{number * 7919 * step % 9973:x}" for step in range(1, 22)) for number in range(98)]
    fields = {f"A.Q{i}-value": RadioField(f"Vraag {i}", choices=[]) for i in range(14)}
    form = type("DomainForm", (Form,), fields)()
    for index, field in enumerate(form):
        field.choices = [SelectChoice(str(value), texts[index * 7 + value]) for value in range(7)]
    source = """{% from "components/choices.html" import radio_group %}
        {% for field in form %}{{ radio_group(field, level=2, set_apart=2) }}{% endfor %}"""
    html = render(source, form=form).encode()
    assert len(html) <= 60_000
    assert len(gzip.compress(html)) - len(gzip.compress("".join(texts).encode())) <= 4_000


@pytest.mark.parametrize("page", ERROR_PAGES)
@pytest.mark.parametrize("signed_in", [True, False])
def test_error_page_is_whole_and_says_what_to_do(render: Render, page: str, signed_in: bool) -> None:
    user = {"is_authenticated": signed_in, "name": "Samira", "meeting": None}
    html = render(f'{{% extends "errors/{page}" %}}', current_user=user, navigation=[("Start", "/")], reference="k7f3")
    html5lib.HTMLParser(strict=True).parse(html)
    assert html.count("<h1") == 1
    assert re.search(r"<title>.+ – Samenhang</title>", html)
    assert re.search(r"[Pp]robeer|[Gg]a terug|[Vv]raag", html)


@pytest.mark.parametrize(("page", "expected"), [("500.html", "k7f3"), ("503.html", "onderhoud")])
def test_page_for_when_all_is_broken_needs_nothing_of_the_app(page: str, expected: str) -> None:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=True)
    assert expected in environment.get_template(f"errors/{page}").render(reference="k7f3")


def test_table_names_its_frame_and_heads_its_rows(render: Render) -> None:
    source = """{% from "components/table.html" import data_table %}
        {{ data_table("uren", "Uren", ["Stap", "Uren"], [["Start", cell]], numeric=[1], stacked=true) }}"""
    html = render(source, cell=Markup("<b>12</b>"))
    parsed(html)
    assert 'role="region" aria-labelledby="uren-caption" tabindex="0"' in html
    assert '<th scope="row">Start</th><td class="number" data-head="Uren"><b>12</b></td>' in html


def test_heat_cell_has_number_and_word_and_no_score_is_no_zero(render: Render) -> None:
    source = '{% from "components/heat.html" import heat_cell %}{{ heat_cell(step, number, word) }}'
    assert render(source, step=2, number="54,2", word="In opbouw") == (
        '<td class="heat-2"><b>54,2</b> <span>In opbouw</span></td>'
    )
    assert (
        render(source, step=None, number=None, word="Te weinig") == '<td class="heat-none"><span>Te weinig</span></td>'
    )


def test_every_form_that_changes_something_writes_its_address() -> None:
    # Without one, Back does not bring the page back with what was typed when a save did not arrive.
    found = [(relative(path), form) for path in templates() for form in FORM.findall(path.read_text("utf-8"))]
    assert [one for one in found if "action=" not in one[1]] == []
    assert len(found) > 50
