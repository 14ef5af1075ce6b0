"""What was chosen, now and before: by whom, why, what changed since the choice before, and what was proposed then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from sqlalchemy.orm import Session

from app.formatting import number
from app.models import ChosenDomain, PriorityChoice
from app.models.trajectories import AMBASSADOR, CHOSEN
from app.reports.queries.functions import functions_of_users
from app.reports.sentences import opportunity as sentences
from app.texts import priorities as texts
from app.trajectories.queries.priorities import Priorities


@dataclass(frozen=True, slots=True)
class ToldDomain:
    """A domain that was chosen or is asked as ambassador, and why."""

    id: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class ToldChoice:
    """One choice as a page shows it."""

    choice: PriorityChoice
    who: str
    """The function of who wrote it down."""
    chosen: Sequence[ToldDomain]
    ambassadors: Sequence[ToldDomain]
    proposed: Sequence[str]
    """The titles of what was proposed then."""
    follows: bool
    """Whether the proposal was taken over, in its order."""
    order: Sequence[Sequence[str]]
    """The order of then: title, place, word, chance and certainty of each domain."""
    changes: Sequence[str]
    """What differs from the choice before."""


def told_choices(session: Session, priorities: Priorities, choices: Sequence[PriorityChoice]) -> list[ToldChoice]:
    """The choices, newest first as they came; one statement."""
    people = functions_of_users(session, {choice.chosen_by for choice in choices}) if choices else {}
    pairs = zip_longest(choices, choices[1:])
    return [_told(priorities, people[choice.chosen_by], choice, before) for choice, before in pairs]


def _told(priorities: Priorities, who: str, choice: PriorityChoice, before: PriorityChoice | None) -> ToldChoice:
    proposal: list[dict[str, Any]] = choice.proposal
    chosen = [row.domain for row in rows_of(choice, CHOSEN)]
    proposed = [row["domain"] for row in proposal if row.get("proposed")]
    return ToldChoice(
        choice,
        who,
        _domains(priorities, rows_of(choice, CHOSEN)),
        _domains(priorities, rows_of(choice, AMBASSADOR)),
        [title_of(priorities, domain) for domain in proposed],
        chosen == proposed,
        [_placed(priorities, row, proposal) for row in proposal],
        _changes(priorities, before, choice) if before else (),
    )


def rows_of(choice: PriorityChoice, kind: str) -> list[ChosenDomain]:
    """The domains of one kind in a choice, in their order."""
    return [row for row in choice.domains if row.kind == kind]


def title_of(priorities: Priorities, domain: str) -> str:
    """The title of a domain; one that is not in the report any more by its id."""
    return priorities.candidates[domain].title if domain in priorities.candidates else domain


def _domains(priorities: Priorities, rows: Sequence[ChosenDomain]) -> list[ToldDomain]:
    return [ToldDomain(row.domain, title_of(priorities, row.domain), row.reason) for row in rows]


def _placed(priorities: Priorities, row: Mapping[str, Any], proposal: Sequence[Mapping[str, Any]]) -> list[str]:
    shared = sum(other["rank"] == row["rank"] for other in proposal) > 1
    place, certainty = sentences.place(row["rank"], shared), sentences.certainty(row["best"], row["worst"])
    return [title_of(priorities, row["domain"]), place, row["word"], number(row["score"]), certainty]


def _changes(priorities: Priorities, before: PriorityChoice, choice: PriorityChoice) -> list[str]:
    old, new = (_reasons(each, CHOSEN) for each in (before, choice))
    asked_before, asked = (_reasons(each, AMBASSADOR) for each in (before, choice))
    rewritten = [domain for both in ((old, new), (asked_before, asked)) for domain in _rewritten(*both)]
    found = texts.changed(
        _names(priorities, new, old),
        _names(priorities, old, new),
        [domain for domain in new if domain in old] != [domain for domain in old if domain in new],
        [priorities.name(domain) for domain in rewritten],
    )
    found += texts.asked_changed(_names(priorities, asked, asked_before), _names(priorities, asked_before, asked))
    if before.decided_by != choice.decided_by:
        found.append(texts.decided_otherwise(before.decided_by, choice.decided_by))
    if before.report_number != choice.report_number:
        found.append(texts.other_version(before.report_number, choice.report_number))
    return found or [texts.NOTHING_ELSE]


def _reasons(choice: PriorityChoice, kind: str) -> dict[str, str]:
    return {row.domain: row.reason for row in rows_of(choice, kind)}


def _names(priorities: Priorities, these: Mapping[str, str], without: Mapping[str, str]) -> list[str]:
    return [priorities.name(domain) for domain in these if domain not in without]


def _rewritten(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    return [domain for domain, reason in new.items() if domain in old and old[domain] != reason]
