"""The blueprint of this feature."""

from flask import Blueprint

blueprint = Blueprint("meetings", __name__, template_folder="../templates")
