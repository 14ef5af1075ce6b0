"""One PostgreSQL server for all tests, and patience; the fixtures with the application are in tests/fixtures.py."""

import os

import pytest
from hypothesis import HealthCheck, settings

from tests.memory import root
from tests.postgresql import PORT, Server, binaries

pytest_plugins = ("tests.selection",)

# How long an example takes, or making it, depends on what else the machine does; speed is for the benchmarks.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


def pytest_configure(config: pytest.Config) -> None:
    """Start one PostgreSQL server for all workers; tests/prepare.py says so when there is none."""
    programs = binaries()
    if programs and PORT not in os.environ and not hasattr(config, "workerinput"):
        server = Server.started(programs, root=root())
        os.environ[PORT] = str(server.port)
        config.add_cleanup(server.stop)
