"""The start page and the pages that explain the tool."""

from flask import Blueprint, Response, current_app, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.pages.queries import waiting_for
from questionnaires.catalogue import current

blueprint = Blueprint("pages", __name__, template_folder="templates")


@blueprint.get("/")
def start() -> ResponseReturnValue:
    """What is waiting for who is signed in."""
    return render_template("pages/start.html", waiting=waiting_for(current_user))


@blueprint.get("/hulp")
def help_page() -> ResponseReturnValue:
    """How the tool works, and whom to ask."""
    return render_template("pages/help.html", terms=current("iba").terms)


@blueprint.get("/over-het-model")
def about() -> ResponseReturnValue:
    """Where the questions come from and how scores are made."""
    return render_template("pages/about.html", questionnaire=current("iba"))


@blueprint.get("/toegankelijkheid")
def accessibility() -> ResponseReturnValue:
    """The accessibility statement."""
    return render_template("pages/accessibility.html")


@blueprint.get("/privacy")
def privacy() -> ResponseReturnValue:
    """What is kept of whom, why and how long."""
    return render_template("pages/privacy.html")


@blueprint.get("/.well-known/security.txt")
def security_txt() -> ResponseReturnValue:
    """Where to report a weakness (RFC 9116)."""
    settings = current_app.config["SETTINGS"]
    lines = [f"Contact: mailto:{settings.contact}", "Expires: 2027-11-24T00:00:00Z", "Preferred-Languages: nl, en"]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")
