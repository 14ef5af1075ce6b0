"""The page for who is not signed in: what Samenhang is, what comes out, and the way in."""

from flask import render_template

from app.reports.example import example_map
from app.reports.sentences.accountability import PROVENANCE
from questionnaires.catalogue import current


def front_page() -> str:
    """The page, with the map of the example report; the form goes to the page that signs people in."""
    asked = current("iba")
    counts = {"domains": len(asked.domains), "questions": len(asked.of_kind("domain"))}
    return render_template("pages/front.html", map=example_map(), provenance=PROVENANCE, **counts)
