"""Made-up municipalities for the network of the example: without them there would be too few to show anything.

Drawn, always the same ones. Nobody has a role in them, so nobody opens their rounds: only what the network and the
numbers of the country need of them is there. Who takes part and what is shared goes by the operations that people use.
"""

import tomllib
import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import cycle
from statistics import NormalDist
from typing import Literal

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.example.content import FOLDER, Content
from app.models import (
    Assessment,
    AssessmentDomain,
    ChosenDomain,
    Municipality,
    PriorityChoice,
    Report,
    TrajectoryStep,
    User,
)
from app.network.counting import count_tonight
from app.network.entrance import give_consent
from app.network.sharing import SharedContent, share_practice
from app.plan.actions import ActionContent, add_action
from app.plan.trajectory import start_trajectory
from app.state.places import REGION_OF, SIZE_CLASSES
from app.state.steps import STEP_IDS
from questionnaires.catalogue import current
from questionnaires.model import Questionnaire
from scoring.assessment import AgreedScore
from scoring.assessment import Assessment as Answers
from scoring.engine import RULES
from scoring.interchange import build_interchange, render_json

SEED = 7
NAME = "Voorbeeldwijk {number:02}"
"""Below the municipalities of the example in every list."""
DRAWS = 12_000
"""More than are needed when every municipality chooses every domain."""
STEPS = ("inventory",) * 10 + ("priorities",) * 11 + ("actions",) * 12 + ("partners",) * 21 + ("finished",) * 6
"""At which step each of them is; with these and no fewer every part of the page has something to show."""
WHY = "Verzonnen."
COMMON, RARE = 0.85, 0.3
"""How often a domain is chosen that everybody starts with, and how often another."""
CHANCE = NormalDist().cdf
"""What makes a chance of something drawn."""
LEANING = {"digitaal": 0.1, "dienstverlening": 0.3, "wmo_wijk": -0.2, "gezondheid": -0.3}
"""How much higher or lower than others a domain is answered, of 4."""
FIRST = timedelta(days=210)
JOINED = timedelta(days=100)
"""So long ago that no score waits any more for others of its own group."""


class ExampleShared(Content):
    place: int
    title: str
    domain: str
    question: str
    text: str
    experience: str
    effort: Literal["small", "medium", "large"]
    state: Literal["proposed", "planned", "running", "done", "stopped"]
    shows_name: bool = False
    days_ago: int


class ExampleNetwork(Content):
    shared: tuple[ExampleShared, ...]


def make_network(session: Session, now: datetime) -> None:
    """Make the municipalities, let them and those of the example take part, and count once; the caller commits."""
    story = ExampleNetwork.model_validate(tomllib.loads((FOLDER / "network.toml").read_text(encoding="utf-8")))
    drawn = iter(NormalDist().samples(DRAWS, seed=SEED))
    somebody = User(
        id=uuid.uuid4(),
        email="niemand@verzonnen.example",
        name="Verzonnen coördinator",
        function="verzonnen",
        created_at=now - FIRST,
    )
    session.add(somebody)
    session.flush()
    rounds = list(_make_rounds(session, somebody, drawn, now))
    session.flush()
    _join_own(session, now)
    for place, (step, made) in enumerate(zip(STEPS, rounds, strict=True)):
        if step != "inventory":
            moment = now - JOINED + timedelta(hours=place)
            give_consent(session, somebody, made, now=moment)
            _go_on(session, somebody, made, step, moment)
    for one in story.shared:
        _share(session, somebody, rounds[one.place], one, now - timedelta(days=one.days_ago))
    session.flush()
    count_tonight(session, now=now)


def _make_rounds(session: Session, user: User, drawn: Iterator[float], now: datetime) -> Iterator[Assessment]:
    """A municipality with a round for each step; what was agreed has its report."""
    asked, sizes, provinces = current("iba"), cycle(SIZE_CLASSES), cycle(sorted(REGION_OF))
    for number, step in enumerate(STEPS, 1):
        at = now - FIRST + timedelta(days=number)
        place = Municipality(
            id=uuid.uuid4(),
            code=f"GM98{number:02}",
            name=NAME.format(number=number),
            size_class=next(sizes),
            region=next(provinces),
            created_at=at,
        )
        made = Assessment(
            id=uuid.uuid4(),
            municipality_id=place.id,
            questionnaire_id=asked.id,
            questionnaire_version=asked.version,
            round="baseline",
            title=f"Eerste meting {at.year}",
            state="open" if step == "inventory" else "agreed",
            created_at=at,
            created_by=user.id,
            agreed_at=None if step == "inventory" else now - JOINED,
        )
        session.add_all((place, made))
        session.flush()
        domains = [one.id for one in asked.domains if CHANCE(next(drawn)) < (COMMON if one.default else RARE)]
        keys = {"assessment_id": made.id, "municipality_id": place.id}
        rows = [{**keys, "domain": domain, "position": position} for position, domain in enumerate(domains)]
        session.execute(insert(AssessmentDomain), rows)
        if made.agreed_at is not None:
            session.add(_report(made, place, user, _answers(asked, place, domains, drawn)))
        yield made


def _answers(asked: Questionnaire, place: Municipality, domains: Sequence[str], drawn: Iterator[float]) -> Answers:
    """Agreed answers around a middle of this municipality."""
    middle = 2 + 0.4 * next(drawn)
    lean = {question.id: 0.25 * next(drawn) for question in asked.of_kind("domain")}
    agreed = [
        AgreedScore(f"{domain}/{question}", _nearest(middle + LEANING.get(domain, 0) + more + 0.8 * next(drawn)), WHY)
        for domain in domains
        for question, more in lean.items()
    ]
    return Answers(asked.id, asked.version, place.code, place.name, "baseline", tuple(domains), agreed=tuple(agreed))


def _nearest(drawn: float) -> Literal[0, 1, 2, 3, 4]:
    answers: tuple[Literal[0, 1, 2, 3, 4], ...] = (0, 1, 2, 3, 4)
    return min(answers, key=lambda value: abs(value - drawn))


def _report(made: Assessment, place: Municipality, user: User, answers: Answers) -> Report:
    return Report(
        id=uuid.uuid4(),
        assessment_id=made.id,
        municipality_id=place.id,
        number=1,
        interchange=render_json(build_interchange(answers)).decode(),
        rules=RULES,
        agreed_at=made.agreed_at,
        agreed_by=user.id,
    )


def _join_own(session: Session, now: datetime) -> None:
    """Let the agreed rounds of the example itself take part first, so that they are among the first to count."""
    query = select(Assessment, User).join(Report, Report.assessment_id == Assessment.id)
    query = query.join(User, User.id == Report.agreed_by).where(User.memberships.any()).order_by(Assessment.created_at)
    for made, coordinator in session.execute(query).unique():
        give_consent(session, coordinator, made, now=now - JOINED)


def _go_on(session: Session, user: User, made: Assessment, step: str, at: datetime) -> None:
    """Choose a domain, and carry on until this step."""
    if step == "priorities":
        return
    keys = {"municipality_id": made.municipality_id}
    choice = PriorityChoice(
        id=uuid.uuid4(),
        assessment_id=made.id,
        number=1,
        report_number=1,
        rules=RULES,
        proposal=[],
        decided_by="verzonnen",
        note="",
        chosen_at=at,
        chosen_by=user.id,
        **keys,
    )
    session.add(choice)
    session.flush()
    first = select(AssessmentDomain.domain).where(AssessmentDomain.assessment_id == made.id)
    domain = session.scalars(first.order_by(AssessmentDomain.position)).first()
    session.add(ChosenDomain(choice_id=choice.id, domain=domain, position=0, kind="chosen", reason=WHY, **keys))
    trajectory = start_trajectory(session, user, made, now=at)
    ended = STEP_IDS if step == "finished" else STEP_IDS[: STEP_IDS.index(step)]
    steps = update(TrajectoryStep).where(TrajectoryStep.trajectory_id == trajectory.id, TrajectoryStep.step.in_(ended))
    session.execute(steps.values(started_on=made.created_at.date(), ended_on=at.date()))


def _share(session: Session, user: User, made: Assessment, one: ExampleShared, at: datetime) -> None:
    """Put an action in the plan of this round, and share it."""
    trajectory = start_trajectory(session, user, made, now=at)
    trajectory.assessment = made
    content = ActionContent(title=one.title, domain=one.domain, owner="verzonnen", text=one.text, effort=one.effort)
    action, _ = add_action(session, user, trajectory, content, now=at)
    action.state, action.trajectory = one.state, trajectory
    action.stop_reason = one.experience if one.state == "stopped" else None
    action.done_on = at.date() if one.state == "done" else None
    told: Mapping[str, str] = {
        name: getattr(one, name) for name in ("title", "domain", "question", "text", "experience")
    }
    shared = SharedContent(**told, partners="", done_when="", effort=one.effort, shows_name=one.shows_name)
    share_practice(session, user, action, shared, seen="", now=at)
