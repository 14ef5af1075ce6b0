"""HTTP of deciding about a proposal of a colleague."""

import uuid

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select

from app.extensions import db
from app.limits import TooManyTriesError
from app.models import Proposal
from app.participants.forms.deciding import DecideForm
from app.participants.operations.deciding import DecidedBeforeError, decide_proposal
from app.participants.queries.adding import known_addresses
from app.participants.queries.team import Team, load_team, require_open
from app.participants.routes.adding import REFUSED
from app.participants.routes.blueprint import PARTICIPANTS, blueprint
from app.participants.routes.posting import sender_of, too_many
from app.texts.colleagues import DECIDED_BEFORE, DECISIONS, PROPOSED_THEMSELVES, decided
from app.typed import typed_texts


@blueprint.route(f"{PARTICIPANTS}/voorstellen/<uuid:proposal_id>", methods=["GET", "POST"])
def decide(assessment_id: uuid.UUID, proposal_id: uuid.UUID) -> ResponseReturnValue:
    """Show what somebody proposes, and decide it once."""
    posted = request.method == "POST"
    team = load_team(current_user, assessment_id, "update" if posted else None)
    proposal = _load(team, proposal_id)
    require_open(team)
    form = _form(team, proposal)
    if not posted:
        return _page(team, proposal, form), 200
    if proposal.decision is None and not form.validate():
        return _page(team, proposal, form), 422
    try:
        decide_proposal(sender_of(team), team, proposal, form.decided)
    except DecidedBeforeError:
        _refuse(team)
    except TooManyTriesError as error:
        return _page(team, proposal, too_many(form, error)), 429
    flash(decided(form.decided.choice, proposal.name), "success")
    db.session.commit()
    return redirect(url_for("participants.overview", assessment_id=assessment_id), 303)


def _load(team: Team, proposal_id: uuid.UUID) -> Proposal:
    wanted = select(Proposal).where(Proposal.id == proposal_id, Proposal.assessment_id == team.assessment.id)
    return db.session.scalars(wanted).one_or_none() or abort(404)


def _form(team: Team, proposal: Proposal) -> DecideForm:
    may_tell = team.assessment.deadline is not None and not team.deadline_passed
    first = {"name": proposal.name, "email": proposal.email, "tell": may_tell}
    form = DecideForm(request.form if request.method == "POST" else None, data=first)
    # Who takes part already may answer this too; only these cannot.
    known = known_addresses(team, current_user).items()
    form.refused = {email: REFUSED[why] for email, why in known if why != "here"}
    form.refused[team.member(proposal.participation_id).email] = PROPOSED_THEMSELVES
    form.may_tell = may_tell
    return form


def _page(team: Team, proposal: Proposal, form: DecideForm) -> str:
    proposer, part = team.member(proposal.participation_id), team.part(proposal.domain)
    shown = {"team": team, "proposal": proposal, "form": form, "proposer": proposer, "part": part}
    return render_template("participants/decide.html", decisions=DECISIONS, **shown)


def _refuse(team: Team) -> None:
    """Stop with the page that says that this was decided before."""
    back = ("Naar de deelnemers", url_for("participants.overview", assessment_id=team.assessment.id))
    page = render_template("errors/409.html", explanation=DECIDED_BEFORE, back=back, typed=typed_texts())
    abort(make_response(page, 409))
