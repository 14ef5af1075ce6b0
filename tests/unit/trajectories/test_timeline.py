"""Where steps, actions and appointments stand on the line of the ten months."""

from datetime import date

from app.plan.trajectory import LABELS, LEAST, Scale, bars_of, scale_of
from app.state.steps import STEP_IDS, Dates, proposed_dates

PLANNED = {step: Dates(days, None, None) for step, days in proposed_dates(date(2026, 9, 28)).items()}
TODAY = date(2026, 12, 1)


def test_the_line_shows_whole_months() -> None:
    scale = scale_of(PLANNED, [], TODAY)
    assert (scale.first, scale.last) == (date(2026, 9, 1), date(2027, 8, 1))
    assert scale.labels == ["sep", "okt", "nov", "dec", "jan", "feb", "mrt", "apr", "mei", "jun", "jul"]
    assert len(scale.lines) == 10 and scale.place(date(2026, 12, 1)) == scale.lines[2] == 27.25


def test_what_lies_outside_the_plan_makes_the_line_longer() -> None:
    scale = scale_of(PLANNED, [date(2026, 8, 31), date(2030, 1, 1)], TODAY)
    assert (scale.first, scale.last) == (date(2026, 8, 1), date(2030, 2, 1))
    assert sum(map(bool, scale.labels)) <= LABELS and scale.labels[0] == "aug"


def test_today_stands_on_the_line_only_while_it_lasts() -> None:
    scale = Scale(date(2026, 9, 1), date(2026, 12, 1))
    days = (date(2026, 8, 31), date(2026, 9, 1), date(2026, 11, 30), date(2026, 12, 1))
    assert [scale.today(day) is not None for day in days] == [False, True, True, False]


def test_a_step_is_drawn_as_planned_and_as_it_was() -> None:
    steps = {
        **PLANNED,
        "inventory": Dates(PLANNED["inventory"].planned, date(2026, 9, 28), date(2026, 10, 30)),
        "priorities": Dates(PLANNED["priorities"].planned, None, date(2026, 11, 5)),
        "actions": Dates(PLANNED["actions"].planned, date(2026, 11, 9), None),
        "partners": Dates(PLANNED["partners"].planned, date(2026, 12, 2), None),
    }
    bars = bars_of(steps, scale_of(steps, [], TODAY), TODAY)
    first = bars["inventory"]
    assert first.real is not None and first.planned.left == first.real.left == 8.08
    assert first.real.width < first.planned.width
    assert bars["priorities"].real is not None and bars["priorities"].real.width == LEAST
    goes_on = bars["actions"].real
    # Until today, today included.
    assert goes_on is not None and round(goes_on.left + goes_on.width, 2) == 27.54
    assert bars["partners"].real is None and bars["evaluation"].real is None and tuple(bars) == STEP_IDS


def test_an_end_before_the_typed_beginning_is_a_day() -> None:
    steps = {**PLANNED, "inventory": Dates(PLANNED["inventory"].planned, date(2026, 10, 5), date(2026, 10, 1))}
    real = bars_of(steps, scale_of(steps, [], TODAY), TODAY)["inventory"].real
    assert real is not None and real.width == LEAST
