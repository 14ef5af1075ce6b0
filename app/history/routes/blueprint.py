"""The blueprint of this feature."""

from flask import Blueprint

blueprint = Blueprint("history", __name__, template_folder="../templates")
