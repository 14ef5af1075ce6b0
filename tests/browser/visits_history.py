"""The pages that tell what changed."""

from tests.browser.visiting import State, Visit

HISTORY_VISITS = (
    Visit("history.overview", "adviser", "{review}/geschiedenis"),
    Visit("history.overview", "coordinator", "{asking}/geschiedenis?soort=deelnemers"),
    Visit("history.overview", "participant", "{asking}/geschiedenis"),
    Visit("history.overview", "coordinator", "{agreed}/geschiedenis?vraag=werk_inkomen/A.BE"),
    Visit("history.administration", "administrator", "/beheer/geschiedenis"),
)

HISTORY_STATES = (
    State("no day", "adviser", "{review}/geschiedenis?van=morgen", 422, shows="an error in a filter"),
    State("no such kind", "administrator", "/beheer/geschiedenis?soort=niets", 422),
)
