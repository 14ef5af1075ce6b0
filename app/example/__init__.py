"""Example mode: example people and data, never in production."""
