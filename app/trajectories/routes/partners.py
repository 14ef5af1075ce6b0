"""HTTP of the partners of a municipality."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.clock import now
from app.extensions import db
from app.models import Partner, Trajectory
from app.texts import partners as texts
from app.texts.trajectories import PARTNER_KINDS, STATES
from app.trajectories.forms.partner import LinkForm, PartnerForm, build_link_form, build_partner_form
from app.trajectories.operations.partners import (
    StalePartnerError,
    add_partner,
    change_partner,
    details_of,
    end_partner,
    link_partner,
    reopen_partner,
)
from app.trajectories.queries.partners import (
    Offered,
    domain_titles,
    load_offered,
    load_partners,
    namesake_of,
    partner_of,
)
from app.trajectories.queries.titles import Titles
from app.trajectories.routes.entrance import TRAJECTORY, blueprint, change_trajectory, read_trajectory, refuse_closed

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
    partner = add_partner(db.session, current_user, trajectory, form.details, now=now())
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
    """Change what is known of a partner."""
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
    new, seen = form.details, form.seen.version
    try:
        changed = change_partner(db.session, current_user, trajectory, partner, new, seen=seen, now=now())
    except StalePartnerError:
        form.seen.data = str(partner.version)
        return _form_page(trajectory, form, partner, newer=True), 409
    flash(texts.CHANGED if changed else texts.NOT_CHANGED, "success" if changed else "info")
    db.session.commit()
    return _back(trajectory, partner)


@blueprint.post(f"{PARTNER}/stoppen")
def stop_partner(trajectory_id: uuid.UUID, partner_id: uuid.UUID) -> ResponseReturnValue:
    """Stop working together."""
    trajectory = change_trajectory(trajectory_id)
    partner = partner_of(db.session, trajectory, partner_id, held=True)
    ended = end_partner(db.session, current_user, trajectory, partner, now=now())
    flash(texts.ENDED if ended else texts.ALREADY_ENDED, "success" if ended else "info")
    db.session.commit()
    return _back(trajectory, partner)


@blueprint.post(f"{PARTNER}/heropenen")
def resume_partner(trajectory_id: uuid.UUID, partner_id: uuid.UUID) -> ResponseReturnValue:
    """Work together again."""
    trajectory = change_trajectory(trajectory_id)
    partner = partner_of(db.session, trajectory, partner_id, held=True)
    resumed = reopen_partner(db.session, current_user, trajectory, partner, now=now())
    flash(texts.REOPENED if resumed else texts.ALREADY_OPEN, "success" if resumed else "info")
    db.session.commit()
    return _back(trajectory, partner)


@blueprint.post(f"{PARTNER}/acties")
def link_partner_actions(trajectory_id: uuid.UUID, partner_id: uuid.UUID) -> ResponseReturnValue:
    """Choose on which actions a partner works."""
    trajectory = change_trajectory(trajectory_id)
    partner = partner_of(db.session, trajectory, partner_id, held=True)
    offered = load_offered(db.session, trajectory, partner)
    form = build_link_form(offered, request.form)
    if not form.validate():
        return _partner_page(trajectory, partner, offered, form), 422
    by, seen = (db.session, current_user, trajectory, partner, offered), form.seen.data or ""
    try:
        changed = link_partner(*by, form.chosen, seen=seen, now=now())
    except StalePartnerError:
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
    titles = Titles(trajectory.assessment)
    known = domain_titles(partner, titles) if partner else []
    chosen = [titles.short(one) for one in form.domains.data or ()]
    shown = {"partner": partner, "same": same, "newer": newer, "known": known, "chosen": chosen}
    words = {"kinds": PARTNER_KINDS, "texts": texts}
    return render_template("trajectories/partner_form.html", trajectory=trajectory, form=form, **shown, **words)


def _partner_page(
    trajectory: Trajectory, partner: Partner, offered: Offered, form: LinkForm, *, newer: bool = False
) -> str:
    """The page of a partner; `newer`: somebody chose other actions meanwhile."""
    shown = {"partner": partner, "offered": offered, "newer": newer}
    shown["domains"] = domain_titles(partner, Titles(trajectory.assessment))
    words = {"kinds": PARTNER_KINDS, "states": STATES, "texts": texts}
    return render_template("trajectories/partner.html", trajectory=trajectory, form=form, **shown, **words)
