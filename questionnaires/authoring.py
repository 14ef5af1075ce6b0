"""What authors of a next version do: begin it, see which rows its was-wordt table lacks, and publish it."""

import datetime
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from questionnaires.changes import missing_rows
from questionnaires.checks import problems_of_all
from questionnaires.layout import CHANGES
from questionnaires.loader import load
from questionnaires.lock import load_lock, lock_entry, write_lock
from questionnaires.model import Change
from questionnaires.problems import QuestionnaireError

HEADER = """\
# What became of each part of version {before}, and where each new part comes from. What did not change has no row.
#
# - kind: question, option (A.BL/1 is answer 1 of A.BL), domain, override, action or facet.
# - class: carried, grammar, reworded, moved, meaning_changed, merged, split, retired or added.
#   grammar and reworded ask the same as before, so answers of both versions can be compared; after meaning_changed not.
# - old, new: the ids in version {before} and in version {after}.
# - reason: why, for everybody who reads the table.
"""
NO_ROWS = "\nchanges = []\n"
TO_FILL_IN = "NOG INVULLEN"
"""What stands in a row that was made for an author, until they write why; such a version cannot be published."""


def begin_version(root: Path, questionnaire_id: str) -> Path:
    """The folder of the next version: a copy of the last, with the next number and an empty was-wordt table.

    QuestionnaireError when there is no published version, or the next one was begun already.
    """
    last = _last_published(root, questionnaire_id)
    folder = root / "files" / questionnaire_id / str(last + 1)
    if folder.exists():
        raise QuestionnaireError([f"{questionnaire_id}/{last + 1}: deze versie is al begonnen"])
    shutil.copytree(folder.with_name(str(last)), folder)
    file = folder / "questionnaire.toml"
    old, new = f"\nversion = {last}\n", f"\nversion = {last + 1}\n"
    file.write_text(file.read_text("utf-8").replace(old, new, 1), encoding="utf-8", newline="\n")
    header = HEADER.format(before=last, after=last + 1)
    (folder / CHANGES).write_text(header + NO_ROWS, encoding="utf-8", newline="\n")
    return folder


def complete_table(root: Path, questionnaire_id: str) -> Sequence[Change]:
    """Add a row for everything that differs and has none, without its reason; the rows that were added.

    QuestionnaireError when no next version was begun, or it cannot be read.
    """
    last = _last_published(root, questionnaire_id)
    folder = root / "files" / questionnaire_id / str(last + 1)
    if not folder.exists():
        raise QuestionnaireError([f"{questionnaire_id}/{last + 1}: deze versie is nog niet begonnen"])
    rows = missing_rows(load(folder.with_name(str(last))), load(folder), TO_FILL_IN)
    file = folder / CHANGES
    text = file.read_text("utf-8").replace(NO_ROWS, "") if rows else file.read_text("utf-8")
    file.write_text(text + "".join(map(_rendered, rows)), encoding="utf-8", newline="\n")
    return rows


def publish(root: Path, questionnaire_id: str, version: int, date: datetime.date) -> str:
    """Lock a version as it is, for good; its hash. QuestionnaireError with everything that stands in the way."""
    entries = load_lock(root)
    last = _last_published(root, questionnaire_id)
    if version != last + 1:
        raise QuestionnaireError([f"{questionnaire_id}/{version}: na versie {last} kan alleen versie {last + 1} komen"])
    folder = root / "files" / questionnaire_id / str(version)
    if not folder.exists():
        raise QuestionnaireError([f"{questionnaire_id}/{version}: deze versie is nog niet begonnen"])
    if problems := [*problems_of_all(root), *_unfinished(folder)]:
        raise QuestionnaireError(problems)
    entry = lock_entry(folder, date)
    write_lock(root, [*entries, entry])
    return entry.sha256


def _unfinished(folder: Path) -> Iterator[str]:
    """Rows whose reason nobody wrote yet; a folder with other problems has been refused before this."""
    for number, row in enumerate(load(folder).changes, start=1):
        if row.reason == TO_FILL_IN:
            name = ", ".join(dict.fromkeys([*row.old, *row.new]))
            yield f"{folder.parent.name}/{folder.name}/{CHANGES}: wijziging nummer {number} ({name}): schrijf op waarom"


def _last_published(root: Path, questionnaire_id: str) -> int:
    versions = [entry.version for entry in load_lock(root) if entry.id == questionnaire_id]
    if not versions:
        raise QuestionnaireError([f"{questionnaire_id}: er is geen gepubliceerde versie"])
    return max(versions)


def _rendered(row: Change) -> str:
    lines = [f'kind = "{row.kind}"', f'class = "{row.class_}"']
    for name, ids in (("old", row.old), ("new", row.new)):
        if ids:
            quoted = ", ".join(f'"{one}"' for one in ids)
            lines.append(f"{name} = [{quoted}]")
    return "\n[[changes]]\n" + "\n".join([*lines, f'reason = "{row.reason}"']) + "\n"
