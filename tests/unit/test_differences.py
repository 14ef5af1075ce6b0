"""Two texts word by word: both can be had back from the marked parts, and only what differs is marked."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.trail.differences import Difference, Piece, difference

WORD = st.sampled_from(
    ["de", "het", "schuld", "Schuld", "<b>", "&amp;", "é", "👩‍👩‍👧", "2026", ".", "", "  ", "\n", "\r\n"]
)
TEXT = st.one_of(st.text(max_size=60), st.lists(WORD, max_size=40).map(" ".join))


def texts(found: Difference) -> tuple[str, str]:
    return "".join(piece.text for piece in found.old), "".join(piece.text for piece in found.new)


def same(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces if not piece.marked)


@given(TEXT, TEXT)
def test_both_texts_can_be_had_back(old: str, new: str) -> None:
    found = difference(old, new)
    assert texts(found) == (old, new)
    assert same(found.old) == same(found.new)
    for pieces in (found.old, found.new):
        assert all(piece.text for piece in pieces)
        assert all(one.marked != other.marked for one, other in pairwise(pieces))


@given(TEXT)
def test_the_same_text_has_no_marks(text: str) -> None:
    found = difference(text, text)
    assert not any(piece.marked for piece in (*found.old, *found.new))


@given(TEXT, TEXT)
def test_another_text_has_a_mark(old: str, new: str) -> None:
    assert any(piece.marked for piece in (*difference(old, new).old, *difference(old, new).new)) == (old != new)


def marks(old: str, new: str) -> tuple[str, str]:
    found = difference(old, new)
    written = ("".join(f"[{p.text}]" if p.marked else p.text for p in pieces) for pieces in (found.old, found.new))
    return next(written), next(written)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Er is geen geld.", "Er is nog geen geld.", ("Er is geen geld.", "Er is [nog ]geen geld.")),
        ("Er is geld.", "Er is geld. Tot 2027.", ("Er is geld.", "Er is geld.[ Tot 2027.]")),
        ("Er is geld.", "Er is tijd.", ("Er is [geld].", "Er is [tijd].")),
        ("een twee drie", "vier vijf zes", ("[een twee drie]", "[vier vijf zes]")),
        ("", "Nieuw.", ("", "[Nieuw.]")),
        ("Weg.", "", ("[Weg.]", "")),
        ("a\r\nb", "a\nb", ("a[\r\n]b", "a[\n]b")),
        ("<script>x</script>", "<script>y</script>", ("<script>[x]</script>", "<script>[y]</script>")),
    ],
)
def test_marks_words_and_nothing_more(old: str, new: str, expected: tuple[str, str]) -> None:
    assert marks(old, new) == expected


def alternating(times: int, letter: str) -> str:
    """One word that comes back, each time with another one behind it: what is compared most often."""
    return " ".join(f"a {letter}{place}" for place in range(times))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("x a " * 1250, "a y " * 1250),
        ("a" + " a" * 2499, "b a a" + " a b" * 1200),
        ("." * 5000, ",." * 2500),
        (alternating(220, "x"), alternating(220, "y")),
        (alternating(700, "x"), alternating(700, "y")),
    ],
)
def test_texts_made_to_take_long_do_not(old: str, new: str) -> None:
    # The time of the processor: what else the machine does is not counted.
    begun = time.process_time()
    assert texts(difference(old, new)) == (old, new)
    assert time.process_time() - begun < 2
