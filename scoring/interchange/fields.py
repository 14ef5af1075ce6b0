"""Reads the fields of JSON objects, and notes everything that is not of the asked kind."""

from collections.abc import Iterator, Sequence
from typing import TypeGuard

from scoring.interchange.problems import Problems, key_place, listed, shown
from scoring.interchange.syntax import Json


class Fields:
    """The fields of one JSON object.

    Making one notes missing, empty and unknown fields. Each reader returns None for a field that is absent, null
    or wrong, and notes what is wrong with it: None needs no further message.
    """

    def __init__(
        self,
        problems: Problems,
        place: str,
        node: Json,
        required: Sequence[str],
        *,
        nullable: Sequence[str] = (),
        optional: Sequence[str] = (),
    ) -> None:
        self.problems = problems
        self.place = place
        self._node: dict[str, Json] = node if isinstance(node, dict) else {}
        if isinstance(node, dict):
            self._note_missing(required, nullable)
            self._note_unknown((*required, *nullable, *optional))
        else:
            problems.add(place, "hier moet een object staan, tussen { en }.")

    def _note_missing(self, required: Sequence[str], nullable: Sequence[str]) -> None:
        for key in (*required, *nullable):
            if key not in self._node:
                self.add(key, "dit veld ontbreekt.")
            elif key in required and self._node[key] is None:
                self.add(key, "dit veld is leeg (null). Vul het in.")

    def _note_unknown(self, known: Sequence[str]) -> None:
        for key in self._node:
            if key not in known:
                self.add(key, "dit veld bestaat hier niet. Haal het weg.")

    def add(self, key: str, message: str) -> None:
        """Note a problem with one field."""
        self.problems.add(self.place_of(key), message)

    def place_of(self, key: str) -> str:
        """The place of one field in the file."""
        return key_place(self.place, key)

    def raw(self, key: str) -> Json:
        """Whatever stands there, unchecked."""
        return self._node.get(key)

    def text(self, key: str) -> str | None:
        """A text, which may be blank."""
        return None if self.raw(key) is None else text(self.problems, self.place_of(key), self.raw(key))

    def filled_text(self, key: str) -> str | None:
        """A text with something in it."""
        return None if self.raw(key) is None else filled_text(self.problems, self.place_of(key), self.raw(key))

    def choice(self, key: str, allowed: Sequence[str]) -> str | None:
        """One of these texts."""
        value = self.text(key)
        if value is None or value in allowed:
            return value
        self.add(key, f"{shown(value)} kan hier niet. Kies {listed(allowed)}.")
        return None

    def integer(self, key: str) -> int | None:
        """A whole number."""
        value = self.raw(key)
        if is_integer(value):
            return value
        if value is not None:
            self.add(key, "hier moet een geheel getal staan, zonder aanhalingstekens en zonder punt.")
        return None

    def entries(self, key: str) -> list[tuple[str, Json]] | None:
        """The entries of a list, each with its place."""
        value = self.raw(key)
        if isinstance(value, list):
            return [(f"{self.place_of(key)}[{index}]", entry) for index, entry in enumerate(value)]
        if value is not None:
            self.add(key, "hier moet een lijst staan, tussen [ en ].")
        return None

    def pairs(self, key: str) -> Iterator[tuple[str, str, Json]]:
        """The pairs of an object with free keys: the place, the key and the value of each."""
        value = self.raw(key)
        if isinstance(value, dict):
            yield from ((key_place(self.place_of(key), name), name, entry) for name, entry in value.items())
        elif value is not None:
            self.add(key, "hier moet een object staan, tussen { en }.")


def is_integer(value: Json) -> TypeGuard[int]:
    """Whether a value is a JSON integer: no true, no 2.0."""
    return isinstance(value, int) and not isinstance(value, bool)


def text(problems: Problems, place: str, value: Json) -> str | None:
    """A text, which may be blank; None for anything else."""
    if not isinstance(value, str):
        problems.add(place, "hier moet tekst staan, tussen aanhalingstekens.")
    elif not _can_be_written(value):
        problems.add(place, "hier staat een half teken (surrogate). Schrijf het teken zelf.")
    else:
        return value
    return None


def filled_text(problems: Problems, place: str, value: Json) -> str | None:
    """A text with something in it; None for anything else."""
    found = text(problems, place, value)
    if found is None or found.strip():
        return found
    problems.add(place, "hier mag de tekst niet leeg zijn.")
    return None


def _can_be_written(value: str) -> bool:
    # JSON can name half of a pair (\ud800); no file in UTF-8 can hold it.
    return value.isascii() or not any("\ud800" <= character <= "\udfff" for character in value)
