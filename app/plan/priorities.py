"""Choosing the domains to begin with, beside what the tool proposed; and what was chosen before."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, TypeAlias

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field
from wtforms.validators import ValidationError

from app.doors.access import LEADERS, assessment_for, require_role
from app.doors.door import cleaned
from app.models import Assessment, ChosenDomain, PriorityChoice, Trajectory, User
from app.models.trajectories import AMBASSADOR, CHOSEN
from app.plan.entrance import blueprint, leads, load_agreed
from app.plan.ranking import Candidate, Priorities, chance_picture, firmness_of, rows_of, told_choices
from app.plan.trajectory import start_trajectory
from app.saving.typed import typed_texts
from app.saving.versioned import StaleSaveError
from app.texts import priorities as texts
from app.texts.trajectories import CLOSED
from app.trail.events import record
from app.web.clock import now
from app.web.extensions import db
from app.web.forms import BaseForm, FormData, VersionField, one_line, required, text_field
from scoring.engine import RULES


def choices_of(session: Session, assessment_id: uuid.UUID) -> Sequence[PriorityChoice]:
    """Every choice out of an inventory with its domains, the one that counts first."""
    query = select(PriorityChoice).where(PriorityChoice.assessment_id == assessment_id)
    return session.scalars(
        query.order_by(PriorityChoice.number.desc()).options(selectinload(PriorityChoice.domains))
    ).all()


def newest_choice(session: Session, assessment_id: uuid.UUID) -> PriorityChoice | None:
    """The choice that counts, with its domains; None before there is one."""
    return next(iter(choices_of(session, assessment_id)), None)


def chosen_ids(choice: PriorityChoice | None) -> tuple[str, ...]:
    """The domains to work on, in their order; ambassadors are not among them."""
    return tuple(row.domain for row in rows_of(choice, CHOSEN)) if choice else ()


Reasons: TypeAlias = tuple[tuple[str, str], ...]
"""(domain, what was written with it)."""


@dataclass(frozen=True, slots=True)
class ChoiceDecision:
    """What people decided; the order of the domains is theirs."""

    chosen: Reasons
    """The domains to begin with, and why."""
    ambassadors: Reasons
    """The domains to be asked as ambassador, and what is asked."""
    decided_by: str
    note: str


def save_choice(
    session: Session,
    user: User,
    assessment: Assessment,
    priorities: Priorities,
    decision: ChoiceDecision,
    seen: int,
    *,
    now: datetime,
) -> tuple[PriorityChoice, bool]:
    """The choice, and whether it is a new one: what is there already is not added again.

    `seen` is the number of the choice that people saw (0: none). The first choice starts the ten months. The caller
    holds the inventory for a change. Raises StaleSaveError when somebody saved another choice meanwhile.
    """
    newest = newest_choice(session, assessment.id)
    report = priorities.agreed.report.number
    if newest and newest.report_number == report and decision == decision_of(newest):
        return newest, False
    if seen != (newest.number if newest else 0):
        raise StaleSaveError([str(assessment.id)])
    made = PriorityChoice(
        id=uuid.uuid4(),
        assessment_id=assessment.id,
        municipality_id=assessment.municipality_id,
        number=seen + 1,
        report_number=report,
        rules=priorities.agreed.result.rules,
        proposal=priorities.kept_proposal,
        decided_by=decision.decided_by,
        note=decision.note,
        chosen_at=now,
        chosen_by=user.id,
    )
    session.add(made)
    session.flush()
    rows = [*((CHOSEN, *one) for one in decision.chosen), *((AMBASSADOR, *one) for one in decision.ambassadors)]
    keys = {"choice_id": made.id, "municipality_id": made.municipality_id}
    session.add_all(
        ChosenDomain(domain=domain, kind=kind, position=position, reason=reason, **keys)
        for position, (kind, domain, reason) in enumerate(rows)
    )
    session.flush()
    old = _told(decision_of(newest)) if newest else None
    new = {**_told(decision), "number": made.number, "report": made.report_number}
    record(session, user, "choose_domains", made, now=now, old=old, new=new)
    start_trajectory(session, user, assessment, now=now)
    return made, True


def decision_of(choice: PriorityChoice) -> ChoiceDecision:
    """What was decided with a choice, as it was typed; its domains are loaded."""
    chosen, ambassadors = (
        tuple((row.domain, row.reason) for row in rows_of(choice, kind)) for kind in (CHOSEN, AMBASSADOR)
    )
    return ChoiceDecision(chosen, ambassadors, choice.decided_by, choice.note)


def _told(decision: ChoiceDecision) -> dict[str, Any]:
    """A decision for the history: lists, because a mapping may lose its order."""
    return {
        "domains": [domain for domain, _ in decision.chosen],
        "reasons": [reason for _, reason in decision.chosen],
        "ambassadors": [domain for domain, _ in decision.ambassadors],
        "asked": [asked for _, asked in decision.ambassadors],
        "decided_by": decision.decided_by,
        "note": decision.note,
    }


REASON = 5000
WHO = 80
"""Characters of texts, as the columns hold them."""


class DomainForm(BaseForm):
    """Whether to begin with a domain, and why."""

    candidate: Candidate
    begin = BooleanField()
    reason = text_field("", REASON, area=True)

    def validate_reason(self, field: Field) -> None:
        if self.begin.data and not field.data:
            raise ValidationError(texts.reason_missing(self.candidate.name))


class AmbassadorForm(BaseForm):
    """Whether a domain that has reached its ambition is asked as ambassador, and for what."""

    candidate: Candidate
    begins: bool
    ask = BooleanField()
    asked = text_field("", REASON, area=True)

    def validate_ask(self, field: Field) -> None:
        if field.data and self.begins:
            raise ValidationError(texts.BOTH)


class DecidedForm(BaseForm):
    """Who decided, and which choice and which version of the report people saw before they made this one."""

    decided_by = text_field(
        "Wie besloot dit?",
        WHO,
        required(texts.DECIDED_BY_MISSING),
        one_line,
        description="Een groep of een functie, geen naam. Bijvoorbeeld: het college, of de stuurgroep.",
    )
    note = text_field("Opmerking", REASON, area=True, description="Bijvoorbeeld: wat jullie nog afspraken.")
    seen = VersionField()
    report = VersionField()


@dataclass(frozen=True, slots=True)
class _Number:
    """How many domains were chosen, as a summary of errors looks at fields."""

    id: str
    errors: Sequence[str]


class PrioritiesForm:
    """All of it, which looks like one form to the templates. It opens with the choice that counts, or the proposal."""

    def __init__(
        self, priorities: Priorities, before: ChoiceDecision | None, seen: int, posted: FormData | None = None
    ) -> None:
        proposal = ((domain, priorities.candidates[domain].reason) for domain in priorities.proposed)
        begins = before.chosen if before else tuple(proposal)
        asks = dict(before.ambassadors) if before else {}
        self._posted = posted
        self.domains = {
            domain: _domain_form(candidate, dict(begins).get(domain), posted)
            for domain, candidate in priorities.candidates.items()
        }
        first = [domain for domain, _ in begins] if posted is None else posted.getlist("order")
        self._sort(first)
        self.ambassadors = {
            domain: _ambassador_form(candidate, asks.get(domain), self.domains[domain], posted)
            for domain, candidate in priorities.candidates.items()
            if candidate.is_kept
        }
        saw = {"seen": str(seen), "report": str(priorities.agreed.report.number)}
        data = {"decided_by": before.decided_by, "note": before.note} if before else {}
        self.decided = DecidedForm(posted, data={**data, **saw} if posted is None else None)
        self.number_problem: str | None = None
        self.moved, self.pushed = "", ""
        """What moved where, and the button that did it."""

    def _sort(self, first: Sequence[str]) -> None:
        """Put the chosen domains in front, in this order; every other one stays where it was."""
        known = [domain for domain in dict.fromkeys([*first, *self.domains]) if domain in self.domains]
        chosen = [domain for domain in known if self.domains[domain].begin.data]
        others = [domain for domain in self.domains if domain not in chosen]
        self.domains = {domain: self.domains[domain] for domain in (*chosen, *others)}

    @property
    def chosen(self) -> list[str]:
        """The domains that are ticked, in their order."""
        return [domain for domain, form in self.domains.items() if form.begin.data]

    def see_report(self, number: int) -> bool:
        """Whether people saw another version of the report than this one; whoever saves once more has seen this one."""
        is_other = bool(self.decided.report.data) and self.decided.report.version != number
        self.decided.report.data = str(number)
        return is_other

    @property
    def homeless(self) -> tuple[str, ...]:
        """What was typed to ask domains that cannot be asked any more: they are not where they want to be now."""
        asked = {f"{domain}-asked" for domain in self.domains if domain not in self.ambassadors}
        posted = self._posted or MultiDict()
        return tuple(cleaned(posted[name]) for name in sorted(asked) if posted.get(name, "").strip())

    def move(self, wanted: str) -> None:
        """Move a chosen domain one place up or down among the chosen ones: `up-geld`."""
        way, _, domain = wanted.partition("-")
        if domain not in self.domains:
            return
        chosen, self.pushed = self.chosen, wanted
        if domain in chosen:
            old = chosen.index(domain)
            new = min(max(0, old + (1 if way == "down" else -1)), len(chosen) - 1)
            chosen.insert(new, chosen.pop(old))
            self._sort(chosen)
        place = chosen.index(domain) + 1 if domain in chosen else 0
        self.moved = texts.moved(self.domains[domain].candidate.name, place, len(chosen))

    def validate(self) -> bool:
        """Whether all of it is right; everything is checked, so that all messages show at once."""
        count = len(self.chosen)
        self.number_problem = texts.NONE_CHOSEN if not count else texts.too_many(count) if count > texts.MOST else None
        # All of them first: every form must say what is wrong.
        found = [form.validate() for form in self._forms]
        return all(found) and not self.number_problem

    @property
    def _forms(self) -> tuple[BaseForm, ...]:
        return (*self.domains.values(), *self.ambassadors.values(), self.decided)

    def __iter__(self) -> Iterator[Any]:
        """Every field, after the message about their number: a summary names what is wrong in the order of the page."""
        yield _Number(self.first_box, [self.number_problem] if self.number_problem else [])
        for form in self._forms:
            yield from form

    @property
    def errors(self) -> Mapping[str, Any]:
        """The messages, by the id of the field that they lead to."""
        return {field.id: field.errors for field in self if field.errors}

    @property
    def first_box(self) -> str:
        """The id of the first domain to tick, where a message about their number leads."""
        return str(next(iter(self.domains.values())).begin.id)

    @property
    def decision(self) -> ChoiceDecision:
        asked = tuple((domain, form.asked.data or "") for domain, form in self.ambassadors.items() if form.ask.data)
        chosen = tuple((domain, self.domains[domain].reason.data or "") for domain in self.chosen)
        return ChoiceDecision(chosen, asked, self.decided.decided_by.data or "", self.decided.note.data or "")


def _domain_form(candidate: Candidate, reason: str | None, posted: FormData | None) -> DomainForm:
    first = candidate.reason if reason is None else reason
    data = {"begin": reason is not None, "reason": first} if posted is None else None
    form = DomainForm(posted, data=data, prefix=f"{candidate.id}-")
    form.candidate = candidate
    form.begin.label.text = f"Begin met {candidate.name}"
    form.reason.label.text = f"Waarom {candidate.name}?"
    return form


def _ambassador_form(
    candidate: Candidate, asked: str | None, domain: DomainForm, posted: FormData | None
) -> AmbassadorForm:
    data = {"ask": asked is not None, "asked": asked or ""} if posted is None else None
    form = AmbassadorForm(posted, data=data, prefix=f"{candidate.id}-")
    form.candidate, form.begins = candidate, bool(domain.begin.data)
    form.ask.label.text = f"Vraag {candidate.name} als ambassadeur"
    form.asked.label.text = "Wat vraag je?"
    return form


PRIORITIES = "/inventarisaties/<uuid:assessment_id>/prioriteren"


@dataclass(frozen=True)
class PriorityGround:
    """What there is to choose from, and what was chosen."""

    assessment: Assessment
    priorities: Priorities
    choices: Sequence[PriorityChoice]
    """The one that counts first."""
    trajectory: Trajectory | None

    @property
    def refusal(self) -> str | None:
        """Why nothing can be chosen now; None when it can."""
        if self.assessment.state != "agreed":
            return texts.REOPENED
        return CLOSED if self.trajectory and self.trajectory.ended_at else None

    @property
    def number(self) -> int:
        """The number of the choice that counts; 0 when there is none."""
        return self.choices[0].number if self.choices else 0

    def form(self, posted: Any = None) -> PrioritiesForm:
        """The form as it opens, or with what was posted."""
        before = decision_of(self.choices[0]) if self.choices else None
        return PrioritiesForm(self.priorities, before, self.number, posted)


@blueprint.get(PRIORITIES)
def show_priorities(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """The order, what would change it, the choice, and the form for who leads."""
    assessment = assessment_for(current_user, assessment_id)
    require_role(current_user, assessment, *LEADERS, "reader")
    ground = _ground(assessment)
    if ground is None:
        return _too_early(assessment)
    return _page(ground, ground.form() if leads(assessment) and not ground.refusal else None)


@blueprint.post(PRIORITIES)
def choose_domains(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Save the choice; with `move` only put the domains in another order, with all that was typed."""
    ground = _changeable(assessment_id)
    form = ground.form(request.form)
    if form.see_report(ground.priorities.agreed.report.number):
        return _page(ground, form, page_has_errors=True, newer_report=True), 409
    if "move" in request.form:
        form.move(request.form["move"])
        return _page(ground, form)
    if not form.validate():
        return _page(ground, form), 422
    user, seen = current_user, form.decided.seen.version
    try:
        made, is_new = save_choice(
            db.session, user, ground.assessment, ground.priorities, form.decision, seen, now=now()
        )
    except StaleSaveError:
        # Whoever saves again has seen the newer choice.
        form.decided.seen.data = str(ground.number)
        return _page(ground, form, page_has_errors=True), 409
    trajectory = db.session.scalars(select(Trajectory.id).where(Trajectory.assessment_id == made.assessment_id)).one()
    onward = url_for("trajectories.proposals", trajectory_id=trajectory)
    flash(texts.SAVED if is_new else texts.SAME, "success")
    db.session.commit()
    return redirect(onward, 303)


def _changeable(assessment_id: uuid.UUID) -> PriorityGround:
    """What there is to choose from, held until the commit: else 404, 403, or 409 with what is first."""
    assessment = assessment_for(current_user, assessment_id, "update")
    require_role(current_user, assessment, *LEADERS)
    ground = _ground(assessment)
    if ground is None:
        abort(make_response(_too_early(assessment, refused=True), 409))
    if ground.refusal:
        abort(make_response(_page(ground, None, typed=typed_texts(), refused=True), 409))
    return ground


def _ground(assessment: Assessment) -> PriorityGround | None:
    """All of it; None as long as nothing was agreed."""
    agreed = load_agreed(db.session, assessment)
    if agreed is None:
        return None
    query = select(Trajectory).where(Trajectory.assessment_id == assessment.id)
    trajectory = db.session.scalars(query.options(joinedload(Trajectory.municipality))).one_or_none()
    return PriorityGround(assessment, Priorities(agreed), choices_of(db.session, assessment.id), trajectory)


def _too_early(assessment: Assessment, *, refused: bool = False) -> str:
    way = ("Naar de bespreking", url_for("reviews.overview", assessment_id=assessment.id))
    if assessment.state == "open":
        way = ("Naar de inventarisatie", url_for("assessments.hub", assessment_id=assessment.id))
    return render_template(
        "trajectories/priorities_early.html",
        assessment=assessment,
        explanation=texts.NOT_YET.get(assessment.state, texts.THEN),
        way=way if leads(assessment) else None,
        texts=texts,
        typed=typed_texts() if refused else (),
    )


def _page(ground: PriorityGround, form: PrioritiesForm | None, **more: Any) -> str:
    priorities, leading = ground.priorities, leads(ground.assessment)
    told = told_choices(db.session, priorities, ground.choices)
    newest = next(iter(ground.choices), None)
    asked = [row.domain for row in rows_of(newest, AMBASSADOR)] if newest else []
    # Where the numbers of this version of the report are explained: of each domain, and of their order.
    to = partial(url_for, assessment_id=ground.assessment.id, versie=priorities.agreed.report.number)
    explained = {domain: to("reports.explain_domain", domain=domain) for domain in priorities.candidates}
    return render_template(
        "trajectories/priorities.html",
        assessment=ground.assessment,
        trajectory=ground.trajectory,
        leading=leading,
        refusal=ground.refusal,
        priorities=priorities,
        firmness=firmness_of(priorities),
        told=told,
        picture=chance_picture(priorities, chosen_ids(newest), asked),
        chosen_names=[priorities.name(domain) for domain in chosen_ids(newest)],
        explained={**explained, "order": to("reports.explain_municipality", _anchor="volgorde")},
        texts=texts,
        other_rules=priorities.agreed.report.rules != RULES,
        # Not None: the frame looks for errors in any form that it is given.
        **({"form": form} if form else {}),
        **more,
    )
