"""The pages of a meeting."""

from tests.browser import acts, acts_meetings
from tests.browser.visiting import State, Visit

SAMEN = "{review}/bespreken/samen"

MEETING_VISITS = (
    Visit("meetings.meeting", "adviser", SAMEN, acts_meetings.agree),
    Visit("meetings.meeting", "adviser", SAMEN, acts.unfold, shows="how a meeting starts"),
    Visit("meetings.meeting", "adviser", "{open}/bespreken/samen"),
    Visit("meetings.meeting", "coordinator", SAMEN, acts_meetings.begin, shows="what will be discussed"),
    Visit("meetings.meeting", "participant", SAMEN),
    Visit("meetings.meeting", "participant", SAMEN, acts_meetings.comes(), shows="that a meeting begins"),
    Visit("meetings.meeting", "participant", SAMEN, acts_meetings.comes("geld/A.BE"), shows="joining at a point"),
    Visit(
        "assessments.hub", "participant", "{review}", acts_meetings.comes("geld/A.BE"), shows="that a meeting goes on"
    ),
    Visit("meetings.consider_joining", "participant", "/mee?code=482913"),
    Visit("meetings.consider_present", "coordinator", SAMEN, acts_meetings.discusses_and_goes("Wie is er")),
    Visit("meetings.consider_ending", "adviser", SAMEN, acts_meetings.finish),
    Visit("meetings.summary", "coordinator", SAMEN, acts_meetings.end),
)

MEETING_STATES = (
    State("meeting about nothing", "adviser", SAMEN, 422, acts_meetings.starts_nothing),
    State("meeting without a score", "adviser", SAMEN, 422, acts_meetings.saves_nothing, shows="an error in a meeting"),
    State("meeting with two scores", "adviser", SAMEN, 409, acts_meetings.agrees_twice, "a score beside another"),
    State(
        "meeting with an unsaved score",
        "coordinator",
        SAMEN,
        409,
        acts_meetings.goes_on_unsaved,
        shows="buttons in a warning",
    ),
    State("meeting with a wrong code", "participant", "/mee?code=482913", 422, acts_meetings.types_wrong_code),
    State("meeting with too many codes", "participant", "/mee?code=482913", 429, acts_meetings.types_too_many_codes),
    State("meeting without people", "coordinator", SAMEN, 422, acts_meetings.leaves_present_empty),
    State("no meeting to end", "adviser", f"{SAMEN}/afronden", 409),
)
