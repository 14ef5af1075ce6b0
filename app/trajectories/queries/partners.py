"""The partners of a municipality: what they contribute to, which actions they work on, and where there is none yet."""

import hashlib
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from flask import abort
from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session, selectinload

from app.asked import domains_of
from app.models import ActionPartner, ImprovementAction, Partner, Trajectory
from app.trajectories.queries.choices import chosen_ids, newest_choice
from app.trajectories.queries.titles import Titles
from questionnaires.model import Domain

Action = Row[uuid.UUID, uuid.UUID, str, str]
"""(partner_id, id, title, state)."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A partner with the names of its domains, and its actions in this trajectory."""

    partner: Partner
    domains: Sequence[str]
    actions: Sequence[Action]


@dataclass(frozen=True, slots=True)
class Partners:
    """All that the list shows."""

    current: Sequence[Listed]
    ended: Sequence[Listed]
    gaps: Sequence[Domain]
    """The domains that nobody contributes to yet; each has words for who could."""
    chosen: bool
    """Whether only the domains that were chosen count."""


def load_partners(session: Session, trajectory: Trajectory) -> Partners:
    """The partners by name, in a fixed number of statements."""
    query = select(Partner).where(Partner.municipality_id == trajectory.municipality_id)
    sorted_ = query.options(selectinload(Partner.domains)).order_by(func.lower(Partner.organisation), Partner.id)
    actions, titles = _actions_by_partner(session, trajectory), Titles(trajectory.assessment)
    rows = [Listed(one, domain_titles(one, titles), actions.get(one.id, ())) for one in session.scalars(sorted_).all()]
    current = [row for row in rows if row.partner.ended_at is None]
    choice = chosen_ids(newest_choice(session, trajectory.assessment_id))
    covered = {row.domain for one in current for row in one.partner.domains}
    return Partners(
        current,
        [row for row in rows if row.partner.ended_at is not None],
        [one for one in _wanted(trajectory, choice) if one.id not in covered],
        bool(choice),
    )


def _wanted(trajectory: Trajectory, chosen: Collection[str]) -> list[Domain]:
    """The domains that need a partner: those that were chosen, or else all of the inventory."""
    domains = domains_of(trajectory.assessment)
    return [domain for domain in domains if not chosen or domain.id in chosen]


def domain_titles(partner: Partner, titles: Titles) -> list[str]:
    """How the domains of a partner are called, in the order of the inventory; those of another one come last."""
    order = {domain: place for place, domain in enumerate(titles.domains)}
    ids = sorted((row.domain for row in partner.domains), key=lambda one: (order.get(one, len(order)), one))
    return [titles.short(one) for one in ids]


def _actions_by_partner(session: Session, trajectory: Trajectory) -> Mapping[uuid.UUID, list[Action]]:
    columns = ImprovementAction.id, ImprovementAction.title, ImprovementAction.state
    linked = (
        select(ActionPartner.partner_id, *columns)
        .join(ImprovementAction, ImprovementAction.id == ActionPartner.action_id)
        .where(ImprovementAction.trajectory_id == trajectory.id)
        .order_by(ImprovementAction.position, ImprovementAction.created_at)
    )
    found: dict[uuid.UUID, list[Action]] = {}
    for row in session.execute(linked):
        found.setdefault(row.partner_id, []).append(row)
    return found


def partner_of(session: Session, trajectory: Trajectory, partner_id: uuid.UUID, *, held: bool = False) -> Partner:
    """A partner of the municipality of this trajectory with its domains, or 404; `held` until the commit."""
    query = select(Partner).where(Partner.id == partner_id, Partner.municipality_id == trajectory.municipality_id)
    query = query.options(selectinload(Partner.domains))
    if held:
        query = query.with_for_update(of=Partner).execution_options(populate_existing=True)
    partner = session.scalars(query).one_or_none()
    return partner if partner is not None else abort(404)


def namesake_of(session: Session, trajectory: Trajectory, name: str, own: uuid.UUID | None = None) -> Partner | None:
    """Another partner of the municipality with this name, whatever its capitals; one that still works first."""
    query = select(Partner).where(Partner.municipality_id == trajectory.municipality_id)
    same = [one for one in session.scalars(query) if one.id != own and _folded(one.organisation) == _folded(name)]
    return next(iter(sorted(same, key=lambda one: one.ended_at is not None)), None)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


@dataclass(frozen=True, slots=True)
class Offered:
    """The actions of a trajectory, and which of them a partner works on."""

    actions: Sequence[ImprovementAction]
    linked: frozenset[uuid.UUID]

    @property
    def mark(self) -> str:
        """What a page saw of it, short."""
        return hashlib.sha256(" ".join(sorted(map(str, self.linked))).encode()).hexdigest()[:16]

    @property
    def own(self) -> list[ImprovementAction]:
        """The actions that the partner works on."""
        return [action for action in self.actions if action.id in self.linked]


def load_offered(session: Session, trajectory: Trajectory, partner: Partner) -> Offered:
    """The actions of this trajectory in their order, with those of the partner."""
    query = select(ImprovementAction).where(ImprovementAction.trajectory_id == trajectory.id)
    actions = session.scalars(query.order_by(ImprovementAction.position, ImprovementAction.created_at)).all()
    linked = set(session.scalars(select(ActionPartner.action_id).where(ActionPartner.partner_id == partner.id)))
    return Offered(actions, frozenset(action.id for action in actions if action.id in linked))
