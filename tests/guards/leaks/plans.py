"""The ten months of an inventory in the leak tests: a choice, actions, partners, hours and appointments, with texts."""

from app.models import (
    ActionNote,
    ActionPartner,
    AuditEntry,
    ChosenDomain,
    ImprovementAction,
    NoAction,
    PriorityChoice,
    Trajectory,
    User,
)
from app.web.clock import now
from tests.factories import make_filling
from tests.guards.leaks.inventories import Inventory
from tests.trajectories import make_action, make_appointment, make_hours, make_partner, make_trajectory


def make_plan(made: Inventory) -> dict[str, object]:
    """All of it; the ids for addresses. Committed."""
    session, by = made.session, made.crowd.users[made.key("coordinator")]
    _choose(made, by)
    trajectory = make_trajectory(session, made.row, by)
    owned = _action(made, trajectory, by, "owner")
    stopped = _action(made, trajectory, by, "")
    stopped.state, stopped.stop_reason = "stopped", made.text("reason to stop")
    partner = make_partner(
        session,
        trajectory,
        by,
        organisation=made.text("partner"),
        contact=made.text("partner"),
        agreements=made.text("partner"),
    )
    where = {"municipality_id": trajectory.municipality_id}
    session.add(ActionPartner(action_id=owned.id, partner_id=partner.id, **where))
    _decline(made, trajectory, by)
    hour = make_hours(session, trajectory, by, who=made.text("hours"), note=made.text("hours"))
    typed = ("source", "assignment_owner", "means_owner", "means_amount", "moment_owner")
    make_filling(session, made.row, by, **{name: made.text("page for the alderman") for name in typed})
    told = {"title": made.text("appointment"), "place": made.text("appointment")}
    appointment = make_appointment(session, trajectory, by, **told, note=made.text("note to an appointment"))
    session.commit()
    rows = {"trajectory": trajectory, "action": owned, "partner": partner, "hour": hour, "appointment": appointment}
    return {f"{name}_id": row.id for name, row in rows.items()}


def _choose(made: Inventory, by: User) -> None:
    values = {"report_number": 1, "rules": 1, "proposal": [], "decided_by": made.text("choice")}
    choice = PriorityChoice(
        **made.shared, **values, number=1, note=made.text("choice"), chosen_at=now(), chosen_by=by.id
    )
    made.session.add(choice)
    made.session.flush()
    for position, (domain, kind) in enumerate((("geld", "chosen"), ("eigen_1", "ambassador"))):
        row = {"choice_id": choice.id, "municipality_id": choice.municipality_id, "reason": made.text("choice")}
        made.session.add(ChosenDomain(**row, domain=domain, kind=kind, position=position))


def _action(made: Inventory, trajectory: Trajectory, by: User, owner: str) -> ImprovementAction:
    """An action with a note and a change in its history, of a colleague or of nobody."""
    kind = "action of an owner" if owner else "action of somebody else"
    action = make_action(
        made.session,
        trajectory,
        by,
        title=made.text("title of an action", owner),
        **{name: made.text(kind, owner) for name in ("text", "owner", "partners_text", "done_when")},
        owner_id=made.user_id(owner) if owner else None,
        source=made.text(kind, owner),
        state="running",
    )
    shared = {"municipality_id": action.municipality_id, "author_id": by.id, "created_at": now()}
    note = made.text("note to an action", owner) if owner else made.text("note to the action of somebody else")
    made.session.add(ActionNote(action_id=action.id, **shared, text=note))
    return action


def _decline(made: Inventory, trajectory: Trajectory, by: User) -> None:
    """Nothing is done about a question; and somebody changed an action, which only the history still knows."""
    keys = {"trajectory_id": trajectory.id, "municipality_id": trajectory.municipality_id}
    why = {"reason": made.text("reason for no action"), "decided_at": now(), "decided_by": by.id}
    made.session.add(NoAction(**keys, item="geld/M.BL", **why))
    entry = {"at": now(), "actor_id": by.id, "action": "decline_item", "subject": "geld/M.BL"}
    made.session.add(AuditEntry(**made.shared, **entry, reason=made.text("reason in the audit trail")))
