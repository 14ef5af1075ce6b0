"""HTTP of the country, for the Stichting."""

import io

from flask import render_template, send_file
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.network.national_files import questions_table, stages_table
from app.network.queries.national import country
from app.network.routes.entrance import blueprint, require_stichting
from app.texts import network as texts


@blueprint.get("/landelijk")
def national() -> ResponseReturnValue:
    """Where municipalities are, and which questions are weakest."""
    require_stichting()
    return render_template("network/national.html", country=country(db.session), texts=texts)


@blueprint.get("/landelijk/stappen.csv")
def national_stages() -> ResponseReturnValue:
    """How many municipalities are at each step, as a file."""
    require_stichting()
    return _file(stages_table(country(db.session)), "netwerk-stappen.csv")


@blueprint.get("/landelijk/vragen.csv")
def national_questions() -> ResponseReturnValue:
    """The questions, the weakest first, as a file."""
    require_stichting()
    return _file(questions_table(country(db.session)), "netwerk-vragen.csv")


def _file(content: str, name: str) -> ResponseReturnValue:
    return send_file(io.BytesIO(content.encode()), "text/csv", as_attachment=True, download_name=name)
