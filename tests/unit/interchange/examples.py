"""The example of the format, and ways to break it in one place."""

import copy
import json
import re
from typing import Any

import pytest

from scoring.interchange import InterchangeError, parse

Json = dict[str, Any]

ABSENT = object()
"""As a value: the field is not there."""

EXAMPLE: Json = {
    "format": "samenhang-assessment",
    "format_version": 1,
    "questionnaire": {"id": "iba", "version": 1},
    "municipality": {"code": "GM9901", "name": "Voorbeeldstad"},
    "round": "evaluation",
    "domains": ["geld", "inclusie", "eigen_1"],
    "own_domains": [{"id": "eigen_1", "title": "Veiligheid"}],
    "renamed": {"geld": "Armoede en schulden"},
    "participants": [
        {"id": "p1", "role": "coordinator", "level": "beleid"},
        {"id": "p2", "role": "participant", "level": None},
    ],
    "answers": [
        {
            "participant": "p1",
            "item": "geld/A.BE",
            "value": 2,
            "reason": "...",
            "evidence": {"kind": "document", "note": "Collegeplan, bladzijde 12", "link": "https://..."},
            "confidence": "sure",
            "changed": "yes",
        },
        {"participant": "p1", "item": "geld/C.BL", "value": "unknown"},
        {"participant": "p1", "item": "geld/K1", "value": 4},
        {"participant": "p1", "item": "algemeen/G01", "value": 3},
        {"participant": "p2", "item": "geld/A.BE", "value": "not_applicable", "reason": "Dit doet de regio."},
    ],
    "agreed": [
        {"item": "geld/A.BL", "value": 2, "reason": "...", "evidence": None, "changed": None},
        {"item": "eigen_1/S.BE", "value": "not_applicable", "reason": "Dit doet de regio."},
    ],
    "ambitions": {"geld": 75, "eigen_1": 100},
}


def changed(path: str, value: Any, example: Json = EXAMPLE) -> Json:
    """The example with one other value, at a place such as `answers[0].value`; it may add the last step."""
    document = copy.deepcopy(example)
    *way, last = [int(step) if step.isdecimal() else step for step in re.findall(r"\w+", path)]
    node: Any = document
    for step in way:
        node = node[step]
    if value is ABSENT:
        del node[last]
    elif isinstance(node, list) and last == len(node):
        node.append(value)
    else:
        node[last] = value
    return document


def problems(document: Any) -> list[str]:
    """What is wrong with a document, or with the bytes of a file."""
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    with pytest.raises(InterchangeError) as caught:
        parse(data)
    assert str(caught.value) == "\n".join(caught.value.problems)
    return list(caught.value.problems)
