"""HTTP of the actions of the bank for the weakest items, and what nothing is done about."""

import uuid
from collections.abc import Collection, Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from app.clock import now, today
from app.extensions import db
from app.texts import actions as texts
from app.texts import trajectories as words
from app.trajectories.forms.proposals import DeclineForm, Left, build_decline_form, left_on
from app.trajectories.operations import acting
from app.trajectories.operations.taking import take_ideas
from app.trajectories.queries.proposals import Proposals, load_proposals
from app.trajectories.routes.entrance import (
    TRAJECTORY,
    blueprint,
    change_trajectory,
    read_trajectory,
    refuse,
    refuse_closed,
)

PROPOSALS = f"{TRAJECTORY}/acties/voorstellen"


@blueprint.get(PROPOSALS)
def proposals(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """What can be done about the weakest items of the chosen domains."""
    trajectory = read_trajectory(trajectory_id)
    refuse_closed(trajectory)
    found = load_proposals(db.session, trajectory)
    ticked = MultiDict([("idea", key) for key in request.args.getlist("idee")])
    return _page(found, left_on(found, ticked), request.args.get("bij", ""))


@blueprint.post(PROPOSALS)
def change_proposals(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """Take actions into the plan, or decide that there is none; what else was ticked and typed stays."""
    found = load_proposals(db.session, change_trajectory(trajectory_id))
    if not found.about:
        refuse(texts.NO_PROPOSALS, found.trajectory)
    for name, act in (("decline", _decline), ("undecline", _undecline)):
        if name in request.form:
            item = request.form[name]
            return act(found, item) if item in found.items else _gone(found)
    single = "take" in request.form
    return _take(found, [request.form["take"]] if single else request.form.getlist("idea"), single=single)


def _take(found: Proposals, keys: Sequence[str], *, single: bool) -> ResponseReturnValue:
    """Put these ideas in the plan: the one of a button, or those that are ticked."""
    if not keys:
        return _page(found, left_on(found, request.form), problem="nothing_ticked"), 422
    if not found.ideas.keys() >= set(keys):
        return _gone(found)
    ideas = [idea for key, idea in found.ideas.items() if key in keys]
    taken = take_ideas(db.session, current_user, found, ideas, today(), now=now())
    total = len(found.plan) + len(taken.new)
    flash(texts.taken(taken.new, taken.known, taken.refused, total), "success" if taken.new else "info")
    return _stay(found, ideas[0].item if single else "", taken=[idea.key for idea in ideas])


def _decline(found: Proposals, item: str) -> ResponseReturnValue:
    """Decide that nothing is done about an item, with the reason."""
    declined, left = found.declined.get(item), left_on(found, request.form)
    form = build_decline_form(item, declined, request.form)
    if not form.validate():
        return _page(found, left, item, form=form), 422
    reason, seen = form.reason.data, form.seen.data or ""
    try:
        acting.decline_item(db.session, current_user, found.trajectory, item, reason, seen=seen, now=now())
    except acting.StaleReasonError:
        # Whoever saves again has seen the other reason.
        form.seen.data = declined.stamp if declined else ""
        return _page(found, left, item, form=form, problem="stale"), 409
    except acting.HasActionError:
        return _page(found, left, item, problem="has_action"), 409
    flash(texts.DECLINED, "success")
    return _stay(found, item, saved=[item])


def _undecline(found: Proposals, item: str) -> ResponseReturnValue:
    """Take back that nothing is done about an item."""
    acting.undecline(db.session, current_user, found.trajectory, item, now=now())
    flash(texts.UNDECLINED, "success")
    return _stay(found, item, saved=[item])


def _gone(found: Proposals) -> ResponseReturnValue:
    """The page as it is now: something that was chosen is not proposed any more."""
    return _page(found, left_on(found, request.form), problem="gone"), 409


def _stay(found: Proposals, item: str, **done: Collection[str]) -> ResponseReturnValue:
    """Go on at the same place; what else was ticked goes along, and with what was typed the page comes itself."""
    changed = load_proposals(db.session, found.trajectory)
    left = left_on(changed, request.form, **done)
    if left.is_typed:
        page = _page(changed, left, item)
        db.session.commit()
        return page
    to = url_for(
        "trajectories.proposals",
        trajectory_id=found.trajectory.id,
        idee=sorted(left.ticked),
        bij=item or None,
        _anchor=changed.items[item].anchor if item else None,
    )
    db.session.commit()
    return redirect(to, 303)


def _page(found: Proposals, left: Left, at: str = "", form: DeclineForm | None = None, problem: str = "") -> str:
    """The page; `at` is the item at which somebody is, which is not folded away, and `form` what they posted."""

    def form_of(item: str) -> DeclineForm:
        if form is not None and item == at:
            return form
        return build_decline_form(item, found.declined.get(item), left.typed.get(item))

    return render_template(
        "trajectories/proposals.html",
        trajectory=found.trajectory,
        proposals=found,
        left=left,
        at=at,
        opened={at, *left.typed, *(found.ideas[key].item for key in left.ticked)},
        form=form or DeclineForm(),
        form_of=form_of,
        problem=problem,
        page_has_errors=bool(problem or (form and form.errors)),
        texts=texts,
        words=words,
    )
