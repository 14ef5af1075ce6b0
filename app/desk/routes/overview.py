"""HTTP of the list of an adviser: all municipalities, with what waits for whom."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.clock import today
from app.desk.queries.listing import lines_of, listed, wish_of
from app.desk.queries.rounds import advised_by, load_places
from app.desk.routes.blueprint import blueprint
from app.extensions import db
from app.texts import desk as texts
from app.texts import planning


@blueprint.get("/adviseur")
def overview() -> ResponseReturnValue:
    """Every municipality of this adviser with each of its rounds; 403 for who advises none."""
    municipalities = advised_by(current_user) or abort(403)
    wish = wish_of(request.args)
    lines = list(lines_of(load_places(db.session, current_user, municipalities, today())))
    return render_template(
        "desk/overview.html",
        texts=texts,
        planning=planning,
        wish=wish,
        lines=listed(lines, wish),
        total=len(lines),
        summary=texts.summary(sum(line.is_mine for line in lines), len(municipalities)),
        today=today(),
    )
