"""Files that are no JSON, or JSON that says the same key twice."""

import json

import pytest

from scoring.interchange import InterchangeError, parse
from tests.unit.interchange.examples import EXAMPLE, problems

CANNOT = "Dit bestand kan niet worden gelezen:"
TWICE = "dit veld staat er meer dan één keer. Laat er één staan."
TEXT = json.dumps(EXAMPLE, ensure_ascii=False)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "op regel 1, teken 1 is het geen geldige JSON."),
        (b'{\n "format": }', "op regel 2, teken 12 is het geen geldige JSON."),
        (b"{} {}", "op regel 1, teken 4 is het geen geldige JSON."),
        (b"{'a': 1}", "op regel 1, teken 2 is het geen geldige JSON."),
        (b'{"a": "een\nregel"}', "op regel 1, teken 11 is het geen geldige JSON."),
        (b'{"a": 01}', "op regel 1, teken 8 is het geen geldige JSON."),
        (b'{"a": NaN}', "NaN is geen geldige JSON."),
        (b'{"a": -Infinity}', "-Infinity is geen geldige JSON."),
        (b"[" * 100_000, "er zitten te veel lijsten of objecten in elkaar."),
        (b'{"a":' * 100_000, "er zitten te veel lijsten of objecten in elkaar."),
        (TEXT.encode("utf-8-sig"), "het begint met een byte order mark. Sla het op als UTF-8 zonder BOM."),
        (TEXT.encode("utf-16"), "byte 0 is geen UTF-8. Sla het bestand op als UTF-8."),
        ('{"naam": "Coördinator"}'.encode("latin-1"), "byte 12 is geen UTF-8. Sla het bestand op als UTF-8."),
        (b'"\xed\xa0\x80"', "byte 1 is geen UTF-8. Sla het bestand op als UTF-8."),
    ],
)
def test_a_file_that_cannot_be_read(data, expected):
    assert problems(data) == [f"{CANNOT} {expected}"]


def test_the_number_of_lists_in_lists_that_can_be_read_does_not_matter():
    data = TEXT.replace('"ambitions"', f'"extra": {"[" * 900}{"]" * 900}, "ambitions"').encode()
    assert problems(data) == ["extra: dit veld bestaat hier niet. Haal het weg."]


def test_numbers_of_any_length_are_numbers():
    data = TEXT.replace('"format_version": 1', f'"format_version": {"9" * 5_000_000}').encode()
    assert problems(data) == ["format_version: deze versie van het formaat bestaat niet. Wel: 1."]
    data = TEXT.replace('"value": 4', f'"value": -{"9" * 5000}.5e999').encode()
    assert [line.split(":")[0] for line in problems(data)] == ["answers[2].value"]


def test_no_key_twice_at_any_depth():
    data = (
        TEXT.replace('"round"', '"round": "baseline", "round"', 1)
        .replace('"kind"', '"kind": "figures", "kind"', 1)
        .replace('"value": "unknown"', '"value": "unknown", "value": 1, "value": 2', 1)
        .replace('"ambitions": {', '"ambitions": {"geld": 25, ', 1)
        .replace('"renamed"', '"extra": [[{"x y": 1, "x y": 2}]], "renamed"', 1)
    )
    places = [line.removesuffix(f": {TWICE}") for line in problems(data.encode()) if TWICE in line]
    assert places == [
        "round",
        "extra[0][0][‘x y’]",
        "answers[0].evidence.kind",
        "answers[1].value",
        "ambitions.geld",
    ]


def test_a_key_twice_comes_with_all_other_problems():
    data = TEXT.replace('"round": "evaluation"', '"round": "evaluation", "round": "third"').encode()
    assert problems(data) == [f"round: {TWICE}", "round: ‘third’ kan hier niet. Kies baseline of evaluation."]


def test_white_space_and_escapes_are_only_spelling():
    spelled = json.dumps(EXAMPLE, indent=4).replace("Voorbeeldstad", "Voorbeeld\\u0073tad").encode()
    assert parse(b"\n\t " + spelled + b"\r\n") == parse(TEXT.encode())


def test_the_error_is_a_value_error():
    with pytest.raises(ValueError, match="geen geldige JSON"):
        parse(b"?")
    assert issubclass(InterchangeError, ValueError)
