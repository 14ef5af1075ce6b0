"""HTTP of starting an inventory: a first one, or one that is held against an earlier round."""

import uuid
from collections.abc import Sequence

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.assessments.forms.proposed import Proposer, build_start_form, first_values, proposed_again
from app.assessments.forms.starting import StartForm
from app.assessments.operations import start_assessment as start
from app.assessments.queries.rounds import coordinated_by, startable_by
from app.assessments.queries.starting import EarlierRound, Rounds, load_rounds
from app.assessments.routes.blueprint import blueprint
from app.clock import now, today
from app.extensions import db
from app.mergers import part_of_today
from app.models import Municipality
from app.rounds import has_ended
from app.texts import starting as texts
from app.texts.assessments import EVALUATION_TOO_EARLY
from app.typed import typed_texts
from questionnaires.catalogue import current


@blueprint.route("/inventarisaties/nieuw", methods=["GET", "POST"])
def start_assessment() -> ResponseReturnValue:
    """Choose the round and the domains; with several municipalities first for which one."""
    own = coordinated_by(current_user) or abort(403)
    offered = startable_by(current_user, today())
    municipality = _chosen_municipality(own, offered)
    if municipality is None:
        return render_template("assessments/choose_municipality.html", municipalities=offered)
    if has_ended(municipality, today()):
        _refuse_merged(municipality)
    rounds = load_rounds(db.session, municipality, held=request.method == "POST")
    _require_known(rounds)
    proposer = Proposer(current("iba"), rounds, today())
    if request.method != "POST":
        return _page(proposer, municipality, _first_form(proposer))
    form = build_start_form(proposer, request.form)
    earlier = rounds.offers(form.held_against)
    if request.form.get("action") == "propose" and (wanted := rounds.offers(form.earlier.data)):
        return _page(proposer, municipality, proposed_again(proposer, form, wanted))
    if not form.validate():
        if not rounds.offered and form.earlier.errors:
            # The round that was chosen is no longer agreed, and there is no other one: only the first kind is left.
            form.earlier.errors, form.round.errors = (), [EVALUATION_TOO_EARLY]
        return _page(proposer, municipality, form), 422
    return _start(proposer, municipality, form, earlier)


def _start(
    proposer: Proposer, municipality: Municipality, form: StartForm, earlier: EarlierRound | None
) -> ResponseReturnValue:
    """Start it, and go on with who takes part again."""
    started = start(
        db.session,
        current_user,
        municipality,
        proposer.asked,
        form.chosen,
        title=form.title.data,
        earlier=earlier.assessment if earlier else None,
        last_day=form.last_day,
        now=now(),
    )
    if earlier and not earlier.colleagues:
        flash(texts.only_together(earlier.assessment.title), "success")
    db.session.commit()
    return redirect(_next_page(started, earlier), 303)


def _next_page(started: uuid.UUID, earlier: EarlierRound | None) -> str:
    again = earlier is not None and earlier.colleagues
    return url_for("participants.add_again" if again else "assessments.hub", assessment_id=started)


def _first_form(proposer: Proposer) -> StartForm:
    """What is proposed: with the round that was asked for, or with the one that was agreed last."""
    offered = proposer.rounds.offered
    earlier = proposer.rounds.offers(request.args.get("eerder")) or (offered[0] if offered else None)
    return build_start_form(proposer, None, first_values(proposer, earlier))


def _page(proposer: Proposer, municipality: Municipality, form: StartForm) -> str:
    rounds = proposer.rounds
    wanted = rounds.others.get(request.args.get("eerder", ""))
    return render_template(
        "assessments/start.html",
        form=form,
        asked=proposer.asked,
        municipality=municipality,
        rounds=rounds,
        earlier=rounds.offers(form.earlier.data) or (rounds.offered[0] if rounds.offered else None),
        not_agreed=texts.not_agreed(wanted.title, has_others=bool(rounds.offered)) if wanted else "",
        today=today(),
        texts=texts,
    )


def _chosen_municipality(own: Sequence[Municipality], offered: Sequence[Municipality]) -> Municipality | None:
    """The one that was asked for, or the only one that is left to choose; 404 for one of somebody else."""
    wanted = request.values.get("municipality") or request.args.get("gemeente")
    if not wanted:
        # Without any the first one says why.
        return (offered or own)[0] if len(offered) < 2 else None
    found = [municipality for municipality in own if str(municipality.id) == wanted]
    return found[0] if found else abort(404)


def _require_known(rounds: Rounds) -> None:
    """404 for a round that is not of this municipality."""
    wanted = request.form.get("earlier") or request.args.get("eerder")
    if wanted and not rounds.knows(wanted):
        abort(404)


def _refuse_merged(municipality: Municipality) -> None:
    """Stop with the page that says of which municipality this one is a part now."""
    into = part_of_today(db.session, municipality, today())
    name = into.name if into else None
    back = ("Naar de inventarisaties", url_for("assessments.list_assessments"))
    said = {"explanation": texts.merged(municipality.name, name), "back": back, "typed": typed_texts()}
    abort(make_response(render_template("errors/409.html", **said), 409))
