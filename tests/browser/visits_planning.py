"""The pages of the ten months: steps, hours, appointments and calendars."""

from tests.browser.visiting import State, Visit

PLANNING_VISITS: tuple[Visit, ...] = ()

PLANNING_STATES: tuple[State, ...] = ()
