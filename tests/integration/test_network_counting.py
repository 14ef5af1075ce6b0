"""Counting at night: what comes in, what is shown, what waits, and who stopped."""

from collections import Counter
from datetime import timedelta
from random import Random

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.models import (
    Assessment,
    Municipality,
    NetworkCohort,
    NetworkConsent,
    NetworkFigure,
    NetworkMember,
    NetworkScore,
    NetworkState,
)
from app.network.counting import broken_cohorts
from app.network.entrance import give_consent, withdraw_consent
from app.web.clock import now
from questionnaires.catalogue import current
from tests.factories import People
from tests.merging import merge, undo
from tests.network import add_report, agree_again, join, make_network, make_place, make_round, night, values_of

CELL = "geld/middelen"


def shown(session: Session, filter_: str = "", cell: str = CELL) -> tuple[int | None, int | None, int | None] | None:
    """The quartiles that are shown."""
    session.expire_all()
    row = session.get(NetworkFigure, (cell, filter_))
    return None if row is None else (row.low, row.middle, row.high)


def count(session: Session, table: type) -> int:
    """How many rows a table has."""
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_eight_municipalities_are_not_shown_and_nine_are(session: Session, people: People) -> None:
    make_network(session, people.coordinator, 8)
    assert night(session) and shown(session) is None
    assert not night(session)
    make_network(session, people.coordinator, 1, first=20)
    assert night(session, days=1)
    figure = shown(session)
    assert figure is not None and all(value is not None and value % 5 == 0 for value in figure)
    assert count(session, NetworkCohort) == 6
    assert count(session, NetworkMember) == 54


def test_what_happens_today_counts_tomorrow(session: Session, people: People) -> None:
    make_network(session, people.coordinator, 8)
    place = make_place(session, 30)
    made = make_round(session, place, people.coordinator, values_of(("geld",), Random(1), 2), ("geld",))
    give_consent(session, people.coordinator, made, now=now())
    session.commit()
    night(session)
    assert shown(session) is None
    night(session, days=1)
    assert shown(session) is not None


def test_a_count_of_a_network_in_which_nothing_changed_changes_nothing(session: Session, people: People) -> None:
    make_network(session, people.coordinator, 12)
    night(session)
    before = session.execute(select(NetworkFigure.cell, NetworkFigure.published_at)).all()
    night(session, days=1)
    assert session.execute(select(NetworkFigure.cell, NetworkFigure.published_at)).all() == before


def test_who_stops_loses_the_scores_that_were_kept_and_stays_in_what_was_published(
    session: Session, people: People
) -> None:
    rounds = make_network(session, people.coordinator, 9)
    night(session)
    before = shown(session)
    withdraw_consent(session, people.coordinator, rounds[0], now=now())
    session.commit()
    gone = select(NetworkConsent.id).where(NetworkConsent.assessment_id == rounds[0].id)
    assert not session.scalars(select(NetworkScore).where(NetworkScore.consent_id.in_(gone))).all()
    night(session, days=1)
    assert shown(session) == before
    # Nine others come: what is shown then is of those nine alone.
    make_network(session, people.coordinator, 12, first=40, middle=4)
    night(session, days=2)
    later = shown(session)
    assert later is not None and later != before


def test_who_stops_and_begins_again_has_changed_nothing(session: Session, people: People) -> None:
    rounds = make_network(session, people.coordinator, 9)
    night(session)
    withdraw_consent(session, people.coordinator, rounds[0], now=now())
    join(session, people.coordinator, rounds[:1], days_ago=0)
    session.commit()
    night(session, days=1)
    cohorts = count(session, NetworkCohort)
    make_network(session, people.coordinator, 8, first=40)
    night(session, days=2)
    assert count(session, NetworkCohort) == cohorts
    lanes = session.scalars(select(NetworkConsent.lane).where(NetworkConsent.assessment_id == rounds[0].id)).all()
    assert len(lanes) == 2 and len(set(lanes)) == 1


def test_a_newer_report_of_a_round_brings_newer_scores(session: Session, people: People) -> None:
    rounds = make_network(session, people.coordinator, 9)
    night(session)
    query = select(NetworkScore.value).where(NetworkScore.cell == CELL).order_by(NetworkScore.value)
    before = session.scalars(query).all()
    place = make_place(session, 50)
    add_report(
        session, rounds[0], place, people.coordinator, dict.fromkeys(values_of(("geld",), Random(1), 2), 4), number=2
    )
    agree_again(session, rounds[0], now())
    session.commit()
    night(session)
    assert session.scalars(query).all() == before
    night(session, days=1)
    after = session.scalars(query).all()
    assert after[-1] == 1_000_000 and len(after) == 9
    numbers = session.scalars(select(NetworkConsent.report_number)).all()
    assert sorted(numbers) == [1] * 8 + [2]


def test_the_newest_round_that_takes_part_counts(session: Session, people: People) -> None:
    rounds = make_network(session, people.coordinator, 9)
    night(session)
    high = dict.fromkeys(values_of(("geld",), Random(1), 2), 4)
    newer = make_round(session, make_place(session, 60), people.coordinator, high, ("geld",), now())
    newer.municipality_id = rounds[0].municipality_id
    join(session, people.coordinator, [newer])
    session.commit()
    night(session, days=1)
    assert count(session, NetworkCohort) == 6
    # Of nine others eight count for domains: with the newer round of the first they are nine.
    make_network(session, people.coordinator, 9, first=70)
    night(session, days=2)
    members = select(NetworkMember.municipality_id).where(NetworkMember.municipality_id == rounds[0].municipality_id)
    assert len(session.scalars(members).all()) == 9


def test_the_questions_of_the_country_are_of_other_municipalities(session: Session, people: People) -> None:
    make_network(session, people.coordinator, 48)
    night(session)
    assert shown(session, cell="vraag/A.BE") is not None
    lanes = Counter(session.scalars(select(NetworkConsent.lane)))
    assert lanes["questions"] == 9 and lanes["open"] == 21
    of_questions = select(NetworkConsent.municipality_id).where(NetworkConsent.lane == "questions")
    query = select(NetworkCohort.cell).join(NetworkMember, NetworkMember.cohort_number == NetworkCohort.number)
    cells = set(session.scalars(query.where(NetworkMember.municipality_id.in_(of_questions))))
    assert cells and all(cell.startswith("vraag/") for cell in cells)


def test_groups_are_shown_only_when_all_of_them_can_be(session: Session, people: People) -> None:
    make_network(session, people.coordinator, 130)
    night(session)
    state = session.get(NetworkState, 1)
    assert state is not None and "size" in state.closed_filters[CELL]
    make_network(session, people.coordinator, 80, first=200)
    night(session, days=1)
    session.expire_all()
    state = session.get(NetworkState, 1)
    assert state is not None and "size" not in state.closed_filters[CELL]
    assert all(shown(session, f"size:{size}") for size in ("0-20", "20-50", "50-100", "100+"))


def test_a_score_that_waits_for_its_group_for_long_comes_in_with_everybody(session: Session, people: People) -> None:
    make_network(session, people.coordinator, 24)
    make_network(session, people.coordinator, 12, first=100)
    night(session)
    cohorts = count(session, NetworkCohort)
    night(session, days=61)
    assert count(session, NetworkCohort) > cohorts


def test_what_is_part_of_another_one_stays_where_it_is_and_comes_in_nowhere_else(
    session: Session, people: People
) -> None:
    rounds = make_network(session, people.coordinator, 9)
    night(session)
    before = shown(session)
    merge(session, session.get_one(Municipality, rounds[0].municipality_id), people.municipality)
    night(session, days=1)
    assert shown(session) == before and count(session, NetworkMember) == 54
    # Of twelve that wait eight have ended: the others are too few.
    waiting = [one.municipality_id for one in make_network(session, people.coordinator, 12, first=40)]
    for place in waiting[:8]:
        merge(session, session.get_one(Municipality, place), people.municipality)
    night(session, days=2)
    assert count(session, NetworkMember) == 54
    for place in waiting[:8]:
        undo(session, session.get_one(Municipality, place))
    night(session, days=3)
    assert count(session, NetworkMember) > 54


def test_when_the_only_round_of_a_version_stops_nothing_changes_for_the_others(
    session: Session, people: People
) -> None:
    """The core stays, so nobody has other scores and nobody begins to wait anew."""
    rounds = make_network(session, people.coordinator, 12)
    values = values_of(("geld", "inclusie"), Random(3), 2)
    older = make_round(session, make_place(session, 90), people.coordinator, values)
    session.execute(update(Assessment).where(Assessment.id == older.id).values(questionnaire_version=1))
    session.commit()
    scored_at = session.scalars(select(NetworkConsent.scored_at).order_by(NetworkConsent.id)).all()
    join(session, people.coordinator, [older])
    session.commit()
    night(session)
    theirs = select(NetworkConsent).where(NetworkConsent.assessment_id.in_([one.id for one in rounds]))
    consents = session.scalars(theirs.order_by(NetworkConsent.id)).all()
    core = f"iba 1-{current('iba').version}"
    assert {one.core for one in consents} == {core} and [one.scored_at for one in consents] == scored_at
    figures = select(NetworkFigure.cell, NetworkFigure.low, NetworkFigure.middle, NetworkFigure.high)
    before, cohorts = session.execute(figures.order_by(NetworkFigure.cell)).all(), count(session, NetworkCohort)
    withdraw_consent(session, people.coordinator, session.get_one(Assessment, older.id), now=now())
    session.commit()
    night(session, days=1)
    assert session.execute(figures.order_by(NetworkFigure.cell)).all() == before
    assert count(session, NetworkCohort) == cohorts and all(low is not None for _, low, _, _ in before)
    assert set(session.scalars(theirs.with_only_columns(NetworkConsent.core))) == {core}


def test_who_stops_with_one_round_and_takes_part_with_another_is_left_out_too(session: Session, people: People) -> None:
    rounds = make_network(session, people.coordinator, 12)
    older = make_round(
        session,
        session.get_one(Municipality, rounds[0].municipality_id),
        people.coordinator,
        values_of(("geld", "inclusie"), Random(5), 2),
        at=now() - timedelta(days=300),
    )
    join(session, people.coordinator, [older])
    session.commit()
    night(session)
    assert shown(session) is not None and not broken_cohorts(session)
    withdraw_consent(session, people.coordinator, rounds[0], now=now() + timedelta(hours=1))
    session.commit()
    assert len(broken_cohorts(session)) == count(session, NetworkCohort) == 6
    make_network(session, people.coordinator, 12, first=40)
    night(session, days=2)
    # Nine newcomers that count for domains, and the older round of who stopped; with those of before more than twenty.
    assert session.get_one(NetworkFigure, (CELL, "")).size == 10 and count(session, NetworkCohort) > 6
    # The same round once more is no change.
    join(session, people.coordinator, rounds[:1], days_ago=0)
    session.commit()
    assert not broken_cohorts(session)
