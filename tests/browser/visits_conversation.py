"""The pages on which answers are discussed, and those of advisers."""

from tests.browser.visiting import State, Visit
from tests.browser.visits_advisers import ADVISER_STATES, ADVISER_VISITS
from tests.browser.visits_history import HISTORY_STATES, HISTORY_VISITS
from tests.browser.visits_meetings import MEETING_STATES, MEETING_VISITS
from tests.browser.visits_points import POINT_STATES, POINT_VISITS
from tests.browser.visits_remarks import REMARK_STATES, REMARK_VISITS
from tests.browser.visits_reports import REPORT_STATES, REPORT_VISITS
from tests.browser.visits_reviewing import REVIEWING_STATES, REVIEWING_VISITS

CONVERSATION_VISITS: tuple[Visit, ...] = (
    *ADVISER_VISITS,
    *HISTORY_VISITS,
    *MEETING_VISITS,
    *POINT_VISITS,
    *REMARK_VISITS,
    *REPORT_VISITS,
    *REVIEWING_VISITS,
)

CONVERSATION_STATES: tuple[State, ...] = (
    *ADVISER_STATES,
    *HISTORY_STATES,
    *MEETING_STATES,
    *POINT_STATES,
    *REMARK_STATES,
    *REPORT_STATES,
    *REVIEWING_STATES,
)
