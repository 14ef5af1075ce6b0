"""Where the databases of the tests stand: in memory where there is room, so that no commit waits for a disk."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - a file system in memory, in which only folders of our own are made
ROOM = 1 << 30
"""Bytes that must be free: Chromium keeps its pages there too, and in a container it is often small."""


def root(memory: Path = MEMORY, room: int = ROOM) -> Path:
    """The file system in memory; the usual folder for what is temporary where there is none, or too little of it."""
    if memory.is_dir() and os.access(memory, os.W_OK | os.X_OK) and shutil.disk_usage(memory).free >= room:
        return memory
    return Path(tempfile.gettempdir())


@contextmanager
def database_folder() -> Iterator[Path]:
    """A folder for the databases of a worker, gone afterwards: memory is not given back by itself."""
    with tempfile.TemporaryDirectory(prefix="samenhang-tests-", dir=root()) as folder:
        yield Path(folder)
