"""The evaluation page: a report, new or frozen, with its picture first and the rest where it can be opened.

It is read from the sections of the report alone, so that what was frozen by earlier rules shows its own outcome.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import Literal

from app.comparisons.document import actions, domains
from app.comparisons.document.course import Course, course_briefly, course_of, headline
from app.comparisons.document.report import ComparisonReport
from app.comparisons.document.summary import READING
from app.comparisons.document.summary import SUPPORTED as SUPPORTED_MEANS
from app.documents.model import Block, BulletList, Cell, Heading, Move, Moves, Paragraph, Section, Table
from app.reports.document.comparison import SUPPORTED, UNSAID
from app.web.formatting import number
from scoring.comparison.result import MovedKind


@dataclass(frozen=True)
class Arrow:
    """What one dimension did, with all that its cell of the picture says."""

    move: Move
    reason: str = ""
    """Why it cannot be compared."""

    @property
    def kind(self) -> MovedKind:
        if self.move.way is None:
            return "unsaid" if self.move.word == UNSAID else "not_comparable"
        if self.move.way == "same":
            return "same"
        return "visible" if self.move.visible else "small"

    @property
    def supported(self) -> bool:
        """Whether it is visible and backed."""
        return self.kind == "visible" and self.move.note == SUPPORTED

    @property
    def change(self) -> int | None:
        """Its direction: above 0 when it went up."""
        return {"up": 1, "same": 0, "down": -1}[self.move.way] if self.move.way else None

    @property
    def look(self) -> Literal["up", "down", "not", "plain"]:
        """Only a supported change has a colour; what has no outcome has a dashed edge."""
        if self.supported:
            return "up" if self.move.way == "up" else "down"
        return "not" if self.move.way is None else "plain"

    @property
    def word(self) -> str:
        sign = {"up": "↑", "down": "↓", "same": "=", None: "?"}[self.move.way]
        said = "niet te vergelijken" if self.kind == "not_comparable" else self.move.word.removeprefix("zichtbaar ")
        return f"{sign} {said}"

    @property
    def numbers(self) -> str:
        """Then and now, rounded; the exact ones are in the fold of the domain."""
        if self.move.way is None or self.move.before is None or self.move.after is None:
            return ""
        return f"{number(self.move.before, 0)} → {number(self.move.after, 0)}"

    @property
    def note(self) -> str:
        """What must be known with it."""
        return "klein" if self.kind == "small" else self.move.note or self.reason


@dataclass(frozen=True)
class DomainOutcome:
    id: str
    title: str
    name: str
    """Its short name; nothing for the whole municipality."""
    steps: tuple[Arrow, ...]
    changed: tuple[str, ...]
    """What people say really changed."""
    figures: tuple[Block, ...]
    """The picture with exact numbers and the whole profile."""
    rest: tuple[Block, ...]
    """What does not count as change, and why it cannot be compared."""
    why: str
    """Why the whole domain cannot be compared."""

    @property
    def course(self) -> Course:
        """What it did as a whole."""
        return course_of(self.steps)

    @property
    def briefly(self) -> str:
        """The same beside its name."""
        return course_briefly(self.course) if self.name else ""


@dataclass(frozen=True)
class ActionOutcome:
    """One action: whether it was done, and what its question did."""

    title: str
    done: str
    moved: str


@dataclass(frozen=True)
class Outline:
    """What the page shows of a report, and where."""

    report: ComparisonReport

    @cached_property
    def domains(self) -> tuple[DomainOutcome, ...]:
        """Each domain in its order, and the whole municipality when something changed there."""
        parts: list[tuple[Heading, list[Block]]] = []
        for block in self.section("domeinen").blocks:
            if isinstance(block, Heading):
                parts.append((block, []))
            elif parts:
                parts[-1][1].append(block)
        return tuple(self._outcome(heading, blocks) for heading, blocks in parts)

    @property
    def compared(self) -> tuple[DomainOutcome, ...]:
        """Those that stand in the picture."""
        return tuple(domain for domain in self.domains if domain.name)

    @cached_property
    def dimensions(self) -> tuple[str, ...]:
        """The heads of the picture; none when no domain was in both rounds."""
        return next((tuple(step.move.label for step in one.steps) for one in self.domains if one.steps), ())

    @property
    def title(self) -> str:
        """What came out."""
        return headline([(domain.name, domain.course) for domain in self.compared])

    @cached_property
    def actions(self) -> tuple[ActionOutcome, ...]:
        tables = (block for block in self.section("acties").blocks if isinstance(block, Table))
        return tuple(_acted(row) for table in tables for row in table.rows)

    @property
    def rules(self) -> int:
        return int(str(self.report.comparison["rules"]))

    @property
    def answers_then(self) -> int:
        """How many answers of then are accounted for."""
        counts = self.report.comparison["accounting"]
        return int(str(counts["total"])) if isinstance(counts, dict) else 0

    @property
    def in_words(self) -> tuple[Block, ...]:
        """The outcome in sentences, on which rounds that rests, and how it is read."""
        return self.report.sections[0].blocks

    @property
    def caution(self) -> tuple[str, ...]:
        """How to read it: other people, another version, chance. Each in the words of its own rules.

        What `onderbouwd` means stands in the legend of the picture, and which rounds are compared above it.
        """
        told = [block for block in self.in_words if isinstance(block, Paragraph)]
        cut = next((n for n, block in enumerate(told) if block.text == READING), len(told))
        warnings = [block for block in told[:cut] if block.tone == "warning"]
        return tuple(block.text.removeprefix(SUPPORTED_MEANS).strip() for block in (*warnings, *told[cut + 2 :]))

    @property
    def others(self) -> tuple[Section, ...]:
        """What is folded as a whole: looking back, and three rounds or more."""
        return tuple(one for one in self.report.sections if one.id in ("terugkijken", "tijd"))

    @property
    def domains_lead(self) -> tuple[Block, ...]:
        """How the pictures of the domains are read."""
        return tuple(takewhile(lambda block: isinstance(block, Paragraph), self.section("domeinen").blocks))

    def section(self, name: str) -> Section:
        return next(section for section in self.report.sections if section.id == name)

    @cached_property
    def _reasons(self) -> dict[tuple[str, str], str]:
        tables = (block for block in self.section("niet-vergelijkbaar").blocks if isinstance(block, Table))
        rows = (row for table in tables if table.caption == domains.PLACES_CAPTION for row in table.rows)
        return {(where.text, what.text): why.text for where, what, why in rows}

    def _outcome(self, heading: Heading, blocks: Sequence[Block]) -> DomainOutcome:
        figures = tuple(block for block in blocks if isinstance(block, Moves | Table))
        moves = next((block for block in figures if isinstance(block, Moves)), None)
        profile = next((block for block in figures if isinstance(block, Table)), None)
        name = profile.caption.removesuffix(domains.profile_caption("")) if profile else ""
        pairs = zip(blocks, (*blocks[1:], None), strict=True)
        rest = tuple(block for block, after in pairs if block not in figures and not _is_change(block, after))
        return DomainOutcome(
            id=heading.anchor or "",
            title=heading.text,
            name=name,
            steps=tuple(Arrow(move, self._reasons.get((name, move.label), "")) for move in moves.rows) if moves else (),
            changed=tuple(item for block in blocks if isinstance(block, BulletList) for item in block.items),
            figures=figures,
            rest=rest,
            why="" if moves else " ".join(block.text for block in rest[:1] if isinstance(block, Paragraph)),
        )


def _is_change(block: Block, after: Block | None) -> bool:
    """What people say really changed is the one list of a domain, with a sentence above it."""
    return isinstance(block, BulletList) or (isinstance(block, Paragraph) and isinstance(after, BulletList))


def _acted(row: Sequence[Cell]) -> ActionOutcome:
    title, done, question, then, now, word = row
    moved = actions.question_moved(question.text, then.value, now.value, word.text)
    return ActionOutcome(title.text, actions.done_alone(done.text), moved)
