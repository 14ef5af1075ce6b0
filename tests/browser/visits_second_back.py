"""The pages of looking back."""

from tests.browser import acts_looking_back as acts
from tests.browser.visiting import State, Visit

SECOND_BACK_VISITS = (
    Visit("assessments.post_choose_looking_back", "coordinator", "{second}/terugkijken/domeinen"),
    Visit("assessments.look_back", "coordinator", "{second}/vragen/geld", acts.look_back),
    Visit(
        "assessments.check_answers",
        "coordinator",
        "{second}/vragen/geld",
        acts.look_back_and_save,
        shows="what differs from then",
    ),
    Visit("assessments.check_answers", "coordinator", "{second}/controle"),
)
SECOND_BACK_STATES = (
    State("looking back before the questions of now", "coordinator", "{second}/terugkijken/geld", 409),
    State("looking back in two tabs", "coordinator", "{second}/vragen/geld", 409, acts.look_back_twice),
    State("looking back at another domain", "coordinator", "{second}/terugkijken/inclusie", 409),
    State(
        "domains to look back at in two tabs", "coordinator", "{second}/terugkijken/domeinen", 409, acts.choose_twice
    ),
    State("domains to look back at too late", "coordinator", "{second_review}/terugkijken/domeinen", 409),
)
