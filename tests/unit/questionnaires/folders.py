"""Version folders and their lock in a temporary folder."""

import datetime
from pathlib import Path

from questionnaires.lock import lock_entry, write_lock
from tests.unit.tiny import Data, make_files

DATE = datetime.date(2026, 11, 24)


def make_version(root: Path, version: int, *rows: dict[str, object], questionnaire_id: str = "tiny") -> Path:
    """One version of the tiny questionnaire below a root, with these rows in its change table."""

    def edit(data: Data) -> None:
        data["questionnaire"].update(version=version, id=questionnaire_id)
        if version > 1:
            data["changes"] = {"changes": list(rows)}

    folder = root / "files" / questionnaire_id / str(version)
    folder.mkdir(parents=True)
    for name, data in make_files(edit).items():
        (folder / name).write_bytes(data)
    return folder


def publish(root: Path, *folders: Path) -> None:
    """Lock these folders."""
    write_lock(root, [lock_entry(folder, DATE) for folder in folders])
