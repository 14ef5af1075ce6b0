"""The pages of the same in the conversation."""

from tests.browser.visiting import State, Visit

SECOND_SCORES_VISITS: tuple[Visit, ...] = ()

SECOND_SCORES_STATES: tuple[State, ...] = ()
