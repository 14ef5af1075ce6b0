"""What comes in through the door is written in one way, however it was typed, and soon."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from app.doors.door import FEW, normalised

MARKS = "\u0300\u0316\u0308\u0344\u0345\u093c\u1161"


@given(st.lists(st.text("aAé가\n " + MARKS, min_size=1, max_size=30), min_size=1, max_size=5))
def test_a_long_text_is_written_as_nfc_has_it(parts: list[str]) -> None:
    text = "".join(parts) * FEW
    assert normalised(text) == unicodedata.normalize("NFC", text)


def test_a_row_of_accents_does_not_take_the_square_of_their_number() -> None:
    """A minute of processor, when it does."""
    assert len(normalised("a" + "\u0300\u0316" * 500_000)) == 1_000_000
