"""What runs where: `make test` proves the product in ten minutes, `make test-all` tries every combination.

The marks are in pyproject.toml; what they do is decided here, and nowhere else.
"""

import os

import pytest

EVERYTHING = os.environ.get("SAMENHANG_TESTS") == "all"
"""Whether this is the long form."""


def draws_files(item: pytest.Item) -> bool:
    """Whether the files of a report that this test agrees are drawn for real: drawing takes seconds."""
    return EVERYTHING or item.get_closest_marker("files") is not None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what belongs to the long form only."""
    if EVERYTHING:
        return
    later = [item for item in items if item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=later)
    items[:] = [item for item in items if not item.get_closest_marker("long")]
