"""The pages on which answers are discussed, and those of advisers."""

from tests.browser.visiting import State, Visit
from tests.browser.visits_meetings import MEETING_STATES, MEETING_VISITS
from tests.browser.visits_remarks import REMARK_STATES, REMARK_VISITS
from tests.browser.visits_reports import REPORT_VISITS

CONVERSATION_VISITS: tuple[Visit, ...] = (
    *MEETING_VISITS,
    *REMARK_VISITS,
    *REPORT_VISITS,
)

CONVERSATION_STATES: tuple[State, ...] = (*MEETING_STATES, *REMARK_STATES)
