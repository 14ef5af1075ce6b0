"""The blueprint of this feature."""

from flask import Blueprint

blueprint = Blueprint("participants", __name__, template_folder="templates")
PARTICIPANTS = "/inventarisaties/<uuid:assessment_id>/deelnemers"
