"""Texts that people typed, as far as there is room for them."""

import re

_SENTENCE = re.compile(r"[.?!…](?=\s|$)")


def shortened(text: str, most: int) -> str:
    """The text on one line, of this many characters at most: it ends at a word, with a sign that there is more."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    whole = cut.rsplit(" ", 1)[0] if " " in cut[most // 2 :] else cut
    return f"{whole.rstrip(' ,;:.–-')}…"


def first_sentence(text: str, most: int) -> str:
    """The first sentence of a text, shortened where it is long."""
    line = " ".join(text.split())
    found = _SENTENCE.search(line)
    return shortened(line[: found.end()] if found else line, most)
