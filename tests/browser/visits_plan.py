"""The pages of the plan of action and the overview."""

from tests.browser.visiting import State, Visit

PLAN_VISITS: tuple[Visit, ...] = ()

PLAN_STATES: tuple[State, ...] = ()
