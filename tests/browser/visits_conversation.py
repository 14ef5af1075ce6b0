"""The pages on which answers are discussed, and those of advisers."""

from tests.browser.visiting import State, Visit
from tests.browser.visits_remarks import REMARK_STATES, REMARK_VISITS

CONVERSATION_VISITS: tuple[Visit, ...] = (*REMARK_VISITS,)

CONVERSATION_STATES: tuple[State, ...] = (*REMARK_STATES,)
