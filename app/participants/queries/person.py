"""One person as a coordinator changes them: what stands there, and what a change would take away."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from app.asked import questionnaire_of
from app.models import Participation
from app.participants.queries.cells import Cell, Cells, cells_of, fingerprint, items_in, own_cells, values_of
from app.participants.queries.team import Member, Team
from app.parts import Part
from app.texts import participants as texts
from app.texts.counting import listing
from questionnaires.model import GENERAL


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """One colleague, or the joint part, with the cells that there are and those that are theirs."""

    team: Team
    participation: Participation
    member: Member | None
    """None for the joint part."""
    cells: Cells
    own: frozenset[Cell]

    @property
    def name(self) -> str:
        """How the coordinator calls them."""
        return self.member.name if self.member else texts.JOINT

    @property
    def total(self) -> int:
        """How many questions they answer, single ones included."""
        parts = self.member.questions if self.member else self.team.joint_questions
        return sum(len(part.questions) for part in parts)

    @property
    def single(self) -> tuple[str, ...]:
        """The questions that they were given or gave away one by one, in words."""
        return tuple(
            texts.single_question(self.team.part(row.domain).short, row.given_away)
            for row in sorted(self.participation.parts, key=lambda row: (row.domain, row.question))
            if row.question
        )

    @property
    def in_words(self) -> list[str]:
        """The cells that are theirs, a line for each domain."""
        lines = []
        for part in self.team.parts:
            levels = [title.lower() for level, title, _ in self.boxes(part) if (part.domain, level) in self.own]
            if levels:
                lines.append(part.short if part.domain == GENERAL else f"{part.short}: {listing(levels)}")
        return lines

    def boxes(self, part: Part) -> list[tuple[str, str, int]]:
        """(level, title, number of questions) of the cells of a domain."""
        titles = {level.id: level.title for level in questionnaire_of(self.team.assessment).levels}
        levels = [level for level in ("", *titles) if (part.domain, level) in self.cells]
        return [(level, titles.get(level, texts.WHOLE), len(self.cells[part.domain, level])) for level in levels]

    @property
    def hint(self) -> str:
        """What stands above the choice of cells."""
        return texts.CELLS_HINT if self.member else texts.JOINT_HINT

    @property
    def may_correct_address(self) -> bool:
        """Whether the address can still be another one: nobody was mailed, and nothing was answered."""
        one = self.participation
        return not one.invited_at and one.state == "invited" and not self.team.answered.get(one.id)

    @property
    def fingerprint(self) -> str:
        """Changes with everything that the page can change."""
        one = self.participation
        details = (one.name, one.function, one.level, one.personal_line, one.user.email, one.everything)
        return fingerprint(*details, one.ended_at, values_of(self.own))

    def answers_in(self, chosen: Collection[Cell]) -> dict[Cell, int]:
        """In which of these cells they gave answers, and how many."""
        answered = self.team.answered.get(self.participation.id, frozenset())
        # A question that was given by itself stays theirs.
        single = {f"{row.domain}/{row.question}" for row in self.participation.parts if row.question}
        counts = {
            cell: len((items_in([cell], self.cells) & answered) - single) for cell in self.cells if cell in chosen
        }
        return {cell: count for cell, count in counts.items() if count}


def person_in(team: Team, participation_id: uuid.UUID) -> Person:
    """One colleague or the joint part, or 404."""
    cells = cells_of(team.parts)
    if participation_id == team.joint.id:
        return Person(team, team.joint, None, cells, own_cells(team.joint, cells))
    member = team.member(participation_id)
    return Person(team, member.participation, member, cells, own_cells(member.participation, cells))


def taken_in_words(team: Team, cell: Cell, count: int) -> str:
    """A cell that is taken away, with the number of answers that stay behind."""
    titles = {level.id: level.title for level in questionnaire_of(team.assessment).levels}
    return texts.taken_away(team.part(cell[0]).short, titles.get(cell[1]), count)
