"""What somebody is, as a review shows it: a function, and a name only of who agreed to that."""

from app.models import Participation
from app.reports.queries.functions import function_of, functions_of_users
from questionnaires.model import Questionnaire

__all__ = ["function_of", "functions_of_users", "shown_name", "who"]


def who(part: Participation, questionnaire: Questionnaire) -> str:
    """What `function_of` says, after the name of who agreed to that: `Fatma (medewerker schuldhulp, uitvoering)`.

    For coordinator and adviser in the review of the answers only: reports, meetings and exports name nobody.
    """
    function = function_of(part, questionnaire)
    return f"{shown_name(part)} ({function})" if part.shows_name else function


def shown_name(part: Participation) -> str:
    """The name that stands beside the answers when somebody agrees: the one the coordinator knows them by."""
    return part.name or part.user.name
