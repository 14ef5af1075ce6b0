"""From bytes to a JSON tree, as strict as JSON is and without repeated keys."""

import codecs
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, TypeAlias

from scoring.interchange.problems import InterchangeError, Problems, key_place

Json: TypeAlias = Any
"""What JSON can hold; whoever reads it checks the type first."""

_LONGEST_INTEGER = 18
_TOO_LARGE = 10**_LONGEST_INTEGER
_CANNOT_BE_READ = "Dit bestand kan niet worden gelezen:"


class _Object(dict[str, Json]):
    """A JSON object that remembers which of its keys stood there more than once."""

    repeated: tuple[str, ...] = ()


def load_tree(data: bytes, problems: Problems) -> Json:
    """The JSON tree in a file; repeated keys are noted in `problems`.

    Raises InterchangeError when there is no tree to look at: not UTF-8, a byte order mark, or not JSON.
    """
    tree = _json(_text(data))
    for place in _repeated_keys(tree):
        problems.add(place, "dit veld staat er meer dan één keer. Laat er één staan.")
    return tree


def _text(data: bytes) -> str:
    if data.startswith(codecs.BOM_UTF8):
        raise InterchangeError(
            [f"{_CANNOT_BE_READ} het begint met een byte order mark. Sla het op als UTF-8 zonder BOM."]
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"byte {error.start} is geen UTF-8. Sla het bestand op als UTF-8."
        raise InterchangeError([f"{_CANNOT_BE_READ} {message}"]) from None


def _json(text: str) -> Json:
    try:
        return json.loads(text, object_pairs_hook=_object, parse_int=_integer, parse_constant=_refused_constant)
    except json.JSONDecodeError as error:
        message = f"op regel {error.lineno}, teken {error.colno} is het geen geldige JSON."
    except _ConstantError as error:
        message = f"{error} is geen geldige JSON."
    except RecursionError:
        message = "er zitten te veel lijsten of objecten in elkaar."
    raise InterchangeError([f"{_CANNOT_BE_READ} {message}"])


def _object(pairs: list[tuple[str, Json]]) -> _Object:
    made = _Object(pairs)
    if len(made) < len(pairs):
        times = Counter(key for key, _ in pairs)
        made.repeated = tuple(key for key in made if times[key] > 1)
    return made


def _integer(digits: str) -> int:
    # No field allows a number this large, and reading millions of digits takes minutes.
    return int(digits) if len(digits) <= _LONGEST_INTEGER else _TOO_LARGE


class _ConstantError(ValueError):
    """NaN or Infinity, which Python reads but JSON does not know."""


def _refused_constant(name: str) -> Json:
    raise _ConstantError(name)


def _repeated_keys(tree: Json) -> Iterator[str]:
    # A stack of our own: how deep a file may go must not depend on Python's.
    waiting: list[tuple[str, Json]] = [("", tree)]
    while waiting:
        place, node = waiting.pop()
        if isinstance(node, _Object):
            yield from (key_place(place, key) for key in node.repeated)
        waiting.extend(reversed(_children(place, node)))


def _children(place: str, node: Json) -> list[tuple[str, Json]]:
    if isinstance(node, dict):
        return [(key_place(place, key), value) for key, value in node.items()]
    if isinstance(node, list):
        return [(f"{place}[{index}]", value) for index, value in enumerate(node)]
    return []
