"""From the bytes of a file to its model, or to every problem that the file has."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from questionnaires.model import Frozen
from questionnaires.problems import QuestionnaireError, model_problems
from questionnaires.texts import text_problems

Model = TypeVar("Model", bound=Frozen)

_POSITION = re.compile(r"^(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$", re.S)
_SYNTAX = {
    "Expected '=' after a key": "na de naam hoort een =",
    "Cannot overwrite a value": "deze sleutel staat er twee keer",
    "Duplicate inline table key": "deze sleutel staat er twee keer",
    "Cannot declare": "deze tabel staat er twee keer",
    "Unterminated string": "een tekst is niet afgesloten",
    "Illegal character": "hier staat een teken dat niet mag; is de tekst ervoor afgesloten?",
    "Unclosed array": "een lijst is niet afgesloten; ontbreekt er een komma of een ]?",
    "Invalid value": "hier hoort een waarde, tussen aanhalingstekens als het tekst is",
    "Unescaped": "een \\ in een tekst schrijf je als \\\\",
}


def read_folder(folder: Path) -> dict[str, bytes]:
    """Every file in a folder, by its name; files in a folder below it too, so that nothing can hide."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def read(name: str, data: bytes, model: type[Model]) -> Model:
    """The model of one file. QuestionnaireError with every problem, each beginning with the name of the file."""
    raw = _table(name, data)
    problems = text_problems(name, raw)
    try:
        value = model.model_validate(raw)
    except ValidationError as error:
        problems = model_problems(error, raw) + problems
    if problems:
        raise QuestionnaireError(f"{name}: {problem}" for problem in problems)
    return value


def _table(name: str, data: bytes) -> Mapping[str, Any]:
    try:
        table = tomllib.loads(data.decode())
    except UnicodeDecodeError as error:
        raise QuestionnaireError([f"{name}: byte {error.start + 1} is geen UTF-8"]) from None
    except tomllib.TOMLDecodeError as error:
        raise QuestionnaireError([f"{name}: {_syntax_problem(str(error))}"]) from None
    return {key: _frozen(value) for key, value in table.items()}


def _frozen(value: Any) -> Any:
    """The value with tuples for lists: the models are strict, and TOML knows only lists."""
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    return {key: _frozen(child) for key, child in value.items()} if isinstance(value, dict) else value


def _syntax_problem(message: str) -> str:
    # The end of the message is no promise of the standard library: without it, the message itself still helps.
    match = _POSITION.match(message)
    if match is None:
        return f"dit is geen TOML ({message})"
    known = (sentence for start, sentence in _SYNTAX.items() if match["what"].startswith(start))
    where = f"regel {match['line']}, teken {match['column']}" if match["line"] else "einde van het bestand"
    return f"{where}: {next(known, 'dit is geen TOML')}"
