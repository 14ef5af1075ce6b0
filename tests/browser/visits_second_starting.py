"""The pages of starting a second round."""

from tests.browser import acts
from tests.browser import acts_second_starting as more
from tests.browser.visiting import State, Visit

SECOND_STARTING_VISITS: tuple[Visit, ...] = (
    Visit(
        "assessments.post_start_assessment",
        "coordinator",
        "/inventarisaties/nieuw",
        acts.unfold,
        shows="the earlier rounds",
    ),
    Visit("assessments.post_start_assessment", "coordinator", "/inventarisaties/nieuw", more.take_over),
    Visit("assessments.hub", "coordinator", "/inventarisaties/nieuw", more.start_at_once),
    Visit("participants.add_again", "coordinator", "{second}/deelnemers/opnieuw", more.with_colleagues),
    Visit("participants.add_again", "coordinator", "{second}/deelnemers/opnieuw"),
    Visit("participants.overview", "coordinator", "{second}/deelnemers", more.with_colleagues),
    Visit("participants.overview", "coordinator", "{second}/deelnemers/opnieuw", more.ask_them),
    Visit("assessments.hub", "coordinator", "{second}"),
    Visit("assessments.hub", "adviser", "{second_review}"),
    Visit("assessments.hub", "coordinator", "{compared}", shows="what there is to read and do after it"),
)

SECOND_STARTING_STATES: tuple[State, ...] = (
    State("nobody asked again", "coordinator", "{second}/deelnemers/opnieuw", 422, more.choose_nobody),
    State("a second round without a name", "coordinator", "/inventarisaties/nieuw", 422, more.start_too_early),
    State("a round of nobody", "coordinator", "/inventarisaties/nieuw?eerder=onzin", 404),
    State("asked again too late", "coordinator", "{second_review}/deelnemers/opnieuw", 409),
)
