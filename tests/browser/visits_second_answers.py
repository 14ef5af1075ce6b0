"""The pages of what really changed since the earlier round."""

from tests.browser.visiting import State, Visit

SECOND_ANSWERS_VISITS: tuple[Visit, ...] = ()

SECOND_ANSWERS_STATES: tuple[State, ...] = ()
