"""HTTP of this feature."""

from flask import Blueprint

blueprint = Blueprint("reports", __name__, template_folder="templates")
