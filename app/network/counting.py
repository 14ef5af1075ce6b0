"""Counting at night: what changed the day before comes in, and what changed enough is shown and kept."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Row, and_, delete, func, insert, or_, select, tuple_, update
from sqlalchemy.orm import Session, aliased

from app.models import (
    Assessment,
    Municipality,
    NetworkCohort,
    NetworkConsent,
    NetworkFigure,
    NetworkMember,
    NetworkScore,
    NetworkState,
    PriorityChoice,
    Report,
    Trajectory,
    TrajectoryStep,
)
from app.network.entrance import core_with, keep_scores, newest_reports, rounds_until
from app.network.lanes import PATIENCE, QUESTION, QUESTIONS, changed_enough, pool, told
from app.network.privacy import CellFigure, Cohort, Ledger, Published, ScoreEntry, after, closed_filters, publish
from app.state.rounds import ended_by
from app.state.steps import STEP_IDS
from app.web.formatting import HERE

FINISHED = "finished"
"""Where a municipality is when all steps have ended, or somebody closed the trajectory."""


def steps_now(session: Session, day: date) -> Mapping[str, str]:
    """The step of each municipality of that day, by its id: of its newest trajectory, else of its newest inventory.

    A step has ended when somebody said so, or when the application saw it happen. What is part of another municipality
    is nowhere.
    """
    ended: dict[uuid.UUID, set[str]] = {}
    said = select(TrajectoryStep.trajectory_id, TrajectoryStep.step).where(TrajectoryStep.ended_on.is_not(None))
    for trajectory_id, step in session.execute(said):
        ended.setdefault(trajectory_id, set()).add(step)
    found: dict[str, str] = {}
    for row in session.execute(_rounds(day)):
        over = ended.get(row.trajectory_id, set[str]())
        seen = {"inventory": row.agreed, "priorities": row.chosen, "evaluation": row.evaluated}
        open_steps = (step for step in STEP_IDS if step not in over and seen.get(step) is None)
        now = FINISHED if row.ended_at is not None else next(open_steps, FINISHED)
        found.setdefault(row.municipality_id.hex, now)
    return found


def _rounds(day: date) -> Any:
    """Every inventory of who is there on this day, with its trajectory and what came after; trajectories go first."""
    later = aliased(Assessment)
    again = later.earlier_id == Assessment.id, later.round == "evaluation", later.state == "agreed"
    return (
        select(
            Assessment.municipality_id,
            Trajectory.id.label("trajectory_id"),
            Trajectory.ended_at,
            _first(Report.agreed_at, Report.assessment_id == Assessment.id).label("agreed"),
            _first(PriorityChoice.chosen_at, PriorityChoice.assessment_id == Assessment.id).label("chosen"),
            _first(later.agreed_at, *again).label("evaluated"),
        )
        .outerjoin(Trajectory, Trajectory.assessment_id == Assessment.id)
        .where(Assessment.municipality_id.not_in(select(Municipality.id).where(ended_by(day))))
        .order_by(Trajectory.created_at.is_(None), Trajectory.created_at.desc(), Assessment.created_at.desc())
    )


def _first(column: Any, *conditions: Any) -> Any:
    return select(func.min(column)).where(*conditions).correlate(Assessment).scalar_subquery()


Places = Mapping[uuid.UUID, tuple[str | None, str | None]]


def load_ledger(session: Session) -> Ledger:
    """Everything that was ever decided; three statements."""
    members: dict[int, dict[str, str]] = {}
    rows = session.execute(select(NetworkMember.cohort_number, NetworkMember.municipality_id, NetworkMember.mark))
    for number, municipality_id, mark in rows:
        members.setdefault(number, {})[municipality_id.hex] = mark
    cohorts = tuple(
        Cohort(str(row.number), row.cell, row.pool, members[row.number], tuple(row.inner), row.hidden)
        for row in session.scalars(select(NetworkCohort).order_by(NetworkCohort.number))
    )
    figures = {}
    for one in session.scalars(select(NetworkFigure)):
        low, middle, high = one.low, one.middle, one.high
        quartiles = None if low is None or middle is None or high is None else (low, middle, high)
        figures[one.cell, one.filter] = CellFigure(one.cell, one.filter, quartiles, one.size, one.counted)
    return Ledger(cohorts, figures)


def load_places(session: Session) -> Places:
    """The class of inhabitants and the province of every municipality, as far as they are known."""
    query = select(Municipality.id, Municipality.size_class, Municipality.region)
    return {row[0]: (row[1], row[2]) for row in session.execute(query)}


def groups(places: Places) -> dict[str, dict[str, str]]:
    """By municipality the filter of each kind in which it is."""
    found = {}
    for municipality_id, (size_class, province) in places.items():
        both = {"size": pool("size", size_class, province), "region": pool("region", size_class, province)}
        found[municipality_id.hex] = {kind: filter_ for kind, filter_ in both.items() if filter_}
    return found


def load_entries(session: Session, consents: Sequence[Any], places: Places, moment: datetime) -> list[ScoreEntry]:
    """The scores of these rounds that count, in the order in which they came."""
    by_id = {consent.id: consent for consent in consents}
    pools = {one.id: pool(one.lane, *places[one.municipality_id]) for one in consents}
    late = {one.id for one in consents if moment - one.scored_at >= PATIENCE}
    order = {one.id: place for place, one in enumerate(sorted(consents, key=lambda each: (each.scored_at, each.id)))}
    asking = [one.id for one in consents if one.lane == QUESTIONS]
    rows = _scores(session, by_id, asking)
    rows.sort(key=lambda row: order[row[0]])
    return [
        ScoreEntry(by_id[one].municipality_id.hex, cell, value, mark, pools[one], one in late)
        for one, cell, value, mark in rows
    ]


def _scores(
    session: Session, consent_ids: Iterable[uuid.UUID], asking: Sequence[uuid.UUID]
) -> list[Row[uuid.UUID, str, int, str]]:
    """What counts of these: of some the questions, of the others the domains, never both of the same answers."""
    columns = NetworkScore.consent_id, NetworkScore.cell, NetworkScore.value, NetworkScore.mark
    of_question = NetworkScore.cell.startswith(f"{QUESTION}/")
    set_apart = frozenset(asking)
    others = [one for one in consent_ids if one not in set_apart]
    domains = and_(NetworkScore.consent_id.in_(others), ~of_question)
    questions = and_(NetworkScore.consent_id.in_(asking), of_question)
    return list(session.execute(select(*columns).where(or_(domains, questions))))


def broken_cohorts(session: Session) -> frozenset[str]:
    """The cohorts that came in while a round took part which its municipality withdrew since, with that round or not.

    Which of its rounds a score is of is not kept: whoever withdraws one takes along all that came in meanwhile.
    """
    holding = aliased(NetworkConsent)
    again = select(holding.id).where(
        holding.assessment_id == NetworkConsent.assessment_id, holding.withdrawn_at.is_(None)
    )
    query = (
        select(NetworkCohort.number)
        .join(NetworkMember, NetworkMember.cohort_number == NetworkCohort.number)
        .join(NetworkConsent, NetworkConsent.municipality_id == NetworkMember.municipality_id)
        .where(NetworkConsent.given_at < NetworkCohort.closed_at, NetworkCohort.closed_at < NetworkConsent.withdrawn_at)
        .where(~again.exists())
    )
    return frozenset(str(number) for number in session.scalars(query.distinct()))


def keep_published(session: Session, published: Published, *, now: datetime) -> None:
    """Keep the cohorts that came in and the figures that are shown anew."""
    cohorts = [
        {"number": int(one.id), "cell": one.cell, "pool": one.pool, "inner": list(one.inner), "hidden": one.hidden}
        for one in published.cohorts
    ]
    members = [
        {"cohort_number": int(one.id), "municipality_id": uuid.UUID(hex=who), "mark": mark}
        for one in published.cohorts
        for who, mark in one.members.items()
    ]
    if cohorts:
        # Past the ORM, which takes twice as long for ten thousand rows.
        connection = session.connection()
        connection.execute(insert(NetworkCohort), [{**row, "closed_at": now} for row in cohorts])
        connection.execute(insert(NetworkMember), members)
    if published.figures:
        # One statement for all: which cells and filters there are is known, whatever stood in them.
        keys = [(figure.cell, figure.filter) for figure in published.figures]
        session.execute(delete(NetworkFigure).where(tuple_(NetworkFigure.cell, NetworkFigure.filter).in_(keys)))
        rows = []
        for figure in published.figures:
            low, middle, high = figure.quartiles or (None, None, None)
            shown = {"low": low, "middle": middle, "high": high, "size": figure.size, "counted": dict(figure.counted)}
            rows.append({"cell": figure.cell, "filter": figure.filter, "published_at": now, **shown})
        session.execute(insert(NetworkFigure), rows)


def count_tonight(session: Session, *, now: datetime) -> bool:
    """Count everything once a night; whether it did. What happened today waits, so that nobody sees their own click."""
    midnight = datetime.combine(now.astimezone(HERE).date(), time(), HERE)
    state = session.get(NetworkState, 1)
    if state is not None and state.counted_at >= midnight:
        return False
    if state is not None:
        # Two processes: the second waits here, and finds that it was done.
        session.refresh(state, with_for_update=True)
        if state.counted_at >= midnight:
            return False
    else:
        state = NetworkState(id=1, counted_at=now, closed_filters={}, told={}, places={}, told_at=None)
        session.add(state)
    state.counted_at = now
    count(session, state, midnight, now=now)
    return True


def count(session: Session, state: NetworkState, midnight: datetime, *, now: datetime) -> None:
    """Count what was known at midnight, and tell where municipalities are when enough of them moved."""
    rounds = rounds_until(session, midnight)
    if score_again(session, rounds, midnight, now=now):
        rounds = rounds_until(session, midnight)
    newest: dict[uuid.UUID, Any] = {}
    for consent in rounds:
        newest.setdefault(consent.municipality_id, consent)
    places = load_places(session)
    entries = load_entries(session, tuple(newest.values()), places, now)
    ledger = load_ledger(session)
    day = midnight.astimezone(HERE).date()
    ended = {one.hex for one, row in newest.items() if row.valid_until is not None and row.valid_until < day}
    published = publish(ledger, entries, {one.hex for one in newest}, ended=ended, broken=broken_cohorts(session))
    keep_published(session, published, now=now)
    owned = ((entry.municipality, entry.cell) for entry in entries)
    state.closed_filters = closed_filters(owned, groups(places), after(ledger, published).figures)
    steps = steps_now(session, day)
    if changed_enough(state.places, steps):
        state.told, state.places, state.told_at = dict(told(steps)), dict(steps), now


def score_again(session: Session, rounds: Sequence[Any], midnight: datetime, *, now: datetime) -> bool:
    """Keep the scores of the newest report of each round, on the core that all rounds share now; whether any differ."""
    core = core_with(session)
    old = {one.assessment_id: one for one in rounds if one.core != core.name or _is_newer(one, midnight)}
    if not old:
        return False
    found = [(old[report.assessment_id], report) for report in newest_reports(session, old)]
    keep_scores(session, found, core)
    # With another core alone nobody begins to wait anew.
    rows = [
        {
            "id": one.id,
            "report_number": report.number,
            "core": core.name,
            "scored_at": now if _is_newer(one, midnight) else one.scored_at,
        }
        for one, report in found
    ]
    session.execute(update(NetworkConsent), rows)
    return True


def _is_newer(round_: Any, midnight: datetime) -> bool:
    """Whether a round was agreed again after it was scored, and before the night."""
    return round_.agreed_at is not None and round_.scored_at < round_.agreed_at < midnight
