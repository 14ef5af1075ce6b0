"""The pages and files of then and now."""

from flask import Blueprint

blueprint = Blueprint("comparisons", __name__, template_folder="../templates")
