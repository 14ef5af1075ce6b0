"""HTTP of this feature: municipalities, people and roles, organisations with work accounts."""

from app.administration import (
    advisers,
    merging,
    municipalities,
    person_pages,
    personal,
    providers,
)
from app.administration.entrance import blueprint

__all__ = [
    "advisers",
    "blueprint",
    "merging",
    "municipalities",
    "person_pages",
    "personal",
    "providers",
]
