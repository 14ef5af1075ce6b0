"""The blueprint of this feature, and who comes in."""

from flask import Blueprint, abort
from flask_login import current_user

from app.network.queries.viewing import belongs, is_stichting

blueprint = Blueprint("network", __name__, template_folder="../templates", url_prefix="/netwerk")


def require_belonging() -> None:
    """403 for who is no coordinator, adviser or administrator."""
    if not belongs(current_user):
        abort(403)


def require_stichting() -> None:
    """403 for who is no adviser or administrator."""
    if not is_stichting(current_user):
        abort(403)
