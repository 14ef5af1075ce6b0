"""How long a test waits for what must happen: only a busy machine needs it."""

PATIENCE = 600
"""Seconds; reached only when it never happens."""
