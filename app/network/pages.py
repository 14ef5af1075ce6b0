"""HTTP of the network."""

from app.network import (
    consent,
    national,
    practice,
    questions,
    standing,
)
from app.network.entrance import blueprint
from app.network.sharing import sharing

__all__ = [
    "blueprint",
    "consent",
    "national",
    "practice",
    "questions",
    "sharing",
    "standing",
]
