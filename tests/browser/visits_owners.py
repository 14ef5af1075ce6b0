"""The pages of owners of actions, and of partners."""

from tests.browser.visiting import State, Visit

OWNERS_VISITS: tuple[Visit, ...] = ()

OWNERS_STATES: tuple[State, ...] = ()
