"""A name and an address are found in every form in which texts hold them, and nothing else is."""

import json
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from app.personal.removal import Mentions

NAME, EMAIL = "Zoë O'Hara-de Wit", "zoe.ohara@voorbeeldstad.example"
ZOE = Mentions({NAME, "Zo"}, EMAIL, "Oud-collega 7")
FORMS = (
    *(NAME, NAME.upper(), NAME.lower(), "Zoë\nO'Hara-de  Wit", str(escape(NAME)), json.dumps(NAME)[1:-1]),
    *(quote(NAME), quote_plus(NAME), EMAIL, EMAIL.upper(), quote(EMAIL, safe=""), f"mailto:{EMAIL}"),
)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_replaced(form: str) -> None:
    for text in (form, f"Vraag {form}.", f"<{form}>", f"wie%3D{form}&x", f"({form}) plan"):
        assert ZOE.are_in(text) and "Oud-collega 7" in ZOE.replaced(text)
        assert not ZOE.are_in(ZOE.replaced(text))


@pytest.mark.parametrize(
    "text",
    ["Zoë", "O'Hara", "Zo doen we dat.", f"m{EMAIL}", f"{EMAIL}.org", "Zoë O'Hara-de Witte", "xZoë O'Hara-de Wit"],
)
def test_another_word_stays(text: str) -> None:
    assert ZOE.replaced(text) == text


def test_an_s_behind_a_name_says_whose_something_is() -> None:
    assert ZOE.replaced(f"{NAME}s plan") == "Oud-collega 7s plan"


def test_a_name_of_one_word_is_found_where_it_stands_alone() -> None:
    assert (ZOE.replaced("zo"), ZOE.replaced(["zo", {"zo": "Zo", "n": 3}])) == (
        "Oud-collega 7",
        ["Oud-collega 7", {"zo": "Oud-collega 7", "n": 3}],
    )


def test_a_text_stays_within_its_column() -> None:
    assert ZOE.replaced(f"x {NAME}", 8) == "x Oud-co"


@given(st.text(), st.text(), st.sampled_from(FORMS))
def test_what_the_database_is_asked_finds_it_too(before: str, after: str, form: str) -> None:
    text = f"{before} {form} {after}"
    assert ZOE.are_in(text) and any(piece.lower() in text.lower() for piece in ZOE.pieces)
