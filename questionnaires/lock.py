"""The lock of published versions: which there are, and the hash by which each of them stays as it was."""

import datetime
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Annotated

from pydantic import Field

from questionnaires.model import Frozen, Id, Version
from questionnaires.reading import read, read_folder

LOCK = "published.toml"

HEADER = """\
# The published versions. A version in this list never changes: corrections go into a new version.
#
# sha256 covers the name and the bytes of every file in the folder files/<id>/<version>: each file gives the line
# "<sha256 of its bytes>  <its name>", the lines are sorted by name (byte order), and their sha256 is what stands here.
# On a command line, in that folder: LC_ALL=C sha256sum * | sha256sum
"""


class LockEntry(Frozen):
    """One published version."""

    id: Id
    version: Version
    date: datetime.date
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]

    @property
    def folder(self) -> str:
        """The folder of the version, seen from the folder of all files."""
        return f"{self.id}/{self.version}"


class LockFile(Frozen):
    """published.toml: every published version."""

    versions: tuple[LockEntry, ...]


def files_hash(files: Mapping[str, bytes]) -> str:
    """The hash of the files of one version, by their names; how it is made stands in `HEADER`."""
    names = sorted(files, key=str.encode)
    return sha256("".join(f"{sha256(files[name]).hexdigest()}  {name}\n" for name in names).encode()).hexdigest()


def folder_hash(folder: Path) -> str:
    """The hash of the version in a folder."""
    return files_hash(read_folder(folder))


def lock_entry(folder: Path, date: datetime.date) -> LockEntry:
    """What the lock says of the version in a folder `<id>/<version>`, published on this date."""
    return LockEntry(id=folder.parent.name, version=int(folder.name), date=date, sha256=folder_hash(folder))


def load_lock(root: Path) -> tuple[LockEntry, ...]:
    """The published versions under a root. QuestionnaireError with every problem of the lock's form."""
    return read(LOCK, (root / LOCK).read_bytes(), LockFile).versions


def write_lock(root: Path, entries: Iterable[LockEntry]) -> None:
    """Write the lock anew. Earlier entries have to be passed in unchanged: that is what a lock is for."""
    (root / LOCK).write_text(HEADER + "".join(map(_rendered, entries)), encoding="utf-8", newline="\n")


def _rendered(entry: LockEntry) -> str:
    return (
        f'\n[[versions]]\nid = "{entry.id}"\nversion = {entry.version}\n'
        f'date = {entry.date.isoformat()}\nsha256 = "{entry.sha256}"\n'
    )
