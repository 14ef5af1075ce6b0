"""HTTP of this feature: who takes part, with which questions, and the mails to them."""

from app.participants import (
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
)
from app.participants.blueprint import blueprint

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
]
