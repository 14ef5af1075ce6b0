"""The pages of sending back, what changed, and what the adviser says about the whole."""

from tests.browser import acts, acts_reviewing
from tests.browser.visiting import State, Visit

REVIEWING_VISITS = (
    Visit("reviews.changes", "adviser", "{named}/bespreken/veranderd", shows="what changed"),
    Visit("reviews.changes", "adviser", "{sent_back}/bespreken/veranderd", shows="that it is not handed in yet"),
    Visit("reviews.changes", "coordinator", "{review}/bespreken/veranderd"),
    Visit("reviews.post_name_open_points", "adviser", "{review}/nog-open"),
    Visit("reviews.overview", "coordinator", "{sent_back}/bespreken"),
    Visit("reviews.consider_resubmitting", "coordinator", "{sent_back}/opnieuw-inleveren"),
    Visit("reviews.consider_approving", "adviser", "{review}/akkoord", acts.unfold),
    Visit("reviews.consider_approving", "adviser", "{approved}/akkoord", shows="an approval to take back"),
    Visit(
        "reviews.overview", "coordinator", "{named}/bespreken", acts.pushes("Dit is gedaan"), shows="what is still open"
    ),
    Visit("reviews.overview", "adviser", "{approved}/bespreken", acts_reviewing.end_an_approval),
    Visit("assessments.hub", "participant", "{sent_back}", shows="what was sent back"),
    Visit("assessments.check_answers", "participant", "{sent_back}/controle"),
    Visit(
        "assessments.submitted", "participant", "{sent_back}/controle", acts.pushes("Lever je antwoorden opnieuw in")
    ),
)
REVIEWING_STATES = (
    State("nothing open", "adviser", "{review}/nog-open", 422, acts.pushes("Opslaan en mailen")),
    State(
        "too much open",
        "adviser",
        "{review}/nog-open",
        422,
        acts_reviewing.a_book("Wat is er nog open?", "Opslaan en mailen"),
    ),
    State("no domain sent back", "adviser", "{review}/terugsturen", 422, acts_reviewing.only_a_reason),
    State("no reason to send back", "adviser", "{review}/terugsturen", 422, acts_reviewing.only_a_domain),
    State(
        "a book of reasons to reopen",
        "coordinator",
        "{agreed}/heropenen",
        422,
        acts_reviewing.a_book("Waarom heropenen jullie?", "Heropen de inventarisatie"),
    ),
    State("approved unseen", "adviser", "{review}/akkoord", 409, acts_reviewing.score_meanwhile),
    State("sending back what is agreed", "coordinator", "{agreed}/terugsturen", 409),
)
