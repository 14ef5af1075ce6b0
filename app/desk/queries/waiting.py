"""For whom a round waits, with what, and since when: pure, from what is known about the round."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.formatting import HERE
from app.lifecycle import State
from app.turns import Turn, turn


class Who(StrEnum):
    """For whom a round waits, in the order in which an adviser wants to see them."""

    ADVISER = "adviser"
    COORDINATOR = "coordinator"
    COLLEAGUES = "colleagues"
    MUNICIPALITY = "municipality"
    """The coordinator and colleagues: questions were sent back."""
    NOBODY = "nobody"


class Step(StrEnum):
    """What is waited for; `app.texts.desk` has the sentence for each."""

    BEGIN = "begin"
    ANSWER = "answer"
    COLLEAGUES = "colleagues"
    TOO_LATE = "too_late"
    START_REVIEW = "start_review"
    REVIEW = "review"
    ANSWER_AGAIN = "answer_again"
    OPEN_POINTS = "open_points"
    AGREE = "agree"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides for whom a round waits; moments are None for what did not happen."""

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


@dataclass(frozen=True, slots=True)
class Waiting:
    """For whom a round waits, with what, and since which day (in the Netherlands); None: nobody knows."""

    who: Who
    step: Step
    since: date | None


def waiting(facts: Facts, today: date) -> Waiting:
    """For whom this round waits on this day."""
    if facts.state is State.AGREED:
        return _since(Who.NOBODY, Step.NOTHING, facts.agreed_at)
    return _in_review(facts) if facts.state is State.IN_REVIEW else _open(facts, today)


def _open(facts: Facts, today: date) -> Waiting:
    if facts.done < facts.invited:
        if facts.deadline is not None and facts.deadline < today:
            # The last day itself still counts.
            return Waiting(Who.COORDINATOR, Step.TOO_LATE, facts.deadline + timedelta(days=1))
        return _since(Who.COLLEAGUES, Step.COLLEAGUES, facts.first_invited_at)
    began = facts.last_submitted_at or facts.created_at
    return _since(Who.COORDINATOR, Step.ANSWER if facts.joint_is_busy else Step.START_REVIEW, began)


def _in_review(facts: Facts) -> Waiting:
    table = {
        Turn.ANSWER_AGAIN: (Who.MUNICIPALITY, Step.ANSWER_AGAIN, facts.sent_back_since),
        Turn.AGREE: (Who.COORDINATOR, Step.AGREE, facts.approved_at),
        Turn.OPEN_POINTS: (Who.COORDINATOR, Step.OPEN_POINTS, facts.open_points_at),
        Turn.REVIEW: (Who.ADVISER, Step.REVIEW, facts.review_since),
    }
    now = turn(
        sent_back=facts.sent_back_since is not None,
        approved=facts.approved_at is not None,
        named=facts.open_points_at,
        came=facts.review_since,
    )
    return _since(*table[now])


def _since(who: Who, step: Step, moment: datetime | None) -> Waiting:
    return Waiting(who, step, moment.astimezone(HERE).date() if moment else None)
