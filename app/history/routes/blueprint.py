"""The blueprint of this feature, and where its pages are."""

from flask import Blueprint

blueprint = Blueprint("history", __name__, template_folder="../templates")

HISTORY = "/inventarisaties/<uuid:assessment_id>/geschiedenis"
