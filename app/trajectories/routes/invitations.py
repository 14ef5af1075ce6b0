"""HTTP of the text with which a partner is invited."""

import uuid

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.access import roles_in
from app.asked import domains_of
from app.extensions import db
from app.models import Partner, Trajectory
from app.texts.partners import Plans, invitation_text
from app.trajectories.queries.owner import ENDED
from app.trajectories.queries.partners import Offered, load_offered, partner_of
from app.trajectories.routes.entrance import blueprint, read_trajectory
from app.trajectories.routes.partners import PARTNER


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


def _plans(trajectory: Trajectory, partner: Partner, offered: Offered) -> Plans:
    ids = {row.domain for row in partner.domains}
    domains = [domain for domain in domains_of(trajectory.assessment) if domain.id in ids]
    actions = [action for action in offered.own if action.state not in ENDED]
    return Plans(
        organisation=partner.organisation,
        contact=partner.contact,
        municipality=trajectory.municipality.name,
        sender=current_user.name,
        by_adviser="coordinator" not in roles_in(current_user, trajectory.municipality_id),
        domains=[(domain.title, domain.explanation) for domain in domains],
        actions=[(action.title, action.text, action.ends_on) for action in actions],
        agreements=partner.agreements,
    )
