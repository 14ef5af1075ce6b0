"""The start page, with what waits for somebody, and the pages about the tool."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, Response, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import exists, select

from app.doors.access import (
    MunicipalityChoice,
    choice_of,
    has_only_role,
    keep_choice,
    load_choice,
    merged_with,
    municipalities_of,
    roles_in,
)
from app.models import Assessment, ImprovementAction, Municipality, Participation, Trajectory, User
from app.pages.cockpit import Cockpit, load_cockpit
from app.reports.document.accountability import PROVENANCE
from app.reports.example import example_map
from app.saving.remarks import remarks_for
from app.saving.typed import held_keys
from app.state.lifecycle import State
from app.state.months import Stand, load_stands
from app.state.next import (
    PERSON_STEPS,
    PersonStep,
    RoundFacts,
    load_facts,
    own_part,
    rounds_of,
    step_in_review,
    step_of,
)
from app.state.rounds import RoundPlace, has_ended, load_places
from app.texts import personal
from app.texts import start as start_texts
from app.texts import trajectories as planning
from app.texts.actions import until
from app.texts.assessments import deadline_line
from app.texts.reviews import for_you
from app.texts.start import STEPS
from app.texts.words import STATES
from app.web.clock import now, today
from app.web.extensions import db
from questionnaires.catalogue import current
from scoring.words import BORDERS


@dataclass(frozen=True, slots=True)
class StartTask:
    """One inventory, and what this person can do there now."""

    assessment: Assessment
    step: PersonStep
    until: str = ""
    """Until when a colleague can answer, in words."""

    @property
    def label(self) -> str:
        return STEPS[self.step.name][0]

    @property
    def hint(self) -> str:
        """A line about the step."""
        return " ".join(text for text in (self.until, STEPS[self.step.name][1]) if text)

    @property
    def badge(self) -> tuple[str, str]:
        """(words, kind): how far the inventory is; who reads the report reads what was agreed."""
        state = "agreed" if self.step.name == "read" else self.assessment.state
        return STATES[state], "done" if state == "agreed" else "active" if self.step.is_theirs else "neutral"

    @property
    def address(self) -> str:
        return f"/inventarisaties/{self.assessment.id}{self.step.where}"


@dataclass(frozen=True, slots=True)
class OpenRemarks:
    """Open remarks in one inventory that are for this person."""

    assessment: Assessment
    count: int

    @property
    def label(self) -> str:
        return for_you(self.count)

    @property
    def address(self) -> str:
        return f"/inventarisaties/{self.assessment.id}/bespreken/opmerkingen?toon=mij"


@dataclass(frozen=True, slots=True)
class OwnAction:
    """An action that this person does and that is not over."""

    id: uuid.UUID
    title: str
    municipality: str
    until: str
    """Until when it runs, in words."""


@dataclass(frozen=True, slots=True)
class Waiting:
    tasks: tuple[StartTask, ...]
    remarks: tuple[OpenRemarks, ...]
    plans: tuple[tuple[Assessment, Stand], ...]
    """The trajectories in which something waits for a coordinator."""
    places: Mapping[uuid.UUID, RoundPlace]
    """Which round each inventory is."""
    choice: MunicipalityChoice
    cockpit: Cockpit | None
    """The round that a coordinator works on: the latest that was not agreed, else the latest."""
    may_start: bool
    reads_only: bool
    """Whether this person is here for reports only."""

    @property
    def now(self) -> list[StartTask]:
        return [task for task in self.beside if task.step.is_theirs]

    @property
    def others(self) -> list[StartTask]:
        return [task for task in self.beside if not task.step.is_theirs]

    @property
    def beside(self) -> list[StartTask]:
        """All rounds but that of the cockpit."""
        return [task for task in self.tasks if not self.cockpit or task.assessment is not self.cockpit.assessment]


def waiting_for(user: User, today: date) -> Waiting:
    """What is waiting for this person, newest first, in the municipality that they chose or in all."""
    query = rounds_of(user).order_by(Assessment.created_at.desc(), Assessment.id)
    everything = db.session.scalars(query).unique().all()
    choice = choice_of(user, [assessment.municipality for assessment in everything])
    assessments = [assessment for assessment in everything if choice.shows(assessment.municipality)]
    facts = load_facts(db.session, assessments)
    leads = municipalities_of(user, "coordinator")
    startable = {found.id for found in choice.own if found.id in leads and not has_ended(found, today)}
    led = [one for one in assessments if one.municipality_id in leads]
    followed = {one.earlier_id for one in led}
    tasks = tuple(_task(user, one, facts[one.id], one.id in followed, today) for one in assessments)
    may_start = choice.chosen.id in startable if choice.chosen else bool(startable)
    open_ = remarks_for(db.session, user)
    asked = tuple(OpenRemarks(one, open_[one.id].number) for one in assessments if one.id in open_)
    # A second round is in the ten months of the first, which it evaluates.
    ids = [one.id for one in led]
    stands = load_stands(db.session, Trajectory.assessment_id.in_(ids), today) if ids else {}
    cockpit = _cockpit(user, led, tasks, facts, stands, today)
    # What is next in the ten months of a round that was agreed stands in the cockpit.
    plans = tuple(
        (one, stand)
        for one in led
        if (stand := stands.get(one.id)) and stand.waits_for_coordinator
        if not (cockpit and cockpit.page is None and cockpit.stand is stand)
    )
    places = load_places(db.session, assessments)
    reads_only = has_only_role(user, "reader") and not any(own_part(user, one) for one in everything)
    return Waiting(tasks, asked, plans, places, choice, cockpit, may_start, reads_only)


def _cockpit(
    user: User,
    led: Sequence[Assessment],
    tasks: Sequence[StartTask],
    facts: Mapping[uuid.UUID, RoundFacts],
    stands: Mapping[uuid.UUID, Stand],
    today: date,
) -> Cockpit | None:
    """The cockpit of who coordinates; of rounds that were agreed the latest."""
    if not led:
        return None
    one = next((found for found in led if found.state != State.AGREED), led[0])
    step = next(task.step for task in tasks if task.assessment is one)
    # While it is being evaluated the ten months are those of the round before.
    evaluates = one.earlier_id is not None and one.state != State.AGREED
    stand = stands.get(one.id) or (stands.get(one.earlier_id) if evaluates and one.earlier_id else None)
    return load_cockpit(db.session, user, one, step, facts[one.id], stand, today)


def actions_of(user: User, today: date) -> tuple[OwnAction, ...]:
    """The actions that this person does and that are not over, what ends first before the others."""
    if not user.owns_actions:
        return ()
    action = ImprovementAction
    query = (
        select(action.id, action.title, Municipality.name, action.state, action.ends_on)
        .join(Trajectory, Trajectory.id == action.trajectory_id)
        .join(Municipality, Municipality.id == action.municipality_id)
        .where(action.owner_id == user.id, action.state.in_(planning.UNFINISHED))
        .where(Trajectory.ended_at.is_(None))
        .order_by(action.ends_on.is_(None), action.ends_on, action.created_at)
    )
    found = db.session.execute(query)
    return tuple(OwnAction(key, title, where, until(state, end, today)) for key, title, where, state, end in found)


def _task(user: User, assessment: Assessment, facts: RoundFacts, is_followed: bool, today: date) -> StartTask:
    roles, own = roles_in(user, assessment.municipality_id), own_part(user, assessment)
    step = step_of(roles, own, assessment, today) or step_in_review(roles, facts)
    if step.name == "read" and "coordinator" in roles and not facts.is_chosen and not is_followed:
        step = PERSON_STEPS["choose"]
    is_colleague = step.name in ("answer", "closed") and "coordinator" not in roles
    until = deadline_line(assessment.deadline, today) if is_colleague and assessment.deadline else ""
    return StartTask(assessment, step, until)


def _has_only(user: User, role: str) -> bool:
    """Whether this is all that somebody does: then what waits for them stands on the page of that role."""
    part = (Participation.user_id == user.id, Participation.invited_at.is_not(None), Participation.ended_at.is_(None))
    has_one = has_only_role(user, role) and not user.owns_actions
    return has_one and not db.session.scalar(select(exists().where(*part)))


blueprint = Blueprint("pages", __name__, template_folder="templates")
VALID = timedelta(days=364)
"""How long security.txt can be relied on: RFC 9116 asks for less than a year."""


@blueprint.get("/")
def start() -> ResponseReturnValue:
    """What is waiting for who is signed in, of an adviser and an administrator their own page; else what it is."""
    if not current_user.is_authenticated:
        asked = current("iba")
        counts = {"domains": len(asked.domains), "questions": len(asked.of_kind("domain"))}
        return render_template("pages/front.html", map=example_map(), provenance=PROVENANCE, **counts)
    for role, page in (("adviser", "desk.overview"), ("administrator", "administration.overview")):
        if _has_only(current_user, role):
            return redirect(url_for(page))
    waiting = waiting_for(current_user, today())
    merged = merged_with(current_user, waiting.choice, today())
    shown = {"waiting": waiting, "actions": actions_of(current_user, today()), "merged": merged}
    return render_template("pages/start.html", planning=planning, texts=start_texts, held=held_keys(), **shown)


@blueprint.post("/gemeente")
def choose_municipality() -> ResponseReturnValue:
    """For which of the own municipalities somebody works now; empty: for all."""
    wanted = request.form.get("municipality", "")
    found = [municipality for municipality in load_choice(current_user).own if str(municipality.id) == wanted]
    keep_choice(found[0] if found else None if not wanted else abort(404))
    back = "assessments.list_assessments" if request.form.get("next") == "list" else "pages.start"
    return redirect(url_for(back), 303)


@blueprint.get("/hulp")
def help_page() -> ResponseReturnValue:
    return render_template("pages/help.html", terms=current("iba").terms)


@blueprint.get("/over-het-model")
def about() -> ResponseReturnValue:
    """Where the questions come from and how scores are made."""
    return render_template("pages/about.html", questionnaire=current("iba"), borders=BORDERS)


@blueprint.get("/toegankelijkheid")
def accessibility() -> ResponseReturnValue:
    return render_template("pages/accessibility.html")


@blueprint.get("/privacy")
def privacy() -> ResponseReturnValue:
    """What is kept of whom, why and how long."""
    rows = personal.privacy_rows(current_app.config["SETTINGS"])
    return render_template("pages/privacy.html", heads=personal.HEADS, rows=list(rows))


@blueprint.get("/.well-known/security.txt")
def security_txt() -> ResponseReturnValue:
    """Where to report a weakness (RFC 9116)."""
    settings = current_app.config["SETTINGS"]
    lines = (
        f"Contact: mailto:{settings.contact}",
        f"Expires: {now() + VALID:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.base_url}/.well-known/security.txt",
    )
    return Response("\n".join(lines) + "\n", mimetype="text/plain")
