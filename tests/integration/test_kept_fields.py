"""Fields that are kept between pages look exactly as the macro writes them."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from app.assessments.visit import AnswerForm, answer_choices
from app.web.templating import WRITTEN, kept

OPTIONS = ('Nee, "niemand" value="1" weet het.', "Een beetje.", "Half <b>.", "Bijna.", "Helemaal.")


def make_form(value: str | None, reason: str | None = None) -> AnswerForm:
    """A form of one question with these options."""
    form = AnswerForm(prefix="A.BE-", data={"value": value, "reason": reason})
    form.value.choices = answer_choices(OPTIONS)
    return form


@pytest.fixture
def macro(app: Flask) -> Callable[[str, str], Any]:
    """A macro by file and name."""
    WRITTEN.clear()
    return lambda file, name: getattr(app.jinja_env.get_template(f"components/{file}.html").module, name)


@pytest.mark.parametrize("value", [None, "", "0", "1", "4", "unknown", "not_applicable"])
def test_a_choice_looks_the_same_whatever_was_chosen_before(macro: Callable[[str, str], Any], value: str) -> None:
    radio_group = macro("choices", "radio_group")
    options: dict[str, Any] = {"legend": "1. Vraag?", "hint": "Kijk goed.", "level": 2, "set_apart": 2}
    kept(radio_group, make_form("3").value, **options)
    form = make_form(value)
    assert kept(radio_group, form.value, **options) == radio_group(form.value, **options)
    assert len(WRITTEN) == 1


def test_a_text_is_never_kept(macro: Callable[[str, str], Any]) -> None:
    textarea = macro("fields", "textarea_field")
    form = make_form("1", "Wat iemand typte.")
    assert kept(textarea, form.reason, rows=2) == textarea(form.reason, rows=2)
    assert not WRITTEN
    assert "Wat iemand typte." not in kept(textarea, make_form("1").reason, rows=2)


def test_a_message_is_never_kept(macro: Callable[[str, str], Any]) -> None:
    radio_group = macro("choices", "radio_group")
    form = AnswerForm(MultiDict({"A.BE-reason": "Zonder antwoord."}), prefix="A.BE-")
    form.value.choices = answer_choices(OPTIONS)
    assert not form.validate()
    assert kept(radio_group, form.value) == radio_group(form.value)
    assert not WRITTEN
