"""The rules for every Dutch text in a file: its quotes, its spaces and its `{parameters}`."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from questionnaires.layout import QUESTION_FILES
from questionnaires.model import Parameters, parameter_names
from questionnaires.problems import Location, place

PARAMETERS = frozenset(Parameters.model_fields)
TITLE = "titel"
"""The parameter of the sentence in which the title of an own domain comes."""

_FILLED = {
    "questions": {"text", "help", "options"},
    "overrides": {"text", "help"},
    "actions": {"title", "text", "who", "partners", "done_when"},
}
"""Per list the keys whose text is filled in per domain."""

_STRAIGHT = re.compile("[\"']")
_PARAMETER = re.compile(r"\{\w+\}")


def text_problems(name: str, data: Mapping[str, Any]) -> list[str]:
    """What is wrong with the texts of one file, each with its place."""
    return [
        f"{place(location, data)}: {problem}"
        for location, text in _texts(data)
        if location[-1] != "link"
        for problem in _problems(text, _allowed(name, location))
    ]


def _texts(value: Any, location: Location = ()) -> Iterator[tuple[Location, str]]:
    """Every text in a file with its location, in order."""
    if isinstance(value, str):
        yield location, value
    elif isinstance(value, Mapping):
        for key, child in value.items():
            yield from _texts(child, (*location, key))
    elif isinstance(value, tuple):
        for index, child in enumerate(value):
            yield from _texts(child, (*location, index))


def _allowed(name: str, location: Location) -> frozenset[str]:
    """The parameters that may stand in the text at this location."""
    if location == ("own_domain", "domein"):
        return frozenset([TITLE])
    filled = _FILLED.get(str(location[0]), set()) if name != QUESTION_FILES["general"] else set()
    return PARAMETERS if len(location) > 2 and location[2] in filled else frozenset()


def _problems(text: str, allowed: frozenset[str]) -> Iterator[str]:
    if _STRAIGHT.search(text):
        yield "gebruik ronde aanhalingstekens (‘ ’ “ ”), geen rechte"
    if text != text.strip() or "  " in text:
        yield "er staat een spatie of regeleinde te veel"
    for name in parameter_names(text):
        if name not in allowed:
            yield _unknown(name, allowed)
    if re.search("[{}]", _PARAMETER.sub("", text)):
        yield "er staat een accolade die niet bij een {naam} hoort"


def _unknown(name: str, allowed: frozenset[str]) -> str:
    if not allowed:
        return f"hier kan geen {{{name}}} staan: deze tekst is voor alle domeinen gelijk"
    return f"{{{name}}} bestaat niet; je kunt kiezen uit {', '.join(sorted(allowed))}"
