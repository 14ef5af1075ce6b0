"""The last day that is proposed: two weeks from today, and a day on which a municipality works."""

from datetime import date, timedelta

import pytest

from app.state.last_day import is_working_day, proposed_last_day


@pytest.mark.parametrize(
    "holiday",
    [
        "2026-01-01",
        "2026-04-03",
        "2026-04-06",
        "2026-04-27",
        "2026-05-05",
        "2026-05-14",
        "2026-05-25",
        "2026-12-25",
        # In 2027 Easter is on 28 March; in 2031 the 27th of April is a Sunday.
        "2027-03-26",
        "2027-03-29",
        "2027-05-06",
        "2027-05-17",
        "2031-04-26",
    ],
)
def test_nobody_works_on_a_holiday(holiday: str) -> None:
    assert not is_working_day(date.fromisoformat(holiday))


@pytest.mark.parametrize("day", ["2026-04-07", "2026-04-28", "2026-05-04", "2026-12-24", "2031-04-28"])
def test_people_work_around_it(day: str) -> None:
    assert is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("today", "proposed"),
    [
        ("2026-12-02", "2026-12-16"),
        ("2026-12-05", "2026-12-21"),
        # Christmas is a Friday, and Saturday and Sunday come after it.
        ("2026-12-11", "2026-12-28"),
        ("2027-03-13", "2027-03-30"),
    ],
)
def test_the_proposal_is_in_two_weeks_or_the_first_working_day_after(today: str, proposed: str) -> None:
    assert proposed_last_day(date.fromisoformat(today)) == date.fromisoformat(proposed)


def test_every_proposal_gives_two_weeks_and_not_much_more() -> None:
    for number in range(3000):
        today = date(2026, 1, 1) + timedelta(days=number)
        day = proposed_last_day(today)
        assert is_working_day(day) and timedelta(days=14) <= day - today <= timedelta(days=19)
