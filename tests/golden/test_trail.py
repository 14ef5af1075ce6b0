"""The trail holds what it always held, and the history tells it in the same words.

A dozen modules read what is written down as data, and rows of long ago are never written anew: a form that changes here
is one that those modules have to know beside the old one. That each action has an example is asked in
tests/guards/test_audit.py. Who means a change keeps it anew: `python -m tests.golden.trail`.
"""

from difflib import unified_diff

import pytest

from tests.golden.trail import KEPT, TOLD, as_text, kept, rows_of_stories, told


def difference(before: str, after: str) -> str:
    """What changed, as lines; empty when nothing did."""
    return "\n".join(unified_diff(before.splitlines(), after.splitlines(), "kept", "now", n=12, lineterm=""))


@pytest.mark.heavy
def test_what_is_written_down_is_as_it_was() -> None:
    changed = difference(KEPT.read_text("utf-8"), as_text(rows_of_stories()))
    assert not changed, f"the trail holds something else:\n{changed}"


def test_what_is_told_of_it_is_as_it_was() -> None:
    changed = difference(TOLD.read_text("utf-8"), told(kept()))
    assert not changed, f"the history tells something else:\n{changed}"
