"""The partners of a municipality: what is known of them, on which actions they work, and inviting one."""

import hashlib
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import Row, delete, func, insert, select
from sqlalchemy.orm import Session, selectinload
from wtforms import Field, HiddenField, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from app.doors.access import roles_in
from app.models import ActionPartner, ImprovementAction, Partner, PartnerDomain, Trajectory, User
from app.plan.entrance import TRAJECTORY, Titles, blueprint, change_trajectory, read_trajectory, refuse_closed
from app.plan.priorities import chosen_ids, newest_choice
from app.saving.records import TWICE
from app.saving.versioned import StaleSaveError
from app.state.asked import domains_of
from app.texts import partners as texts
from app.texts.partners import InvitationPlans, invitation_text
from app.texts.trajectories import PARTNER_KINDS, STATES, UNFINISHED
from app.trail.events import record
from app.web.clock import now
from app.web.extensions import db
from app.web.forms import BaseForm, ChoiceField, VersionField, one_line, required, text_field
from questionnaires.model import Domain

Action = Row[uuid.UUID, uuid.UUID, str, str]
"""(partner_id, id, title, state)."""


@dataclass(frozen=True, slots=True)
class ListedPartner:
    """A partner with the names of its domains, and its actions in this trajectory."""

    partner: Partner
    domains: Sequence[str]
    actions: Sequence[Action]


@dataclass(frozen=True, slots=True)
class Partners:
    """All that the list shows."""

    current: Sequence[ListedPartner]
    ended: Sequence[ListedPartner]
    gaps: Sequence[Domain]
    """The domains that nobody contributes to yet; each has words for who could."""
    chosen: bool
    """Whether only the domains that were chosen count."""


def load_partners(session: Session, trajectory: Trajectory) -> Partners:
    """The partners by name, in a fixed number of statements."""
    query = select(Partner).where(Partner.municipality_id == trajectory.municipality_id)
    sorted_ = query.options(selectinload(Partner.domains)).order_by(func.lower(Partner.organisation), Partner.id)
    actions, titles = _actions_by_partner(session, trajectory), Titles(trajectory.assessment)
    rows = [
        ListedPartner(one, domain_titles(one, titles), actions.get(one.id, ()))
        for one in session.scalars(sorted_).all()
    ]
    current = [row for row in rows if row.partner.ended_at is None]
    chosen = chosen_ids(newest_choice(session, trajectory.assessment_id))
    covered = {row.domain for one in current for row in one.partner.domains}
    return Partners(
        current,
        [row for row in rows if row.partner.ended_at is not None],
        # Those that were chosen need a partner, or else all of the inventory.
        [
            one
            for one in domains_of(trajectory.assessment)
            if one.id not in covered and (not chosen or one.id in chosen)
        ],
        bool(chosen),
    )


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


def namesake_of(session: Session, trajectory: Trajectory, name: str, own: uuid.UUID | None) -> Partner | None:
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
        return [action for action in self.actions if action.id in self.linked]


def load_offered(session: Session, trajectory: Trajectory, partner: Partner) -> Offered:
    """The actions of this trajectory in their order, with those of the partner."""
    query = select(ImprovementAction).where(ImprovementAction.trajectory_id == trajectory.id)
    actions = session.scalars(query.order_by(ImprovementAction.position, ImprovementAction.created_at)).all()
    linked = set(session.scalars(select(ActionPartner.action_id).where(ActionPartner.partner_id == partner.id)))
    return Offered(actions, frozenset(action.id for action in actions if action.id in linked))


def details_of(partner: Partner) -> dict[str, Any]:
    """What is known of a partner now, as its form and the trail have it; its domains are loaded."""
    return {
        "organisation": partner.organisation,
        "kind": partner.kind,
        "contact": partner.contact,
        "domains": sorted(row.domain for row in partner.domains),
        "agreements": partner.agreements,
    }


def add_partner(
    session: Session, user: User, trajectory: Trajectory, new: Mapping[str, Any], *, now: datetime
) -> Partner:
    """Put an organisation on the list of the municipality; the same again within two minutes is there already.

    The caller holds the trajectory.
    """
    query = select(Partner).filter_by(municipality_id=trajectory.municipality_id, created_by=user.id, **_columns(new))
    query = query.where(Partner.ended_at.is_(None), Partner.created_at > now - TWICE)
    for there in session.scalars(query.options(selectinload(Partner.domains))):
        if details_of(there) == new:
            return there
    partner = Partner(
        id=uuid.uuid4(),
        municipality_id=trajectory.municipality_id,
        created_at=now,
        created_by=user.id,
        **_columns(new),
    )
    session.add(partner)
    session.flush()
    _write_domains(session, partner, new["domains"])
    about = trajectory.assessment
    record(session, user, "add_partner", partner.id, now=now, assessment=about, new=new)
    return partner


def change_partner(
    session: Session,
    user: User,
    trajectory: Trajectory,
    partner: Partner,
    new: Mapping[str, Any],
    *,
    seen: int,
    now: datetime,
) -> bool:
    """Change what is known of a partner, which the caller holds; False when it was just so already.

    Raises StaleSaveError.
    """
    old = details_of(partner)
    if old == new:
        return False
    if seen != partner.version:
        raise StaleSaveError([str(partner.id)])
    for name, value in _columns(new).items():
        setattr(partner, name, value)
    partner.version += 1
    session.flush()
    if old["domains"] != new["domains"]:
        session.execute(delete(PartnerDomain).where(PartnerDomain.partner_id == partner.id))
        _write_domains(session, partner, new["domains"])
    about = trajectory.assessment
    record(session, user, "change_partner", partner.id, now=now, assessment=about, old=old, new=new)
    return True


def set_working(
    session: Session, user: User, trajectory: Trajectory, partner: Partner, *, works: bool, now: datetime
) -> bool:
    """Work together again, or no longer: actions keep the partner. False when it was just so already."""
    if (partner.ended_at is None) == works:
        return False
    partner.ended_at = None if works else now
    partner.version += 1
    about, told = trajectory.assessment, {"organisation": partner.organisation}
    record(session, user, "reopen_partner" if works else "end_partner", partner.id, now=now, assessment=about, new=told)
    return True


def link_partner(
    session: Session,
    user: User,
    trajectory: Trajectory,
    partner: Partner,
    offered: Offered,
    wanted: Collection[uuid.UUID],
    *,
    seen: str,
    now: datetime,
) -> bool:
    """Let a partner work on exactly these actions of the trajectory, of which the caller holds both; those of other
    trajectories stay. False when it was just so already. Raises StaleSaveError.
    """
    chosen = frozenset(wanted)
    if chosen == offered.linked:
        return False
    if seen != offered.mark:
        raise StaleSaveError([str(partner.id)])
    theirs = ActionPartner.partner_id == partner.id
    session.execute(delete(ActionPartner).where(theirs, ActionPartner.action_id.in_(offered.linked - chosen)))
    where = {"partner_id": partner.id, "municipality_id": partner.municipality_id}
    if rows := [{"action_id": one, **where} for one in chosen - offered.linked]:
        session.execute(insert(ActionPartner), rows)
    titles = {action.id: action.title for action in offered.actions}
    old, new = (
        {"organisation": partner.organisation, "actions": sorted(titles[one] for one in some)}
        for some in (offered.linked, chosen)
    )
    about = trajectory.assessment
    record(session, user, "link_partner", partner.id, now=now, assessment=about, old=old, new=new)
    return True


def _columns(details: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in details.items() if name != "domains"}


def _write_domains(session: Session, partner: Partner, domains: Collection[str]) -> None:
    where = {"partner_id": partner.id, "municipality_id": partner.municipality_id}
    if rows := [{"domain": one, **where} for one in sorted(domains)]:
        session.execute(insert(PartnerDomain), rows)


NAME, CONTACT, TEXT = 120, 80, 4000
KINDS = [("", texts.CHOOSE_KIND), *PARTNER_KINDS.items()]


class PartnerForm(BaseForm):
    """What is known of a partner; `kept` are domains of another inventory, which this form does not offer."""

    kept: frozenset[str]

    organisation = text_field("Organisatie", NAME, required(texts.NO_ORGANISATION), one_line)
    kind = ChoiceField("Soort", KINDS, message=texts.KIND_MISSING, validators=[required(texts.KIND_MISSING)])
    contact = text_field("Met wie praat je daar?", CONTACT, one_line, description=texts.CONTACT_HINT)
    domains = SelectMultipleField("Aan welke domeinen draagt de partner bij?", choices=[], validate_choice=False)
    agreements = text_field("Afspraken", TEXT, area=True, description=texts.AGREEMENTS_HINT)
    seen = VersionField()
    confirmed = HiddenField()
    """The name of which somebody saw that it stands on the list already."""

    def validate_domains(self, field: Field) -> None:
        if not set(field.data or ()) <= {choice.value for choice in field.choices}:
            raise ValidationError(texts.UNKNOWN_DOMAIN)

    @property
    def values(self) -> dict[str, Any]:
        """What was filled in, in the order of the trail, once the form is valid."""
        return {**super().values, "domains": sorted({*(self.domains.data or ()), *self.kept})}


def build_partner_form(
    trajectory: Trajectory, posted: Any, known: Mapping[str, Any] | None = None, **first: Any
) -> PartnerForm:
    """The form with what is known now, or with what was posted."""
    offered = [SelectChoice(domain.id, domain.title) for domain in domains_of(trajectory.assessment)]
    form = PartnerForm(posted, data={**(known or {}), **first})
    form.domains.choices = offered
    form.kept = frozenset(known["domains"] if known else ()) - {choice.value for choice in offered}
    return form


class LinkForm(BaseForm):
    """On which actions a partner works."""

    actions = SelectMultipleField("Bij welke acties helpt deze partner?", choices=[], validate_choice=False)
    seen = HiddenField()

    def validate_actions(self, field: Field) -> None:
        if not set(field.data or ()) <= {choice.value for choice in field.choices}:
            raise ValidationError(texts.UNKNOWN_ACTION)

    @property
    def chosen(self) -> Collection[uuid.UUID]:
        return [uuid.UUID(value) for value in self.actions.data or ()]


def build_link_form(offered: Offered, posted: Any = None) -> LinkForm:
    """The form with the actions that are linked now, or with what was posted."""
    form = LinkForm(posted, data={"actions": [str(one) for one in offered.linked], "seen": offered.mark})
    labels = {action: f"{action.title} ({STATES[action.state].lower()})" for action in offered.actions}
    form.actions.choices = [SelectChoice(str(action.id), label) for action, label in labels.items()]
    return form


PARTNERS = f"{TRAJECTORY}/partners"
PARTNER = f"{PARTNERS}/<uuid:partner_id>"


@blueprint.get(PARTNERS)
def list_partners(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """With whom the municipality works, and where there is nobody yet."""
    trajectory = read_trajectory(trajectory_id)
    found = load_partners(db.session, trajectory)
    words = {"kinds": PARTNER_KINDS, "texts": texts}
    return render_template("trajectories/partners.html", trajectory=trajectory, partners=found, **words)


@blueprint.route(f"{PARTNERS}/nieuw", methods=["GET", "POST"])
def new_partner(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """Put an organisation on the list; one of a name that is there already only when somebody says so."""
    if request.method != "POST":
        trajectory = read_trajectory(trajectory_id)
        refuse_closed(trajectory)
        return _form_page(trajectory, build_partner_form(trajectory, None, domains=request.args.getlist("domein")))
    trajectory = change_trajectory(trajectory_id)
    form = build_partner_form(trajectory, request.form)
    if not form.validate():
        return _form_page(trajectory, form), 422
    if page := _asks_about_name(trajectory, form, None):
        return page
    partner = add_partner(db.session, current_user, trajectory, form.values, now=now())
    flash(texts.added(partner.organisation), "success")
    db.session.commit()
    return _back(trajectory, partner)


@blueprint.get(PARTNER)
def show_partner(trajectory_id: uuid.UUID, partner_id: uuid.UUID) -> ResponseReturnValue:
    """What is known of a partner, and on which actions it works."""
    trajectory = read_trajectory(trajectory_id)
    partner = partner_of(db.session, trajectory, partner_id)
    offered = load_offered(db.session, trajectory, partner)
    return _partner_page(trajectory, partner, offered, build_link_form(offered))


@blueprint.route(f"{PARTNER}/wijzigen", methods=["GET", "POST"])
def edit_partner(trajectory_id: uuid.UUID, partner_id: uuid.UUID) -> ResponseReturnValue:
    if request.method != "POST":
        trajectory = read_trajectory(trajectory_id)
        refuse_closed(trajectory)
        partner = partner_of(db.session, trajectory, partner_id)
        known = build_partner_form(trajectory, None, details_of(partner), seen=str(partner.version))
        return _form_page(trajectory, known, partner)
    trajectory = change_trajectory(trajectory_id)
    partner = partner_of(db.session, trajectory, partner_id, held=True)
    form = build_partner_form(trajectory, request.form, details_of(partner))
    if not form.validate():
        return _form_page(trajectory, form, partner), 422
    if page := _asks_about_name(trajectory, form, partner):
        return page
    return _change(trajectory, partner, form)


def _change(trajectory: Trajectory, partner: Partner, form: PartnerForm) -> ResponseReturnValue:
    new, seen = form.values, form.seen.version
    try:
        changed = change_partner(db.session, current_user, trajectory, partner, new, seen=seen, now=now())
    except StaleSaveError:
        form.seen.data = str(partner.version)
        return _form_page(trajectory, form, partner, newer=True), 409
    flash(texts.CHANGED if changed else texts.NOT_CHANGED, "success" if changed else "info")
    db.session.commit()
    return _back(trajectory, partner)


@blueprint.post(f"{PARTNER}/stoppen")
def stop_partner(trajectory_id: uuid.UUID, partner_id: uuid.UUID) -> ResponseReturnValue:
    return _set_working(trajectory_id, partner_id, works=False)


@blueprint.post(f"{PARTNER}/heropenen")
def resume_partner(trajectory_id: uuid.UUID, partner_id: uuid.UUID) -> ResponseReturnValue:
    return _set_working(trajectory_id, partner_id, works=True)


def _set_working(trajectory_id: uuid.UUID, partner_id: uuid.UUID, *, works: bool) -> ResponseReturnValue:
    trajectory = change_trajectory(trajectory_id)
    partner = partner_of(db.session, trajectory, partner_id, held=True)
    is_changed = set_working(db.session, current_user, trajectory, partner, works=works, now=now())
    new, same = (texts.REOPENED, texts.ALREADY_OPEN) if works else (texts.ENDED, texts.ALREADY_ENDED)
    flash(new if is_changed else same, "success" if is_changed else "info")
    db.session.commit()
    return _back(trajectory, partner)


@blueprint.post(f"{PARTNER}/acties")
def link_partner_actions(trajectory_id: uuid.UUID, partner_id: uuid.UUID) -> ResponseReturnValue:
    trajectory = change_trajectory(trajectory_id)
    partner = partner_of(db.session, trajectory, partner_id, held=True)
    offered = load_offered(db.session, trajectory, partner)
    form = build_link_form(offered, request.form)
    if not form.validate():
        return _partner_page(trajectory, partner, offered, form), 422
    by, seen = (db.session, current_user, trajectory, partner, offered), form.seen.data or ""
    try:
        changed = link_partner(*by, form.chosen, seen=seen, now=now())
    except StaleSaveError:
        form.seen.data = offered.mark
        return _partner_page(trajectory, partner, offered, form, newer=True), 409
    flash(texts.CHANGED if changed else texts.NOT_CHANGED, "success" if changed else "info")
    db.session.commit()
    return _back(trajectory, partner)


def _asks_about_name(trajectory: Trajectory, form: PartnerForm, partner: Partner | None) -> str:
    """The page that asks whether another partner with this name is meant; empty when there is none, or it was seen."""
    name = form.organisation.data
    is_renamed = partner is None or name != partner.organisation
    if not is_renamed or form.confirmed.data == name:
        return ""
    same = namesake_of(db.session, trajectory, name, partner.id if partner else None)
    if same is None:
        return ""
    form.confirmed.data = name
    return _form_page(trajectory, form, partner, same=same)


def _back(trajectory: Trajectory, partner: Partner) -> ResponseReturnValue:
    return redirect(url_for("trajectories.show_partner", trajectory_id=trajectory.id, partner_id=partner.id), 303)


def _form_page(
    trajectory: Trajectory,
    form: PartnerForm,
    partner: Partner | None = None,
    *,
    same: Partner | None = None,
    newer: bool = False,
) -> str:
    """The form of a new partner or of `partner`; `newer`: somebody changed it meanwhile."""
    stored = build_partner_form(trajectory, None, details_of(partner)) if newer and partner else None
    shown = {"partner": partner, "same": same, "newer": newer, "stored": stored, "texts": texts}
    return render_template("trajectories/partner_form.html", trajectory=trajectory, form=form, **shown)


def _partner_page(
    trajectory: Trajectory, partner: Partner, offered: Offered, form: LinkForm, *, newer: bool = False
) -> str:
    """The page of a partner; `newer`: somebody chose other actions meanwhile."""
    shown = {"partner": partner, "offered": offered, "newer": newer}
    shown["domains"] = domain_titles(partner, Titles(trajectory.assessment))
    words = {"kinds": PARTNER_KINDS, "states": STATES, "texts": texts}
    return render_template("trajectories/partner.html", trajectory=trajectory, form=form, **shown, **words)


@blueprint.get(f"{PARTNER}/uitnodiging")
def invite_partner(trajectory_id: uuid.UUID, partner_id: uuid.UUID) -> ResponseReturnValue:
    """A text to copy into a mail: nothing is sent and nothing is kept."""
    trajectory = read_trajectory(trajectory_id)
    partner = partner_of(db.session, trajectory, partner_id)
    offered = load_offered(db.session, trajectory, partner)
    text = invitation_text(_plans(trajectory, partner, offered))
    rows = sum(1 + len(line) // 75 for line in text.body.splitlines()) + 1
    shown = {"partner": partner, "text": text, "rows": rows, "offered": offered}
    return render_template("trajectories/invitation.html", trajectory=trajectory, **shown)


def _plans(trajectory: Trajectory, partner: Partner, offered: Offered) -> InvitationPlans:
    ids = {row.domain for row in partner.domains}
    domains = [domain for domain in domains_of(trajectory.assessment) if domain.id in ids]
    actions = [action for action in offered.own if action.state in UNFINISHED]
    return InvitationPlans(
        organisation=partner.organisation,
        contact=partner.contact,
        municipality=trajectory.municipality.name,
        sender=current_user.name,
        by_adviser="coordinator" not in roles_in(current_user, trajectory.municipality_id),
        domains=[(domain.title, domain.explanation) for domain in domains],
        actions=[(action.title, action.text, action.ends_on) for action in actions],
        agreements=partner.agreements,
    )
