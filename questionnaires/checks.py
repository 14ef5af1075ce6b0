"""Every check of every version at once, published or not, for authors and for the tests."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from questionnaires.catalogue import ROOT, verify_lock
from questionnaires.changes import change_problems, reuse_problems
from questionnaires.loader import load
from questionnaires.model import Questionnaire
from questionnaires.problems import QuestionnaireError


def problems_of_all(root: Path = ROOT) -> list[str]:
    """Everything that is wrong with the versions under a root, with their lock and their change tables; Dutch."""
    problems = list(_lock_problems(root))
    for folder in sorted(root.glob("files/*/")):
        problems += problems_of_questionnaire(folder)
    # A published version that does not load is found twice, through the lock and through its folder.
    return list(dict.fromkeys(problems))


def _lock_problems(root: Path) -> Iterator[str]:
    try:
        verify_lock(root)
    except QuestionnaireError as error:
        yield from error.problems


def problems_of_questionnaire(folder: Path) -> Iterator[str]:
    """The problems of all versions in a folder `files/<id>`, in the order of their numbers; Dutch."""
    numbers = sorted(int(child.name) for child in folder.iterdir() if child.name.isdecimal())
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"{folder.name}: de versies moeten 1, 2, 3 enzovoort zijn, gevonden: {', '.join(map(str, numbers))}"
    versions: list[Questionnaire | None] = []
    for number in numbers:
        version, problems = _loaded(folder / str(number))
        versions.append(version)
        yield from (f"{folder.name}/{number}/{problem}" for problem in problems)
    for before, after in pairwise(versions):
        if before and after:
            earlier = [version for version in versions if version and version.version < after.version]
            problems = (*change_problems(before, after), *reuse_problems(earlier, after))
            yield from (f"{folder.name}/{after.version}/{problem}" for problem in problems)


def _loaded(folder: Path) -> tuple[Questionnaire | None, tuple[str, ...]]:
    try:
        return load(folder), ()
    except QuestionnaireError as error:
        return None, error.problems
