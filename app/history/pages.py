"""HTTP of this feature."""

from app.history import (
    administration,
    files,
    overview,
)
from app.history.overview import blueprint

__all__ = [
    "administration",
    "blueprint",
    "files",
    "overview",
]
