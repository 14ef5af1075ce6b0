"""Somebody of an earlier round: what they answered then, and what of it there is in this round."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from app.asked import domains_of, questionnaire_of
from app.earlier import shared_domains
from app.models import Assessment, Participation, ParticipationPart
from app.participants.queries.adding import level_title
from app.participants.queries.cells import Cell, Cells, cells_of, own_cells
from app.participants.queries.team import Team
from app.parts import name_of, parts_of
from app.texts import again as texts
from app.texts import words
from questionnaires.model import GENERAL


class Between:
    """What two rounds have in common, to give somebody in the later one what they had in the earlier one."""

    def __init__(self, earlier: Assessment, team: Team) -> None:
        self.earlier, self.team = earlier, team
        self.then: Cells = cells_of(parts_of(earlier))
        self.now: Cells = cells_of(team.parts)
        self.shared = frozenset(shared_domains(earlier, team.assessment)) | {GENERAL}
        self.names = {domain.id: domain.short for domain in domains_of(earlier)} | {GENERAL: words.GENERAL}

    @cached_property
    def items(self) -> frozenset[str]:
        """The items of this round that were asked in the earlier one too."""
        asked = {f"{cell[0]}/{question.id}" for cell, questions in self.then.items() for question in questions}
        return frozenset(item for item in self._now if item in asked and item.partition("/")[0] in self.shared)

    @cached_property
    def _now(self) -> frozenset[str]:
        return frozenset(f"{cell[0]}/{question.id}" for cell, questions in self.now.items() for question in questions)

    def has(self, row: ParticipationPart) -> bool:
        """Whether the single question of a row is asked in this round about the same domain."""
        return row.domain in self.shared and f"{row.domain}/{row.question}" in self._now


@dataclass(frozen=True, slots=True, eq=False)
class Returning:
    """Somebody who took part in the earlier round, and can take part again."""

    participation: Participation
    """Of then."""
    between: Between
    why_not: str
    """Why this person is not proposed; empty when they are."""
    withdrawn_here: bool

    @property
    def id(self) -> str:
        """The id of the participation of then, as forms hold it."""
        return str(self.participation.id)

    @property
    def name(self) -> str:
        """How this person was called then."""
        return name_of(self.participation)

    @property
    def level(self) -> str | None:
        """Where this person works, when this version knows that level."""
        known = {level.id for level in questionnaire_of(self.between.team.assessment).levels}
        return self.participation.level if self.participation.level in known else None

    @property
    def level_title(self) -> str:
        """How that level was called."""
        return level_title(self.between.earlier, self.participation.level) or ""

    @property
    def everything(self) -> bool:
        """Whether this person answered all questions."""
        return self.participation.everything

    @property
    def _had(self) -> frozenset[Cell]:
        return frozenset() if self.everything else own_cells(self.participation, self.between.then)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells of then that there are in this round."""
        return tuple(sorted(cell for cell in self._had if cell[0] in self.between.shared and cell in self.between.now))

    @property
    def single(self) -> dict[str, frozenset[str]]:
        """Which questions are theirs now, for each domain in which they were given or gave away single ones."""
        rows = [row for row in self._single_rows if self.between.has(row)]
        found: dict[str, set[str]] = {}
        for domain in {row.domain for row in rows}:
            own = [self.between.now[cell] for cell in self.cells if cell[0] == domain]
            found[domain] = {question.id for questions in own for question in questions}
        for row in sorted(rows, key=lambda row: row.given_away):
            (found[row.domain].discard if row.given_away else found[row.domain].add)(row.question)
        return {domain: frozenset(questions) for domain, questions in found.items()}

    @property
    def _single_rows(self) -> list[ParticipationPart]:
        return [] if self.everything else [row for row in self.participation.parts if row.question]

    @property
    def in_words(self) -> str:
        """What this person answered then."""
        if self.everything:
            return texts.EVERYTHING
        by_level: dict[str, list[str]] = defaultdict(list)
        for domain, level in self.between.then:
            if (domain, level) in self._had and domain != GENERAL:
                by_level[level_title(self.between.earlier, level) or level].append(self.between.names[domain])
        general = words.GENERAL if (GENERAL, "") in self._had else ""
        away = sum(row.given_away for row in self._single_rows)
        return texts.division(list(by_level.items()), general, len(self._single_rows) - away, away)

    @property
    def gone(self) -> str:
        """What of it is not asked in this round, in words."""
        lost = [cell for cell in self.between.then if cell in self._had and cell not in self.cells]
        domains = dict.fromkeys(domain for domain, _ in lost if domain not in self.between.shared)
        parts = [self.between.names[domain] for domain in domains]
        levels = [(domain, level) for domain, level in lost if domain not in domains]
        parts += [
            f"{self.between.names[domain]} ({level_title(self.between.earlier, level)})" for domain, level in levels
        ]
        away = [row for row in self._single_rows if not row.given_away and not self.between.has(row)]
        said = texts.gone(parts, len(away))
        nothing = not self.everything and not self.cells and not any(self.single.values())
        return " ".join(filter(None, [said, texts.STILL_NONE if nothing else ""]))
