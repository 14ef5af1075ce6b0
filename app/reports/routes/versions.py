"""HTTP of the versions of a report: all of them, and what differs between one and the one before."""

import uuid

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.models import Assessment
from app.reports.queries.versions import History, Version, load_history, numbers_between
from app.reports.routes.entrance import STAFF, blueprint, readable
from app.texts import versions as texts
from scoring.engine import RULES

VERSIONS = "/inventarisaties/<uuid:assessment_id>/rapport/versies"


@blueprint.get(VERSIONS)
def list_versions(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Every frozen version: who agreed it, when and why, and in a sentence what differs."""
    assessment, is_staff, history = frozen_versions(assessment_id)
    return render_template(
        "reports/versions.html", assessment=assessment, is_staff=is_staff, history=history, texts=texts
    )


@blueprint.get(f"{VERSIONS}/<int:number>")
def show_version(assessment_id: uuid.UUID, number: int) -> ResponseReturnValue:
    """All that differs from the version before; 404 for a version that is not there."""
    assessment, is_staff, history = frozen_versions(assessment_id)
    version = history.version(number) or abort(404)
    before = history.version(number - 1)
    return render_template(
        "reports/version.html",
        assessment=assessment,
        is_staff=is_staff,
        version=version,
        numbers=numbers_between(assessment, before, version) if before else None,
        other_rules=_other_rules(before, version) if before else [],
        texts=texts,
    )


def frozen_versions(assessment_id: uuid.UUID) -> tuple[Assessment, bool, History]:
    """The assessment, whether this person leads its review, and its versions; 404 for a reader as long as none is."""
    assessment, roles = readable(assessment_id)
    is_staff = bool(roles & set(STAFF))
    history = load_history(db.session, assessment, dissents=is_staff)
    if not history.versions and not is_staff:
        abort(404)
    return assessment, is_staff, history


def _other_rules(*versions: Version) -> list[int]:
    """The rules of these reports that are not those of now."""
    return sorted({version.report.rules for version in versions} - {RULES})
