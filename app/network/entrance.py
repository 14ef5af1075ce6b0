"""The blueprint of this feature, who takes part in the network with which round, and who looks at it."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import Blueprint, abort
from flask_login import current_user
from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from app.doors.access import MunicipalityChoice, is_administrator, load_choice, municipalities_of
from app.models import (
    Assessment,
    Municipality,
    NetworkCohort,
    NetworkConsent,
    NetworkMember,
    NetworkScore,
    Report,
    User,
)
from app.network.lanes import QUESTION, QUESTIONS, ComparableCore
from app.web.formatting import HERE
from questionnaires.catalogue import current, published, questionnaire

NETWORK = "iba"
"""The questionnaire of the network."""


def consents() -> Select[NetworkConsent]:
    """The consents that hold now, with their rounds, the newest round first."""
    return (
        select(NetworkConsent)
        .join(NetworkConsent.assessment)
        .where(NetworkConsent.withdrawn_at.is_(None))
        .options(contains_eager(NetworkConsent.assessment))
        .order_by(Assessment.created_at.desc(), NetworkConsent.given_at.desc())
    )


def rounds_until(session: Session, moment: datetime) -> Sequence[Any]:
    """Of every consent that holds and was given before a moment what counting needs, the newest round first."""
    one = NetworkConsent
    columns = one.id, one.assessment_id, one.municipality_id, one.lane, one.core, one.scored_at
    query = (
        select(*columns, Assessment.agreed_at, Municipality.valid_until)
        .join(Assessment, Assessment.id == one.assessment_id)
        .join(Municipality, Municipality.id == one.municipality_id)
        .where(one.withdrawn_at.is_(None), one.given_at < moment)
        .order_by(Assessment.created_at.desc(), one.given_at.desc())
    )
    return session.execute(query).all()


def consent_of(session: Session, assessment_id: uuid.UUID) -> NetworkConsent | None:
    """The consent that holds for a round; None when there is none."""
    return session.scalars(consents().where(NetworkConsent.assessment_id == assessment_id)).first()


def is_given_by(session: Session, user: User, assessment_id: uuid.UUID) -> bool:
    """Whether this person gave the consent that holds for a round."""
    consent = consent_of(session, assessment_id)
    return consent is not None and consent.given_by == user.id


def is_withdrawn_by(session: Session, user: User, assessment_id: uuid.UUID, seen: str) -> bool:
    """Whether this person withdrew the consent for a round that they saw."""
    gone = select(NetworkConsent.id).where(NetworkConsent.assessment_id == assessment_id)
    found = session.scalars(gone.where(NetworkConsent.withdrawn_by == user.id))
    return seen in {str(one) for one in found}


def consented_rounds(session: Session, municipality_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, NetworkConsent]:
    """The round with which each of these municipalities takes part: its newest."""
    found: dict[uuid.UUID, NetworkConsent] = {}
    for consent in session.scalars(consents().where(NetworkConsent.municipality_id.in_(municipality_ids))):
        found.setdefault(consent.municipality_id, consent)
    return found


def rounds_taking_part(municipality_ids: Iterable[uuid.UUID]) -> Select[uuid.UUID]:
    """The ids of the rounds with which these municipalities take part."""
    return select(NetworkConsent.assessment_id).where(
        NetworkConsent.withdrawn_at.is_(None), NetworkConsent.municipality_id.in_(municipality_ids)
    )


@dataclass(frozen=True, slots=True)
class CountedScores:
    """How many scores of a round came in with others, of all that can, and when the last one did."""

    counted: int
    total: int
    since: date | None


def counted_scores(session: Session, consent: NetworkConsent) -> CountedScores:
    """What of a round has come in with others; one statement.

    Who joined when is no secret in the proof, so nor is this.
    """
    of_question = NetworkScore.cell.startswith(f"{QUESTION}/")
    own = NetworkScore.municipality_id, NetworkScore.mark
    member = and_(NetworkMember.municipality_id == own[0], NetworkMember.mark == own[1])
    cohort = and_(NetworkCohort.number == NetworkMember.cohort_number, NetworkCohort.cell == NetworkScore.cell)
    query = (
        select(func.count(NetworkCohort.number), func.count(), func.max(NetworkCohort.closed_at))
        .select_from(NetworkScore)
        .outerjoin(NetworkMember, member)
        .outerjoin(NetworkCohort, cohort)
        .where(NetworkScore.consent_id == consent.id, of_question if consent.lane == QUESTIONS else ~of_question)
    )
    counted, total, since = session.execute(query).one()
    return CountedScores(counted, total, since.astimezone(HERE).date() if since else None)


def agreed_rounds(session: Session, municipality_ids: Iterable[uuid.UUID]) -> Sequence[Assessment]:
    """The rounds of these municipalities that were agreed, with their municipalities, the newest first."""
    return session.scalars(
        select(Assessment)
        .where(Assessment.municipality_id.in_(municipality_ids), Assessment.questionnaire_id == NETWORK)
        .where(Assessment.agreed_at.is_not(None))
        .options(joinedload(Assessment.municipality))
        .order_by(Assessment.created_at.desc())
    ).all()


def newest_reports(session: Session, assessment_ids: Iterable[uuid.UUID]) -> Sequence[Report]:
    """The newest frozen report of each of these rounds."""
    last = (
        select(Report.assessment_id, func.max(Report.number).label("number"))
        .where(Report.assessment_id.in_(assessment_ids))
        .group_by(Report.assessment_id)
        .subquery()
    )
    return session.scalars(
        select(Report).join(last, (Report.assessment_id == last.c.assessment_id) & (Report.number == last.c.number))
    ).all()


def core_with(session: Session, version: int | None = None) -> ComparableCore:
    """The core of every version from the oldest that ever took part, or would with this one, to the newest.

    Who stops leaves it as it is: else the scores of everybody else would be others the night after.
    """
    oldest = session.scalar(
        select(func.min(Assessment.questionnaire_version)).join(
            NetworkConsent, NetworkConsent.assessment_id == Assessment.id
        )
    )
    newest = current(NETWORK).version
    first = min(known for known in (oldest, version, newest) if known is not None)
    numbers = [number for name, number in published() if name == NETWORK and first <= number <= newest]
    return ComparableCore(questionnaire(NETWORK, number) for number in numbers)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who looks at the network."""

    own: tuple[Municipality, ...]
    """Where they are coordinator or adviser, by name, as far as they chose."""
    taking_part: dict[Municipality, NetworkConsent]
    """Those that take part, with their round."""
    is_stichting: bool
    """An adviser or administrator, who sees figures without taking part."""

    @property
    def named(self) -> list[tuple[str, str]]:
        """Those that take part by code and name, to choose from."""
        return [(one.code, one.name) for one in self.taking_part]

    @property
    def may_see(self) -> bool:
        """Only who takes part sees others."""
        return self.is_stichting or bool(self.taking_part)


def belongs(user: User) -> bool:
    """Whether this person has a role with which the network is theirs."""
    return is_administrator(user) or bool(municipalities_of(user, "coordinator", "adviser"))


def is_stichting(user: User) -> bool:
    """Whether this person is an adviser or an administrator."""
    return is_administrator(user) or bool(municipalities_of(user, "adviser"))


def load_viewer(session: Session, user: User) -> Viewer:
    """The municipalities of this person, and which take part."""
    choice: MunicipalityChoice = load_choice(user)
    ids = municipalities_of(user, "coordinator", "adviser")
    own = tuple(one for one in choice.own if one.id in ids and choice.shows(one))
    rounds = consented_rounds(session, ids)
    taking = {one: rounds[one.id] for one in own if one.id in rounds}
    return Viewer(own, taking, is_stichting(user))


blueprint = Blueprint("network", __name__, template_folder="templates", url_prefix="/netwerk")


def require_belonging() -> None:
    """403 for who is no coordinator, adviser or administrator."""
    if not belongs(current_user):
        abort(403)


def require_stichting() -> None:
    """403 for who is no adviser or administrator."""
    if not is_stichting(current_user):
        abort(403)
