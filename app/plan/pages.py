"""HTTP of this feature: priorities, actions, partners, and the ten months."""

from app.plan import (
    actions,
    appointments,
    board,
    booklets,
    feed,
    hours,
    owners,
    partners,
    priorities,
    progress,
    proposals,
    steps,
    trajectory,
)
from app.plan.entrance import blueprint

__all__ = [
    "actions",
    "appointments",
    "blueprint",
    "board",
    "booklets",
    "feed",
    "hours",
    "owners",
    "partners",
    "priorities",
    "progress",
    "proposals",
    "steps",
    "trajectory",
]
