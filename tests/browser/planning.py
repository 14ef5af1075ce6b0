"""The ten months of the example's finished round, with an action in every state; addresses for visits."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.doors.tokens import token_hash
from app.models import ActionPartner, Assessment, PriorityChoice
from app.web.clock import now, today
from tests.factories import People, make_user
from tests.trajectories import (
    make_action,
    make_appointment,
    make_choice,
    make_hours,
    make_partner,
    make_trajectory,
)

OWNER = "omar@voorbeeldstad.example"
"""Who owns an action, and has no role."""
SECRET = "een-geheim-uit-een-mail-aan-een-eigenaar"
OWNER_LINK = f"/actie/{SECRET}"
"""The link that this owner got."""


def make_plan(session: Session, people: People, finished: Assessment) -> dict[str, str]:
    """A choice, a trajectory with its days, actions, a partner, hours and appointments."""
    by = people.coordinator
    if session.scalars(select(PriorityChoice).where(PriorityChoice.assessment_id == finished.id)).first() is None:
        make_choice(session, finished, by, ["geld", "inclusie"])
    trajectory = make_trajectory(session, finished, by)
    owner = make_user(session, OWNER, "Omar Naar")
    days = {"starts_on": today() - timedelta(days=30), "ends_on": today() + timedelta(days=30)}
    asked = {"owner_mailed_at": now(), "link_hash": token_hash(SECRET)}
    action = make_action(session, trajectory, by, owner_id=owner.id, state="running", hours=8, **days, **asked)
    make_action(session, trajectory, by, title="Een eigen actie", bank_id=None, item=None, effort=None, position=2)
    make_action(session, trajectory, by, title="Zoek uit wie hierover gaat", kind="find_out", position=3)
    late = {"starts_on": today() - timedelta(days=60), "ends_on": today() - timedelta(days=1)}
    make_action(session, trajectory, by, title="Te laat", state="planned", position=4, **late)
    make_action(session, trajectory, by, title="Al gedaan", state="done", done_on=today(), position=5)
    make_action(session, trajectory, by, title="Gestopt", state="stopped", stop_reason="Geen geld.", position=6)
    partner = make_partner(session, trajectory, by)
    session.add(ActionPartner(action_id=action.id, partner_id=partner.id, municipality_id=action.municipality_id))
    hour = make_hours(session, trajectory, by)
    appointment = make_appointment(session, trajectory, by, day=today() + timedelta(days=7))
    base = f"/traject/{trajectory.id}"
    return {
        "trajectory": base,
        "action": f"/traject/acties/{action.id}",
        "partner": f"{base}/partners/{partner.id}",
        "hour": f"{base}/uren/{hour.id}",
        "appointment": f"{base}/afspraken/{appointment.id}",
    }
