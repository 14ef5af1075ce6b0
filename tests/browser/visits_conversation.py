"""The pages on which answers are discussed, and those of advisers."""

from tests.browser.visiting import State, Visit

CONVERSATION_VISITS: tuple[Visit, ...] = ()

CONVERSATION_STATES: tuple[State, ...] = ()
