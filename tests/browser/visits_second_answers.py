"""The pages of what really changed since the earlier round."""

from tests.browser import acts_changed as acts
from tests.browser.visiting import State, Visit

SECOND_ANSWERS_VISITS = (
    Visit("assessments.answer_question", "coordinator", "{second}/vragen/geld/A.BE"),
    Visit("assessments.answer_question", "coordinator", "{second}/vragen/geld/A.BE/veranderd", acts.say_what),
    Visit("assessments.tell_change", "coordinator", "{second}/vragen/geld/A.BE/veranderd"),
    Visit("assessments.tell_changes", "coordinator", "{second}/veranderd/geld?naar=controle"),
    Visit("assessments.tell_changes", "coordinator", "{second}/veranderd/algemeen"),
)
ONE = "{second}/vragen/geld/A.BE/veranderd"
SECOND_ANSWERS_STATES = (
    State("changed without what", "coordinator", ONE, 422, acts.say_yes_without_what),
    State("changes without what", "coordinator", "{second}/veranderd/geld", 422, acts.say_yes_without_what),
    State("changed in two tabs", "coordinator", ONE, 409, acts.say_it_twice),
    State("changes in two tabs", "coordinator", "{second}/veranderd/geld", 409, acts.say_it_twice),
    State("changed and no longer different", "coordinator", ONE, 409, acts.answer_as_then_meanwhile),
)
