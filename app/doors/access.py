"""Who may see and do what: roles, and loading that authorises in the same call (D5); which municipality is chosen."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, wraps
from typing import Any, Literal, ParamSpec, TypeVar

from flask import Flask, abort, flash, g, has_request_context, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import BindParameter, Connection, Select, and_, bindparam, event, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from werkzeug.exceptions import Forbidden

from app.doors.door import SHARED
from app.doors.mergers import MergedRound, enlarged, merged_ids, merged_rounds
from app.models import (
    Assessment,
    AssessmentDomain,
    ImprovementAction,
    Membership,
    Municipality,
    Participation,
    Trajectory,
    User,
)
from app.saving.typed import BY_SCRIPT, hold_posted_form, typed_texts
from app.texts.accounts import RIGHTS_ENDED, SIGNED_OUT, SIGNED_OUT_HELD
from app.web.clock import now, today
from app.web.extensions import db

LEADERS = ("coordinator", "adviser")
"""The roles that lead the conversation of a municipality."""

_WHOLE = (
    joinedload(Trajectory.municipality),
    joinedload(Trajectory.assessment).options(joinedload(Assessment.municipality), selectinload(Assessment.domains)),
    selectinload(Trajectory.steps),
)
"""What every page of a trajectory needs with it."""
P = ParamSpec("P")
R = TypeVar("R")
Lock = Literal["share", "update"]
READS = ("coordinator", "adviser", "reader")
"""The roles with which somebody reads what a municipality agreed."""

PUBLIC = SHARED | frozenset(
    {
        "accounts.account_change",
        "accounts.sign_in",
        "accounts.enter_code",
        "accounts.invitation",
        "accounts.mails_off",
        "accounts.owned_action",
        "accounts.second_step",
        "accounts.set_up_second_step",
        "accounts.work_account",
        "accounts.work_account_confirm",
        "accounts.work_account_return",
        "pages.about",
        "pages.accessibility",
        "pages.help_page",
        "pages.privacy",
        "pages.security_txt",
        "pages.start",
        "reports.check_report",
        "operation.health",
        "example.calendar_file",
        "example.mailbox",
        "trajectories.feed_file",
    }
)
"""The endpoints that need no sign-in; every other one is closed unless it says otherwise."""


def require_sign_in() -> ResponseReturnValue | None:
    """Before every request: send people who are not signed in to the sign-in page (default deny)."""
    if request.endpoint is None or request.endpoint in PUBLIC:
        return None
    if current_user.is_authenticated:
        g.rights = {role.id for role in current_user.memberships if role.ended_at is None}
        return None
    if request.method == "POST" and request.endpoint not in BY_SCRIPT:
        held = hold_posted_form(now())
        if not held and (typed := typed_texts()):
            # Going to the sign-in page would lose it.
            back = ("Log in", url_for("accounts.sign_in"))
            return render_template("errors/409.html", explanation=SIGNED_OUT, back=back, typed=typed), 409
        flash(SIGNED_OUT_HELD if held else SIGNED_OUT, "info" if held else "warning")
        return redirect(url_for("accounts.sign_in"), 303)
    return redirect(url_for("accounts.sign_in", verder=request.full_path.rstrip("?")))


class RightsEndedError(Forbidden):
    """A role of who asks for a change ended after the request came in."""

    explanation = RIGHTS_ENDED


RIGHTS = (
    select(Membership.id)
    .where(Membership.user_id == bindparam("user_id"), Membership.ended_at.is_(None))
    .order_by(Membership.id)
    .with_for_update(read=True)
)
"""The roles of somebody now, held against ending."""


def hold_rights(app: Flask) -> None:
    """Let every request read the roles of who asks again before it changes anything, when it waits for nothing more.

    They are held until the commit, so that who ends a role waits for what it still allowed (D24).
    """
    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_execute", _read_rights_again)
    event.listen(engine, "commit", _rely_on_rights_no_more)


def _read_rights_again(connection: Connection, statement: Any, *_: Any) -> None:
    if not getattr(statement, "is_dml", False) or not has_request_context() or not g.get("rights"):
        return
    # What a page costs is counted for anybody.
    if connection.get_execution_options().get("writing"):
        return
    # What is held within a savepoint, is not after it.
    transaction = connection.get_nested_transaction() or connection.get_transaction()
    if g.get("rights_held_in") is transaction:
        return
    if not g.rights <= set(connection.scalars(RIGHTS, {"user_id": current_user.id})):
        raise RightsEndedError
    g.rights_held_in = transaction


def _rely_on_rights_no_more(_: Connection) -> None:
    """After a commit of a request, which may have ended a role of who asked it."""
    if has_request_context():
        g.pop("rights", None)


def municipalities_of(user: User, *roles: str) -> frozenset[uuid.UUID]:
    """The ids of the municipalities where this person has one of these roles now."""
    return frozenset(
        membership.municipality_id
        for membership in user.memberships
        if membership.municipality_id and membership.ended_at is None and membership.role in roles
    )


def places_as(user: User, role: str) -> list[Municipality]:
    """The municipalities in which this person has this role now, by name."""
    ids = municipalities_of(user, role)
    found = {m.municipality.id: m.municipality for m in user.memberships if m.municipality and m.municipality.id in ids}
    return sorted(found.values(), key=lambda municipality: (municipality.name.casefold(), municipality.code))


def is_administrator(user: User) -> bool:
    """Whether this person administers the installation; that shows no answers."""
    return any(m.role == "administrator" and m.ended_at is None for m in user.memberships)


def has_only_role(user: User, role: str) -> bool:
    """Whether this person has this role now and no other."""
    return {m.role for m in user.memberships if m.ended_at is None} == {role}


def roles_in(user: User, municipality_id: uuid.UUID) -> frozenset[str]:
    """The roles that this person has in one municipality now."""
    return frozenset(m.role for m in user.memberships if m.municipality_id == municipality_id and m.ended_at is None)


def visible_assessments(user: User) -> Select[Assessment]:
    """The assessments that this person may see, as a query to narrow down; readers see agreed ones only."""
    return _visible(**_rights(user))


def _rights(user: User) -> dict[str, Any]:
    leads, reads = municipalities_of(user, "coordinator", "adviser"), municipalities_of(user, "reader")
    return {"user_id": user.id, "leads": leads, "reads": reads}


def as_seen_by(user: User, assessment_id: uuid.UUID) -> dict[str, Any]:
    """The parameters of VISIBLE: who asks, and for which assessment."""
    return {**_rights(user), "assessment_id": assessment_id}


def _visible(user_id: Any, leads: Any, reads: Any) -> Select[Assessment]:
    # The joint part of a coordinator belongs to the municipality: it opens nothing when that role has ended.
    taking_part = select(Participation.assessment_id).where(
        Participation.user_id == user_id,
        Participation.role == "participant",
        Participation.invited_at.is_not(None),
        Participation.ended_at.is_(None),
    )
    return select(Assessment).where(
        or_(
            Assessment.municipality_id.in_(leads),
            Assessment.id.in_(taking_part),
            and_(Assessment.municipality_id.in_(reads), Assessment.agreed_at.is_not(None)),
        )
    )


VISIBLE = _visible(bindparam("user_id"), bindparam("leads", expanding=True), bindparam("reads", expanding=True)).where(
    Assessment.id == bindparam("assessment_id")
)
"""One assessment for who may see it. Made once: every page asks it, and making it took most of the time."""


@cache
def _one_assessment(lock: Lock | None) -> Select[Assessment]:
    query = (
        VISIBLE.join(Assessment.municipality)
        .join(Assessment.domains)
        .options(contains_eager(Assessment.municipality), contains_eager(Assessment.domains))
        .order_by(AssessmentDomain.position)
        .execution_options(populate_existing=True)
    )
    # The domains too: what is not held is read as it was before the wait.
    return query.with_for_update(read=lock == "share", of=(Assessment, AssessmentDomain)) if lock else query


def assessment_for(user: User, assessment_id: uuid.UUID, lock: Lock | None = None) -> Assessment:
    """The assessment with its municipality and domains, or 404: for absent and for not yours alike.

    `lock` holds the rows until the commit: "share" for saves, which a transition must wait for, and "update" for
    transitions and whatever changes a domain, so that nothing is acknowledged that the frozen report lacks.
    """
    found = db.session.scalars(_one_assessment(lock), as_seen_by(user, assessment_id))
    assessment = found.unique().one_or_none()
    return assessment if assessment is not None else abort(404)


def readable_assessment(user: User, assessment_id: uuid.UUID) -> tuple[Assessment, frozenset[str]]:
    """The assessment of which this person reads what was agreed, with the roles that count for it; 404 or 403.

    People of the municipality that it became part of read as a reader: nobody promised them single answers.
    """
    wanted = as_seen_by(user, assessment_id)
    own = db.session.scalars(_one_assessment(None), wanted).unique().one_or_none()
    if own is not None and (roles := roles_in(user, own.municipality_id)):
        return own, roles
    merged = merged_ids(db.session, enlarged(user, municipalities_of(user, *READS)), today())
    wanted |= {"user_id": None, "leads": (), "reads": merged}
    found = db.session.scalars(_one_assessment(None), wanted).unique().one_or_none() if merged else None
    return (found, frozenset({"reader"})) if found is not None else abort(404 if own is None else 403)


def visible_trajectories(user: User) -> Select[Trajectory]:
    """The trajectories that this person may see, as a query to narrow down: of where they lead, advise or read."""
    return _trajectories_of(municipalities_of(user, *READS))


def _trajectories_of(municipalities: Any) -> Select[Trajectory]:
    return select(Trajectory).where(Trajectory.municipality_id.in_(municipalities))


@cache
def _one_trajectory(lock: Lock | None) -> Select[Trajectory]:
    readable: BindParameter[Any] = bindparam("readable", expanding=True)
    query = _trajectories_of(readable).where(Trajectory.id == bindparam("trajectory_id")).options(*_WHOLE)
    if lock:
        query = query.with_for_update(read=lock == "share", of=Trajectory).execution_options(populate_existing=True)
    return query


def trajectory_for(user: User, trajectory_id: uuid.UUID, lock: Lock | None = None) -> Trajectory:
    """The trajectory with its steps, municipality and inventory (with its domains), or 404.

    `lock` holds the trajectory until the commit.
    """
    wanted = {"readable": municipalities_of(user, *READS), "trajectory_id": trajectory_id}
    trajectory = db.session.scalars(_one_trajectory(lock), wanted).one_or_none()
    return trajectory if trajectory is not None else abort(404)


@cache
def _one_action(lock: Lock | None, *, owned: bool) -> Select[ImprovementAction]:
    leads = ImprovementAction.municipality_id.in_(bindparam("leads", expanding=True))
    owns = ImprovementAction.owner_id == bindparam("owner")
    query = (
        select(ImprovementAction)
        .where(ImprovementAction.id == bindparam("action_id"))
        .where(owns if owned else leads)
        .options(joinedload(ImprovementAction.trajectory).options(*_WHOLE))
        .options(selectinload(ImprovementAction.partners), joinedload(ImprovementAction.owned_by))
    )
    if lock:
        query = query.with_for_update(read=lock == "share", of=ImprovementAction)
        query = query.execution_options(populate_existing=True)
    return query


def action_for(user: User, action_id: uuid.UUID, lock: Lock | None = None, *, owned: bool = False) -> ImprovementAction:
    """The action with its trajectory and partners, or 404: for who leads or advises there; `owned`: for its owner."""
    leads = municipalities_of(user, "coordinator", "adviser")
    wanted = {"action_id": action_id, "owner": user.id, "leads": leads}
    action = db.session.scalars(_one_action(lock, owned=owned), wanted).one_or_none()
    return action if action is not None else abort(404)


def participation_of(user: User, assessment: Assessment) -> Participation | None:
    """This person's part in the assessment, with its domains and levels; None without one."""
    return db.session.scalars(
        select(Participation)
        .where(Participation.assessment_id == assessment.id)
        .where(Participation.user_id == user.id, Participation.ended_at.is_(None))
        .options(selectinload(Participation.parts), joinedload(Participation.user))
    ).one_or_none()


def roles_for(user: User, assessment: Assessment, participation: Participation | None = None) -> frozenset[str]:
    """The roles that count for this assessment: those in its municipality, and participant."""
    roles = roles_in(user, assessment.municipality_id)
    return roles | {"participant"} if participation else roles


def require_role(user: User, about: Assessment | Trajectory | ImprovementAction, *roles: str) -> None:
    """403 unless the person has one of these roles in the municipality that it is of."""
    if not roles_in(user, about.municipality_id) & set(roles):
        abort(403)


def administrators_only(view: Callable[P, R]) -> Callable[P, R]:
    """A view for administrators: 403 for everybody else."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        if not is_administrator(current_user):
            abort(403)
        return view(*args, **kwargs)

    return guarded


KEPT = "municipality"


@dataclass(frozen=True, slots=True)
class MunicipalityChoice:
    """The municipalities of one person, and the one they chose; None: all of them."""

    own: tuple[Municipality, ...]
    """By name."""
    chosen: Municipality | None

    @property
    def is_offered(self) -> bool:
        """Whether there is anything to choose."""
        return len(self.own) > 1

    def shows(self, municipality: Municipality) -> bool:
        """Whether pages show what is of this municipality now."""
        return self.chosen is None or self.chosen.id == municipality.id


def choice_of(user: User, seen: Iterable[Municipality]) -> MunicipalityChoice:
    """The choice of somebody who sees inventories of these municipalities, beside those where they have a role."""
    found = {municipality.id: municipality for municipality in (*_with_role(user), *seen)}
    own = tuple(sorted(found.values(), key=lambda municipality: municipality.name))
    chosen = [municipality for municipality in own if str(municipality.id) == cookie.get(KEPT)]
    return MunicipalityChoice(own, chosen[0] if len(own) > 1 and chosen else None)


def load_choice(user: User) -> MunicipalityChoice:
    """The same, with the municipalities of what they see looked up."""
    seen = visible_assessments(user).with_only_columns(Assessment.municipality_id)
    return choice_of(user, db.session.scalars(select(Municipality).where(Municipality.id.in_(seen))).all())


def merged_with(user: User, choice: MunicipalityChoice, today: date) -> tuple[MergedRound, ...]:
    """What municipalities agreed that are part of the chosen one now, or of any own one; own rounds are left out."""
    own = municipalities_of(user, *READS)
    return merged_rounds(db.session, enlarged(user, own & {choice.chosen.id} if choice.chosen else own), today, own)


def keep_choice(municipality: Municipality | None) -> None:
    """Remember it as long as this person is signed in here."""
    cookie.pop(KEPT, None)
    if municipality is not None:
        cookie[KEPT] = str(municipality.id)


def _with_role(user: User) -> list[Municipality]:
    return [m.municipality for m in user.memberships if m.municipality is not None and m.ended_at is None]
