"""Next: the facts of a round, and from them whose turn it is, what the task is, since when, and where it is done."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, contains_eager, selectinload

from app.doors.access import LEADERS, roles_in, visible_assessments
from app.models import Assessment, AssessmentDomain, AuditEntry, Membership, Participation, PriorityChoice, User
from app.state.asked import questions_for, sent_back_in
from app.state.lifecycle import State
from app.state.steps import STEP_IDS, Dates
from app.web.formatting import HERE

TO_ADVISER = (
    "start_review",
    "resubmit",
    "reopen",
    "withdraw_approval",
    "approval_fell_away",
    "finish_open_points",
)
"""The changes after which it is the adviser's turn."""


class Task(StrEnum):
    """What is next, in the order in which it comes up; its sentences are in `app.texts`, `desk` and `trajectories`."""

    BEGIN = "begin"
    ANSWER = "answer"
    COLLEAGUES = "colleagues"
    """Colleagues answer, or can still answer."""
    TOO_LATE = "too_late"
    """Their last day is over, and not all of them handed in."""
    START_REVIEW = "start_review"
    ANSWER_AGAIN = "answer_again"
    OPEN_POINTS = "open_points"
    AGREE = "agree"
    REVIEW = "review"
    CHOOSE = "choose"
    ACT = "act"
    PLAN = "plan"
    """Actions were written down, but nobody said yet that they will be done."""
    PARTNERS = "partners"
    EVALUATE = "evaluate"
    CARRY_OUT = "carry_out"
    EVALUATING = "evaluating"
    CLOSE = "close"
    CLOSE_MERGED = "close_merged"
    """The municipality is part of another one, so that no second inventory begins any more."""
    NOTHING = "nothing"
    """The round was agreed; or the ten months were closed."""


class Who(StrEnum):
    """Who is at turn, in the order in which an adviser wants to see them."""

    ADVISER = "adviser"
    COORDINATOR = "coordinator"
    COLLEAGUES = "colleagues"
    MUNICIPALITY = "municipality"
    """The coordinator and colleagues: questions were sent back."""
    OWNERS = "owners"
    """Of the actions that were agreed."""
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Next:
    """What is next, who is at turn, and since which day (in the Netherlands); None: nobody knows."""

    task: Task
    who: Who
    since: date | None = None
    step: str = "inventory"
    """The step of the ten months that it belongs to."""


NOT_STARTED = Next(Task.BEGIN, Who.COORDINATOR)


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """What decides what a round waits for; moments are None for what did not happen."""

    state: State
    created_at: datetime
    invited: int = 0
    """How many colleagues were asked, without who was withdrawn."""
    done: int = 0
    """How many of them handed in."""
    first_invited_at: datetime | None = None
    last_submitted_at: datetime | None = None
    """When somebody last handed in, the coordinator included."""
    joint_is_busy: bool = True
    """Whether the coordinator has questions and did not hand in."""
    deadline: date | None = None
    review_since: datetime | None = None
    """When it last came to the adviser: the review began, domains were handed in again, it was reopened, ..."""
    sent_back_since: datetime | None = None
    """Since when the first of the domains is back that were not handed in again."""
    open_points_at: datetime | None = None
    approved_at: datetime | None = None
    agreed_at: datetime | None = None
    has_adviser: bool = True
    is_chosen: bool = False
    """Whether the domains to begin with were chosen."""


def next_in_round(facts: RoundFacts, today: date) -> Next:
    """What a round waits for on this day."""
    if facts.state is State.AGREED:
        return _next(Task.NOTHING, Who.NOBODY, facts.agreed_at)
    if facts.state is State.IN_REVIEW:
        return next_in_review(facts)
    if facts.done < facts.invited:
        if facts.deadline is not None and facts.deadline < today:
            # The last day itself still counts.
            return Next(Task.TOO_LATE, Who.COORDINATOR, facts.deadline + timedelta(days=1))
        return _next(Task.COLLEAGUES, Who.COLLEAGUES, facts.first_invited_at)
    task = Task.ANSWER if facts.joint_is_busy else Task.START_REVIEW
    return _next(task, Who.COORDINATOR, facts.last_submitted_at or facts.created_at)


def next_in_review(facts: RoundFacts) -> Next:
    """What a round that is in review waits for."""
    named, came = facts.open_points_at, facts.review_since
    if facts.sent_back_since is not None:
        return _next(Task.ANSWER_AGAIN, Who.MUNICIPALITY, facts.sent_back_since)
    if facts.approved_at is not None:
        return _next(Task.AGREE, Who.COORDINATOR, facts.approved_at)
    # What came to the adviser after the open points were named, is the answer to them.
    if named is not None and (came is None or came <= named):
        return _next(Task.OPEN_POINTS, Who.COORDINATOR, named)
    return _next(Task.REVIEW, Who.ADVISER if facts.has_adviser else Who.COORDINATOR, came)


def _next(task: Task, who: Who, moment: datetime | None) -> Next:
    return Next(task, who, moment.astimezone(HERE).date() if moment else None)


def round_columns() -> list[Any]:
    """The columns of a statement over Assessment from which `facts_of` is made, those about participants aside."""
    # Only in a review does it decide anything: elsewhere the rows of the trail are not looked through.
    here = AuditEntry.assessment_id == Assessment.id, Assessment.state == State.IN_REVIEW
    back = AssessmentDomain.assessment_id == Assessment.id
    advises = Membership.municipality_id == Assessment.municipality_id, Membership.role == "adviser"
    plain = ("state", "created_at", "deadline", "review_started_at", "open_points_at", "approved_at", "agreed_at")
    return [
        *(getattr(Assessment, name) for name in plain),
        _one(func.max(AuditEntry.at), "came_at", *here, AuditEntry.action.in_(TO_ADVISER)),
        _one(func.min(AssessmentDomain.sent_back_at), "sent_back_since", back),
        exists().where(*advises, Membership.ended_at.is_(None)).correlate(Assessment).label("has_adviser"),
        exists().where(PriorityChoice.assessment_id == Assessment.id).correlate(Assessment).label("is_chosen"),
    ]


def _one(column: Any, name: str, *conditions: Any) -> Any:
    return select(column).where(*conditions).correlate(Assessment).scalar_subquery().label(name)


def facts_of(row: Row[Any], people: Row[Any] | None = None) -> RoundFacts:
    """The facts in a row with `round_columns`; `people`: what is known of who takes part."""
    return RoundFacts(
        state=State(row.state),
        created_at=row.created_at,
        invited=people.invited if people else 0,
        done=people.done if people else 0,
        first_invited_at=people.first_invited_at if people else None,
        last_submitted_at=people.last_submitted_at if people else None,
        joint_is_busy=bool(people.joint_is_busy) if people else True,
        deadline=row.deadline,
        review_since=row.came_at or row.review_started_at,
        sent_back_since=row.sent_back_since,
        open_points_at=row.open_points_at,
        approved_at=row.approved_at,
        agreed_at=row.agreed_at,
        has_adviser=row.has_adviser,
        is_chosen=row.is_chosen,
    )


def load_facts(session: Session, assessments: Collection[Assessment]) -> Mapping[uuid.UUID, RoundFacts]:
    """The facts of these, without those about who takes part; one statement, and none for none."""
    ids = [one.id for one in assessments]
    query = select(Assessment.id, *round_columns()).where(Assessment.id.in_(ids))
    return {row.id: facts_of(row) for row in session.execute(query)} if ids else {}


@dataclass(frozen=True, slots=True)
class PersonStep:
    """What one person can do in a round; `app.texts.start` has the words for each, by its name."""

    name: str
    where: str
    """The page, below the address of the round."""
    is_theirs: bool = False
    """Whether somebody waits for them."""


PERSON_STEPS: Mapping[str, PersonStep] = {
    step.name: step
    for step in (
        PersonStep("answer", "", is_theirs=True),
        PersonStep("submitted", ""),
        PersonStep("closed", "/controle"),
        PersonStep("start_review", "/bespreking-starten", is_theirs=True),
        PersonStep("wait_answers", ""),
        PersonStep("resubmit", "", is_theirs=True),
        PersonStep("wait_resubmit", "/bespreken"),
        PersonStep("answer_again", "", is_theirs=True),
        PersonStep("handed_in_again", ""),
        PersonStep("open_points", "/bespreken", is_theirs=True),
        PersonStep("wait_open_points", "/bespreken"),
        PersonStep("agree", "/bespreken", is_theirs=True),
        PersonStep("wait_agree", "/bespreken"),
        PersonStep("review", "/bespreken", is_theirs=True),
        PersonStep("review_alone", "/bespreken", is_theirs=True),
        PersonStep("approve", "/bespreken", is_theirs=True),
        PersonStep("wait_approval", "/bespreken"),
        PersonStep("wait_review", ""),
        PersonStep("choose", "/prioriteren", is_theirs=True),
        PersonStep("read", "/rapport"),
        PersonStep("done", "/controle"),
    )
}
OF_COORDINATOR = {Task.ANSWER_AGAIN: "resubmit", Task.OPEN_POINTS: "open_points", Task.AGREE: "agree"}
OF_ADVISER = {
    Task.ANSWER_AGAIN: "wait_resubmit",
    Task.OPEN_POINTS: "wait_open_points",
    Task.AGREE: "wait_agree",
    Task.REVIEW: "approve",
}


def rounds_of(user: User) -> Select[Assessment]:
    """The rounds that this person may see, with their own part, and the joint one, which is of all coordinators."""
    mine = and_(Participation.user_id == user.id, Participation.invited_at.is_not(None))
    own = and_(
        Participation.assessment_id == Assessment.id,
        or_(mine, Participation.role == "coordinator"),
        Participation.ended_at.is_(None),
    )
    return (
        visible_assessments(user)
        .join(Assessment.municipality)
        .outerjoin(Participation, own)
        .options(contains_eager(Assessment.municipality), selectinload(Assessment.domains))
        .options(contains_eager(Assessment.participations).selectinload(Participation.parts))
    )


def own_part(user: User, assessment: Assessment) -> Participation | None:
    """The part that this person answers in a round of `rounds_of`: their own, or for a coordinator the joint one."""
    parts = assessment.participations
    coordinates = "coordinator" in roles_in(user, assessment.municipality_id)
    own = [part for part in parts if part.user_id == user.id and (coordinates or part.role == "participant")]
    return next(iter([*own, *(parts if coordinates else ())]), None)


def step_of(
    roles: Collection[str], own: Participation | None, assessment: Assessment, today: date
) -> PersonStep | None:
    """What somebody with these roles and this part can do now in a round; None: they lead a review, so that it depends
    on whose turn that is: `step_in_review`.
    """
    if (assessment.state == State.AGREED and roles) or (set(roles) == {"reader"} and own is None):
        return PERSON_STEPS["read"]
    if not set(LEADERS) & set(roles):
        return PERSON_STEPS[_step_of_colleague(own, assessment, today) if own else "wait_review"]
    if assessment.state != State.OPEN:
        return None
    if "coordinator" not in roles:
        return PERSON_STEPS["wait_answers"]
    # Who has divided all questions over colleagues has none to answer.
    done = own is not None and (own.state == "submitted" or not questions_for(own, assessment))
    return PERSON_STEPS["start_review" if done else "answer"]


def step_in_review(roles: Collection[str], facts: RoundFacts) -> PersonStep:
    """What a coordinator or an adviser can do now in a review."""
    waits = next_in_review(facts)
    if "coordinator" not in roles:
        return PERSON_STEPS[OF_ADVISER[waits.task]]
    if waits.task is not Task.REVIEW:
        return PERSON_STEPS[OF_COORDINATOR[waits.task]]
    if not facts.has_adviser:
        return PERSON_STEPS["review_alone"]
    # The open points are done: the adviser looks whether they are.
    return PERSON_STEPS["wait_approval" if facts.open_points_at else "review"]


def _step_of_colleague(own: Participation, assessment: Assessment, today: date) -> str:
    handed_in = own.state == "submitted"
    if assessment.state == State.AGREED:
        return "done"
    if assessment.state == State.IN_REVIEW:
        if not {*sent_back_in(assessment)} & {part.domain for part in questions_for(own, assessment)}:
            return "wait_review"
        return "handed_in_again" if handed_in else "answer_again"
    if assessment.deadline is not None and assessment.deadline < today:
        return "closed"
    return "submitted" if handed_in else "answer"


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What decides what is next in the ten months."""

    inventory: Next
    """What the inventory itself waits for."""
    is_agreed: bool = False
    """Whether there is a report, also when the inventory was opened again."""
    is_chosen: bool = False
    actions: int = 0
    """How many there are that were not stopped."""
    proposed: int = 0
    """How many of them nobody has promised yet."""
    unfinished: int = 0
    """How many are not done; those that are proposed too."""
    overdue: int = 0
    """How many should have been done by now."""
    partners: int = 0
    evaluation: str | None = None
    """The state of the inventory with which this one is evaluated; None before it began."""
    is_closed: bool = False
    closed_on: date | None = None
    has_ended: bool = False
    """Whether the municipality is part of another one."""

    @property
    def is_reopened(self) -> bool:
        """Whether the inventory was opened again after it was agreed."""
        return self.is_agreed and self.inventory.task is not Task.NOTHING

    @property
    def may_evaluate(self) -> bool:
        """Whether a second inventory can be started: not while this one is open again."""
        return self.inventory.task is Task.NOTHING and not self.has_ended


def next_in_plan(facts: PlanFacts, steps: Mapping[str, Dates], today: date) -> Next:
    """The first thing to do. A step of which somebody said that it ended asks for nothing any more.

    What comes after the inventory needs what was agreed there, whatever day somebody typed.
    """
    if facts.is_closed:
        return Next(Task.NOTHING, Who.NOBODY, facts.closed_on, step="evaluation")
    if not facts.is_agreed:
        return facts.inventory
    ended = {step for step in STEP_IDS if steps[step].ended is not None}
    if not facts.is_chosen and "priorities" not in ended:
        return _in_step("priorities", steps, Task.CHOOSE)
    if "actions" not in ended and (facts.proposed or not facts.actions):
        return _in_step("actions", steps, Task.PLAN if facts.actions else Task.ACT)
    if facts.evaluation is None and "partners" not in ended and steps["evaluation"].planned.start > today:
        if not facts.partners:
            return _in_step("partners", steps, Task.PARTNERS)
        if facts.unfinished:
            return _in_step("partners", steps, Task.CARRY_OUT, Who.OWNERS)
    return _in_evaluation(facts, steps)


def _in_evaluation(facts: PlanFacts, steps: Mapping[str, Dates]) -> Next:
    ended = steps["evaluation"].ended
    if ended is not None or facts.evaluation == State.AGREED:
        return Next(Task.CLOSE, Who.COORDINATOR, ended, step="evaluation")
    if facts.evaluation is None and not facts.has_ended and not facts.may_evaluate:
        return facts.inventory
    begun = Task.CLOSE_MERGED if facts.has_ended else Task.EVALUATE
    return _in_step("evaluation", steps, begun if facts.evaluation is None else Task.EVALUATING)


def _in_step(step: str, steps: Mapping[str, Dates], task: Task, who: Who = Who.COORDINATOR) -> Next:
    """What is next in a step, since it began, or else since the one before it ended."""
    before = STEP_IDS[STEP_IDS.index(step) - 1]
    return Next(task, who, steps[step].started or steps[before].ended, step)
