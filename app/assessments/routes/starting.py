"""HTTP of starting an inventory."""

from collections.abc import Sequence

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.assessments.forms.starting import StartForm, build_start_form, first_values
from app.assessments.operations import start_assessment as start
from app.assessments.queries.rounds import coordinated_by, domains_of_round, latest_agreed
from app.assessments.routes.blueprint import blueprint
from app.clock import now, today
from app.extensions import db
from app.models import Assessment, Municipality
from questionnaires.catalogue import current
from questionnaires.model import Questionnaire


@blueprint.route("/inventarisaties/nieuw", methods=["GET", "POST"])
def start_assessment() -> ResponseReturnValue:
    """Choose the round and the domains; with several municipalities first for which one."""
    own = coordinated_by(current_user)
    municipality = _chosen_municipality(own or abort(403))
    if municipality is None:
        return render_template("assessments/choose_municipality.html", municipalities=own)
    asked, earlier = current("iba"), latest_agreed(municipality)
    form = _form(asked, earlier)
    if request.method == "POST" and form.validate():
        started = start(
            db.session,
            current_user,
            municipality,
            asked,
            form.chosen,
            title=form.title.data,
            earlier=earlier if form.round.data == "evaluation" else None,
            now=now(),
        )
        db.session.commit()
        return redirect(url_for("assessments.hub", assessment_id=started), 303)
    page = render_template("assessments/start.html", form=form, asked=asked, municipality=municipality, earlier=earlier)
    return page, 422 if form.errors else 200


def _form(asked: Questionnaire, earlier: Assessment | None) -> StartForm:
    if request.method == "POST":
        return build_start_form(asked, earlier, formdata=request.form)
    values = first_values(asked, domains_of_round(earlier) if earlier else None, today().year)
    return build_start_form(asked, earlier, data=values)


def _chosen_municipality(own: Sequence[Municipality]) -> Municipality | None:
    """The one that was asked for, or the only one; 404 for one of somebody else."""
    wanted = request.values.get("municipality") or request.args.get("gemeente")
    if not wanted:
        return own[0] if len(own) == 1 else None
    found = [municipality for municipality in own if str(municipality.id) == wanted]
    return found[0] if found else abort(404)
