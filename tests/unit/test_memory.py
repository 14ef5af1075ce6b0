"""The databases of the tests stand in memory only where there is room for them."""

import tempfile
from pathlib import Path

from tests.memory import database_folder, root


def test_memory_is_used_where_there_is_room(tmp_path):
    assert root(tmp_path, room=1) == tmp_path
    usual = Path(tempfile.gettempdir())
    assert root(tmp_path, room=1 << 60) == root(tmp_path / "none") == usual


def test_the_folder_is_gone_afterwards():
    with database_folder() as folder:
        assert folder.parent == root()
        (folder / "samenhang.db").touch()
    assert not folder.exists()
