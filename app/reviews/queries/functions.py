"""What somebody is, as a review shows it: a function, and a name only of who agreed to that."""

from app.models import Participation
from app.parts import name_of
from app.reports.queries.functions import function_of, functions_of_users
from questionnaires.model import Questionnaire

__all__ = ["function_of", "functions_of_users", "who"]


def who(part: Participation, questionnaire: Questionnaire) -> str:
    """What `function_of` says, after the name of who agreed to that: `Fatma (medewerker schuldhulp, uitvoering)`.

    For coordinator and adviser in the review of the answers only: reports, meetings and exports name nobody. Who
    takes part no longer cannot take it back any more, so their name is not shown.
    """
    function = function_of(part, questionnaire)
    return f"{name_of(part)} ({function})" if part.shows_name and part.ended_at is None else function
