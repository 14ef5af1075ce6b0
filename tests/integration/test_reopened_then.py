"""While the earlier round is open again, then is what its last report says: nobody sees what is not agreed yet."""

import pytest

from tests.factories import make_agreed, make_answers, make_participation
from tests.rounds import joint_of, make_agreed_long_ago, make_evaluation

AGREED = "geld/A.BE"
"""Agreed as 1 in the last report, and as 3 in the round that is open again."""


@pytest.fixture
def reopened(session, people):
    """A first round that was agreed, was opened again, and has other scores now."""
    made = make_agreed_long_ago(session, people)
    make_agreed(session, made, people.coordinator, {AGREED: 3}, seen=1)
    make_agreed(session, made, people.coordinator, {"geld/A.BL": ""}, seen=1)
    make_answers(session, joint_of(session, made), {"geld/A.BL": 4}, seen=1)
    made.state = "in_review"
    session.commit()
    return made


def test_who_answers_sees_what_the_last_report_says(session, people, client_as, reopened):
    evaluation = make_evaluation(session, people, reopened)
    make_participation(session, evaluation, people.participant, everything=True)
    session.commit()
    client, question = client_as(people.participant), f"/inventarisaties/{evaluation.id}/vragen/{AGREED}"
    # 3 is another answer than the 1 of then, although it is what is discussed now.
    page = client.follow(client.post(question, {"value": "3", "seen": "0"}))
    assert page.h1 == "Je antwoord is anders dan toen"
    response = client.post(question, {"value": "1", "seen": "1"})
    assert not response.headers["Location"].endswith("/veranderd")


def test_so_does_who_agrees_scores(session, people, client_as, reopened):
    evaluation = make_evaluation(session, people, reopened, "in_review")
    client, place = client_as(people.adviser), f"/inventarisaties/{evaluation.id}/bespreken"
    score = {"reason": "Zo is het.", "seen": "0"}
    asks = {
        (item, value): client.post(f"{place}/{item}", {**score, "value": value, "seen": str(seen)})
        .headers["Location"]
        .endswith("/veranderd")
        for item in (AGREED, "geld/A.BL")
        for seen, value in enumerate(("3", "1", "4"))
    }
    assert asks == {(item, value): value != "1" for item in (AGREED, "geld/A.BL") for value in ("3", "1", "4")}


@pytest.mark.parametrize("who", ["coordinator", "adviser"])
def test_the_overview_leads_to_that_report_and_not_to_what_is_discussed_now(session, people, client_as, reopened, who):
    evaluation = make_evaluation(session, people, reopened)
    client, report = client_as(getattr(people, who)), f"/inventarisaties/{reopened.id}/rapport"
    hub = f"/inventarisaties/{evaluation.id}"
    assert f"{report}?versie=1" in client.get(hub).links
    reopened.state = "agreed"
    session.commit()
    assert report in client.get(hub).links
