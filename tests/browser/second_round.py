"""Second rounds of the example's finished one: being answered, in review and agreed; addresses for visits."""

from sqlalchemy.orm import Session

from app.models import Assessment
from tests.factories import People, make_agreed, make_answers
from tests.rounds import joint_of, look_back_at, make_agreed_evaluation, make_evaluation, make_values


def make_second_rounds(session: Session, people: People, finished: Assessment) -> dict[str, str]:
    """What was answered and agreed differs from then, and nobody said yet whether something really changed."""
    given = {"geld/A.BE": 4, "geld/A.BL": 0, "geld/S.UI": 3, "inclusie/A.BE": 4}
    open_ = make_evaluation(session, people, finished, title="Vervolgmeting, open")
    look_back_at(session, open_, "geld")
    make_answers(session, joint_of(session, open_), given, reason="Er is een nieuw plan.")
    review = make_evaluation(session, people, finished, "in_review", title="Vervolgmeting, in bespreking")
    look_back_at(session, review, "geld")
    make_answers(session, joint_of(session, review), {**make_values(2, 3), **given})
    make_agreed(session, review, people.coordinator, given)
    compared = make_agreed_evaluation(session, people, finished, {"geld/A.BE": 4, "inclusie/A.BE": 0}, changed="yes")
    names = {"second": open_, "second_review": review, "compared": compared}
    return {name: f"/inventarisaties/{assessment.id}" for name, assessment in names.items()}
