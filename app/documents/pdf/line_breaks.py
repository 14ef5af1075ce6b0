"""Breaks a text into lines: at spaces, long Dutch words at a syllable, and anything else where it must."""

from dataclasses import dataclass
from functools import lru_cache

import pyphen

from app.documents.pdf.fonts import SOFT_HYPHEN, text_width

_SHORTEST_WORD = 8
_WORTH_IT = 0.18
"""A word is only broken when more than this part of the line would stay empty."""
_BREAK_AFTER = "/-.?&=_,"


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line; `joined` when the next one goes on inside the same word."""

    text: str
    joined: bool = False


@lru_cache(maxsize=4096)
def broken_lines(text: str, font: str, size: float, width: float, hyphenate: bool = True) -> tuple[TextLine, ...]:
    """The lines of a text at this width; an end of line in the text stays one."""
    found: list[TextLine] = []
    for paragraph in text.split("\n"):
        found += _Breaker(font, size, width, hyphenate).lines(paragraph.split())
    while found and not found[-1].text:
        found.pop()
    return tuple(found) or (TextLine(""),)


class _Breaker:
    def __init__(self, font: str, size: float, width: float, hyphenate: bool) -> None:
        self._font, self._size, self._width, self._hyphenate = font, size, width, hyphenate
        self._space = text_width(" ", font, size)

    def lines(self, words: list[str]) -> list[TextLine]:
        found: list[TextLine] = []
        current: list[str] = []
        used = 0.0
        waiting = words[::-1]
        while waiting:
            word = waiting.pop()
            needed = text_width(word, self._font, self._size)
            start = used + self._space if current else 0.0
            if start + needed <= self._width:
                current.append(word)
                used = start + needed
                continue
            head, tail = self._split(word, needed, self._width - start, bool(current))
            if head:
                current.append(head)
            waiting.append(tail)
            found.append(TextLine(" ".join(current), joined=bool(head)))
            current, used = [], 0.0
        return [*found, TextLine(" ".join(current))]

    def _split(self, word: str, needed: float, room: float, started: bool) -> tuple[str, str]:
        """What still fits on this line of the word, and the rest; an empty head moves the word to the next line."""
        if self._hyphenate and (not started or room > _WORTH_IT * self._width):
            for head, tail in _syllables(word):
                if text_width(head + SOFT_HYPHEN, self._font, self._size) <= room:
                    return head + SOFT_HYPHEN, tail
        if started and needed <= self._width:
            return "", word
        return self._cut(word, room, started)

    def _cut(self, word: str, room: float, started: bool) -> tuple[str, str]:
        """A word that is wider than a whole line, cut after a sign or else between two characters."""
        fitting = 0
        while fitting < len(word) and text_width(word[: fitting + 1], self._font, self._size) <= room:
            fitting += 1
        if fitting == 0:
            return ("", word) if started else (word[0], word[1:])
        signs = [word.rfind(sign, 0, fitting) for sign in _BREAK_AFTER]
        place = max(signs) + 1
        if place > fitting // 2:
            fitting = place
        return word[:fitting], word[fitting:]


@lru_cache(maxsize=1)
def _dictionary() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="nl_NL", left=3, right=3)


@lru_cache(maxsize=4096)
def _syllables(word: str) -> tuple[tuple[str, str], ...]:
    """The ways to break a word, the longest head first."""
    if len(word) < _SHORTEST_WORD or not word.strip("‘’“”.,;:?!()").isalpha():
        return ()
    return tuple(_dictionary().iterate(word))
