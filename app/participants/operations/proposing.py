"""Proposing a colleague: the coordinator decides, and hears of it by mail."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.audit import record
from app.mail import queue_letter
from app.models import Proposal, User
from app.participants.queries.proposing import Proposer, waiting_proposals
from app.situation import coordinators_of
from app.texts.mails import proposal as proposal_letter
from config import Settings

MOST = 20
"""How many proposals of one person can wait: each is a mail to the coordinators."""


class TooManyProposalsError(Exception):
    """So many proposals of this person wait already that another one helps nobody."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Who knows better, and why."""

    name: str
    email: str
    reason: str


def propose_colleague(
    session: Session, actor: User, proposer: Proposer, colleague: Colleague, settings: Settings, *, now: datetime
) -> None:
    """Note a proposal and tell the coordinators; the same one that still waits is not made twice.

    Raises TooManyProposalsError.
    """
    waiting = waiting_proposals(session, proposer.participation)
    if _is_among(waiting, proposer, colleague):
        return
    if len(waiting) >= MOST:
        raise TooManyProposalsError
    made = _proposal(proposer, colleague, now)
    session.add(made)
    about = {"domain": made.domain, "question": made.question}
    record(session, actor, "propose_colleague", made.id, assessment=proposer.assessment, new=about, now=now)
    _tell_coordinators(session, actor, proposer, made, settings, now)


def _is_among(waiting: Sequence[Proposal], proposer: Proposer, colleague: Colleague) -> bool:
    wanted = (proposer.part.domain, proposer.question, colleague.name.casefold(), colleague.email)
    return wanted in [(one.domain, one.question, one.name.casefold(), one.email) for one in waiting]


def _proposal(proposer: Proposer, colleague: Colleague, now: datetime) -> Proposal:
    return Proposal(
        id=uuid.uuid4(),
        assessment_id=proposer.assessment.id,
        municipality_id=proposer.assessment.municipality_id,
        participation_id=proposer.participation.id,
        domain=proposer.part.domain,
        question=proposer.question,
        name=colleague.name,
        email=colleague.email,
        reason=colleague.reason,
        created_at=now,
    )


def _tell_coordinators(
    session: Session, actor: User, proposer: Proposer, made: Proposal, settings: Settings, now: datetime
) -> None:
    page = f"{settings.base_url}/inventarisaties/{made.assessment_id}/deelnemers/voorstellen/{made.id}"
    for person in coordinators_of(session, proposer.assessment):
        letter = proposal_letter(
            person.name, proposer.name, made.name, proposer.about, made.reason, page, settings.contact
        )
        queue_letter(session, person.email, letter, "proposal", now=now, reply_to=actor.email)
