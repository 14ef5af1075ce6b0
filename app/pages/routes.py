"""The start page and the pages that explain the tool."""

from datetime import timedelta

from flask import Blueprint, Response, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.choosing import keep_choice, load_choice, merged_with
from app.clock import now, today
from app.held_forms import held_keys
from app.pages.queries import actions_of, waiting_for
from app.texts import personal, planning
from questionnaires.catalogue import current
from scoring.words import BORDERS

blueprint = Blueprint("pages", __name__, template_folder="templates")
VALID = timedelta(days=364)
"""How long security.txt can be relied on: RFC 9116 asks for less than a year."""


@blueprint.get("/")
def start() -> ResponseReturnValue:
    """What is waiting for who is signed in."""
    waiting = waiting_for(current_user, today())
    merged = merged_with(current_user, waiting.choice, today())
    shown = {"waiting": waiting, "actions": actions_of(current_user, today()), "merged": merged}
    return render_template("pages/start.html", planning=planning, held=held_keys(), **shown)


@blueprint.post("/gemeente")
def choose_municipality() -> ResponseReturnValue:
    """For which of the own municipalities somebody works now; empty: for all."""
    wanted = request.form.get("municipality", "")
    found = [municipality for municipality in load_choice(current_user).own if str(municipality.id) == wanted]
    keep_choice(found[0] if found else None if not wanted else abort(404))
    back = "assessments.list_assessments" if request.form.get("next") == "list" else "pages.start"
    return redirect(url_for(back), 303)


@blueprint.get("/hulp")
def help_page() -> ResponseReturnValue:
    """How the tool works, and whom to ask."""
    return render_template("pages/help.html", terms=current("iba").terms)


@blueprint.get("/over-het-model")
def about() -> ResponseReturnValue:
    """Where the questions come from and how scores are made."""
    return render_template("pages/about.html", questionnaire=current("iba"), borders=BORDERS)


@blueprint.get("/toegankelijkheid")
def accessibility() -> ResponseReturnValue:
    """The accessibility statement."""
    return render_template("pages/accessibility.html")


@blueprint.get("/privacy")
def privacy() -> ResponseReturnValue:
    """What is kept of whom, why and how long."""
    rows = personal.privacy_rows(current_app.config["SETTINGS"])
    return render_template("pages/privacy.html", heads=personal.HEADS, rows=list(rows))


@blueprint.get("/.well-known/security.txt")
def security_txt() -> ResponseReturnValue:
    """Where to report a weakness (RFC 9116)."""
    settings = current_app.config["SETTINGS"]
    lines = (
        f"Contact: mailto:{settings.contact}",
        f"Expires: {now() + VALID:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.base_url}/.well-known/security.txt",
    )
    return Response("\n".join(lines) + "\n", mimetype="text/plain")
