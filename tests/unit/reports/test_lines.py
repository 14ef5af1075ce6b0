"""How texts are broken into lines, and what is printed for characters that the fonts do not have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.pdf.fonts import BOLD, REGULAR, SOFT_HYPHEN, broken_lines, printable, register_fonts, text_width

register_fonts()


def together(lines):
    """The text of the lines again: without hyphens at syllables, with spaces between words."""
    return "".join(line.text.removesuffix(SOFT_HYPHEN) if line.joined else f"{line.text} " for line in lines).split()


@given(st.text(st.sampled_from("abcdefghij -/é.1‘’"), max_size=300), st.floats(30, 400))
def test_no_line_is_wider_than_its_room_and_nothing_is_lost(text, width):
    lines = broken_lines(text, REGULAR, 10, width)
    assert together(lines) == text.split()
    assert all(text_width(line.text, REGULAR, 10) <= width + 0.001 for line in lines)


def test_long_dutch_words_break_at_a_syllable():
    lines = broken_lines("De vrijwilligerscoördinatoren", REGULAR, 10, 90)
    assert [line.text for line in lines] == [f"De vrijwilligersco{SOFT_HYPHEN}", "ördinatoren"]
    assert lines[0].joined


def test_addresses_break_after_a_sign():
    lines = broken_lines("https://www.voorbeeldstad.example/plan/hoofdstuk-3", REGULAR, 10, 120)
    assert [line.text for line in lines] == ["https://www.", "voorbeeldstad.example/", "plan/hoofdstuk-3"]


def test_ends_of_lines_in_a_text_stay():
    assert [line.text for line in broken_lines("een\n\ntwee\n", REGULAR, 10, 200)] == ["een", "", "twee"]
    assert [line.text for line in broken_lines("", REGULAR, 10, 200)] == [""]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gewoon ‘tekst’ – é", "gewoon ‘tekst’ – é"),
        ("Goed zo 😀😀!", "Goed zo [teken]!"),
        ("שלום", "[teken]"),
        ("e\u0301", "é"),
        ("a\u00adb\x07c\u200bd", "abcd"),
        ("een\ttab\nregel", "een tab\nregel"),
    ],
)
def test_characters_outside_the_fonts(text, expected):
    assert printable(text) == expected


@given(st.text(max_size=60))
def test_everything_printed_has_a_glyph(text):
    known = register_fonts() | {"\n"}
    assert set(printable(text)) <= known


def test_bold_is_wider():
    assert text_width("Samenhang", BOLD, 10) > text_width("Samenhang", REGULAR, 10)
