"""Everything that the evaluation report is made of: plain data, in the words of each round."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from questionnaires.model import Questionnaire
from scoring.assessment import Assessment
from scoring.comparison import Comparison


@dataclass(frozen=True, slots=True)
class Round:
    """One agreed round, or the preview of one."""

    id: str
    title: str
    """The municipality's own name for it."""
    number: int
    """1 for the first of its chain, 2 for the evaluation that follows it, and so on."""
    agreed_on: date | None
    """None: a preview."""
    report_number: int
    """Which version of its report is used here."""
    questionnaire: Questionnaire
    data: Assessment


@dataclass(frozen=True, slots=True)
class What:
    """What somebody says really changed about an item (S25)."""

    text: str
    action: str | None = None
    """The title of the action that it has to do with."""


@dataclass(frozen=True, slots=True)
class DoneAction:
    """An improvement action between the two rounds."""

    title: str
    domain: str
    item: str | None
    """The item that it should move, `geld/A.BE`."""
    owner: str
    state: Literal["proposed", "planned", "running", "done", "stopped"]
    expected: int | None
    """The answer that was expected, 0 to 4."""
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Back:
    """What one person would now answer for then (terugkijk): 0 to 4, or unknown."""

    item: str
    value: int | Literal["unknown"]


@dataclass(frozen=True, slots=True)
class ComparisonMaterial:
    """Two rounds beside each other, and what belongs to them."""

    before: Round
    after: Round
    comparison: Comparison
    rounds: tuple[Round, ...]
    """All agreed rounds of the chain, oldest first, the two above included: for the trend."""
    actions: tuple[DoneAction, ...] = ()
    """Each action once."""
    whats: Mapping[str, tuple[What, ...]] = field(default_factory=dict)
    """By item; only what may stand in a report: with agreed scores, or of the only one who answered."""
    back: tuple[Back, ...] = ()
    day: date | None = None
    """The date that is printed."""
    preliminary: bool = False
    """Whether one of the rounds is not agreed yet."""
    reopened: bool = False
    """Whether the earlier round was reopened: a newer version of its report than the one used here may come."""
    said_since: str | None = None
    """The title of the round since which people said what changed, when that is another one than the earlier."""
    document_id: str | None = None
    """The id of the report of the later round with which it was frozen."""
    check_page: str | None = None
    """The address where anybody can check whether a file is what was frozen."""
