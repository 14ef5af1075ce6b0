"""The pages of the same in the conversation."""

from tests.browser import acts, acts_second_scores
from tests.browser.visiting import State, Visit

ONE, ALL = "{second_review}/bespreken/geld/A.BE/veranderd", "{second_review}/bespreken/geld/veranderd"
SAVE_ONE, SAVE_ALL = "Opslaan en verder", "Opslaan"

SECOND_SCORES_VISITS: tuple[Visit, ...] = (
    Visit("reviews.consider_change", "coordinator", ONE, acts_second_scores.say_yes("changed")),
    Visit(
        "reviews.consider_change",
        "adviser",
        "{second_review}/bespreken/geld/A.UI",
        acts_second_scores.agree_another_score,
    ),
    # Nothing is agreed there yet; nothing differs; and nothing can be said any more.
    Visit("reviews.consider_change", "adviser", "{second_review}/bespreken/geld/M.UI/veranderd"),
    Visit("reviews.consider_change", "adviser", "{second_review}/bespreken/geld/S.UI/veranderd"),
    Visit(
        "reviews.consider_change",
        "coordinator",
        "{compared}/bespreken/geld/A.BE/veranderd",
        acts.unfold,
        shows="that it is too late",
    ),
    Visit("reviews.consider_changes", "adviser", ALL, acts_second_scores.say_yes("A.BE-changed")),
    Visit("reviews.consider_changes", "coordinator", "{second_review}/bespreken/algemeen/veranderd"),
    Visit("reviews.consider_changes", "adviser", "{compared}/bespreken/geld/veranderd"),
    Visit("reviews.item", "coordinator", "{second_review}/bespreken/geld/A.BE", shows="what was agreed then"),
    Visit("reviews.domain", "adviser", "{second_review}/bespreken/geld"),
    Visit("reviews.overview", "adviser", "{second_review}/bespreken", acts.unfold, shows="what differs from then"),
)

SECOND_SCORES_STATES: tuple[State, ...] = (
    State("a change without what", "adviser", ONE, 422, acts_second_scores.say_yes_without_what("changed", SAVE_ONE)),
    State(
        "changes without what",
        "coordinator",
        ALL,
        422,
        acts_second_scores.say_yes_without_what("A.BE-changed", SAVE_ALL),
    ),
    State("a change said twice", "adviser", ONE, 409, acts_second_scores.say_both_meanwhile("changed", SAVE_ONE)),
    State(
        "changes said twice",
        "coordinator",
        ALL,
        409,
        acts_second_scores.say_both_meanwhile("A.BE-changed", SAVE_ALL),
    ),
)
