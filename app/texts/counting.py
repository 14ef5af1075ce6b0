"""Numbers of things and lists of names, as they stand inside a sentence."""

from collections.abc import Sequence


def counted(n: int, one: str, many: str) -> str:
    """`1 vraag`, `3 vragen`, `geen vragen`."""
    if n == 0:
        return f"geen {many}"
    return f"{n} {one if n == 1 else many}"


def listing(names: Sequence[str], before_last: str = "en") -> str:
    """`Geld`, `Geld en Wonen`, `Geld, Wonen en Werk`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {before_last} {names[-1]}"


def part_of(n: int, total: int) -> str:
    """`geen van de 8`, `3 van de 8`, `alle 8`; of a total of at least 1."""
    if n == total:
        return f"alle {total}"
    return f"geen van de {total}" if n == 0 else f"{n} van de {total}"


def sentence_start(text: str) -> str:
    """The text with a capital."""
    return text[:1].upper() + text[1:]
