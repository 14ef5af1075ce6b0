"""The example: complete, real, decent, and nowhere but in example mode."""

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.example.content import (
    ExampleNote,
    ExamplePart,
    Story,
    load_people,
    load_story,
    questions_about,
    story_problems,
)
from app.example.data import make_example
from app.factory import build_app
from app.models import (
    AgreedScore,
    Answer,
    AnswerVersion,
    Assessment,
    AuditEntry,
    Membership,
    Municipality,
    Report,
    User,
)
from app.web.formatting import HERE
from app.web.publication import frozen_document
from config import Settings
from questionnaires.catalogue import questionnaire
from scoring.engine import score
from scoring.interchange import parse
from tests.stores import Store

ASKED = questionnaire("iba", 1)
"""The version on which the example began."""
MOMENTS = [datetime(2026, 11, 24, 12, tzinfo=HERE), datetime(2027, 1, 4, 0, 5, tzinfo=HERE)]


@pytest.fixture(params=MOMENTS)
def moment(request: pytest.FixtureRequest) -> datetime:
    """When the example is made."""
    found: datetime = request.param
    return found


@pytest.fixture
def made(session: Session, stores: Callable[[str], Store], moment: datetime) -> Session:
    """The example, made at some moment."""
    store, name = stores(session.get_bind().dialect.name), f"example-{moment:%Y%m%d}"
    if name in store.made:
        store.put_back(name)
        return session
    make_example(session, moment)
    session.commit()
    store.keep(name)
    store.made[name] = None
    return session


def test_there_is_somebody_for_each_role(made: Session) -> None:
    roles = made.execute(select(User.email, Membership.role).join(Membership.user)).all()
    assert {(email, role) for email, role in roles} == {
        ("coordinator@voorbeeldstad.example", "coordinator"),
        ("coordinator@voorbeelddorp.example", "coordinator"),
        ("coordinator@voorbeeldhaven.example", "coordinator"),
        ("coordinator@voorbeelddam.example", "coordinator"),
        ("adviseur@stichting.example", "adviser"),
        ("lezer@voorbeeldstad.example", "reader"),
        ("beheerder@stichting.example", "administrator"),
    }


def test_there_is_a_round_in_each_state(made: Session) -> None:
    rounds = made.execute(select(Assessment.state, func.count(Answer.id)).join(Answer).group_by(Assessment.id)).all()
    assert sorted(state for state, _ in rounds) == ["agreed", "agreed", "agreed", "in_review", "open"]
    scores = (
        select(Assessment.state, func.count())
        .join(AgreedScore, AgreedScore.assessment_id == Assessment.id)
        .group_by(Assessment.state)
    )
    assert dict(made.execute(scores).all()) == {"agreed": 222, "in_review": 15}


def test_the_round_that_is_discussed_has_something_to_discuss(made: Session) -> None:
    haven = made.scalars(select(Assessment).where(Assessment.state == "in_review")).one()
    values = made.execute(select(Answer.item, Answer.value).where(Answer.assessment_id == haven.id)).all()
    given = {item: [value for other, value in values if other == item] for item, _ in values}
    assert sum(len(set(found)) > 2 for found in given.values()) >= 5
    assert {"unknown", "not_applicable"} <= {value for _, value in values}


def test_the_report_is_frozen_and_computes_to_the_worked_example(made: Session) -> None:
    of_town = select(Report).join(Municipality, Municipality.id == Report.municipality_id)
    (report,) = made.scalars(of_town.where(Municipality.code == "GM9901"))
    document = frozen_document(made, report)
    assert document is not None
    assert (document.version, document.preliminary) == (1, False)
    domains = score(ASKED, parse(report.interchange.encode())).domains
    totals = {name: domain.total.score for name, domain in domains.items() if domain.total.score is not None}
    assert round(float(totals["geld"]), 4) == 47.2222
    assert round(float(totals["inclusie"]), 4) == 54.1667
    assert set(ASKED.words) - {"Verankerd"} >= {domain.total.word for domain in domains.values()} - {None}


def test_everything_happened_before_now(made: Session, moment: datetime) -> None:
    times = [made.scalar(select(func.max(column))) for column in (AnswerVersion.saved_at, AuditEntry.at)]
    assert all(time is not None and time < moment - timedelta(days=1) for time in times)


def test_everybody_had_their_role_before_the_first_round(made: Session) -> None:
    roles, rounds = made.scalar(select(func.max(Membership.created_at))), made.scalar(select(func.min(AuditEntry.at)))
    assert roles is not None
    assert rounds is not None
    assert roles < rounds


@pytest.mark.parametrize(("name", "share"), [("voorbeeldstad", 0.5), ("voorbeelddorp", 0.2)])
def test_a_good_share_of_the_answers_says_why(name: str, share: float) -> None:
    parts = load_story(name, ASKED).parts
    answers = [part.values(questions_about(domain, ASKED)) for domain, part in parts.items()]
    notes = [note for part in parts.values() for note in part.notes.values()]
    assert all(note.reason for note in notes)
    assert len(notes) >= share * sum(map(len, answers))
    assert {"unknown", "not_applicable"} <= {value for part in answers for value in part.values()}


PROBLEMS = {
    "1 2 3": "geld: 14 answers are needed.",
    "5 2 2 2 / 2 2 2 2 2 2 / 2 2 2 2": "geld: A.BE: no answer is 5.",
    "- 2 2 2 / 2 2 2 2 2 2 / 2 2 2 2": "geld: A.BE: not applicable needs a reason.",
    "2 . 2 2 / 2 2 2 2 2 2 / 2 2 2 2": "geld: A.BL: a note without an answer.",
}


@pytest.mark.parametrize(("answers", "problem"), PROBLEMS.items())
def test_what_does_not_fit_is_named_with_its_place(answers: str, problem: str) -> None:
    part = ExamplePart(answers=answers, notes={"A.BL": ExampleNote(reason="Zo is het.")})
    nothing = ExamplePart(answers=". " * 12)
    story = Story(municipality="GM9901", title="Meting", weeks_ago=3, domains={"geld": part}, general=nothing)
    assert list(story_problems(story, ASKED)) == [problem]


def test_addresses_can_belong_to_nobody() -> None:
    assert all(person.email.endswith(".example") for person in load_people().people)


def test_production_does_not_load_it(tmp_path: Path) -> None:
    program = (
        "import sys; from app.factory import build_app; from config import Settings\n"
        f"import app.cli.application; build_app(Settings(database_url='sqlite:///{tmp_path}/x.db'))\n"
        "sys.exit(int('app.example.data' in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0


def test_the_mails_are_on_a_page_in_example_mode_only(tmp_path: Path) -> None:
    def rules(example: bool) -> set[str]:
        app = build_app(Settings(database_url=f"sqlite:///{tmp_path}/x.db", example=example))
        return {rule.rule for rule in app.url_map.iter_rules()}

    assert rules(True) - rules(False) == {"/voorbeeld/post", "/voorbeeld/post/<uuid:mail_id>/samenhang.ics"}
