"""Everything that the plan and the overview tell about ten months, as plain data: functions, and never names."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.state.steps import Dates
from app.texts.plan import WHOLE_MUNICIPALITY
from questionnaires.model import GENERAL, Domain, Question, Questionnaire
from scoring.result import DomainResult

OPEN_STATES = ("proposed", "planned", "running")
"""The states of an action that something must still happen to."""


@dataclass(frozen=True, slots=True)
class ReportVersion:
    """Which version of the report, and when it was agreed."""

    number: int
    agreed_on: datetime.date


@dataclass(frozen=True, slots=True)
class ChosenWhy:
    """A domain of the choice and why; of an ambassador what is asked."""

    domain: str
    reason: str


@dataclass(frozen=True, slots=True)
class DomainChoice:
    """Which domains were chosen, out of which version of the report, by whom, and what the tool proposed."""

    report_number: int
    decided_by: str
    day: datetime.date
    note: str
    proposed: tuple[str, ...]
    """The domains to begin with, of what the tool proposed."""
    domains: tuple[ChosenWhy, ...]
    ambassadors: tuple[ChosenWhy, ...]


@dataclass(frozen=True, slots=True)
class DomainNow:
    """A domain of the inventory, and where it stands; `result` is None before anything was agreed."""

    domain: Domain
    result: DomainResult | None


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """An action; `value` and `expected` are answers of its question, 0 to 4."""

    domain: str
    title: str
    text: str
    owner: str
    """By function."""
    partners: tuple[str, ...] = ()
    """Organisations of the list."""
    partners_text: str = ""
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    done_when: str = ""
    effort: str | None = None
    hours: int | None = None
    question: Question | None = None
    value: int | None = None
    expected: int | None = None
    state: str = "proposed"
    stop_reason: str | None = None
    done_on: datetime.date | None = None
    source: str = ""
    find_out: bool = False

    @property
    def is_open(self) -> bool:
        """Whether something must still happen."""
        return self.state in OPEN_STATES


@dataclass(frozen=True, slots=True)
class NotNow:
    """A question about a domain for which nothing is done, and why."""

    domain: str
    question: str
    reason: str


@dataclass(frozen=True, slots=True)
class PlannedPartner:
    """An organisation of the list, with the domains to which it contributes."""

    organisation: str
    kind: str
    contact: str
    """By function."""
    domains: tuple[str, ...]
    agreements: str


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """An appointment that is still to come."""

    day: datetime.date
    at: datetime.time | None
    kind: str
    title: str
    place: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All of it, as it is on one day."""

    municipality: str
    inventory: str
    day: datetime.date
    questionnaire: Questionnaire
    report: ReportVersion | None
    """The newest: what is said about where domains stand comes from it."""
    choice: DomainChoice | None
    domains: Mapping[str, DomainNow]
    """All of the inventory, by id and in their order."""
    actions: Sequence[PlannedAction]
    """In the order of the municipality."""
    not_now: Sequence[NotNow]
    partners: Sequence[PlannedPartner]
    steps: Mapping[str, Dates]
    hours: int
    minutes: Mapping[str, int]
    """What was spent, by step."""
    meetings: Sequence[PlannedMeeting]
    """By day."""
    ended_on: datetime.date | None = None

    @property
    def chosen(self) -> tuple[str, ...]:
        """The domains to work on, in their order."""
        return tuple(each.domain for each in self.choice.domains) if self.choice else ()

    @property
    def going_on(self) -> tuple[PlannedAction, ...]:
        """The actions that were not stopped."""
        return tuple(action for action in self.actions if action.state != "stopped")

    @property
    def is_empty(self) -> bool:
        """Whether there is neither a choice nor an action yet."""
        return self.choice is None and not self.actions

    def title(self, domain: str) -> str:
        """The full title of a domain, or that it is about all of the municipality."""
        return WHOLE_MUNICIPALITY if domain == GENERAL else self.domains[domain].domain.title

    def name(self, domain: str) -> str:
        """The short title of a domain, as it stands in a sentence or a table."""
        return WHOLE_MUNICIPALITY if domain == GENERAL else self.domains[domain].domain.short


_SENTENCE = re.compile(r"[.?!…](?=\s|$)")


def shortened(text: str, most: int) -> str:
    """The text on one line, of this many characters at most: it ends at a word, with a sign that there is more."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    whole = cut.rsplit(" ", 1)[0] if " " in cut[most // 2 :] else cut
    return f"{whole.rstrip(' ,;:.–-')}…"


def first_sentence(text: str, most: int) -> str:
    """The first sentence of a text, shortened where it is long."""
    line = " ".join(text.split())
    found = _SENTENCE.search(line)
    return shortened(line[: found.end()] if found else line, most)
