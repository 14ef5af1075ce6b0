"""One PostgreSQL server for all tests; the fixtures with the application are in tests/fixtures.py."""

import os

import pytest

from tests.memory import root
from tests.postgresql import PORT, Server, binaries

pytest_plugins = ("tests.selection", "tests.budgets")


def pytest_configure(config: pytest.Config) -> None:
    """Start one PostgreSQL server for all workers; tests/prepare.py says so when there is none."""
    programs = binaries()
    if programs and PORT not in os.environ and not hasattr(config, "workerinput"):
        server = Server.started(programs, root=root())
        os.environ[PORT] = str(server.port)
        config.add_cleanup(server.stop)
