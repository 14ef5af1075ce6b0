"""One domain as a coordinator divides it: everybody with the cells of that domain that are theirs."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.participants.queries.cells import Cell, fingerprint, values_of
from app.participants.queries.person import Person, person_in
from app.participants.queries.team import Team
from app.parts import Part


@dataclass(frozen=True, slots=True)
class Dividing:
    """A domain and everybody to whom its questions can be given."""

    team: Team
    part: Part
    people: tuple[Person, ...]
    """The joint part only when it has a part of the questions."""

    def levels(self) -> list[tuple[str, str, int]]:
        """(level, title, number of questions) of the cells."""
        return person_in(self.team, self.team.joint.id).boxes(self.part)

    @property
    def offered(self) -> dict[str, Cell]:
        """How the form writes each cell of each person."""
        return {
            f"{person.participation.id}:{level}": (self.part.domain, level)
            for person in self.people
            for level, _, _ in self.levels()
        }

    @property
    def values(self) -> list[str]:
        """The cells that are theirs, as the form writes them."""
        return [
            value
            for person in self.people
            for value, cell in self.offered.items()
            if value.startswith(f"{person.participation.id}:") and cell in person.own
        ]

    @property
    def fingerprint(self) -> str:
        """Changes with everything that the page can change."""
        return fingerprint(self.part.domain, self.team.joint.everything, sorted(self.offered), sorted(self.values))

    def changed(self, chosen: Mapping[Person, frozenset[Cell]]) -> dict[Person, frozenset[Cell]]:
        """All cells of each person after these were chosen in this domain."""
        return {
            person: frozenset(cell for cell in person.own if cell[0] != self.part.domain) | cells
            for person, cells in chosen.items()
        }

    def taken(self, wanted: Mapping[Person, frozenset[Cell]]) -> dict[Person, dict[Cell, int]]:
        """From whom cells with answers would be taken away, and how many answers that are."""
        found = {person: person.answers_in(person.own - cells) for person, cells in wanted.items()}
        return {person: counts for person, counts in found.items() if counts}

    @property
    def in_words(self) -> list[tuple[str, str]]:
        """(name, levels) of who has questions about it now."""
        lines = []
        for person in self.people:
            levels = [title for level, title, _ in self.levels() if (self.part.domain, level) in person.own]
            if levels:
                lines.append((person.name, ", ".join(levels)))
        return lines


def dividing_of(team: Team, domain: str) -> Dividing:
    """A domain of the assessment, or the general part, with everybody who takes part now; 404 for another one."""
    part = team.part(domain)
    ids = [member.id for member in team.members]
    with_joint = ids if team.joint.everything else [team.joint.id, *ids]
    return Dividing(team, part, tuple(person_in(team, id_) for id_ in with_joint))


def confirmation(taken: Mapping[Person, Mapping[Cell, int]]) -> str:
    """What the form says that was confirmed, when these cells are taken away."""
    return fingerprint([(str(person.participation.id), values_of(cells)) for person, cells in taken.items()])
