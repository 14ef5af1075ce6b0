"""Whether a was-wordt table says exactly what differs between two versions, in both directions."""

from collections.abc import Iterator, Sequence

from questionnaires.changes.units import KINDS, Unit, Units, possible_classes, units
from questionnaires.layout import CHANGES
from questionnaires.model import Change, ChangeClass, ChangeKind, Questionnaire

NOUNS: dict[ChangeKind, str] = {
    "question": "vraag",
    "option": "antwoord",
    "domain": "domein",
    "override": "afwijkende tekst",
    "action": "actie",
    "facet": "facet",
}

_ONE, _MANY = range(1, 2), range(2, 1000)
_SIZES: dict[ChangeClass, tuple[range, range]] = {
    "added": (range(1), _ONE),
    "retired": (_ONE, range(1)),
    "split": (_ONE, _MANY),
    "merged": (_MANY, _ONE),
}
"""How many old and new ids a row has; those that are not here have one of each."""


def change_problems(before: Questionnaire, after: Questionnaire) -> list[str]:
    """Everything that is wrong with the table of `after`, which directly follows `before`; Dutch, with its place.

    Every question, option, domain, override, action and facet that differs has exactly one row, and every row is
    about something that differs and calls it what it is.
    """
    return [problem for kind in KINDS for problem in _Table(kind, before, after).problems()]


class _Table:
    """The rows of one kind beside the parts that they account for."""

    def __init__(self, kind: ChangeKind, before: Questionnaire, after: Questionnaire) -> None:
        self.kind = kind
        self.versions = before.version, after.version
        self.before, self.after = units(kind, before, after)
        self.rows = [(number, row) for number, row in enumerate(after.changes, start=1) if row.kind == kind]

    def problems(self) -> Iterator[str]:
        """Of the parts first, then of the rows."""
        for unit_id in dict.fromkeys([*self.before, *self.after]):
            yield from (f"{CHANGES}: {NOUNS[self.kind]} {unit_id}: {it}" for it in self._unit_problems(unit_id))
        for number, row in self.rows:
            name = ", ".join(dict.fromkeys([*row.old, *row.new]))
            where = f"{CHANGES}: wijziging nummer {number} ({NOUNS[self.kind]} {name})"
            yield from (f"{where}: {problem}" for problem in self._row_problems(row))

    def _unit_problems(self, unit_id: str) -> Iterator[str]:
        old, new = self.before.get(unit_id), self.after.get(unit_id)
        count = sum(unit_id in (*row.old, *row.new) for _, row in self.rows)
        if old and new and new.meaning < old.meaning:
            yield f"de betekenis (meaning) gaat van {old.meaning} naar {new.meaning}, en kan alleen omhoog"
        if old == new and count:
            yield "is niet veranderd, maar staat wel in de tabel"
        elif old != new and not count:
            yield f"{self._difference(old, new)}, maar staat niet in de tabel"
        elif count > 1:
            yield "staat er meer dan 1 keer"

    def _difference(self, old: Unit | None, new: Unit | None) -> str:
        if old is None:
            return f"is nieuw in versie {self.versions[1]}"
        return f"is weg in versie {self.versions[1]}" if new is None else f"is anders dan in versie {self.versions[0]}"

    def _row_problems(self, row: Change) -> Iterator[str]:
        old_size, new_size = _SIZES.get(row.class_, (_ONE, _ONE))
        if len(row.old) not in old_size or len(row.new) not in new_size:
            yield f"{row.class_} heeft {_count(old_size)} bij old en {_count(new_size)} bij new"
        else:
            yield from _absent(row.old, self.before, self.versions[0])
            yield from _absent(row.new, self.after, self.versions[1])
            yield from self._id_problems(row)
            yield from self._class_problems(row)

    def _id_problems(self, row: Change) -> Iterator[str]:
        """What leaves has to be gone, and what comes has to be new: an id is never used for another thing."""
        for unit_id in row.old:
            if unit_id not in row.new and unit_id in self.after:
                yield f"{unit_id} bestaat nog in versie {self.versions[1]}"
        for unit_id in row.new:
            if unit_id not in row.old and unit_id in self.before:
                yield f"{unit_id} bestond al in versie {self.versions[0]}"

    def _class_problems(self, row: Change) -> Iterator[str]:
        kept = [
            unit_id for unit_id in row.old if unit_id in row.new and unit_id in self.before and unit_id in self.after
        ]
        if row.class_ in _SIZES:
            yield from (problem for unit_id in kept for problem in self._kept_problems(unit_id))
        elif kept:
            possible = possible_classes(self.before[kept[0]], self.after[kept[0]])
            if row.class_ not in possible:
                yield f"dit is niet {row.class_}, maar {' of '.join(possible)}"
        elif row.class_ != "moved":
            yield f"bij {row.class_} blijft het id gelijk"

    def _kept_problems(self, unit_id: str) -> Iterator[str]:
        """A question of which a part goes elsewhere, or to which another comes, asks something else than before."""
        if self.kind == "question" and self.before[unit_id].meaning == self.after[unit_id].meaning:
            yield f"{unit_id} houdt zijn id, dus de betekenis (meaning) moet omhoog"


def _absent(ids: Sequence[str], known: Units, version: int) -> Iterator[str]:
    yield from (f"{unit_id} bestaat niet in versie {version}" for unit_id in ids if unit_id not in known)


def _count(size: range) -> str:
    return {range(1): "geen id", _ONE: "1 id"}.get(size, "minstens 2 id’s")
