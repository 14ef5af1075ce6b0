"""HTTP of this feature."""

from flask import Blueprint

blueprint = Blueprint("instrument", __name__, template_folder="templates")
