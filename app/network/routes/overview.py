"""HTTP of how a municipality stands among others."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.extensions import db
from app.models import Municipality
from app.network.queries.standing import known_filters, standing
from app.network.queries.viewing import Viewer, load_viewer
from app.network.routes.entrance import blueprint, require_belonging
from app.texts import network as texts


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """The figures of others with the own scores beside them; for who takes part, and for the Stichting."""
    require_belonging()
    viewer = load_viewer(db.session, current_user)
    if not viewer.may_see:
        return render_template("network/outside.html", viewer=viewer)
    filter_ = request.args.get("groep", "")
    if filter_ not in known_filters():
        abort(404)
    municipality = _chosen(viewer)
    found = standing(db.session, viewer.taking_part[municipality] if municipality else None, filter_)
    return render_template(
        "network/overview.html",
        viewer=viewer,
        municipality=municipality,
        standing=found,
        filter=filter_,
        texts=texts,
    )


def _chosen(viewer: Viewer) -> Municipality | None:
    """Whose scores stand beside the figures: the one that was asked for, else the first that takes part."""
    asked = request.args.get("gemeente", "")
    if not asked:
        return next(iter(viewer.taking_part), None)
    return next((one for one in viewer.taking_part if one.code == asked), None) or abort(404)
