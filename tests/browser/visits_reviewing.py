"""The pages of sending back, what changed, and what the adviser says about the whole."""

from tests.browser import acts
from tests.browser.visiting import State, Visit

REVIEWING_VISITS = (
    Visit("reviews.changes", "adviser", "{sent_back}/bespreken/veranderd"),
    Visit("reviews.changes", "coordinator", "{review}/bespreken/veranderd"),
    Visit("reviews.name_open_points", "adviser", "{review}/nog-open"),
    Visit("reviews.overview", "coordinator", "{sent_back}/bespreken"),
    Visit("assessments.hub", "participant", "{sent_back}"),
    Visit("assessments.check_answers", "participant", "{sent_back}/controle"),
    Visit(
        "assessments.submitted", "participant", "{sent_back}/controle", acts.pushes("Lever je antwoorden opnieuw in")
    ),
)
REVIEWING_STATES = (State("nothing open", "adviser", "{review}/nog-open", 422, acts.pushes("Opslaan en mailen")),)
