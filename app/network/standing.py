"""How a municipality stands among others; and the country, for the Stichting: who is where, and what is weakest."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents.files import inert, semicolon_file
from app.models import AssessmentDomain, Municipality, NetworkConsent, NetworkFigure, NetworkScore, NetworkState
from app.network.entrance import (
    NETWORK,
    Viewer,
    blueprint,
    counted_scores,
    load_viewer,
    newest_reports,
    require_belonging,
    require_stichting,
)
from app.network.lanes import QUESTION, dimension_cell
from app.network.practice import Sought, load_practices
from app.network.privacy import ALL, CAREFUL, POINT
from app.reports.context import frozen_data
from app.state.rounds import has_ended
from app.texts import network as texts
from app.texts.network import FILTERS, STAGES
from app.web.clock import today
from app.web.extensions import db
from app.web.formatting import HERE, rounded
from app.web.publication import send
from questionnaires.catalogue import current, questionnaire
from questionnaires.model import Dimension, Domain
from scoring.engine import score

STEP = CAREFUL.step
HEIGHTS = {"high": 2, "above": 1, "below": -1, "low": -2}
"""What the order of the domains goes by."""
NEWEST = 6
"""How many shared actions stand below the figures."""


@dataclass(frozen=True, slots=True)
class ShownFigure:
    low: int
    middle: int
    high: int
    size: int
    since: date


@dataclass(frozen=True, slots=True)
class StandingCell:
    title: str
    own: float | None
    """The own score in points; None when there is none."""
    reported: float | None
    """The score in the report, where that is another one."""
    shown: ShownFigure | None
    was_shown: bool
    """Whether a figure stood here, until too many stopped or had a newer score that waits."""

    @property
    def place(self) -> str:
        """Where the own score lies: high, above, middle, below or low; empty when that cannot be told.

        Figures are rounded, and are of those that came in: a quarter or a half is told from a step beyond its border.
        """
        if self.own is None or self.shown is None:
            return ""
        away = self.own - self.shown.middle
        if abs(away) < STEP:
            return "middle"
        if away > 0:
            return "high" if self.own - self.shown.high >= STEP else "above"
        return "low" if self.shown.low - self.own >= STEP else "below"


@dataclass(frozen=True, slots=True)
class StandingRow:
    """A domain, with its dimensions in their order."""

    domain: Domain
    is_asked: bool
    """Whether the round that takes part is about it."""
    cells: Sequence[StandingCell]

    @property
    def figures(self) -> list[ShownFigure]:
        return [cell.shown for cell in self.cells if cell.shown]

    @property
    def size(self) -> int:
        """As many municipalities as the figure of the fewest is of, as a step; 0 without figures."""
        return min((figure.size for figure in self.figures), default=0)

    @property
    def since(self) -> date | None:
        """Since when its newest figure stands."""
        return max((figure.since for figure in self.figures), default=None)

    @property
    def height(self) -> int:
        """How high the domain stands, by the words in its row."""
        return sum(HEIGHTS.get(cell.place, 0) for cell in self.cells)

    def stands(self, place: str, other: str) -> bool:
        """Whether most dimensions lie there, and none at the other end."""
        places = Counter(cell.place for cell in self.cells)
        return places[place] > 1 and not places[other]


@dataclass(frozen=True, slots=True)
class NetworkStanding:
    dimensions: Sequence[Dimension]
    rows: Sequence[StandingRow]
    """The domains of which something is shown, or in which there is an own score; those of the round first, the highest
    on top."""
    others: Sequence[Domain]
    """Those of which there is nothing to tell."""
    offered: Sequence[str]
    """The filters that show something somewhere."""

    @property
    def asked(self) -> list[StandingRow]:
        """Those of the round."""
        return [row for row in self.rows if row.is_asked]

    @property
    def not_asked(self) -> list[StandingRow]:
        """Those of others only."""
        return [row for row in self.rows if not row.is_asked]

    @property
    def figures(self) -> list[ShownFigure]:
        return [figure for row in self.rows for figure in row.figures]

    @property
    def is_gone(self) -> bool:
        """Whether figures stood here and none does."""
        return not self.figures and any(cell.was_shown for row in self.rows for cell in row.cells)

    @property
    def size(self) -> int:
        """As many municipalities as most figures are of, as a step; 0 without figures."""
        sizes = Counter(figure.size for figure in self.figures)
        return max(sizes, key=lambda size: (sizes[size], size), default=0)

    @property
    def days(self) -> tuple[date, date] | None:
        """Since when the oldest and the newest figure stand."""
        moments = [figure.since for figure in self.figures]
        return (min(moments), max(moments)) if moments else None

    @property
    def headline(self) -> str:
        ends = [
            [row.domain.short for row in self.rows if row.stands(place, other)]
            for place, other in (("high", "low"), ("low", "high"))
        ]
        places = {cell.place for row in self.rows for cell in row.cells}
        return texts.headline(*ends, is_told=bool(places - {""}), is_spread=bool(places & {"high", "low"}))

    @property
    def is_of_other_questions(self) -> bool:
        """Whether an own score is another one than in the report."""
        return any(cell.reported is not None for row in self.rows for cell in row.cells)


def standing(session: Session, consent: NetworkConsent | None, filter_: str) -> NetworkStanding:
    """The figures with a filter beside the scores of a round; five statements at most."""
    asked = current(NETWORK)
    closed = session.scalar(select(NetworkState.closed_filters)) or {}
    figures, gone, groups = _figures(session, filter_, closed)
    own: dict[str, float] = {}
    reported: dict[str, float] = {}
    chosen: frozenset[str] = frozenset()
    if consent:
        values = select(NetworkScore.cell, NetworkScore.value).where(NetworkScore.consent_id == consent.id)
        own = {cell: value / POINT for cell, value in session.execute(values)}
        reported = _reported(session, consent)
        domains = select(AssessmentDomain.domain).where(AssessmentDomain.assessment_id == consent.assessment_id)
        chosen = frozenset(session.scalars(domains))
    told, silent = [], []
    for domain in asked.domains:
        cells = []
        for dimension in asked.dimensions:
            cell = dimension_cell(domain.id, dimension.id)
            mine = own.get(cell)
            said = _other(reported.get(cell), mine)
            cells.append(StandingCell(dimension.title, mine, said, figures.get(cell), cell in gone))
        if any(cell.shown or cell.own is not None for cell in cells):
            told.append(StandingRow(domain, domain.id in chosen, cells))
        else:
            silent.append(domain)
    told.sort(key=lambda row: (not row.is_asked, -row.height))
    return NetworkStanding(asked.dimensions, told, silent, [name for name in FILTERS if name in groups])


def _figures(
    session: Session, filter_: str, closed: Mapping[str, Sequence[str]]
) -> tuple[dict[str, ShownFigure], frozenset[str], frozenset[str]]:
    """What is shown with this filter by cell, where it was shown before, and which other filters can be chosen."""
    columns = NetworkFigure.cell, NetworkFigure.filter, NetworkFigure.low, NetworkFigure.middle, NetworkFigure.high
    found: dict[str, ShownFigure] = {}
    groups, gone = set(), set()
    query = select(*columns, NetworkFigure.size, NetworkFigure.published_at)
    for cell, name, low, middle, high, size, since in session.execute(query):
        if name != ALL and name.partition(":")[0] in closed.get(cell, ()):
            continue
        if low is None or middle is None or high is None:
            gone |= {cell} if name == filter_ else set()
            continue
        groups.add(name)
        if name == filter_:
            found[cell] = ShownFigure(low, middle, high, size, since.astimezone(HERE).date())
    return found, frozenset(gone), frozenset(groups - {ALL})


def _reported(session: Session, consent: NetworkConsent) -> dict[str, float]:
    """What the newest report of the round says by cell; empty when it can say nothing else than the network does."""
    version = consent.assessment.questionnaire_version
    if consent.core == f"{NETWORK} {version}-{version}":
        return {}
    report = next(iter(newest_reports(session, [consent.assessment_id])))
    result = score(questionnaire(NETWORK, version), frozen_data(report))
    return {
        dimension_cell(domain, dimension): float(value)
        for domain, one in result.domains.items()
        for dimension, value in one.known.dimensions.items()
        if value is not None
    }


def _other(reported: float | None, own: float | None) -> float | None:
    """What the report says, where that reads as another number than the own score here."""
    if reported is None or own is None or rounded(reported, 0) == rounded(own, 0):
        return None
    return reported


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """The figures of others with the own scores beside them; for who takes part, and for the Stichting."""
    require_belonging()
    viewer = load_viewer(db.session, current_user)
    if not viewer.may_see:
        return render_template("network/outside.html", viewer=viewer, texts=texts)
    filter_ = request.args.get("groep", "")
    if filter_ not in (ALL, *FILTERS):
        abort(404)
    municipality = _beside(viewer)
    consent = viewer.taking_part[municipality] if municipality else None
    counts = None
    if municipality and consent and not has_ended(municipality, today()):
        counts = counted_scores(db.session, consent)
    own = frozenset(one.id for one in viewer.own)
    return render_template(
        "network/overview.html",
        viewer=viewer,
        municipality=municipality,
        consent=consent,
        counts=counts,
        standing=standing(db.session, consent, filter_),
        shared=load_practices(db.session, Sought(), 1, own, NEWEST),
        filter=filter_,
        texts=texts,
    )


def _beside(viewer: Viewer) -> Municipality | None:
    """Whose scores stand beside the figures: the one that was asked for, else the first that takes part."""
    asked = request.args.get("gemeente", "")
    if not asked:
        return next(iter(viewer.taking_part), None)
    return next((one for one in viewer.taking_part if one.code == asked), None) or abort(404)


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
    stages: Sequence[Stage]
    told_on: date | None
    questions: Sequence[WeakQuestion]
    """The weakest first."""

    @property
    def headline(self) -> str:
        return texts.most_are([(stage.id, stage.count) for stage in self.stages])

    @property
    def most(self) -> int:
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
    asked = current(NETWORK)
    known = [one for one in asked.questions_in(asked.any_domain) if one.id in figures]
    return sorted(
        (WeakQuestion(one.id, one.short_name, one.text, *figures[one.id]) for one in known),
        key=lambda weak: weak.middle,
    )


@blueprint.get("/landelijk")
def national() -> ResponseReturnValue:
    require_stichting()
    return render_template(
        "network/national.html", country=country(db.session), standing=standing(db.session, None, ALL), texts=texts
    )


@blueprint.get("/landelijk/stappen.csv")
def national_stages() -> ResponseReturnValue:
    require_stichting()
    rows = [(inert(stage.title), texts.told(stage.count)) for stage in country(db.session).stages]
    return send(semicolon_file([texts.CSV_STAGES, *rows]).encode(), "netwerk-stappen", "csv")


@blueprint.get("/landelijk/vragen.csv")
def national_questions() -> ResponseReturnValue:
    """The questions, the weakest first, as a file."""
    require_stichting()
    rows = [
        (inert(weak.short_name), inert(weak.text), inert(weak.code), str(weak.middle), texts.SIZES[weak.size])
        for weak in country(db.session).questions
    ]
    return send(semicolon_file([texts.CSV_QUESTIONS, *rows]).encode(), "netwerk-vragen", "csv")
