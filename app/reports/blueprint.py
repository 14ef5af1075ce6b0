"""The pages of reports, and where they stand."""

from flask import Blueprint

blueprint = Blueprint("reports", __name__, template_folder="templates")

REPORT = "/inventarisaties/<uuid:assessment_id>/rapport"
