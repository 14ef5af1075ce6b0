"""Discussing the answers together: one item for everybody, on a big screen and on the screens of who joins."""
