"""One PostgreSQL server for all tests; the fixtures with the application are in tests/fixtures.py."""

import gc
import os

import pytest

from tests.memory import root
from tests.postgresql import PORT, Server, binaries

pytest_plugins = ("tests.selection", "tests.budgets")


# Ten thousand tests are made at once and stay: looking through them for what can go costs a third of making them.
gc.disable()


def pytest_collection_finish() -> None:
    """Look for what can go from now on, but never again through all the tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    gc.enable()


def pytest_configure(config: pytest.Config) -> None:
    """Start one PostgreSQL server for all workers; tests/prepare.py says so when there is none."""
    programs = binaries()
    if programs and PORT not in os.environ and not hasattr(config, "workerinput"):
        server = Server.started(programs, root=root())
        os.environ[PORT] = str(server.port)
        config.add_cleanup(server.stop)
