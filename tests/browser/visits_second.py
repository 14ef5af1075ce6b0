"""The pages of the second round."""

from tests.browser.visiting import State, Visit
from tests.browser.visits_comparing import COMPARING_STATES, COMPARING_VISITS
from tests.browser.visits_merging import MERGING_STATES, MERGING_VISITS
from tests.browser.visits_second_answers import SECOND_ANSWERS_STATES, SECOND_ANSWERS_VISITS
from tests.browser.visits_second_back import SECOND_BACK_STATES, SECOND_BACK_VISITS
from tests.browser.visits_second_scores import SECOND_SCORES_STATES, SECOND_SCORES_VISITS
from tests.browser.visits_second_starting import SECOND_STARTING_STATES, SECOND_STARTING_VISITS
from tests.browser.visits_versions import VERSIONS_STATES, VERSIONS_VISITS

SECOND_VISITS: tuple[Visit, ...] = (
    *COMPARING_VISITS,
    *MERGING_VISITS,
    *SECOND_ANSWERS_VISITS,
    *SECOND_BACK_VISITS,
    *SECOND_SCORES_VISITS,
    *SECOND_STARTING_VISITS,
    *VERSIONS_VISITS,
)

SECOND_STATES: tuple[State, ...] = (
    *COMPARING_STATES,
    *MERGING_STATES,
    *SECOND_ANSWERS_STATES,
    *SECOND_BACK_STATES,
    *SECOND_SCORES_STATES,
    *SECOND_STARTING_STATES,
    *VERSIONS_STATES,
)
