"""What can be wrong with a file, said in Dutch with the place where it is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from pydantic import ValidationError
from pydantic_core import ErrorDetails

Location: TypeAlias = tuple[int | str, ...]

ENTRIES = {
    "levels": "niveau",
    "dimensions": "dimensie",
    "facets": "facet",
    "terms": "begrip",
    "sources": "bron",
    "domains": "domein",
    "overrides": "afwijkende tekst",
    "questions": "vraag",
    "actions": "actie",
    "changes": "wijziging",
    "versions": "versie",
    "options": "antwoord met waarde",
    "words": "woord",
}
"""What one entry of a list is called."""

LABELS = {
    "title": "titel",
    "text": "tekst",
    "help": "hulptekst",
    "options": "opties",
    "words": "woorden",
    "explanation": "uitleg",
    "instruction": "aanwijzing",
    "provenance": "herkomst",
    "evidence": "bewijs",
    "meaning": "betekenis",
    "fact": "feit",
    "practice": "actie uit de praktijk",
    "own_domain": "eigen domein",
    "who": "wie",
    "done_when": "klaar als",
    "reason": "reden",
}
"""What a key is called; a key that is not here is named as it stands in the file."""

_NAMED_BY = {"terms": ("term",), "overrides": ("domain", "question"), "versions": ("id", "version")}
_COUNTED = {"options": "antwoorden", "words": "woorden"}
_PATTERNS = {
    "link": "moet beginnen met http:// of https://",
    "sha256": "moet uit 64 cijfers en letters a tot en met f bestaan",
}


class QuestionnaireError(Exception):
    """A questionnaire that cannot be used, with every reason why: Dutch sentences with file and place."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def place(location: Location, data: Any) -> str:
    """Where something stands in a file, as its author calls it: `vraag A.BE, opties`."""
    parts: list[str] = []
    for depth, step in enumerate(location):
        data = _child(data, step)
        if isinstance(step, int):
            parts[-1] = _entry(str(location[depth - 1]), step, data)
        else:
            parts.append(LABELS.get(step, step))
    return ", ".join(parts)


def _child(data: Any, step: int | str) -> Any:
    if isinstance(data, Mapping):
        return data.get(step)
    return data[step] if isinstance(step, int) and isinstance(data, Sequence) else None


def _entry(section: str, index: int, entry: Any) -> str:
    noun = ENTRIES.get(section, LABELS.get(section, section))
    return f"{noun} {index}" if section == "options" else f"{noun} {_name(section, index, entry)}"


def _name(section: str, index: int, entry: Any) -> str:
    names = [_child(entry, key) for key in _NAMED_BY.get(section, ("id",))]
    known = all(isinstance(name, str | int) for name in names)
    return "/".join(map(str, names)) if known else f"nummer {index + 1}"


def model_problems(error: ValidationError, data: Any) -> list[str]:
    """Every problem that pydantic found, in Dutch with its place."""
    return [_located(detail, data) for detail in error.errors(include_url=False) if not _counts_valid_only(detail)]


def _counts_valid_only(detail: ErrorDetails) -> bool:
    """Whether a list is only called too short because some of its entries are wrong, which is reported already."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def _located(detail: ErrorDetails, data: Any) -> str:
    sentence = _SENTENCES.get(detail["type"], _unknown)(detail)
    where = place(detail["loc"], data)
    return f"{where}: {sentence}" if where else sentence


def _size(detail: ErrorDetails) -> str:
    found = len(detail["input"])
    limits = detail["ctx"]
    wanted = limits.get("min_length", limits.get("max_length"))
    noun = _COUNTED.get(str(detail["loc"][-1]), "regels")
    return f"er moeten {wanted} {noun} zijn, {'het is er 1' if found == 1 else f'het zijn er {found}'}"


def _choice(detail: ErrorDetails) -> str:
    expected = str(detail["ctx"]["expected"]).replace("'", "").replace(" or ", ", ")
    return f"moet een van deze woorden zijn: {expected}"


def _pattern(detail: ErrorDetails) -> str:
    default = "begint met een letter en heeft verder alleen letters, cijfers, punten en _"
    return _PATTERNS.get(str(detail["loc"][-1]), default)


def _unknown(detail: ErrorDetails) -> str:
    return f"deze waarde kan hier niet staan ({detail['type']})"


def _fixed(sentence: str) -> Callable[[ErrorDetails], str]:
    return lambda _detail: sentence


_SENTENCES: dict[str, Callable[[ErrorDetails], str]] = {
    "missing": lambda detail: f"de sleutel “{detail['loc'][-1]}” ontbreekt",
    "extra_forbidden": _fixed("deze sleutel is onbekend"),
    "string_type": _fixed("moet tekst zijn, tussen aanhalingstekens"),
    "string_too_short": _fixed("mag niet leeg zijn"),
    "string_pattern_mismatch": _pattern,
    "int_type": _fixed("moet een heel getal zijn"),
    "bool_type": _fixed("moet true of false zijn"),
    "date_type": _fixed("moet een datum zijn, zoals 2026-11-24"),
    "tuple_type": _fixed("moet een lijst zijn"),
    "model_type": _fixed("moet een tabel met sleutels zijn"),
    "none_required": _fixed("deze sleutel hoort niet bij deze soort vraag"),
    "greater_than_equal": lambda detail: f"moet minstens {detail['ctx']['ge']} zijn",
    "literal_error": _choice,
    "too_short": _size,
    "too_long": _size,
}
