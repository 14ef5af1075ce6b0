"""The rows of the access table about the second round, versions and merged municipalities."""

from tests.guards.doors import Access

SECOND_TABLE: dict[tuple[str, str], Access] = {}
