"""Changes to the account of who signed in before: asked for, told, and carried out when they take effect (D22).

An administrator alone could become somebody else: with another address, without the second step, or with a role, which
somebody can also take over from an adviser. Every role stays as history.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, exists, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload

from app.administration import people
from app.doors.second_step import demand_second_step, take_away_second_step
from app.doors.tokens import new_token, token_hash
from app.models import AccountChange, Assessment, Membership, Municipality, Remark, SignIn, User
from app.post.letters import Letter
from app.post.outbox import queue_letter
from app.texts.mails import account_changes as mails
from app.trail.events import record
from config import Settings


class SamePersonError(Exception):
    """Nobody takes over from themselves."""


class HandedOverError(Exception):
    """The role has ended already; `successor` is the name of who took it over, empty when nobody did.

    `as_asked`: that is exactly what was asked now, as by a second click.
    """

    def __init__(self, successor: str, *, as_asked: bool) -> None:
        super().__init__(successor)
        self.successor, self.as_asked = successor, as_asked


@dataclass(frozen=True, slots=True)
class HandOver:
    """From whom to whom a municipality goes; the person of the role is loaded."""

    role: Membership
    municipality: Municipality
    successor: User
    note: str


def assign_adviser(
    session: Session, actor: User, municipality: Municipality, user: User, settings: Settings, *, now: datetime
) -> Membership:
    """Make somebody an adviser of a municipality, and tell them.

    Raises HasRoleError, OtherSideError and EndedMunicipalityError.
    """
    role = people.add_role(session, actor, user.id, "adviser", municipality.id, now=now)
    page = f"{settings.base_url}/adviseur/{municipality.id}"
    letter = mails.assigned(user.name, municipality.name, page, settings.contact)
    queue_letter(session, user.email, letter, "adviser", now=now)
    return role


def hand_over(session: Session, actor: User, plan: HandOver, settings: Settings, *, now: datetime) -> int:
    """Let somebody take over from an adviser from now on: the number of open remarks that go along.

    Raises SamePersonError, OtherSideError, and HandedOverError when somebody else was first.
    """
    current = refuse_hand_over(session, plan)
    # Somebody who advised here too, does so from now on as who took over: the older role stays as it was.
    for role in current:
        if role.user_id in (plan.role.user_id, plan.successor.id):
            role.ended_at = now
    taken = Membership(
        id=uuid.uuid4(),
        user_id=plan.successor.id,
        municipality_id=plan.municipality.id,
        role="adviser",
        created_at=now,
        replaces_id=plan.role.id,
        handover_note=plan.note,
    )
    session.add(taken)
    session.flush()
    waiting = update(Remark).where(
        Remark.municipality_id == plan.municipality.id,
        Remark.assigned_to == plan.role.user_id,
        Remark.resolved_at.is_(None),
    )
    result: Any = session.execute(waiting.values(assigned_to=plan.successor.id))
    remarks = int(result.rowcount)
    # What the next one should know, stays with the role: it can hold names.
    old = {"user": plan.role.user_id, "membership": plan.role.id}
    new = {"user": plan.successor.id, "membership": taken.id, "remarks": remarks}
    record(session, actor, "hand_over", taken, now=now, old=old, new=new)
    was, is_, where, contact = plan.role.user, plan.successor, plan.municipality, settings.contact
    said = (actor.name, plan.note, f"{settings.base_url}/adviseur/{where.id}", contact)
    taken_over = mails.taken_over(is_.name, where.name, was.name, *said)
    queue_letter(session, is_.email, taken_over, "adviser", now=now)
    queue_letter(session, was.email, mails.handed_over(was.name, where.name, is_.name, contact), "adviser", now=now)
    return remarks


def refuse_hand_over(session: Session, plan: HandOver) -> list[Membership]:
    """Whether a municipality can be handed over: who advises it now, held. Raises as `hand_over` does."""
    if plan.successor.id == plan.role.user_id:
        raise SamePersonError
    current = _held(session, plan)
    if plan.role.id not in {role.id for role in current}:
        raise _handed_over(session, plan)
    people.refuse_other_side(session, plan.successor.id, "adviser", plan.municipality.id)
    return current


def _held(session: Session, plan: HandOver) -> list[Membership]:
    """Who advises the municipality now, held: of two people who hand over at once, the second sees what the first did.

    The successor is held too, as `add_role` does, so that nobody gets the same role twice.
    """
    session.execute(select(User.id).where(User.id == plan.successor.id).with_for_update(key_share=True))
    query = (
        select(Membership)
        .where(Membership.municipality_id == plan.municipality.id, Membership.role == "adviser")
        .where(Membership.ended_at.is_(None))
        .options(joinedload(Membership.user, innerjoin=True))
        .order_by(Membership.id)
        .with_for_update(of=Membership)
        .execution_options(populate_existing=True)
    )
    return list(session.scalars(query))


def _handed_over(session: Session, plan: HandOver) -> HandedOverError:
    query = select(Membership).where(Membership.replaces_id == plan.role.id).options(joinedload(Membership.user))
    taken = session.scalars(query).first()
    if taken is None:
        return HandedOverError("", as_asked=False)
    as_asked = (taken.user_id, taken.handover_note) == (plan.successor.id, plan.note)
    return HandedOverError(taken.user.name, as_asked=as_asked)


DELAY = timedelta(hours=24)
"""How long who is told can stop a change before it takes effect without them."""
PATIENCE = timedelta(days=14)
"""How long a new address can be confirmed."""
IMPOSSIBLE = (
    people.EndedMunicipalityError,
    people.HasRoleError,
    people.KnownAddressError,
    people.OtherSideError,
    *(HandedOverError, SamePersonError, IntegrityError),
)
"""Why something that was asked cannot be done any more."""


@dataclass(frozen=True, slots=True)
class Asking:
    """An administrator who asks for a change to somebody's account."""

    session: Session
    actor: User
    settings: Settings
    now: datetime

    def send(self, to: User | str, letter: Letter) -> None:
        """Put one mail in the outbox."""
        address = to.email if isinstance(to, User) else to
        queue_letter(self.session, address, letter, "account_change", now=self.now)


def has_signed_in(session: Session, user_id: uuid.UUID) -> bool:
    """Whether somebody ever signed in; the last time is never removed."""
    return bool(session.scalar(select(exists().where(SignIn.user_id == user_id))))


def ask_address(asking: Asking, user: User, email: str) -> AccountChange:
    """Ask both addresses whether this person signs in with another one from now on. Raises KnownAddressError."""
    _hold(asking.session, user)
    people.refuse_known_address(asking.session, user.id, email)
    waiting = _waiting(asking, user, "email")
    if waiting and waiting[0].email == email:
        return waiting[0]
    for change in waiting:
        change.end("replaced", asking.now)
    own, other = new_token(), new_token()
    change = _add(asking, user, AccountChange(kind="email", email=email, own_confirms=True), own, other)
    change.takes_effect_at = None
    about = _about(asking, change, user)
    asking.send(user, mails.asked(about, user.name, _page(asking, own)))
    asking.send(email, mails.asked_new_address(about, user.name, _page(asking, other)))
    return change


def ask_reset(asking: Asking, user: User) -> AccountChange:
    """Tell this person that their second step is going to be taken away."""
    _hold(asking.session, user)
    if waiting := _waiting(asking, user, "second_step"):
        return waiting[0]
    own = new_token()
    change = _add(asking, user, AccountChange(kind="second_step", own_confirms=True), own)
    asking.send(user, mails.asked(_about(asking, change, user), user.name, _page(asking, own)))
    return change


def give_role(asking: Asking, user: User, role: str, municipality: Municipality | None) -> AccountChange | None:
    """Give somebody a role; the change that waits, or None for who never signed in: it is theirs at once then.

    Raises HasRoleError, OtherSideError and EndedMunicipalityError.
    """
    people.refuse_role(asking.session, user.id, role, municipality.id if municipality else None, now=asking.now)
    responsible = responsible_for(asking, user, municipality)
    if has_signed_in(asking.session, user.id):
        return _ask_role(asking, user, AccountChange(role=role), municipality, responsible)
    _add_role(asking, asking.actor, user, role, municipality)
    _tell_of_role(asking, user, role, municipality, responsible)
    return None


def _tell_of_role(
    asking: Asking, user: User, role: str, municipality: Municipality | None, responsible: Sequence[User]
) -> None:
    for one in responsible:
        about = mails.AskedAccountChange(
            "role", asking.actor.name, asking.settings.contact, None, role, _name(municipality)
        )
        asking.send(one, mails.role_given(about, one.name, user.name, user.function))


def ask_hand_over(asking: Asking, plan: HandOver) -> AccountChange | int:
    """Let somebody take over from an adviser: the change that waits, or, when they never signed in, what went along.

    Raises SamePersonError, OtherSideError and HandedOverError.
    """
    refuse_hand_over(asking.session, plan)
    responsible = responsible_for(asking, plan.successor, plan.municipality)
    if not has_signed_in(asking.session, plan.successor.id):
        _tell_of_role(asking, plan.successor, "adviser", plan.municipality, responsible)
        return hand_over(asking.session, asking.actor, plan, asking.settings, now=asking.now)
    wanted = AccountChange(role="adviser", replaces_id=plan.role.id, note=plan.note)
    return _ask_role(asking, plan.successor, wanted, plan.municipality, responsible)


def responsible_for(asking: Asking, user: User, municipality: Municipality | None) -> Sequence[User]:
    """Who hears of a role beside the person: the coordinators there, or other administrators; never who gives it."""
    role = "coordinator" if municipality else "administrator"
    query = select(User).join(Membership, Membership.user_id == User.id).where(Membership.role == role)
    query = query.where(Membership.municipality_id.is_not_distinct_from(municipality.id if municipality else None))
    others = query.where(Membership.ended_at.is_(None), User.id.not_in([asking.actor.id, user.id]))
    return asking.session.scalars(others.order_by(User.name, User.id)).unique().all()


def _ask_role(
    asking: Asking,
    user: User,
    wanted: AccountChange,
    municipality: Municipality | None,
    responsible: Sequence[User],
) -> AccountChange:
    where = municipality.id if municipality else None
    for waiting in _waiting(asking, user, "role"):
        if (waiting.role, waiting.municipality_id) == (wanted.role, where):
            if (waiting.replaces_id, waiting.note) == (wanted.replaces_id, wanted.note or ""):
                return waiting
            waiting.end("replaced", asking.now)
    own, other = new_token(), new_token() if responsible else None
    wanted.kind, wanted.municipality_id = "role", where
    # Who gives a role to themselves or to a friend is checked by who is responsible there.
    wanted.own_confirms = not responsible and user.id != asking.actor.id
    change = _add(asking, user, wanted, own, other)
    about = _about(asking, change, user, municipality)
    asking.send(user, mails.asked(about, user.name, _page(asking, own)))
    for one in responsible if other else ():
        asking.send(one, mails.asked_responsible(about, one.name, user.name, user.function, _page(asking, other)))
    return change


def _hold(session: Session, user: User) -> None:
    """The same asked twice at the same moment is asked once."""
    session.execute(select(User.id).where(User.id == user.id).with_for_update(key_share=True))


def _waiting(asking: Asking, user: User, kind: str) -> Sequence[AccountChange]:
    query = select(AccountChange).where(AccountChange.user_id == user.id, AccountChange.kind == kind)
    return asking.session.scalars(query.where(AccountChange.ended_at.is_(None)).with_for_update()).all()


def _add(asking: Asking, user: User, change: AccountChange, own: str, other: str | None = None) -> AccountChange:
    session, now = asking.session, asking.now
    change.id, change.user_id, change.asked_by = uuid.uuid4(), user.id, asking.actor.id
    change.note = change.note or ""
    change.asked_at, change.not_before, change.takes_effect_at = now, now + DELAY, now + DELAY
    change.own_hash, change.other_hash = token_hash(own), token_hash(other) if other else None
    session.add(change)
    session.flush()
    new = {"what": change.kind, "role": change.role}
    record(session, asking.actor, "ask_change", user.id, now=now, municipality_id=change.municipality_id, new=new)
    return change


def _about(
    asking: Asking, change: AccountChange, user: User, municipality: Municipality | None = None
) -> mails.AskedAccountChange:
    return mails.AskedAccountChange(
        change.kind,
        asking.actor.name,
        asking.settings.contact,
        change.not_before,
        change.role or "",
        _name(municipality),
        change.email or "",
        change.own_confirms,
        by_themselves=user.id == asking.actor.id,
    )


def _name(municipality: Municipality | None) -> str:
    return municipality.name if municipality else ""


def _page(asking: Asking, token: str | None) -> str:
    return f"{asking.settings.base_url}/wijziging/{token}"


def withdraw_change(asking: Asking, change_id: uuid.UUID) -> AccountChange | None:
    """Let a change not happen after all, since an administrator thought better of it; None when it has ended."""
    query = select(AccountChange).where(AccountChange.id == change_id).with_for_update()
    change = asking.session.scalars(query).one_or_none()
    if change is None or change.ended_at is not None:
        return None
    change.end("stopped", asking.now)
    where, new = change.municipality_id, {"what": change.kind, "role": change.role}
    at = asking.now
    record(asking.session, asking.actor, "withdraw_change", change.user_id, now=at, municipality_id=where, new=new)
    return change


def carry_out_due(session: Session, settings: Settings, *, now: datetime) -> int:
    """Carry out the changes that take effect, in the name of who asked for them; how many that were.

    What cannot be done any more lapses: also when who asked is no administrator now, or nobody confirmed an address.
    """
    done = 0
    for change in session.scalars(_due(now)).all():
        try:
            with session.begin_nested():
                carried_out = change.takes_effect_at is not None and _carry_out(session, change, settings, now)
        except IMPOSSIBLE:
            carried_out = False
        change.end("done" if carried_out else "lapsed", now)
        done += carried_out
        if not carried_out:
            where, new = change.municipality_id, {"what": change.kind, "role": change.role}
            record(session, None, "lapse_change", change.user_id, now=now, municipality_id=where, new=new)
    session.flush()
    return done


def _due(now: datetime) -> Select[AccountChange]:
    unconfirmed = AccountChange.takes_effect_at.is_(None) & (AccountChange.asked_at <= now - PATIENCE)
    return (
        select(AccountChange)
        .where(AccountChange.ended_at.is_(None), or_(AccountChange.takes_effect_at <= now, unconfirmed))
        .order_by(AccountChange.asked_at, AccountChange.id)
        .options(joinedload(AccountChange.user, innerjoin=True), joinedload(AccountChange.asker, innerjoin=True))
        .options(joinedload(AccountChange.municipality))
        .with_for_update(skip_locked=True, of=AccountChange)
    )


def _carry_out(session: Session, change: AccountChange, settings: Settings, now: datetime) -> bool:
    """Do what was asked: whether that could be done. Raises what the operations raise."""
    administers = exists().where(
        Membership.user_id == change.asked_by, Membership.role == "administrator", Membership.ended_at.is_(None)
    )
    if not session.scalar(select(administers)):
        return False
    user, asker, asking = change.user, change.asker, Asking(session, change.asker, settings, now)
    if change.kind == "second_step":
        return take_away_second_step(session, asker, user, "reset", settings.contact, now=now)
    if change.kind == "email":
        old, new = user.email, change.email or ""
        people.change_person(session, asker, user.id, people.PersonDetails(new, user.name, user.function), now=now)
        for address in (old, new):
            asking.send(address, mails.address_changed(user.name, new, settings.contact))
    elif change.replaces_id and change.municipality:
        role = session.get_one(Membership, change.replaces_id, options=[joinedload(Membership.user)])
        hand_over(session, asker, HandOver(role, change.municipality, user, change.note), settings, now=now)
    else:
        _add_role(asking, asker, user, change.role or "", change.municipality)
    if change.kind == "role" and not settings.example:
        demand_second_step(session, user.id, change.role or "", now=now)
    return True


def _add_role(asking: Asking, actor: User, user: User, role: str, municipality: Municipality | None) -> None:
    """Give a role from now on; a coordinator and an adviser hear that it began, others when they signed in before."""
    if role == "adviser" and municipality:
        assign_adviser(asking.session, actor, municipality, user, asking.settings, now=asking.now)
        return
    people.add_role(asking.session, actor, user.id, role, municipality.id if municipality else None, now=asking.now)
    page, contact = asking.settings.base_url, asking.settings.contact
    if role == "coordinator" and municipality:
        goes_on = exists().where(Assessment.municipality_id == municipality.id, Assessment.state != "agreed")
        is_running = bool(asking.session.scalar(select(goes_on)))
        where = municipality.name
        asking.send(user, mails.welcome(user.name, actor.name, where, page, contact, is_running=is_running))
    elif has_signed_in(asking.session, user.id):
        asking.send(user, mails.role_begun(user.name, role, _name(municipality), page, contact))
