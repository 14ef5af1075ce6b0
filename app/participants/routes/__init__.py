"""HTTP of this feature: who takes part, with which questions, and the mails to them."""

from app.participants.routes import (
    adding,
    again,
    coverage,
    deadline,
    deciding,
    dividing,
    inviting,
    leaving,
    overview,
    person,
    proposing,
    reminding,
)
from app.participants.routes.blueprint import blueprint

__all__ = [
    "adding",
    "again",
    "blueprint",
    "coverage",
    "deadline",
    "deciding",
    "dividing",
    "inviting",
    "leaving",
    "overview",
    "person",
    "proposing",
    "reminding",
]
