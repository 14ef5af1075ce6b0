"""The blueprint of this feature: administrators only, every page."""

from flask import Blueprint

from app.access import administrators_only

blueprint = Blueprint("administration", __name__, template_folder="../templates", url_prefix="/beheer")


@blueprint.before_request
@administrators_only
def keep_others_out() -> None:
    """403 for everybody else, before anything is read."""
