"""Who belongs to a session, what else that person must prove, and the first administrator."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, ScalarSelect, Select, and_, bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased, class_mapper, make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value

from app.doors.access import LEADERS
from app.doors.second_step import DEMANDING
from app.doors.tokens import token_hash
from app.models import (
    Assessment,
    Base,
    Identity,
    IdentityProvider,
    ImprovementAction,
    Meeting,
    Membership,
    Municipality,
    Participation,
    RecoveryCode,
    SecondFactor,
    SignIn,
    Trajectory,
    User,
)
from app.trail.events import record
from app.web.formatting import HERE

AFTERWARDS = timedelta(days=60)
"""How long a link in a mail still works after what it is about has ended."""
OWNER_LINK = timedelta(days=365)
"""How long the link in the mail to the owner of an action works; asking again sends a new one."""
T = TypeVar("T", bound=Base)
PARTS = (User, Membership, Municipality)
COLUMNS = [column for part in PARTS for column in part.__table__.columns]
FIELDS: dict[type[Base], list[tuple[int, str]]] = {
    part: [(place, column.key) for place, column in enumerate(COLUMNS) if column.table is part.__table__]
    for part in PARTS
}
OWNS = exists().where(ImprovementAction.owner_id == User.id)
_PART = aliased(Municipality)
_MERGED = select(_PART.merged_into_id).where(_PART.merged_into_id.is_not(None), _PART.valid_until < bindparam("today"))
LASTS = timedelta(hours=12)
"""How long after its last step a meeting that nobody ended is still shown on other pages."""
_LEADS = and_(
    Meeting.municipality_id == Membership.municipality_id,
    Membership.role.in_(LEADERS),
    Membership.ended_at.is_(None),
)
_TAKES_PART = Meeting.assessment_id.in_(
    select(Participation.assessment_id)
    .where(Participation.user_id == User.id, Participation.role == "participant")
    .where(Participation.invited_at.is_not(None), Participation.ended_at.is_(None))
    # Two selects further out: that is not found by itself.
    .correlate(User)
)


def _running(whose: ColumnElement[bool]) -> ScalarSelect[Any]:
    """The inventory of the newest meeting that goes on, of those of somebody."""
    goes_on = Meeting.ended_at.is_(None), func.coalesce(Meeting.item_since, Meeting.started_at) > bindparam("lately")
    query = select(Meeting.assessment_id).join(Assessment, Assessment.id == Meeting.assessment_id)
    query = query.where(*goes_on, Assessment.state == "in_review", whose).order_by(Meeting.started_at.desc())
    return query.limit(1).correlate(User, Membership).scalar_subquery()


PERSON: Select[Any] = (
    select(
        *COLUMNS,
        OWNS.label("owns_actions"),
        _running(_LEADS).label("leads_meeting"),
        _running(_TAKES_PART).label("takes_part_in_meeting"),
        Municipality.id.in_(_MERGED).label("has_parts"),
    )
    .select_from(SignIn.__table__)
    .join(User.__table__, SignIn.user_id == User.id)
    .outerjoin(Membership.__table__, Membership.user_id == User.id)
    .outerjoin(Municipality.__table__, Membership.municipality_id == Municipality.id)
    .where(SignIn.token_hash == bindparam("token_hash"))
    .where(SignIn.ended_at.is_(None), SignIn.expires_at > bindparam("now"))
)
"""Asked for every page, so made once and read as plain rows: that takes a seventh of the time."""


def person_of(connection: Connection, token: str, *, now: datetime) -> User | None:
    """The person whose session this secret opens, with roles and municipalities; None when it has ended.

    The person is loose from the database session: error pages are made after a rollback, and still need the name.
    """
    asked = {"token_hash": token_hash(token), "now": now, "today": now.astimezone(HERE).date(), "lately": now - LASTS}
    rows = connection.execute(PERSON, asked).all()
    if not rows:
        return None
    person = _loose(User, rows[0])
    set_committed_value(person, "memberships", [_membership(row) for row in rows if row.role])
    person.token, person.owns_actions = token, rows[0].owns_actions
    person.meeting = rows[0].takes_part_in_meeting or next(
        (row.leads_meeting for row in rows if row.leads_meeting), None
    )
    return person


def _membership(row: Row[Any]) -> Membership:
    membership = _loose(Membership, row)
    municipality = _loose(Municipality, row) if membership.municipality_id else None
    if municipality is not None:
        municipality.has_parts = bool(row.has_parts)
    set_committed_value(membership, "municipality", municipality)
    return membership


def _loose(part: type[T], row: Row[Any]) -> T:
    """What a row holds of a part. Not by its constructor, which tells of each attribute that it is new."""
    loose = class_mapper(part).class_manager.new_instance()
    loose.__dict__.update((key, row[place]) for place, key in FIELDS[part])
    make_transient_to_detached(loose)
    return loose


def has_address(session: Session, user_id: uuid.UUID, email: str) -> bool:
    return bool(session.scalar(select(exists().where(User.id == user_id, User.email == email))))


@dataclass(frozen=True, slots=True)
class SecondStep:
    """Whether somebody has a second step, and whether a role of theirs demands one."""

    exists: bool
    is_demanded: bool


def second_step_of(session: Session, user_id: uuid.UUID) -> SecondStep:
    """How it stands with the second step of this person."""
    has_one = exists().where(SecondFactor.user_id == user_id)
    demanding = exists().where(
        Membership.user_id == user_id, Membership.role.in_(DEMANDING), Membership.ended_at.is_(None)
    )
    row = session.execute(select(has_one, demanding)).one()
    return SecondStep(row[0], row[1])


def provider_with(session: Session, provider_id: uuid.UUID, *, held: bool = False) -> IdentityProvider | None:
    """The organisation with this id, also when it has ended; `held` keeps it as it is until the commit."""
    return session.get(IdentityProvider, provider_id, with_for_update={"read": True} if held else None)


def open_providers(connection: Connection) -> Sequence[Row[uuid.UUID, str]]:
    """(id, name) of the organisations with whose work accounts people can sign in, by name."""
    query = select(IdentityProvider.id, IdentityProvider.name).where(IdentityProvider.ended_at.is_(None))
    return connection.execute(query.order_by(func.lower(IdentityProvider.name), IdentityProvider.id)).all()


def owner_of(session: Session, provider_id: uuid.UUID, tenant: str, subject: str) -> uuid.UUID | None:
    """Whose work account this is; None when it is nobody's."""
    same = (Identity.provider_id == provider_id, Identity.tenant == tenant, Identity.subject == subject)
    return session.scalars(select(Identity.user_id).where(*same)).one_or_none()


def work_accounts_of(
    connection: Connection, user_id: uuid.UUID
) -> Sequence[Row[uuid.UUID, datetime, str, datetime | None]]:
    """(id, created_at, name, ended_at) of the work accounts of a person; the last two are of the organisation."""
    columns = (Identity.id, Identity.created_at, IdentityProvider.name, IdentityProvider.ended_at)
    query = select(*columns).join(IdentityProvider, Identity.provider_id == IdentityProvider.id)
    return connection.execute(query.where(Identity.user_id == user_id).order_by(Identity.created_at)).all()


@dataclass(frozen=True, slots=True)
class AccountState:
    """What the page of somebody's account says about the ways in."""

    second_step_since: datetime | None
    recovery_codes: int
    signed_in_since: datetime | None
    places: int
    """In how many browsers this person is signed in."""


def account_state(session: Session, user: User, *, now: datetime) -> AccountState:
    """How it stands with the ways in to this account."""
    mine = (SignIn.user_id == user.id, SignIn.ended_at.is_(None), SignIn.expires_at > now)
    unused = (RecoveryCode.user_id == user.id, RecoveryCode.used_at.is_(None))
    parts = (
        select(SecondFactor.created_at).where(SecondFactor.user_id == user.id),
        select(func.count()).select_from(RecoveryCode).where(*unused),
        select(SignIn.created_at).where(*mine, SignIn.token_hash == token_hash(user.token)),
        select(func.count()).select_from(SignIn).where(*mine),
    )
    return AccountState(*session.execute(select(*(part.scalar_subquery() for part in parts))).one())


@dataclass(frozen=True, slots=True)
class AskedOwner:
    """What the link in the mail to the owner of an action leads to, and who was asked to do something there."""

    action_id: uuid.UUID
    municipality: str
    user_id: uuid.UUID
    email: str


def owned_action_with(session: Session, token: str, *, now: datetime) -> AskedOwner | None:
    """The action of which the owner was asked with this link; None when there is none, or it has ended.

    It ends when somebody else is asked, or nobody any more, and a year after the mail, or some time after the ten
    months were closed.
    """
    row = session.execute(
        select(ImprovementAction.id, Municipality.name, User.id, User.email)
        .join(Trajectory, ImprovementAction.trajectory_id == Trajectory.id)
        .join(Municipality, ImprovementAction.municipality_id == Municipality.id)
        .join(User, ImprovementAction.owner_id == User.id)
        .where(ImprovementAction.link_hash == token_hash(token))
        .where(ImprovementAction.owner_mailed_at > now - OWNER_LINK)
        .where(func.coalesce(Trajectory.ended_at, now) > now - AFTERWARDS)
    ).one_or_none()
    return AskedOwner(*row) if row else None


def add_administrator(session: Session, email: str, name: str, *, now: datetime) -> User:
    """Make somebody an administrator from the command line, for whoever comes first; harmless when done twice."""
    user = session.scalars(select(User).where(User.email == email)).one_or_none()
    if user is None:
        user = User(id=uuid.uuid4(), email=email, name=name, function="beheerder", created_at=now)
        session.add(user)
        session.flush()
    held = select(Membership).where(Membership.user_id == user.id, Membership.role == "administrator")
    if session.scalars(held.where(Membership.ended_at.is_(None))).first() is None:
        membership = Membership(id=uuid.uuid4(), user_id=user.id, role="administrator", created_at=now)
        session.add(membership)
        record(session, None, "add_role", membership, now=now, new={"user": user.id, "role": "administrator"})
    return user
