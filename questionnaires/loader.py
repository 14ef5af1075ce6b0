"""From the files of a version folder to a questionnaire, or to every problem that they have."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from questionnaires.layout import CHANGES, FILES
from questionnaires.model import Frozen, Question, Questionnaire
from questionnaires.problems import QuestionnaireError
from questionnaires.reading import read, read_folder
from questionnaires.validators import questionnaire_problems

__all__ = ["QuestionnaireError", "load", "name_problems", "parse"]


def load(folder: Path) -> Questionnaire:
    """The questionnaire in a folder `<id>/<version>`. QuestionnaireError with every problem."""
    return parse(read_folder(folder), folder)


def parse(files: Mapping[str, bytes], folder: Path | None = None) -> Questionnaire:
    """The questionnaire in these files, by their names. QuestionnaireError with every problem.

    With `folder`, the id and version have to be those of the folder.
    """
    parts, problems = _parts(files)
    if problems:
        raise QuestionnaireError(problems)
    questionnaire = _questionnaire(parts)
    problems = [*questionnaire_problems(questionnaire), *_version_problems(questionnaire, files, folder)]
    if problems:
        raise QuestionnaireError(problems)
    return questionnaire


def name_problems(names: Iterable[str]) -> list[str]:
    """The files that are missing and those that do not belong in a version."""
    found = set(names)
    missing = [name for name in FILES if name != CHANGES and name not in found]
    unknown = sorted(found - FILES.keys())
    return [f"{name}: dit bestand ontbreekt" for name in missing] + [
        f"{name}: dit bestand hoort niet in een versie" for name in unknown
    ]


def _parts(files: Mapping[str, bytes]) -> tuple[list[Frozen], list[str]]:
    parts: list[Frozen] = []
    problems = name_problems(files)
    for name, model in FILES.items():
        if name in files:
            try:
                parts.append(read(name, files[name], model))
            except QuestionnaireError as error:
                problems += error.problems
    return parts, problems


def _questionnaire(parts: Iterable[Frozen]) -> Questionnaire:
    fields: dict[str, object] = {}
    questions: list[Question] = []
    for part in parts:
        for key, value in part:
            if key == "questions":
                questions += (Question.model_validate(dict(question)) for question in value)
            else:
                fields[key] = value
    return Questionnaire.model_validate({**fields, "questions": tuple(questions)})


def _version_problems(questionnaire: Questionnaire, files: Mapping[str, bytes], folder: Path | None) -> Iterator[str]:
    if questionnaire.version == 1 and CHANGES in files:
        yield f"{CHANGES}: dit bestand hoort niet bij versie 1, want er is geen versie voor"
    if questionnaire.version > 1 and CHANGES not in files:
        yield f"{CHANGES}: dit bestand ontbreekt; vanaf versie 2 staat hierin wat er anders is"
    if folder is not None:
        yield from _folder_problems(questionnaire, folder)


def _folder_problems(questionnaire: Questionnaire, folder: Path) -> Iterator[str]:
    if questionnaire.id != folder.parent.name:
        yield f"questionnaire.toml, id: {questionnaire.id} staat in de map {folder.parent.name}"
    if str(questionnaire.version) != folder.name:
        yield f"questionnaire.toml, version: {questionnaire.version} staat in de map {folder.name}"
