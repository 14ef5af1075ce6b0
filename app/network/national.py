"""The country, for the Stichting: how many municipalities are where, which questions are weakest, and as files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents.files import inert, semicolon_file
from app.models import NetworkFigure, NetworkState
from app.network.entrance import NETWORK, blueprint, require_stichting
from app.network.lanes import QUESTION
from app.network.privacy import ALL
from app.network.standing import standing
from app.texts import network as texts
from app.texts.network import STAGES
from app.texts.paper import ANY_DOMAIN
from app.web.extensions import db
from app.web.formatting import HERE
from app.web.publication import send
from questionnaires.catalogue import current
from questionnaires.model import Domain


@dataclass(frozen=True, slots=True)
class Stage:
    """How many municipalities are at a step: rounded down to fives, 0 below five."""

    id: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class WeakQuestion:
    """A question in words that fit every domain, with the middle of its scores."""

    code: str
    short_name: str
    text: str
    middle: int
    size: int
    since: date


@dataclass(frozen=True, slots=True)
class Country:
    """The whole page."""

    stages: Sequence[Stage]
    told_on: date | None
    questions: Sequence[WeakQuestion]
    """The weakest first."""

    @property
    def headline(self) -> str:
        """Where most municipalities are."""
        return texts.most_are([(stage.id, stage.count) for stage in self.stages])

    @property
    def most(self) -> int:
        """The highest number of municipalities at a step."""
        return max((stage.count for stage in self.stages), default=0)


def country(session: Session) -> Country:
    """What is shown of the country; two statements."""
    row = session.execute(select(NetworkState.told, NetworkState.told_at)).first()
    numbers, told_at = (row.told, row.told_at) if row else ({}, None)
    stages = [Stage(step, title, numbers.get(step, 0)) for step, title in STAGES.items()]
    return Country(stages, told_at.astimezone(HERE).date() if told_at else None, _weakest(session))


def _weakest(session: Session) -> list[WeakQuestion]:
    query = select(NetworkFigure.cell, NetworkFigure.middle, NetworkFigure.size, NetworkFigure.published_at).where(
        NetworkFigure.filter == ALL, NetworkFigure.middle.is_not(None), NetworkFigure.cell.startswith(f"{QUESTION}/")
    )
    figures = {
        cell.partition("/")[2]: (middle, size, since.astimezone(HERE).date())
        for cell, middle, size, since in session.execute(query)
        if middle is not None
    }
    questionnaire = current(NETWORK)
    parameters = questionnaire.own_domain.model_copy(update={"domein": ANY_DOMAIN})
    anything = Domain(id="any", title=ANY_DOMAIN, short=ANY_DOMAIN, explanation="", parameters=parameters)
    asked = [one for one in questionnaire.questions_in(anything) if one.id in figures]
    return sorted(
        (WeakQuestion(one.id, one.short_name, one.text, *figures[one.id]) for one in asked),
        key=lambda weak: weak.middle,
    )


def stages_table(country: Country) -> str:
    """Steps, and how many municipalities are there as it may be told."""
    rows = [(inert(stage.title), texts.told(stage.count)) for stage in country.stages]
    return semicolon_file([texts.CSV_STAGES, *rows])


def questions_table(country: Country) -> str:
    """Questions, the weakest first."""
    rows = [
        (inert(weak.short_name), inert(weak.text), inert(weak.code), str(weak.middle), texts.SIZES[weak.size])
        for weak in country.questions
    ]
    return semicolon_file([texts.CSV_QUESTIONS, *rows])


@blueprint.get("/landelijk")
def national() -> ResponseReturnValue:
    """Where municipalities are, and which questions are weakest."""
    require_stichting()
    return render_template(
        "network/national.html", country=country(db.session), standing=standing(db.session, None, ALL), texts=texts
    )


@blueprint.get("/landelijk/stappen.csv")
def national_stages() -> ResponseReturnValue:
    """How many municipalities are at each step, as a file."""
    require_stichting()
    return send(stages_table(country(db.session)).encode(), "netwerk-stappen", "csv")


@blueprint.get("/landelijk/vragen.csv")
def national_questions() -> ResponseReturnValue:
    """The questions, the weakest first, as a file."""
    require_stichting()
    return send(questions_table(country(db.session)).encode(), "netwerk-vragen", "csv")
