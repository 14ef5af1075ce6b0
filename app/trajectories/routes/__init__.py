"""HTTP of this feature: priorities, actions, partners, and the ten months."""

from app.trajectories.routes import (
    action,
    appointments,
    board,
    editing,
    feed,
    hours,
    invitations,
    own_actions,
    owner,
    partners,
    plan,
    priorities,
    proposals,
    steps,
    summary,
    trajectory,
)
from app.trajectories.routes.entrance import blueprint

__all__ = [
    "action",
    "appointments",
    "blueprint",
    "board",
    "editing",
    "feed",
    "hours",
    "invitations",
    "own_actions",
    "owner",
    "partners",
    "plan",
    "priorities",
    "proposals",
    "steps",
    "summary",
    "trajectory",
]
