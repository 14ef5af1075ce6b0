"""The blueprint of this feature, and what its views share."""

import re
from urllib.parse import urlsplit

from flask import Blueprint, request

from app.doors.limits import network_of

blueprint = Blueprint("accounts", __name__, template_folder="templates")
PROOF = "work_account"
"""Under which name the cookie holds a work account that was shown in this browser."""


def network() -> str:
    """The network that a request comes from."""
    return network_of(request.remote_addr)


def own_path(wanted: str | None) -> str | None:
    """The address when it is a page of this installation, else None: nobody is sent elsewhere after signing in."""
    if not wanted or len(wanted) > 1000 or not re.match(r"/(?!/)", wanted) or re.search(r"[\\\x00-\x20\x7f]", wanted):
        return None
    parts = urlsplit(wanted)
    return None if parts.scheme or parts.netloc else wanted
