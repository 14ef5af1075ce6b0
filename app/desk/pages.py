"""HTTP of this feature."""

from app.desk import (
    municipality,
    overview,
)
from app.desk.overview import blueprint

__all__ = [
    "blueprint",
    "municipality",
    "overview",
]
