"""The pages and files of then and now."""

from app.comparisons import (
    accounting,
    page,
)
from app.comparisons.entrance import blueprint

__all__ = [
    "accounting",
    "blueprint",
    "page",
]
