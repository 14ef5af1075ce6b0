"""The remarks of a review: to whom one can be given, and the list of all of them."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from flask import abort
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.asked import opportunity_questions_of, questions_of, title_of
from app.models import Assessment, Membership, Remark, User
from app.remarks import Thread
from app.texts.remarks import SHOWN, WHOLE, YOURSELF, addressee
from app.texts.words import NO_FUNCTION, ROLES
from questionnaires.model import GENERAL

ON_A_PAGE = 25
"""How many threads a page of the list holds."""
ABOUT_ALL = "geheel"
"""What stands in the address for remarks on the whole inventory, where else a domain stands."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody to whom a remark can be given."""

    user: User
    label: str
    advises: bool


def addressees(session: Session, me: User, assessment: Assessment) -> tuple[Addressee, ...]:
    """The coordinators and advisers of the municipality now, by function; with a number where two are called alike."""
    rows = session.execute(
        select(User, Membership.role)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.municipality_id == assessment.municipality_id, Membership.ended_at.is_(None))
        .where(Membership.role.in_(("coordinator", "adviser")))
        .order_by(User.created_at, User.id, Membership.role)
    )
    roles: dict[User, list[str]] = {}
    for user, role in rows:
        roles.setdefault(user, []).append(role)
    labels = _labels(me, roles)
    return tuple(Addressee(user, labels[user], "adviser" in has) for user, has in roles.items())


def _labels(me: User, roles: Mapping[User, Sequence[str]]) -> dict[User, str]:
    plain = {
        user: addressee(user.function or NO_FUNCTION, " en ".join(ROLES[role] for role in has))
        for user, has in roles.items()
    }
    times, seen, labels = Counter(plain.values()), Counter[str](), {}
    for user, label in plain.items():
        seen[label] += 1
        own = YOURSELF if user.id == me.id else label
        labels[user] = own if own is not label or times[label] == 1 else f"{label} {seen[label]}"
    return labels


def remark_of(session: Session, assessment: Assessment, remark_id: uuid.UUID, *, is_adviser: bool) -> Remark:
    """A remark of the assessment that is no answer, or 404; one among advisers only for them."""
    remark = session.scalars(
        select(Remark).where(Remark.id == remark_id, Remark.assessment_id == assessment.id, Remark.parent_id.is_(None))
    ).one_or_none()
    if remark is None or (remark.audience == "advisers" and not is_adviser):
        abort(404)
    return remark


@dataclass(frozen=True)
class RemarkList:
    """All threads of an assessment, and which of them somebody wants to see; `domain` empty: of every domain."""

    assessment: Assessment
    me: uuid.UUID
    threads: tuple[Thread, ...]
    shown: str
    domain: str
    page: int

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many of the chosen domain there are, by what can be shown."""
        here = [thread for thread in self.threads if self._is_about(thread)]
        return {name: sum(self._is_shown(thread, name) for thread in here) for name in SHOWN}

    @cached_property
    def found(self) -> tuple[Thread, ...]:
        """What is asked for, newest first."""
        wanted = [thread for thread in self.threads if self._is_about(thread) and self._is_shown(thread, self.shown)]
        return tuple(reversed(wanted))

    @property
    def pages(self) -> int:
        """How many pages it takes; at least one."""
        return max(1, -(-len(self.found) // ON_A_PAGE))

    @property
    def on_page(self) -> tuple[Thread, ...]:
        """The threads of this page."""
        return self.found[(self.page - 1) * ON_A_PAGE : self.page * ON_A_PAGE]

    def _is_about(self, thread: Thread) -> bool:
        where = thread.item.split("/")[0] if thread.item else ABOUT_ALL
        return not self.domain or where == self.domain

    def _is_shown(self, thread: Thread, shown: str) -> bool:
        wanted = {
            "open": not thread.resolved,
            "mij": not thread.resolved and thread.assigned_to == self.me,
            "afgehandeld": bool(thread.resolved),
        }
        return wanted.get(shown, True)


def places(assessment: Assessment) -> dict[str, tuple[str, str]]:
    """(title of the domain, text of the question) of every item, chance questions included."""
    found: dict[str, tuple[str, str]] = {}
    for domain in (*(row.domain for row in assessment.domains), GENERAL):
        chances = () if domain == GENERAL else opportunity_questions_of(assessment, domain)
        title = title_of(assessment, domain)
        found |= {f"{domain}/{q.id}": (title, q.text) for q in (*questions_of(assessment, domain), *chances)}
    return found


def domain_choices(assessment: Assessment) -> list[tuple[str, str]]:
    """(id, title) of what remarks can be about: the whole, each domain, and the general part."""
    domains = [row.domain for row in assessment.domains]
    return [(ABOUT_ALL, WHOLE), *((domain, title_of(assessment, domain)) for domain in (*domains, GENERAL))]
