"""The actions of the bank for the weakest items: taken into the plan with everything filled in, or declined."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import accumulate

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField

from app.doors.door import cleaned
from app.models import EFFORTS, ImprovementAction, NoAction, PriorityChoice, Trajectory, User
from app.plan import actions as acting
from app.plan.actions import ActionContent, DeclinedError, Origin, add_action, stamp
from app.plan.entrance import (
    TRAJECTORY,
    blueprint,
    change_trajectory,
    load_agreed,
    read_trajectory,
    refuse,
    refuse_closed,
)
from app.plan.ideas import Idea, IdeasAbout, WeakItem, days_of, ideas_about
from app.plan.priorities import chosen_ids, newest_choice
from app.state.steps import Planned
from app.texts import actions as texts
from app.texts import trajectories as words
from app.texts.words import NO_FUNCTION
from app.web.clock import now, today
from app.web.extensions import db
from app.web.forms import BaseForm, FormData, required, text_field


@dataclass(frozen=True, slots=True)
class InPlan:
    id: uuid.UUID
    title: str
    domain: str
    item: str | None
    kind: str
    bank_id: str | None
    state: str


@dataclass(frozen=True, slots=True)
class Declined:
    """That nothing is done about an item, why, and by whom it was decided: a function."""

    decision: NoAction
    function: str

    @property
    def stamp(self) -> str:
        """What tells this reason from another about the same item."""
        return stamp(self.decision)


@dataclass(frozen=True)
class Proposals:
    """Everything that is proposed in a trajectory; `about` is empty before anything was agreed or chosen."""

    trajectory: Trajectory
    is_agreed: bool
    is_chosen: bool
    about: tuple[IdeasAbout, ...] = ()
    plan: Sequence[InPlan] = ()
    declined: Mapping[str, Declined] = field(default_factory=dict)
    """By item."""
    words: Sequence[str] = ()
    """What an answer is called, from 0 up: `Nog niet`."""

    @cached_property
    def items(self) -> Mapping[str, WeakItem]:
        """Every item about which something can be done, by its id."""
        return {weak.item: weak for about in self.about for weak in about.everything}

    @cached_property
    def ideas(self) -> Mapping[str, Idea]:
        """Every idea, by its key."""
        return {idea.key: idea for weak in self.items.values() for idea in weak.ideas}

    @cached_property
    def _taken(self) -> Mapping[tuple[str | None, str, str | None], InPlan]:
        return {(one.item, one.kind, one.bank_id): one for one in reversed(self.plan)}

    def taken(self, idea: Idea) -> InPlan | None:
        """The action of the plan that was made of an idea."""
        return self._taken.get((idea.item, idea.kind, idea.bank_id))

    def actions(self, weak: WeakItem) -> list[InPlan]:
        return [one for one in self.plan if one.item == weak.item]

    def open_ideas(self, weak: WeakItem) -> list[Idea]:
        """The ideas for an item that can be ticked."""
        return [idea for idea in weak.ideas if self._may_take(idea)]

    def held(self, about: IdeasAbout) -> list[WeakItem]:
        """The items of a domain about which something was decided: there is an action, or there will be none."""
        return [weak for weak in about.everything if self.actions(weak) or weak.item in self.declined]

    def decided(self, about: IdeasAbout) -> str:
        """The same in words: how many actions, and how often none."""
        held = self.held(about)
        in_plan = sum(len(self.actions(weak)) for weak in held)
        return texts.decided(in_plan, sum(weak.item in self.declined for weak in held))

    def shown(self, about: IdeasAbout) -> tuple[list[WeakItem], list[WeakItem]]:
        """The items of a domain with something to tick: those that are shown at once, and those that are folded."""
        known = [weak for weak in about.everything if self.open_ideas(weak)]
        so_far = accumulate(len(self.open_ideas(weak)) for weak in known)
        few = sum(total <= about.few for total in so_far) or 1
        return known[:few], known[few:]

    def rows(self, items: Sequence[WeakItem]) -> int:
        """How many ideas of these items can be ticked."""
        return sum(len(self.open_ideas(weak)) for weak in items)

    def moves(self, weak: WeakItem) -> tuple[str, str] | None:
        """What the answer of an item is called now, and one step further; None when it is unknown."""
        if weak.value is None or weak.expected is None:
            return None
        return self.words[weak.value], self.words[weak.expected]

    def may_decline(self, weak: WeakItem) -> bool:
        """Whether there is no action about an item, save those that were stopped."""
        return not any(one.item == weak.item and one.state != "stopped" for one in self.plan)

    @property
    def first_open(self) -> str | None:
        """The key of the first idea that can be ticked."""
        return next((key for key, one in self.ideas.items() if self._may_take(one)), None)

    def _may_take(self, idea: Idea) -> bool:
        return idea.item not in self.declined and self.taken(idea) is None


def load_proposals(session: Session, trajectory: Trajectory) -> Proposals:
    """The proposals of a trajectory; its inventory is loaded. A fixed number of statements."""
    agreed = load_agreed(session, trajectory.assessment)
    choice: PriorityChoice | None = newest_choice(session, trajectory.assessment_id)
    chosen, act = chosen_ids(choice), ImprovementAction
    columns = (act.id, act.title, act.domain, act.item, act.kind, act.bank_id, act.state)
    plan = select(*columns).where(act.trajectory_id == trajectory.id).order_by(act.position, act.created_at)
    declined = select(NoAction, User.function).join(User, User.id == NoAction.decided_by)
    declined = declined.where(NoAction.trajectory_id == trajectory.id)
    return Proposals(
        trajectory=trajectory,
        is_agreed=agreed is not None,
        is_chosen=bool(chosen),
        about=ideas_about(agreed, chosen) if agreed and chosen else (),
        plan=[InPlan(*row) for row in session.execute(plan)],
        declined={row.item: Declined(row, function or NO_FUNCTION) for row, function in session.execute(declined)},
        words=agreed.questionnaire.words if agreed else (),
    )


@dataclass
class TakenIdeas:
    """What became of ideas that somebody took, by their titles."""

    new: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    """What was in the plan already."""
    refused: list[str] = field(default_factory=list)
    """What is about an item about which nothing is done."""


def take_ideas(
    session: Session, user: User, found: Proposals, ideas: Sequence[Idea], today: date, *, now: datetime
) -> TakenIdeas:
    """Put ideas in the plan as actions that are proposed; each of them once. The caller holds the trajectory."""
    steps = {row.step: Planned(row.planned_start, row.planned_end) for row in found.trajectory.steps}
    taken = TakenIdeas()
    for idea in ideas:
        weak, origin = found.items[idea.item], Origin(kind=idea.kind, bank_id=idea.bank_id)
        content = _content(idea, weak.expected, days_of(idea.kind, idea.effort, steps, today))
        try:
            made, is_new = add_action(session, user, found.trajectory, content, origin, value=weak.value, now=now)
        except DeclinedError:
            taken.refused.append(idea.title)
        else:
            (taken.new if is_new else taken.known).append(made.title)
    return taken


def _content(idea: Idea, expected: int | None, days: Planned) -> ActionContent:
    return ActionContent(
        title=idea.title,
        domain=idea.domain,
        item=idea.item,
        text=idea.text,
        owner=idea.owner,
        partners_text=idea.partners,
        starts_on=days.start,
        ends_on=days.end,
        done_when=idea.done_when,
        effort=idea.effort,
        expected=expected,
    )


REASON = 1000
"""Characters of the reason."""


class DeclineForm(BaseForm):
    """Why nothing is done, and which reason was seen; it stands on a page once for each item."""

    reason = text_field("Waarom komt hier geen actie?", REASON, required(texts.REASON_MISSING), area=True)
    seen = HiddenField()


@dataclass(frozen=True)
class Left:
    """What was ticked and typed beside what is being saved."""

    ticked: frozenset[str] = frozenset()
    """The keys of ideas."""
    typed: Mapping[str, FormData] = field(default_factory=dict)
    """The fields of forms in which a reason was typed, by item."""
    homeless: tuple[str, ...] = ()
    """Reasons for which there is no place on the page any more."""

    @property
    def is_typed(self) -> bool:
        """Whether there are reasons among it."""
        return bool(self.typed or self.homeless)


def build_decline_form(item: str, declined: Declined | None, posted: FormData | None) -> DeclineForm:
    """The form about an item with the reason that was given, or with what was posted."""
    first = {"reason": declined.decision.reason, "seen": declined.stamp} if declined else {"seen": ""}
    return DeclineForm(posted, data=first, prefix=item)


def left_on(found: Proposals, posted: FormData, taken: Collection[str] = (), saved: Collection[str] = ()) -> Left:
    """What was ticked and typed on this page, without the ideas `taken` and the reasons about the items `saved`."""
    ticked = {key for key in posted.getlist("idea") if key not in taken and key in found.ideas}
    texts_ = {name.removesuffix("-reason"): cleaned(text) for name, text in posted.items() if name.endswith("-reason")}
    typed = {item: text for item, text in texts_.items() if item not in saved and _is_typed(found, item, text)}
    here = {item for item in typed if item in found.items and found.may_decline(found.items[item])}
    return Left(
        frozenset(key for key in ticked if found.taken(found.ideas[key]) is None),
        {
            item: MultiDict({f"{item}-reason": text, f"{item}-seen": cleaned(posted.get(f"{item}-seen", ""))})
            for item, text in typed.items()
            if item in here
        },
        tuple(text for item, text in typed.items() if item not in here),
    )


def _is_typed(found: Proposals, item: str, text: str) -> bool:
    """Whether something else stands there than when the page was made."""
    declined = found.declined.get(item)
    stored = declined.decision.reason if declined else ""
    # A browser sends line breaks in its own way.
    return bool(text.strip()) and text.replace("\r\n", "\n").strip() != stored


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
    return _take(found, request.form.getlist("idea"))


def _take(found: Proposals, keys: Sequence[str]) -> ResponseReturnValue:
    if not keys:
        return _page(found, left_on(found, request.form), problem="nothing_ticked"), 422
    if not found.ideas.keys() >= set(keys):
        return _gone(found)
    ideas = [idea for key, idea in found.ideas.items() if key in keys]
    taken = take_ideas(db.session, current_user, found, ideas, today(), now=now())
    total = len(found.plan) + len(taken.new)
    flash(texts.taken(taken.new, taken.known, taken.refused, total), "success" if taken.new else "info")
    return _stay(found, "", taken=[idea.key for idea in ideas])


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
        moeite=_effort() or None,
        bij=item or None,
        _anchor=changed.items[item].anchor if item else None,
    )
    db.session.commit()
    return redirect(to, 303)


def _effort() -> str:
    """The effort to which somebody limits what they see; empty for every effort."""
    asked = request.values.get("moeite", "")
    return asked if asked in EFFORTS else ""


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
        opened={at, *left.typed},
        ticked={found.ideas[key].item for key in left.ticked},
        effort=_effort(),
        form=form or DeclineForm(),
        form_of=form_of,
        problem=problem,
        page_has_errors=bool(problem or (form and form.errors)),
        texts=texts,
        words=words,
    )
