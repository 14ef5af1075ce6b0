"""The published questionnaires: which there are, and each of them exactly as it was published."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

from questionnaires.loader import name_problems, parse
from questionnaires.lock import LOCK, LockEntry, files_hash, folder_hash, load_lock, lock_entry, write_lock
from questionnaires.model import Questionnaire
from questionnaires.problems import QuestionnaireError
from questionnaires.reading import read_folder

__all__ = [
    "ROOT",
    "current",
    "folder_hash",
    "lock_entry",
    "published",
    "questionnaire",
    "verify_lock",
    "write_lock",
]

ROOT = Path(__file__).parent
"""Where the lock is, and the folder `files` with every version."""

_entries = lru_cache(maxsize=None)(load_lock)


def published(root: Path = ROOT) -> tuple[tuple[str, int], ...]:
    """Id and version of every published questionnaire, in the order in which they were published."""
    return tuple((entry.id, entry.version) for entry in _entries(root))


@cache
def questionnaire(questionnaire_id: str, version: int, root: Path = ROOT) -> Questionnaire:
    """One published version.

    KeyError when it is not published; QuestionnaireError when its files are not those that were published.
    """
    for entry in _entries(root):
        if (entry.id, entry.version) == (questionnaire_id, version):
            return _verified(entry, root)
    raise KeyError((questionnaire_id, version))


def current(questionnaire_id: str, root: Path = ROOT) -> Questionnaire:
    """The newest published version of a questionnaire. KeyError when there is none."""
    versions = [version for known_id, version in published(root) if known_id == questionnaire_id]
    if not versions:
        raise KeyError(questionnaire_id)
    return questionnaire(questionnaire_id, max(versions), root)


def verify_lock(root: Path = ROOT) -> None:
    """Check the lock and the files of every published version. QuestionnaireError with everything that is wrong."""
    entries = load_lock(root)
    problems = list(_order_problems(entries))
    for entry in entries:
        try:
            _verified(entry, root)
        except QuestionnaireError as error:
            problems += error.problems
    if problems:
        raise QuestionnaireError(problems)


def _verified(entry: LockEntry, root: Path) -> Questionnaire:
    folder = root / "files" / entry.folder
    files = read_folder(folder)
    if files_hash(files) != entry.sha256:
        changed = f"de bestanden zijn anders dan bij de publicatie op {entry.date:%d-%m-%Y} ({LOCK})"
        refusal = f"{entry.folder}: {changed}. Een gepubliceerde versie verandert nooit: maak een nieuwe versie"
        raise QuestionnaireError([refusal, *(f"{entry.folder}/{problem}" for problem in name_problems(files))])
    try:
        return parse(files, folder)
    except QuestionnaireError as error:
        raise QuestionnaireError(f"{entry.folder}/{problem}" for problem in error.problems) from None


def _order_problems(entries: Sequence[LockEntry]) -> Iterator[str]:
    """Per questionnaire the versions are 1, 2, 3 and so on, each published once."""
    for questionnaire_id in Counter(entry.id for entry in entries):
        versions = [entry.version for entry in entries if entry.id == questionnaire_id]
        if versions != list(range(1, len(versions) + 1)):
            found = ", ".join(map(str, versions))
            yield f"{LOCK}: de versies van {questionnaire_id} moeten 1, 2, 3 enzovoort zijn, gevonden: {found}"
