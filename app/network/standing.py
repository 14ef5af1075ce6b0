"""How a municipality stands among others: per domain and dimension the figures, and where its own score lies."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Municipality, NetworkConsent, NetworkFigure, NetworkScore, NetworkState
from app.network.entrance import NETWORK, Viewer, blueprint, load_viewer, require_belonging
from app.network.lanes import dimension_cell
from app.network.privacy.model import ALL
from app.network.privacy.rules import CAREFUL, POINT
from app.texts import network as texts
from app.texts.network import FILTERS
from app.web.extensions import db
from questionnaires.catalogue import current
from questionnaires.model import Domain

STEP = CAREFUL.step


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """What is shown of a cell."""

    low: int
    middle: int
    high: int
    size: int


@dataclass(frozen=True, slots=True)
class Row:
    """A dimension of a domain."""

    title: str
    own: float | None
    """The own score in points; None when there is none."""
    shown: ShownFigure | None

    @property
    def is_near_middle(self) -> bool:
        """Whether the own score is the middle one, as far as that is told."""
        return self.own is not None and self.shown is not None and abs(self.own - self.shown.middle) < STEP / 2

    @property
    def quarter(self) -> int | None:
        """0 to 3: in which quarter the own score lies; None when that cannot be told."""
        if self.own is None or self.shown is None:
            return None
        return sum(self.own >= border for border in (self.shown.low, self.shown.middle, self.shown.high))


@dataclass(frozen=True, slots=True)
class NetworkStanding:
    """The whole page."""

    domains: Sequence[tuple[Domain, Sequence[Row]]]
    """Those of which something is shown, or in which there is an own score."""
    others: Sequence[Domain]
    """Those of which there is nothing to tell."""
    offered: Sequence[str]
    """The filters that show something somewhere."""

    @property
    def has_figures(self) -> bool:
        """Whether anything of others is shown."""
        return any(row.shown for _, rows in self.domains for row in rows)


def standing(session: Session, consent: NetworkConsent | None, filter_: str) -> NetworkStanding:
    """The figures with a filter beside the scores of a round; three statements at most."""
    questionnaire = current(NETWORK)
    closed = session.scalar(select(NetworkState.closed_filters)) or {}
    figures, groups = _figures(session, filter_, closed)
    own = _own(session, consent) if consent else {}
    told, silent = [], []
    for domain in questionnaire.domains:
        rows = []
        for dimension in questionnaire.dimensions:
            cell = dimension_cell(domain.id, dimension.id)
            rows.append(Row(dimension.title, own.get(cell), figures.get(cell)))
        if any(row.shown or row.own is not None for row in rows):
            told.append((domain, rows))
        else:
            silent.append(domain)
    return NetworkStanding(told, silent, [name for name in FILTERS if name in groups])


def _figures(
    session: Session, filter_: str, closed: Mapping[str, Sequence[str]]
) -> tuple[dict[str, ShownFigure], frozenset[str]]:
    """What is shown with this filter by cell, and which other filters can be chosen."""
    columns = NetworkFigure.cell, NetworkFigure.filter, NetworkFigure.low, NetworkFigure.middle, NetworkFigure.high
    query = select(*columns, NetworkFigure.size).where(NetworkFigure.low.is_not(None))
    found: dict[str, ShownFigure] = {}
    groups = set()
    for cell, name, low, middle, high, size in session.execute(query):
        if low is None or middle is None or high is None or _is_closed(name, closed.get(cell, ())):
            continue
        groups.add(name)
        if name == filter_:
            found[cell] = ShownFigure(low, middle, high, size)
    return found, frozenset(groups - {ALL})


def _is_closed(name: str, kinds: Sequence[str]) -> bool:
    return name != ALL and name.partition(":")[0] in kinds


def _own(session: Session, consent: NetworkConsent) -> dict[str, float]:
    query = select(NetworkScore.cell, NetworkScore.value).where(NetworkScore.consent_id == consent.id)
    return {cell: value / POINT for cell, value in session.execute(query)}


def known_filters() -> Iterable[str]:
    """Everything that can be asked for."""
    return (ALL, *FILTERS)


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """The figures of others with the own scores beside them; for who takes part, and for the Stichting."""
    require_belonging()
    viewer = load_viewer(db.session, current_user)
    if not viewer.may_see:
        return render_template("network/outside.html", viewer=viewer)
    filter_ = request.args.get("groep", "")
    if filter_ not in known_filters():
        abort(404)
    municipality = _chosen(viewer)
    found = standing(db.session, viewer.taking_part[municipality] if municipality else None, filter_)
    return render_template(
        "network/overview.html",
        viewer=viewer,
        municipality=municipality,
        standing=found,
        filter=filter_,
        texts=texts,
    )


def _chosen(viewer: Viewer) -> Municipality | None:
    """Whose scores stand beside the figures: the one that was asked for, else the first that takes part."""
    asked = request.args.get("gemeente", "")
    if not asked:
        return next(iter(viewer.taking_part), None)
    return next((one for one in viewer.taking_part if one.code == asked), None) or abort(404)
