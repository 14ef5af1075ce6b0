"""What a planted fault is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One protection that is switched off, by putting one text in the place of another."""

    name: str
    kind: str
    file: str
    old: str
    """What stands in the file, exactly once."""
    new: str | None
    """What comes in its place; None when the whole file is lost."""
    tests: tuple[str, ...]
    """What should catch it, in the short form: the arguments of pytest."""
