"""An action that an answer names is offered with the agreed score, also when it was stopped: then it can be chosen."""

import uuid

import pytest
from sqlalchemy import select

from app.models import AgreedScore
from tests.factories import make_agreed, make_answers
from tests.rounds import joint_of, make_agreed_long_ago, make_evaluation
from tests.trajectories import make_action, make_trajectory

YES = {"changed": "yes", "changed_what": "Er is een plan.", "seen": "1"}


@pytest.mark.parametrize("whole", [False, True])
def test_what_is_offered_can_be_chosen(session, people, client_as, whole):
    earlier = make_agreed_long_ago(session, people)
    trajectory = make_trajectory(session, earlier, people.coordinator)
    stopped = {"state": "stopped", "stop_reason": "Geen geld"}
    action_id = str(make_action(session, trajectory, people.coordinator, **stopped).id)
    made = make_evaluation(session, people, earlier, "in_review")
    make_answers(
        session, joint_of(session, made), {"geld/A.BE": 3}, changed="yes", changed_action_id=uuid.UUID(action_id)
    )
    make_agreed(session, made, people.coordinator, {"geld/A.BE": 4})
    form = {**YES, "changed_action": action_id}
    place, prefix = f"/inventarisaties/{made.id}/bespreken/geld", "A.BE-" if whole else ""
    page = f"{place}/veranderd" if whole else f"{place}/A.BE/veranderd"
    client = client_as(people.adviser)
    assert action_id in client.ask(page).get_data(as_text=True)
    client.post(page, {f"{prefix}{name}": value for name, value in form.items()})
    stored = session.scalars(select(AgreedScore.changed_action_id).where(AgreedScore.assessment_id == made.id)).one()
    session.rollback()
    assert str(stored) == action_id
